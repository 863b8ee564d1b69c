"""Rules of ``apiref.rules.schemas.tables``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.trees import findings, write_tree
from tests.unit.rules.schemas.schema_trees import PARAMETERS, SAMPLE, check, line_of, schema
from tests.unit.rules.things import things


def test_what_agrees_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, schema()) == []


FILES = {
    "page": "api-ref/source/things.inc",
    "entries": "api-ref/source/parameters.yaml",
    "schema": "schemas/thing.json",
}


@pytest.mark.parametrize(
    ("path", "value", "rule", "place", "message"),
    [
        (
            ("properties", "size", "type"),
            ["string", "null"],
            "schema-type-differs",
            ("entries", "type: integer"),
            "'size' is integer in the table, but 'size' is null or string in schemas/thing.json;"
            " make them agree",
        ),
        (
            ("properties", "size", "type"),
            "integer",
            "schema-null-differs",
            ("entries", "description: The size"),
            "'size' cannot be null in schemas/thing.json, but the description of 'size' says that"
            " it can; make them agree",
        ),
        (
            ("properties", "id", "type"),
            ["string", "null"],
            "schema-null-differs",
            ("entries", "description: The UUID"),
            "'id' can be null in schemas/thing.json, but the description of 'id' does not say so;"
            " make them agree",
        ),
        (
            ("required",),
            ["id", "state", "size"],
            "schema-required-differs",
            ("entries", "required: false"),
            "'size' is optional in the table, but 'size' is required in schemas/thing.json; make"
            " them agree",
        ),
        (
            ("properties", "more"),
            {"type": "string"},
            "schema-field-undocumented",
            ("page", ".. rest_parameters::"),
            "'more' of schemas/thing.json is not documented in the response table; add a row, or"
            " remove the property",
        ),
        (
            ("properties",),
            {"id": {"type": "string", "format": "uuid"}, "state": {"$ref": "#/$defs/state"}},
            "row-not-in-schema",
            ("page", "- size: size"),
            "row 'size' is not a property of schemas/thing.json, the schema of this response;"
            " correct either the table or the schema",
        ),
    ],
)
def test_a_single_fault(
    tmp_path: Path,
    path: tuple[str, ...],
    value: object,
    rule: str,
    place: tuple[str, str],
    message: str,
) -> None:
    changed: Any = schema()
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    (found,) = (each for each in check(tmp_path, changed) if each.rule == rule)
    file, line = FILES[place[0]], line_of(tmp_path, place[1], FILES[place[0]])
    assert (found.location.path, found.location.line) == (file, line)
    assert found.message == message
    assert found.operation == "GET /things/{id}"
    assert rule == "row-not-in-schema" or found.places[0].path == "schemas/thing.json"


INNER = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"a": {"type": "string"}, "b": {"properties": {"c": {"type": "string"}}}},
}


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (
            ("a",),
            "'size.a' of schemas/thing.json is not documented in the response table; mention"
            " it in the description of 'size', or add a row",
        ),
        (
            ("a", "b"),
            "'size.a', 'size.b' of schemas/thing.json are not documented in the response"
            " table; mention them in the description of 'size', or add a row",
        ),
    ],
)
def test_properties_of_an_object_that_no_row_documents(
    tmp_path: Path, names: tuple[str, ...], shown: str
) -> None:
    """Without those within them."""
    changed: Any = schema()
    properties = {name: INNER["properties"][name] for name in names}  # type: ignore[index]
    changed["properties"]["size"] = {**INNER, "properties": properties}
    parameters = PARAMETERS.replace("integer optional The size, or ``null``", "object optional It")
    found = check(tmp_path, changed, '{"size": {}}', parameters)
    (told,) = (each for each in found if each.rule == "schema-field-undocumented")
    assert (told.subject, told.message) == ("size.a", shown)


def test_properties_of_an_inner_object_that_no_row_documents(tmp_path: Path) -> None:
    changed: Any = schema()
    inner = {"a": {"type": "string"}, "b": {"type": "string"}}
    part = {**INNER, "properties": inner}
    changed["properties"]["size"] = {**INNER, "properties": {"part": part}}
    parameters = PARAMETERS.replace("integer optional The size, or ``null``", "object optional It")
    rows = "id: id\nstate: state\nsize: size\nsize.part: size"
    write_tree(tmp_path, things(rows, parameters, '{"size": {}}', json.dumps(changed)))
    found = [each for each in findings(tmp_path) if each.rule == "schema-field-undocumented"]
    assert [(each.subject, each.message) for each in found] == [
        (
            "size.part.a",
            "'size.part.a', 'size.part.b' of schemas/thing.json are not documented in the response"
            " table; mention them in the description of 'size.part', or add a row",
        )
    ]


@pytest.mark.parametrize(
    ("count", "both", "found"), [(4, 1, 4), (5, 1, 1), (5, 4, 1), (5, 5, 5), (6, 5, 1)]
)
def test_how_many_rows_without_a_property_are_one_finding(
    tmp_path: Path, count: int, both: int, found: int
) -> None:
    names = [f"field_{number}" for number in range(count)]
    agreed = [f"id_{number}" for number in range(both)]
    changed = {"type": "object", "properties": {name: {"type": "string"} for name in agreed}}
    parameters = "\n".join(f"{name}: string optional The thing." for name in (*agreed, *names))
    rows = "\n".join(f"{name}: {name}" for name in (*agreed, *names))
    write_tree(tmp_path, things(rows, parameters, '{"id_0": "a"}', json.dumps(changed)))
    rules = [each.rule for each in findings(tmp_path)]
    assert rules.count("row-not-in-schema") == found


def test_an_undocumented_property_is_reported_with_the_row_beside_it(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"] = {"more": {"type": "string"}, **changed["properties"]}
    (found,) = check(tmp_path, changed)
    own, row = found.places
    assert own.line == line_of(tmp_path, '"more"')
    assert row.line == line_of(tmp_path, "- id: id", row.path)


def test_a_property_left_out(tmp_path: Path) -> None:
    changed = schema()
    del changed["properties"]["size"]
    (found,) = (each for each in check(tmp_path, changed) if each.rule == "row-not-in-schema")
    assert [place.line for place in found.places] == [line_of(tmp_path, '"state": {')]


def test_a_schema_without_most_of_the_rows_is_one_finding(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"] = {"id": changed["properties"]["id"]}
    changed["required"] = ["id"]
    names = [f"field_{number}" for number in range(6)]
    rows = "\n".join(f"{name}: {name}" for name in ("id", *names))
    parameters = "\n".join(f"{name}: string optional The thing." for name in names)
    text = things(
        rows,
        f"id: string required The UUID of the thing.\n{parameters}",
        '{"id": "0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11"}',
        json.dumps(changed),
    )
    write_tree(tmp_path, text)
    (found,) = (each for each in findings(tmp_path) if each.rule == "row-not-in-schema")
    assert found.message.startswith("row 'field_0' and 5 more are not properties of")
    property_beside, *rows_too = found.places
    assert property_beside.path == "schemas/thing.json"
    assert len(rows_too) == 5


def test_an_object_that_demands_nothing_is_one_finding(tmp_path: Path) -> None:
    changed = schema()
    del changed["required"]
    found = [each for each in check(tmp_path, changed) if each.rule == "schema-required-differs"]
    assert [each.location.path for each in found] == ["schemas/thing.json"]
    assert {place.path for place in found[0].places} >= {"api-ref/source/parameters.yaml"}


def test_a_type_that_several_rows_contradict_is_the_fault_of_the_schema(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["id"] = changed["properties"]["state"] = {"$ref": "#/$defs/state"}
    changed["$defs"]["state"] = {"type": "boolean"}
    found = [each for each in check(tmp_path, changed) if each.rule == "schema-type-differs"]
    assert [each.location.path for each in found] == ["schemas/thing.json"]
    assert found[0].location.line == line_of(tmp_path, '"boolean"')


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  required: true\n", "  requried: true\n", "schema-required-differs"),
        ("  description: The size, or ``null``.\n", "", "schema-null-differs"),
        ("  description: The state", "  descripition: The state", "schema-values-differ"),
        ("- state: state", "- state: size", "schema-type-differs"),
    ],
)
def test_a_separate_finding_has_no_consequences(
    tmp_path: Path, old: str, new: str, rule: str
) -> None:
    """A missing or misspelled field of an entry, and a row that refers to the wrong entry."""
    check(tmp_path, schema())
    for path in tmp_path.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text().replace(old, new))
    rules = {each.rule for each in findings(tmp_path)}
    assert rules
    assert rule not in rules


@pytest.mark.parametrize("place", ["header", "bodies"])
def test_an_entry_that_is_sent_elsewhere_is_reported_there(tmp_path: Path, place: str) -> None:
    check(tmp_path, schema())
    file = tmp_path / "api-ref/source/parameters.yaml"
    head, _, tail = file.read_text().rpartition("  in: body")
    file.write_text(f"{head}  in: {place}{tail}size_2:\n  in: query\n")
    # A second schema for the same entry gives no second finding.
    page = tmp_path / "api-ref/source/things.inc"
    text = page.read_text().replace("   - size: size\n", "   - size: size\n   - size: size_2\n")
    page.write_text(text + text.replace("{id}", "{id}/parts"))
    settings = tmp_path / "apiref.toml"
    (line,) = (each for each in settings.read_text().splitlines() if "GET" in each)
    settings.write_text(f"{settings.read_text()}{line.replace('{id}', '{id}/parts')}\n")
    found = [each for each in findings(tmp_path) if each.rule == "schema-field-undocumented"]
    assert [each.location.path for each in found] == [
        each for each in ["api-ref/source/parameters.yaml"] if place == "header"
    ]


def test_an_undocumented_property_is_reported_at_the_first_of_several_tables(
    tmp_path: Path,
) -> None:
    changed = schema()
    changed["properties"]["more"] = {"type": "string"}
    check(tmp_path, changed)
    page = tmp_path / "api-ref/source/things.inc"
    table = "\n.. rest_parameters:: parameters.yaml\n\n   - size: size\n"
    page.write_text(page.read_text().replace("   - size: size\n", table))
    (found,) = (each for each in findings(tmp_path) if each.rule == "schema-field-undocumented")
    assert found.location.line == line_of(tmp_path, ".. rest_parameters::", found.location.path)


@pytest.mark.parametrize(
    ("shown", "path"), [("7", "schema"), ('"a"', "entries"), ("null", "entries")]
)
def test_a_sample_shows_which_type_is_wrong(tmp_path: Path, shown: str, path: str) -> None:
    changed = schema()
    changed["properties"]["size"]["type"] = "string"
    every = check(tmp_path, changed, SAMPLE.replace("null", shown))
    (found,) = (each for each in every if each.rule == "schema-type-differs")
    assert found.location.path == FILES[path]


@pytest.mark.parametrize(
    ("kind", "stated", "count"),
    [
        ("number", {"type": "integer"}, 0),
        ("number", {"type": ["integer", "number"]}, 0),
        ("integer", {"type": "number"}, 1),
        ("number", {"type": ["integer", "string"]}, 1),
    ],
)
def test_numbers_may_be_integers(
    tmp_path: Path, kind: str, stated: dict[str, Any], count: int
) -> None:
    changed = schema()
    changed["properties"]["size"] = stated
    parameters = PARAMETERS.replace("size: integer", f"size: {kind}")
    found = check(tmp_path, changed, SAMPLE.replace("null", "7"), parameters)
    assert [each.rule for each in found].count("schema-type-differs") == count


@pytest.mark.parametrize(
    ("kind", "stated"), [("thing", {"type": "string"}), ("integer", {"minimum": 1})]
)
def test_a_type_that_only_one_of_both_states(
    tmp_path: Path, kind: str, stated: dict[str, Any]
) -> None:
    changed = schema()
    changed["properties"]["size"] = stated
    parameters = PARAMETERS.replace("size: integer", f"size: {kind}")
    found = check(tmp_path, changed, SAMPLE.replace("null", "7"), parameters)
    assert "schema-type-differs" not in {each.rule for each in found}


@pytest.mark.parametrize(
    ("places", "paths"),
    [
        # The row is that of the part of the URL.
        ({"id": "path"}, [FILES["page"]]),
        ({"size": "path"}, [FILES["entries"]]),
        ({"id": "header"}, [FILES["entries"]]),
        ({"id": "bodies", "size": "header"}, [FILES["entries"]]),
    ],
)
def test_entries_that_are_sent_elsewhere(
    tmp_path: Path, places: dict[str, str], paths: list[str]
) -> None:
    check(tmp_path, schema())
    file = tmp_path / FILES["entries"]
    entries = file.read_text()
    for key, place in places.items():
        head, start, tail = entries.partition(f"{key}:\n")
        entries = head + start + tail.replace("in: body", f"in: {place}", 1)
    file.write_text(entries)
    found = [each for each in findings(tmp_path) if each.rule == "schema-field-undocumented"]
    assert [each.location.path for each in found] == paths


def test_null_in_another_sample_says_nothing_of_the_type(tmp_path: Path) -> None:
    changed = schema()
    changed["properties"]["size"]["type"] = "string"
    check(tmp_path, changed, SAMPLE.replace("null", "7"))
    page = tmp_path / FILES["page"]
    page.write_text(f"{page.read_text()}\n.. literalinclude:: other.json\n")
    (tmp_path / "api-ref/source/other.json").write_text(SAMPLE)
    (found,) = (each for each in findings(tmp_path) if each.rule == "schema-type-differs")
    assert found.location.path == FILES["schema"]
