"""The names of types."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.parameters.type_names import begins_with_known, is_known, standard_type, typed
from tests.unit.analysis.references import SOURCE, operation, reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("string", "string"),
        ("String", "string"),
        ("list", "array"),
        ("dict", "object"),
        ("int", "integer"),
        ("bool", "boolean"),
        ("number", "float"),
        ("null", "none"),
        ("strings", "string"),
        ("uuids", "string"),
        ("[string]", "array"),
        ("string[]", "array"),
        ("list of strings", "array"),
        ("array(string)", "array"),
        ("dict<string>", "object"),
        ("iso8601 timestamp", "string"),
        ("uuid_str", "string"),
        ("json object", "object"),
        ("json integer", None),
        ("thing", None),
        ("things of strings", None),
    ],
)
def test_names(text: str, expected: str | None) -> None:
    assert standard_type(text) == expected


@pytest.mark.parametrize("text", ["", "_", "__", " "])
def test_a_type_without_a_letter_is_none(text: str) -> None:
    assert standard_type(text) is None


ENTRIES = f"""\
=== {SOURCE}/parameters.yaml
a: &a
  in: body
  type: ' string '
b:
  <<: *a
c:
  type: [string]
d:
  in: body
e:
  type: ''
"""


def test_entries_with_a_type_of_their_own(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="d"), ENTRIES)
    found = [(parameter.key, field.name, text) for parameter, field, text in typed(tree)]
    assert found == [("a", "type", "string")]


@pytest.mark.parametrize("text", ["integer or blob", "boolean|blob", "object , blob"])
def test_the_first_of_several_types_is_known(text: str) -> None:
    assert begins_with_known(text)
    assert not is_known(text)


def test_all_of_several_types_are_known() -> None:
    assert is_known("integer or null")
    assert is_known("boolean / string")
    assert not begins_with_known("blob or integer")
