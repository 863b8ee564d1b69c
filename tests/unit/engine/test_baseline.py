"""Findings that are suppressed, recorded, or within what is allowed."""

from __future__ import annotations

import pytest

from apiref.engine.baseline import beyond_allowed, settle, suppressed, unrecorded
from apiref.model.baseline import Baseline
from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression


def finding(line: int, subject: str = "thing", path: str = "a.inc", rule: str = "rule") -> Finding:
    return Finding(rule, Severity.ERROR, Location(path, line), subject, "is wrong")


def record(subject: str = "thing", path: str = "a.inc", rule: str = "rule") -> tuple[str, ...]:
    return (rule, path, "", subject)


def baseline(*records: tuple[str, ...]) -> Baseline:
    return Baseline({(a, b, c, d): records.count((a, b, c, d)) for a, b, c, d in records})


def test_suppressions() -> None:
    block = Suppression("rule", Location("a.inc", 1), 2, 4, frozenset({"b.json"}))
    twice = Suppression("rule", Location("a.inc", 3), 3, 3)
    other = Suppression("other", Location("a.inc", 1), 1, None)
    found = [finding(1), finding(3), finding(9, path="b.json"), finding(5)]
    left, used = suppressed(found, [block, twice, other])
    assert left == [finding(1), finding(5)]
    assert used == {block, twice}


@pytest.mark.parametrize(
    ("recorded", "found", "new", "count", "still"),
    [
        ([record()], [finding(3)], [], 1, [record()]),
        # Of equal findings, the first ones are those recorded.
        ([record()], [finding(3), finding(7)], [finding(7)], 1, [record()]),
        ([record(), record()], [finding(3)], [], 1, [record()]),
        ([record("other")], [finding(3)], [finding(3)], 0, []),
        # Of a finding about several fields, some have been fixed; or there are more.
        ([record("a, b, c")], [finding(3, "a, c")], [], 1, [record("a, c")]),
        ([record("a, b")], [finding(3, "a"), finding(7, "b")], [finding(7, "b")], 1, [record("a")]),
        ([record("a, b")], [finding(3, "a, c")], [finding(3, "a, c")], 0, []),
        ([record("a")], [finding(3, "a, b")], [finding(3, "a, b")], 0, []),
        ([record(rule="other")], [finding(3)], [finding(3)], 0, []),
        # A file that no longer exists has been renamed; one that exists is another file.
        ([record(path="gone.inc")], [finding(3)], [], 1, [record()]),
        ([record(path="gone.inc")], [finding(3), finding(7)], [finding(7)], 1, [record()]),
        ([record(path="b.inc")], [finding(3)], [finding(3)], 0, []),
        ([record("other", "gone.inc")], [finding(3)], [finding(3)], 0, []),
    ],
)
def test_records(
    recorded: list[tuple[str, ...]],
    found: list[Finding],
    new: list[Finding],
    count: int,
    still: list[tuple[str, ...]],
) -> None:
    known = {"a.inc", "b.inc"}
    expected = (new, count, baseline(*still))
    assert unrecorded(found, baseline(*recorded), known.__contains__) == expected


@pytest.mark.parametrize(
    ("allowed", "left"), [({}, 2), ({"rule": 1}, 2), ({"rule": 2}, 0), ({"other": 2}, 2)]
)
def test_allowed_numbers(allowed: dict[str, int], left: int) -> None:
    found = [finding(1), finding(2, "other thing")]
    assert beyond_allowed(found, allowed) == found[:left]


def test_copies_of_a_slip_count_once_as_in_the_report() -> None:
    assert beyond_allowed([finding(1), finding(2)], {"rule": 1}) == []


def test_the_baseline_comes_before_the_allowed_numbers() -> None:
    found = [finding(1), finding(2, "other thing"), finding(3, rule="other")]
    settings = Settings(allowed={"rule": 1, "third": 5})
    result = settle(found, settings, baseline(record()), lambda path: True)
    assert result.findings == (found[2],)
    assert result.all_findings == tuple(found)
    assert (result.recorded, result.remaining) == (1, baseline(record()))
    assert result.allowances == (("rule", 1, 1), ("third", 0, 5))
    result = settle(found, settings, None, lambda path: True)
    assert (result.findings, result.recorded, result.remaining) == (tuple(found), 0, None)
