"""Definitions, references and symbols."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.lsp.navigation import definitions, found_symbols, references, symbols
from tests.unit.lsp.small import PAGE, PARAMETERS, RESPONSE, SCHEMA, STATUS, at, checked, shown

NEW = "schemas/new.json"
REFERRING = '"$ref": "thing.json#/properties/name"'
NAMES = [
    "parameters.yaml: name:",
    'thing-create-request.json: name": "box"',
    'thing-show-response.json: name": "box"',
    "things.inc: name",
    "things.inc: name",
    'new.json: name": {"type": "string"}},',
    'thing.json: name": {"type": "string"}',
]


@pytest.mark.parametrize(
    ("path", "mark", "found"),
    [
        (PAGE, "name\n", ["parameters.yaml: name:"]),
        (PAGE, "name: name", ["parameters.yaml: name:"]),
        (PAGE, "404", ["status.yaml: no-thing: |"]),
        (PAGE, "samples/thing-show", ["thing-show-response.json: {"]),
        (PAGE, "parameters.yaml", ["parameters.yaml: thing_id-in-path:"]),
        ("api-ref/source/index.rst", ".. include", ["things.inc: Create thing"]),
        (PARAMETERS, "thing_id-in-path", ["things.inc: thing_id-in-path"]),
        (STATUS, "no-thing", ["things.inc: no-thing"]),
        (STATUS, "404:", ["things.inc: no-thing"]),
        (RESPONSE, '"name"', ["things.inc: name: name"]),
        (SCHEMA, '"id"', ["things.inc: id: thing_id"]),
        (PAGE, "Creates", []),
    ],
)
def test_definitions(tmp_path: Path, path: str, mark: str, found: list[str]) -> None:
    snapshot = checked(tmp_path)
    places = definitions(snapshot.trees[0], at(snapshot, path, mark))
    assert shown(snapshot, places) == found


@pytest.mark.parametrize(
    ("path", "mark", "found"),
    [
        (PAGE, "name\n", NAMES),
        (PARAMETERS, "name:", NAMES),
        (RESPONSE, '"name"', [NAMES[0], *NAMES[2:4], NAMES[6]]),
        (PAGE, "404", ["status.yaml: no-thing: |", "things.inc: no-thing"]),
        (PAGE, "parameters.yaml", ["things.inc: parameters.yaml"] * 3),
        (PAGE, "status.yaml", ["things.inc: status.yaml"] * 4),
        (PAGE, "201", ["status.yaml: default: |", "things.inc: 201"]),
        (RESPONSE, "{", ["things.inc: samples/thing-show-response.json"]),
        (PAGE, "samples/thing-show", ["things.inc: samples/thing-show-response.json"]),
        ("api-ref/source/index.rst", ".. include", ["index.rst: things.inc"]),
        (PAGE, "Creates", []),
    ],
)
def test_references(tmp_path: Path, path: str, mark: str, found: list[str]) -> None:
    snapshot = checked(tmp_path)
    places = references(snapshot.trees[0], at(snapshot, path, mark))
    assert shown(snapshot, places) == found


def test_references_between_schemas(tmp_path: Path) -> None:
    own = '"properties": {"name": {"type": "string"}}'
    snapshot = checked(tmp_path, (own, own.replace('"type": "string"', REFERRING)))
    tree, place = snapshot.trees[0], at(snapshot, NEW, "$ref")
    assert shown(snapshot, definitions(tree, place)) == ['thing.json: name": {"type": "string"}']
    found = shown(snapshot, references(tree, at(snapshot, SCHEMA, '"name": {')))
    assert 'new.json: name"}},' in found


def test_a_row_without_entry_refers_to_nothing(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, ("   - name: name\n", "   - name: none\n"))
    place = at(snapshot, PAGE, "none")
    assert definitions(snapshot.trees[0], place) == []
    assert shown(snapshot, references(snapshot.trees[0], place)) == ["things.inc: none"]


def test_symbols_of_a_file(tmp_path: Path) -> None:
    tree = checked(tmp_path).trees[0]

    def listed(path: str) -> list[tuple[str, str, int]]:
        return [(it.name, it.detail, it.location.line) for it in symbols(tree, path)]

    assert listed(PAGE) == [
        ("POST /things", "Create thing", 4),
        ("GET /things/{thing_id}", "Show thing", 29),
    ]
    assert listed(PARAMETERS)[:2] == [
        ("thing_id-in-path", "path string", 1),
        ("name", "body string", 7),
    ]
    assert listed(STATUS)[-1] == ("404", "no-thing", 10)
    assert listed(RESPONSE) == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("create", ["POST /things"]),
        ("get /things", ["GET /things/{thing_id}"]),
        ("THING path", ["thing_id-in-path"]),
        ("none", []),
    ],
)
def test_symbols_of_all_files(tmp_path: Path, query: str, names: list[str]) -> None:
    assert [it.name for it in found_symbols(checked(tmp_path).trees, query)] == names
