"""Which rows of operations document which placeholders of their URLs."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.rows.entries import resolved_rows, table_uses
from apiref.analysis.rows.placeholders import (
    matchings,
    misnamed_placeholder,
    placeholder_uses,
    right_name,
)
from tests.unit.analysis.references import SOURCE, entries, operation, reference

PATHS = entries(
    "a: path", "a_id: path", "b: path", "uuid: path", "id: body", "a_uuid: body", "id_uuid: path"
)


@pytest.mark.parametrize(
    ("url", "request_rows", "undocumented", "superfluous", "misnamed", "elsewhere"),
    [
        ("/x/{a}", "a", [], [], [], []),
        ("/x/{a}", "", ["a"], [], [], []),
        ("/x", "a", [], ["a"], [], []),
        # Of the body, with the name of the placeholder or another one.
        ("/x/{id}", "id", ["id"], [], [], ["id"]),
        ("/x", "id", [], [], [], ["id"]),
        # A name without words.
        ("/x/{id}", "-=a", [], [], [("id", "-")], []),
        # By the key, by what both identify, or as it is misspelt.
        ("/x/{a_id}", "a=a_id", [], [], [("a_id", "a")], []),
        ("/x/{a_id}", "uuid", [], [], [("a_id", "uuid")], []),
        ("/x/{aa_id}/{b}", "a_id b", [], [], [("aa_id", "a_id")], []),
        ("/x/{zone}", "a", ["zone"], ["a"], [], []),
        # Once two faults: a suffix is missing, even if an object of the body has that name.
        ("/x/{b}/{a}", "b a_id", [], [], [("a", "a_id")], []),
        ("/x/{b}/{uuid}/{a_id}", "b uuid a", [], [], [("a_id", "a")], []),
        ("/x/{id}", "id id_uuid", [], [], [("id", "id_uuid")], ["id"]),
        ("/x/{id}", "id a_id", ["id"], ["a_id"], [], ["id"]),
        # Names in places that are no placeholders, but close to it.
        ("/x/<a>", "a", [], [], [], []),
    ],
)
def test_matchings(
    tmp_path: Path,
    url: str,
    request_rows: str,
    undocumented: list[str],
    superfluous: list[str],
    misnamed: list[tuple[str, str]],
    elsewhere: list[str],
) -> None:
    tree = reference(tmp_path, operation("X", f"PUT {url}", request=request_rows), PATHS)
    (found,) = matchings(tree)
    assert [item.name for item in found.undocumented] == undocumented
    assert [row.name for row in found.superfluous] == superfluous
    assert [(pair.placeholder.name, pair.row.name) for pair in found.misnamed] == misnamed
    assert list(found.elsewhere) == elsewhere


def test_how_many_endpoints_have_a_placeholder(tmp_path: Path) -> None:
    urls = "GET /x/{a}/{b}\n.. rest_method:: GET /y/{a}"
    uses = placeholder_uses(reference(tmp_path, operation("X", urls)))
    assert uses[""] == uses[f"{SOURCE}/things.inc"] == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("endpoint", "rows", "expected"),
    [
        ("GET /x/{b}/y/{a_id}", "id", "a_id"),
        ("GET /x/{a_id}", "a_uuid", "a_id"),
        # With a body, of another thing, or not the only row that may be it.
        ("PUT /x/{a_id}", "id", None),
        ("GET /x/{b_id}", "a_uuid", None),
        ("GET /x/{a_id}", "id a_uuid", None),
        ("GET /x/{a_id}", "id a_id", None),
        ("GET /x/{a}", "id", None),
        ("GET /x", "id", None),
    ],
)
def test_a_row_of_the_body_that_is_all_that_fits_a_placeholder(
    tmp_path: Path, endpoint: str, rows: str, expected: str | None
) -> None:
    tree = reference(tmp_path, operation("X", endpoint, request=rows), PATHS)
    (use,) = table_uses(tree)
    assert misnamed_placeholder(resolved_rows(use, tree)[0]) == expected


def test_a_row_of_a_response_fits_no_placeholder(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation("X", "GET /x/{a_id}", response="id"), PATHS)
    (use,) = table_uses(tree)
    assert misnamed_placeholder(resolved_rows(use, tree)[0]) is None


@pytest.mark.parametrize(
    ("url", "row", "right"),
    [
        # The key has its suffix; or it is the one name or the other.
        ("/x/{a_id_path}", "a_id=a_id_path", "a_id"),
        ("/x/{a_id}", "aid=a_id", "a_id"),
        ("/x/{aid}", "a_id=a_id", "a_id"),
        # That of the key, however often URLs have the other one.
        ("/x/{a}\n.. rest_method:: PUT /y/{a}", "a_id=a_id_path", "a_id"),
        ("/x/{a_id}", "a=a_id_path", "a_id"),
        # The collection before it.
        ("/boats/{boat_id}", "boot_id=z", "boat_id"),
        ("/boots/{boat_id}", "boot_id=z", "boot_id"),
        ("/x/{boat_id}", "boot_id=z", None),
    ],
)
def test_the_right_one_of_two_names(tmp_path: Path, url: str, row: str, right: str | None) -> None:
    keys = entries("a_id_path: path", "a_id: path", "z: path")
    tree = reference(tmp_path, operation("X", f"PUT {url}", request=row), keys)
    ((pair,),) = [matching.misnamed for matching in matchings(tree)]
    assert right_name(tree, f"{SOURCE}/things.inc", pair) == right
