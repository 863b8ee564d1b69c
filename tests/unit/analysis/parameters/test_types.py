"""Which JSON values a documented type allows."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.types import allows, is_container, is_schema, json_types
from apiref.model.json_file import Json


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("integer", {"integer"}),
        ("float", {"number", "integer"}),
        ("UUID", {"string"}),
        ("string or null", {"string", "null"}),
        ("array, object", {"array", "object"}),
        ("string[]", {"array"}),
        ("[thing]", {"array"}),
        ("", None),
        ("JSON", None),
        ("enum", None),
        ("string or thing", None),
    ],
)
def test_json_types(name: str, expected: set[str] | None) -> None:
    assert json_types(name) == expected


@pytest.mark.parametrize(
    ("types", "value", "expected"),
    [
        ("integer", 1, True),
        ("integer", 1.0, True),
        ("integer", 1.5, False),
        ("integer", True, False),
        ("number", 1, True),
        ("number", 1.5, True),
        ("number", True, False),
        ("null", None, True),
        ("array", [], True),
        ("object", [], False),
        ("boolean", "true", False),
        ("string", 1, False),
    ],
)
def test_allowed_values(types: str, value: Json, expected: bool) -> None:
    assert allows(frozenset({types}), value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"$schema": "https://json-schema.org/draft/2020-12/schema"}, True),
        ({"properties": {"a": {"type": "string"}}}, True),
        ({"properties": {"a": {"type": "string"}, "b": {"description": "It."}}}, True),
        ({"properties": {"a": {"$ref": "#"}, "b": {}, "c": {}}}, False),
        ({"properties": {"a": {"enum": []}, "b": 1}}, False),
        ({"properties": {"a": "b"}}, False),
        ({"properties": {}}, False),
        ({"$schema": 1}, False),
        ([], False),
    ],
)
def test_schemas(value: Json, expected: bool) -> None:
    assert is_schema(value) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("object", True), ("array", True), ("string", False), ("uuid-or-name", False)],
)
def test_types_that_hold_others(name: str, expected: bool) -> None:
    assert is_container(name) is expected
