"""Every rule is documented and tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from apiref.rules.registry import Rule, all_rules

TESTS = Path(__file__).parent
RULES = list(all_rules().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_is_wrong_and_shows_both_sides(rule: Rule) -> None:
    first = rule.documentation.splitlines()[0]
    assert first.endswith("."), "the first line is one sentence"
    assert re.search(r"^Passes\b.*:", rule.documentation, re.MULTILINE)
    assert re.search(r"^Fails\b.*:", rule.documentation, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_tested_in_the_mirror_of_its_module(rule: Rule) -> None:
    folder, _, module = rule.topic.rpartition(".")
    text = (TESTS / folder / f"test_{module}.py").read_text(encoding="utf-8")
    assert rule.name in text
