"""Rules of ``apiref.rules.schemas.keywords``."""

import json
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


def test_a_condition_in_a_part_of_a_schema(tmp_path: Path) -> None:
    """The property beside it is that of the whole schema."""
    text = """{
"type": "object",
"properties": {"kind": {"type": "string", "enum": ["VALUE"]}},
"allOf": [{
"if": {"properties": {"kind": {"const": "b"}}},MARK
"then": {"maxProperties": 1}}]
}
"""
    own = text.replace("VALUE", "a").replace("MARK", " <<< schema-condition-unknown")
    other = text.replace("VALUE", "b").replace("MARK", "")
    tree = f"{TREE}{own}=== schemas/other.json\n{other}"
    assert_expected(tmp_path, tree, "schema-condition-unknown")


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


def test_faults_behind_schemas_without_any(tmp_path: Path) -> None:
    tree = """\
{
    "$id": "thing.json",
    "type": "object",
    "additionalProperties": false,
    "properties": {
        "metadata": {"type": "array", "items": {"type": "object", "unevaluatedProperties": {}}},
        "referred": {"$ref": "#/$defs/part", "minimum": 1},
        "any": {"description": "Whatever."},
        "either": {"anyOf": [{"pattern": "a"}, {"type": "null"}], "minLength": 1},
        "if": {"type": "object", "properties": {"a": {"type": "string"}}},
        "depending": {
            "properties": {"a": {"type": "string"}},
            "if": {"required": ["a"], "properties": {"a": {"minLength": 1}}},
            "else": {"minProperties": 1}
        },
        "number": {"type": "integer", "minimum": 1},
        "text": {"type": "string", "minimum": 1, "items": {"const": 1, "type": "number"}}, <<< I
        "all": {"enum": ["a", "b"]}, <<< T
        "both": {"properties": {"a": {"type": "string"}}, "anyOf": [{"type": "object"}]}, <<< T
        "strict": { <<< T
            "properties": {"a": {"type": "string"}},
            "if": {"minProperties": 1}, "then": {"maxProperties": 1},
            "additionalProperties": false
        },
        "parts": {
            "type": "object",
            "required": [], <<< P
            "anyOf": [
                {"minProperties": 1, "type": "object"},
                {}, <<< P
                {"minProperties": 1, "type": "object"} <<< P
            ]
        },
        "values": {"type": "string", "enum": ["a", "b",
            "a" <<< P
        ]},
        "alone": {"type": "object",
            "if": {"minProperties": 1} <<< P
        },
        "others": {"type": "object",
            "else": {"minProperties": 1} <<< P
        }
    },
    "$defs": {"part": {"type": "object"}}
}
"""
    names = {
        "I": "schema-keyword-idle",
        "T": "schema-type-missing",
        "P": "schema-part-idle",
    }
    for letter, rule in names.items():
        tree = tree.replace(f"<<< {letter}\n", f"<<< {rule}\n")
    found = assert_expected(tmp_path, TREE + tree, *names.values())
    (idle,) = (each for each in found if each.rule == "schema-keyword-idle")
    assert "'minimum' applies to type number and has no effect on type string" in idle.message
    assert [place.column for place in idle.places] == [36, 50]
    columns = {each.subject: each.location.column for each in found}
    assert (columns["if"], columns["else"], columns["required"]) == (13, 13, 13)
    assert (columns["properties.strict"], columns["properties.parts.anyOf[1]"]) == (9, 17)
    told = {each.subject: each.message for each in found}
    assert "'if' has no effect without 'then'; add it" in told["if"]
    assert "'else' has no effect without 'if'; add it" in told["else"]
    assert "is empty and demands nothing" in told["properties.parts.anyOf[1]"]
    assert "'anyOf' contains this part twice" in told["properties.parts.anyOf[2]"]
    assert "the empty 'required' demands nothing" in told["required"]


@pytest.mark.parametrize(
    ("identifiers", "marks"),
    [
        ((None, None), ("", "")),
        (("thing.json", None), ("", "M")),
        ((None, "https://example.org/other.json"), ("M", "")),
        ((1, "things.json"), ("M", "M")),
    ],
)
def test_identifiers(
    tmp_path: Path, identifiers: tuple[object, object], marks: tuple[str, str]
) -> None:
    text = TREE.removesuffix("=== schemas/thing.json\n")
    for name, identifier, mark in zip(("thing", "other"), identifiers, marks, strict=True):
        mark = mark and " <<< schema-identifier"
        line = f'"$id": {json.dumps(identifier)}, ' if identifier is not None else ""
        text += f'=== schemas/{name}.json\n{{{line}"type": "object"}}{mark}\n'
    assert_expected(tmp_path, text, "schema-identifier")


@pytest.mark.parametrize(
    ("kind", "condition", "mark"),
    [
        ('{"enum": ["a", "b"]}', '{"const": "a"}', ""),
        ('{"enum": ["a", "b"]}', '{"const": "c"}', " <<< schema-condition-unknown"),
        ('{"enum": ["a", "b"]}', '{"enum": ["a", "c"]}', " <<< schema-condition-unknown"),
        ('{"enum": ["a", "b"]}', '{"enum": ["a", 1]}', ""),
        ('{"type": "string"}', '{"const": "c"}', ""),
    ],
)
def test_conditions_of_values(tmp_path: Path, kind: str, condition: str, mark: str) -> None:
    tree = (
        f'{{\n"$id": "thing.json", "type": "object", "properties": {{"kind": {kind}}},\n'
        '"if": {"required": ["kind"],\n'
        f'"properties": {{"kind": {condition}}}{mark}\n}},\n"then": {{"maxProperties": 1}}\n}}\n'
    )
    assert_expected(tmp_path, TREE + tree, "schema-condition-unknown")


@pytest.mark.parametrize(("described", "mark"), [(2, ""), (3, " <<< schema-undescribed")])
def test_how_many_schemas_have_a_description(tmp_path: Path, described: int, mark: str) -> None:
    told = "".join(
        f'"p{number}": {{"type": "string", "description": "It."}},\n' for number in range(described)
    )
    # Neither what refers to another schema nor what is only an item of a list needs one.
    bare = '"ref": {"$ref": "#/$defs/a"},\n"if": {"type": "array", "description": "They.",\n'
    bare += f'"items": {{"type": "string"}}}},\n"bare": {{"type": "string"}}{mark}\n'
    tree = f'{{\n"properties": {{\n{told}{bare}}}, "description": "A thing.",\n'
    tree += f'"$defs": {{"a": {{"type": "string"}}}},{mark}\n'
    tree += '"if": {"properties": {"x": {}}}\n}\n'
    found = assert_expected(tmp_path, TREE + tree, "schema-undescribed")
    assert not mark or found[0].subject == "properties.bare"
    told = [each.message.partition(" has")[0] for each in found]
    assert told == (["the property 'bare'", "the definition 'a'"] if mark else [])
