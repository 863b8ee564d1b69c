"""Which of two names for one field is the wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.misnamed_rows import is_row_misnamed, name_by_url
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.model.json_file import Json
from apiref.model.tree import Tree
from tests.unit.analysis.references import entries, operation, reference


def _item(tree: Tree) -> Undocumented:
    found = [
        item for each in compare(tree) for item in each.undocumented if item.intended is not None
    ]
    return found[0]


def _show(row: str, shown: Json) -> str:
    return operation(response=f"id {row}", shown=shown)


@pytest.mark.parametrize(
    ("row", "shown", "parts", "expected"),
    [
        # The rest of the reference knows the one.
        ("states=x", {"id": 1, "state": 2}, [operation("B", shown={"state": 1})], True),
        ("states=x", {"id": 1, "state": 2}, [operation("B", response="state")], True),
        ("states=state", {"id": 1, "state": 2}, [operation("B", shown={"states": 1})], False),
        # A text is no name.
        ("states=x", {"id": 1, "state": 2}, [operation("B", shown={"x": "state"})], False),
        # The key tells.
        ("states=state", {"id": 1, "state": 2}, [], True),
        ("states", {"id": 1, "state": 2}, [], False),
        ("states=state_2", {"id": 1, "state": 2}, [], True),
        ("states=state-thing", {"id": 1, "state": 2}, [], True),
        ("states=states-thing", {"id": 1, "state": 2}, [], False),
        ("states=x", {"id": 1, "state": 2}, [], False),
        # The type tells: it is no text.
        ("states=states_2", {"id": 1, "state": {"a": 1}}, [], True),
        # It goes on from the name of a list beside it.
        ("a_links", {"id": [1], "id_links": "b"}, [operation("B", response="a_links")], True),
        ("a_links", {"id": 1, "id_links": "b"}, [operation("B", response="a_links")], False),
        # Both words for a project are in use.
        ("project=tenant", {"id": 1, "tenant": "a"}, [], False),
        # What encloses a whole sample is right.
        ("states=x", {"state": {"id": 1}}, [entries("x: body object")], True),
    ],
)
def test_rows(tmp_path: Path, row: str, shown: Json, parts: list[str], expected: bool) -> None:
    tree = reference(tmp_path, _show(row, shown), *parts)
    assert is_row_misnamed(tree, _item(tree)) is expected


@pytest.mark.parametrize(("other", "expected"), [("state", True), ("states", False)])
def test_what_other_samples_of_the_page_show(tmp_path: Path, other: str, expected: bool) -> None:
    """Once decided for each operation, so that rows were right in one and wrong in another."""
    tree = reference(
        tmp_path,
        _show("states=x", {"id": 1, "state": 2}),
        *(operation(title, response="states=x") for title in "CDE"),
        operation("B", shown={other: 1}),
    )
    assert is_row_misnamed(tree, _item(tree)) is expected


def test_what_several_samples_show_alike_is_right(tmp_path: Path) -> None:
    more = ".. literalinclude:: more.json\n"
    text = f"Response\n--------\n\n{more}"
    tree = reference(
        tmp_path,
        operation(response="id states=x", shown={"id": 1, "state": 2}, text=text),
        '=== api-ref/source/more.json\n{"id": 1, "state": 3}\n',
    )
    item = _item(tree)
    assert len(item.places) == 2
    assert is_row_misnamed(tree, item)
    assert not is_row_misnamed(tree, item._replace(intended=None))


@pytest.mark.parametrize(("kind", "expected"), [("object", True), ("array", False)])
def test_a_list_with_the_row_of_an_item(tmp_path: Path, kind: str, expected: bool) -> None:
    """Once the sample was told to use the name that other operations have for a single one."""
    others = [operation(name, response="crate id", shown={"crate": {"id": 1}}) for name in "ABCDE"]
    shown = {"crates": [{"id": 1}]}
    tree = reference(tmp_path, _show("crate=x", shown), *others, entries(f"x: body {kind}"))
    assert is_row_misnamed(tree, _item(tree)) is expected


SHOW, LIST = ("Show crate", "GET /crates/{id}"), ("List crates", "GET /crates")


@pytest.mark.parametrize(
    ("asked", "row", "shown", "other", "expected"),
    [
        # Once the row was told to use the name in the sample of another operation.
        (SHOW, "crate", {"crates": [{"id": 1}]}, "crate", "crate"),
        (LIST, "crates", {"crate": {"id": 1}}, "crate", "crates"),
        (LIST, "crates", {"crate": [{"id": 1}]}, "crate", "crates"),
        # The row is copied, and the value is what the URL names.
        (SHOW, "crates", {"crate": {"id": 1}}, "size", "crate"),
        (LIST, "crate", {"crates": [{"id": 1}]}, "size", "crates"),
        # Each of the others lacks one condition.
        (SHOW, "crate", {"crates": [{"id": 1}]}, "size", None),
        (SHOW, "crates", {"crate": [{"id": 1}]}, "size", None),
        (("Show", SHOW[1]), "crate", {"crates": [{"id": 1}]}, "crate", None),
        (("Show crates", SHOW[1]), "crate", {"crates": [{"id": 1}]}, "crate", None),
        ((SHOW[0], "GET /boxes/{id}"), "crate", {"crates": [{"id": 1}]}, "crate", None),
        ((LIST[0], "POST /crates"), "crates", {"crate": {"id": 1}}, "crate", None),
        ((LIST[0], "GET /crate"), "crates", {"crate": {"id": 1}}, "crate", None),
    ],
)
def test_what_the_url_asks_for(
    tmp_path: Path, asked: tuple[str, str], row: str, shown: Json, other: str, expected: str | None
) -> None:
    part = operation(*asked, response=f"{row} id", shown=shown)
    types = entries("crate: body object", "crates: body array")
    tree = reference(tmp_path, part, operation("B", "PUT /b", response=other), types)
    item = _item(tree)
    assert name_by_url(tree, item) == expected
    if expected is not None:
        assert is_row_misnamed(tree, item) is (expected == item.name)
