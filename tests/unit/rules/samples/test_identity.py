"""Rules of ``apiref.rules.samples.identity``."""

from pathlib import Path

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
