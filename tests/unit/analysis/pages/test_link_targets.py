"""What links can lead to."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.pages.link_targets import shown_in, targets, targets_near, targets_on
from apiref.model.tree import Tree
from tests.trees import load, write_tree

TREE = """\
=== api-ref/source/index.rst
.. _The Top:

API
===

.. include:: things.inc
=== api-ref/source/more.rst
More
====

`A site <http://example.org>`_ and an _`inline` one.

.. |one| replace:: 1
.. [#] It.
=== api-ref/source/things.inc
Show thing
==========

.. rest_method:: GET /things/{id}

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
id:
  description: |
    .. [Two2002] It.
  in: path
  required: true
  type: string
=== api-ref/source/conf.py
rst_epilog = '''
.. |two| replace:: 2
'''
"""
INDEX, MORE = "api-ref/source/index.rst", "api-ref/source/more.rst"


def _tree(root: Path) -> Tree:
    write_tree(root, TREE)
    return load(root)


def test_targets_of_a_page(tmp_path: Path) -> None:
    found = targets_on(_tree(tmp_path), MORE)
    assert found.labels == {"inline"}
    assert found.titles == {"more", "a site"}
    assert (found.notes, found.substitutions) == ({""}, {"one"})


def test_targets_of_the_reference(tmp_path: Path) -> None:
    found = targets(_tree(tmp_path))
    assert found.labels == {"the top", "inline", "genindex", "search"}
    assert found.titles == {"api", "more", "a site", "show thing"}
    assert found.notes == {"", "two2002"}
    assert found.substitutions >= {"one", "two", "version"}


def test_the_documents_that_show_a_file(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    assert shown_in(tree, MORE) == {MORE}
    assert shown_in(tree, "api-ref/source/things.inc") == {INDEX}
    assert shown_in(tree, "api-ref/source/parameters.yaml") == {INDEX}
    assert shown_in(tree, "api-ref/source/other.yaml") == frozenset()


def test_targets_of_the_same_document(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    found = targets_near(tree, "api-ref/source/parameters.yaml")
    assert found == targets_near(tree, INDEX)
    assert found.titles == {"api", "show thing"}
    assert found.labels == {"the top", "genindex", "search"}
    assert found.notes == {"two2002"}
