"""Rows that refer to the entry of another resource."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.foreign_entries import foreign_entries
from tests.unit.analysis.references import entries, operation, reference

CAR = "GET /cars/{car_id}"
BOATS = operation("List boats", "GET /boats", response="id=boat_id")


def _foreign(tmp_path: Path, *parts: str, described: str = "The ID of the boat.") -> list[str]:
    entry = entries(f"boat_id: body string required {described}")
    tree = reference(tmp_path, BOATS, *parts, entry)
    return [f"{found.row.name}={entry.key}" for found, entry in foreign_entries(tree)]


@pytest.mark.parametrize(
    ("endpoint", "rows", "found"),
    [
        (CAR, "id=boat_id", ["id=car_id"]),
        (CAR, "name id=boat_id", ["id=car_id"]),
        (CAR, "boat_id", []),
        ("GET /boats/{boat_id}/cars", "id=boat_id", []),
        ("POST /cars/{car_id}/action", "id=boat_id", []),
        ("GET /bikes", "id=boat_id", []),
        # In an object, or as the names say.
        (CAR, "boat id=boat_id", []),
        (CAR, "boat.id=boat_id", []),
        ("PUT /cars/{car_id}/start", "car.id=boat_id", ["car.id=car_id"]),
        ("PUT /cars/{car_id}/start", "id=boat_id", []),
    ],
)
def test_an_unused_entry_of_the_resource(
    tmp_path: Path, endpoint: str, rows: str, found: list[str]
) -> None:
    """Once only told as an entry to be removed."""
    parts = operation(endpoint=endpoint, response=rows), entries("car_id", "boat: body object")
    assert _foreign(tmp_path, *parts, operation("List cars", "GET /cars")) == found


@pytest.mark.parametrize(
    ("entry", "described", "found"),
    [
        ("car_id", "The ID.", ["id=car_id"]),
        ("car_id", "The ID of the car.", []),
        ("car_id: query", "The ID.", []),
        ("car_id: body integer", "The ID.", []),
        ("car_id: body string required Defaults to one.", "The ID.", []),
    ],
)
def test_which_unused_entry_fits(
    tmp_path: Path, entry: str, described: str, found: list[str]
) -> None:
    parts = operation(endpoint=CAR, response="id=boat_id"), entries(entry)
    assert _foreign(tmp_path, *parts, described=described) == found


@pytest.mark.parametrize(
    ("others", "described", "found"),
    [
        ("id=car_id", "The ID of the boat.", ["id=car_id"]),
        ("cars.id=car_id", "The ID of the boat.", ["id=car_id"]),
        ("id=car_id", "The ID.", []),
        ("car=car_id", "The ID of the boat.", []),
    ],
)
def test_an_entry_that_other_rows_of_the_page_refer_to(
    tmp_path: Path, others: str, described: str, found: list[str]
) -> None:
    parts = (
        operation(endpoint=CAR, response="id=boat_id"),
        operation("List cars", "GET /cars", response=others),
    )
    assert _foreign(tmp_path, *parts, described=described) == found
