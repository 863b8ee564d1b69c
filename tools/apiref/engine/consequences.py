"""Reports each cause once, without its consequences.

Rules do not know one another. A finding names its cause, the part of the reference that has to be
changed, and other parts that it is about. The table says which findings about the same part are
consequences of which others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from apiref.model.cause import Kind
from apiref.model.finding import Finding
from apiref.model.fix import Fix


class Consequence(NamedTuple):
    """Findings of the rules ``follow`` are consequences of the rules ``cause`` on the same part.

    ``shared`` is the kind of that part. ``value`` is an exact place in a file, which may be a
    further place of the consequence, or the same subject on the same line; ``content`` is the whole
    file of the finding. In a parameters file, it is about the entry with its subject as key.
    """

    cause: str
    shared: Kind | Literal["value", "content"]
    follow: str


_DIRECTIVES = "directive-ineffective directive-misspelt"
_MISPLACED = "body-on-get query-elsewhere header-elsewhere not-in-response field-elsewhere"
_NAMES = (
    "sample-field-undocumented sample-field-misspelt misnamed-row enclosing-object-undocumented"
)
_KEYS = (
    "sample-field-undocumented sample-field-misspelt sample-key-misspelt"
    " sample-key-unlike-description"
)
_VALUES = "sample-value-type sample-value-null"
_NO_VALUES = "sample-pattern-shown sample-placeholder sample-null-quoted sample-template-left"
_OF_AN_ENTRY = (
    "misspelt-field unknown-field missing-field missing-required required-not-boolean unknown-place"
    " field-value malformed-version contradicting-versions contradicted-required misspelt-type"
    " nonstandard-type unknown-type contradicted-type copied-description stated-value"
    " stated-values-differ optional-path-parameter description-syntax"
)
_IN_A_SAMPLE = (
    "sample-column-titles sample-entity sample-item-twice sample-key-misspelt"
    " sample-key-unlike-description sample-layout sample-member-order sample-null-quoted"
    " sample-pattern-shown sample-placeholder sample-self-link sample-template-left"
    " sample-time-order sample-value-malformed sample-value-unlike"
)

CONSEQUENCES = (
    # A directive that has no effect: what it should have shown is missing.
    Consequence(_DIRECTIVES, "block", "empty-section section-without-method"),
    Consequence("admonition-ineffective", "block", "empty-section"),
    Consequence(_DIRECTIVES, "tables", "sample-without-table url-placeholder-undocumented"),
    Consequence(_DIRECTIVES, "samples", "request-without-example response-without-example"),
    Consequence(_DIRECTIVES, "codes", "status-codes-missing error-codes-missing"),
    Consequence(_DIRECTIVES, "entry", "unused-parameter"),
    Consequence(_DIRECTIVES, "reason", "status-reason-unused"),
    Consequence(
        _DIRECTIVES,
        "file",
        "unused-parameters-file page-not-shown sample-unused sample-variant-unused",
    ),
    Consequence(_DIRECTIVES, "expand-all", "expand-all-missing"),
    Consequence("section-title-misspelt", "block", "misspelt-word"),
    Consequence("description-markup", "entry", "description-syntax"),
    # Titles: it is unknown whether the tables belong to the request or to the response.
    Consequence("section-twice title-without-underline", "tables", "sample-without-table"),
    # An underline that is too short: its line is no title, or the right one is longer.
    Consequence("rst-warning", "url", "operation-in-operation"),
    Consequence("operation-in-operation", "block", "rst-warning"),
    # A table without rows, or with the wrong ones.
    Consequence("empty-table directive-syntax", "tables", "url-placeholder-undocumented"),
    Consequence("directive-syntax", "block", "rst-warning"),
    Consequence("empty-table rst-warning", "entry", "unused-parameter"),
    Consequence("rst-warning", "reason", "status-reason-unused"),
    Consequence(
        "operation-same-url",
        "url",
        "url-placeholder-misnamed url-placeholder-undocumented path-parameter-elsewhere"
        " path-parameter-not-in-url",
    ),
    Consequence("url-missing-slash", "value", "url-unlike-siblings"),
    Consequence("url-unlike-siblings", "value", "path-parameter-not-in-url"),
    # A row that refers to the wrong entry: the right one is unused.
    Consequence(
        "row-without-key unknown-parameter wrong-entry path-parameter-elsewhere"
        f" path-parameter-not-in-url sample-value-type {_MISPLACED}",
        "entry",
        "unused-parameter",
    ),
    Consequence(
        f"{_NAMES} sample-without-table url-placeholder-undocumented", "entry", "unused-parameter"
    ),
    Consequence("missing-parameters-file", "folder", "unused-parameters-file"),
    Consequence(_MISPLACED, "entry", "parameter-order"),
    Consequence(_MISPLACED, "row", "wrong-entry misnamed-row sample-field-misspelt"),
    Consequence("header-elsewhere", "row", "sample-field-missing sample-field-perhaps-missing"),
    Consequence("wrong-entry", "row", "schema-values-differ"),
    Consequence(
        "duplicate-field", "value", f"path-parameter-elsewhere sample-value-type {_MISPLACED}"
    ),
    Consequence("sample-value-type copied-description", "entry", "contradicted-type"),
    # Response codes and their reasons.
    Consequence("status-code-kind", "code", "status-code-twice"),
    Consequence("unknown-status-code status-key", "code", "status-reason-missing"),
    Consequence("status-reason-missing", "reason", "status-reason-unused"),
    Consequence(
        "status-file-missing status-list-empty unknown-status-kind",
        "reason",
        "status-reason-unused",
    ),
    Consequence("status-reason-unused", "codes", "status-codes-missing error-codes-missing"),
    # A sample that belongs elsewhere: the right one is unused.
    Consequence("sample-of-other-operation", "include", "sample-under-wrong-heading"),
    Consequence("sample-of-other-operation", "sample", "sample-schema"),
    Consequence(
        "sample-missing sample-under-wrong-heading sample-of-other-operation sample-unlike-heading",
        "file",
        "sample-unused sample-variant-unused",
    ),
    Consequence("sample-unused", "samples", "request-without-example response-without-example"),
    # One value or one name in a sample.
    Consequence("sample-pattern-shown sample-placeholder", "value", "sample-self-link"),
    Consequence(
        "sample-key-misspelt sample-field-misspelt", "value", "sample-key-unlike-description"
    ),
    Consequence(_VALUES, "value", "sample-value-unlike"),
    Consequence(_NO_VALUES, "value", "sample-value-unlisted"),
    Consequence(_KEYS, "value", "sample-member-order"),
    Consequence(
        f"{_VALUES} {_KEYS} sample-value-malformed sample-value-unlike sample-value-unlisted",
        "value",
        "sample-contradiction sample-schema",
    ),
)

# What is to be removed need not be correct. This holds for findings that are reported themselves.
OF_UNUSED = (
    Consequence("unused-parameter", "entry", _OF_AN_ENTRY),
    Consequence("sample-unused sample-variant-unused", "content", _IN_A_SAMPLE),
)

# A kind of part, the path of its file, and its name or place there.
_Part = tuple[str, ...]


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are not consequences of others according to the tables."""
    return _without(_without(list(findings), CONSEQUENCES), OF_UNUSED)


def _without(found: list[Finding], table: Iterable[Consequence]) -> list[Finding]:
    by_cause: dict[str, list[Consequence]] = defaultdict(list)
    for item in table:
        for rule in item.cause.split():
            by_cause[rule].append(item)
    # By rule: the parts whose findings of that rule are consequences.
    explained: dict[str, set[_Part]] = defaultdict(set)
    for finding in found:
        for item in by_cause.get(finding.rule, ()):
            parts = {part for part in _parts(finding, ()) if part[0] == item.shared}
            for rule in item.follow.split():
                explained[rule] |= parts
    return [
        finding
        for finding in found
        if finding.rule not in explained
        or explained[finding.rule].isdisjoint(_parts(finding, finding.places))
    ]


def _parts(finding: Finding, places: Iterable[tuple[str, int, int]]) -> Iterator[_Part]:
    """The parts that a finding is about; ``places`` are further ones that count as values."""
    for part in (finding.cause, *finding.related):
        if part is not None:
            yield part
    place = finding.location
    yield "content", place.path
    yield "entry", place.path, finding.subject
    yield "value", place.path, str(place.line), finding.subject
    for path, line, column in (place, *places):
        yield "value", path, f"{line}:{column}"


def one_for_each_cause(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, sorted; those of one rule with one cause are joined, with all their places.

    A finding without a cause is about its subject at its location.
    """
    by_cause: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=lambda item: (-item.severity, item.sort_key)):
        cause = finding.cause or (finding.location, finding.subject)
        by_cause.setdefault((finding.rule, cause), []).append(finding)
    return sorted(map(_joined, by_cause.values()), key=lambda finding: finding.sort_key)


def one_for_each_slip(findings: Iterable[Finding]) -> list[Finding]:
    """The findings; those of one rule that say the same in one file, as of copied text, are joined.

    That is for reports. Editors, fixes and baselines need each of them.
    """
    by_slip: dict[object, list[Finding]] = {}
    for finding in findings:
        slip = (finding.rule, finding.severity, finding.location.path, finding.subject)
        by_slip.setdefault((*slip, finding.message), []).append(finding)
    found = []
    for same in by_slip.values():
        fixes = [finding.fix for finding in same if finding.fix is not None]
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        fix = Fix(fixes[0].title, edits, sum(fix.changes for fix in fixes)) if fixes else None
        found.append(_joined(same)._replace(fix=fix))
    return found


def _joined(findings: list[Finding]) -> Finding:
    """The first of some findings, with the places of all."""
    first, *others = findings
    places = dict.fromkeys(place for it in others for place in (it.location, *it.places))
    places = dict.fromkeys((*first.places, *places))
    places.pop(first.location, None)
    return first._replace(places=tuple(places))
