"""The rows that refer to the entry of another parameter."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.misdirected_rows import misdirected_rows
from apiref.model.tree import Tree
from tests.unit.analysis.references import entries, operation, reference


def _misdirected(tree: Tree) -> list[tuple[str, str, str, bool]]:
    return [
        (item.found.row.name, item.found.row.key, item.fitting.key, item.unused)
        for item in misdirected_rows(tree)
    ]


@pytest.mark.parametrize(
    ("rows", "more", "found"),
    [
        # The key has nothing to do with the name, for which there is an entry.
        ("status=size", "status", [("status", "size", "status", True)]),
        ("status=size status", "", [("status", "size", "status", False)]),
        ("status=size", "status: query", []),
        ("status=size", "", []),
        ("status=thing_status", "status", []),
        ("status=status_2", "status", []),
        # An unused entry may have any ending.
        ("status=size", "status_of_thing", [("status", "size", "status_of_thing", True)]),
        ("status=size other=status_of_thing", "", []),
    ],
)
def test_rows_of_another_entry(
    tmp_path: Path, rows: str, more: str, found: list[tuple[str, str, str, bool]]
) -> None:
    tree = reference(tmp_path, operation(response=rows), entries(*filter(None, [more])))
    assert _misdirected(tree) == found


@pytest.mark.parametrize("thing", ["thing", "big_thing"])
def test_an_entry_of_the_same_thing(tmp_path: Path, thing: str) -> None:
    tree = reference(
        tmp_path,
        operation(response=f"links={thing}_name name={thing}_name"),
        operation("Other", response=f"name={thing}_name size={thing}_links x=free"),
    )
    assert _misdirected(tree) == [("links", f"{thing}_name", f"{thing}_links", False)]
    parts = operation("Show", response=f"links={thing}_name x=free"), entries(f"{thing}_links")
    assert _misdirected(reference(tmp_path / "alone", *parts)) == []


def test_several_rows_of_another_entry(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation(
            response="a name_2=name_2 id=id_1 b=unlike status=thing_status"
            " links=thing_name name=thing_name links=thing_name c=size state=size"
        ),
        entries("thing_links", "c", "state_now", "status"),
    )
    found = [
        ("links", "thing_name", "thing_links", True),
        ("links", "thing_name", "thing_links", True),
        ("c", "size", "c", True),
        ("state", "size", "state_now", True),
    ]
    assert _misdirected(tree) == found


@pytest.mark.parametrize("others", [2, 3])
def test_a_row_against_the_custom(tmp_path: Path, others: int) -> None:
    tree = reference(
        tmp_path,
        *(operation(f"Show {number}", response="id=id_1") for number in range(others)),
        operation("Show other", response="thing=thing_id"),
        operation("Show last", response="id=thing_id"),
    )
    expected = [("id", "thing_id", "id_1", False)]
    assert _misdirected(tree) == expected


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("status=created_at", [("status", "created_at", "thing_status", False)]),
        ("part.size=thing_days", [("part.size", "thing_days", "thing_part_size", False)]),
        # Which of two entries is meant is not clear.
        ("id=created_at", []),
        # No other row has the name.
        ("state=created_at", []),
        # The entry speaks of it.
        ("status=made_at", []),
    ],
)
def test_the_entry_of_another_row_of_the_table(
    tmp_path: Path, row: str, found: list[tuple[str, str, str, bool]]
) -> None:
    """Once not reported, where no entry has the name of the row as its key."""
    tree = reference(
        tmp_path,
        operation("One", response=f"created_at days=thing_days made_at {row}"),
        operation("Two", response="status=thing_status part.size=thing_part_size id=thing_id"),
        operation("Three", response="id=part_id"),
        entries("made_at: body string optional When its status changed."),
    )
    assert _misdirected(tree) == found


@pytest.mark.parametrize("key", ["days", "thing_days"])
def test_the_entry_of_another_row_where_requests_have_one_of_their_own(
    tmp_path: Path, key: str
) -> None:
    """Once not reported, or told to refer to that of requests."""
    tree = reference(
        tmp_path,
        operation("One", response=f"days={key} open={key}"),
        operation("Two", request="open=thing_open_request", response="open=thing_open"),
    )
    assert _misdirected(tree) == [("open", key, "thing_open", False)]


def test_the_entry_of_another_resource(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("One", "GET /boats", response="id=boat_id"),
        operation("Two", "GET /cars", response="id=boat_id"),
        entries("car_id: body string"),
        entries("boat_id: body string required The ID of the boat."),
    )
    assert _misdirected(tree) == [("id", "boat_id", "car_id", True)]


def test_the_entry_of_a_row_of_another_table(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("One", response="status=created_at"),
        operation("Two", response="status=thing_status created_at"),
    )
    assert _misdirected(tree) == []


@pytest.mark.parametrize(
    ("row", "described", "found"),
    [
        ("a_id=b_id_path", "The ID of the b.", [("a_id", "b_id_path", "a_id_path", False)]),
        ("a_id=b_id_path", "The ID of the a or the b.", []),
        ("id=b_id_path", "The ID of the b.", []),
        ("c_id=b_id_path", "The ID of the b.", []),
    ],
)
def test_a_placeholder_with_the_entry_of_another_one(
    tmp_path: Path, row: str, described: str, found: list[tuple[str, str, str, bool]]
) -> None:
    """Once not reported, as the description has "ID"."""
    tree = reference(
        tmp_path,
        operation("Show", "GET /a/{a_id}", request="a_id=a_id_path id=id_path"),
        operation("Show one", "GET /b/{b_id}", request="b_id=b_id_path"),
        operation("Show all", "PUT /a/{a_id}", request=row),
        entries("a_id_path: path", "id_path: path"),
        entries(f"b_id_path: path string required {described}"),
    )
    assert _misdirected(tree) == found
