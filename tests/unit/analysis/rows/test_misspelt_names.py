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


@pytest.mark.parametrize(
    ("others", "row", "found"),
    [
        # Once not reported.
        ("marker", "marke=marker", [("marke", "marker")]),
        ("status", "Status=status", [("Status", "status")]),
        ("part.size=thing_part_size", "part.siz=thing_part_size", [("part.siz", "part.size")]),
        ("part.size=thing_part_size", "Part.size=thing_part_size", [("Part.size", "part.size")]),
        ("imageRef", "imageref=imageRef", [("imageref", "imageRef")]),
        # The key says that it is written so.
        ("Name", "name=Name", []),
        ("status", "statuses=status", []),
        # Only a name that the key confirms needs no more than one row.
        ("state=status", "stat=status", []),
    ],
)
def test_names_unlike_another_row(
    tmp_path: Path, others: str, row: str, found: list[tuple[str, str]]
) -> None:
    tree = reference(tmp_path, operation(response=row), operation("Other", response=others))
    assert [(item.name, item.intended) for item in misspelt_names(tree)] == found


def test_a_sample_decides_on_the_case(tmp_path: Path) -> None:
    """Once a false alarm: two operations write the same field in two ways."""
    one = operation(response="workDir=workdir", shown={"workDir": "a"})
    other = operation("Other", response="workdir", shown={"workdir": "a"})
    assert misspelt_names(reference(tmp_path, one, other)) == ()


def test_headers_have_no_case(tmp_path: Path) -> None:
    one, other = operation(response="location"), operation("Other", response="Location=location")
    assert misspelt_names(reference(tmp_path, one, other, entries("location: header"))) == ()
