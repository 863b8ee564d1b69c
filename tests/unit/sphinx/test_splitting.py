"""Pages of the sections of a long page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from tests.unit.sphinx.building import Build, build, conf, write

OPERATION = """
{title}
{line}

.. rest_method:: {request}

{text}
"""


def operation(title: str, request: str, text: str = "", line: str = "~") -> str:
    return OPERATION.format(title=title, line=line * len(title), request=request, text=text)


# Of the second one docutils says that the name is there already.
REQUEST = "Request\n^^^^^^^\n\n"
BOOKS = (
    "Books\n-----\n\nAs `here <Loans_>`__ and `there <#loans>`__.\n\n"
    + operation("List books", "GET /v1/books", f"{REQUEST}Nothing.")
    + operation("Show a book", "GET /v1/books/{id}", f"{REQUEST}See :ref:`lend`.")
)
LOANS = ".. _lend:\n\nLoans\n-----\n" + operation(
    "Lend a book", "POST /v1/loans", "See `a list <?expanded=list-books-detail#list-books>`__."
)
PAGE = """\
:tocdepth: 2

Library v1
==========

All of it.

.. rest_expand_all::

.. include:: books.inc
.. include:: loans.inc

Words
-----

Of `Lend a book`_.
"""
FILES = {
    "index.rst": "Library\n=======\n\n.. toctree::\n\n   guide\n   v1/index\n",
    "guide.rst": "Guide\n=====\n\nSee :ref:`lend`, :rest:operation:`GET /v1/books`.\n",
    "v1/index.rst": PAGE,
    "v1/books.inc": BOOKS,
    "v1/loans.inc": LOANS,
}
PAGES = {"index.html", "guide.html", "v1/index.html", "v1/books.html", "v1/loans.html"}


def settings(**more: object) -> str:
    return conf("apiref.sphinx", theme="apiref", apiref_split=True, apiref_markdown=True, **more)


def made(tmp_path: Path, builder: str = "html", **files: str) -> Build:
    """Build the tree with some other files; there must be no warning."""
    root = tmp_path / "source"
    if not root.exists():
        write(root, FILES | {"conf.py": settings()})
    write(root, files)
    done = build(root, tmp_path / "html", builder)
    assert not done.warnings
    return done


def pages(site: Build) -> set[str]:
    """Return the pages, without those that the theme adds."""
    names = {name for name in site.files() if name.endswith(".html")}
    return {name for name in names if "rest-" not in name and name != "search.html"}


def links(site: Build, page: str) -> dict[str, str]:
    """Return the addresses of the links in the text of a page, by text."""
    body = site.text(page).partition("<main")[2].partition('<nav class="neighbours"')[0]
    found = re.findall(r'<a class="reference [^"]*" href="([^"]*)".*?>(.*?)</a>', body)
    return {re.sub("<.*?>", "", text): unescape(address) for address, text in found}


def test_each_section_of_operations_is_a_page(tmp_path: Path) -> None:
    site = made(tmp_path)
    assert pages(site) == PAGES
    books, rest = site.text("v1/books.html"), site.text("v1/index.html")
    assert re.findall('<h1.*?>(.*?)<a class="headerlink', books) == ["Books"]
    assert re.findall('<h2.*?>(.*?)<a class="headerlink', books) == ["List books", "Show a book"]
    assert "Lend a book" not in books
    assert "system-message" not in books
    assert books.count("expand-all") == 1
    assert "All of it." in rest
    assert "Words" in rest
    assert 'class="operation"' not in rest
    assert "expand-all" not in rest
    assert "# Books" in site.text("v1/books.md")
    assert "[Books](v1/books.md)" in site.text("llms.txt")


def test_links_lead_to_the_new_pages(tmp_path: Path) -> None:
    site = made(tmp_path)
    assert links(site, "guide.html") == {
        "Loans": "v1/loans.html#lend",
        "GET /v1/books": "v1/books.html#list-books",
    }
    assert links(site, "v1/books.html") == {
        "Loans": "loans.html#lend",
        "here": "loans.html#loans",
        "there": "loans.html#loans",
    }
    assert links(site, "v1/loans.html") == {
        "a list": "books.html?expanded=list-books-detail#list-books"
    }
    words = links(site, "v1/index.html")
    assert words == {
        "Books": "books.html",
        "Loans": "loans.html",
        "Lend a book": "loans.html#lend-a-book",
    }
    assert re.findall('<a href="(v1/.*?)"><span', site.text("index.html")) == [
        "v1/books.html#list-books",
        "v1/books.html#show-a-book",
        "v1/loans.html#lend-a-book",
    ]
    assert '<a href="books.html#list-books"' in site.text("v1/index.html")
    inventory = InventoryFile.loads((site.out / "objects.inv").read_bytes(), uri="").data
    assert inventory["std:label"]["lend"].uri == "v1/loans.html#lend"
    assert inventory["rest:operation"]["GET /v1/books"].uri == "v1/books.html#list-books"


def test_links_of_a_folder_per_page(tmp_path: Path) -> None:
    assert links(made(tmp_path, "dirhtml"), "v1/books/index.html") == {
        "Loans": "../loans/#lend",
        "here": "../loans/#loans",
        "there": "../loans/#loans",
    }


def test_neighbours_and_contents(tmp_path: Path) -> None:
    books = made(tmp_path).text("v1/books.html")
    assert re.findall('<a rel="(prev|next)" href="(.*?)"', books) == [
        ("prev", "index.html"),
        ("next", "loans.html"),
    ]
    contents = books.partition('<nav class="site-toc"')[2].partition("</nav>")[0]
    assert re.findall('<li class="toctree-l(.)[^>]*><a [^>]*>(.*?)</a>', contents)[:4] == [
        ("1", "Guide"),
        ("1", "Library v1"),
        ("2", "Books"),
        ("2", "Loans"),
    ]


def test_what_has_moved_has_its_address_in_the_list(tmp_path: Path) -> None:
    text = made(tmp_path).text("v1/index.html")
    found = re.findall('<li id="(.*?)">(.*?)<p><a .*?href="(.*?)">', text)
    anchors = {(first, *re.findall('id="(.*?)"', more)): address for first, more, address in found}
    assert anchors == {
        ("books", "list-books", "list-books-detail", "show-a-book", "show-a-book-detail"): (
            "books.html"
        ),
        ("loans", "lend", "lend-a-book", "lend-a-book-detail"): "loans.html",
    }


def sections(*titles: str) -> str:
    """Return the text of a page with a section for each title."""
    lines = [f"{title}\n{'-' * 2 * len(title)}\n" for title in titles]
    return "Library\n=======\n\n" + "".join(
        f"{line}{operation(f'Get {number}', f'GET /v1/{number}')}\n"
        for number, line in enumerate(lines)
    )


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Books", "Loans"), {"books", "loans"}),
        (("Books",), set()),
        # Of other pages.
        (("Guide", "Search"), {"guide-2", "search-2"}),
        (("Books", "Books", "Books"), {"books", "books-2", "books-3"}),
        (("\u66f8", "\u672c"), {"library-section", "library-section-2"}),
    ],
)
def test_names(tmp_path: Path, titles: tuple[str, ...], expected: set[str]) -> None:
    files = {"index.rst": sections(*titles), "guide.rst": ":orphan:\n\nGuide\n=====\n"}
    root = write(tmp_path / "source", files | {"conf.py": settings()})
    names = {f"{name}.html" for name in {"index", "guide"} | expected}
    assert pages(build(root, tmp_path / "html")) == names


def test_names_beside_a_page_that_is_not_the_first_of_its_folder(tmp_path: Path) -> None:
    files = {"index.rst": FILES["index.rst"], "guide.rst": sections("Books", "Loans")}
    root = write(tmp_path / "source", files | {"v1/index.rst": PAGE, "conf.py": settings()})
    write(root, {"v1/books.inc": "", "v1/loans.inc": "Words\n-----\n\n.. _lend a book:\n"})
    assert {"guide-books.html", "guide-loans.html"} < pages(build(root, tmp_path / "html"))


@pytest.mark.parametrize("builder", ["text", "singlehtml"])
def test_other_builders_have_the_whole_page(tmp_path: Path, builder: str) -> None:
    before = made(tmp_path)
    # With what was read for the pages.
    other = made(tmp_path, builder)
    text = other.text("v1/index.txt" if builder == "text" else "index.html")
    assert "Lend a book" in text
    assert "Words" in text
    for name in ("v1/books.html", "v1/index.html"):
        (other.out / name).unlink(missing_ok=True)
    assert pages(made(tmp_path)) == pages(before)


EDITS = {
    "text": {"v1/books.inc": BOOKS.replace("As ", "Not as ")},
    "name": {"v1/loans.inc": LOANS.replace("Loans\n-----", "Lending\n-------\n\n.. _loans:\n")},
    "text around": {"v1/index.rst": PAGE.replace("All", "Some")},
    "fewer": {
        "v1/loans.inc": ".. _lend:\n\nLoans\n-----\n",
        "v1/index.rst": PAGE.replace("Lend a book", "Loans"),
    },
    "other page": {"guide.rst": "Guide\n=====\n"},
    "setting": {"conf.py": settings().replace("apiref_split = True", "apiref_split = False")},
}


@pytest.mark.parametrize("name", EDITS)
def test_same_as_from_nothing_after_an_edit(tmp_path: Path, name: str) -> None:
    before = made(tmp_path).files()
    after = made(tmp_path, **EDITS[name]).files()
    assert after != before
    shutil.rmtree(tmp_path / "html")
    shutil.rmtree(tmp_path / "html.doctrees")
    anew = made(tmp_path).files()
    assert sorted(after) == sorted(anew)
    assert [each for each in anew if anew[each] != after[each]] == []


def test_nothing_is_written_again_without_an_edit(tmp_path: Path) -> None:
    page = made(tmp_path).out / "v1/books.html"
    before = page.stat().st_mtime_ns
    assert pages(made(tmp_path)) == PAGES
    assert page.stat().st_mtime_ns == before


def test_read_by_several_processes(tmp_path: Path) -> None:
    # Sphinx starts them from six pages on.
    more = {f"more{number}.rst": f":orphan:\n\nM {number}\n=====\n" for number in range(9)}
    write(tmp_path / "source", FILES | more | {"conf.py": settings()})
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "2", "source", "html"]
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, check=True)
    found = pages(Build(tmp_path / "html", [], False))
    assert {name for name in found if not name.startswith("more")} == PAGES
