"""Samples held against tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.comparison import (
    Comparison,
    compare,
    comparison,
    documented_envelopes,
    envelopes,
    is_json_patch,
)
from apiref.model.json_file import Json
from apiref.model.tree import Tree
from tests.unit.analysis.references import SOURCE, entries, listing, operation, reference
from tests.unit.analysis.samples.shown import shown

REQUIRED = entries("size: body integer required The size.")


def _of(tree: Tree, title: str = "Show thing") -> Comparison:
    (found,) = [item for item in compare(tree) if item.operation.title == title]
    return found


def test_what_samples_and_tables_share(tmp_path: Path) -> None:
    value: Json = {"a": 1, "metadata": {"a": 2}, "sizes": 3}
    tree = reference(tmp_path, listing(response="a metadata b size", shown=value), REQUIRED)
    found = _of(tree)
    assert [".".join(each.names) for each in found.values] == ["a", "metadata"]
    assert [(item.name, item.intended and item.intended.name) for item in found.undocumented] == [
        ("sizes", "size")
    ]
    # What was meant by another name is not missing.
    assert found.missing == ()
    assert (found.role, found.foreign, found.of_other_versions, len(found.samples)) == (
        "response",
        (),
        (),
        1,
    )


def test_a_field_that_is_missing(tmp_path: Path) -> None:
    tree = reference(tmp_path, listing(response="a size", shown={"a": 1}), REQUIRED)
    assert [item.field.name for item in _of(tree).missing] == ["size"]


@pytest.mark.parametrize(
    ("parts", "roles"),
    [
        ([operation(request="a", sent={"a": 1}, response="b", shown={})], ["request", "response"]),
        ([operation(response="b")], []),
        ([operation(request="b", shown={})], []),
        # An error, a patch, a schema: the table is of something else.
        ([operation(response="b", shown={"x": 1}, heading="Response of an error")], []),
        ([operation(response="b", shown={"b": 1}, heading="Response of an error")], ["response"]),
        ([operation(response="b", shown={"code": 404, "message": "No."})], []),
        ([operation(request="b", sent=[{"op": "add", "path": "/a"}])], []),
        ([operation(response="b", shown={"$schema": "x"})], []),
        ([operation(response="b", shown={"$schema": "x", "b": 1})], ["response"]),
        # Nobody knows which half the rows are of.
        ([operation(response="b", shown={}, text="Response")], []),
        # No JSON, or a part of it.
        ([operation(response="b", shown={}), f"=== {SOURCE}/show-thing-response.json\n{{\n"], []),
    ],
)
def test_what_is_compared(tmp_path: Path, parts: list[str], roles: list[str]) -> None:
    assert [item.role for item in compare(reference(tmp_path, *parts))] == roles


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"op": "add", "path": "/a", "value": 1}], True),
        ([{"op": "add", "path": "/a"}, {"op": "add"}], False),
        ([], False),
        ({"op": "add", "path": "/a"}, False),
        (["op"], False),
    ],
)
def test_json_patches(value: Json, expected: bool) -> None:
    assert is_json_patch(value) is expected


@pytest.mark.parametrize(
    ("rows", "value", "is_told"),
    [
        # The columns of a table, and the paths of a JSON Patch.
        ("a b", {"columns": ["a", "b", "c"], "rows": [[1, 2, 3]]}, False),
        ("a b", {"x": [{"op": "add", "path": "/a"}, {"op": "add", "path": "/b"}]}, False),
        ("a b", {"t": {"columns": ["a", "b"], "rows": [[1, 2]]}}, False),
        ("a b", [{"t": [{"op": "add", "path": "/a"}, {"op": "add", "path": "/b"}]}], False),
        ("a b", [["a", "b"], [1, 2]], False),
        ("a b", {"columns": ["a", "c"], "rows": [[1, 2]]}, True),
        ("a b", {"t": {"columns": ["a", "b"]}, "u": [{"a": 1}]}, True),
        ("a b", {"columns": ["a", "b"], "a": 1}, True),
        ("a", {"columns": ["a"], "rows": [[1]]}, True),
    ],
)
def test_fields_that_values_name(tmp_path: Path, rows: str, value: Json, is_told: bool) -> None:
    """Once a false alarm: the sample showed the fields, but not as members."""
    tree = reference(tmp_path, listing(response=rows, shown=value))
    assert bool(compare(tree)) is is_told


@pytest.mark.parametrize(
    ("rows", "value", "parts", "is_foreign"),
    [
        ("a b", {"x": 1, "y": 2}, [], True),
        ("a b", {"x": 1, "b": 2}, [], False),
        ("a", {"x": 1, "y": 2}, [], False),
        ("a b", {"x": 1}, [], False),
        # A name is close, or mentioned, or any.
        ("a states", {"x": 1, "state": 2}, [], False),
        ("a b", {"x": 1, "y": 2}, ["b: body string optional Its x."], False),
        ("a b {name}=n", {"x": 1, "y": 2}, [], False),
        # They share one name of many, by chance.
        ("a b c d description", dict.fromkeys(["description", *"vwxyz"], 1), [], True),
        ("a b c d", dict.fromkeys("dvwxyz", 1), [], False),
        ("a b c description", dict.fromkeys(["description", *"wxyz"], 1), [], False),
        ("a b c d description", dict.fromkeys(["description", *"xyz"], 1), [], False),
        # A text where the only row is of a list.
        ("a", "x", ["a: body array"], True),
        ("a", "x", ["a: body string"], False),
    ],
)
def test_samples_of_something_else(
    tmp_path: Path, rows: str, value: Json, parts: list[str], is_foreign: bool
) -> None:
    tree = reference(tmp_path, listing(response=rows, shown=value), entries(*parts))
    found = _of(tree)
    assert bool(found.foreign) is is_foreign
    assert not (is_foreign and (found.undocumented or found.missing))


SERVER = operation(
    "Show server", "GET /servers/{id}", response="server id", shown={"server": {"id": 1}}
)
OBJECTS = entries(
    "text: body string required The text.",
    "volume_2: body object optional The volume.",
    "server: body object required The server.",
    "volume: body object required The volume.",
)


@pytest.mark.parametrize(
    ("rows", "is_foreign"),
    [
        ("volume id name", True),
        ("id name", False),
        ("server id", False),
        # The first row encloses nothing, or need not be there.
        ("volume=text id", False),
        ("volume=volume_2 id", False),
    ],
)
def test_a_sample_in_the_envelope_of_another_resource(
    tmp_path: Path, rows: str, is_foreign: bool
) -> None:
    show = operation(
        "Show volume", "GET /volumes/{id}", response="volume id", shown={"volume": {"id": 1}}
    )
    title = "Watch volume"
    wrong = operation(title, "PUT /volumes/{id}", response=rows, shown={"server": {"id": 1}})
    tree = reference(tmp_path, SERVER, show, wrong, OBJECTS)
    assert envelopes(tree) == {"server", "volume"}
    assert bool(_of(tree, title).foreign) is is_foreign


def test_documented_envelopes(tmp_path: Path) -> None:
    lists = listing(title="List", response="servers id part", shown={"servers": [{"id": 1}]})
    tree = reference(tmp_path, SERVER, OBJECTS, lists, entries("servers: body array"))
    assert documented_envelopes(compare(tree)) == {"server"}
    assert documented_envelopes(compare(tree)[1:]) == {"server"}
    assert documented_envelopes([]) == set()


@pytest.mark.parametrize(
    ("kind", "text", "value", "is_whole"),
    [
        ("array", "It.", [{"x": 1}], True),
        ("string", "It.", [{"x": 1}], False),
        ("string", "It.", {"x": 1, "y": 2}, False),
        ("string", "The things in the response body.", {"x": 1, "y": 2}, True),
        ("string", "The things in the response body.", {"x": 1}, False),
        ("string", "A thing as application/json.", {"x": 1}, True),
        ("string", "The kind, application/json.", {"x": 1}, False),
        ("object", "It.", {"x": [], "y": []}, True),
        ("object", "It.", {"x": [], "y": 1}, False),
    ],
)
def test_a_row_that_stands_for_the_whole(
    tmp_path: Path, kind: str, text: str, value: Json, is_whole: bool
) -> None:
    entry = entries(f"a: body {kind} optional {text}")
    tree = reference(tmp_path, listing(response="a", shown=value), entry)
    assert (_of(tree).undocumented == ()) is is_whole


def test_rows_that_stand_for_the_whole_in_several_media_types(tmp_path: Path) -> None:
    """Once a false alarm: none of the rows is that of a member."""
    told = "body string required A thing in"
    entry = entries(f"a: {told} ``application/json``.", f"b: {told} text/plain.")
    found = _of(reference(tmp_path, listing(response="a b", shown={"x": 1}), entry))
    assert (found.undocumented, found.missing) == ((), ())


def test_a_row_in_a_media_type_beside_another(tmp_path: Path) -> None:
    entry = entries("a: body string optional A thing in ``application/json``.", "b: body")
    found = _of(reference(tmp_path, listing(response="a b", shown={"x": 1}), entry))
    assert [item.name for item in found.undocumented] == ["x"]


@pytest.mark.parametrize("name", ["body", "data", "payload"])
def test_a_row_whose_name_is_that_of_the_whole(tmp_path: Path, name: str) -> None:
    tree = reference(tmp_path, listing(response=name, shown={"x": 1, "y": 2}))
    assert _of(tree).undocumented == ()


def _recorded(root: Path, version: tuple[int, int]) -> Comparison:
    value: Json = {"a": {"b": 1}, "c": 2}
    rows = f"{entries('c', 'b', 'a')}  min_version: 2.5\n"
    tree = reference(root, listing(response="a b c", shown=value), rows)
    samples = shown(tree, is_strict=True)
    samples.shown[0].part = samples.shown[0].part._replace(version=version)
    return comparison(samples)


@pytest.mark.parametrize(
    ("version", "current", "of_other_versions"),
    [((2, 5), ["a", "b", "c"], []), ((2, 4), ["c"], ["a"])],
)
def test_members_of_another_microversion(
    tmp_path: Path, version: tuple[int, int], current: list[str], of_other_versions: list[str]
) -> None:
    found = _recorded(tmp_path, version)
    assert [value.names[-1] for value in found.values] == current
    assert [value.names[-1] for value in found.of_other_versions] == of_other_versions


def test_a_member_that_several_rows_document(tmp_path: Path) -> None:
    part = listing(response="a a=a_2", shown={"a": 1})
    (value,) = _of(reference(tmp_path, part)).values
    assert [field.row.key for field in value.fields] == ["a", "a_2"]
    assert value.field.row.key == "a"
