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
    ("usual", "odd", "subject", "how"),
    [
        ('{"a": [1, 2]}', '{"a": [1, 3]}', "input.a[1]", "is '3' here, but '2' in"),
        ('{"a": [1]}', '{"a": [1, 2]}', "input.a", "differs from"),
        ('{"a": 1}', '{"a": 1, "b": 2}', "input.b", "differs from"),
        ('{"a": 1, "b": 2}', '{"a": 1}', "input", "differs from"),
        ('{"a": 1}', "[1]", "input", "differs from"),
        ("[1]", '{"a": 1}', "input", "differs from"),
        ("[1]", "7", "input", "differs from"),
        ("7", "[1]", "input", "differs from"),
        (
            '"2026-01-01T00:00:00Z"',
            '"2026-01-02T00:00:00Z"',
            "input",
            "is '2026-01-02T00:00:00Z' here, but '2026-01-01T00:00:00Z' in",
        ),
        (
            '"2026-01-01T00:00:00Z"',
            '"2026-01-01T00:00:01Z"',
            "input",
            "is '2026-01-01T00:00:01Z' here, but '2026-01-01T00:00:00Z' in",
        ),
    ],
)
def test_where_two_values_differ(
    tmp_path: Path, usual: str, odd: str, subject: str, how: str
) -> None:
    items = ",\n".join(f'{{"id": "1", "input": {value}}}' for value in (usual, usual, odd))
    tree = f"{TREE}=== api-ref/source/list.json\n[{items} <<< sample-contradiction\n]\n"
    (found,) = assert_expected(tmp_path, tree, "sample-contradiction")
    assert found.subject == f"[2].{subject}"
    assert found.message == (
        f"'[2].{subject}' {how} api-ref/source/list.json for the same object; make them agree"
    )
    assert [place.line for place in found.places] == [1]


@pytest.mark.parametrize("role", ["request", "response"])
def test_nobody_knows_which_of_two_requests_is_answered(tmp_path: Path, role: str) -> None:
    include = f".. literalinclude:: {role}.json\n"
    tree = TREE.replace('{"kind": "a"}', '{"kind": "b"}')
    tree = tree.replace(include, f"{include}\n.. literalinclude:: more.json\n")
    tree += '=== api-ref/source/more.json\n{"size": 1}\n'
    tree += '=== api-ref/source/list.json\n[{"id": "1", "kind": "a"}]\n'
    assert_expected(tmp_path, tree, "sample-contradiction")


def test_a_request_is_that_of_the_outermost_object_of_its_response(tmp_path: Path) -> None:
    """Behind an operation whose samples cannot be read, or are no objects."""
    listed = ".. literalinclude:: none.json\n\n.. literalinclude:: list.json\n"
    other = f"Others\n======\n\n.. rest_method:: POST /others\n\nRequest\n-------\n\n{listed}"
    tree = TREE.replace("Things\n======\n", f"{other}\nThings\n======\n")
    tree = tree.replace('"input": null', '"input": {"id": "3", "kind": "c"}')
    tree = tree.replace('{"kind": "a"}', '{"kind": "b"} <<< sample-contradiction')
    tree += '=== api-ref/source/list.json\n[{"id": "1", "kind": "a"}]\n'
    tree += '=== api-ref/source/other.json\n{"id": "2", "kind": "d"}\n'
    tree += "=== api-ref/source/more.rst\n.. literalinclude:: other.json\n"
    (found,) = assert_expected(tmp_path, tree, "sample-contradiction")
    assert found.subject == "kind"
    assert [place.path for place in found.places] == ["api-ref/source/list.json"]
