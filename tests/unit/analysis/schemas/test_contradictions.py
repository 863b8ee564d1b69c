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
        ("a", {"a": {"type": "integer"}}, [("a", ["a"], [], False)]),
        # One parameter, told once; the schema is wrong as it agrees with another schema.
        (
            "a b=a",
            {"a": {"type": "integer"}, "b": {"type": "integer"}},
            [("a", ["a", "b"], [], False)],
        ),
        (
            "a b=a",
            {"a": {"type": "integer"}, "b": {"type": "string"}},
            [("a", ["a"], [], True)],
        ),
        # Several parameters against the one statement.
        ("a b", {"a": A, "b": A}, [("a", ["a"], ["b"], True)]),
        (
            "a b",
            {"a": {"type": "integer"}, "b": {"type": "integer"}},
            [("a", ["a"], [], False), ("b", ["b"], [], False)],
        ),
    ],
)
def test_parameters_and_statements(
    tmp_path: Path,
    rows: str,
    properties: dict[str, Json],
    found: list[tuple[str, list[str], list[str], bool]],
) -> None:
    tree = _tree(tmp_path, rows, properties)
    told = [
        (
            item.pair.row.parameter.key,
            [pair.field.name for pair in item.pairs],
            [pair.field.name for pair in item.others],
            item.schema_wrong,
        )
        for item in contradictions(tree, _is_of_type, statement_by("type"))
    ]
    assert told == found


def test_misdirected_rows_are_told_as_such(tmp_path: Path) -> None:
    tree = _tree(tmp_path, "status=size", {"status": {"type": "integer"}}, "status", "size")
    assert list(contradictions(tree, _is_of_type, statement_by("type"))) == []


def test_other_parameters_in_words(tmp_path: Path) -> None:
    names = "abcdefg"
    tree = _tree(tmp_path, " ".join(names), dict.fromkeys(names, A))
    (found,) = contradictions(tree, _is_of_type, statement_by("type"))
    assert found.also == " (the same of 'b', 'c', 'd' and 3 more)"
    assert found._replace(others=found.others[:1]).also == " (the same of 'b')"
    assert found._replace(others=()).also == ""
    assert len(found.places) == 7


def _pairs(tree: Tree) -> tuple[Pair, ...]:
    return agreements(tree)[0].pairs


def test_objects_that_require_nothing(tmp_path: Path) -> None:
    inner: Json = {"required": ["b"], "properties": {"b": {}, "c": {}}}
    pairs = _pairs(_tree(tmp_path, "a b", {"a": {"items": [inner], **inner}}))
    assert [object_without_required(pair) for pair in pairs] == [("schemas/thing.json",), None]


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
