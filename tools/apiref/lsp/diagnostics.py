"""Findings as diagnostics: by file, with the range to underline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import apiref.rules
from apiref.lsp.positions import word_end
from apiref.lsp.state import Snapshot
from apiref.model.finding import Finding
from apiref.model.location import Location

# Findings with the line "path:line:column: message", as errors of the configuration have it.
_PLACED = re.compile(r"(?P<path>[^:]+):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? (?P<message>.+)")


class Diagnostic(NamedTuple):
    """A finding with the end of its range; ``page`` is the URI of the page of its rule."""

    finding: Finding
    end: Location
    page: str

    @property
    def message(self) -> str:
        """The message, with the operation."""
        label = self.finding.operation
        return f"{label}: {self.finding.message}" if label else self.finding.message


def diagnostics(snapshot: Snapshot) -> dict[str, list[Diagnostic]]:
    """The diagnostics of a checked reference, by path."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in snapshot.findings():
        found.setdefault(finding.location.path, []).append(
            Diagnostic(finding, _end(snapshot, finding.location), page_of(finding.rule))
        )
    return found


def near(snapshot: Snapshot, path: str, first: int, last: int) -> Iterable[Finding]:
    """The findings in a file that touch the lines from ``first`` to ``last``."""
    for finding in snapshot.findings():
        if finding.location.path == path and first <= finding.location.line <= last:
            yield finding


def _end(snapshot: Snapshot, place: Location) -> Location:
    return word_end(snapshot.text(place.path), place)


def page_of(rule: str) -> str:
    """The URI of the documentation of a rule: a line of the page of rules in this package."""
    page = Path(apiref.rules.__path__[0], "README.rst")
    return f"{page.as_uri()}#L{_lines(page).get(rule, 1)}"


@cache
def _lines(page: Path) -> dict[str, int]:
    lines = page.read_text(encoding="utf-8").splitlines()
    return {line: number for number, line in enumerate(lines, 1)}


def place_in(message: str) -> tuple[Location, str] | None:
    """The place that an error of the configuration names, and the rest of its message."""
    match = _PLACED.fullmatch(message)
    if match is None:
        return None
    line, column = int(match["line"] or 1), int(match["column"] or 1)
    return Location(match["path"], line, column), match["message"]
