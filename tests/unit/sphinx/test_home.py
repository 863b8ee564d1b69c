"""The operations on the home page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.sphinx.building import build, conf, write

OPERATION = """
{title}
{line}

.. rest_method:: {request}
"""


def operation(title: str, request: str, line: str = "-") -> str:
    return OPERATION.format(title=title, line=line * len(title), request=request)


FILES = {
    "index.rst": "Library\n=======\n\n.. toctree::\n\n   books\n   archive/index\n   about\n\n",
    "books.rst": "Books\n=====\n"
    + operation("List <books>", "GET /v1/books")
    + operation("Lend a book", "POST /v1/books/{book_id}/loans"),
    "archive/index.rst": "Archive\n*******\n\n.. toctree::\n\n   /shelves\n\nRooms\n=====\n"
    + operation("Show the archive", "GET /v1/archive"),
    "shelves.rst": operation("Show shelves", "GET /v1/shelves", "="),
    "about.rst": "About\n=====\n",
}


def shown(tmp_path: Path, builder: str = "html", **changes: str) -> list[tuple[str, ...]]:
    """Build the tree, again if it is there; return the titles and links below "Operations"."""
    source = tmp_path / "source"
    if not source.exists():
        write(source, {**FILES, "conf.py": conf("apiref.sphinx", theme="apiref")})
    # Files that are written again are read again.
    write(source, changes)
    made = build(source, tmp_path / builder, builder)
    assert made.warnings == []
    _before, _title, text = made.text("index.html").partition("<h2>Operations</h2>")
    titles = r'<h[34]><a href="([^"]*)">(.*?)</a></h[34]>'
    lines = r'<li><a href="([^"]*)"><span [^>]*>(.*?)</span> <code [^>]*>(.*?)</code> <span>(.*?)<'
    return [tuple(filter(None, match)) for match in re.findall(f"{titles}|{lines}", text)]


def test_operations_are_in_the_order_of_the_site(tmp_path: Path) -> None:
    assert shown(tmp_path) == [
        ("books.html", "Books"),
        ("books.html#list-books", "GET", "/v1/books", "List &lt;books&gt;"),
        ("books.html#lend-a-book", "POST", "/v1/books/{book_id}/loans", "Lend a book"),
        ("archive/index.html", "Archive"),
        ("archive/index.html#rooms", "Rooms"),
        ("archive/index.html#show-the-archive", "GET", "/v1/archive", "Show the archive"),
        ("shelves.html", "Show shelves"),
        ("shelves.html#show-shelves", "GET", "/v1/shelves", "Show shelves"),
    ]


def test_an_edited_page(tmp_path: Path) -> None:
    shown(tmp_path)
    # The table of contents of the home page does not name it.
    edited = {"shelves.rst": operation("Show shelves", "GET /v1/racks", "=")}
    again = shown(tmp_path, **edited)
    assert again[-1] == ("shelves.html#show-shelves", "GET", "/v1/racks", "Show shelves")


@pytest.mark.parametrize(
    ("builder", "index"),
    [
        pytest.param("html", FILES["index.rst"] + FILES["books.rst"], id="operations of its own"),
        pytest.param("singlehtml", FILES["index.rst"], id="a single page"),
    ],
)
def test_a_page_that_contains_operations(tmp_path: Path, builder: str, index: str) -> None:
    assert shown(tmp_path, builder, **{"index.rst": index}) == []


def test_pages_in_folders(tmp_path: Path) -> None:
    assert shown(tmp_path, "dirhtml")[0] == ("books/", "Books")
