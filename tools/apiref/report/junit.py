"""Findings as JUnit XML, which CI servers show next to test results.

XML 1.0 cannot contain most control characters, not even escaped: they are written as in text.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from apiref.model.finding import Finding
from apiref.report.summary import Report
from apiref.report.text import message, printable


def render(report: Report) -> Iterator[str]:
    """The lines of one document: a test suite per file, a test case per finding.

    Findings that fail the check are failures. A clean reference is a single passed test case.
    """
    suites: dict[str, list[Finding]] = {}
    for finding in report.findings:
        suites.setdefault(finding.location.path, []).append(finding)
    failures = sum(_is_failure(report, finding) for finding in report.findings)
    tests = max(len(report.findings), 1)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<testsuites name="apiref" tests="{tests}" failures="{failures}" errors="0"'
        f' time="{report.summary.seconds:.3f}">'
    )
    if not suites:
        yield '  <testsuite name="apiref" tests="1" failures="0" errors="0" skipped="0">'
        yield '    <testcase classname="apiref" name="check"/>'
        yield "  </testsuite>"
    for path, findings in suites.items():
        failed = sum(_is_failure(report, finding) for finding in findings)
        yield (
            f'  <testsuite name={_attribute(path)} tests="{len(findings)}"'
            f' failures="{failed}" errors="0" skipped="0">'
        )
        for finding in findings:
            yield from _case(finding, _is_failure(report, finding))
        yield "  </testsuite>"
    yield "</testsuites>"


def _is_failure(report: Report, finding: Finding) -> bool:
    return report.failing is not None and finding.severity >= report.failing


def _case(finding: Finding, is_failure: bool) -> Iterator[str]:
    place = finding.location
    name = f"{finding.rule}: {finding.subject} ({place.line}:{place.column})"
    words = message(finding)
    text = f"{place.path}:{place.line}:{place.column}: {finding.severity.label}: {words}"
    yield f"    <testcase classname={_attribute(place.path)} name={_attribute(name)}>"
    if is_failure:
        yield (
            f"      <failure type={_attribute(finding.rule)} message={_attribute(words)}>"
            f"{escape(printable(text))}</failure>"
        )
    else:
        yield f"      <system-out>{escape(printable(text))}</system-out>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
