"""The members of samples that no row documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.missing_fields import missing_fields
from apiref.analysis.samples.undocumented_fields import (
    Undocumented,
    recased_members,
    undocumented_members,
    with_meant,
    with_only_missing,
    with_references,
    with_renamed_objects,
    with_slips,
)
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, entries, listing, operation, reference
from tests.unit.analysis.samples.shown import shown

OBJECT = "body object optional"
COMMON = f"=== {SOURCE}/about.rst\nAbout\n=====\n\nCommon\n------\n\nThe ``x``.\n"


def _names(found: list[Undocumented]) -> list[str]:
    return [".".join(item.names) for item in found]


def _meant(found: list[Undocumented]) -> list[tuple[str, str | None]]:
    return [(item.name, item.meant.name if item.meant else None) for item in found]


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


@pytest.mark.parametrize(
    ("rows", "value", "meant"),
    [
        ("a states", {"a": 1, "state": 2}, "states"),
        ("a colour", {"a": 1, "state": 2}, None),
        ("a states", {"a": 1, "state": 2, "states": 3}, None),
        # What is around documented members is no text.
        ("a states", {"state": {"a": 2}}, None),
        ("a parts", {"part": {"a": 2}}, "parts"),
    ],
)
def test_close_names_are_meant(tmp_path: Path, rows: str, value: Json, meant: str | None) -> None:
    entry = entries("parts: body array optional The parts.")
    samples = shown(reference(tmp_path, listing(response=rows, shown=value), entry))
    used = {member.name for member in samples.shown[0].members}
    ((_, found),) = _meant(with_meant(samples, undocumented_members(samples)[0], used))
    assert found == meant


def test_each_row_is_meant_once(tmp_path: Path) -> None:
    tree = reference(tmp_path, listing(response="a states", shown={"state": 1, "statess": 2}))
    samples = shown(tree)
    found = with_meant(samples, undocumented_members(samples)[0], set())
    assert _meant(found) == [("state", "states"), ("statess", None)]


REQUIRED = entries(
    "size: body integer required The size.",
    "pool_id: body string required The pool.",
    "parts: body array required The parts.",
    "status: body string required The status.",
)


@pytest.mark.parametrize(
    ("rows", "value", "meant", "missing"),
    [
        ("a size", {"a": 1, "x": 2}, [("x", "size")], 0),
        # It is of another type, or one of several, or something else is missing as well.
        ("a size", {"a": 1, "x": "2"}, [("x", None)], 1),
        ("a size", {"a": 1, "x": 2, "y": 3}, [("x", None), ("y", None)], 1),
        ("a size status", {"a": 1, "x": 2}, [("x", None)], 2),
        ("a", {"a": 1, "x": 2}, [("x", None)], 0),
    ],
)
def test_one_too_many_and_one_too_few(
    tmp_path: Path, rows: str, value: Json, meant: list[tuple[str, str | None]], missing: int
) -> None:
    samples = shown(reference(tmp_path, listing(response=rows, shown=value), REQUIRED))
    absent = list(missing_fields(samples, set()))
    found, left = with_only_missing(undocumented_members(samples)[0], absent)
    assert (_meant(found), len(left)) == (meant, missing)


@pytest.mark.parametrize(
    ("value", "meant", "missing"),
    [
        ({"a": 1, "pool": {"b": 1}}, "pool_id", 0),
        ({"a": 1, "pools": [{"b": 1}]}, "pool_id", 0),
        ({"a": 1, "pool": "b"}, None, 1),
        ({"a": 1, "other": {"b": 1}}, None, 1),
    ],
)
def test_an_object_in_the_place_of_its_id(
    tmp_path: Path, value: Json, meant: str | None, missing: int
) -> None:
    samples = shown(reference(tmp_path, listing(response="a pool_id", shown=value), REQUIRED))
    absent = list(missing_fields(samples, set()))
    found, left = with_references(undocumented_members(samples)[0], absent)
    assert ([name for _, name in _meant(found)], len(left)) == ([meant], missing)


@pytest.mark.parametrize(("name", "meant"), [("stauts", "status"), ("state", None)])
def test_slips_in_objects_of_which_little_is_documented(
    tmp_path: Path, name: str, meant: str | None
) -> None:
    value: Json = {"a": 1, "part": {"x": 1, "y": 2, name: 3}}
    samples = shown(reference(tmp_path, listing(response="a part status", shown=value), REQUIRED))
    absent = list(missing_fields(samples, set()))
    found, left = with_slips(samples, [], absent)
    assert _meant(found) == ([(name, meant)] if meant else [])
    assert len(left) == len(absent) - len(found)


def test_inner_objects_of_nearly_the_name(tmp_path: Path) -> None:
    value: Json = {"id": 1, "part": {"id": 2, "x": 3}, "other": {"id": 4}}
    samples = shown(reference(tmp_path, listing(response="id parts", shown=value), REQUIRED))
    assert with_renamed_objects(samples, []) == []
    value = {"id": 1, "inner": {"id": 1, "y": 1, "z": 1, "part": [{"id": 2}]}}
    samples = shown(reference(tmp_path / "b", listing(response="id parts", shown=value), REQUIRED))
    assert _meant(with_renamed_objects(samples, [])) == [("part", "parts")]


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
