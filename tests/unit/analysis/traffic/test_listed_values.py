"""The values that a field may have in an operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.documentation import documentation
from apiref.analysis.traffic.listed_values import is_enumerated, listed
from apiref.model.json_file import Json
from tests.unit.analysis.references import bound, entries, operation, reference


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
