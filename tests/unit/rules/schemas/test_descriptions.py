"""Rules of ``apiref.rules.schemas.descriptions``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.trees import findings
from tests.unit.rules.schemas.schema_trees import PARAMETERS, check, line_of, schema


def messages(root: Path, changed: object, parameters: str = PARAMETERS) -> list[str]:
    found = check(root, changed, parameters=parameters)
    return [each.message for each in found if each.rule == "schema-values-differ"]


def with_values(*values: str) -> dict[str, Any]:
    changed = schema()
    changed["$defs"]["state"] = {"type": "string", "enum": list(values)}
    return changed


def described(text: str) -> str:
    return PARAMETERS.replace("The state, ``up`` or ``down``. Default is ``up``.", text)


def test_a_value_that_the_description_lacks(tmp_path: Path) -> None:
    changed = schema()
    changed["$defs"]["state"]["enum"] = ["up", "down", "off", "on"]
    (message,) = messages(tmp_path, changed)
    assert "does not name ``off``, ``on``, which the schema allows" in message


def test_another_default(tmp_path: Path) -> None:
    changed = schema()
    changed["$defs"]["state"]["default"] = "down"
    (found,) = (each for each in check(tmp_path, changed) if each.rule == "schema-values-differ")
    assert found.location.path == "schemas/thing.json"
    assert found.location.line == line_of(tmp_path, "default")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The state, ``up`` or ``down``.", ["up"]),
        ("The state, ``up`` (running) or ``down`` (not running).", ["up"]),
        ("Use ``up`` here. Others, ``on`` and ``down``, are made.", ["up", "on"]),
        ("The state, ``up``, ``id`` or ``down``.", ["up", "down"]),
        ("The only value allowed is ``up``.", []),
        ("Use ``up`` and then ``down``, where ``other`` is.", ["up", "down"]),
    ],
    ids=["last of two", "explained", "another list", "as a field", "none at all", "among two"],
)
def test_a_value_that_the_schema_lacks(tmp_path: Path, text: str, values: list[str]) -> None:
    (message,) = messages(tmp_path, with_values(*values), described(text))
    assert "which the schema does not allow" in message


@pytest.mark.parametrize(
    "text",
    [
        "The state, ``up`` or ``null``. Given with ``other``.",
        "The state, ``up``, where ``id`` and ``size`` are known.",
        "``up``; see ``down`` elsewhere.",
        "Use ``up`` where ``other`` is.",
    ],
)
def test_literals_that_are_not_values(tmp_path: Path, text: str) -> None:
    assert messages(tmp_path, with_values("up"), described(text)) == []


def test_a_value_that_is_written_differently_is_one_finding(tmp_path: Path) -> None:
    text = described("The state, ``up``, ``down`` or ``ohter``.")
    (message,) = messages(tmp_path, with_values("up", "down", "other"), text)
    assert "does not name ``other``" in message
    assert "names ``ohter``" in message


def test_a_format_that_the_schema_does_not_demand(tmp_path: Path) -> None:
    changed = schema()
    del changed["properties"]["id"]["format"]
    assert "schema-format-differs" in {each.rule for each in check(tmp_path, changed)}


@pytest.mark.parametrize(
    ("stated", "text", "message", "place"),
    [
        ({"const": "up"}, "It is ``up`` or ``down``.", "names ``down``, which the", "const"),
        ({"const": "up"}, "The state.", "does not name ``up``, which the schema allows", "const"),
        ({"const": "up"}, "Always ``on``, and ``up``.", "names ``on``, which the schema", "const"),
        ({"const": "up"}, "Always ``up``.", "", ""),
        ({"enum": ["up", None]}, "Always ``up``.", "", ""),
        ({"enum": ["up"]}, "It is ``up``. Default is ``up``.", "but the schema has none", "state"),
        ({"type": "string"}, "Always ``up``.", 'add it as "const"', "state"),
        ({"type": "integer"}, "Always ``1``.", "", ""),
        (
            {"default": 1},
            "Default is ``2``.",
            "is ``1``, but the description of 'state' says ``2``",
            "default",
        ),
        ({"default": 1}, "The state.", "'state' names none; make them agree", "default"),
        ({"default": 1}, "Default is ``1``.", "", ""),
        ({}, "Default is ``1``.", "", ""),
    ],
)
def test_values_and_defaults(
    tmp_path: Path, stated: dict[str, Any], text: str, message: str, place: str
) -> None:
    changed = schema()
    changed["properties"]["state"] = stated
    found = [
        each
        for each in check(tmp_path, changed, parameters=described(text))
        if each.rule == "schema-values-differ"
    ]
    assert len(found) == bool(message)
    for each in found:
        assert message in each.message
        assert each.location.line == line_of(tmp_path, f'"{place}": ')


@pytest.mark.parametrize(
    ("stated", "text", "place"),
    [
        ({"type": "string", "format": "date"}, "The time.", "parameters"),
        ({"type": "string", "format": "date"}, "The date and time.", ""),
        ({"type": "string"}, "The date and time.", "schemas"),
        ({"type": "string", "pattern": "T"}, "The date and time.", ""),
        ({"type": "string", "format": "uuid"}, "The UUID or name.", ""),
        ({"type": "string"}, "The state. Then a UUID.", ""),
        ({"type": "string", "format": "uri"}, "The state.", "parameters"),
        ({"type": "string", "format": "uri"}, "The link.", ""),
        ({"type": "string"}, "The link.", ""),
        ({"type": "integer"}, "The UUID.", ""),
    ],
)
def test_formats(tmp_path: Path, stated: dict[str, Any], text: str, place: str) -> None:
    changed = schema()
    changed["properties"]["state"] = stated
    found = [
        each
        for each in check(tmp_path, changed, parameters=described(text))
        if each.rule == "schema-format-differs"
    ]
    assert [place in each.location.path for each in found] == [True] * bool(place)
    assert all(each.subject == "state" for each in found)


def test_two_schemas_of_one_entry_of_which_one_is_wrong_in_more(tmp_path: Path) -> None:
    changed = schema()
    changed["$defs"]["state"]["enum"] = ["up", "down", "off"]
    found = messages(tmp_path, changed)
    changed["$defs"]["state"]["default"] = "down"
    (tmp_path / "schemas/other.json").write_text(json.dumps(changed))
    page = tmp_path / "api-ref/source/things.inc"
    page.write_text(page.read_text() + page.read_text().replace("{id}", "{id}/parts"))
    settings = tmp_path / "apiref.toml"
    (line,) = (each for each in settings.read_text().splitlines() if "GET" in each)
    line = line.replace("{id}", "{id}/parts").replace("thing.json", "other.json")
    settings.write_text(f"{settings.read_text()}{line}\n")
    both = [each.message for each in findings(tmp_path) if each.rule == "schema-values-differ"]
    assert len(found) == 1
    assert len(both) == 2
    assert {*found} < {*both}
