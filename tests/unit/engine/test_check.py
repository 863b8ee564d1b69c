"""Defects become findings, by the settings and by the references that agree on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apiref.engine import check as check_module
from apiref.engine.check import COMPARING, check, check_all, findings_of
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Fix
from apiref.model.location import Location
from apiref.model.settings import Override, Settings
from apiref.model.tree import Tree
from apiref.processes import map_forked
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.faults.repository import ROOT, VAULTS
from tests.trees import load, write_tree

HERE, THERE = Location("a.inc", 2, 3), Location("a.inc", 2, 5)
RULE = all_rules()["json-syntax"]
BROKEN = """\
=== api-ref/source/index.rst
Things
======

.. literalinclude:: a.json
   :language: json

.. literalinclude:: b.json
   :language: json
=== api-ref/source/a.json
{"id": 1,}
=== api-ref/source/b.json
{"id": 1,}
"""
TWO_SHARES = """\
=== api-ref/source/index.rst
Things
======

.. rest_method:: GET /v2/things

Lists all the the things.

Response
--------

.. rest_parameters:: parameters.yaml

   - things: things

.. literalinclude:: things.json
   :language: json
=== api-ref/source/parameters.yaml
things:
  description: The things.
  in: body
  required: true
  type: array
=== api-ref/source/things.json
{"things": "none"}
"""


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", Severity.INFO),
        ('[rules]\njson-syntax = "warning"\n', Severity.WARNING),
        ('[[overrides]]\npaths = ["**/*.json"]\nrules = {json-syntax = "error"}\n', Severity.ERROR),
    ],
)
def test_findings_in_pages_that_nobody_is_to_update(
    tmp_path: Path, settings: str, severity: Severity
) -> None:
    text = BROKEN.replace("Things\n======\n", "Things\n======\n\n.. Do not update this file.\n")
    write_tree(tmp_path, f"{text}=== apiref.toml\n{settings}")
    found = [it for it in check(load(tmp_path)) if it.rule == "json-syntax"]
    assert [it.severity for it in found] == [severity] * 2


def test_infos_in_pages_that_nobody_is_to_update() -> None:
    """Once reported, though nobody acts on them there."""
    defect = Defect(HERE, "thing", "is unusual", severity=Severity.INFO)
    assert list(findings_of(Settings(), RULE, [defect], frozenset({HERE.path}))) == []
    configured = Settings(severities={RULE.name: Severity.INFO})
    assert len(list(findings_of(configured, RULE, [defect], frozenset({HERE.path})))) == 1


def test_the_location_of_a_finding_is_not_among_its_further_places() -> None:
    defect = Defect(HERE, "thing", "is wrong", places=(THERE, HERE))
    (finding,) = findings_of(Settings(), RULE, [defect])
    assert finding.location == HERE
    assert finding.places == (THERE,)


def test_a_finding_is_one_line() -> None:
    (finding,) = findings_of(Settings(), RULE, [Defect(HERE, "a\nthing", "is\n  wrong")])
    assert (finding.subject, finding.message) == ("a thing", "is wrong")


@pytest.mark.parametrize(
    ("severities", "overrides", "expected"),
    [
        ({}, (), Severity.ERROR),
        ({RULE.name: Severity.INFO}, (), Severity.INFO),
        ({RULE.name: None}, (), None),
        ({}, (Override(("*.inc",), {RULE.name: Severity.INFO}),), Severity.INFO),
        ({}, (Override(("b/*",), {RULE.name: Severity.INFO}),), Severity.ERROR),
        ({RULE.name: None}, (Override(("a*",), {RULE.name: Severity.INFO}),), Severity.INFO),
        # The last one that matches.
        (
            {},
            (
                Override(("*",), {RULE.name: Severity.INFO}),
                Override(("a.inc",), {RULE.name: None}),
            ),
            None,
        ),
    ],
)
def test_severities(
    severities: dict[str, Severity | None],
    overrides: tuple[Override, ...],
    expected: Severity | None,
) -> None:
    settings = Settings(severities=severities, overrides=overrides)
    found = list(findings_of(settings, RULE, [Defect(HERE, "thing", "is wrong")]))
    assert [finding.severity for finding in found] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("severities", "overrides", "expected"),
    [
        ({}, (), Severity.INFO),
        # What is configured holds for all defects of a rule.
        ({RULE.name: Severity.ERROR}, (), Severity.ERROR),
        ({RULE.name: Severity.WARNING}, (), Severity.WARNING),
        ({RULE.name: None}, (), None),
        ({"yaml-syntax": Severity.WARNING}, (), Severity.INFO),
        ({}, (Override(("*.inc",), {RULE.name: Severity.WARNING}),), Severity.WARNING),
        ({}, (Override(("b/*",), {RULE.name: Severity.WARNING}),), Severity.INFO),
        ({}, (Override(("*.inc",), {RULE.name: None}),), None),
    ],
)
def test_a_defect_for_which_less_speaks(
    severities: dict[str, Severity | None],
    overrides: tuple[Override, ...],
    expected: Severity | None,
) -> None:
    settings = Settings(severities=severities, overrides=overrides)
    defects = [Defect(HERE, "thing", "may be wrong", severity=Severity.INFO)]
    found = list(findings_of(settings, RULE, defects))
    assert [finding.severity for finding in found] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ("", ["a.json", "b.json"]),
        ('=== apiref.toml\n[rules]\njson-syntax = "off"\n', []),
        (
            '=== apiref.toml\n[rules]\njson-syntax = "off"\n[[overrides]]\npaths = ["*/b.json"]\n'
            'rules = {json-syntax = "info"}\n',
            ["b.json"],
        ),
    ],
)
def test_the_rules_that_the_settings_leave_on(tmp_path: Path, more: str, paths: list[str]) -> None:
    write_tree(tmp_path, BROKEN + more)
    tree = load(tmp_path)
    found = check(tree, ["json-syntax"])
    assert [finding.location.path.rpartition("/")[2] for finding in found] == paths
    assert check(tree, []) == []


def test_suppressed_findings_are_left_out_and_idle_suppressions_reported(tmp_path: Path) -> None:
    comment = ".. apiref: ignore=json-syntax,sample-null-quoted\n\n.. literalinclude:: a.json"
    write_tree(tmp_path, BROKEN.replace(".. literalinclude:: a.json", comment))
    tree = load(tmp_path)
    (left,) = check(tree, ["json-syntax"])
    assert left.location.path.endswith("b.json")
    found = check(tree, ["json-syntax", "sample-null-quoted", "suppression-unused"])
    assert [(finding.rule, finding.subject) for finding in found if finding != left] == [
        ("suppression-unused", "sample-null-quoted")
    ]


ALONE = """\
=== {0}/source/index.rst
Things
======

.. rest_method:: GET /things

.. rest_parameters:: ../../common/parameters.yaml

   - id: {1}
"""
COMMON = """\
=== common/parameters.yaml
id:
  in: body
name:
  in: body
size:
  in: body
"""


def test_what_is_unused_in_all_references_that_read_a_file(tmp_path: Path) -> None:
    one, other = ALONE.format("api-ref", "id"), ALONE.format("other-api-ref", "name")
    write_tree(tmp_path, one + other + COMMON)
    files = Files(tmp_path)
    trees = read_trees(tmp_path, read_settings(files, all_rules()), files)
    assert [[each.subject for each in check(tree, ["unused-parameter"])] for tree in trees] == [
        ["name", "size"],
        ["id", "size"],
    ]
    assert [each.subject for each in check_all(trees, ["unused-parameter"])] == ["size"]
    assert check_all(trees[:1], ["unused-parameter"]) == check(trees[0], ["unused-parameter"])


def test_fixes_of_rules_that_are_not_fixable_are_ignored() -> None:
    defect = Defect(HERE, "thing", "is wrong", fix=Fix("Write it", ()))
    for fixable, fix in ((True, defect.fix), (False, None)):
        (finding,) = findings_of(Settings(), RULE._replace(fixable=fixable), [defect])
        assert finding.fix == fix


def test_a_check_can_be_ended_before_each_rule(tmp_path: Path) -> None:
    write_tree(tmp_path, BROKEN)
    calls: list[str] = []

    def proceed() -> None:
        calls.append("rule")
        if len(calls) > 2:
            raise InterruptedError

    names = ["json-syntax", "sample-unused", "unused-parameter"]
    with pytest.raises(InterruptedError):
        check_all([load(tmp_path)], names, proceed)
    assert check_all([load(tmp_path)], names[:2], calls.clear) == check(load(tmp_path), names[:2])


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shares = []

    def counted(function: Any, sizes: list[int], jobs: int) -> Any:
        shares.append((len(sizes), jobs))
        return map_forked(function, sizes, jobs)

    # Test runners may have threads of their own.
    monkeypatch.setattr(check_module, "can_fork", lambda: True)
    monkeypatch.setattr(check_module, "map_forked", counted)
    write_tree(tmp_path, TWO_SHARES)
    tree = load(tmp_path)
    found = check(tree, jobs=2)
    assert shares == [(2, 2)]
    assert found == check(tree)
    assert shares == [(2, 2)]
    assert {"repeated-word", "sample-value-type"} <= {finding.rule for finding in found}


@pytest.mark.parametrize("root", [ROOT, VAULTS], ids=["ours", "vaults"])
def test_only_some_topics_compare_samples_with_tables(root: Path) -> None:
    tree = load(root)
    check(tree, {rule.name for rule in all_rules().values() if rule.topic not in COMPARING})
    assert "compare" not in _analyses(tree)
    check(tree)
    assert "compare" in _analyses(tree)


def _analyses(tree: Tree) -> set[str]:
    """The names of the analyses that were made of a tree."""
    return {key[0].__name__ for key in tree.results}
