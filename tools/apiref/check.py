"""Runs the rules over a tree, and takes away what is not to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from apiref.analysis.looks import WatchedTree, looks_of, sights
from apiref.engine.baseline import Result, settle, suppressed
from apiref.engine.consequences import one_for_each_cause, without_consequences
from apiref.model.baseline import Baseline
from apiref.model.finding import Defect, Finding, Severity
from apiref.model.judgement import Judgement, Judgements, Look
from apiref.model.settings import Settings
from apiref.model.tree import Tree
from apiref.processes import can_fork, map_forked
from apiref.rules.registry import Rule, all_rules

# Of the rules of these topics, many need the comparison of samples with tables.
_COMPARING = frozenset(
    "parameters.described_types parameters.order parameters.use rows.order rows.places rows.entries samples.envelopes samples.fields samples.shapes samples.texts samples.titles samples.values schemas.tables".split()  # noqa: E501
)
# Below this number of operations times rules, another process takes longer to start than it saves.
WORTH_A_PROCESS = 3000


def check(tree: Tree, names: Iterable[str] | None = None, jobs: int = 1) -> list[Finding]:
    """The findings of the rules that the settings leave on, each once, in the order of reports.

    ``names`` restricts the rules; ``jobs`` is the number of processes that may work at once.
    Suppressions in the files are respected.
    """
    rules = all_rules()
    return _told(tree, rules, names, judged(tree, rules, names, jobs).by_rule)


def check_all(
    trees: Sequence[Tree], names: Iterable[str] | None = None, jobs: int = 1
) -> list[Finding]:
    """The findings of all references of one repository, as ``check`` gives those of one."""
    rules = all_rules()
    found = [judged(tree, rules, names, jobs) for tree in trees]
    return told(trees, rules, names, found)


def judged(
    tree: Tree,
    rules: Mapping[str, Rule],
    names: Iterable[str] | None = None,
    jobs: int = 1,
    former: Judgements | None = None,
    *,
    with_sights: bool = False,
) -> Judgements:
    """What the rules find that the settings leave on, before anything is taken away.

    ``rules`` are all rules by name. Those whose looks see what they saw in ``former`` do not run
    again; what looks see now is noted on demand, for the next time.
    """
    watched = WatchedTree(tree)
    chosen = [rule for rule in _chosen(tree, rules, names) if rule.kind == "tree"]
    kept: dict[str, Judgement] = {}
    if former is not None:
        now = sights(watched, former.sights)
        same = {look for look, seen in former.sights.items() if now[look] == seen}
        kept = {
            rule.name: judgement
            for rule in chosen
            if (judgement := former.by_rule.get(rule.name)) is not None and judgement.looks <= same
        }
    found = _run(watched, [rule for rule in chosen if rule.name not in kept], jobs, with_sights)
    by_rule = {
        rule.name: kept[rule.name] if rule.name in kept else found.by_rule[rule.name]
        for rule in chosen
    }
    if not with_sights:
        return Judgements(by_rule, {})
    looks = {look for judgement in by_rule.values() for look in judgement.looks}
    rest = sights(watched, looks - found.sights.keys())
    return Judgements(by_rule, {**found.sights, **rest})


def told(
    trees: Sequence[Tree],
    rules: Mapping[str, Rule],
    names: Iterable[str] | None,
    found: Sequence[Judgements],
) -> list[Finding]:
    """What is left to tell of what was found in each of the references of one repository."""
    own = [_told(tree, rules, names, each.by_rule) for tree, each in zip(trees, found, strict=True)]
    if len(own) == 1:
        return own[0]
    defects = [{_defect(finding) for finding in findings} for findings in own]

    def is_agreed(finding: Finding) -> bool:
        return not rules[finding.rule].unanimous or all(
            _defect(finding) in known
            for tree, known in zip(trees, defects, strict=True)
            if tree.holds(finding.location.path)
        )

    return one_for_each_cause(
        finding for findings in own for finding in findings if is_agreed(finding)
    )


def _told(
    tree: Tree,
    rules: Mapping[str, Rule],
    names: Iterable[str] | None,
    by_rule: Mapping[str, Judgement],
) -> list[Finding]:
    """The findings without those that others or comments make superfluous, in order."""
    chosen = _chosen(tree, rules, names)
    found = without_consequences(
        finding for judgement in by_rule.values() for finding in judgement.findings
    )
    if not tree.suppressions:
        return one_for_each_cause(found)
    found, used = suppressed(found, tree.suppressions)
    ran = {rule.name for rule in chosen if rule.kind != "traffic"}
    unused = tuple(
        suppression
        for suppression in tree.suppressions
        if suppression not in used and suppression.rule in ran
    )
    for rule in chosen:
        if rule.kind == "suppressions" and unused:
            found.extend(findings_of(tree.settings, rule, rule.function(unused)))
    return one_for_each_cause(found)


def _defect(finding: Finding) -> tuple[str, str, str]:
    """What tells a defect from others, in whichever reference it is found."""
    return finding.rule, finding.location.path, finding.subject


def _run(tree: WatchedTree, rules: list[Rule], jobs: int, with_sights: bool) -> Judgements:
    """The judgements of rules, by two processes where that is worth it; and some of the sights."""
    if not rules:
        return Judgements({}, {})
    groups = [rules]
    if jobs > 1 and len(tree.operations) * len(rules) >= WORTH_A_PROCESS and can_fork():
        # They share it where they stay together.
        comparing = [rule for rule in rules if rule.topic in _COMPARING]
        others = [rule for rule in rules if rule.topic not in _COMPARING]
        groups = [group for group in (comparing, others) if group]

    def run(index: int) -> Judgements:
        by_rule = {rule.name: _judgement(tree, rule) for rule in groups[index]}
        # The group that is through first, most often the last, has the time.
        looks = {look for judgement in by_rule.values() for look in judgement.looks}
        idle = with_sights and index == len(groups) - 1
        return Judgements(by_rule, sights(tree, looks) if idle else {})

    results = map_forked(run, [len(group) for group in groups], len(groups))
    by_rule: dict[str, Judgement] = {}
    seen: dict[Look, bytes] = {}
    for index in range(len(groups)):
        by_rule.update(results[index][0].by_rule)
        seen.update(results[index][0].sights)
    return Judgements(by_rule, seen)


def _judgement(tree: WatchedTree, rule: Rule) -> Judgement:
    def found(watched: Tree) -> tuple[Finding, ...]:
        return tuple(findings_of(watched.settings, rule, rule.function(watched)))

    return Judgement(*looks_of(tree, found))


def judge(
    trees: Sequence[Tree],
    names: Iterable[str] | None,
    baseline: Baseline | None,
    exists: Callable[[str], bool],
    jobs: int = 1,
) -> Result:
    """The result of a check by a baseline, if there is one, and by the allowed numbers.

    ``exists`` tells whether there is a file of a path.
    """
    return settle(check_all(trees, names, jobs), trees[0].settings, baseline, exists)


def _chosen(tree: Tree, rules: Mapping[str, Rule], names: Iterable[str] | None) -> list[Rule]:
    """The rules of those names, or all, that may report anything."""
    wanted = set(rules if names is None else names)
    return [rule for name, rule in rules.items() if name in wanted and _is_on(tree.settings, rule)]


def _is_on(settings: Settings, rule: Rule) -> bool:
    """Whether a rule may report anything at all."""
    if settings.severities.get(rule.name, rule.severity) is not None:
        return True
    return any(override.severities.get(rule.name) is not None for override in settings.overrides)


def findings_of(settings: Settings, rule: Rule, defects: Iterable[Defect]) -> Iterable[Finding]:
    """The findings that defects of a rule come to, with the severities of the settings."""
    configured = rule.name in settings.severities
    everywhere = settings.severities.get(rule.name, rule.severity)
    for defect in defects:
        severity = everywhere
        if defect.severity is not None and not configured:
            severity = defect.severity
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
        cause=defect.cause,
        related=defect.related,
    )


def _one_line(text: str) -> str:
    """The text of a defect; names and titles of a reference may hold line ends."""
    return text if text.isprintable() else " ".join(text.split())
