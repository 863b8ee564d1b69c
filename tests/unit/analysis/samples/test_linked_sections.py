"""Sections to which operations and descriptions link."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.linked_sections import (
    is_alias,
    is_value_linked_in,
    leads_elsewhere,
    linked_names,
    names_linked_in,
)
from apiref.model.tree import Tree
from tests.unit.analysis.references import SOURCE, operation, reference, titled

COMMON = f"""\
=== {SOURCE}/about.rst
About
=====

.. _the-label:

Common fields
-------------

The ``size`` and "quoted".

.. rest_parameters:: parameters.yaml

   - part.state: state

.. list-table::

   * - color
     - The color.

.. note:: And ``more``.

Inner
~~~~~

The ``inner``.

Operations
----------

Show other
~~~~~~~~~~

.. rest_method:: GET /others

The ``text`` and "value".

.. rest_parameters:: parameters.yaml

   - name: name
"""
NAMES = {"size", "state", "color", "more", "inner"}


def _tree(root: Path, text: str = "It.") -> Tree:
    return reference(root, COMMON, operation(text=text))


def _names(root: Path, text: str) -> frozenset[str]:
    tree = _tree(root, text)
    (found,) = [each for each in tree.operations if each.title == "Show thing"]
    return linked_names(tree, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See `Common fields`_.", NAMES),
        ("See `common Fields`_.", NAMES),
        ("See :ref:`the-label`.", NAMES),
        ("See :ref:`them <the-label>`.", NAMES),
        ("See `Inner`_.", {"inner"}),
        # Of an operation it is the rows, where the text defers to it.
        ("See `Show other`_.", {"name"}),
        ("Like `Show other`_.", set()),
        # Operations in a section are none of what it documents.
        ("See `Operations`_.", set()),
        ("See `Elsewhere`_.", set()),
        ("See Common fields.", set()),
    ],
)
def test_names_in_linked_sections(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert _names(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("See `Common fields`_.", NAMES),
        ("See :std:ref:`them <the-label>`.", NAMES),
        ("See :ref:`the-label`.", NAMES),
        ("See `Show other`__.", {"name"}),
        ("Like `Show other`_.", set()),
        ("See ``Common fields``.", set()),
        ("See the-label.", set()),
    ],
)
def test_names_linked_in_descriptions(tmp_path: Path, description: str, expected: set[str]) -> None:
    assert names_linked_in(_tree(tmp_path), description) == expected


@pytest.mark.parametrize(
    ("description", "value", "expected"),
    [
        ("See `Common fields`_.", "quoted", True),
        ("See `Common fields`_.", "size", False),
        ("See `Common fields`_.", "", False),
        ("See `Show other`_.", "value", False),
        ("See Common fields.", "quoted", False),
    ],
)
def test_values_in_linked_sections(
    tmp_path: Path, description: str, value: str, expected: bool
) -> None:
    assert is_value_linked_in(_tree(tmp_path), description, value) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See `Common fields`_.", False),
        ("See `Common fields`_ and `Elsewhere`_.", True),
        ("See nothing.", False),
    ],
)
def test_links_to_other_places(tmp_path: Path, text: str, expected: bool) -> None:
    tree = _tree(tmp_path, text)
    paragraphs = [part for each in tree.operations for part in each.paragraphs]
    (paragraph,) = [part for part in paragraphs if part.text.startswith("See")]
    assert leads_elsewhere(tree, paragraph) is expected


@pytest.mark.parametrize(
    ("text", "response", "expected"),
    [
        ("See `Show other`_.", "", True),
        # Once a false alarm: in other words.
        ("This is the same as `Show other`_.", "", True),
        ("A synonym of `Show other`_.", "", True),
        ("With the same request and response as `Show other`_.", "", True),
        ("Another name for `Show other`_; it works like that.", "", True),
        ("Shows the same things. `Show other`_ shows all.", "", False),
        ("See others.", "", False),
        ("`Show other`_ is good.", "", False),
        ("See `Show other`_.", "name", False),
        ("See `Show other`_.\n\nNormal response codes: 200", "", False),
    ],
)
def test_operations_that_refer_to_another_one(
    tmp_path: Path, text: str, response: str, expected: bool
) -> None:
    tree = reference(tmp_path, COMMON, operation(text=text, response=response))
    assert is_alias(titled(tree, "Show thing")) is expected
