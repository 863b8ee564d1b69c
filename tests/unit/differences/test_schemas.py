"""The changes between two schemas, and whom they break."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.differences.changes import Direction
from apiref.differences.schemas import SchemaComparison
from apiref.differences.views import Document
from tests.limits import cpu_limit

STRING, INTEGER = {"type": "string"}, {"type": "integer"}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _compared(old: Any, new: Any, direction: Direction) -> list[tuple[str, str, str, bool]]:
    comparison = SchemaComparison(Document({}), Document({}), direction)
    return [
        (found.kind, found.what, found.field, found.is_breaking)
        for found in comparison.differences(old, new)
    ]


# The change, and whether it breaks senders and receivers.
CASES = [
    (STRING, INTEGER, ("changed", "type", ""), True, True),
    (STRING, {"type": ["string", "null"]}, ("changed", "type", ""), False, True),
    ({"type": "number"}, INTEGER, ("changed", "type", ""), True, False),
    ({}, STRING, ("changed", "type", ""), True, False),
    (STRING, STRING | {"enum": ["a"]}, ("added", "enum", ""), True, False),
    (STRING | {"enum": ["a"]}, STRING, ("removed", "enum", ""), False, True),
    ({"enum": ["a", "b"]}, {"enum": ["a"]}, ("removed", "enum value", ""), True, False),
    ({"enum": ["a"]}, {"enum": ["a", 1]}, ("added", "enum value", ""), False, True),
    ({"const": "a"}, {"enum": ["a", "b"]}, ("added", "enum value", ""), False, True),
    (STRING, STRING | {"format": "uuid"}, ("added", "format", ""), True, False),
    (STRING | {"format": "uuid"}, STRING, ("removed", "format", ""), False, True),
    (INTEGER | {"minimum": 1}, INTEGER | {"minimum": 2}, ("changed", "minimum", ""), True, False),
    (INTEGER | {"minimum": 2}, INTEGER | {"minimum": 1}, ("changed", "minimum", ""), False, True),
    (INTEGER | {"maximum": 1}, INTEGER | {"maximum": 2}, ("changed", "maximum", ""), False, True),
    (INTEGER, INTEGER | {"maximum": 2}, ("added", "maximum", ""), True, False),
    (STRING | {"pattern": "a"}, STRING | {"pattern": "b"}, ("changed", "pattern", ""), True, True),
    (STRING, STRING | {"default": "a"}, ("added", "default", ""), False, False),
    (STRING | {"default": "a"}, STRING | {"default": "b"}, ("changed", "default", ""), True, False),
    (_object(a=STRING), _object(), ("removed", "field", "a"), True, True),
    (_object(), _object(a=STRING), ("added", "field", "a"), False, False),
    (_object(), _object(("a",), a=STRING), ("added", "field", "a"), True, False),
    (_object(a=STRING), _object(("a",), a=STRING), ("changed", "required", "a"), True, False),
    (_object(("a",), a=STRING), _object(a=STRING), ("changed", "required", "a"), False, True),
    (
        _object(a={"type": "array", "items": _object(b=STRING)}),
        _object(a={"type": "array", "items": _object(b=INTEGER)}),
        ("changed", "type", "a[].b"),
        True,
        True,
    ),
    (
        {"allOf": [_object(a=STRING), _object(b=STRING)]},
        {"allOf": [_object(a=STRING), _object(b=INTEGER)]},
        ("changed", "type", "b"),
        True,
        True,
    ),
    (
        {"oneOf": [STRING, INTEGER]},
        {"oneOf": [STRING]},
        ("removed", "alternative", ""),
        True,
        False,
    ),
    ({"anyOf": [STRING]}, {"anyOf": [STRING, INTEGER]}, ("added", "alternative", ""), False, True),
    (
        {"type": "object"},
        {"type": "object", "additionalProperties": False},
        ("changed", "additionalProperties", ""),
        True,
        False,
    ),
    (
        STRING,
        STRING | {"x-openstack-min-version": "2.3"},
        ("added", "min-version", ""),
        True,
        True,
    ),
    (
        STRING | {"x-openstack-min-version": "2.10"},
        STRING | {"x-openstack-min-version": "2.9"},
        ("changed", "min-version", ""),
        False,
        False,
    ),
    (
        STRING | {"x-openstack-max-version": "2.10"},
        STRING | {"x-openstack-max-version": "2.9"},
        ("changed", "max-version", ""),
        True,
        True,
    ),
]


@pytest.mark.parametrize(("old", "new", "change", "breaks_request", "breaks_response"), CASES)
def test_each_change_is_judged_by_who_it_meets(
    old: Any,
    new: Any,
    change: tuple[str, str, str],
    breaks_request: bool,
    breaks_response: bool,
) -> None:
    assert _compared(old, new, "request") == [(*change, breaks_request)]
    assert _compared(old, new, "response") == [(*change, breaks_response)]


@pytest.mark.parametrize("case", range(len(CASES)))
def test_a_schema_is_no_change_of_itself(case: int) -> None:
    for schema in CASES[case][:2]:
        assert _compared(schema, dict(schema), "request") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (STRING | {"nullable": True}, {"type": ["null", "string"]}),
        ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}),
        (STRING | {"description": "A."}, STRING | {"description": "B.", "title": "C"}),
        (_object(("a", "b"), a=STRING), _object(("b", "a"), a=STRING)),
        (True, {}),
        (None, "nonsense"),
    ],
)
def test_what_means_the_same_is_no_change(old: Any, new: Any) -> None:
    assert _compared(old, new, "request") == []


def _recursive(kind: str) -> Document:
    node = _object(next={"$ref": "#/components/schemas/node"}, value={"type": kind})
    return Document({"components": {"schemas": {"node": node}}})


def test_a_schema_within_itself() -> None:
    reference = {"$ref": "#/components/schemas/node"}
    comparison = SchemaComparison(_recursive("string"), _recursive("integer"), "request")
    assert [found.field for found in comparison.differences(reference, reference)] == ["value"]


def test_a_reference_to_itself() -> None:
    loop = {"$ref": "#/components/schemas/loop"}
    document = Document({"components": {"schemas": {"loop": loop}}})
    assert list(SchemaComparison(document, document, "request").differences(loop, loop)) == []


def _diamonds(last: dict[str, Any]) -> Document:
    """Each of 40 schemas refers to the next one twice: there are 2 to the 40 ways to the last."""
    schemas: dict[str, Any] = {"a40": last}
    for number in range(40):
        inner = {"$ref": f"#/components/schemas/a{number + 1}"}
        schemas[f"a{number}"] = _object(x=inner, y=inner)
    return Document({"openapi": "3.1.0", "components": {"schemas": schemas}})


@pytest.mark.parametrize(("last", "differs"), [(STRING, False), (INTEGER, True)])
def test_schemas_that_many_refer_to(last: dict[str, Any], differs: bool) -> None:
    first = {"$ref": "#/components/schemas/a0"}
    with cpu_limit(5):
        comparison = SchemaComparison(_diamonds(STRING), _diamonds(last), "request")
        assert bool(list(comparison.differences(first, first))) is differs
