"""The guide in ``tools/docs/``; the tox environment "docs" builds it."""

from __future__ import annotations

import re
from pathlib import Path

from apiref.engine.adoption import tox
from apiref.model.change import CHANGES
from apiref.model.settings import KEYS
from apiref.read.files import Files
from apiref.rules.registry import all_rules
from tools.docs.guide import pages, write

GUIDE = Path(__file__).resolve().parents[1] / "tools/docs"


def test_every_rule_has_a_page_that_is_linked_by_topic_and_by_level() -> None:
    texts = pages()
    for name, rule in all_rules().items():
        assert rule.documentation in texts[f"rules/{name}.rst"]
        topic = rule.topic.partition(".")[0]
        for page in (f"rules/{topic}.rst", "rules/by-level.rst"):
            assert f":doc:`{name}`" in texts[page]


def test_rules_that_fixes_exist_for_are_marked() -> None:
    texts = pages()
    rows = texts["rules/by-level.rst"].split("   * - ")
    for name, rule in all_rules().items():
        (row,) = [row for row in rows if row.startswith(f":doc:`{name}`\n")]
        assert ("--fix" in row.splitlines()[1]) == rule.fixable
        assert ("``--fix`` :doc:`fixes it </fixing>`" in texts[f"rules/{name}.rst"]) == rule.fixable


def test_every_setting_and_kind_of_change_is_listed() -> None:
    texts = pages()
    settings, changes = texts["generated/settings.inc"], texts["generated/changes.inc"]
    assert re.findall(r"^\.\. _setting-(.+):$", settings, re.MULTILINE) == [*KEYS]
    assert sorted(re.findall(r"^   \* - ``(.+)``$", changes, re.MULTILINE)) == [*CHANGES]


def test_pages_are_written_if_they_differ_and_removed_with_their_rule(tmp_path: Path) -> None:
    write(tmp_path)
    kept, other = tmp_path / "rules/json-syntax.rst", tmp_path / "rules/json-sintax.rst"
    before = kept.stat()
    other.touch()
    write(tmp_path)
    assert kept.stat() == before
    assert not other.exists()


def test_the_job_of_zuul_runs_the_environment_that_init_writes(tmp_path: Path) -> None:
    (tmp_path / "tox.ini").write_text("[tox]\n")
    (name,) = re.findall(r"tox_envlist: (\w+)", (GUIDE / "ci/zuul.yaml").read_text("utf-8"))
    assert f"[testenv:{name}]" in tox(Files(tmp_path), "x").lines
