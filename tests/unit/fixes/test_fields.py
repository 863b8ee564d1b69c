"""Fixes of single fields of a parameters file."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.fixes.fields import renamed, revalued, unquoted
from apiref.model.fix import Fix
from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter
from tests.trees import load, write_tree

TREE = """\
=== api-ref/source/index.rst
API
===

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - a: a
=== api-ref/source/parameters.yaml
a: &a
  in: body
  requierd: "True"
  type: 'strnig'
  description: >
    It.
b:
  <<: *a
  type: string
c:
  <<: *a
  requierd: false
"""
PATH = "api-ref/source/parameters.yaml"


def _tree(root: Path, text: str = TREE) -> Tree:
    write_tree(root, text)
    return load(root)


def _field(tree: Tree, key: str, name: str) -> tuple[Parameter, Field]:
    entry = tree.parameter_files[PATH].by_key()[key]
    field = entry.field(name)
    assert field is not None
    return entry, field


def _told(fix: Fix | None) -> tuple[int, int, str, str, int] | None:
    if fix is None:
        return None
    (edit,) = fix.edits
    assert fix.title == f"Write '{edit.new}' instead of '{edit.old}'"
    return edit.start.line, edit.start.column, edit.old, edit.new, fix.changes


def test_another_name_for_the_field_and_for_those_who_take_it(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    fix = renamed(tree, *_field(tree, "a", "requierd"), "required")
    assert _told(fix) == (3, 3, "requierd", "required", 2)


def test_another_value_within_its_quotes(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    fix = revalued(tree, *_field(tree, "a", "type"), "string")
    assert _told(fix) == (4, 10, "strnig", "string", 2)


def test_an_entry_of_which_nobody_takes_fields(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    assert _told(revalued(tree, *_field(tree, "b", "type"), "array")) == (
        9,
        9,
        "string",
        "array",
        1,
    )


def test_a_value_that_does_not_stand_there_plainly(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    entry, field = _field(tree, "a", "description")
    assert revalued(tree, entry, field._replace(text="Another."), "Its.") is None
    assert renamed(tree, entry, field._replace(name="other"), "its") is None


@pytest.mark.parametrize(
    ("written", "edit"), [('"True"', ('"True"', "true")), ("'false'", ("'false'", "false"))]
)
def test_a_boolean_without_its_quotes(tmp_path: Path, written: str, edit: tuple[str, str]) -> None:
    tree = _tree(tmp_path, TREE.replace('"True"', written))
    fix = unquoted(tree, *_field(tree, "a", "requierd"))
    assert _told(fix) == (3, 13, *edit, 2)


@pytest.mark.parametrize("written", ["true", '"yes"'])
def test_what_is_no_boolean_in_quotes(tmp_path: Path, written: str) -> None:
    tree = _tree(tmp_path, TREE.replace('"True"', written))
    assert unquoted(tree, *_field(tree, "a", "requierd")) is None
