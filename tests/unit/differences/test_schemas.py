"""The changes between two schemas, and whom they break."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.differences.schemas import SchemaComparison
from apiref.differences.views import Document
from apiref.model.change import Direction
from tests.limits import cpu_limit

STRING, INTEGER = {"type": "string"}, {"type": "integer"}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _compared(old: Any, new: Any, direction: Direction) -> list[tuple[str, str]]:
    comparison = SchemaComparison(Document({}), Document({}), direction)
    return [(found.id, found.field) for found in comparison.differences(old, new)]


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


def _chain(step: Any, last: Any, *, count: int = 3_000) -> Document:
    """Schemas that refer to the next one; the last one refers to the first if it is None."""
    schemas = {f"a{n}": step({"$ref": f"#/components/schemas/a{n + 1}"}) for n in range(count)}
    end = {"$ref": "#/components/schemas/a0"} if last is None else last
    return Document({"components": {"schemas": schemas | {f"a{count}": end}}})


@pytest.mark.parametrize(
    "step",
    [
        lambda inner: {"allOf": [inner, inner | {"title": "A"}]},
        lambda inner: {"anyOf": [inner, STRING]},
        lambda inner: {"type": "array", "items": inner},
        lambda inner: {"if": inner, "then": inner, "else": inner},
        lambda inner: _object(x={"allOf": [inner, inner | {"title": "A"}]}),
        lambda inner: _object() | {"additionalProperties": inner},
    ],
)
@pytest.mark.parametrize("last", [INTEGER, None])
def test_schemas_deeper_than_the_stack(step: Any, last: Any) -> None:
    first = {"$ref": "#/components/schemas/a0"}
    with cpu_limit(10):
        for one, other in (
            (_chain(step, STRING), _chain(step, last)),
            (_chain(step, last), _chain(lambda inner: {"allOf": [inner]}, STRING)),
        ):
            list(SchemaComparison(one, other, "request").differences(first, first))


def test_many_conditions() -> None:
    def parts(needed: str) -> dict[str, Any]:
        members = {f"m{number}": STRING for number in range(2_000)}
        when = [{"properties": {name: {"const": "x"}}} for name in members]
        conditions = [{"if": one, "then": {"required": [needed]}} for one in when]
        return _object(**members) | {"allOf": conditions}

    with cpu_limit(10):
        found = _compared(parts("m1"), parts("m2"), "request")
    assert {name for name, _ in found} == {"condition-tightened", "condition-changed"}
    assert len(found) == 2_000
