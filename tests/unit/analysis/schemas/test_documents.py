"""JSON Schema documents: references and fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.analysis.schemas.documents import (
    MAX_FIELDS,
    SchemaNode,
    SchemaSet,
    schema_set,
    subschemas,
    undescribed,
    undescribed_names,
)
from apiref.model.json_file import Json, pointer
from apiref.read.json_files import read_json
from tests.unit.analysis.references import bound, operation, reference

OTHER = {"$defs": {"a/b": {"title": "A"}, "list": {"allOf": [{"title": "B"}]}}}


def _set(schema: Json) -> SchemaSet:
    texts = {"s/a.json": json.dumps(schema, indent=1), "o.json": json.dumps(OTHER), "bad.json": "{"}
    return SchemaSet({path: read_json(path, text)[0] for path, text in texts.items()})


def _root(schemas: SchemaSet) -> SchemaNode:
    root = schemas.root("s/a.json")
    assert root is not None
    return root


def _fields(schema: Json) -> list[str]:
    return [".".join(field.names) for field in _set(schema).fields("s/a.json")]


@pytest.mark.parametrize("path", ["missing.json", "bad.json"])
def test_no_document(path: str) -> None:
    schemas = _set([])
    assert schemas.root(path) is schemas.root("s/a.json") is None
    assert schemas.fields(path) == ()


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("#", ("s/a.json", "$")),
        ("#/$defs/c", ("s/a.json", "$defs.c")),
        ("../o.json", ("o.json", "$")),
        ("../o.json#/$defs/a~1b", ("o.json", "$defs.a/b")),
        ("../o.json#/$defs/list/allOf/0", ("o.json", "$defs.list.allOf[0]")),
        ("../o.json#/$defs/list/allOf/1", None),
        ("../o.json#/$defs/list/allOf/x", None),
        ("../o.json#/$defs/list/allOf", None),
        ("../o.json#/$defs/x", None),
        ("o.json", None),
        ("../bad.json", None),
        ("#anchor", None),
        (1, None),
    ],
)
def test_references(target: Json, place: tuple[str, str] | None) -> None:
    schemas = _set({"$ref": target, "$defs": {"c": {}}})
    found = schemas.resolve(_root(schemas))
    assert (found and (found.file.path, pointer(found.path))) == place


def test_all_that_a_schema_combines() -> None:
    schemas = _set({"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#"}, 1], "$defs": {"a": {}}})
    found = [pointer(node.path) for node in schemas.closure(_root(schemas))]
    assert found == ["$", "allOf[0]", "allOf[1]", "$defs.a"]


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ({"properties": {"a": {"properties": {"b": {}}}, "c": {}}}, ["a", "a.b", "c"]),
        ({"items": {"properties": {"a": {"items": {"properties": {"b": {}}}}}}}, ["a", "a.b"]),
        (
            {
                "allOf": [{"$ref": "#/$defs/a"}],
                "properties": {"b": {"items": {"$ref": "#/$defs/a"}}},
                "$defs": {"a": {"properties": {"c": {}}}},
            },
            ["b", "b.c", "c"],
        ),
        # A schema within itself ends.
        ({"properties": {"a": {"$ref": "#"}}}, ["a"]),
        ({"properties": {"a": True}}, []),
        ({"properties": [], "items": []}, []),
    ],
)
def test_fields(schema: Json, names: list[str]) -> None:
    assert _fields(schema) == names


def test_fields_that_explode_are_bounded() -> None:
    levels = {
        f"l{n}": {"properties": {f"p{k}": {"$ref": f"#/$defs/l{n + 1}"} for k in range(9)}}
        for n in range(15)
    }
    assert len(_fields({"$ref": "#/$defs/l0", "$defs": levels})) == MAX_FIELDS


def test_deep_fields_are_bounded() -> None:
    schema: Json = {}
    for _ in range(30):
        schema = {"properties": {"a": schema}}
    assert len(_fields(schema)) == 21


def test_subschemas_of_any_depth() -> None:
    schema: Json = {}
    for _ in range(30):
        schema = {"items": schema}
    assert len(list(subschemas(_set(schema).files["s/a.json"]))) == 31


def test_a_field_is_merged_over_all_its_statements() -> None:
    schema = {
        "required": ["a", 1],
        "properties": {"a": {"type": ["string", "null"], "$ref": "#/$defs/a"}, "b": {}},
        "$defs": {"a": {"type": "string", "enum": ["x"]}},
    }
    a, b = _set(schema).fields("s/a.json")
    assert (a.name, a.required, a.types) == ("a", True, {"string"})
    assert (b.required, b.types, b.keyword("enum")) == (False, set(), None)
    stated = a.keyword("enum")
    assert stated is not None
    node, value = stated
    assert (pointer(node.path), value) == ("$defs.a", ["x"])
    lines = json.dumps(schema, indent=1).splitlines()
    assert '"a": {' in lines[a.location.line - 1]
    assert lines[node.keyword_location("enum").line - 1].strip() == '"enum": ['


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"type": "object", "required": ["a", "b"], "properties": {"b": {}}}, [(0, "a")]),
        ({"required": ["a"], "properties": {"b": {}}}, []),
        ({"type": "object", "required": ["a"]}, []),
        (
            {
                "type": "object",
                "required": ["b", "a", 1],
                "properties": {"c": {}},
                "allOf": [{"properties": {"a": {}}}],
            },
            [(0, "b")],
        ),
        ({"type": "object", "required": "a", "properties": {"b": {}}}, []),
    ],
)
def test_names_that_are_required_in_vain(schema: Json, found: list[tuple[int, str]]) -> None:
    schemas = _set(schema)
    assert list(undescribed(schemas, _root(schemas))) == found


def test_such_names_of_a_whole_tree(tmp_path: Path) -> None:
    inner = {"type": "object", "required": ["a", "b"], "properties": {"b": {}}}
    tree = reference(tmp_path, operation(), bound({"properties": {"c": inner}}))
    assert undescribed_names(tree) == {"a"}
    assert list(schema_set(tree).files) == ["schemas/thing.json"]


def test_subschemas() -> None:
    schema = {
        "type": {"not": "this"},
        "properties": {"a": {"items": {}}, "b": True},
        "allOf": [{"not": {}}, 1],
        "$defs": [],
        "if": {},
    }
    file = _set(schema).files["s/a.json"]
    found = [pointer(node.path) for node in subschemas(file)]
    assert found == [
        "$",
        "properties.a",
        "properties.a.items",
        "allOf[0]",
        "allOf[0].not",
        "if",
    ]
