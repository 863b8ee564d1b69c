"""Rules of ``apiref.rules.schemas.descriptions``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
    ],
    ids=["last of two", "explained", "in another list", "named as a field", "none at all"],
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
