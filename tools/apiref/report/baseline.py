"""Writes a baseline: one line per finding, sorted, so that diffs are small and readable."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from apiref.model.baseline import Baseline
from apiref.model.finding import Finding


def of_findings(findings: Iterable[Finding]) -> Baseline:
    """The baseline that records these findings."""
    return Baseline(dict(Counter(finding.identity for finding in findings)))


def render(baseline: Baseline) -> Iterator[str]:
    """The lines of a baseline file."""
    yield "{"
    yield '  "version": 1,'
    yield '  "findings": ['
    entries = sorted(baseline.counts.items())
    for number, ((rule, path, operation, subject), count) in enumerate(entries, 1):
        entry = {
            "rule": rule,
            "path": path,
            "operation": operation or None,
            "subject": subject,
            "count": count,
        }
        comma = "," if number < len(entries) else ""
        yield f"    {json.dumps(entry, ensure_ascii=True)}{comma}"
    yield "  ]"
    yield "}"
