"""How rules are declared and found."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator

import pytest

from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules import registry
from apiref.rules.pages.suppressions import suppression_unused
from apiref.rules.registry import Rule, all_rules, rule, rule_names, suppression_rule, traffic_rule


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """What is declared from now on, and nothing else."""
    found: dict[str, Rule] = {}
    monkeypatch.setattr(registry, "_RULES", found)
    return found


def some_thing(tree: Tree) -> Iterator[Defect]:
    """Some thing is
    wrong.

    More.
    """
    yield from ()


def test_declarations(rules: dict[str, Rule]) -> None:
    assert rule(Severity.INFO, all_references=True, fixable=True)(some_thing) is some_thing
    assert rules == {
        "some-thing": Rule("some-thing", Severity.INFO, some_thing.__module__, "tree", True, True)
    }
    with pytest.raises(ValueError, match="two rules are named some-thing"):
        rule(Severity.ERROR)(some_thing)


def test_kinds(rules: dict[str, Rule]) -> None:
    rule(Severity.ERROR)(some_thing)
    found = rules.pop("some-thing")
    assert (found.kind, found.all_references, found.severity) == ("tree", False, Severity.ERROR)
    traffic_rule(Severity.ERROR)(some_thing)  # type: ignore[arg-type]
    found = rules.pop("some-thing")
    assert (found.kind, found.all_references, found.severity) == ("traffic", False, Severity.ERROR)
    suppression_rule(Severity.WARNING)(some_thing)  # type: ignore[arg-type]
    assert (rules["some-thing"].kind, rules["some-thing"].all_references) == ("suppressions", True)


def test_every_rule_is_found() -> None:
    found = all_rules()
    assert list(found) == sorted(found)
    assert {"pages", "operations", "parameters", "rows", "samples", "schemas", "traffic"} <= {
        each.topic.partition(".")[0] for each in found.values()
    }
    unused = found["suppression-unused"]
    assert unused.topic == "pages.suppressions"
    assert unused.function is suppression_unused


def test_fixable_rules_are_those_that_make_fixes() -> None:
    for found in all_rules().values():
        assert ("fix=" in inspect.getsource(found.function)) == found.fixable


def test_rules_about_traffic_are_found_without_the_others() -> None:
    program = (
        "import sys; from apiref.rules.registry import traffic_rules; print(*traffic_rules());"
        "sys.exit('apiref.rules.pages' in sys.modules)"
    )
    found = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert found.split() == [each.name for each in all_rules().values() if each.kind == "traffic"]


def test_documentation() -> None:
    (found,) = [each for each in all_rules().values() if each.name == "suppression-unused"]
    assert found.documentation.startswith(f"{found.summary}\n")
    assert "\n" not in found.summary


def test_names() -> None:
    assert list(rule_names()) == list(all_rules())
