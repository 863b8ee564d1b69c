"""Rows that stand twice in a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import resolved_rows, table_uses
from apiref.analysis.samples.repeated_rows import is_of_one_field
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, entries, operation, reference


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"name": "a", "part": {"size": 1}}, True),
        # The one stands in the object of the rows before it.
        ({"name": "a", "part": {"name": "b"}}, False),
        ({"list": [{"name": "a", "part": {"size": 1}}]}, True),
        # Nothing is shown of that object.
        ({"name": "a", "part": {}}, False),
        ({"size": 1, "part": {"size": 1}}, False),
        (None, False),
    ],
)
def test_samples(tmp_path: Path, shown: Json, expected: bool) -> None:
    tree = reference(
        tmp_path, operation(response="name part name", shown=shown), entries("part: body object")
    )
    _, part, second = resolved_rows(table_uses(tree)[0], tree)
    assert is_of_one_field(tree, second, [part]) is expected


def test_without_rows_between_the_one_place_is_enough(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="name part name", shown={"name": "a"}))
    _, part, second = resolved_rows(table_uses(tree)[0], tree)
    assert is_of_one_field(tree, second, [])
    assert not is_of_one_field(tree, second, [part])


def test_a_table_outside_of_operations(tmp_path: Path) -> None:
    table = ".. rest_parameters:: parameters.yaml\n\n   - a: a\n   - a: a\n"
    tree = reference(tmp_path, f"=== {SOURCE}/about.rst\nAbout\n=====\n\n{table}")
    _, second = resolved_rows(table_uses(tree)[0], tree)
    assert not is_of_one_field(tree, second, [])


def test_a_row_of_another_key_may_be_what_is_shown(tmp_path: Path) -> None:
    """Once a false positive: the fields of two parts that no sample shows."""
    rows = "code=own_code part code side code"
    parts = entries("part: body object", "side: body object")
    shown = {"code": "a", "part": {"x": 1}, "side": {"x": 1}}
    tree = reference(tmp_path, operation(response=rows, shown=shown), parts)
    *_, side, second = resolved_rows(table_uses(tree)[0], tree)
    assert not is_of_one_field(tree, second, [side])
