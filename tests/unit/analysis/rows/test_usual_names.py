"""The name that rows of one entry usually show."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import uses_by_entry
from apiref.analysis.rows.usual_names import same_but_number, usual_name
from tests.unit.analysis.references import SOURCE, operation, reference


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        ("createdAt", ["created_at", "created_at"], "created_at"),
        ("created-at", ["created_at", "created_at"], "created_at"),
        ("create_at", ["created_at", "created_at"], "created_at"),
        ("created_at", ["created_at", "created_at"], None),
        # The others do not agree, or are too few.
        ("createdAt", ["created_at", "created-at"], None),
        ("createdAt", ["created_at"], None),
        # Another name, or one of several things.
        ("updated_at", ["created_at", "created_at"], None),
        ("created", ["created_at", "created_at"], None),
        ("servers", ["server", "server"], None),
    ],
)
def test_names(tmp_path: Path, own: str, others: list[str], expected: str | None) -> None:
    shown = [
        operation(f"Show {number}", response=f"{name}=key")
        for number, name in enumerate([own, *others])
    ]
    tree = reference(tmp_path, *shown)
    found = uses_by_entry(tree)[f"{SOURCE}/parameters.yaml", "key"][0]
    assert usual_name(tree, found) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("server", "servers", True),
        ("policies", "policy", True),
        ("address", "addresses", True),
        ("server", "serve", False),
    ],
)
def test_singular_and_plural(one: str, other: str, expected: bool) -> None:
    assert same_but_number(one, other) is expected
