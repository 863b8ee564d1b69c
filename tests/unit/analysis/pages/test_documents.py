"""Documents and the pages that they show."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.pages.documents import contents, documents, documents_of, page_paths
from apiref.model.tree import Tree
from tests.trees import load, write_tree

TREE = """\
=== api-ref/source/index.rst
API
===

.. rest_expand_all::

.. toctree::

   more

.. include:: a.inc
.. include:: b.inc
.. include:: a.inc
=== api-ref/source/more.rst
More
====

.. include:: b.inc
.. include:: missing.inc
=== api-ref/source/a.inc
A
-

.. rest_method:: GET /a

.. include:: c.inc
=== api-ref/source/b.inc
B.
=== api-ref/source/c.inc
C.

.. include:: a.inc
"""


def _tree(root: Path) -> Tree:
    write_tree(root, TREE)
    return load(root)


def _names(paths: tuple[str, ...] | frozenset[str]) -> list[str]:
    return [path.removeprefix("api-ref/source/") for path in paths]


def test_pages_stand_in_the_order_of_reading_each_once(tmp_path: Path) -> None:
    found = documents(_tree(tmp_path))
    assert _names(tuple(found)) == ["index.rst", "more.rst"]
    assert _names(found["api-ref/source/index.rst"].pages) == [
        "index.rst",
        "a.inc",
        "c.inc",
        "b.inc",
    ]
    assert _names(found["api-ref/source/more.rst"].pages) == ["more.rst", "b.inc"]


def test_every_place_of_an_include_is_told(tmp_path: Path) -> None:
    includes = documents(_tree(tmp_path))["api-ref/source/index.rst"].includes
    places = {
        page: [(place.location.path, place.location.line) for place in found]
        for page, found in includes.items()
    }
    assert places == {
        "api-ref/source/a.inc": [
            ("api-ref/source/index.rst", 10),
            ("api-ref/source/index.rst", 12),
            ("api-ref/source/c.inc", 3),
        ],
        "api-ref/source/b.inc": [("api-ref/source/index.rst", 11)],
        "api-ref/source/c.inc": [("api-ref/source/a.inc", 6)],
    }


def test_the_documents_of_a_page(tmp_path: Path) -> None:
    found = documents_of(_tree(tmp_path))
    assert sorted(_names(found["api-ref/source/b.inc"])) == ["index.rst", "more.rst"]
    assert _names(found["api-ref/source/a.inc"]) == ["index.rst"]
    assert "api-ref/source/missing.inc" not in found


def test_contents(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    found = contents(tree)
    assert tuple(found) == page_paths(tree) == tuple(tree.pages)
    index, page = found["api-ref/source/index.rst"], found["api-ref/source/a.inc"]
    assert [each.file for each in index.includes] == ["a.inc", "b.inc", "a.inc"]
    assert [entry for each in index.toctrees for entry, _ in each.entries] == ["more"]
    assert (len(index.expanders), len(index.endpoints)) == (1, 0)
    assert [each.label for each in page.endpoints] == ["GET /a"]
