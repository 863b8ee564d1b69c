"""``apiref.report.text`` and ``apiref.report.json_report``."""

from __future__ import annotations

import json

import pytest

from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from apiref.report import json_report, text
from apiref.report.summary import Report, RuleInfo, Summary

PLACES = tuple(Location("other.json", line) for line in range(1, 6))
FINDING = Finding(
    "a-rule", Severity.ERROR, Location("a.inc", 2, 3), "x", "is wrong", "GET /x", PLACES
)


def report(*findings: Finding) -> Report:
    return Report(findings, Summary(len(findings), 0, 0, 1, 2, 3, 0.5), {}, version="1")


def test_a_line() -> None:
    first, summary = text.render(report(FINDING))
    assert first == (
        "a.inc:2:3: error: GET /x: is wrong"
        " (also at other.json:1, other.json:2, other.json:3 and 2 more) [a-rule]"
    )
    assert summary == "1 error in 2 operations, 3 samples, 1 file (0.50 s)"


def test_a_rule_is_a_link_where_links_are_shown() -> None:
    made = report(FINDING)._replace(page_of=lambda rule: f"https://example.org/{rule}")
    first, _ = text.render(made, links=True)
    assert first.endswith("\033]8;;https://example.org/a-rule\033\\[a-rule]\033]8;;\033\\")
    assert next(text.render(report(FINDING), links=True)) == next(text.render(made))


def test_a_reference_without_operations() -> None:
    (summary,) = text.render(Report((), Summary(0, 0, 0, 1, 0, 0, 0.5), {}, version="1"))
    assert summary == (
        "no findings in 0 operations, 0 samples, 1 file (0.50 s); no page has a rest_method"
    )


def _long(count: int, *, quiet: bool = False) -> list[str]:
    """The lines after those of ``count`` findings in twelve files, most of them in the last."""
    files = [min(number, 12) for number in range(1, count + 1)]
    found = [
        FINDING._replace(rule=f"rule-{number % 2}", location=Location(f"{number:02}.inc", 1))
        for number in files
    ]
    rules = {
        name: RuleInfo(name, severity, "", "")
        for name, severity in (("rule-0", Severity.ERROR), ("rule-1", Severity.INFO))
    }
    made = report(*found)._replace(rules=lambda: rules, quiet=quiet)
    return list(text.render(made))[count:-1]


def test_many_findings_are_counted() -> None:
    assert _long(31) == [
        "",
        "Findings by rule:",
        "25  rule-0 (error)",
        " 6  rule-1 (info)",
        "",
        "Findings by file:",
        "20  12.inc",
        *(f" 1  {number:02}.inc" for number in range(1, 10)),
        "... and 2 files more",
        "",
    ]


def test_a_screen_of_findings_is_not_counted() -> None:
    assert _long(30) == _long(31, quiet=True) == []


def test_what_steers_a_terminal_is_escaped() -> None:
    assert text.printable("a\x1b[1m\ud800\n\u202eé") == "a\\x1b[1m\\ud800\\n\\u202eé"


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("::error::a", r"\x3a:error::a"),
        (" ::error::a", r" \x3a:error::a"),
        ("a##[error]b", r"a\x23#[error]b"),
        ("##vso[task.complete]", r"\x23#vso[task.complete]"),
        ("a::b ## [c]", "a::b ## [c]"),
    ],
)
def test_what_steers_a_ci_server_is_escaped(command: str, shown: str) -> None:
    assert text.printable(command) == shown


def test_json() -> None:
    document = json.loads("\n".join(json_report.render(report(FINDING))))
    (found,) = document["findings"]
    assert found == {
        "rule": "a-rule",
        "severity": "error",
        "path": "a.inc",
        "line": 2,
        "column": 3,
        "operation": "GET /x",
        "subject": "x",
        "message": "is wrong",
        "places": [{"path": "other.json", "line": line, "column": 1} for line in range(1, 6)],
    }
    assert document["summary"]["errors"] == 1


def test_json_without_further_places() -> None:
    document = json.loads("\n".join(json_report.render(report(FINDING._replace(places=())))))
    assert document["findings"][0]["places"] == []
