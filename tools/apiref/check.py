"""Runs the rules over a tree, and takes away what is not to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from apiref.analysis.filters import beyond_allowed, suppressed, unrecorded
from apiref.model.baseline import Baseline
from apiref.model.finding import Defect, Finding, Severity
from apiref.model.settings import Settings
from apiref.model.tree import Tree
from apiref.rules.registry import Rule, all_rules


@dataclass(frozen=True, slots=True)
class Result:
    """What a check came to.

    ``findings`` are those to report, in order; ``all_findings`` those before the baseline and the
    allowed numbers took theirs away. ``recorded`` counts what the baseline holds and is still
    found, ``still`` is the baseline without what is gone.
    """

    findings: tuple[Finding, ...]
    all_findings: tuple[Finding, ...]
    recorded: int = 0
    still: Baseline | None = None


def check(tree: Tree, names: Iterable[str] | None = None) -> list[Finding]:
    """The findings of the rules that the settings leave on, each once, in the order of reports.

    ``names`` restricts the rules. Suppressions in the files are respected.
    """
    rules = all_rules()
    chosen = [rule for name, rule in rules.items() if names is None or name in set(names)]
    found: list[Finding] = []
    for rule in chosen:
        if rule.check is not None and _is_on(tree.settings, rule):
            found.extend(_findings(tree.settings, rule, rule.check(tree)))
    if not tree.suppressions:
        return _in_order(found)
    found, used = suppressed(found, tree.suppressions)
    ran = {rule.name for rule in chosen if _is_on(tree.settings, rule)}
    unused = tuple(
        suppression
        for suppression in tree.suppressions
        if suppression not in used and suppression.rule in ran
    )
    for rule in chosen:
        if rule.check_suppressions is not None:
            found.extend(_findings(tree.settings, rule, rule.check_suppressions(unused)))
    return _in_order(found)


def judge(tree: Tree, names: Iterable[str] | None, baseline: Baseline | None) -> Result:
    """The result of a check by a baseline, if there is one, and by the allowed numbers."""
    found = check(tree, names)
    left, recorded, still = found, 0, None
    if baseline is not None:
        left, recorded, still = unrecorded(found, baseline)
    left = beyond_allowed(left, tree.settings.allowed)
    return Result(tuple(left), tuple(found), recorded, still)


def _is_on(settings: Settings, rule: Rule) -> bool:
    """Whether a rule may report anything at all."""
    if settings.severities.get(rule.name, rule.severity) is not None:
        return True
    return any(override.severities.get(rule.name) is not None for override in settings.overrides)


def _findings(settings: Settings, rule: Rule, defects: Iterable[Defect]) -> Iterable[Finding]:
    everywhere = settings.severities.get(rule.name, rule.severity)
    for defect in defects:
        severity = everywhere
        for override in settings.overrides:
            if rule.name in override.severities and any(
                fnmatchcase(defect.location.path, pattern) for pattern in override.patterns
            ):
                severity = override.severities[rule.name]
        if severity is not None:
            yield _finding(rule, severity, defect)


def _finding(rule: Rule, severity: Severity, defect: Defect) -> Finding:
    return Finding(
        rule=rule.name,
        severity=severity,
        location=defect.location,
        subject=defect.subject,
        message=defect.message,
        operation=defect.operation,
        places=defect.places,
    )


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    """Each defect once, with the places of all its tellings, sorted."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = (finding.rule, finding.location, finding.subject, finding.message)
        known = unique.get(key)
        if known is None:
            unique[key] = finding
        elif finding.places:
            places = dict.fromkeys((*known.places, *finding.places))
            unique[key] = replace(known, places=tuple(places))
    return sorted(unique.values(), key=lambda finding: finding.sort_key)
