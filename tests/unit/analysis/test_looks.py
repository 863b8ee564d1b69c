"""``apiref.analysis.looks``: what of a tree a result depends on."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from apiref.analysis.looks import WatchedTree, extract, looks_of, per_tree, sights
from apiref.model.tree import Tree
from apiref.rules.registry import all_rules
from tests.trees import load, write_tree

REPOSITORY = Path(__file__).parents[3]
TREE = """\
=== api-ref/source/index.rst
API
===

.. rest_method:: GET /things

.. literalinclude:: samples/thing.json
   :language: json
=== api-ref/source/samples/thing.json
{"id": 1}
"""


@per_tree
def _titles(tree: Tree) -> list[str]:
    return [operation.title for operation in tree.operations]


@extract
def _lengths(tree: Tree, suffix: str) -> tuple[int, ...]:
    return tuple(len(page.text) for path, page in tree.pages.items() if path.endswith(suffix))


@lru_cache
def _hidden_from_the_watch(tree: Tree) -> int:
    return len(tree.samples)


@pytest.fixture
def tree(tmp_path: Path) -> WatchedTree:
    write_tree(tmp_path, TREE)
    return WatchedTree(load(tmp_path))


def seen(tree: Tree, function: Callable[[Tree], Any]) -> set[str]:
    return {"/".join(look) for look in looks_of(tree, function)[1]}


def test_each_part_is_noted_each_time(tree: WatchedTree) -> None:
    for _ in range(2):
        assert seen(tree, lambda it: (it.samples, it.samples, it.settings)) == {
            "samples",
            "settings",
        }
        assert seen(tree, lambda it: it.holds("a")) > {"pages", "settings"}


def test_what_is_kept_depends_on_what_it_was_made_of(tree: WatchedTree) -> None:
    for _ in range(2):
        assert seen(tree, _titles) == {"operations"}
        assert seen(tree, lambda it: (it.source, _titles(it), it.pages)) == {
            "source",
            "operations",
            "pages",
        }
    assert _titles(tree) is _titles(tree)


def test_an_extract_is_one_look(tree: WatchedTree) -> None:
    name = f"{__name__}:_lengths"
    for _ in range(2):
        assert seen(tree, lambda it: _lengths(it, ".rst")) == {f"{name}/.rst"}
    assert sights(tree, [(name, ".rst")]) != sights(tree, [(name, ".inc")])


def test_another_cache_counts_as_a_look_at_everything(tree: WatchedTree) -> None:
    for _ in range(2):
        assert seen(tree, _hidden_from_the_watch) > {"pages", "operations", "settings", "schemas"}


def test_equal_trees_are_the_same_sight_and_others_are_not(tmp_path: Path) -> None:
    changes = {
        "pages": ("GET /things\n", "GET /things\n\n.. A comment.\n"),
        "operations": ("/things", "/all"),
        "samples": (": 1", ": 2"),
        "source_files": (
            "=== api-ref/source/samples",
            "=== api-ref/source/new.txt\n=== api-ref/source/samples",
        ),
    }
    write_tree(tmp_path / "a", TREE)
    first = load(tmp_path / "a")
    looks = [(part,) for part in (*changes, "settings", "problems", "included")]
    known = sights(first, looks)
    assert sights(load(tmp_path / "a"), looks) == known
    for part, (old, new) in changes.items():
        write_tree(tmp_path / part, TREE.replace(old, new))
        other = sights(load(tmp_path / part), looks)
        assert other[part,] != known[part,], part
        assert other["settings",] == known["settings",]


@pytest.mark.parametrize("several", [False, True])
def test_a_rule_notes_the_same_alone_as_after_others(several: bool) -> None:
    """Whatever the rules share must not hide from the later ones what the first one saw."""
    tree = load(REPOSITORY)
    rules = [rule for rule in all_rules().values() if rule.kind == "tree"]
    shared = WatchedTree(tree)
    for rule in reversed(rules) if several else rules:
        among = looks_of(shared, lambda it, rule=rule: list(rule.function(it)))
        alone = looks_of(WatchedTree(tree), lambda it, rule=rule: list(rule.function(it)))
        assert alone[1] == among[1], rule.name
