"""``apiref.analysis``: members, types, versions, schemas, and limits."""

from __future__ import annotations

import time

import pytest

from apiref.analysis.members import json_type, lists, members, objects
from apiref.analysis.operations.microversions import parse
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.schemas.documents import MAX_FIELDS, SchemaSet
from apiref.analysis.schemas.validation import LimitExceededError, TimeLimit
from apiref.model.json_file import Json
from apiref.read.json_files import read_json


def test_members_of_all_items_share_their_names() -> None:
    found = [(m.names, m.path) for m in members({"a": [{"b": 1}, {"b": [[{"c": 2}]]}]})]
    assert found == [
        (("a",), ("a",)),
        (("a", "b"), ("a", 0, "b")),
        (("a", "b"), ("a", 1, "b")),
        (("a", "b", "c"), ("a", 1, "b", 0, 0, "c")),
    ]


def test_objects_and_lists_come_with_their_paths_outer_ones_first() -> None:
    document: Json = {"a": [{"b": 1}, [2]], "c": {"d": []}}
    assert [path for path, _ in objects(document)] == [(), ("a", 0), ("c",)]
    assert [path for path, _ in lists(document)] == [("a",), ("a", 1), ("c", "d")]
    assert list(objects(1)) == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "boolean"),
        (1, "integer"),
        (1.0, "number"),
        ("", "string"),
        ([], "array"),
        ({}, "object"),
    ],
)
def test_types_of_values(value: Json, kind: str) -> None:
    assert json_type(value) == kind


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("integer", 1, True),
        ("integer", 1.0, True),
        ("integer", True, False),
        ("float", 1, True),
        ("string or null", None, True),
        ("List", [], True),
        ("UUID", "x", True),
        ("boolean", "true", False),
    ],
)
def test_types_of_tables(name: str, value: Json, allowed: bool) -> None:
    types = json_types(name)
    assert types is not None
    assert allows(types, value) is allowed


@pytest.mark.parametrize("name", ["", "JSON", "enum", "string or thing"])
def test_types_that_say_nothing(name: str) -> None:
    assert json_types(name) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("a[].b", ("a", "b")),
        ("a (Optional)", ("a",)),
        ("``a``", ("a",)),
        (".", (".",)),
    ],
)
def test_parts_of_names(name: str, parts: tuple[str, ...]) -> None:
    assert field_parts(name) == parts


def test_versions_are_no_floats() -> None:
    assert parse("2.10") == (2, 10)
    assert parse("v2.1") == (2, 1)
    assert parse("latest") is parse(None) is None


def fields(text: str) -> list[str]:
    file, problems = read_json("s.json", text)
    assert problems == []
    return [".".join(field.names) for field in SchemaSet({"s.json": file}).fields("s.json")]


def test_fields_through_references_items_and_all_of() -> None:
    assert fields(
        '{"allOf": [{"$ref": "#/$defs/a"}], "properties": {"b": {"items": {"$ref": "#/$defs/a"}}},'
        ' "$defs": {"a": {"properties": {"c": {"type": "string"}}}}}'
    ) == ["b", "b.c", "c"]


def test_fields_of_a_schema_within_itself_end() -> None:
    assert fields('{"properties": {"a": {"$ref": "#"}}}') == ["a"]


def test_fields_that_explode_are_bounded() -> None:
    levels = ",".join(
        f'"l{n}": {{"properties": {{'
        + ",".join(f'"p{k}": {{"$ref": "#/$defs/l{n + 1}"}}' for k in range(9))
        + "}}"
        for n in range(15)
    )
    assert len(fields(f'{{"$ref": "#/$defs/l0", "$defs": {{{levels}}}}}')) == MAX_FIELDS


def test_a_limit_is_for_all_uses_together() -> None:
    limit = TimeLimit(0.05)
    with limit:
        pass
    end = time.monotonic() + 5
    with pytest.raises(LimitExceededError), limit:
        while time.monotonic() < end:
            pass
    with pytest.raises(LimitExceededError), limit:
        raise AssertionError("entered without time left")
