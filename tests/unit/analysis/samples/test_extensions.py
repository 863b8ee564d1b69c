"""Operations that extend another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.extensions import documented_names, extended_operations
from apiref.model.json_file import Json
from tests.unit.analysis.references import entries, operation, reference, titled

LEAF: Json = {"leaf": {"color": "green", "shape": "round", "veins": []}}


@pytest.mark.parametrize(
    ("rows", "shown", "endpoint", "is_extension"),
    [
        ("veins", LEAF, "GET /leaves/{id}", True),
        ("veins", LEAF, "GET /leaves/{leaf_id}", True),
        ("veins", LEAF, "GET /leaves/{id}/veins", False),
        ("veins", LEAF, "PUT /leaves/{id}", False),
        # It shows its own field alone, or hardly more.
        ("veins", {"veins": []}, "GET /leaves/{id}", False),
        ("veins", {"leaf": {"veins": []}}, "GET /leaves/{id}", False),
        ("veins", {"leaf": {"x": 1, "veins": []}}, "GET /leaves/{id}", False),
        ("veins", {"leaf": {"color": "green", "veins": []}}, "GET /leaves/{id}", True),
        ("veins", None, "GET /leaves/{id}", False),
        # Without any row of its own there is nothing that it adds.
        ("", LEAF, "GET /leaves/{id}", False),
        # It documents all itself.
        ("leaf color shape veins", LEAF, "GET /leaves/{id}", False),
    ],
)
def test_operations_of_one_url(
    tmp_path: Path, rows: str, shown: Json, endpoint: str, is_extension: bool
) -> None:
    """Once false alarms: the fields of the other one were undocumented, and the URL a copy."""
    tree = reference(
        tmp_path,
        operation("Show leaf", "GET /leaves/{id}", response="leaf color shape"),
        operation("Show veins", endpoint, response=rows, shown=shown),
    )
    found = {
        each.title: other.title
        for each in tree.operations
        if (other := extended_operations(tree).get(each.location)) is not None
    }
    assert found == ({"Show veins": "Show leaf"} if is_extension else {})


@pytest.mark.parametrize(
    ("title", "rows", "is_extension"),
    [
        ("Extended leaf", "veins", True),
        ("Additional fields", "veins", True),
        ("Show veins", "veins", False),
        ("Extended leaf", "veins color", False),
        ("Extended leaf", "veins spots hairs teeth", False),
    ],
)
def test_an_extension_that_says_so(
    tmp_path: Path, title: str, rows: str, is_extension: bool
) -> None:
    """Once a false alarm: the URL was said to be a copy, though the sample shows only its own."""
    base = operation("Show leaf", response="leaf color shape")
    tree = reference(tmp_path, base, operation(title, response=rows))
    assert bool(extended_operations(tree)) is is_extension


def test_an_operation_with_the_url_to_itself_extends_none(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation("Show leaf", response="veins", shown=LEAF))
    assert extended_operations(tree) == {}


def test_the_names_of_bodies(tmp_path: Path) -> None:
    part = operation("Show leaf", request="id limit", response="leaf leaf.color")
    tree = reference(tmp_path, part, entries("id: path", "limit: query"))
    assert documented_names(titled(tree, "Show leaf")) == {"leaf", "color"}


def test_an_extension_before_what_it_extends(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation("Show veins", "GET /leaves/{id}", response="veins", shown=LEAF),
        operation("Show nothing", "GET /leaves/{id}"),
        operation("Show leaf", "GET /leaves/{id}", response="leaf color shape"),
    )
    assert [other.title for other in extended_operations(tree).values()] == ["Show leaf"]
