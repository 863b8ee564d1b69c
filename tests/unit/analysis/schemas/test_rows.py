"""Schemas held against the rows of tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apiref.analysis.schemas.rows import agreements
from apiref.model.json_file import Json
from tests.unit.analysis.references import bound, entries, operation, reference


def _found(root: Path, rows: str, schema: Json, *parts: str, **binding: Any) -> dict[str, Any]:
    tree = reference(root, operation(response=rows, request="q"), bound(schema, **binding), *parts)
    (found,) = agreements(tree)
    return {
        "pairs": [(".".join(pair.field.names), pair.row.row.name) for pair in found.pairs],
        "mentioned": [pair.field.name for pair in found.mentioned],
        "schema": [".".join(field.names) for field in found.only_schema],
        "table": [row.row.name for row in found.only_table],
    }


def _object(*names: str, **more: Json) -> dict[str, Json]:
    return {"properties": {**{name: {} for name in names}, **more}}


@pytest.mark.parametrize(
    ("rows", "schema", "expected"),
    [
        ("a b", _object("a", "c"), {"pairs": [("a", "a")], "schema": ["c"], "table": ["b"]}),
        # A bare row is of the outermost property of its name.
        (
            "id part",
            _object("id", part=_object("id")),
            {"pairs": [("id", "id"), ("part", "part")], "schema": ["part.id"]},
        ),
        (
            "id part part.id",
            _object("id", part=_object("id")),
            {"pairs": [("id", "id"), ("part", "part"), ("part.id", "part.id")]},
        ),
        (
            "part",
            _object(part=_object("size", "x")),
            {"pairs": [("part", "part")], "mentioned": ["size"], "schema": ["part.x"]},
        ),
        # Within what is only mentioned, nothing more is asked for.
        (
            "part",
            _object(part=_object(size=_object("y"))),
            {"pairs": [("part", "part")], "mentioned": ["size"]},
        ),
    ],
)
def test_what_both_share_and_what_one_has(
    tmp_path: Path, rows: str, schema: Json, expected: dict[str, Any]
) -> None:
    found = _found(tmp_path, rows, schema, entries("part: body object optional Its ``size``."))
    assert {key: told for key, told in found.items() if told} == expected


@pytest.mark.parametrize(
    ("role", "table"), [("request", ["b"]), ("query", ["q"]), ("path", []), ("header", ["h"])]
)
def test_rows_of_other_places_do_not_count(tmp_path: Path, role: str, table: list[str]) -> None:
    tree = reference(
        tmp_path,
        operation(request="q b h"),
        entries("q: query", "b", "h: header"),
        bound(_object("x"), role=role),
    )
    (found,) = agreements(tree)
    assert [row.row.name for row in found.only_table] == table
    assert [field.name for field in found.only_schema] == ["x"]


@pytest.mark.parametrize(
    ("part", "lost", "label"),
    [
        (operation(response="a"), (), "GET /others"),
        (operation(request="a"), (), "GET /things/{id}"),
        (operation(response="a lost"), ("lost",), "GET /things/{id}"),
    ],
)
def test_what_is_not_there_agrees_with_nothing(
    tmp_path: Path, part: str, lost: tuple[str, ...], label: str
) -> None:
    tree = reference(tmp_path, part, bound(_object("a"), label=label), lost=lost)
    assert agreements(tree) == ()


def test_a_name_that_is_required_in_vain_is_told_elsewhere(tmp_path: Path) -> None:
    schema = {"type": "object", "required": ["status", "a"], **_object("statsu", "a", "other")}
    found = _found(tmp_path, "a status", schema)
    assert (found["schema"], found["table"]) == (["other"], [])
