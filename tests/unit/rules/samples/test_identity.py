"""Rules of ``apiref.rules.samples.identity``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected

TREE = """\
=== pyproject.toml
[tool.apiref]
lasting-fields = ["kind", "created_at", "input"]
=== api-ref/source/index.rst
Things
======

.. rest_method:: POST /things

Request
-------

.. literalinclude:: request.json

Response
--------

.. literalinclude:: response.json
=== api-ref/source/request.json
{"kind": "a"}
=== api-ref/source/response.json
{"id": "1", "kind": "a", "created_at": "2026-01-01T00:00:00Z", "input": null}
"""


def test_samples_that_agree(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/list.json
[
    {"id": "1", "kind": "a", "created_at": "2026-01-01T00:00:00.5", "state": "b"},
    {"id": "1", "input": {"a": 1}},
    {"id": "2", "kind": "b"}
]
"""
    assert_expected(tmp_path, TREE + tree, "sample-contradiction")


def test_the_one_that_differs_from_the_others_is_reported(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/list.json
[
    {"id": "1", "kind": "b"} <<< sample-contradiction
]
"""
    found = assert_expected(tmp_path, TREE + tree, "sample-contradiction")
    assert (found[0].subject, found[0].location.column) == ("[0].kind", 25)


def test_the_inner_member_is_reported(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/list.json
[
    {"id": "1", "input": {"size": 1}},
    {"id": "1", "input": {"size": 1}},
    {"id": "1", "input": {"size": 2}} <<< sample-contradiction
]
"""
    found = assert_expected(tmp_path, TREE + tree, "sample-contradiction")
    assert found[0].subject == "[2].input.size"


def test_a_request_that_asks_for_another_thing(tmp_path: Path) -> None:
    tree = TREE.replace('{"kind": "a"}', '{"kind": "b"}')
    tree += '=== api-ref/source/list.json\n[{"id": "1", "kind": "a"}]\n'
    tree = tree.replace('{"kind": "b"}', '{"kind": "b"} <<< sample-contradiction')
    assert_expected(tmp_path, tree, "sample-contradiction")


def test_without_the_setting_nothing_is_compared(tmp_path: Path) -> None:
    tree = TREE.replace('lasting-fields = ["kind", "created_at", "input"]', "")
    tree += '=== api-ref/source/list.json\n[{"id": "1", "kind": "c"}]\n'
    assert_expected(tmp_path, tree, "sample-contradiction")


@pytest.mark.parametrize(
    ("usual", "odd", "subject"),
    [
        ('{"a": [1, 2]}', '{"a": [1, 3]}', "input.a[1]"),
        ('{"a": [1]}', '{"a": [1, 2]}', "input.a"),
        ('{"a": 1}', '{"a": 1, "b": 2}', "input.b"),
        ('{"a": 1, "b": 2}', '{"a": 1}', "input"),
        ('{"a": 1}', "[1]", "input"),
        ("[1]", '{"a": 1}', "input"),
        ("[1]", "7", "input"),
    ],
)
def test_where_two_values_differ(tmp_path: Path, usual: str, odd: str, subject: str) -> None:
    items = ",\n".join(f'{{"id": "1", "input": {value}}}' for value in (usual, usual, odd))
    tree = f"{TREE}=== api-ref/source/list.json\n[{items} <<< sample-contradiction\n]\n"
    (found,) = assert_expected(tmp_path, tree, "sample-contradiction")
    assert found.subject == f"[2].{subject}"


@pytest.mark.parametrize("role", ["request", "response"])
def test_nobody_knows_which_of_two_requests_is_answered(tmp_path: Path, role: str) -> None:
    include = f".. literalinclude:: {role}.json\n"
    tree = TREE.replace('{"kind": "a"}', '{"kind": "b"}')
    tree = tree.replace(include, f"{include}\n.. literalinclude:: more.json\n")
    tree += '=== api-ref/source/more.json\n{"size": 1}\n'
    tree += '=== api-ref/source/list.json\n[{"id": "1", "kind": "a"}]\n'
    assert_expected(tmp_path, tree, "sample-contradiction")
