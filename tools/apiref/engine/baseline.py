"""Takes away the findings that are silenced, recorded, or within what is still allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from apiref.model.baseline import Baseline, Identity
from apiref.model.finding import Finding
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression


class Result(NamedTuple):
    """What a check came to.

    ``findings`` are those to report, in order; ``all_findings`` those before the baseline and the
    allowed numbers took theirs away. ``recorded`` counts what the baseline holds and is still
    found, ``still`` is the baseline without what is gone. ``allowances`` are the rules with an
    allowed number, each with how many findings it has beyond the baseline, and that number.
    """

    findings: tuple[Finding, ...]
    all_findings: tuple[Finding, ...]
    recorded: int = 0
    still: Baseline | None = None
    allowances: tuple[tuple[str, int, int], ...] = ()


def settle(
    findings: Iterable[Finding],
    settings: Settings,
    baseline: Baseline | None,
    exists: Callable[[str], bool],
) -> Result:
    """What is left of findings by a baseline, if there is one, and by the allowed numbers.

    ``exists`` tells whether there is a file of a path.
    """
    found = tuple(findings)
    left, recorded, still = list(found), 0, None
    if baseline is not None:
        left, recorded, still = unrecorded(found, baseline, exists)
    counts = Counter(finding.rule for finding in left)
    allowances = tuple((rule, counts[rule], number) for rule, number in settings.allowed.items())
    beyond = tuple(beyond_allowed(left, settings.allowed))
    return Result(beyond, found, recorded, still, allowances)


def suppressed(
    findings: Iterable[Finding], suppressions: Iterable[Suppression]
) -> tuple[list[Finding], set[Suppression]]:
    """The findings that nothing silences, and the suppressions that silenced something."""
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
    """The findings beyond a baseline, how many it holds, and what of it is still found.

    Of findings alike, the first ones in the report count as the recorded ones. A record of a file
    that is not there any more holds for one that is alike in another file, under which it is then
    still found: the file has been renamed.
    """
    rest = Counter(baseline.counts)
    left: list[Finding] = []
    found: Counter[Identity] = Counter()
    for finding in findings:
        if rest[finding.identity] > 0:
            rest[finding.identity] -= 1
            found[finding.identity] += 1
        else:
            left.append(finding)
    moved: Counter[tuple[str, str, str]] = Counter()
    for (rule, path, operation, subject), count in rest.items() if left else ():
        if count > 0 and not exists(path):
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


def beyond_allowed(findings: Iterable[Finding], allowed: Mapping[str, int]) -> list[Finding]:
    """The findings without those of rules that stay within their allowed number.

    A rule that goes beyond shows all its findings: which one is new, nobody can tell.
    """
    found = list(findings)
    counts = Counter(finding.rule for finding in found)
    return [
        finding
        for finding in found
        if finding.rule not in allowed or counts[finding.rule] > allowed[finding.rule]
    ]
