"""Renames entries and fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.lsp.renaming import RenameError, renamable, renamed
from tests.unit.lsp.small import (
    PAGE,
    PARAMETERS,
    REQUEST,
    RESPONSE,
    SCHEMA,
    after,
    at,
    checked,
    shown,
)

REFERRING = '{"name": {"$ref": "thing.json#/properties/name"}}'


@pytest.mark.parametrize(("path", "mark"), [(PARAMETERS, "thing_id:"), (PAGE, "thing_id\n")])
def test_an_entry_with_all_its_rows(tmp_path: Path, path: str, mark: str) -> None:
    snapshot = checked(tmp_path, ("   - name: name\n", "   - name: name\n   - id: thing_id\n"))
    edits = renamed(snapshot, at(snapshot, path, mark), "thing_uuid")
    assert shown(snapshot, [edit.start for edit in edits]) == [
        "parameters.yaml: thing_id:",
        "things.inc: thing_id",
        "things.inc: thing_id",
    ]
    assert "unknown-parameter" not in after(tmp_path, snapshot, edits)


@pytest.mark.parametrize(
    ("path", "mark"), [(PAGE, "id: thing_id\n"), (RESPONSE, '"id"'), (SCHEMA, '"id"')]
)
def test_a_field_of_an_operation(tmp_path: Path, path: str, mark: str) -> None:
    snapshot = checked(tmp_path)
    edits = renamed(snapshot, at(snapshot, path, mark), "ident")
    assert shown(snapshot, [edit.start for edit in edits]) == [
        'thing-show-response.json: id": "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47",',
        "things.inc: id: thing_id",
        'thing.json: id": {"type": "string", "format": "uuid"},',
        'thing.json: id", "name"],',
    ]
    assert after(tmp_path, snapshot, edits) == []


def test_a_field_that_two_operations_share_by_their_sample(tmp_path: Path) -> None:
    one = "samples/thing.json"
    edits = [(f"samples/thing-{name}.json", one) for name in ("create-request", "show-response")]
    files = ((f"=== {REQUEST}", "=== none"), (f"=== {RESPONSE}", f"=== api-ref/source/{one}"))
    snapshot = checked(tmp_path, *edits, *files)
    made = renamed(snapshot, at(snapshot, PAGE, "name: name"), "title")
    assert [edit.start.path for edit in made].count(PAGE) == 2


def test_the_last_part_of_a_path(tmp_path: Path) -> None:
    sample = ('    "name": "box"\n', '    "thing": {"name": "box"}\n')
    snapshot = checked(tmp_path, ("- name: name", "- thing.name: name"), sample)
    edits = renamed(snapshot, at(snapshot, REQUEST, '"name"'), "title")
    assert shown(snapshot, [edit.start for edit in edits]) == [
        'thing-create-request.json: name": "box"}',
        "things.inc: name: name",
    ]


def test_other_schemas_and_conditions_that_name_a_property(tmp_path: Path) -> None:
    condition = '"if": {"properties": {"name": {"const": "a"}}, "required": ["name"]}'
    definition = f'{{{condition}, "then": {{"minProperties": 2}}}}'
    parts = f'"allOf": [{{"$ref": "#/$defs/rest"}}], "$defs": {{"rest": {definition}}}'
    edits = (
        ('"properties": {"name": {"type": "string"}}', f'"properties": {REFERRING}'),
        ('"required": ["id", "name"],', f'"required": ["id", "name"], {parts},'),
    )
    snapshot = checked(tmp_path, *edits)
    made = renamed(snapshot, at(snapshot, SCHEMA, '"name": {'), "title")
    assert [edit.start.path for edit in made].count(SCHEMA) == 4
    assert shown(snapshot, [it.start for it in made if "new" in it.start.path]) == [
        'new.json: name"}},'
    ]
    assert after(tmp_path, snapshot, made) == []


def test_what_is_written_with_escapes_is_not_left_behind(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, ('    "name": "box"\n', '    "n\\u0061me": "box"\n'))
    with pytest.raises(RenameError, match=r"request\.json:2 writes 'name' in another way"):
        renamed(snapshot, at(snapshot, PAGE, "name: name"), "title")


@pytest.mark.parametrize(
    ("path", "mark"), [(PAGE, "404"), (PAGE, "Creates"), (PARAMETERS, "  in:"), (RESPONSE, "{")]
)
def test_what_has_no_name(tmp_path: Path, path: str, mark: str) -> None:
    snapshot = checked(tmp_path)
    assert renamable(snapshot.trees[0], at(snapshot, path, mark)) is None
    assert renamed(snapshot, at(snapshot, path, mark), "new") == []


@pytest.mark.parametrize("new", ["os-x:name", "{name}", "name"])
def test_new_names(tmp_path: Path, new: str) -> None:
    snapshot = checked(tmp_path)
    made = renamed(snapshot, at(snapshot, PAGE, "name: name"), new)
    assert {edit.new for edit in made} == {new}


@pytest.mark.parametrize("new", ["", " ", "a: b", "a:", 'a"', "a\nb", "- a", "a~b"])
def test_what_is_no_name(tmp_path: Path, new: str) -> None:
    snapshot = checked(tmp_path)
    with pytest.raises(RenameError, match="would need quotes or escapes"):
        renamed(snapshot, at(snapshot, PAGE, "name: name"), new)


@pytest.mark.parametrize(
    ("path", "mark", "new", "message"),
    [
        (PARAMETERS, "name:", "thing_id", f"{PARAMETERS} has an entry 'thing_id' already"),
        (PARAMETERS, "name:", "null", "'null' is no text in YAML"),
        (PARAMETERS, "name:", "1", "'1' is no text in YAML"),
        (PARAMETERS, "name:", "{a", "'{a' is no text in YAML"),
        (PAGE, "name: name", "true", "'true' is no text in YAML"),
        (REQUEST, '"name"', "12", "'12' is no text in YAML"),
        (PAGE, "name: name", "a/b", "'a/b' is no name of a field, but a path"),
        (PAGE, "id: thing_id\n", "name", f"{RESPONSE} has 'name' beside 'id' already"),
        (SCHEMA, '"id"', "name", "has 'name' beside 'id' already"),
    ],
)
def test_names_that_are_taken_or_special(
    tmp_path: Path, path: str, mark: str, new: str, message: str
) -> None:
    snapshot = checked(tmp_path)
    with pytest.raises(RenameError, match=message):
        renamed(snapshot, at(snapshot, path, mark), new)
