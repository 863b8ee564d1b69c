"""Runs the rules over a tree, and takes away what is not to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from apiref.analysis.filters import Result, settle, suppressed, without_consequences
from apiref.model.baseline import Baseline
from apiref.model.finding import Defect, Finding, Severity
from apiref.model.settings import Settings
from apiref.model.tree import Tree
from apiref.processes import can_fork, map_forked
from apiref.rules.registry import Rule, all_rules

_SAMPLE_TOPICS = ("sample", "schema", "served", "described", "parameter_use")
# Below this number of operations, another process takes longer to start than it saves.
WORTH_A_PROCESS = 40


def check(tree: Tree, names: Iterable[str] | None = None, jobs: int = 1) -> list[Finding]:
    """The findings of the rules that the settings leave on, each once, in the order of reports.

    ``names`` restricts the rules; ``jobs`` is the number of processes that may work at once.
    Suppressions in the files are respected.
    """
    wanted = set(all_rules() if names is None else names)
    chosen = [
        rule for name, rule in all_rules().items() if name in wanted and _is_on(tree.settings, rule)
    ]
    found = without_consequences(
        _run(tree, [rule for rule in chosen if rule.check is not None], jobs),
        {rule.name: rule.implied_by for rule in chosen if rule.implied_by},
    )
    if not tree.suppressions:
        return in_order(found)
    found, used = suppressed(found, tree.suppressions)
    ran = {rule.name for rule in chosen if rule.check_traffic is None}
    unused = tuple(
        suppression
        for suppression in tree.suppressions
        if suppression not in used and suppression.rule in ran
    )
    for rule in chosen:
        if rule.check_suppressions is not None:
            found.extend(findings_of(tree.settings, rule, rule.check_suppressions(unused)))
    return in_order(found)


def check_all(
    trees: Sequence[Tree], names: Iterable[str] | None = None, jobs: int = 1
) -> list[Finding]:
    """The findings of all references of one repository, as ``check`` gives those of one."""
    if len(trees) == 1:
        return check(trees[0], names, jobs)
    found = [check(tree, names, jobs) for tree in trees]
    told = [{_defect(finding) for finding in own} for own in found]
    unanimous = {rule.name for rule in all_rules().values() if rule.unanimous}

    def is_agreed(finding: Finding) -> bool:
        return finding.rule not in unanimous or all(
            _defect(finding) in own
            for tree, own in zip(trees, told, strict=True)
            if tree.holds(finding.location.path)
        )

    return in_order(finding for own in found for finding in own if is_agreed(finding))


def _defect(finding: Finding) -> tuple[str, str, str]:
    """What tells a defect from others, in whichever reference it is found."""
    return finding.rule, finding.location.path, finding.subject


def _run(tree: Tree, rules: list[Rule], jobs: int) -> list[Finding]:
    """The findings of rules, by two processes where that is worth it."""
    if not rules:
        return []
    groups = [rules]
    if jobs > 1 and len(tree.operations) >= WORTH_A_PROCESS and can_fork():
        # Those that share the comparison of samples with tables stay together.
        samples = [rule for rule in rules if rule.topic.startswith(_SAMPLE_TOPICS)]
        others = [rule for rule in rules if not rule.topic.startswith(_SAMPLE_TOPICS)]
        groups = [group for group in (samples, others) if group]

    def run(index: int) -> list[Finding]:
        return [
            finding
            for rule in groups[index]
            if rule.check is not None
            for finding in findings_of(tree.settings, rule, rule.check(tree))
        ]

    results = map_forked(run, [len(group) for group in groups], len(groups))
    return [finding for index in range(len(groups)) for finding in results[index][0]]


def judge(
    trees: Sequence[Tree], names: Iterable[str] | None, baseline: Baseline | None, jobs: int = 1
) -> Result:
    """The result of a check by a baseline, if there is one, and by the allowed numbers."""
    return settle(check_all(trees, names, jobs), trees[0].settings, baseline)


def _is_on(settings: Settings, rule: Rule) -> bool:
    """Whether a rule may report anything at all."""
    if settings.severities.get(rule.name, rule.severity) is not None:
        return True
    return any(override.severities.get(rule.name) is not None for override in settings.overrides)


def findings_of(settings: Settings, rule: Rule, defects: Iterable[Defect]) -> Iterable[Finding]:
    """The findings that defects of a rule come to, with the severities of the settings."""
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
        subject=_one_line(defect.subject),
        message=_one_line(defect.message),
        operation=defect.operation,
        places=defect.places,
        fix=defect.fix,
    )


def _one_line(text: str) -> str:
    """The text of a defect; names and titles of a reference may hold line ends."""
    return text if text.isprintable() else " ".join(text.split())


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Each defect once, with the places of all its tellings, sorted."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = (finding.rule, finding.location, finding.subject, finding.message)
        known = unique.get(key)
        if known is None:
            unique[key] = finding
        elif finding.places:
            places = dict.fromkeys((*known.places, *finding.places))
            unique[key] = known._replace(places=tuple(places))
    return sorted(unique.values(), key=lambda finding: finding.sort_key)
