"""The members of samples that no row documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.undocumented_fields import (
    Undocumented,
    recased_members,
    undocumented_members,
    with_containers,
)
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, entries, listing, operation, reference
from tests.unit.analysis.samples.shown import shown

OBJECT = "body object optional"
COMMON = f"=== {SOURCE}/about.rst\nAbout\n=====\n\nCommon\n------\n\nThe ``x``.\n"


def _names(found: list[Undocumented]) -> list[str]:
    return [".".join(item.names) for item in found]


def _meant(found: list[Undocumented]) -> list[tuple[str, str | None]]:
    return [(item.name, item.intended.name if item.intended else None) for item in found]


@pytest.mark.parametrize(
    ("rows", "value", "parts", "found"),
    [
        ("a", {"a": 1, "x": 2}, [], ["x"]),
        ("a", {"a": 1}, [], []),
        ("a", [{"a": 1, "x": 2}, {"x": 3}], [], ["x"]),
        # What is in it is not told as well.
        ("a", {"a": 1, "x": {"y": 2}}, [], ["x"]),
        ("a", {"x": {"a": 1, "y": 2}}, [], ["x", "x.y"]),
        # The page explains it.
        ("a", {"a": 1, "x": 2}, [f"a: {OBJECT} Or ``x``."], ["x"]),
        ("a b", {"a": 1, "x": 2}, [f"b: {OBJECT} Or ``x``."], []),
        ("a", {"a": {"x": 2, "b": 1}}, [f"a: {OBJECT} Its x."], []),
        ("a", {"a": {"x": 2}}, [f"a: {OBJECT} See `Common`_."], []),
        ("a", {"a": 1, "volumes_x": 2}, [f"a: {OBJECT} Such as ``volumes_{{type}}``."], []),
        ("a", [{"x": 1}], ["a: body array optional Each has x."], []),
        # Objects whose members are described, or chosen.
        ("metadata", {"metadata": {"x": 1}}, [], []),
        ("part", {"part": {"x": 1}}, [], []),
        ("part y", {"part": {"x": 1, "y": 2}}, [], ["part.x"]),
        ("part y", {"part": {"x": 1, "z": 2, "y": 3}}, [], []),
        # Names of users: IDs, or classes.
        ("total", {"x": {"max": 1}, "y": {"max": 1}}, [], []),
        ("total", {"total": 1, "x": {"max": 1}, "y": {"max": 1}}, [], ["x", "y"]),
        ("total", {"x": 1, "y": {"max": 1}}, [], ["x"]),
        ("max", {"z": 1, "a": {"x": {"b": 1}, "max": 1}}, [], ["z", "a", "a.x"]),
        ("total max", {"total": 1, "a": {"x": {"b": 1}, "max": 1}}, [], ["a", "a.x"]),
    ],
)
def test_members(
    tmp_path: Path, rows: str, value: Json, parts: list[str], found: list[str]
) -> None:
    tree = reference(tmp_path, listing(response=rows, shown=value), entries(*parts), COMMON)
    assert _names(undocumented_members(shown(tree))[0]) == found


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        # The object lacks a row, not most of its members.
        ({"a": 1, "x": 2, "y": 3}, ["outer", "outer.part"]),
        ({"a": 1, "b": 2, "x": 3}, ["outer", "outer.part", "outer.part.x"]),
        ({"a": 1, "x": 2}, ["outer", "outer.part", "outer.part.x"]),
    ],
)
def test_an_inner_object_without_a_row(tmp_path: Path, inner: Json, told: list[str]) -> None:
    tree = reference(tmp_path, listing(response="a b c", shown={"outer": {"c": 1, "part": inner}}))
    samples = shown(tree)
    found = with_containers(samples, undocumented_members(samples)[0])
    assert _names(found) == told
    assert [item.encloses for item in found[:2]] == [True, len(told) > 2]


def test_a_table_that_is_not_complete_tells_nothing(tmp_path: Path) -> None:
    tree = reference(tmp_path, listing(response="a b", shown={"x": 1}), lost="b")
    assert undocumented_members(shown(tree))[0] == []


def test_a_body_that_is_left_open(tmp_path: Path) -> None:
    text = "The body may be any JSON."
    part = operation(endpoint="PUT /a", text=text, request="h", sent={"x": 1})
    tree = reference(tmp_path, part, entries("h: header"))
    assert undocumented_members(shown(tree, "request"))[0] == []


@pytest.mark.parametrize(
    ("value", "encloses"),
    [
        ({"x": {"a": 1}}, True),
        ({"x": []}, True),
        ({"x": {"b": 1}}, True),
        ({"x": {}}, False),
        ({"x": {"b": 1}, "a": 2}, False),
        ({"x": 1}, False),
    ],
)
def test_objects_around_all(tmp_path: Path, value: Json, encloses: bool) -> None:
    tree = reference(tmp_path, listing(response="a", shown=value))
    assert undocumented_members(shown(tree))[0][0].encloses is encloses


def test_objects_whose_members_are_left_open_are_told(tmp_path: Path) -> None:
    value: Json = {"metadata": {"x": 1}, "part": {"x": 1}, "b": {"a": 1}}
    tree = reference(tmp_path, listing(response="metadata part a b", shown=value))
    assert undocumented_members(shown(tree))[1] == {("metadata",), ("part",)}


def test_variants_of_rows_are_told_once(tmp_path: Path) -> None:
    value: Json = {"volumes": 1, "volumes_x": 1, "gigabytes_x": 2, "volumes_y": 3}
    tree = reference(tmp_path, listing(response="volumes gigabytes", shown=value))
    found = undocumented_members(shown(tree))[0]
    assert [(item.name, item.alike) for item in found] == [
        ("volumes_x", ("gigabytes_x",)),
        ("volumes_y", ()),
    ]


def test_members_but_for_case(tmp_path: Path) -> None:
    value: Json = [{"createdAt": 1}, {"createdAt": 2}]
    samples = shown(reference(tmp_path, listing(response="created_at", shown=value)))
    (found,) = recased_members(samples)
    assert (found.name, len(found.places), _meant([found])) == (
        "createdAt",
        2,
        [("createdAt", "created_at")],
    )
    samples.fitting = []
    assert recased_members(samples) == []
