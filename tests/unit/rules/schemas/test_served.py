"""Rules of ``apiref.rules.schemas.served``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.trees import findings, write_tree
from tests.unit.rules.schemas.schema_trees import check, schema

SERVED = """
[served-schemas]
"schemas/thing.json" = "api-ref/source/served.json"
=== api-ref/source/served.json"""


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"id": {"type": "string"}, "state": {"type": "string"}, "size": {"type": "integer"}}, 0),
        ({"id": {"type": "string"}, "state": {"type": "string"}}, 1),
        ({"id": {"type": "integer"}, "state": {}, "size": {}}, 1),
        ({"id": {}, "state": {"enum": ["up"]}, "size": {}}, 1),
        ({"id": {}, "state": {"enum": ["down", "up"]}, "size": {}}, 0),
        ({"id": {}, "state": {}, "size": {}, "more": {}}, 1),
        # Missing properties are one finding, and so is a renamed property.
        ({"id": {}, "state": {}, "size": {}, "more": {}, "most": {}, "much": {}}, 1),
        ({"id": {}, "state": {}, "sizes": {}}, 1),
    ],
)
def test_the_schema_that_the_service_serves(
    tmp_path: Path, properties: dict[str, Any], expected: int
) -> None:
    served = json.dumps({"name": "thing", "properties": properties}, indent=2)
    found = check(tmp_path, schema(), more=f"{SERVED}\n{served}\n")
    assert [each.rule for each in found] == ["served-schema-differs"] * expected


@pytest.mark.parametrize(
    ("ours", "theirs", "beside"),
    [
        (["id", "size"], ["id", "state", "size"], ["size", "state"]),
        (["id", "state"], ["id", "state", "size"], ["state", "size"]),
        (["id", "state", "size"], ["id", "size"], ["state", "size"]),
        ([], ["id"], ["properties", "id"]),
    ],
)
def test_a_missing_property_is_reported_with_the_one_beside_it(
    tmp_path: Path, ours: list[str], theirs: list[str], beside: list[str]
) -> None:
    changed = schema()
    changed["properties"] = {name: {} for name in ours}
    served = json.dumps({"properties": {name: {} for name in theirs}}, indent=1)
    found = next(
        each
        for each in check(tmp_path, changed, more=f"{SERVED}\n{served}\n")
        if each.rule == "served-schema-differs"
    )
    lines = [
        (tmp_path / place.path).read_text().splitlines()[place.line - 1]
        for place in (found.location, *found.places)
    ]
    assert [line.split('"')[1] for line in lines] == beside


COMMON = {name: {"type": "string"} for name in ("id", "name", "owner", "state")}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (COMMON, []),
        ({**COMMON, "size": {"type": "string"}}, []),
        ({**COMMON, "owner": {"type": "integer"}}, ["served-schemas-disagree"]),
        ({"id": {"type": "integer"}}, []),
        ({"id": {"type": "integer"}, "name": {}, "owner": {}}, []),
        ({**COMMON, "name": True, "owner": {"type": "null"}}, ["served-schemas-disagree"]),
    ],
)
def test_two_schemas_that_the_service_serves(
    tmp_path: Path, listed: dict[str, Any], expected: list[str]
) -> None:
    one = json.dumps({"properties": COMMON})
    other = json.dumps({"properties": {"things": {"items": {"properties": listed}}}})
    text = f"""\
=== apiref.toml
[served-schemas]
"schemas/one.json" = "api-ref/source/one.json"
"schemas/other.json" = "api-ref/source/other.json"
=== schemas/one.json
{one}
=== schemas/other.json
{other}
=== api-ref/source/index.rst
.. literalinclude:: one.json
   :language: json

.. literalinclude:: other.json
   :language: json
=== api-ref/source/one.json
{one}
=== api-ref/source/other.json
{other}
"""
    write_tree(tmp_path, text)
    found = [each for each in findings(tmp_path) if each.rule == "served-schemas-disagree"]
    assert [each.rule for each in found] == expected
    for place in [place for each in found for place in (each.location, *each.places)]:
        line = (tmp_path / place.path).read_text().splitlines()[place.line - 1]
        assert line[place.column - 1 :].startswith('"type": ')


def _nested(**inner: Any) -> dict[str, Any]:
    return {"type": "object", "properties": inner}


@pytest.mark.parametrize(
    ("ours", "theirs", "subjects"),
    [
        # What is in an object that is missing is not missing as well.
        ({"id": {}}, {"id": {}, "part": _nested(a={}, b={})}, ["part"]),
        # One finding for each object.
        ({"part": _nested()}, {"more": {}, "part": _nested(a={}, b={})}, ["more", "part.a"]),
        ({"part": _nested(a={})}, {"part": _nested(b={})}, ["part.a"]),
        ({"part": _nested(a={}, c={})}, {"part": _nested(b={}, c={})}, ["part.a"]),
        # Whose properties the service does not describe.
        ({"part": _nested(a={})}, {"part": {"type": "object"}, "a": _nested(b={})}, ["a"]),
        # Only the object around those of the service has properties of its own.
        ({"part": _nested(a={}), "links": {}}, {"part": _nested(a={})}, []),
        ({"part": _nested(a={}, b={}), "links": {}}, {"part": _nested(a={})}, ["part.b"]),
        ({"id": {}, "links": {}}, {"id": {}}, ["links"]),
        ({"id": {}, "ids": {}, "more": {}}, {"id": {}, "most": {}}, ["ids", "more"]),
        # What only the service states.
        ({"id": {}}, {"id": {"enum": ["a"]}}, ["id"]),
        ({"id": {"const": "a"}}, {"id": {"enum": ["a"]}}, []),
        ({"id": {}}, {"id": {"pattern": "a"}}, []),
        ({"id": {"pattern": "b"}}, {"id": {"pattern": "a"}}, ["id"]),
        ({"id": {"pattern": "b"}}, {"id": {"enum": ["a"], "pattern": "a"}}, ["id", "id"]),
        ({"id": {"pattern": "a"}}, {"id": {"pattern": "a"}}, []),
        # What is no list is not one of letters.
        ({"id": {"enum": ["a", "b"]}}, {"id": {"enum": "ab"}}, ["id"]),
        ({"id": {"type": ["string", "null"]}}, {"id": {"type": ["integer", "null"]}}, ["id"]),
    ],
)
def test_properties_of_nested_objects(
    tmp_path: Path, ours: dict[str, Any], theirs: dict[str, Any], subjects: list[str]
) -> None:
    changed = {**schema(), "properties": ours}
    served = json.dumps({"properties": theirs})
    found = check(tmp_path, changed, more=f"{SERVED}\n{served}\n")
    assert [each.subject for each in found if each.rule == "served-schema-differs"] == subjects


@pytest.mark.parametrize("served", ["", "=== api-ref/source/served.json\n{", "[]"])
def test_what_the_service_serves_is_no_schema(tmp_path: Path, served: str) -> None:
    text = SERVED.partition("=== ")[0] + served if served != "[]" else f"{SERVED}\n[]\n"
    assert [each for each in check(tmp_path, schema(), more=text) if "served" in each.rule] == []


def test_a_misspelled_property_that_is_required_is_reported_once(tmp_path: Path) -> None:
    """Its name is reported among those that are required."""
    changed = schema()
    changed["properties"] = {"staet": {}, "more": {}}
    served = json.dumps({"properties": {"state": {}}})
    found = check(tmp_path, changed, more=f"{SERVED}\n{served}\n")
    assert [each.subject for each in found if each.rule == "served-schema-differs"] == ["more"]


def test_a_schema_that_is_not_there_is_not_compared(tmp_path: Path) -> None:
    served = json.dumps({"properties": {"id": {}, "state": {}}})
    first = '[served-schemas]\n"schemas/none.json" = "api-ref/source/served.json"'
    more = f"{SERVED}\n{served}\n".replace("[served-schemas]", first)
    found = [each for each in check(tmp_path, schema(), more=more) if "differs" in each.rule]
    assert [each.subject for each in found if each.rule.startswith("served")] == ["size"]
