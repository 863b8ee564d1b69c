"""Response codes beside the name of another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.statuses.fault_names import codes_of, misnamed_codes
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Not Found", (404,)),
        ("itemNotFound", (404,)),
        ("HTTPBadRequest", (400,)),
        ("conflict", (409,)),
        ("overLimit", (413, 429)),
        ("thing", ()),
    ],
)
def test_codes_of_a_name(name: str, codes: tuple[int, ...]) -> None:
    assert codes_of(name) == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Error response codes: badRequest(400), itemNotFound(409)",
            [("itemNotFound", 409, (404,), 40, 53)],
        ),
        ("Error response codes: 409 (Not Found), 400", [("Not Found", 409, (404,), 28, 23)]),
        ("Not Found (409)", [("Not Found", 409, (404,), 1, 12)]),
        ("409 - Not Found", [("Not Found", 409, (404,), 7, 1)]),
        ("It is ``409 Not Found`` then.", [("Not Found", 409, (404,), 13, 9)]),
        ("Error response codes: itemNotFound(404)", []),
        ("Error response codes: thing(409)", []),
        # A word that is seldom more than that.
        ("Error response codes: found(409)", []),
        # A sentence that is no list.
        ("It answers Not Found (409) at times.", []),
    ],
)
def test_codes_beside_names(
    tmp_path: Path, text: str, found: list[tuple[str, int, tuple[int, ...], int, int]]
) -> None:
    tree = reference(tmp_path, operation(text=text))
    told = [
        (item.name, item.code, item.fitting, item.location.column, item.code_location.column)
        for item in misnamed_codes(tree)
    ]
    assert told == found
    assert all(item.location.line == 6 for item in misnamed_codes(tree))


def test_a_name_in_a_further_line(tmp_path: Path) -> None:
    text = "Error response codes: badRequest(400),\nitemNotFound(409)"
    (found,) = misnamed_codes(reference(tmp_path, operation(text=text)))
    assert (found.location.line, found.location.column) == (7, 1)
