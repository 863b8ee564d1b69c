"""The members of all samples by name, and the names in each sample."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.samples.names import (
    is_always_beside,
    members_by_name,
    names_in,
    paths_with,
)
from tests.unit.analysis.references import SOURCE, operation, reference

A, B = f"{SOURCE}/things-request.json", f"{SOURCE}/things-response.json"


def test_the_names_of_samples(tmp_path: Path) -> None:
    sent = {"x": [{"y": 1}, {"y": 2}]}
    tree = reference(tmp_path, operation("Things", "PUT /a", sent=sent, shown={"y": None}))
    found = [(path, member.path, member.value) for path, member in members_by_name(tree)["y"]]
    assert found == [(A, ("x", 0, "y"), 1), (A, ("x", 1, "y"), 2), (B, ("y",), None)]
    assert paths_with(tree, "y") == {A, B}
    assert paths_with(tree, "x") == {A}
    assert paths_with(tree, "z") == set()
    assert names_in(tree, A) == {"x", "y"}
    assert names_in(tree, B) == {"y"}
    assert names_in(tree, "") == set()


def test_members_that_are_only_beside_others(tmp_path: Path) -> None:
    shown = [{"a": {"x": 1}, "b": 1, "c": 1}, {"a": {"c": 1}}]
    tree = reference(tmp_path, operation("Things", shown=shown))
    assert is_always_beside(tree, "b", "a")
    assert is_always_beside(tree, "b", "c")
    assert not is_always_beside(tree, "c", "a")
    assert not is_always_beside(tree, "x", "a")
    assert not is_always_beside(tree, "z", "a")
