"""Findings as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from apiref.model.finding import Finding, Severity
from apiref.report.summary import Report, counts

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# A finding is one line; JSON and SARIF list all places.
_PLACES_SHOWN = 3
# After more findings than fit on a screen, counts give an overview, with this many files.
_LONG = 30
_FILES_SHOWN = 10
# Lines of a log that CI servers take for commands: ``::error::``, ``##[error]``, ``##vso[...]``.
_COMMAND = re.compile(r"\A\s*:(?=:)|#(?=#\w*\[)")


def render(report: Report, *, colour: bool = False, links: bool = False) -> Iterator[str]:
    """The lines, without line ends: one per finding, then statistics and the summary.

    If there are many findings, they are counted by rule and by file. With ``links``, rules are
    links to their pages.
    """
    last = None
    for finding in report.findings:
        if colour and last is not None and finding.location.path != last:
            yield ""
        last = finding.location.path
        page = report.page_of(finding.rule) if links else None
        yield line(finding, colour=colour, page=page)
    if report.hidden:
        yield f"... and {_count(report.hidden, 'finding')} more"
    is_long = len(report.findings) > _LONG and not report.quiet
    by_rule = report.statistics
    if is_long:
        yield from ("", "Findings by rule:")
        by_rule = by_rule or counts(finding.rule for finding in report.findings)
    if by_rule:
        yield from _statistics(report, by_rule, colour)
    if is_long:
        files = counts(printable(finding.location.path) for finding in report.findings)
        yield from ("", "Findings by file:")
        yield from _aligned(files[:_FILES_SHOWN])
        if len(files) > _FILES_SHOWN:
            yield f"... and {_count(len(files) - _FILES_SHOWN, 'file')} more"
        yield ""
    for rule, found, allowed in report.allowances:
        hint = "; lower the allowed number" if found < allowed else ""
        yield f"{rule}: {_count(found, 'finding')}, {allowed} allowed{hint}"
    if not report.quiet or report.summary.findings:
        yield _summary(report, colour)


def line(finding: Finding, *, colour: bool = False, page: str | None = None) -> str:
    """The line of a finding, without line end; its rule is a link if there is a page."""
    place = finding.location
    where = f"{printable(place.path)}:{place.line}:{place.column}"
    severity = finding.severity.label
    rule = f"[{finding.rule}]"
    if colour:
        where = f"\033[1m{where}\033[0m"
        severity = f"\033[{_COLOURS[finding.severity]}m{severity}\033[0m"
        rule = f"\033[2m{rule}\033[0m"
    if page is not None:
        # OSC 8, as terminals know it.
        rule = f"\033]8;;{page}\033\\{rule}\033]8;;\033\\"
    return f"{where}: {severity}: {printable(message(finding))} {rule}"


def message(finding: Finding) -> str:
    """The message of a finding, with its operation and the first few of its further places."""
    operation = f"{finding.operation}: " if finding.operation else ""
    return operation + finding.message + _further_places(finding)


def _further_places(finding: Finding) -> str:
    places = finding.places
    if not places:
        return ""
    shown = ", ".join(f"{place.path}:{place.line}" for place in places[:_PLACES_SHOWN])
    more = len(places) - _PLACES_SHOWN
    return f" (also at {shown}{f' and {more} more' if more > 0 else ''})"


def printable(text: str) -> str:
    """The text with unprintable characters escaped, and what a CI server takes for a command."""
    text = _COMMAND.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):x}", text)
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _statistics(
    report: Report, by_rule: tuple[tuple[str, int], ...], colour: bool
) -> Iterator[str]:
    rules = report.rules()
    labels = {}
    for name, _ in by_rule:
        severity = rules[name].severity
        label = severity.label
        labels[name] = f"\033[{_COLOURS[severity]}m{label}\033[0m" if colour else label
    return _aligned((f"{name} ({labels[name]})", count) for name, count in by_rule)


def _aligned(counted: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A line for each count, the greatest first, and what was counted."""
    width = 0
    for text, count in counted:
        width = width or len(str(count))
        yield f"{count:{width}}  {text}"


def _summary(report: Report, colour: bool) -> str:
    summary = report.summary
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
            _count(summary.samples, "sample")
            if summary.exchanges is None
            else _count(summary.exchanges, "exchange"),
            _count(summary.files, "file"),
        )
    )
    notes = "" if summary.operations else "; no page has a rest_method"
    if report.below_level:
        notes += f"; {report.below_level} not shown (--level info)"
    if summary.recorded:
        notes += f"; {_count(summary.recorded, 'finding')} in the baseline"
    if summary.allowed:
        notes += f"; {_count(summary.allowed, 'finding')} allowed"
    if summary.gone:
        notes += f"; {summary.gone} of the baseline gone (remove with --prune-baseline)"
    return f"{verdict} in {checked} ({summary.seconds:.2f} s){notes}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"
