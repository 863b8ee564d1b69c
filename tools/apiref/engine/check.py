"""Runs the rules on trees, and removes the findings that are not to be reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase

from apiref.analysis.operations.obsolete import waived_files
from apiref.engine.baseline import Result, settle, suppressed
from apiref.engine.consequences import one_for_each_cause, without_consequences
from apiref.model.baseline import Baseline
from apiref.model.finding import Defect, Finding, Severity
from apiref.model.settings import Settings
from apiref.model.tree import Tree
from apiref.processes import can_fork, map_forked
from apiref.rules.registry import Rule, all_rules

# The topics that compare samples with tables, which takes about half of the time. Others never do,
# so that two processes have equally much to do, and do hardly anything twice.
COMPARING = frozenset(
    "parameters.described_types rows.entries rows.places samples.fields samples.shapes"
    " samples.texts samples.titles samples.values schemas.tables".split()
)


def check(
    tree: Tree,
    names: Iterable[str] | None = None,
    proceed: Callable[[], object] = bool,
    jobs: int = 1,
) -> list[Finding]:
    """The findings of the enabled rules, each once, in the order of reports.

    ``names`` restricts the rules. Suppressions in the files are respected. ``proceed`` is called
    before each rule; what it raises ends the check. With more than one of ``jobs``, two processes
    share the rules.
    """
    chosen = _chosen(tree, names)
    found = without_consequences(_found(tree, chosen, proceed, jobs))
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


def _found(
    tree: Tree, chosen: Iterable[Rule], proceed: Callable[[], object], jobs: int
) -> list[Finding]:
    """What the rules about a tree find in it."""
    comparing = [rule for rule in chosen if rule.kind == "tree" and rule.topic in COMPARING]
    others = [rule for rule in chosen if rule.kind == "tree" and rule.topic not in COMPARING]
    shares = [share for share in (comparing, others) if share]

    def found_by(index: int) -> list[Finding]:
        found: list[Finding] = []
        for rule in shares[index]:
            proceed()
            found += findings_of(tree.settings, rule, rule.function(tree), waived_files(tree))
        return found

    if jobs < 2 or not can_fork():
        return [finding for index in range(len(shares)) for finding in found_by(index)]
    results = map_forked(found_by, [len(share) for share in shares], jobs)
    return [finding for found, _ in results.values() for finding in found]


def check_all(
    trees: Sequence[Tree],
    names: Iterable[str] | None = None,
    proceed: Callable[[], object] = bool,
    jobs: int = 1,
) -> list[Finding]:
    """The findings of all references of a repository, as those of one from ``check``."""
    own = [check(tree, names, proceed, jobs) for tree in trees]
    if len(own) == 1:
        return own[0]
    rules = all_rules()
    defects = [{_defect(finding) for finding in findings} for findings in own]

    def is_agreed(finding: Finding) -> bool:
        return not rules[finding.rule].all_references or all(
            _defect(finding) in known
            for tree, known in zip(trees, defects, strict=True)
            if tree.holds(finding.location.path)
        )

    return one_for_each_cause(
        finding for findings in own for finding in findings if is_agreed(finding)
    )


def _defect(finding: Finding) -> tuple[str, str, str]:
    """What identifies a defect, in whichever reference it is found."""
    return finding.rule, finding.location.path, finding.subject


def judge(
    trees: Sequence[Tree],
    names: Iterable[str] | None,
    baseline: Baseline | None,
    exists: Callable[[str], bool],
    proceed: Callable[[], object] = bool,
) -> Result:
    """Check, and apply a baseline, if there is one, and the allowed numbers.

    ``exists`` returns whether a path is a file; ``proceed`` is that of ``check``.
    """
    return settle(check_all(trees, names, proceed), trees[0].settings, baseline, exists)


def _chosen(tree: Tree, names: Iterable[str] | None) -> list[Rule]:
    """The enabled rules with those names, or all enabled ones."""
    rules = all_rules()
    wanted = set(rules if names is None else names)
    return [rule for name, rule in rules.items() if name in wanted and _is_on(tree.settings, rule)]


def _is_on(settings: Settings, rule: Rule) -> bool:
    """Whether a rule is enabled, at least for some files."""
    if settings.severities.get(rule.name, rule.severity) is not None:
        return True
    return any(override.severities.get(rule.name) is not None for override in settings.overrides)


def findings_of(
    settings: Settings,
    rule: Rule,
    defects: Iterable[Defect],
    waived: frozenset[str] = frozenset(),
) -> Iterable[Finding]:
    """The findings for the defects of a rule, with the configured severities.

    If nothing is configured, those in the files ``waived``, which nobody is to update, are infos,
    and infos there are dropped.
    """
    configured = rule.name in settings.severities
    everywhere = settings.severities.get(rule.name, rule.severity)
    for defect in defects:
        severity = everywhere
        if defect.severity is not None and not configured:
            severity = defect.severity
        if defect.location.path in waived and not configured:
            severity = Severity.INFO if severity is not Severity.INFO else None
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
        places=tuple(place for place in defect.places if place != defect.location),
        fix=defect.fix if rule.fixable else None,
        cause=defect.cause,
        related=defect.related,
        intended=defect.intended,
    )


def _one_line(text: str) -> str:
    """The text of a defect on one line; names and titles may contain line breaks."""
    return text if text.isprintable() else " ".join(text.split())
