"""The members of all samples by name, and the names in each sample."""

from __future__ import annotations

from pathlib import Path

from apiref.analysis.samples.names import members_by_name, names_in, paths_with
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
