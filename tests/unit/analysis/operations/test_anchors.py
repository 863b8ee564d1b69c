"""The anchors of operations."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.operations.anchors import anchors, anchors_in, labels
from tests.trees import load, write_tree

PAGE = """\
=== api-ref/source/index.rst
===
API
===

.. include:: things.inc
=== api-ref/source/things.inc
"""


def _anchors(root: Path, *sections: tuple[str, str]) -> list[str]:
    text = "\n".join(f"{title}\n{'=' * 20}\n\n{content}\n" for title, content in sections)
    write_tree(root, PAGE + text)
    tree = load(root)
    return [anchors(tree)[operation.location].name for operation in tree.operations]


def test_a_title_is_the_anchor(tmp_path: Path) -> None:
    assert _anchors(tmp_path, ("List things!", ".. rest_method:: GET /things")) == ["list-things"]


def test_one_title_twice(tmp_path: Path) -> None:
    method = ".. rest_method:: GET /things{}"
    found = _anchors(tmp_path, ("List", method.format("")), ("List", method.format("/all")))
    assert found == ["list-get-things", "list-get-things-all"]


def test_a_title_that_another_section_has_before(tmp_path: Path) -> None:
    found = _anchors(tmp_path, ("List", "Text."), ("List", ".. rest_method:: GET /things"))
    assert found == ["list-get-things"]


def test_a_title_that_another_section_has_behind(tmp_path: Path) -> None:
    found = _anchors(tmp_path, ("List", ".. rest_method:: GET /things"), ("List", "Text."))
    assert found == ["list"]


def test_a_label_of_the_same_name(tmp_path: Path) -> None:
    found = _anchors(tmp_path, ("Text", ".. _list:"), ("List", ".. rest_method:: GET /things"))
    assert found == ["list-get-things"]


def test_the_same_endpoint_twice_gets_a_number(tmp_path: Path) -> None:
    method = ".. rest_method:: POST /things/action"
    found = _anchors(tmp_path, ("Act", method), ("Act", method), ("Act", method))
    assert found == [
        "act-post-things-action",
        "act-post-things-action-2",
        "act-post-things-action-3",
    ]


def test_a_page_that_is_included_twice_counts_once(tmp_path: Path) -> None:
    content = ".. rest_method:: GET /things\n\n.. include:: text.inc\n\n.. include:: text.inc"
    text = "=== api-ref/source/text.inc\n.. _act:\n\n.. include:: things.inc\n"
    found = _anchors(tmp_path, ("List", content), ("Act", f".. rest_method:: GET /a\n\n{text}"))
    assert found == ["list", "act-get-a"]


def test_labels(tmp_path: Path) -> None:
    _anchors(tmp_path, ("Text", ".. _Some Label:"), ("List", ".. rest_method:: GET /things"))
    found = labels(load(tmp_path))["some label"]
    assert (found.document, found.name) == ("api-ref/source/index.rst", "some-label")


def test_all_anchors_of_a_document(tmp_path: Path) -> None:
    text = ".. _Some_Label:\n\n.. contents:: In short\n\n.. raw:: html\n\n   <b id='Bold'></b>"
    method = ".. rest_method:: GET /things"
    _anchors(tmp_path, ("Text", text), ("List", method), ("List", f"{method}/all"))
    found = anchors_in(load(tmp_path), "api-ref/source/index.rst")
    assert found == {"api", "text", "some-label", "in-short", "html", "Bold", "list"}
    (tmp_path / "api-ref/source/conf.py").write_text("extensions = ['apiref.sphinx']\n")
    of_operations = {"list-get-things", "list-get-things-all"}
    assert anchors_in(load(tmp_path), "api-ref/source/index.rst") == found | of_operations
