"""Which rows refer to which entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import (
    optional_sibling,
    resolved_rows,
    table_uses,
    unresolved_keys,
    unused_entries_named,
    used_keys,
    uses_by_entry,
)
from tests.unit.analysis.references import SOURCE, entries, operation, reference

FILE = f"{SOURCE}/parameters.yaml"
TABLE = ".. rest_parameters:: {}\n\n   - {}\n"


def _apart(file: str, *rows: str) -> str:
    """A table outside of operations, in a page before them."""
    text = TABLE.format(file, "\n   - ".join(rows))
    return f"=== {SOURCE}/about.rst\nAbout\n=====\n\n{text}"


def test_tables_of_operations_come_first(tmp_path: Path) -> None:
    tree = reference(
        tmp_path, _apart("parameters.yaml", "c: c"), operation(request="a", response="b")
    )
    found = [(use.label, use.role, use.table.rows[0].name) for use in table_uses(tree)]
    label = "GET /things/{id}"
    assert found == [(label, "request", "a"), (label, "response", "b"), (None, None, "c")]


def test_rows_whose_entries_are_known(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="a b"), lost="a")
    (use,) = table_uses(tree)
    assert [found.parameter.key for found in resolved_rows(use, tree)] == ["b"]


def test_the_rows_of_an_entry(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="a b=a"), operation("Other", response="a c"))
    found = uses_by_entry(tree)
    assert [use.row.name for use in found[FILE, "a"]] == ["a", "b", "a"]
    assert [use.use.label for use in found[FILE, "c"]] == ["GET /things/{id}"]


@pytest.mark.parametrize(
    ("more", "used"),
    [
        (_apart("parameters.yaml", "a: b"), {"a", "b"}),
        # The file of the table is not there: it may mean any.
        (_apart("missing.yaml", "a: b"), {"a", "b"}),
        # A row without a key may mean one by its name.
        (_apart("parameters.yaml", "b:"), {"a", "b", "", "b_2"}),
        # A misspelt directive has no rows.
        (operation("Other", text=TABLE.format("parameters.yaml", "b").replace("::", ":")), {"a"}),
        (operation("Other"), {"a"}),
    ],
)
def test_keys_that_are_in_use(tmp_path: Path, more: str, used: set[str]) -> None:
    tree = reference(tmp_path, operation(response="a"), more, entries("b", "b_2", "c"))
    assert used_keys(tree)[FILE] >= set(used)
    assert "c" not in used_keys(tree)[FILE]
    assert ("b" in used_keys(tree)[FILE]) == ("b" in used)


@pytest.mark.parametrize("rows", ["a", ""], ids=["with a table", "without any"])
def test_unused_entries_of_a_name(tmp_path: Path, rows: str) -> None:
    more = entries("b", "c", "c_2", "d: query", "f_path: body", "a")
    tree = reference(tmp_path, operation(response=rows), operation("Other", response="a"), more)
    found = unused_entries_named(tree, tree.operations[0], "abcdef")
    assert [entry.key for entry in found] == ["b", "f_path"]
    found = unused_entries_named(tree, tree.operations[0], "abcdef", "query")
    assert [entry.key for entry in found] == ["d"]


def test_unused_entries_of_another_file(tmp_path: Path) -> None:
    third = operation("Third", text=TABLE.format("other.yaml", "a: a"))
    other = entries("a", "b").replace("parameters", "other")
    tree = reference(tmp_path, operation(response="a"), operation("Other"), third, other)
    found = [unused_entries_named(tree, each, "b") for each in tree.operations]
    assert [len(each) for each in found] == [0, 1, 1]


@pytest.mark.parametrize(
    ("role", "entry", "row", "intended"),
    [
        ("response", "thing_name", "x=thing_nmae", "thing_name"),
        ("request", "thing_name: path", "x=thing_nmae", "thing_name"),
        ("response", "thing_name: path", "x=thing_nmae", None),
        ("response", "thing_name: query", "x=thing_nmae", None),
        # Its first word is another one; or that of the row's name.
        ("response", "using_name", "x=string_name", None),
        ("response", "string_name", "string=sring_name", "string_name"),
    ],
)
def test_the_entry_that_a_key_means(
    tmp_path: Path, role: str, entry: str, row: str, intended: str | None
) -> None:
    part = operation(request=row) if role == "request" else operation(response=row)
    tree = reference(tmp_path, part, entries(entry), lost=(row.partition("=")[2],))
    assert [item.intended for item in unresolved_keys(tree)] == [intended]


def test_keys_that_are_no_entries(tmp_path: Path) -> None:
    tree = reference(
        tmp_path,
        operation(response="a x=thing_nmae y=zzzzz size z=sizze"),
        entries("thing_name"),
        lost=("thing_nmae", "zzzzz", "sizze"),
    )
    found = [(item.key, item.intended, len(item.rows)) for item in unresolved_keys(tree)]
    assert found == [("thing_nmae", "thing_name", 1), ("zzzzz", None, 1), ("sizze", "size", 1)]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["name-request: body string optional It."], "name-request"),
        (["name_1: body array optional It.", "name_2: body string optional It."], "name_2"),
        (["name_1: body", "name-request: body"], "name-request"),
        (["name-response: body"], None),
        (["name_1: body string optional A read-only name."], None),
        (["name-request: body string required It.", "named: body string optional It."], None),
        (["name-query: query string optional It."], None),
    ],
)
def test_the_optional_entry_of_the_same_parameter(
    tmp_path: Path, others: list[str], expected: str | None
) -> None:
    tree = reference(
        tmp_path, operation(response="name"), entries("name: body string required It.", *others)
    )
    found = optional_sibling(tree, tree.parameter_files[FILE].by_key()["name"], "request")
    assert (found and found.key) == expected


def test_no_optional_entry_of_the_other_role(tmp_path: Path) -> None:
    """Once advised for a response."""
    tree = reference(
        tmp_path,
        operation(request="name=name_2", response="name"),
        entries("name: body string required It.", "name_2: body", "name-req: body"),
    )
    entry = tree.parameter_files[FILE].by_key()["name"]
    assert optional_sibling(tree, entry, "response") is None
    sent = optional_sibling(tree, entry, "request")
    assert sent is not None and sent.key == "name_2"
