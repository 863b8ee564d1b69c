"""What an entry states of its values."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.analysis.parameters.values import (
    allowed_values,
    described_default,
    described_format,
    identity,
    in_order,
    plain,
    stated_values,
    typed,
    types_of,
)
from tests.unit.analysis.references import parameter


@pytest.mark.parametrize(
    ("kind", "description", "expected"),
    [
        ("string", "It.", ("string",)),
        ("string", "It may be null.", ("string", "null")),
        ("string", "It is None.", ("string", "null")),
        ("string", "It is never ``null``.", ("string",)),
        ("string", "It is none of them.", ("string",)),
        ("float", "It.", ("number",)),
        ("none", "It.", ("null",)),
        ("uuids", "It.", ("string",)),
        ("decimal", "It.", ("number",)),
        ("thing", "It may be null.", ()),
        ("", "It.", ()),
        ("object or array or boolean", "It.", ("boolean", "object", "array")),
    ],
)
def test_types(kind: str, description: str, expected: tuple[str, ...]) -> None:
    assert types_of(parameter(type=kind, description=description)) == expected


def test_the_order_of_types() -> None:
    assert in_order(["null", "array", "integer", "string"]) == (
        "string",
        "integer",
        "array",
        "null",
    )


@pytest.mark.parametrize(
    ("fields", "types", "expected"),
    [
        ({"enum": ["a", "b", "a"]}, ("string",), ["a", "b"]),
        ({"enum": ["a"]}, ("string", "null"), ["a", None]),
        ({"enum": [None, "a"]}, ("string", "null"), [None, "a"]),
        ({"enum": [1, True]}, ("integer",), [1, True]),
        ({"enum": ["1.5"]}, ("number",), [1.5]),
        # What is stated goes before what is described.
        ({"enum": ["a"], "description": "One of ``b``, ``c``."}, ("string",), ["a"]),
        ({"description": "One of ``b``, ``c``."}, ("string",), ["b", "c"]),
        ({"description": "One of ``1``, ``2``."}, ("integer",), []),
        ({}, ("string", "null"), []),
    ],
)
def test_allowed_values(
    fields: dict[str, Any], types: tuple[str, ...], expected: list[Any]
) -> None:
    found = allowed_values(parameter(type="string", **fields), types)
    assert [(type(value), value) for value in found] == [(type(v), v) for v in expected]


def test_stated_values() -> None:
    assert stated_values(parameter(enum=["a", 1])) == ["a", 1]
    assert stated_values(parameter(enum="a")) == stated_values(parameter()) == []


@pytest.mark.parametrize(
    ("value", "types", "expected"),
    [
        ("2.5", ("number",), 2.5),
        ("2.5", ("string", "number"), "2.5"),
        ("a", ("number",), "a"),
        ([{1: "2.5"}], ("array",), [{"1": "2.5"}]),
        (True, ("boolean",), True),
        (None, (), None),
        (b"a", (), "b'a'"),
    ],
)
def test_values_of_yaml_as_json_has_them(
    value: object, types: tuple[str, ...], expected: Any
) -> None:
    assert typed(value, types) == expected


def test_one_and_true_are_not_the_same() -> None:
    assert identity(1) in map(identity, [True, 1])
    assert identity(1) not in map(identity, [True, 1.0, "1"])
    assert identity({"a": 1, "b": [2]}) == identity({"b": [2], "a": 1})


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Default is ``a``.", "a"),
        ("The default value is\n``a b``.", "a b"),
        ("It defaults to ``a``, or ``b``.", "a"),
        ("The default is a.", None),
        ("It is ``a``.", None),
    ],
)
def test_defaults(description: str, expected: str | None) -> None:
    assert described_default(description) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("The UUID of the task.", "uuid"),
        ("The date and time when it was made.", "date-time"),
        ("The task. Its UUID is random.", None),
        ("", None),
    ],
)
def test_formats(description: str, expected: str | None) -> None:
    assert described_format(description) == expected


def test_values_as_descriptions_write_them() -> None:
    assert [plain(value) for value in (None, True, 1, "A")] == ["null", "true", "1", "A"]
