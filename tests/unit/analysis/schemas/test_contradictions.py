"""Where rows and schemas contradict, and which of the two is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.schemas.contradictions import (
    contradictions,
    field_location,
    keyword_location,
    lacks_field,
    object_without_required,
    statement_by,
)
from apiref.analysis.schemas.rows import Pair, agreements
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.tree import Tree
from tests.unit.analysis.references import bound, entries, operation, reference

A = {"$ref": "#/$defs/a"}


def _tree(root: Path, rows: str, properties: dict[str, Json], *keys: str) -> Tree:
    schema: Json = {"properties": properties, "$defs": {"a": {"type": "integer"}}}
    return reference(root, operation(response=rows), entries(*keys), bound(schema))


def _is_of_type(pair: Pair) -> bool | None:
    if not pair.field.types:
        return None
    return pair.row.parameter.type in pair.field.types


@pytest.mark.parametrize(
    ("rows", "properties", "found"),
    [
        ("a", {"a": {"type": "string"}}, []),
        ("a", {"a": {}}, []),
        ("a", {"a": {"type": "integer"}}, [("a", False, "a")]),
        # One parameter has one cause; the schema is wrong as it agrees with another schema.
        (
            "a b=a",
            {"a": {"type": "integer"}, "b": {"type": "integer"}},
            [("a", False, "a"), ("b", False, "a")],
        ),
        ("a b=a", {"a": {"type": "integer"}, "b": {"type": "string"}}, [("a", True, "a")]),
        # Several parameters against the one statement.
        ("a b", {"a": A, "b": A}, [("a", True, "12:"), ("b", True, "12:")]),
        (
            "a b",
            {"a": {"type": "integer"}, "b": {"type": "integer"}},
            [("a", False, "a"), ("b", False, "b")],
        ),
    ],
)
def test_parameters_and_statements(
    tmp_path: Path, rows: str, properties: dict[str, Json], found: list[tuple[str, bool, str]]
) -> None:
    tree = _tree(tmp_path, rows, properties)
    items = list(contradictions(tree, _is_of_type, statement_by("type")))
    assert [(item.pair.field.name, item.schema_wrong) for item in items] == [
        (name, schema_wrong) for name, schema_wrong, _ in found
    ]
    for item, (_, _, cause) in zip(items, found, strict=True):
        assert item.cause.name.startswith(cause)
    assert len({item.cause for item in items}) == len({cause for _, _, cause in found})


def test_the_place_of_a_defect(tmp_path: Path) -> None:
    (found,) = contradictions(
        _tree(tmp_path, "a", {"a": {"type": "integer"}}), _is_of_type, statement_by("type")
    )
    here, there = Location("parameters.yaml"), Location("thing.json")
    row = found.pair.row.row.location
    defect = found.defect(here, there, "Wrong.")
    assert (defect.location, defect.places, defect.subject) == (here, (there, row), "a")
    assert defect.cause == found.cause
    defect = found._replace(schema_wrong=True).defect(here, there, "Wrong.")
    assert (defect.location, defect.places) == (there, (here, row))


def test_misdirected_rows_are_told_as_such(tmp_path: Path) -> None:
    tree = _tree(tmp_path, "status=size", {"status": {"type": "integer"}}, "status", "size")
    assert list(contradictions(tree, _is_of_type, statement_by("type"))) == []


def _pairs(tree: Tree) -> tuple[Pair, ...]:
    return agreements(tree)[0].pairs


def test_objects_that_require_nothing(tmp_path: Path) -> None:
    inner: Json = {"required": ["b"], "properties": {"b": {}, "c": {}}}
    pairs = _pairs(_tree(tmp_path, "a b", {"a": {"items": [inner], **inner}}))
    assert [object_without_required(pair) for pair in pairs] == [
        Location("schemas/thing.json"),
        None,
    ]


def test_where_each_says_it(tmp_path: Path) -> None:
    tree = _tree(tmp_path, "a b", {"a": {}, "b": {"type": "integer"}})
    first, second = _pairs(tree)
    lines = (tmp_path / "schemas/thing.json").read_text().splitlines()
    assert '"a"' in lines[keyword_location(first, "type").line - 1]
    assert '"integer"' in lines[keyword_location(second, "type").line - 1]
    assert statement_by("type")(first) is None
    assert statement_by("type")(second) == keyword_location(second, "type")
    entry = first.row.parameter
    assert field_location(first, "enum") == entry.location
    stated = entry.field("type")
    assert stated is not None
    assert field_location(first, "type") == stated.value_location
    assert lacks_field(first, "enum")
    assert not lacks_field(first, "type")
