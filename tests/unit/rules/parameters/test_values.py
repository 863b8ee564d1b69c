"""Rules of ``apiref.rules.parameters.values``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.parameters.test_fields import PAGE, THING_ID

RULES = ("stated-value", "stated-values-differ", "misspelt-field", "unknown-field")


def _entry(fields: str, description: str = "The name.", kind: str = "string") -> str:
    lines = "".join(f"  {line}\n" for line in fields.splitlines())
    return (
        f"{PAGE}{THING_ID}name:\n  in: body\n  type: {kind}\n  required: true\n"
        f"  description: |\n    {description}\n{lines}"
    )


@pytest.mark.parametrize(
    ("fields", "description", "kind"),
    [
        ("enum: [a, b]\ndefault: a\nformat: name", "The name.", "string"),
        ("enum:\n- a\n- b", "One of ``a`` or ``b``. Default is ``a``.", "string"),
        ('enum: ["5", "no"]', "The name.", "string"),
        ("enum: [1, 2]\ndefault: 2", "How many. Default is ``2``.", "integer"),
        ("enum: [0.5, 1]\ndefault: 0.5", "How much.", "float"),
        ("default: true", "Whether. The default value is ``true``.", "boolean"),
        ("default: null", "The name, or ``null``.", "string"),
        ("enum: [a, null]", "The name, or ``null``.", "string"),
        ("default: []", "The names.", "array"),
        ("default: {}", "The names.", "object"),
        ("default: what", "The name.", "some unknown type"),
        ("enum: [a, b]", "Such as ``c``; depends on ``d``.", "string"),
    ],
)
def test_valid_values(tmp_path: Path, fields: str, description: str, kind: str) -> None:
    assert_expected(tmp_path, _entry(fields, description, kind), *RULES)


@pytest.mark.parametrize(
    ("fields", "kind", "message"),
    [
        (
            "enum: [yes, no] <<< stated-value",
            "string",
            "contains the boolean true, which is not of",
        ),
        ("enum: [a, 5] <<< stated-value", "string", "contains 5, which is not of type 'string'"),
        ("enum: [a, b, a] <<< stated-value", "string", "contains the text 'a' twice"),
        ("enum: a <<< stated-value", "string", "is not a list of values"),
        ("enum: [] <<< stated-value", "string", "is not a list of values"),
        ("enum: [a, b]\ndefault: c <<< stated-value", "string", "is not among the values"),
        ("default: five <<< stated-value", "integer", "the text 'five', which is not of type"),
        ("default: 5 <<< stated-value", "string", "is 5, which is not of type 'string'"),
        ("default: [a] <<< stated-value", "string", "is a list, which is not of type"),
        ("format: 5 <<< stated-value", "string", "is not text"),
        ("enun: [a, b] <<< misspelt-field", "string", "did you mean 'enum'?"),
        ("defualt: a <<< misspelt-field", "string", "did you mean 'default'?"),
        ("fromat: uuid <<< misspelt-field", "string", "did you mean 'format'?"),
        ("nullable: true <<< unknown-field", "string", "does not show"),
    ],
)
def test_values_that_cannot_be(tmp_path: Path, fields: str, kind: str, message: str) -> None:
    (found,) = assert_expected(tmp_path, _entry(fields, kind=kind), *RULES)
    assert message in found.message


@pytest.mark.parametrize(
    ("fields", "description", "message"),
    [
        (
            "enum: [a, c] <<< stated-values-differ",
            "One of ``a`` or ``b``.",
            "lacks 'b', which its description lists",
        ),
        (
            "enum: [a, b, c] <<< stated-values-differ",
            "One of ``a`` or ``b``.",
            "has 'c', which its description does not list",
        ),
        (
            "default: a <<< stated-values-differ",
            "Defaults to ``b``.",
            "is a, but its description says ``b``",
        ),
    ],
)
def test_values_that_the_description_contradicts(
    tmp_path: Path, fields: str, description: str, message: str
) -> None:
    (found,) = assert_expected(tmp_path, _entry(fields, description), *RULES)
    assert message in found.message


SCHEMA = """\
=== apiref.toml
[schemas]
"GET /things/{thing_id}" = {response = "schemas/thing.json"}
=== schemas/thing.json
{"type": "object", "properties": {"name": %s}}
"""


@pytest.mark.parametrize(
    ("fields", "schema", "message"),
    [
        ("enum: [a, b]", '{"type": "string", "enum": ["a", "b"]}', None),
        ("enum: [a, b]", '{"type": "string"}', None),
        ("default: a", '{"type": "string"}', None),
        ("default: a", '{"type": "string", "default": "a"}', None),
        ("format: uuid", '{"type": "string"}', None),
        ("format: uuid", '{"type": "string", "format": "uuid"}', None),
        ("enum: [a]", '{"const": "a"}', None),
        (
            "enum: [a] <<< stated-values-differ",
            '{"const": "b"}',
            "lacks 'b', which the schema allows",
        ),
        (
            "enum: [a, b] <<< stated-values-differ",
            '{"type": "string", "enum": ["a", "c", "b"]}',
            "lacks 'c', which the schema allows",
        ),
        (
            "enum: [a, b] <<< stated-values-differ",
            '{"type": "string", "enum": ["a"]}',
            "has 'b', which the schema does not allow",
        ),
        (
            "default: a <<< stated-values-differ",
            '{"type": "string", "default": "b"}',
            "is a, but the schema has b",
        ),
        (
            "format: uuid <<< stated-values-differ",
            '{"type": "string", "format": "uri"}',
            "is uuid, but the schema has uri",
        ),
    ],
)
def test_values_that_the_schema_contradicts(
    tmp_path: Path, fields: str, schema: str, message: str | None
) -> None:
    found = assert_expected(tmp_path, _entry(fields) + SCHEMA % schema, *RULES)
    assert [message is not None and message in item.message for item in found] == [True] * (
        message is not None
    )
