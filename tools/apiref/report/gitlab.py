"""Findings as a GitLab code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from apiref.model.finding import Severity
from apiref.report.sarif import fingerprint, numbered
from apiref.report.summary import Report
from apiref.report.text import message

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """The lines of one JSON array with an object per finding."""
    document = [
        {
            "description": message(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint(finding, number),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": report.prefix + finding.location.path,
                "lines": {"begin": finding.location.line},
            },
        }
        for finding, number in numbered(report.findings)
    ]
    yield from json.dumps(document, indent=2, ensure_ascii=True).splitlines()
