"""Which method a title lets expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.expected_methods import expected_method
from tests.unit.analysis.references import entries, operation, reference

LOST = ".. rest_parameters:: missing.yaml\n\n   - a: a\n"


@pytest.mark.parametrize(
    ("title", "endpoint", "expected"),
    [
        ("List things", "DELETE /things", "GET"),
        ("Show thing", "PUT /things/{id}", "GET"),
        ("Show thing", "POST /things/{id}", "GET"),
        ("Create thing", "GET /things", "POST or PUT"),
        ("Create thing", "PUT /things", None),
        ("Update thing", "GET /things/{id}", "PUT or PATCH"),
        ("Modify thing", "HEAD /things/{id}", "PUT or PATCH"),
        ("Delete thing", "GET /things/{id}", "DELETE"),
        ("Delete thing", "POST /things/{id}", "DELETE"),
        # What is at the end is not one thing.
        ("Delete thing", "POST /things", None),
        ("Delete thing", "POST /{id}/things", None),
        ("Delete part", "POST /things/{id}/parts/{id}", "DELETE"),
        # The URL says it itself.
        ("Delete thing", "POST /things/{id}/action", None),
        ("Show thing", "PUT /things/show-all", None),
        # A word that only starts alike.
        ("Listen to things", "DELETE /things", None),
        ("Show thing", "GET /things/{id}", None),
        ("Reset thing", "GET /things/{id}", None),
    ],
)
def test_titles(tmp_path: Path, title: str, endpoint: str, expected: str | None) -> None:
    tree = reference(tmp_path, operation(title, endpoint))
    assert expected_method(tree, tree.operations[0]) == expected


def test_several_endpoints_of_one_operation(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation("List", "DELETE /a\n.. rest_method:: GET /a"))
    assert len(tree.operations[0].endpoints) == 2
    assert expected_method(tree, tree.operations[0]) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (operation("Show", "POST /things/{id}", request="a"), None),
        (operation("Show", "POST /things/{id}", text=f"Request\n-------\n\n{LOST}"), None),
        (operation("Show", "POST /things/{id}", request="b"), "GET"),
        (operation("Show", "POST /things/{id}", response="a"), "GET"),
        (operation("Show", "POST /things/{id}", sent={}), None),
        (operation("Show", "POST /things/{id}", shown={}), "GET"),
        (operation("Show", "POST /things/{id}", text="Request\n-------\n\n::\n\n  {}"), None),
        (operation("Delete", "POST /things/{id}", request="a"), None),
    ],
)
def test_a_body_may_tell_what_is_wanted(tmp_path: Path, body: str, expected: str | None) -> None:
    tree = reference(
        tmp_path, body, "=== api-ref/source/parameters.yaml\n", entries("a", "b: path")
    )
    assert expected_method(tree, tree.operations[0]) == expected
