"""Conventions of a reference."""

from __future__ import annotations

import pytest

from apiref.analysis.conventions import is_convention


@pytest.mark.parametrize(
    ("odd", "usual", "expected"),
    [(9, 0, False), (10, 0, True), (10, 9, True), (10, 10, False), (40, 50, False)],
)
def test_what_is_often_so_is_on_purpose(odd: int, usual: int, expected: bool) -> None:
    assert is_convention(odd, usual) is expected
