"""Rules of ``apiref.rules.sample_schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.schemas import DIALECT, SAMPLE, check, line_of, schema
from tests.rules.things import things
from tests.trees import findings, write_tree


@pytest.mark.parametrize(
    ("path", "value", "rule", "line"),
    [
        (("properties", "size", "type"), ["integer"], "sample-schema", None),
        (("properties", "id", "pattern"), "^x", "sample-schema", None),
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


def test_a_value_is_told_at_its_place(tmp_path: Path) -> None:
    sample = SAMPLE.replace('"up"', '"upp"')
    (found,) = [each for each in check(tmp_path, schema(), sample) if each.rule == "sample-schema"]
    assert (found.location.path, found.location.line, found.location.column) == (
        "api-ref/source/thing.json",
        3,
        12,
    )
    assert found.operation == "GET /things/{id}"


def test_every_error_of_a_sample_is_told(tmp_path: Path) -> None:
    sample = '{\n  "id": "x",\n  "state": "upp",\n  "size": -1\n}'
    changed = schema()
    changed["properties"]["size"]["minimum"] = 0
    found = [each for each in check(tmp_path, changed, sample) if each.rule == "sample-schema"]
    assert [each.location.line for each in found] == [2, 3, 4]


def test_a_value_whose_type_the_table_tells_is_told_once(tmp_path: Path) -> None:
    sample = SAMPLE.replace('"up"', "7")
    check(tmp_path, schema(), sample)
    found = [each for each in findings(tmp_path) if each.rule.startswith("sample")]
    assert [each.rule for each in found] == ["sample-value-type"]


def test_a_binding_of_no_operation(tmp_path: Path) -> None:
    more = '"GET /thing/{id}" = { response = "schemas/thing.json" }\n'
    (found,) = check(tmp_path, schema(), more=more)
    assert (found.rule, found.location.path) == ("schema-binding-stale", "apiref.toml")
    assert (found.location.line, found.location.column) == (3, 1)


def test_a_schema_that_nothing_names(tmp_path: Path) -> None:
    more = f'=== schemas/other.json\n{{"$schema": "{DIALECT}", "type": "string"}}\n'
    (found,) = check(tmp_path, schema(), more=more)
    assert (found.rule, found.location.path) == ("schema-unused", "schemas/other.json")


def test_a_sample_of_no_schema(tmp_path: Path) -> None:
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    write_tree(tmp_path, text.replace("response = ", "path = "))
    assert "sample-without-schema" in {found.rule for found in findings(tmp_path)}


def test_bindings_that_are_all_of_other_operations(tmp_path: Path) -> None:
    """That the samples have no schema then is no defect of theirs."""
    text = things("id: id", "id: string required x.", '{"id": "a"}', "{}")
    write_tree(tmp_path, text.replace('GET /things/{id}" =', 'GET /other" ='))
    rules = {found.rule for found in findings(tmp_path)}
    assert "schema-binding-stale" in rules
    assert "sample-without-schema" not in rules
