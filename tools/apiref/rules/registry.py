"""Declares rules and finds them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from apiref.model.finding import Defect, Severity
from apiref.model.suppression import Suppression
from apiref.model.tree import Tree

if TYPE_CHECKING:
    from apiref.analysis.traffic.exchanges import Traffic

Check = Callable[[Tree], Iterator[Defect]]
TrafficCheck = Callable[["Traffic"], Iterator[Defect]]
SuppressionCheck = Callable[[tuple[Suppression, ...]], Iterator[Defect]]
Kind = Literal["tree", "suppressions", "traffic"]


class Rule(NamedTuple):
    """A rule: ``topic`` is the module of its function, which yields the defects.

    ``kind`` says what the function takes: a tree; the suppressions that matched no finding, once
    all other rules have run; or recorded traffic.

    ``all_references`` marks a rule about unused things. In a repository with several references,
    its finding counts only if every reference that reads the file has it.

    ``fixable`` marks a rule whose defects may have a fix; fixes of other rules are ignored.
    """

    name: str
    severity: Severity
    topic: str
    kind: Kind
    all_references: bool
    fixable: bool

    @property
    def function(self) -> Callable[..., Iterator[Defect]]:
        """The function; its module is imported if necessary."""
        module = importlib.import_module(f"apiref.rules.{self.topic}")
        found: Callable[..., Iterator[Defect]] = getattr(module, self.name.replace("-", "_"))
        return found

    @property
    def documentation(self) -> str:
        """The docstring of the function."""
        return inspect.cleandoc(self.function.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return self.documentation.partition("\n\n")[0].replace("\n", " ")


_RULES: dict[str, Rule] = {}


def rule(
    severity: Severity, *, all_references: bool = False, fixable: bool = False
) -> Callable[[Check], Check]:
    """Declares a generator function as a rule of that severity; see ``Rule``."""

    def declare(check: Check) -> Check:
        _declare(check, severity, "tree", all_references, fixable)
        return check

    return declare


def traffic_rule(severity: Severity) -> Callable[[TrafficCheck], TrafficCheck]:
    """Declares a generator function as a rule of that severity about recorded traffic."""

    def declare(check: TrafficCheck) -> TrafficCheck:
        _declare(check, severity, "traffic")
        return check

    return declare


def suppression_rule(
    severity: Severity,
) -> Callable[[SuppressionCheck], SuppressionCheck]:
    """Declares a generator function as a rule about suppressions that matched no finding."""

    def declare(check: SuppressionCheck) -> SuppressionCheck:
        _declare(check, severity, "suppressions", all_references=True)
        return check

    return declare


def _declare(
    check: Callable[..., object],
    severity: Severity,
    kind: Kind,
    all_references: bool = False,
    fixable: bool = False,
) -> None:
    name = check.__name__.replace("_", "-")
    if name in _RULES:
        raise ValueError(f"two rules are named {name}")
    topic = check.__module__.removeprefix("apiref.rules.")
    _RULES[name] = Rule(name, severity, topic, kind, all_references, fixable)


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by name, sorted. Imports every module of the package."""
    _load("apiref.rules")
    return dict(sorted(_RULES.items()))


@cache
def traffic_rules() -> dict[str, Rule]:
    """The rules about recorded traffic by name, sorted. Imports only their modules."""
    _load("apiref.rules.traffic")
    return {name: found for name, found in sorted(_RULES.items()) if found.kind == "traffic"}


def _load(package: str) -> None:
    path = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(path, f"{package}."):
        importlib.import_module(module.name)


def rule_names() -> Iterator[str]:
    """The names of all rules; they are imported only if somebody asks for one."""
    yield from all_rules()
