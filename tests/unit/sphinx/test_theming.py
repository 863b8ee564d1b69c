"""The pages that the theme makes of a tree."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from sphinx.util.inventory import InventoryFile

from tests.site.html_page import parse
from tests.unit.sphinx.building import Build, build, conf, write

INDEX = """\
Books
=====

.. note::

   Lends no pens.

The books of a library, and who has
them.

%s

List books
----------

.. rest_method:: GET /v1/books
"""


def site(tmp_path: Path, text: str = "", **settings: object) -> Build:
    """A reference of a single page."""
    files = {
        "index.rst": INDEX % text,
        "conf.py": conf("apiref.sphinx", theme="apiref", **settings),
    }
    return build(write(tmp_path / "source", files), tmp_path / "out")


@pytest.mark.parametrize("times", [1, 2])
def test_indexes_that_are_not_built(tmp_path: Path, times: int) -> None:
    """Once a warning: pages made by sphinx-quickstart refer to them."""
    text = "* :ref:`genindex`\n* :ref:`modindex`\n* :ref:`search`"
    made = [site(tmp_path, text) for _ in range(times)][-1]
    assert made.warnings == []
    targets = [
        urldefrag(link.attributes["href"])[0]
        for item in parse(made.text("index.html")).all("ul", "simple")
        for link in item.all("a")
    ]
    assert targets == ["rest-operations.html", "rest-operations.html", "search.html"]


def test_the_index_that_is_built(tmp_path: Path) -> None:
    made = site(tmp_path, "* :ref:`genindex`", html_use_index=True)
    (item,) = parse(made.text("index.html")).all("ul", "simple")
    assert [link.attributes["href"] for link in item.all("a")] == ["genindex.html"]


def test_all_operations_can_be_reached_from_a_single_page(tmp_path: Path) -> None:
    made = site(tmp_path)
    (menu,) = parse(made.text("index.html")).all("nav", "site-toc")
    assert "rest-operations.html" in {link.attributes["href"] for link in menu.all("a")}
    (listed,) = parse(made.text("rest-operations.html")).all("ul", "operation-list")
    (link,) = listed.all("a")
    assert link.text().split() == ["GET", "/v1/books", "List", "books"]
    assert link.attributes["href"] == "index.html#list-books"


def test_the_list_of_pages_is_titled_as_the_home_page(tmp_path: Path) -> None:
    (menu,) = parse(site(tmp_path, project="Library").text("index.html")).all("nav", "site-toc")
    (title,) = menu.all("p", "toc-title")
    assert title.text().strip() == "Books"


def test_the_contents_of_a_page_have_the_methods(tmp_path: Path) -> None:
    (contents,) = parse(site(tmp_path).text("index.html")).all("nav", "page-toc")
    texts = [" ".join(link.text().split()) for link in contents.all("a")]
    assert texts == ["Books", "GET List books"]
    (mark,) = contents.all("span", "method")
    assert mark.classes == ["method", "method-get"]


def test_every_response_code_and_who_answers_it(tmp_path: Path) -> None:
    listed = ".. rest_status_code:: {} status.yaml\n\n   - 200\n   - 404: {}\n"
    files = {
        "index.rst": (INDEX % "").rstrip()
        + f"\n\n{listed.format('success', 'lost')}\n"
        + "Show book\n---------\n\n.. rest_method:: GET /v1/books/{book_id}\n\n"
        + listed.format("error", "sold"),
        "status.yaml": "200:\n  default: |\n    It is well.\n"
        "404:\n  lost: |\n    It is lost.\n  sold: |\n    It is sold.\n",
        "conf.py": conf("apiref.sphinx", theme="apiref"),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    assert made.warnings == []
    root = parse(made.text("rest-codes.html"))
    found = {
        section.attributes["id"]: [
            (link.attributes["href"].rpartition("#")[2], " ".join(link.text().split()))
            for link in section.all("a")
            if "code-of" in link.classes
        ]
        for section in root.all("section")
    }
    assert found == {
        "cap-200": [
            ("list-books-200", "It is well. List books"),
            ("show-book-200", "It is well. Show book"),
        ],
        "cap-404": [
            ("list-books-404", "It is lost. List books"),
            ("show-book-404", "It is sold. Show book"),
        ],
    }
    assert [title.text() for title in root.all("h2")] == ["200 - OK", "404 - Not Found"]
    (menu,) = root.all("nav", "site-toc")
    assert "Response codes" in menu.text()


def test_what_changes_in_each_microversion(tmp_path: Path) -> None:
    entry = "  description: A text.\n  in: body\n  required: true\n  type: string\n"
    rows = ".. rest_parameters:: parameters.yaml\n\n   - title: title\n   - shelf: shelf\n"
    files = {
        "index.rst": (INDEX % "").rstrip()
        + f"\n\nRequest\n~~~~~~~\n\n{rows}\nResponse\n~~~~~~~~\n\n{rows}\n"
        + "Sell book\n---------\n\n.. rest_method:: POST /v1/sales\n   min_version: 2.9\n"
        + "   max_version: 2.20\n",
        "parameters.yaml": f"title:\n{entry}shelf:\n{entry}  min_version: 2.9\n"
        "  max_version: 2.10\n".replace("2.10", "'2.10'"),
        "conf.py": conf("apiref.sphinx", theme="apiref"),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    root = parse(made.text("rest-changes.html"))
    found = [
        (
            section.attributes["id"],
            [
                (link.attributes["href"].rpartition("#")[2], " ".join(link.text().split()))
                for link in section.all("a", "code-of")
            ],
        )
        for section in root.all("section")
    ]
    assert found == [
        ("cap-2.20", [("sell-book", "Last version of the operation Sell book")]),
        (
            "cap-2.10",
            [
                ("list-books-request-shelf", "Last version with shelf in the request List books"),
                ("list-books-response-shelf", "Last version with shelf in the response List books"),
            ],
        ),
        (
            "cap-2.9",
            [
                ("list-books-request-shelf", "New in the request: shelf List books"),
                ("list-books-response-shelf", "New in the response: shelf List books"),
                ("sell-book", "New operation Sell book"),
            ],
        ),
    ]
    (menu,) = root.all("nav", "site-toc")
    assert "Changes" in menu.text()


def test_no_page_of_codes_without_any(tmp_path: Path) -> None:
    made = site(tmp_path)
    assert not (made.out / "rest-codes.html").exists()
    assert not (made.out / "rest-changes.html").exists()
    listed = re.findall(r"rest-\w+", made.text("index.html"))
    assert {"rest-codes", "rest-changes"}.isdisjoint(listed)
    inventory = InventoryFile.loads((made.out / "objects.inv").read_bytes(), uri="")
    assert {"rest-codes", "rest-changes"}.isdisjoint(inventory.data["std:label"])
    assert "rest-operations" in inventory.data["std:label"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The books of a library, and who has them."),
        (".. meta::\n   :description: Own words.", "Own words."),
    ],
)
def test_the_description_of_a_page(tmp_path: Path, text: str, expected: str) -> None:
    root = parse(site(tmp_path, text).text("index.html"))
    described = [
        each.attributes["content"]
        for each in root.all("meta")
        if each.attributes.get("name") == "description"
    ]
    assert described == [expected]


def test_a_long_description_is_cut(tmp_path: Path) -> None:
    files = {
        "index.rst": INDEX.replace("The books", "The books and books" * 20) % "",
        "conf.py": conf("apiref.sphinx", theme="apiref"),
    }
    cut = build(write(tmp_path / "cut" / "source", files), tmp_path / "cut" / "out")
    (words,) = (
        each.attributes["content"]
        for each in parse(cut.text("index.html")).all("meta")
        if each.attributes.get("name") == "description"
    )
    assert len(words) <= 160
    assert words.endswith("…")


def test_the_icon_is_a_file(tmp_path: Path) -> None:
    """Once against ``default-src 'self'``: it was in the page."""
    made = site(tmp_path)
    (icon,) = (
        each.attributes["href"]
        for each in parse(made.text("index.html")).all("link")
        if each.attributes.get("rel") == "icon"
    )
    assert (made.out / icon.partition("?")[0]).read_text().startswith("<svg")


def test_a_site_without_operations(tmp_path: Path) -> None:
    """Once the captions of its menu were headings without a level."""
    files = {
        "index.rst": "Guide\n=====\n\n.. toctree::\n   :caption: First\n\n   page\n",
        "page.rst": "Page\n====\n",
        "conf.py": conf("apiref.sphinx", theme="apiref"),
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    (menu,) = parse(made.text("index.html")).all("nav", "site-toc")
    (caption,) = menu.all("p", "caption")
    assert caption.text() == "First"
    assert "role" not in caption.attributes
    search = parse(made.text("search.html"))
    (label,) = (
        each.text() for each in search.all("label") if each.attributes["for"] != "site-search"
    )
    assert label == "Words"


@pytest.mark.parametrize("language", ["en", "de"])
def test_scripts_of_extensions_and_none_of_sphinx(tmp_path: Path, language: str) -> None:
    write(tmp_path / "source/own", {"own.js": "1"})
    settings = {"html_static_path": ["own"], "html_js_files": ["own.js"], "language": language}
    made = site(tmp_path, **settings)
    assert made.warnings == []
    scripts = [each.attributes["src"] for each in parse(made.text("index.html")).all("script")]
    assert [script.partition("?")[0] for script in scripts] == [
        "_static/apiref.js",
        "_static/own.js",
    ]
