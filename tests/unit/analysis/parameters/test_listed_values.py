"""The values that a parameter may have, as its description lists them."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.listed_values import is_named, listed_in_text
from tests.unit.analysis.references import parameter


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
