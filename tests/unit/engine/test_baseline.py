"""Findings that others make superfluous."""

from __future__ import annotations

import pytest

from apiref.engine.baseline import without_consequences
from apiref.model.finding import Finding, Severity
from apiref.model.location import Location

IMPLIED = {"weak": ("strong",)}


def finding(rule: str, line: int, column: int, subject: str, *places: Location) -> Finding:
    return Finding(rule, Severity.ERROR, Location("a", line, column), subject, "x", places=places)


@pytest.mark.parametrize(
    "weak",
    [
        finding("weak", 3, 5, "other"),
        finding("weak", 3, 9, "thing"),
        finding("weak", 8, 1, "other", Location("b", 1), Location("a", 3, 5)),
    ],
    ids=["same value", "same thing in the line", "points to it"],
)
def test_what_another_tells_is_left_out(weak: Finding) -> None:
    strong = finding("strong", 3, 5, "thing")
    assert without_consequences([weak, strong], IMPLIED) == [strong]
    assert without_consequences([weak], IMPLIED) == [weak]
    assert without_consequences([weak, finding("odd", 3, 5, "thing")], IMPLIED)[0] == weak


@pytest.mark.parametrize(
    "weak",
    [finding("weak", 3, 9, "other"), finding("weak", 4, 5, "thing")],
    ids=["another value of the line", "another line"],
)
def test_other_defects_stay(weak: Finding) -> None:
    found = [finding("strong", 3, 5, "thing"), weak]
    assert without_consequences(found, IMPLIED) == found
