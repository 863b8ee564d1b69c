"""Findings as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from apiref.model.finding import Finding
from apiref.report.summary import Report


def render(report: Report) -> Iterator[str]:
    """The lines of one JSON object: ``findings`` and ``summary``."""
    summary = report.summary
    document: dict[str, Any] = {
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "findings": summary.findings,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "files": summary.files,
            "operations": summary.operations,
            "samples": summary.samples,
            **({} if summary.exchanges is None else {"exchanges": summary.exchanges}),
            "seconds": round(summary.seconds, 3),
            "recorded": summary.recorded,
            "gone": summary.gone,
        },
    }
    if report.statistics:
        document["statistics"] = dict(report.statistics)
    yield from json.dumps(document, indent=2, ensure_ascii=True).splitlines()


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "operation": finding.operation,
        "subject": finding.subject,
        "message": finding.message,
        "places": [place._asdict() for place in finding.places],
    }
