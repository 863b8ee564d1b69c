"""How rules are declared and found."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import apiref.rules
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree

Check = Callable[[Tree], Iterator[Defect]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``check`` yields the defects of a tree; ``topic`` is the module that holds it."""

    name: str
    severity: Severity
    check: Check
    topic: str
    documentation: str

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.documentation.partition("\n\n")[0].replace("\n", " ")


_RULES: dict[str, Rule] = {}


def rule(severity: Severity) -> Callable[[Check], Check]:
    """Declares a generator function as a rule of that severity."""

    def declare(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        if name in _RULES:
            raise ValueError(f"two rules are named {name}")
        documentation = inspect.cleandoc(check.__doc__ or "")
        topic = check.__module__.rpartition(".")[2]
        _RULES[name] = Rule(name, severity, check, topic, documentation)
        return check

    return declare


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by name, sorted; imports every module of the package."""
    for module in pkgutil.iter_modules(apiref.rules.__path__):
        importlib.import_module(f"apiref.rules.{module.name}")
    return dict(sorted(_RULES.items()))
