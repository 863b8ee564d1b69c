"""How the rows of tables nest."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.analysis.samples.nesting import Nest, nested
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.yaml_file import Field, Parameter

PLACE = Location("a.inc")


def _rows(*rows: tuple[str, str]) -> list[DocumentedField]:
    found = []
    for name, kind in rows:
        fields = (
            Field("in", "body", "body", PLACE, PLACE),
            Field("type", kind, kind, PLACE, PLACE),
        )
        parameter = Parameter(name, fields, PLACE, "a.yaml")
        found.append(DocumentedField(Row(name, name, PLACE, PLACE), parameter, field_parts(name)))
    return found


def _outline(nest: Nest) -> Any:
    """The fields with what is in them; a list stands for one item."""
    inner = {name: _outline(child) for name, child in nest.fields.items()}
    return [inner] if nest.is_list else inner


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
        # What no sample shows is beside the row before it.
        (
            [("server", "object"), ("id", "string"), ("hidden", "string")],
            [{"server": {"id": "a"}}],
            {"server": {"id": {}, "hidden": {}}},
        ),
        # Without samples, a first row that can hold others does.
        (
            [("server", "object"), ("id", "string"), ("name", "string")],
            [],
            {"server": {"id": {}, "name": {}}},
        ),
        ([("servers", "array"), ("id", "string")], [], {"servers": [{"id": {}}]}),
        ([("id", "string"), ("name", "string")], [], {"id": {}, "name": {}}),
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
    assert _outline(nested(_rows(*rows), samples)) == outline


def test_what_samples_show_of_lists() -> None:
    nest = nested(_rows(("a", "array"), ("b", "array")), [{"a": [[1], ["x"]], "b": []}])
    assert (nest.fields["a"].depth, nest.fields["a"].items) == (2, {"integer", "string"})
    assert (nest.fields["b"].depth, nest.fields["b"].items) == (1, set())


def test_a_field_that_no_sample_shows_is_guessed() -> None:
    nest = nested(_rows(("a", "string"), ("b", "string")), [{"a": ""}])
    assert not nest.fields["a"].is_guessed
    assert nest.fields["b"].is_guessed
    assert not nested(_rows(("a", "string")), []).fields["a"].is_guessed


def test_both_shapes_of_a_body() -> None:
    nest = nested(_rows(("a", "string")), [{"a": ""}, [{"a": ""}]])
    assert nest.kinds == {"object", "array"}
