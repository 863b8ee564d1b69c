"""The values that a parameter may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.documentation import documentation
from apiref.analysis.schemas.listed_values import is_enumerated, is_named, listed, listed_in_text
from apiref.model.json_file import Json
from tests.unit.analysis.references import bound, entries, operation, parameter, reference


@pytest.mark.parametrize(
    ("kind", "description", "values"),
    [
        ("string", "One of ``a``, ``b``, or ``c``.", ("a", "b", "c")),
        ("string", "Either ``a`` or ``b``.", ("a", "b")),
        ("String", "Values are ``a`` (the first) and ``b``.", ("a", "b")),
        ("string", "It must be ``a`` or ``a`` or ``b``; see there.", ("a", "b")),
        ("string", "It is always ``a``.", ("a",)),
        ("string", "The only value is ``a``.", ("a",)),
        ("string", "It is ``a``.", ()),
        ("string", "One of ``a``, ``b`` and others.", ()),
        ("string", "One of a, b.", ()),
        ("array", "One of ``a``, ``b``.", ()),
        ("integer", "One of ``1``, ``2``.", ("1", "2")),
    ],
)
def test_values_in_a_description(kind: str, description: str, values: tuple[str, ...]) -> None:
    assert listed_in_text(parameter(type=kind, description=description)) == values


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("It is ``a``.", True),
        ("It is a.", False),
        ("Default is ``a``.", False),
        ("The default value is ``a``, as ``a`` was first.", True),
    ],
)
def test_values_that_are_named(description: str, expected: bool) -> None:
    assert is_named(parameter(description=description), "a") is expected


@pytest.mark.parametrize(
    ("text", "schema", "values", "enumerated"),
    [
        ("One of ``a``, ``b``.", {}, ("a", "b"), True),
        ("One of ``a``, ``b``.", {"enum": ["b", "c"]}, ("b", "c", "a"), True),
        # One value in this operation says more than what several share.
        ("One of ``a``, ``b``.", {"const": "b"}, ("b",), True),
        ("It.", {"enum": ["b", None, 1]}, ("b", "1"), False),
        ("It is ``b``.", {"enum": ["b", "c"]}, ("b", "c"), True),
        ("It.", {}, (), False),
    ],
)
def test_values_by_schema_and_description(
    tmp_path: Path, text: str, schema: Json, values: tuple[str, ...], enumerated: bool
) -> None:
    tree = reference(
        tmp_path,
        operation(response="a"),
        entries(f"a: body string optional {text}"),
        bound({"properties": {"a": schema}}),
    )
    documented = documentation(tree, tree.operations[0], "response")
    assert documented is not None
    (field,) = documented.fields
    assert listed(tree, tree.operations[0], field) == values
    assert is_enumerated(tree, tree.operations[0], field) is enumerated
