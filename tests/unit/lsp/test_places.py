"""What is at a position."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.lsp.places import Node, entry_of, nodes_of, reasons_of, rows_of, spot
from apiref.model.page import Row
from tests.unit.lsp.small import PAGE, PARAMETERS, REQUEST, RESPONSE, SCHEMA, STATUS, at, checked


@pytest.mark.parametrize(
    ("path", "mark", "kind", "word"),
    [
        (PAGE, "- id: ", "Row", "id"),
        (PAGE, "thing_id\n", "Row", "thing_id"),
        (PAGE, "404", "Code", "404"),
        (PAGE, "no-thing", "Code", "no-thing"),
        (PAGE, "parameters.yaml", "ParameterTable", "parameters.yaml"),
        (PAGE, "status.yaml", "StatusTable", "status.yaml"),
        (PAGE, "samples/thing-show", "SampleReference", "samples/thing-show-response.json"),
        ("api-ref/source/index.rst", "include", "Include", "things.inc"),
        (PARAMETERS, "thing_id:", "Parameter", "thing_id"),
        (PARAMETERS, "such as", "Parameter", "name"),
        (STATUS, "no-thing", "Reason", "no-thing"),
        (STATUS, "404:", "StatusEntry", "404"),
        (RESPONSE, '"name"', "Node", "name"),
        (RESPONSE, "box", "Node", "name"),
        (RESPONSE, "{", "Node", ""),
        (SCHEMA, "uuid", "Node", "id"),
    ],
)
def test_what_is_there(tmp_path: Path, path: str, mark: str, kind: str, word: str) -> None:
    snapshot = checked(tmp_path)
    found = spot(snapshot.trees[0], at(snapshot, path, mark))
    assert found is not None
    assert (type(found.thing).__name__, found.word) == (kind, word)
    line = snapshot.text(path).split("\n")[found.location.line - 1]
    assert found.word in line[found.location.column - 1 :] or path.endswith("index.rst")


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (PAGE, "Creates"),
        (PARAMETERS, ""),
        (PARAMETERS, "# B"),
        (PARAMETERS, "\n# B"),
        ("apiref.toml", "sample"),
    ],
)
def test_where_nothing_is(tmp_path: Path, path: str, mark: str) -> None:
    first = "=== api-ref/source/parameters.yaml\n"
    snapshot = checked(tmp_path, (first, f"{first}# A\n"), ("\nname:\n", "\n\n# B\nname:\n"))
    assert spot(snapshot.trees[0], at(snapshot, path, mark)) is None


def test_nothing_is_known_of_a_broken_file(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, ('    "name": "box"\n}', '    "name"\n}'))
    assert spot(snapshot.trees[0], at(snapshot, REQUEST, "name")) is None


def test_entries_and_reasons(tmp_path: Path) -> None:
    snapshot = checked(tmp_path)
    tree = snapshot.trees[0]

    def known(path: str, mark: str) -> tuple[str | None, list[str]]:
        found = spot(tree, at(snapshot, path, mark))
        assert found is not None
        entry, reasons = entry_of(tree, found), reasons_of(tree, found)
        key = entry.key if entry is not None else None
        return key, [f"{reason.code} {reason.key}" for reason in reasons]

    assert known(PAGE, "id: thing_id\n") == ("thing_id", [])
    assert known(PARAMETERS, "name:") == ("name", [])
    assert known(PAGE, "201") == (None, ["201 default"])
    assert known(PAGE, "404: no-thing") == (None, ["404 no-thing"])
    assert known(STATUS, "no-thing") == (None, ["404 no-thing"])
    assert known(STATUS, "404:") == (None, ["404 no-thing"])
    assert known(RESPONSE, "name") == (None, [])


def test_rows_samples_and_schemas_have_fields_in_common(tmp_path: Path) -> None:
    snapshot = checked(tmp_path)
    tree = snapshot.trees[0]
    found = spot(tree, at(snapshot, RESPONSE, '"name"'))
    assert found is not None and isinstance(found.thing, Node)
    assert found.thing.value == "box"
    (row,) = rows_of(tree, found.thing)
    assert isinstance(row.row, Row) and row.parameter.key == "name"
    assert [node.file.path for node in nodes_of(tree, row.row)] == [RESPONSE, SCHEMA]
    assert row.row.location.line > at(snapshot, PAGE, "Show thing").line
