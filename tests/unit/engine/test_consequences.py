"""Findings that follow from others, and findings of one cause."""

from __future__ import annotations

import pytest

from apiref.engine import consequences
from apiref.engine.consequences import (
    CONSEQUENCES,
    OF_UNUSED,
    Consequence,
    one_for_each_cause,
    one_for_each_slip,
    without_consequences,
)
from apiref.model.cause import Cause, at
from apiref.model.finding import Finding, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.location import Location
from apiref.rules.registry import all_rules

ENTRY = Cause("entry", "parameters.yaml", "size")


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of invented rules; the tests of the real ones ask for ``CONSEQUENCES``."""
    rows = (Consequence("strong", "value", "weak"), Consequence("strong", "entry", "unused"))
    monkeypatch.setattr(consequences, "CONSEQUENCES", rows)
    rows = (Consequence("unused", "entry", "typo"), Consequence("unused", "content", "value"))
    monkeypatch.setattr(consequences, "OF_UNUSED", rows)


def finding(
    rule: str,
    line: int,
    column: int = 1,
    subject: str = "thing",
    *places: Location,
    severity: Severity = Severity.ERROR,
    cause: Cause | None = None,
    related: tuple[Cause, ...] = (),
) -> Finding:
    location = Location("a", line, column)
    return Finding(
        rule, severity, location, subject, f"message {line}", None, places, None, cause, related
    )


@pytest.mark.parametrize(
    "weak",
    [
        finding("weak", 3, 5, "other"),
        finding("weak", 3, 9, "thing"),
        finding("weak", 8, 1, "other", Location("b", 1), Location("a", 3, 5)),
    ],
    ids=["same value", "same subject in the line", "refers to the value"],
)
def test_a_finding_of_the_same_value_follows(weak: Finding) -> None:
    strong = finding("strong", 3, 5)
    assert without_consequences([weak, strong]) == [strong]
    assert without_consequences([weak]) == [weak]
    other = finding("other", 3, 5)
    assert without_consequences([weak, other]) == [weak, other]


@pytest.mark.parametrize(
    "weak",
    [finding("weak", 3, 9, "other"), finding("weak", 4, 5)],
    ids=["another value of the line", "another line"],
)
def test_a_finding_of_another_value_stays(weak: Finding) -> None:
    found = [finding("strong", 3, 5), weak]
    assert without_consequences(found) == found


def test_a_further_place_of_the_cause_explains_nothing() -> None:
    found = [finding("strong", 3, 5, "thing", Location("a", 9, 1)), finding("weak", 9, 1, "other")]
    assert without_consequences(found) == found


@pytest.mark.parametrize(
    "strong",
    [finding("strong", 3, cause=ENTRY), finding("strong", 3, related=(ENTRY,))],
    ids=["its cause", "a related part"],
)
@pytest.mark.parametrize(
    "weak",
    [finding("unused", 9, cause=ENTRY), finding("unused", 9, related=(ENTRY,))],
    ids=["of its cause", "of a related part"],
)
def test_a_finding_about_the_same_part_follows(strong: Finding, weak: Finding) -> None:
    assert without_consequences([weak, strong]) == [strong]


@pytest.mark.parametrize(
    "part",
    [ENTRY._replace(name="name"), ENTRY._replace(path="b.yaml"), ENTRY._replace(kind="row")],
)
def test_a_finding_about_another_part_stays(part: Cause) -> None:
    found = [finding("strong", 3, cause=ENTRY), finding("unused", 9, 1, "other", cause=part)]
    assert without_consequences(found) == found


def test_only_the_kind_of_part_in_the_table_counts() -> None:
    found = [finding("strong", 3, cause=ENTRY), finding("weak", 9, cause=ENTRY)]
    assert without_consequences(found) == found


@pytest.mark.parametrize(
    ("follow", "is_reported"),
    [
        (finding("typo", 9, subject="size")._replace(location=Location(ENTRY.path, 3)), False),
        (finding("typo", 9, subject="name")._replace(location=Location(ENTRY.path, 3)), True),
        (finding("value", 9)._replace(location=Location("a", 3)), False),
        (finding("value", 9)._replace(location=Location("b", 3)), True),
        (finding("typo", 9, subject="size"), True),
    ],
    ids=["of the entry", "of another entry", "in the file", "in another file", "not an entry"],
)
def test_what_is_unused_need_not_be_correct(follow: Finding, is_reported: bool) -> None:
    unused = finding("unused", 1, cause=ENTRY)
    assert without_consequences([follow, unused]) == [follow, unused][not is_reported :]


def test_what_is_to_be_used_has_to_be_correct() -> None:
    """The entry is unused, since a row with a typo should refer to it."""
    found = [finding("strong", 2, cause=ENTRY), finding("typo", 9, subject="size", cause=ENTRY)]
    assert without_consequences([*found, finding("unused", 1, cause=ENTRY)]) == found


def test_findings_of_one_rule_and_cause_are_one_with_all_places() -> None:
    first = finding("weak", 2, 1, "b", Location("c", 1), cause=ENTRY)
    second = finding("weak", 5, 1, "a", Location("d", 1), Location("a", 2), cause=ENTRY)
    other = finding("strong", 1, cause=ENTRY)
    places = (Location("c", 1), Location("a", 5), Location("d", 1))
    joined = first._replace(places=places)
    assert one_for_each_cause([second, first, other]) == [other, joined]


def test_the_gravest_finding_of_a_cause_is_the_first() -> None:
    light = finding("weak", 2, severity=Severity.INFO, cause=ENTRY)
    grave = finding("weak", 5, cause=ENTRY)
    (joined,) = one_for_each_cause([light, grave])
    assert (joined.severity, joined.location.line, joined.places) == (
        Severity.ERROR,
        5,
        (Location("a", 2),),
    )


def test_without_a_cause_it_is_the_subject_at_its_location() -> None:
    found = [finding("weak", 2), finding("weak", 2, 1, "zest"), finding("weak", 3)]
    assert one_for_each_cause([*found, found[0]._replace(message="same")]) == found


def test_copies_of_a_slip_are_one_finding() -> None:
    first = finding("weak", 2)
    second = first._replace(location=Location("a", 5))
    others = [
        first._replace(rule="strong"),
        first._replace(subject="zest"),
        second._replace(message="another advice"),
        second._replace(location=Location("b", 5)),
        second._replace(severity=Severity.INFO),
    ]
    joined = first._replace(places=(second.location,))
    assert one_for_each_slip([first, *others, second]) == [joined, *others]


def test_the_copies_of_a_slip_have_one_fix() -> None:
    places = [Location("a", 2), Location("a", 5)]
    fixes = [Fix("Write 'thing'", (Edit(place, "thign", "thing"),), 1) for place in places]
    first = finding("weak", 2)._replace(fix=fixes[0])
    (joined,) = one_for_each_slip([first, first._replace(location=places[1], fix=fixes[1])])
    assert joined.fix == Fix("Write 'thing'", (*fixes[0].edits, *fixes[1].edits), 2)


def test_a_part_has_the_place_where_it_starts() -> None:
    assert at("row", Location("a.inc", 7, 3)) == Cause("row", "a.inc", "7:3")


def test_the_table_names_rules() -> None:
    table = (*CONSEQUENCES, *OF_UNUSED)
    named = {rule for row in table for rules in (row.cause, row.follow) for rule in rules.split()}
    assert named <= set(all_rules())


def test_no_finding_follows_from_its_own_rule() -> None:
    assert [row for row in CONSEQUENCES if {*row.cause.split()} & {*row.follow.split()}] == []
