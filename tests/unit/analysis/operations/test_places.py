"""The operations that places of pages belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.places import operation_at
from apiref.model.location import Location
from tests.unit.analysis.references import SOURCE, operation, reference

PAGE = f"{SOURCE}/things.inc"
BEFORE = f"=== {PAGE}\nThings.\n\n"


@pytest.mark.parametrize(
    ("path", "offset", "title"),
    [
        (PAGE, 0, "Second"),
        (PAGE, 1, "Second"),
        (PAGE, 1000, "Second"),
        (PAGE, -1, "First"),
        ("other.inc", 0, None),
    ],
)
def test_the_last_operation_above(
    tmp_path: Path, path: str, offset: int, title: str | None
) -> None:
    tree = reference(tmp_path, BEFORE, operation("First"), operation("Second"))
    start = tree.operations[1].location.line
    found = operation_at(tree, Location(path, start + offset))
    assert (found and found.title) == title


def test_nothing_is_above_the_first_one(tmp_path: Path) -> None:
    tree = reference(tmp_path, BEFORE, operation("First"))
    place = tree.operations[0].location
    assert operation_at(tree, place) == tree.operations[0]
    assert operation_at(tree, Location(place.path, place.line - 1)) is None
