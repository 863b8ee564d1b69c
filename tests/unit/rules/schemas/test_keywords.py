"""Rules of ``apiref.rules.schemas.keywords``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected, findings, write_tree

TREE = """\
=== pyproject.toml
[tool.apiref.schemas]
"GET /things" = { response = "schemas/thing.json" }
=== api-ref/source/index.rst
Things
======

.. rest_method:: GET /things

Response
--------

.. rest_parameters:: parameters.yaml

   - metadata: metadata
=== api-ref/source/parameters.yaml
metadata:
  description: |
    Key and value pairs.
  in: body
  required: true
  type: object
=== schemas/thing.json
"""
SOUND = """\
{
    "$id": "thing.json",
    "type": "object",
    "properties": {
        "metadata": {
            "type": "object",
            "additionalProperties": true
        }
    },
    "additionalProperties": false,
    "if": {
        "properties": {"metadata": {"minProperties": 1}},
        "required": ["metadata"]
    },
    "then": {
        "maxProperties": 1
    }
}
"""
RULES = (
    "schema-keyword-idle",
    "schema-type-missing",
    "schema-part-idle",
    "schema-condition-open",
    "schema-open-undocumented",
    "schema-identifier",
    "schema-condition-unknown",
)


def test_a_sound_schema_is_silent(tmp_path: Path) -> None:
    assert_expected(tmp_path, TREE + SOUND, *RULES)


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ('"type": "object",\n    "prop', '"type": "array",\n    "prop', "schema-keyword-idle", 3),
        ('    "type": "object",\n    "prop', '    "prop', "schema-type-missing", 1),
        ('"then": {\n        "maxProperties": 1\n    }', '"then": {}', "schema-part-idle", 15),
        (
            '{"metadata": {"minProperties": 1}},\n        "required": ["metadata"]',
            '{"metadtaa": {"minProperties": 1}},\n        "required": ["metadtaa"]',
            "schema-condition-unknown",
            12,
        ),
        ('"then": {', '"than": {', "schema-part-idle", 11),
        ('"required": ["metadata"]', '"minProperties": 1', "schema-condition-open", 11),
        ('Properties": false', 'Properties": true', "schema-open-undocumented", 10),
        ('"thing.json"', '"things.json"', "schema-identifier", 2),
    ],
)
def test_a_fault(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    assert SOUND.count(old) == 1
    write_tree(tmp_path, TREE + SOUND.replace(old, new))
    found = [finding for finding in findings(tmp_path) if finding.rule in RULES]
    assert [(f.rule, f.location.path, f.location.line) for f in found] == [
        (rule, "schemas/thing.json", line)
    ]


def test_the_first_property_that_a_condition_does_not_require_is_named(tmp_path: Path) -> None:
    tested = '"metadata": {"minProperties": 1}'
    changed = SOUND.replace(tested, f'{tested}, "id": {{"const": 1}}, "name": {{"const": 2}}')
    write_tree(tmp_path, TREE + changed)
    (found,) = (each for each in findings(tmp_path) if each.rule == "schema-condition-open")
    assert found.subject == "id"
    assert "is also true if 'id' is absent" in found.message


def test_a_condition_of_a_value_that_the_property_beside_it_may_not_have(tmp_path: Path) -> None:
    """Even if it is a value of the property of that name in another document."""
    changed = SOUND.replace('"properties": {\n', '"properties": {\n        "kind": KIND,\n', 1)
    changed = changed.replace('{"metadata": {"minProperties": 1}}', '{"kind": {"const": "aa"}}')
    other = changed.replace("KIND", '{"type": "string"}').replace("thing.json", "other.json")
    for kind in ('{"type": "string", "enum": ["a"]}', '{"type": "string", "const": "a"}'):
        tree = TREE + changed.replace("KIND", kind) + f"=== schemas/other.json\n{other}"
        write_tree(tmp_path, tree)
        found = [each for each in findings(tmp_path) if each.rule == "schema-condition-unknown"]
        assert [(each.location.path, each.location.line) for each in found] == [
            ("schemas/thing.json", 13)
        ]


def test_the_same_part_twice(tmp_path: Path) -> None:
    part = '{"$ref": "#/$defs/a"}'
    tree = f"""\
{{
    "$id": "thing.json",
    "type": "object",
    "properties": {{"metadata": {{"type": "object"}}}},
    "additionalProperties": false,
    "allOf": [
        {part},
        {part} <<< schema-part-idle
    ],
    "$defs": {{"a": {{"type": "object"}}}}
}}
"""
    assert_expected(tmp_path, TREE + tree, *RULES)


def test_a_schema_without_a_description_among_others_with_one(tmp_path: Path) -> None:
    tree = """\
{
    "type": "object",
    "description": "A thing.",
    "properties": {
        "metadata": {"type": "object", "description": "More."},
        "id": {"type": "string"}, <<< schema-undescribed
        "name": {"type": "string", "description": "Its name."}
    }
}
"""
    assert_expected(tmp_path, TREE + tree, "schema-undescribed")
