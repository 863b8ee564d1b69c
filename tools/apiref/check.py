"""Runs the rules over a tree."""

from __future__ import annotations

from apiref.model.finding import Finding
from apiref.model.tree import Tree
from apiref.rules.registry import all_rules


def check(tree: Tree) -> list[Finding]:
    """The findings of all rules that the settings leave on, each once, in the order of reports."""
    found: dict[tuple[object, ...], Finding] = {}
    for name, rule in all_rules().items():
        severity = tree.settings.severities.get(name, rule.severity)
        if severity is None:
            continue
        for defect in rule.check(tree):
            finding = Finding(
                rule=name,
                severity=severity,
                location=defect.location,
                subject=defect.subject,
                message=defect.message,
                operation=defect.operation,
                places=defect.places,
            )
            key = (name, defect.location, defect.subject, defect.message)
            found.setdefault(key, finding)
    return sorted(found.values(), key=lambda finding: finding.sort_key)
