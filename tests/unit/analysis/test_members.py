"""The members of JSON documents."""

from __future__ import annotations

import pytest

from apiref.analysis.members import ancestors, is_map, json_type, lists, members, objects
from apiref.model.json_file import Json


def test_members_of_all_items_share_their_names() -> None:
    found = [(m.names, m.path, m.name) for m in members({"a": [{"b": 1}, {"b": [[{"c": 2}]]}]})]
    assert found == [
        (("a",), ("a",), "a"),
        (("a", "b"), ("a", 0, "b"), "b"),
        (("a", "b"), ("a", 1, "b"), "b"),
        (("a", "b", "c"), ("a", 1, "b", 0, 0, "c"), "c"),
    ]


ID = "5b0c3c3c-8d0a-4f3c-9d2e-0f6f3a6c1b7e"


def test_the_keys_of_a_map_are_no_names() -> None:
    found = [(m.names, m.path) for m in members({"a": {ID: {"b": 1}, ID.replace("-", ""): [{}]}})]
    assert found == [(("a",), ("a",)), (("a", "b"), ("a", ID, "b"))]


@pytest.mark.parametrize("value", [{}, {ID: 1}, {ID: {}, "name": {}}, {f"{ID}0": {}}, [ID]])
def test_other_objects_than_maps(value: Json) -> None:
    assert not is_map(value)


def test_a_document_that_is_a_list_or_a_scalar() -> None:
    assert [m.path for m in members([[{"a": 1}], 2])] == [(0, 0, "a")]
    assert members(1) == []


def test_objects_and_lists_have_paths_and_outer_ones_come_first() -> None:
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


def test_what_is_around_a_member() -> None:
    assert list(ancestors(("a", "b", "c"))) == [("a",), ("a", "b")]
    assert list(ancestors(("a", 0))) == [("a",)]
    assert list(ancestors(())) == []
