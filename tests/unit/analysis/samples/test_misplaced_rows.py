"""Rows that stand where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import resolved_rows, table_uses
from apiref.analysis.samples.misplaced_rows import fitting_entry, misplaced_rows
from apiref.model.json_file import Json
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
        # The query of the URL has it, and nothing but GET can be why.
        (
            [operation(endpoint="GET /things?a={a}", request="a")],
            [("body-on-get", ["a"], "a", None)],
        ),
        (
            [operation(endpoint="PUT /things?a={a}", request="a")],
            [("query-elsewhere", ["a"], "a", None)],
        ),
        # A part of the URL is told by others.
        ([operation(endpoint="GET /things/{a}", request="a")], []),
        ([operation(response="a")], []),
        ([operation(response="q")], [("not-in-response", ["q"], "q", None)]),
        ([operation(response="q"), entries("q_2")], [("not-in-response", ["q"], "q", "q_2")]),
        (
            [operation(request="X-A=a"), operation("Other", request="X-A=a", response="X-B=b")],
            [
                ("header-elsewhere", ["X-A", "X-A"], "a", None),
                ("header-elsewhere", ["X-B"], "b", None),
            ],
        ),
        # Elsewhere the entry is right.
        (
            [operation(response="q"), operation("Other", request="q")],
            [("not-in-response", ["q"], None, None)],
        ),
        # Many of one table stand in the wrong half together.
        ([operation(request="a b c")], [("body-on-get", ["a", "b", "c"], None, None)]),
        (
            [operation(endpoint="PUT /things", request="q", sent={"q": "1"}), entries("q_body")],
            [("field-elsewhere", ["q"], "q", "q_body")],
        ),
        ([operation(response="h", shown={"h": 1})], [("field-elsewhere", ["h"], "h", None)]),
        ([operation(response="h", shown={"a": 1})], []),
        # The URL of a request has it; that says nothing about a response.
        ([operation(endpoint="PUT /things/{q}", request="q", sent={"q": "1"})], []),
        (
            [operation(endpoint="PUT /things/{h}", response="h", shown={"h": "1"})],
            [("field-elsewhere", ["h"], "h", None)],
        ),
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
            item.fitting[0] and item.fitting[0].key,
        )
        for item in misplaced_rows(tree)
    ]
    assert told == found


IN_QUERY = [operation(request="q"), entries("q: query")]


@pytest.mark.parametrize(
    ("parts", "fitting"),
    [
        # That of most rows of the name, not of rows with another, before one without rows.
        ([operation("A", response="q=q_1"), entries("q_2")], "q_1"),
        ([operation("A", response="q=q_1 b=q_2 c=q_2")], "q_1"),
        # Then the one with the same description, then one without rows.
        ([entries("q_1: body string required Another.", "q_2")], "q_2"),
        ([operation("A", response="b=q_1"), entries("q_2")], "q_2"),
        # Required or optional, as that of the row, before one without rows.
        ([operation("A", response="b=q_1"), entries("q_2: body string required")], "q_1"),
        (
            [entries("q_1: body string required Another.", "q_2: body string optional Third.")],
            "q_2",
        ),
        (
            [entries("q_1: body string required", "q_2: body string optional Another.")],
            "q_1",
        ),
        # Nothing tells which one is right, or other rows of the name refer to another one.
        ([entries("q_1", "q_2")], None),
        ([operation("A", response="q=size b=q_1")], None),
        # Of another type, of another resource, or with words for requests.
        ([entries("q_1: body object required Text.")], None),
        ([operation("A", "GET /ships"), entries("q_1: body string required Of the ship.")], None),
        ([entries("q_1: body string required Default is 1.")], None),
        # For requests only, by its key or its rows.
        ([entries("q_request")], None),
        ([operation("A", "PUT /a", request="q=q_1")], None),
        ([operation("A", "PUT /a", request="q=q_1", response="q=q_1")], "q_1"),
    ],
)
def test_the_entry_that_fits(tmp_path: Path, parts: list[str], fitting: str | None) -> None:
    """Once the most similar entry, although it was that of a request."""
    wrong = operation("Wrong", response="q", shown={"a": [{"q": "1"}]})
    tree = reference(tmp_path, *IN_QUERY, wrong, *parts)
    (found,) = misplaced_rows(tree)
    assert [entry and entry.key for entry in found.fitting] == [fitting]
    assert found.shown is True


@pytest.mark.parametrize(("shown", "fits"), [(None, True), ({"q": "1"}, True), ({"q": {}}, False)])
def test_an_entry_of_a_field_that_samples_do_not_show(
    tmp_path: Path, shown: Json, fits: bool
) -> None:
    wrong = operation("Wrong", response="q", shown=shown)
    (found,) = misplaced_rows(reference(tmp_path, *IN_QUERY, wrong, entries("q_body")))
    assert (found.fitting != (None,)) is fits
    assert found.shown is (None if shown is None else True)


def test_an_optional_path_parameter_is_the_last_remedy(tmp_path: Path) -> None:
    """Even if more rows refer to it: a part of the URL is always there."""
    parts = (operation(title, "GET /a/{p}", request="p=p_path") for title in "AB")
    given = entries("p_path: path", "p_2: path string required", "p: body")
    tree = reference(tmp_path, operation("C", "GET /a/{p}", request="p"), *parts, given)
    (wrong,) = [
        found
        for use in table_uses(tree)
        for found in resolved_rows(use, tree)
        if found.row.key == "p"
    ]
    fitting = fitting_entry(tree, wrong, ("path",))
    assert fitting is not None
    assert fitting.key == "p_2"


@pytest.mark.parametrize(
    ("count", "more", "fits"), [(3, "", True), (2, "", False), (3, "p=q", False)]
)
def test_the_entry_of_the_other_rows_of_a_name(
    tmp_path: Path, count: int, more: str, fits: bool
) -> None:
    """Once "an entry with 'in: path'", though all other operations had one of another key."""
    parts = [operation(f"A{at}", "GET /a/{p}", request="p=thing") for at in range(count)]
    other = operation("B", "GET /a/{p}", request=more) if more else ""
    given = entries("thing: path", "q: path", "p: body")
    wrong = operation("C", "GET /a/{p}", request="p")
    tree = reference(tmp_path, wrong, *parts, *([other] if other else []), given)
    (row,) = [
        it for use in table_uses(tree) for it in resolved_rows(use, tree) if it.row.key == "p"
    ]
    fitting = fitting_entry(tree, row, ("path",))
    assert (fitting is not None and fitting.key == "thing") is fits


def test_a_path_parameter_is_no_remedy_without_a_placeholder(tmp_path: Path) -> None:
    """Once "refer to the entry p_path"."""
    rows = (operation(title, "PUT /a", request="p=p_path") for title in "ABC")
    other = operation("E", "PUT /a", request="p")
    wrong = operation("Wrong", request="p"), entries("p_path: path", "p: body")
    (found,) = misplaced_rows(reference(tmp_path, *rows, other, *wrong))
    assert found.fitting == (None,)


@pytest.mark.parametrize(
    ("endpoint", "entry"), [("POST /a", "q"), ("DELETE /a", None), ("GET /a", None)]
)
def test_an_entry_for_requests_with_bodies(
    tmp_path: Path, endpoint: str, entry: str | None
) -> None:
    """Once only the row was wrong, since another sample does not show the field."""
    wrong = operation("Wrong", "POST /things", request="q", sent={"q": 1})
    other = operation("Other", endpoint, request="q")
    (found,) = misplaced_rows(reference(tmp_path, wrong, other, entries("q: query")))
    assert (found.entry and found.entry.key) == entry
