"""Rows that show a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import uses_by_entry
from apiref.analysis.rows.misspelt_names import (
    intended_names,
    misspelt_names,
    same_but_number,
    usual_name,
)
from tests.unit.analysis.references import SOURCE, entries, operation, reference


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


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        ("createdAt", ["created_at", "created_at"], "created_at"),
        ("created-at", ["created_at", "created_at"], "created_at"),
        ("create_at", ["created_at", "created_at"], "created_at"),
        ("created_at", ["created_at", "created_at"], None),
        # The others do not agree, or are too few.
        ("createdAt", ["created_at", "created-at"], None),
        ("createdAt", ["created_at"], None),
        # Another name, or one of several things.
        ("updated_at", ["created_at", "created_at"], None),
        ("created", ["created_at", "created_at"], None),
        ("servers", ["server", "server"], None),
    ],
)
def test_usual_names(tmp_path: Path, own: str, others: list[str], expected: str | None) -> None:
    shown = [
        operation(f"Show {number}", response=f"{name}=key")
        for number, name in enumerate([own, *others])
    ]
    tree = reference(tmp_path, *shown)
    found = uses_by_entry(tree)[f"{SOURCE}/parameters.yaml", "key"][0]
    assert usual_name(tree, found) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("server", "servers", True),
        ("policies", "policy", True),
        ("address", "addresses", True),
        ("server", "serve", False),
    ],
)
def test_singular_and_plural(one: str, other: str, expected: bool) -> None:
    assert same_but_number(one, other) is expected
