"""Runs the rules about recorded traffic."""

from __future__ import annotations

from collections.abc import Iterable

from apiref.analysis.traffic.exchanges import Traffic
from apiref.engine.baseline import suppressed
from apiref.engine.check import findings_of
from apiref.engine.consequences import one_for_each_cause
from apiref.model.finding import Finding
from apiref.rules import registry
from apiref.rules.registry import Rule

_COVERAGE = "traffic.coverage"


def traffic_rules(*, require_coverage: bool) -> dict[str, Rule]:
    """The rules about traffic, by name; those about coverage only if it is required."""
    return {
        name: rule
        for name, rule in registry.traffic_rules().items()
        if require_coverage or rule.topic != _COVERAGE
    }


def verify(traffic: Traffic, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of rules about traffic, in the order of reports, without the suppressed ones."""
    found = [
        finding
        for rule in rules
        for finding in findings_of(traffic.tree.settings, rule, rule.function(traffic))
    ]
    left, _ = suppressed(found, traffic.tree.suppressions)
    return one_for_each_cause(left)
