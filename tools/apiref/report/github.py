"""Findings as workflow commands of GitHub Actions, shown as annotations of the changed files."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.model.finding import Severity
from apiref.report.summary import Report
from apiref.report.text import message, printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    """One command per finding."""
    for finding in report.findings:
        place = finding.location
        path = report.prefix + place.path
        yield (
            f"::{_COMMANDS[finding.severity]} file={_property(path)},line={place.line},"
            f"col={place.column},title={_property(f'apiref: {finding.rule}')}"
            f"::{_data(message(finding))}"
        )


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
