"""Rules of ``apiref.rules.schemas.documents``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.rules.schemas.schema_trees import check, line_of, schema


def test_what_agrees_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, schema()) == []


@pytest.mark.parametrize(
    ("path", "value", "rule", "line"),
    [
        (("$schema",), "http://json-schema.org/draft-07/schema#", "schema-invalid", "draft-07"),
        (("properties", "id", "type"), "sting", "schema-invalid", "sting"),
        (("requried",), ["id"], "schema-keyword-unknown", "requried"),
        (("properties", "state", "$ref"), "#/$defs/sate", "schema-reference-broken", "sate"),
        (("required",), ["id", "state", "sise"], "schema-required-unknown", "sise"),
        (("properties", "id", "format"), "uid", "schema-format-unchecked", "uid"),
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


@pytest.mark.parametrize(("reference", "places"), [("#/$defs/sate", 1), ("#/$defs/colour", 0)])
def test_a_broken_reference_is_reported_with_a_similar_definition(
    tmp_path: Path, reference: str, places: int
) -> None:
    changed: Any = schema()
    changed["properties"]["size"] = {"$ref": reference}
    (found,) = (each for each in check(tmp_path, changed) if each.rule.endswith("broken"))
    here = line_of(tmp_path, '"$defs"') + 1
    assert [place.line for place in found.places] == [here] * places


def test_an_item_that_occurs_twice_is_reported_at_its_place(tmp_path: Path) -> None:
    changed = schema()
    changed["required"] = ["id", "state", "id"]
    (found,) = check(tmp_path, changed)
    assert found.message.endswith("has non-unique elements")
    assert found.location.line == line_of(tmp_path, '"required"') + 3


@pytest.mark.parametrize(
    ("required", "beside"),
    [(["id", "name", "state"], "state"), (["id", "name"], "id"), (["x"], "")],
)
def test_a_missing_property_is_reported_with_the_one_beside_it(
    tmp_path: Path, required: list[str], beside: str
) -> None:
    changed = schema()
    changed["required"] = required
    (found,) = (each for each in check(tmp_path, changed) if "required-unknown" in each.rule)
    assert [each.line for each in found.places] == (
        [line_of(tmp_path, f'"{beside}": {{')] if beside else []
    )


def test_a_wrong_type_is_reported_with_the_valid_ones(tmp_path: Path) -> None:
    changed: Any = schema()
    changed["properties"]["id"]["type"] = "sting"
    (found,) = (each for each in check(tmp_path, changed) if each.rule == "schema-invalid")
    assert found.message.startswith("'sting' is not one of ['array', 'boolean'")


def test_a_long_message_is_cut(tmp_path: Path) -> None:
    changed: Any = schema()
    changed["properties"]["id"]["type"] = "a" * 500
    (found,) = (each for each in check(tmp_path, changed) if each.rule == "schema-invalid")
    assert found.message == "'" + "a" * 299


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (("additionalProperties",), "schema-open"),
        (("properties", "size", "type"), "schema-property-untyped"),
        (("$schema",), "schema-invalid"),
    ],
)
def test_something_left_out(tmp_path: Path, path: tuple[str, ...], rule: str) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    del inner[path[-1]]
    assert rule in {each.rule for each in check(tmp_path, changed)}


def test_a_schema_of_itself_is_laid_out_once(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["size"] = {"$ref": "#"}
    check(tmp_path, changed)


def test_a_misspelled_property_that_is_required_is_reported_once(tmp_path: Path) -> None:
    """Was also reported at a row, a property and members of samples."""
    changed = schema()
    changed["properties"]["staet"] = changed["properties"].pop("state")
    (found,) = check(tmp_path, changed)
    assert found.rule == "schema-required-unknown"
    assert found.location.line == line_of(tmp_path, '"staet"')
    assert "is 'staet' a typo of it?" in found.message


def test_a_misspelled_name_among_those_required(tmp_path: Path) -> None:
    changed = schema()
    changed["required"] = ["id", "staet"]
    found = [each for each in check(tmp_path, changed) if each.rule != "schema-required-differs"]
    assert [each.rule for each in found] == ["schema-required-unknown"]
    assert [each.location.line for each in found] == [line_of(tmp_path, '"staet"')]


def test_faults_behind_schemas_without_any(tmp_path: Path) -> None:
    changed: Any = schema()
    changed["properties"] |= {
        "any": {"type": "object", "additionalProperties": True},
        "empty": {"type": "object"},
        "either": {"type": ["object", "null"], "properties": {"a": {"type": "null"}}},
        "free": {"type": "object", "properties": {"a": {"type": "null"}}, "unevaluatedItems": {}},
        "text": {"type": "string", "x-kept": 1, "format": "date", "const": "2026-01-01"},
        "last": {"description": "Whatever.", "tilte": "It", "format": "datetime"},
        "lost": {"$ref": "missing.json"},
        "odd": {"type": "string", "minLength": "1", "maxLength": -1},
    }
    changed["required"] = ["any", "free", "text", "one", "two"]
    every = check(tmp_path, changed)
    found = [(each.rule, each.location.line) for each in every]
    text = (tmp_path / "schemas/thing.json").read_text().splitlines()
    for each in every:
        if each.rule in ("schema-open", "schema-property-untyped", "schema-keyword-unknown"):
            shown = text[each.location.line - 1][each.location.column - 1 :]
            assert shown.startswith(f'"{each.subject.rpartition(".")[2]}": ')
    for rule, *lines in (
        ("schema-open", '"free": {'),
        ("schema-property-untyped", '"last": {'),
        ("schema-keyword-unknown", '"tilte"'),
        ("schema-format-unchecked", '"datetime"'),
        ("schema-reference-broken", '"missing.json"'),
        ("schema-required-unknown", '"one"', '"two"'),
        ("schema-invalid", '"minLength"', '"maxLength"'),
    ):
        wanted = [line_of(tmp_path, line) for line in lines]
        assert sorted(line for name, line in found if name == rule) == wanted, rule


def test_a_document_that_is_no_object_and_others(tmp_path: Path) -> None:
    """Whatever the first one is, the others are checked."""
    more = "=== schemas/a.json\n[]\n=== schemas/b.json\n" + '{"type": "sting", "$defs": 1}\n'
    found = check(tmp_path, schema(), more=more)
    places = [(each.rule, each.location.path, each.subject) for each in found]
    assert places[0] == ("schema-invalid", "schemas/a.json", "schemas/a.json")
    assert ("schema-invalid", "schemas/b.json", "$schema") in places
    assert ("schema-invalid", "schemas/b.json", "type") in places


@pytest.mark.parametrize(
    ("rule", "path", "value", "message"),
    [
        (
            "schema-keyword-unknown",
            ("requried",),
            ["id"],
            "'requried' is not a JSON Schema keyword and has no effect; did you mean 'required'?",
        ),
        (
            "schema-reference-broken",
            ("properties", "state", "$ref"),
            "#/$defs/sate",
            "'#/$defs/sate' refers to no schema in schemas; correct the reference, or add the"
            " definition",
        ),
        (
            "schema-required-unknown",
            ("required",),
            ["id", "state", "other"],
            "'other' is required, but not among the properties; define it, or correct the name",
        ),
    ],
)
def test_messages(
    tmp_path: Path, rule: str, path: tuple[str, ...], value: object, message: str
) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    assert message in {each.message for each in check(tmp_path, changed) if each.rule == rule}


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("#/$defs/colour", ""),
        ("#/$defs/sate", "schemas/thing.json"),
        ("other.json#/$defs/colour", "schemas/other.json"),
        ("other.json#/$defs/sate", ""),
    ],
)
def test_the_similar_definition_is_one_of_the_file_that_a_reference_names(
    tmp_path: Path, reference: str, path: str
) -> None:
    changed: Any = schema()
    changed["properties"]["size"] = {"$ref": reference}
    more = '=== schemas/other.json\n{"$defs": {"color": {"type": "string"}}}\n'
    (found,) = (each for each in check(tmp_path, changed, more=more) if "broken" in each.rule)
    assert [place.path for place in found.places] == ([path] if path else [])


def test_an_untyped_property_behind_objects_without_properties(tmp_path: Path) -> None:
    changed: Any = schema()
    inner = {"type": "object", "properties": {"any": True, "untyped": {}}}
    changed["properties"] |= {"empty": {"type": "object"}, "part": inner}
    found = [each for each in check(tmp_path, changed) if each.rule == "schema-property-untyped"]
    assert [each.subject for each in found] == ["untyped"]
