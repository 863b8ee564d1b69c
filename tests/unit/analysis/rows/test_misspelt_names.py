"""Rows that show a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.misspelt_names import (
    intended_names,
    misspelt_names,
)
from tests.unit.analysis.references import entries, operation, reference


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("stauts=thing_status", [("stauts", "status")]),
        ("thing_stauts=thing_status", [("thing_stauts", "thing_status")]),
        ("statu=status", []),
        ("Stauts=thing_status", [("Stauts", "Status")]),
        ("STAUTS=thing_status", [("STAUTS", "STATUS")]),
        ("sttus=thing_status", [("sttus", "status")]),
        ("status=thing_status", []),
        ("stauts=stauts", []),
        ("stauts=thing", []),
        # Two words that are none of the key.
        ("my_stauts=thing_status", []),
    ],
)
def test_slips(tmp_path: Path, row: str, found: list[tuple[str, str]]) -> None:
    tree = reference(tmp_path, operation(response=row))
    assert [(item.name, item.intended) for item in misspelt_names(tree)] == found


def test_path_parameters_are_left_to_others(tmp_path: Path) -> None:
    tree = reference(
        tmp_path, operation(request="stauts=thing_status"), entries("thing_status: path")
    )
    assert misspelt_names(tree) == ()


@pytest.mark.parametrize(
    "more",
    [
        operation("Other", response="a=stauts"),
        operation("Other", "GET /stauts"),
        operation("Other", shown={"stauts": 1}),
    ],
)
def test_a_word_that_is_used_elsewhere_is_one(tmp_path: Path, more: str) -> None:
    tree = reference(tmp_path, operation(response="stauts=thing_status"), more)
    assert misspelt_names(tree) == ()


def test_one_entry_is_told_once(tmp_path: Path) -> None:
    one = operation("One", response="stauts=thing_status")
    tree = reference(tmp_path, one, operation("Two", response="stauts=thing_status id"))
    (found,) = misspelt_names(tree)
    assert len(found.rows) == 2
    rows = [part.table.rows[0].location for each in tree.operations for part in each.tables]
    assert intended_names(tree) == dict.fromkeys(rows, "status")


def test_a_row_behind_others(tmp_path: Path) -> None:
    """One with the name of its key, and one of the path."""
    rows = "id stauts=thing_status_path stauts=thing_status"
    tree = reference(tmp_path, operation(request=rows), entries("thing_status_path: path"))
    assert [item.name for item in misspelt_names(tree)] == ["stauts"]
