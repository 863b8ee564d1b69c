"""The values that a parameter may have, as its description lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.parameters.listed_values import is_named, is_open, listed_below, listed_in_text
from tests.unit.analysis.references import operation, parameter, reference


@pytest.mark.parametrize(
    ("kind", "description", "values"),
    [
        ("string", "One of ``a``, ``b``, or ``c``.", ("a", "b", "c")),
        ("string", "Either ``a`` or ``b``.", ("a", "b")),
        ("String", "Values are ``a`` (the first) and ``b``.", ("a", "b")),
        ("string", "It must be ``a`` or ``a`` or ``b``; see there.", ("a", "b")),
        ("string", "It is always ``a``.", ("a",)),
        ("string", "The only value is ``a``.", ("a",)),
        ("string", "Valid\nvalues\nare ``a``\nor ``b``.", ("a", "b")),
        ("string", "One of the options ``a`` or ``b``.", ("a", "b")),
        ("string", "Its state, which is ``a`` or ``b``.", ("a", "b")),
        ("string", "The state. It could be ``a`` or ``b``.", ("a", "b")),
        ("string", "The state of it, ``a``, ``b``, or ``c``. It changes.", ("a", "b", "c")),
        ("string", "The state. ``a`` or ``b``. Default is ``a``.", ("a", "b")),
        ("string", "``a`` or ``b``.", ("a", "b")),
        ("string", "It is ``a``.", ()),
        ("string", "The state, such as ``a`` or ``b``.", ()),
        ("string", "The state. For example, ``a`` or ``b``.", ()),
        ("string", "The state, e.g. ``a`` or ``b``.", ()),
        ("string", "Set if the state is ``a`` or ``b``.", ()),
        ("string", "The state, ``a`` by default.", ()),
        ("string", "The order, ``a`` or ``b``, of items.", ()),
        ("string", "If set, ``a`` or ``b``.", ()),
        ("string", "One of ``a``, ``b`` and others.", ()),
        ("string", "One of a, b.", ()),
        ("array", "One of ``a``, ``b``.", ()),
        # Once not read: items of a list.
        (
            "string",
            "Its state. One of:\n\n- ``a``\n- ``b``: if it\n  is so\n\nIt is so.",
            ("a", "b"),
        ),
        ("string", "Valid values are:\n\n  * ``a``\n\n  * ``b``", ("a", "b")),
        ("integer", "One of:\n\n- ``a``: 1\n- ``b``: 2", ()),
        ("string", "One of:\n\n- ``a``\n- all others", ()),
        ("string", "It has:\n\n- ``a``\n- ``b``", ()),
        ("string", "One of:\n\n- ``a``", ()),
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
    ("description", "expected"),
    [
        ("One of ``a``, ``b``.", False),
        ("One of ``a``, ``b``, and others.", True),
        ("Such as ``a``, ``b``.", True),
        ("Moreover ``a``, ``b``.", False),
        # Once not known to go on.
        ("Typical values are ``a`` and ``b``.", True),
        ("One of ``a`` or ``b``. Drivers may add their own.", True),
        ("One of ``a`` or ``b``. Administrators may change their own.", False),
    ],
)
def test_lists_that_may_go_on(description: str, expected: bool) -> None:
    assert is_open(parameter(description=description)) is expected


ITEMS = "\n\n* ``a``. The first.\n* ``b``"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"It is. The ``state`` is one of:{ITEMS}", {"The", "state", "is", "one", "of"}),
        (f"Possible X-Sort values:{ITEMS}\n\nThat is all.", {"Possible", "X-Sort", "values"}),
        ("The state is one of:\n\n* ``a``", set()),
        (f"The state is one of.{ITEMS}", set()),
        (f"These come back:{ITEMS}", set()),
        ("The state is one of:\n\nText.\n\n" + ITEMS, set()),
        (ITEMS, set()),
    ],
)
def test_lists_in_the_text(tmp_path: Path, text: str, names: set[str]) -> None:
    (found,) = reference(tmp_path, operation(text=text)).operations
    assert set(listed_below(found)) == {(name, value) for name in names for value in "ab"}
