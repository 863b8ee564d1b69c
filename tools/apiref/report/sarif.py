"""Findings as SARIF 2.1.0, the format of code-scanning viewers (OASIS standard)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from apiref.model.finding import Finding, Severity
from apiref.model.fix import Fix
from apiref.model.location import Location
from apiref.openapi.markdown import Renderer
from apiref.report.summary import Report, RuleInfo

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"


def render(report: Report) -> Iterator[str]:
    """The lines of one SARIF log with one run."""
    rules = report.rules()
    names = sorted({finding.rule for finding in report.findings})
    index = {name: number for number, name in enumerate(names)}
    document = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "apiref",
                        "version": report.version,
                        "rules": [_rule(rules[name], report.page_of(name)) for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The repository."}}},
                "results": [
                    _result(finding, index[finding.rule], number, report.prefix)
                    for finding, number in numbered(report.findings)
                ],
            }
        ],
    }
    yield from json.dumps(document, indent=2, ensure_ascii=True).splitlines()


def _rule(rule: RuleInfo, page: str | None) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.documentation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {"text": rule.documentation, "markdown": _renderer().render(rule.documentation)},
        **({"helpUri": page} if page is not None else {}),
    }


@cache
def _renderer() -> Renderer:
    return Renderer()


def _result(finding: Finding, index: int, number: int, prefix: str) -> dict[str, Any]:
    operation = f"{finding.operation}: " if finding.operation else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": operation + finding.message},
        "locations": [{"physicalLocation": _place(finding.location, prefix)}],
        "partialFingerprints": {"apiref/v1": fingerprint(finding, number)},
    }
    if finding.places:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(place, prefix)}
            for number, place in enumerate(finding.places, 1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(_file(finding.location.path, prefix), finding.fix)]
    return result


def _fix(file: dict[str, Any], fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {
                "artifactLocation": file,
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": edit.start.line,
                            "startColumn": edit.start.column,
                            "endLine": edit.end.line,
                            "endColumn": edit.end.column,
                        },
                        "insertedContent": {"text": edit.new},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _place(place: Location, prefix: str) -> dict[str, Any]:
    return {
        "artifactLocation": _file(place.path, prefix),
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _file(path: str, prefix: str) -> dict[str, Any]:
    # The name of a file need not be UTF-8.
    return {"uri": quote(prefix + path, errors="surrogateescape"), "uriBaseId": _ROOT}


def numbered(findings: tuple[Finding, ...]) -> Iterator[tuple[Finding, int]]:
    """The findings, each numbered among those with the same identity."""
    counts: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        counts[finding.identity] += 1
        yield finding, counts[finding.identity]


def fingerprint(finding: Finding, number: int) -> str:
    """A hash of rule, file, operation, subject and number, which is independent of lines."""
    text = "\0".join((*finding.identity, str(number)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
