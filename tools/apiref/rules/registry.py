"""How rules are declared and found."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import apiref.rules
from apiref.model.finding import Defect, Severity
from apiref.model.suppression import Suppression
from apiref.model.tree import Tree

if TYPE_CHECKING:
    from apiref.analysis.traffic import Traffic

Check = Callable[[Tree], Iterator[Defect]]
TrafficCheck = Callable[["Traffic"], Iterator[Defect]]
SuppressionCheck = Callable[[tuple[Suppression, ...]], Iterator[Defect]]


class Rule(NamedTuple):
    """A rule: ``check`` yields the defects of a tree; ``topic`` is the module that holds it.

    A rule about suppressions has ``check_suppressions`` instead: it judges, after all others, the
    suppressions that silenced nothing. A rule about recorded traffic has ``check_traffic``.

    A rule that is ``unanimous`` tells what is of no use. Where a repository has several
    references, what one of them leaves unused is told only if all that read the file say so.

    ``implied_by`` names rules that tell more of the same defect: where one of them has a finding
    of the same thing in the same line, this rule has none.
    """

    name: str
    severity: Severity
    topic: str
    documentation: str
    check: Check | None = None
    check_suppressions: SuppressionCheck | None = None
    check_traffic: TrafficCheck | None = None
    unanimous: bool = False
    implied_by: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.documentation.partition("\n\n")[0].replace("\n", " ")


_RULES: dict[str, Rule] = {}


def rule(
    severity: Severity, *, unanimous: bool = False, implied_by: Sequence[str] = ()
) -> Callable[[Check], Check]:
    """Declares a generator function as a rule of that severity."""

    def declare(check: Check) -> Check:
        name, topic, documentation = _described(check)
        _RULES[name] = Rule(
            name,
            severity,
            topic,
            documentation,
            check,
            unanimous=unanimous,
            implied_by=tuple(implied_by),
        )
        return check

    return declare


def traffic_rule(severity: Severity) -> Callable[[TrafficCheck], TrafficCheck]:
    """Declares a generator function as a rule of that severity about recorded traffic."""

    def declare(check: TrafficCheck) -> TrafficCheck:
        name, topic, documentation = _described(check)
        _RULES[name] = Rule(name, severity, topic, documentation, check_traffic=check)
        return check

    return declare


def suppression_rule(
    severity: Severity,
) -> Callable[[SuppressionCheck], SuppressionCheck]:
    """Declares a generator function as a rule about the suppressions that silenced nothing."""

    def declare(check: SuppressionCheck) -> SuppressionCheck:
        name, topic, documentation = _described(check)
        _RULES[name] = Rule(
            name, severity, topic, documentation, check_suppressions=check, unanimous=True
        )
        return check

    return declare


def _described(check: Callable[..., object]) -> tuple[str, str, str]:
    """The name, the topic and the documentation of a rule, from its function."""
    name = check.__name__.replace("_", "-")
    if name in _RULES:
        raise ValueError(f"two rules are named {name}")
    return name, check.__module__.rpartition(".")[2], inspect.cleandoc(check.__doc__ or "")


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by name, sorted; imports every module of the package."""
    for module in pkgutil.iter_modules(apiref.rules.__path__):
        importlib.import_module(f"apiref.rules.{module.name}")
    return dict(sorted(_RULES.items()))
