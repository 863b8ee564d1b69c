"""The index of the search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sphinx.building import Build, build, conf, write

INDEX = """\
Books
=====

What readers lend.

.. toctree::

   old

.. _pages:

Pages
-----

Ten at a time. Not one :sup:`more`.

Inside
~~~~~~

Further in.

List books
----------

.. rest_method:: GET /v1/books

.. rest_method:: GET /v1/books/detail

Lists them.

.. rest_status_code:: success status.yaml

   - 200

Request
~~~~~~~

The request.

.. rest_parameters:: parameters.yaml

   - limit: limit
   - limit: limit
"""
OLD = """\
Old
===

Lend a book (DEPRECATED)
------------------------

.. rest_method:: POST /v1/loans

Keep a book
-----------

.. rest_method:: POST /v1/keep
   max_version: 2.9
"""
FILES = {
    "index.rst": INDEX,
    "old.rst": OLD,
    "status.yaml": "200:\n  default: |\n    All\n    is well.\n",
    "parameters.yaml": "limit:\n  description: "
    f"{'How many. ' * 30}\n  in: query\n  required: false\n  type: integer\n",
}


def site(root: Path, builder: str = "html", theme: str = "apiref", **files: str) -> Build:
    source = write(
        root / "source", {**FILES, "conf.py": conf("apiref.sphinx", theme=theme), **files}
    )
    made = build(source, root / builder, builder)
    assert made.warnings == []
    return made


def index(made: Build) -> dict[str, Any]:
    text = made.text("search-index.js").strip()
    found: dict[str, Any] = json.loads(text.removeprefix("window.apirefIndex = ").removesuffix(";"))
    return found


def test_everything_that_can_be_found(tmp_path: Path) -> None:
    found = index(site(tmp_path))
    assert found["pages"] == ["index.html", "old.html"]
    description = ("How many. " * 30)[:200]
    assert [tuple(entry) for entry in found["entries"]] == [
        (0, "text", "Books", "", "books", "What readers lend.", False),
        (0, "text", "Pages", "Books", "books-pages", "Ten at a time. Not one more.", False),
        (0, "text", "Inside", "Books", "inside", "Further in.", False),
        (
            0,
            "operation",
            "List books",
            "GET /v1/books\nGET /v1/books/detail",
            "list-books",
            "Lists them. The request.",
            False,
        ),
        (0, "code", "200 - OK", "List books", "list-books-200", "All is well.", False),
        (0, "field", "limit", "List books", "list-books-request-limit", description, False),
        (1, "text", "Old", "", "old", "", False),
        (
            1,
            "operation",
            "Lend a book (DEPRECATED)",
            "POST /v1/loans",
            "lend-a-book-deprecated",
            "",
            True,
        ),
        (1, "operation", "Keep a book", "POST /v1/keep", "keep-a-book", "", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".. only:: html\n\n   On screens.", "On screens."),
        (".. only:: latex\n\n   On paper.", ""),
        (".. raw:: html\n\n   <b>Bold</b>", ""),
        ("::\n\n   a sample", ""),
        (".. A comment.", ""),
    ],
)
def test_text_that_readers_see(tmp_path: Path, text: str, expected: str) -> None:
    page = f":orphan:\n\nOld\n===\n\n{text}\n"
    (entry,) = [
        entry for entry in index(site(tmp_path, **{"old.rst": page}))["entries"] if entry[0]
    ]
    assert entry[5] == expected


EXPLAINED = """\
:orphan:

Old
===

**The states**

Each has a name.

.. list-table::

   * - ``lent``
     - Somebody reads it.
   * - Not ``lent``
     - Nobody does.

shelf
   Where it stands.

.. only:: html

   **Bold** is not alone.

   **On screens**

.. only:: latex

   **On paper**

Inside
------

**Elsewhere**

List books
----------

.. rest_method:: GET /v1/books

**Before**

A token.
"""


def test_what_is_explained_without_a_title(tmp_path: Path) -> None:
    found = index(site(tmp_path, **{"old.rst": EXPLAINED}))["entries"]
    assert [entry[2:6] for entry in found if entry[0] and entry[1] == "text"][1:] == [
        ["The states", "Old", "old", "Each has a name."],
        ["lent", "Old", "old", "Somebody reads it."],
        ["shelf", "Old", "old", "Where it stands."],
        ["On screens", "Old", "old", ""],
        ["Inside", "Old", "inside", "Elsewhere"],
        ["Elsewhere", "Inside", "inside", ""],
    ]


def test_where_all_operations_are(tmp_path: Path) -> None:
    assert index(site(tmp_path))["operations"] == "rest-operations.html"


def test_a_message_of_docutils_is_not_found(tmp_path: Path) -> None:
    made = build(
        write(
            tmp_path / "source",
            {
                "index.rst": "Books\n=====\n\nTo |nothing|.\n",
                "conf.py": conf("apiref.sphinx", theme="apiref"),
            },
        ),
        tmp_path / "out",
    )
    assert made.warnings
    ((*_, text, _old),) = index(made)["entries"]
    assert "Undefined" not in text


def test_a_page_without_a_title(tmp_path: Path) -> None:
    files = {"index.rst": "Books\n=====\n", "old.rst": ":orphan:\n\nJust text.\n"}
    found = index(site(tmp_path, **files))
    assert found["entries"][-1] == [1, "text", "old", "", "", "Just text.", False]


def test_an_edit_of_one_page(tmp_path: Path) -> None:
    before = index(site(tmp_path))["entries"]
    after = index(site(tmp_path, **{"old.rst": OLD.replace("Keep a", "Hold a")}))["entries"]
    changed = [new[2] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["Hold a book"]
    gone = {"old.rst": ":orphan:\n\nOld\n===\n"}
    assert len(index(site(tmp_path, **gone))["entries"]) == len(before) - 2


@pytest.mark.parametrize(
    ("builder", "theme"), [("singlehtml", "apiref"), ("html", "basic"), ("text", "apiref")]
)
def test_no_index_that_no_page_reads(tmp_path: Path, builder: str, theme: str) -> None:
    made = site(tmp_path, builder, theme)
    assert not (made.out / "search-index.js").exists()
    assert (made.out / "searchindex.js").exists() is (theme == "basic")


def test_addresses_of_folders(tmp_path: Path) -> None:
    made = site(tmp_path, "dirhtml")
    assert index(made)["pages"] == ["", "old/"]
    assert (made.out / "search/index.html").is_file()
