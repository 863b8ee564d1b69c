"""What an operation is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.resources import (
    is_action,
    is_among,
    own_words,
    resource_words,
    resources,
)
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/v2.1/server-groups/{id}", ("server", "groups")),
        ("/servers/{id}/action", ("servers",)),
        ("/servers/detail", ("servers",)),
        ("/servers/{id}/os-interface", ("os", "interface")),
        ("/v2", ()),
    ],
)
def test_the_resource_of_a_url(tmp_path: Path, url: str, expected: tuple[str, ...]) -> None:
    tree = reference(tmp_path, operation(endpoint=f"GET {url}"))
    assert resource_words(tree.operations[0]) == expected


def test_the_resources_of_a_reference(tmp_path: Path) -> None:
    urls = "GET /server-groups/{id}\n.. rest_method:: GET /others"
    parts = (operation("A", urls), operation("B", "GET /things/detail"), operation("C", "GET /v2"))
    assert resources(reference(tmp_path, *parts)) == {
        frozenset(("server", "group")),
        frozenset(("thing",)),
    }


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/a/{id}/action", True), ("/a/actions", True), ("/action/a", False), ("/", False)],
)
def test_actions(tmp_path: Path, url: str, expected: bool) -> None:
    tree = reference(tmp_path, operation(endpoint=f"POST {url}"))
    assert is_action(tree.operations[0]) is expected


def test_the_words_of_an_operation(tmp_path: Path) -> None:
    urls = "GET /things/{id}\n.. rest_method:: GET /others"
    tree = reference(tmp_path, operation("Show Part", urls))
    assert own_words(tree.operations[0]) == {"things", "id", "others", "show", "part"}


@pytest.mark.parametrize(
    ("word", "expected"), [("thing", True), ("things", True), ("tenant", True), ("other", False)]
)
def test_words_but_for_an_ending(word: str, expected: bool) -> None:
    assert is_among(word, ("part", "things", "project")) is expected
