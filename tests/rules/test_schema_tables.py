"""Rules of ``apiref.rules.schema_tables``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.schemas import check, line_of, schema


def test_what_agrees_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, schema()) == []


@pytest.mark.parametrize(
    ("path", "value", "rule", "line"),
    [
        (("properties", "size", "type"), ["string", "null"], "schema-type-differs", None),
        (("properties", "size", "type"), "integer", "schema-null-differs", None),
        (("required",), ["id"], "schema-required-differs", None),
        (("properties", "more"), {"type": "string"}, "schema-field-undocumented", None),
        (("$defs", "state", "enum"), ["up", "down", "off"], "schema-values-differ", None),
        (("$defs", "state", "default"), "down", "schema-values-differ", "default"),
    ],
)
def test_a_single_fault(
    tmp_path: Path, path: tuple[str, ...], value: object, rule: str, line: str | None
) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    found = [each for each in check(tmp_path, changed) if each.rule == rule]
    assert found, rule
    if line is not None:
        assert (found[0].location.path, found[0].location.line) == (
            "schemas/thing.json",
            line_of(tmp_path, line),
        )


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (("properties", "id"), "row-not-in-schema"),
        (("properties", "id", "format"), "schema-format-differs"),
    ],
)
def test_something_left_out(tmp_path: Path, path: tuple[str, ...], rule: str) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    assert rule in {each.rule for each in check(tmp_path, changed)}
