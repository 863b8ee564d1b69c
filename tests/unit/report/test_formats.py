"""The machine-readable formats of ``apiref.report``."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from apiref.model.finding import Finding, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.location import Location
from apiref.report.formats import FORMATS, render
from apiref.report.summary import Report, RuleInfo, Summary

NASTY = '::a <b> & "c" 100% \x1b[31m\x9b1m\u202e\ud800\ufffe ]]> line\nbreak, colon: 漢'


def finding(number: int, severity: Severity = Severity.ERROR, message: str = "is wrong") -> Finding:
    return Finding(
        rule="some-rule",
        severity=severity,
        location=Location("dir with space/pagé.inc", number, 3),
        subject="thing",
        message=message,
        operation="GET /things",
        places=(Location("other.json", 2, 1),),
    )


def report(*findings: Finding) -> Report:
    errors = sum(item.severity is Severity.ERROR for item in findings)
    summary = Summary(errors, len(findings) - errors, 0, 1, 2, 3, 0.5)
    rules = {"some-rule": RuleInfo("some-rule", Severity.ERROR, "A rule.", "A rule.\n\nMore.")}
    return Report(findings, summary, lambda: rules, failing=Severity.WARNING, version="1.2.3")


def text(name: str, *findings: Finding) -> str:
    return "\n".join(render(name, report(*findings)))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("message", ["plain", NASTY])
def test_every_format_can_be_encoded_and_is_the_same_twice(name: str, message: str) -> None:
    first = text(name, finding(1, message=message), finding(2, Severity.WARNING, message))
    assert first == text(name, finding(1, message=message), finding(2, Severity.WARNING, message))
    first.encode("utf-8", "backslashreplace")
    assert first.replace("\n", "").replace("pagé", "").replace("漢", "").isascii()
    assert first.replace("\n", "").isprintable()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_a_file_that_is_not_utf8(name: str) -> None:
    place = Location("a\udcff.har")
    assert "a" in text(name, finding(1)._replace(location=place)).encode().decode()


def test_sarif_says_where_and_what() -> None:
    log = json.loads(text("sarif", finding(7), finding(9, Severity.INFO)))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["some-rule"]
    first, second = run["results"]
    assert (first["level"], second["level"]) == ("error", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "dir%20with%20space/pag%C3%A9.inc"
    assert place["region"] == {"startLine": 7, "startColumn": 3}
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_sarif_carries_fixes() -> None:
    place = Location("dir with space/pagé.inc", 7, 3)
    fix = Fix("Write it so", (Edit(place, "a\nbc", "x"), Edit(Location(place.path, 9), "", "y")))
    log = json.loads(text("sarif", finding(7)._replace(fix=fix), finding(9)))
    first, second = log["runs"][0]["results"]
    assert "fixes" not in second
    (reported,) = first["fixes"]
    assert reported["description"]["text"] == "Write it so"
    (change,) = reported["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "dir%20with%20space/pag%C3%A9.inc"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 3, "endLine": 8, "endColumn": 3},
            "insertedContent": {"text": "x"},
        },
        {
            "deletedRegion": {"startLine": 9, "startColumn": 1, "endLine": 9, "endColumn": 1},
            "insertedContent": {"text": "y"},
        },
    ]


def test_a_fingerprint_survives_moved_lines() -> None:
    before = json.loads(text("gitlab", finding(7), finding(9)))
    after = json.loads(text("gitlab", finding(70), finding(90)))
    assert [item["fingerprint"] for item in before] == [item["fingerprint"] for item in after]
    assert before[0]["fingerprint"] != before[1]["fingerprint"]
    assert before[0]["location"]["lines"] == {"begin": 7}


def test_gitlab_names_the_operation_and_further_places() -> None:
    (found,) = json.loads(text("gitlab", finding(7)))
    assert found["description"] == "GET /things: is wrong (also at other.json:2)"


def test_json_and_sarif_have_all_further_places() -> None:
    places = tuple(Location("other.json", line, 2) for line in range(1, 9))
    many = finding(7)._replace(places=places)
    (found,) = json.loads(text("json", many))["findings"]
    assert found["places"] == [
        {"path": place.path, "line": place.line, "column": place.column} for place in places
    ]
    (result,) = json.loads(text("sarif", many))["runs"][0]["results"]
    assert len(result["relatedLocations"]) == len(places)


def test_junit_is_xml_whatever_a_message_holds() -> None:
    suites = ElementTree.fromstring(
        text("junit", finding(1, message=NASTY), finding(2, Severity.INFO, NASTY))
    )
    cases = suites.findall("./testsuite/testcase")
    assert [case.find("failure") is not None for case in cases] == [True, False]
    assert suites.get("tests") == "2"
    assert suites.get("failures") == "1"


@pytest.mark.parametrize(
    ("failing", "failed"),
    [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3), (None, 0)],
)
def test_junit_fails_what_fails_the_check(failing: Severity | None, failed: int) -> None:
    found = [finding(number, severity) for number, severity in enumerate(Severity, 1)]
    made = report(*found)._replace(failing=failing)
    suites = ElementTree.fromstring("\n".join(render("junit", made)))
    assert suites.get("failures") == str(failed)
    assert len(suites.findall(".//failure")) == failed


def test_junit_names_the_operation_and_further_places() -> None:
    suites = ElementTree.fromstring(text("junit", finding(1), finding(2, Severity.INFO)))
    failure, note = suites.find(".//failure"), suites.find(".//system-out")
    assert failure is not None
    assert note is not None
    words = "GET /things: is wrong (also at other.json:2)"
    assert failure.get("message") == words
    assert str(failure.text).endswith(f": error: {words}")
    assert str(note.text).endswith(f": info: {words}")


def test_junit_of_a_clean_tree_is_a_passed_test() -> None:
    suites = ElementTree.fromstring(text("junit"))
    assert suites.get("tests") == "1"
    assert suites.find("./testsuite/testcase/failure") is None


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_a_path_begins_at_the_checkout_of_a_ci_server(name: str) -> None:
    made = report(finding(1)._replace(location=Location("a.inc")))._replace(prefix="docs/api/")
    assert re.search(r'[="]docs/api/a\.inc[",]', "\n".join(render(name, made)))


def test_github_commands_stay_on_one_line() -> None:
    lines = text("github", finding(4, message="50%\nmore"), finding(5, Severity.INFO)).split("\n")
    assert lines[0] == (
        "::error file=dir with space/pagé.inc,line=4,col=3,title=apiref%3A some-rule"
        "::GET /things: 50%25%0Amore (also at other.json:2)"
    )
    assert lines[1].startswith("::notice ")
