"""Findings as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apiref.model.finding import Finding, Severity
from apiref.report.summary import Summary

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_PLACES_SHOWN = 3


def render(findings: Sequence[Finding], summary: Summary, *, colour: bool) -> Iterator[str]:
    """Lines without their ends: one a finding, then the summary."""
    for finding in findings:
        yield _line(finding, colour)
    yield _summary(summary, colour)


def _line(finding: Finding, colour: bool) -> str:
    place = finding.location
    where = f"{_printable(place.path)}:{place.line}:{place.column}"
    severity = finding.severity.label
    rule = f"[{finding.rule}]"
    if colour:
        where = f"\033[1m{where}\033[0m"
        severity = f"\033[{_COLOURS[finding.severity]}m{severity}\033[0m"
        rule = f"\033[2m{rule}\033[0m"
    operation = f"{finding.operation}: " if finding.operation else ""
    return (
        f"{where}: {severity}: {_printable(operation + finding.message)}{_others(finding)} {rule}"
    )


def _others(finding: Finding) -> str:
    places = finding.places
    if not places:
        return ""
    shown = ", ".join(f"{_printable(place.path)}:{place.line}" for place in places[:_PLACES_SHOWN])
    more = len(places) - _PLACES_SHOWN
    return f" (also {shown}{f' and {more} more' if more > 0 else ''})"


def _printable(text: str) -> str:
    """The text without characters that would break the line or steer the terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _summary(summary: Summary, colour: bool) -> str:
    counts = ", ".join(
        _count(number, word)
        for number, word in (
            (summary.errors, "error"),
            (summary.warnings, "warning"),
            (summary.infos, "info"),
        )
        if number
    )
    verdict = counts or "no findings"
    if colour:
        paint = "31" if summary.errors else "33" if summary.findings else "32"
        verdict = f"\033[1;{paint}m{verdict}\033[0m"
    checked = ", ".join(
        (
            _count(summary.operations, "operation"),
            _count(summary.samples, "sample"),
            _count(summary.files, "file"),
        )
    )
    return f"{verdict} in {checked} ({summary.seconds:.2f} s)"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"
