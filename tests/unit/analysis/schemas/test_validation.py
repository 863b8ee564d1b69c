"""Values validated by the schemas of a project."""

from __future__ import annotations

import json
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from apiref.analysis.schemas.validation import (
    LimitExceededError,
    TimeLimit,
    Validators,
    statement_node,
)
from apiref.model.json_file import Json, pointer
from apiref.model.tree import Tree
from tests.limits import cpu_limit
from tests.unit.analysis.references import bound, operation, reference

NAME = "schemas/thing.json"


def _tree(root: Path, schema: Json) -> Tree:
    other = {"$defs": {"size": {"minimum": 1}}}
    more = f"=== schemas/other.json\n{json.dumps(other)}\n"
    return reference(root, operation(), bound(schema), more)


def _errors(root: Path, schema: Json, value: Any) -> list[tuple[str, str]]:
    found = Validators(_tree(root, schema)).errors(NAME, value)
    return [(pointer(item.path), item.message) for item in found]


@pytest.mark.parametrize(
    ("schema", "value", "errors"),
    [
        ({"type": "object"}, {}, []),
        ({"type": "object"}, None, [("$", "null is not of type 'object'")]),
        ({"type": "string"}, "None", []),
        (
            {"properties": {"b": {"type": "string"}, "a": {"type": "string"}}},
            {"b": 1, "a": 2},
            [("a", "2 is not of type 'string'"), ("b", "1 is not of type 'string'")],
        ),
        ({"$ref": "other.json#/$defs/size"}, 0, [("$", "0 is less than the minimum of 1")]),
        ({"format": "date-time"}, "never", [("$", "'never' is not a 'date-time'")]),
        # What a part rejects counts as unevaluated, which is no further violation.
        (
            {
                "allOf": [{"properties": {"a": {}}, "additionalProperties": False}],
                "properties": {"b": {}},
                "unevaluatedProperties": False,
            },
            {"a": 1, "b": 1},
            [("$", "Additional properties are not allowed ('b' was unexpected)")],
        ),
        (
            {
                "required": ["b"],
                "allOf": [{"properties": {"a": {"type": "null"}}}],
                "unevaluatedProperties": False,
            },
            {"a": 1},
            [("$", "'b' is a required property"), ("a", "1 is not of type 'null'")],
        ),
        (
            {
                "properties": {"a": {"type": "null"}, "b": {"unevaluatedProperties": False}},
                "unevaluatedProperties": False,
            },
            {"a": 1, "b": {"c": 1}, "d": 1},
            [
                ("$", "Unevaluated properties are not allowed ('d' was unexpected)"),
                ("a", "1 is not of type 'null'"),
                ("b", "Unevaluated properties are not allowed ('c' was unexpected)"),
            ],
        ),
        # What is wrong with a schema is told at its place.
        ({"$ref": "missing.json"}, 0, []),
        ({"type": "thing"}, 0, [("$", "cannot be validated: UnknownType")]),
        # One member of a wrong name is one violation.
        (
            {"required": ["a"], "properties": {"a": {}}, "additionalProperties": False},
            {"b": 1},
            [("$", "Additional properties are not allowed ('b' was unexpected)")],
        ),
        (
            {"required": ["a", "c"], "properties": {"a": {}}, "additionalProperties": False},
            {"b": 1},
            [
                ("$", "'a' is a required property"),
                ("$", "'c' is a required property"),
                ("$", "Additional properties are not allowed ('b' was unexpected)"),
            ],
        ),
        # What is required in vain is told by itself, and so is what comes of it.
        (
            {
                "type": "object",
                "required": ["lost"],
                "properties": {"a": {}},
                "additionalProperties": False,
            },
            {"lost": 1},
            [],
        ),
        ({"type": "object", "required": ["lost"], "properties": {"a": {}}}, {}, []),
    ],
)
def test_violations(
    tmp_path: Path, schema: Json, value: Any, errors: list[tuple[str, str]]
) -> None:
    assert _errors(tmp_path, schema, value) == errors


def test_long_messages_are_cut(tmp_path: Path) -> None:
    ((_, message),) = _errors(tmp_path, {"type": "string"}, list(range(1000)))
    assert len(message) == 300


def test_a_violation_tells_the_statement_and_the_member(tmp_path: Path) -> None:
    inner = {"properties": {"x": {}}, "additionalProperties": False}
    schema = {"properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": inner}}
    (found,) = Validators(_tree(tmp_path, schema)).errors(NAME, {"a": {"x": 1, "y": 2}})
    assert (found.path, found.keyword, found.member) == (("a",), "additionalProperties", "y")
    assert found.statement == ("properties", "a", "additionalProperties")


def test_a_pattern_that_takes_for_ever(tmp_path: Path) -> None:
    with cpu_limit(30):
        found = _errors(tmp_path, {"pattern": "^(a+)+$"}, "a" * 40 + "b")
    assert found == [
        ("$", "cannot be validated in reasonable time; simplify the patterns"),
    ]


def test_an_unknown_schema_finds_nothing(tmp_path: Path) -> None:
    assert Validators(_tree(tmp_path, {})).errors("missing.json", 1) == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (("type",), "$"),
        (("properties", "a", "type"), "properties.a"),
        (("allOf", 0, "type"), "allOf.0"),
        (("properties", "b", "$ref", "type"), "$defs.b"),
        # References may be left out.
        (("properties", "b", "type"), "$defs.b"),
        (("properties", "missing", "type"), None),
        (("properties", "a", "type", "more"), None),
    ],
)
def test_the_subschema_of_a_statement(
    tmp_path: Path, statement: tuple[str | int, ...], place: str | None
) -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"$ref": "#/$defs/b"}},
        "allOf": [{"type": "object"}],
        "$defs": {"b": {"type": "string"}},
    }
    found = statement_node(_tree(tmp_path, schema), NAME, statement)
    assert ((found and ".".join(map(str, found.path))) or (found and "$")) == place


def _work(seconds: float) -> None:
    """Keeps the processor busy for that long; the clock of the wall does not count."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_takes_longer_is_stopped() -> None:
    limit = TimeLimit(0.05)
    with pytest.raises(LimitExceededError), limit:
        _work(30)
    with pytest.raises(LimitExceededError), limit:
        raise AssertionError("entered without time left")


def test_all_uses_together_count() -> None:
    limit = TimeLimit(10)
    with limit:
        _work(0.2)
    assert 0 < limit.left < 9.95


def test_another_error_goes_through_and_leaves_time() -> None:
    limit = TimeLimit(10)
    with pytest.raises(KeyError), limit:
        raise KeyError
    assert limit.left > 5


def test_what_signals_did_before_they_do_again() -> None:
    def handler(_signal: int, _frame: object) -> None: ...

    before = signal.signal(signal.SIGVTALRM, handler)
    try:
        with TimeLimit(10):
            assert signal.getsignal(signal.SIGVTALRM) is not handler
        assert signal.getsignal(signal.SIGVTALRM) is handler
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_other_threads_have_no_limit() -> None:
    done: list[str] = []

    def work() -> None:
        with TimeLimit(0.01):
            done.append("in time")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["in time"]
