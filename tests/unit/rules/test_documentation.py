"""Every rule is documented, listed on the page of rules, and tested."""

from __future__ import annotations

import re
from pathlib import Path

import docutils.core
import docutils.utils
import pytest

from apiref.commands.explain import page
from apiref.rules.registry import Rule, all_rules

TESTS = Path(__file__).parent
PAGE = TESTS.parents[2] / "tools" / "apiref" / "rules" / "README.rst"
RULES = list(all_rules().values())


def test_the_page_of_rules_is_current() -> None:
    """Mend it by: apiref explain --page > tools/apiref/rules/README.rst."""
    assert PAGE.read_text(encoding="utf-8") == "\n".join(page()) + "\n"


def test_the_page_of_rules_is_valid() -> None:
    settings = {"report_level": 2, "halt_level": 2, "warning_stream": ""}
    docutils.core.publish_doctree(PAGE.read_text(encoding="utf-8"), settings_overrides=settings)


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
