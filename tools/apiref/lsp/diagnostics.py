"""Findings as editors show them, by file."""

from __future__ import annotations

import re

from apiref.lsp.state import Snapshot
from apiref.model.finding import Finding
from apiref.model.location import Location

# "path:line:column: message", as in errors of the configuration.
_PLACED = re.compile(r"(?P<path>[^:]+):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? (?P<message>.+)")


def by_path(snapshot: Snapshot) -> dict[str, list[Finding]]:
    """The findings of a checked reference, by the path of their file."""
    found: dict[str, list[Finding]] = {}
    for finding in snapshot.findings():
        found.setdefault(finding.location.path, []).append(finding)
    return found


def message_of(finding: Finding) -> str:
    """The message of a finding, with the operation."""
    return f"{finding.operation}: {finding.message}" if finding.operation else finding.message


def place_in(message: str) -> tuple[Location, str] | None:
    """The place that an error of the configuration names, and the rest of its message."""
    match = _PLACED.fullmatch(message)
    if match is None:
        return None
    line, column = int(match["line"] or 1), int(match["column"] or 1)
    return Location(match["path"], line, column), match["message"]
