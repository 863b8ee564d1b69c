"""Rows of tables laid over documents."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.analysis.rows.alignment import Alignment, Field, shown_by
from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.model import yaml_file
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.yaml_file import Parameter

PLACE = Location("a.inc")


def _rows(*rows: tuple[str, str]) -> list[DocumentedField]:
    found = []
    for name, kind in rows:
        fields = (
            yaml_file.Field("in", "body", "body", PLACE, PLACE),
            yaml_file.Field("type", kind, kind, PLACE, PLACE),
        )
        parameter = Parameter(name, fields, PLACE, "a.yaml")
        found.append(DocumentedField(Row(name, name, PLACE, PLACE), parameter, field_parts(name)))
    return found


def _aligned(rows: list[DocumentedField], samples: list[Any]) -> Field:
    return Alignment(rows, shown_by(samples)).root


def _outline(field: Field) -> Any:
    """The fields with what is in them; a list stands for one item."""
    inner = {name: _outline(child) for name, child in field.documented_fields.items()}
    return [inner] if field.is_list else inner


@pytest.mark.parametrize(
    ("rows", "samples", "outline"),
    [
        # Where a sample shows a field, that is its place.
        (
            [("server", "object"), ("id", "string"), ("tags", "array")],
            [{"server": {"id": "a", "tags": ["b"]}}],
            {"server": {"id": {}, "tags": [{}]}},
        ),
        (
            [("servers", "array"), ("id", "string"), ("next", "string")],
            [{"servers": [{"id": "a"}], "next": "b"}],
            {"servers": [{"id": {}}], "next": {}},
        ),
        # What encloses all need not have a row.
        ([("id", "string")], [{"server": {"id": "a"}}], {"server": {"id": {}}}),
        # A bare name is met at its outermost place.
        (
            [("id", "string"), ("flavor", "object")],
            [{"id": "a", "flavor": {"id": "b"}}],
            {"id": {}, "flavor": {}},
        ),
        # Of several rows of one name, each is in the object before it.
        (
            [("flavor", "object"), ("id", "string"), ("image", "object"), ("id", "string")],
            [{"flavor": {"id": "a"}, "image": {"id": "b"}}],
            {"flavor": {"id": {}}, "image": {"id": {}}},
        ),
        # Dotted names tell it themselves.
        (
            [("server", "object"), ("server.id", "string"), ("server.flavor.id", "string")],
            [],
            {"server": {"id": {}, "flavor": {"id": {}}}},
        ),
        ([("servers[].id", "string")], [{"servers": [{"id": "a"}]}], {"servers": [{"id": {}}]}),
        # What no sample shows is in the object of the rows around it,
        (
            [("server", "object"), ("hidden", "string"), ("id", "string")],
            [{"server": {"id": "a"}}],
            {"server": {"hidden": {}, "id": {}}},
        ),
        (
            [("disks", "array"), ("size", "string"), ("hidden", "string"), ("name", "string")],
            [{"server": {"disks": [{"size": 1, "name": "a"}], "id": "b"}}],
            {"server": {"disks": [{"size": {}, "hidden": {}, "name": {}}]}},
        ),
        (
            [("hidden", "string"), ("id", "string")],
            [{"server": {"id": "a"}}],
            {"server": {"hidden": {}, "id": {}}},
        ),
        # or, if they are in different ones, in the one that these share;
        (
            [("name", "string"), ("disks", "array"), ("hidden", "string"), ("size", "string")],
            [{"server": {"name": "a", "disks": [{"size": 1}]}}],
            {"server": {"name": {}, "disks": [{"size": {}}], "hidden": {}}},
        ),
        (
            [("size", "string"), ("hidden", "string"), ("file", "string")],
            [{"server": {"disk": {"size": 1}, "image": {"file": "a"}}}],
            {"server": {"disk": {"size": {}}, "hidden": {}, "image": {"file": {}}}},
        ),
        (
            [("servers", "array"), ("id", "string"), ("hidden", "string"), ("next", "string")],
            [{"servers": [{"id": "a"}], "next": "b"}],
            {"servers": [{"id": {}}], "hidden": {}, "next": {}},
        ),
        # at the end of the table, in the one that encloses all.
        (
            [("server", "object"), ("id", "string"), ("hidden", "string")],
            [{"server": {"id": "a"}}],
            {"server": {"id": {}, "hidden": {}}},
        ),
        (
            [("server", "object"), ("disks", "array"), ("size", "string"), ("hidden", "string")],
            [{"server": {"disks": [{"size": 1}]}}],
            {"server": {"disks": [{"size": {}}], "hidden": {}}},
        ),
        (
            [("disk", "object"), ("size", "string"), ("hidden", "string")],
            [{"disk": {"size": 1}, "name": "a"}],
            {"disk": {"size": {}}, "hidden": {}},
        ),
        # Without samples, a first row that can hold others does.
        (
            [("server", "object"), ("id", "string"), ("name", "string")],
            [],
            {"server": {"id": {}, "name": {}}},
        ),
        ([("servers", "array"), ("id", "string")], [], {"servers": [{"id": {}}]}),
        ([("id", "string"), ("name", "string")], [], {"id": {}, "name": {}}),
        (
            [("server", "object"), ("server.id", "string"), ("name", "string")],
            [],
            {"server": {"id": {}}, "name": {}},
        ),
        # A dotted name is in the object of its name, however deep that is.
        (
            [("b.size", "string")],
            [{"a": {"c": {"b": {"x": 1}}}}],
            {"a": {"c": {"b": {"size": {}}}}},
        ),
        # If no document shows that object, it is in the one that encloses all.
        (
            [("b.size", "string")],
            [{"a": {"id": 1}}],
            {"a": {"b": {"size": {}}}},
        ),
        # The body itself is a list.
        ([("id", "string")], [[{"id": "a"}]], [{"id": {}}]),
        # Two samples of one body.
        (
            [("a", "string"), ("b", "string")],
            [{"x": {"a": ""}}, {"x": {"b": ""}}],
            {"x": {"a": {}, "b": {}}},
        ),
        # Names that users choose are no place for a bare row that has another.
        (
            [("metadata", "object"), ("name", "string"), ("server", "object")],
            [{"metadata": {"name": "a"}, "server": {"name": "b"}}],
            {"metadata": {}, "server": {"name": {}}},
        ),
    ],
)
def test_places(rows: list[tuple[str, str]], samples: list[Any], outline: Any) -> None:
    assert _outline(_aligned(_rows(*rows), samples)) == outline


def test_what_samples_show_of_lists() -> None:
    body = _aligned(_rows(("a", "array"), ("b", "array")), [{"a": [[1], ["x"]], "b": []}])
    assert (body.fields["a"].depth, body.fields["a"].items) == (2, {"integer", "string"})
    assert (body.fields["b"].depth, body.fields["b"].items) == (1, set())
    assert (body.depth, body.items) == (0, set())


@pytest.mark.parametrize(
    ("rows", "samples", "reasons"),
    [
        ("a b", [{"a": ""}], ["name", "guess"]),
        ("a b", [], ["order", "order"]),
        ("x.a", [{"x": {"a": ""}}], ["path"]),
        ("x a y a", [{"x": {"a": ""}, "y": {"a": ""}}], ["name", "order", "name", "order"]),
    ],
)
def test_why_a_row_is_of_a_field(rows: str, samples: list[Any], reasons: list[str]) -> None:
    found = _rows(*((name, "string") for name in rows.split()))
    fields = Alignment(found, shown_by(samples)).fields.values()
    by_row = {id(row): field.reason for field in fields for row in field.rows}
    assert [by_row[id(row)] for row in found] == reasons


def test_members_without_a_row() -> None:
    body = _aligned(_rows(("b", "string"), ("a", "string")), [{"x": {"y": 1}, "a": "", "b": ""}])
    assert list(body.documented_fields) == ["b", "a"]
    assert body.fields["x"].fields["y"].names == ("x", "y")
    assert not body.fields["x"].is_documented


def test_both_shapes_of_a_body() -> None:
    body = _aligned(_rows(("a", "string")), [{"a": ""}, [{"a": ""}]])
    assert body.kinds == {"object", "array"}
