"""Rows that stand where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.misplaced_rows import misplaced_rows
from tests.unit.analysis.references import entries, operation, reference

Reported = tuple[str, list[str], str | None, str | None]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([operation(request="a")], [("body-on-get", ["a"], "a", None)]),
        (
            [operation(endpoint="GET /things\n.. rest_method:: HEAD /things", request="a")],
            [("body-on-get", ["a"], "a", None)],
        ),
        ([operation(endpoint="GET /things\n.. rest_method:: PUT /things", request="a")], []),
        ([operation(endpoint="PUT /things", request="a")], []),
        # A part of the URL is told by others.
        ([operation(endpoint="GET /things/{a}", request="a")], []),
        ([operation(response="a")], []),
        ([operation(response="q")], [("not-in-response", ["q"], "q", None)]),
        ([operation(response="q"), entries("q_2")], [("not-in-response", ["q"], "q", "q_2")]),
        # Elsewhere the entry is right.
        (
            [operation(response="q"), operation("Other", request="q")],
            [("not-in-response", ["q"], None, None)],
        ),
        # Many of one table stand in the wrong half together.
        ([operation(request="a b c")], [("body-on-get", ["a", "b", "c"], None, None)]),
        (
            [operation(endpoint="PUT /things", request="q", sent={"q": 1}), entries("q_body")],
            [("field-elsewhere", ["q"], "q", "q_body")],
        ),
        ([operation(response="h", shown={"h": 1})], [("field-elsewhere", ["h"], "h", None)]),
        ([operation(response="h", shown={"a": 1})], []),
        # One of two parts has a wrong title, and nobody knows which half the rows are of.
        ([operation(response="q", text="Response")], []),
    ],
)
def test_rows(tmp_path: Path, parts: list[str], found: list[Reported]) -> None:
    tree = reference(tmp_path, *parts, entries("q: query", "h: header"))
    told = [
        (
            item.fault,
            [each.row.name for each in item.rows],
            item.entry and item.entry.key,
            item.fitting and item.fitting.key,
        )
        for item in misplaced_rows(tree)
    ]
    assert told == found
