"""Removes findings that are suppressed, in the baseline, or within the allowed numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from apiref.engine.consequences import one_for_each_slip
from apiref.model.baseline import Baseline, Identity
from apiref.model.finding import Finding
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression


class Result(NamedTuple):
    """The result of a check.

    ``findings`` are those to report, in order; ``all_findings`` those before the baseline and the
    allowed numbers apply. ``recorded`` is the number of findings in the baseline that still exist,
    ``remaining`` the baseline reduced to them. ``allowances`` are the rules with an allowed number,
    each with its number of findings beyond the baseline, and the allowed number.
    """

    findings: tuple[Finding, ...]
    all_findings: tuple[Finding, ...]
    recorded: int
    remaining: Baseline | None = None
    allowances: tuple[tuple[str, int, int], ...] = ()


def settle(
    findings: Iterable[Finding],
    settings: Settings,
    baseline: Baseline | None,
    exists: Callable[[str], bool],
) -> Result:
    """Apply a baseline, if there is one, and the allowed numbers to findings.

    ``exists`` returns whether a path is a file.
    """
    found = tuple(findings)
    left, recorded, remaining = list(found), 0, None
    if baseline is not None:
        left, recorded, remaining = unrecorded(found, baseline, exists)
    counts = reported(left)
    allowances = tuple((rule, counts[rule], number) for rule, number in settings.allowed.items())
    beyond = tuple(beyond_allowed(left, settings.allowed))
    return Result(beyond, found, recorded, remaining, allowances)


def suppressed(
    findings: Iterable[Finding], suppressions: Iterable[Suppression]
) -> tuple[list[Finding], set[Suppression]]:
    """The findings that are not suppressed, and the suppressions that matched a finding."""
    by_rule: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        by_rule.setdefault(suppression.rule, []).append(suppression)
    left: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        covering = [
            suppression
            for suppression in by_rule.get(finding.rule, ())
            if suppression.covers(finding.location)
        ]
        used.update(covering)
        if not covering:
            left.append(finding)
    return left, used


def unrecorded(
    findings: Iterable[Finding], baseline: Baseline, exists: Callable[[str], bool]
) -> tuple[list[Finding], int, Baseline]:
    """The findings beyond a baseline, the number of those in it, and the remaining baseline.

    Of equal findings, the first ones in the report count as recorded. A finding about some of the
    fields of a recorded one is recorded as well, since the others have been fixed. If a file no
    longer exists, its records match equal findings in other files, since it may have been renamed.
    """
    rest = Counter(baseline.counts)
    joined: dict[tuple[str, ...], list[Identity]] = {}
    for identity in rest:
        if ", " in identity[-1]:
            joined.setdefault(identity[:-1], []).append(identity)
    left: list[Finding] = []
    found: Counter[Identity] = Counter()
    for finding in findings:
        records = (finding.identity, *joined.get(finding.identity[:-1], ()))
        record = next((it for it in records if rest[it] > 0 and _is_part(finding, it)), None)
        if record is not None:
            rest[record] -= 1
            found[finding.identity] += 1
        else:
            left.append(finding)
    moved: Counter[tuple[str, str, str]] = Counter()
    for (rule, path, operation, subject), count in rest.items() if left else ():
        if not exists(path):
            moved[rule, operation, subject] += count
    new: list[Finding] = []
    for finding in left:
        rule, _, operation, subject = finding.identity
        if moved[rule, operation, subject] > 0:
            moved[rule, operation, subject] -= 1
            found[finding.identity] += 1
        else:
            new.append(finding)
    return new, sum(found.values()), Baseline(dict(found))


def _is_part(finding: Finding, record: Identity) -> bool:
    """Whether a finding is about the fields of a recorded one, or some of them."""
    return set(finding.subject.split(", ")) <= set(record[-1].split(", "))


def beyond_allowed(findings: Iterable[Finding], allowed: Mapping[str, int]) -> list[Finding]:
    """The findings without those of rules within their allowed number.

    A rule that exceeds it shows all its findings, since it is unknown which of them is new.
    """
    found = list(findings)
    counts = reported(found)
    return [
        finding
        for finding in found
        if finding.rule not in allowed or counts[finding.rule] > allowed[finding.rule]
    ]


def reported(findings: Iterable[Finding]) -> Counter[str]:
    """The number of findings of each rule in a report."""
    return Counter(finding.rule for finding in one_for_each_slip(findings))
