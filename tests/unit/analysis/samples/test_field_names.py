"""The names of fields in samples."""

from __future__ import annotations

import pytest

from apiref.analysis.members import members
from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.analysis.samples.field_names import are_close, plain, renamed
from apiref.model.json_file import Json
from tests.unit.analysis.references import parameter, row


def _field(name: str) -> DocumentedField:
    return DocumentedField(row(name), parameter(name), field_parts(name))


def test_names_without_case_and_what_separates_words() -> None:
    assert plain("createdAt") == plain("created_at") == plain("Created At") == "createdat"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"Created At": 1, "ID": {"Name": 2}}, [("created_at",), ("id",), ("id", "Name")]),
        ({"Created At": 1, "size": 2, "Other": 3}, [("created_at",), ("size",), ("Other",)]),
        ({"Created At": 1, "Id": 3}, [("created_at",), ("Id",)]),
        # Without a title of two words, a few of these are names.
        ({"ID": 1, "Size": 2}, [("ID",), ("Size",)]),
        # Once four findings, one for each.
        ({"ID": 1, "Size": 2, "Rate": 3}, [("id",), ("size",), ("rate",)]),
        (
            {"Rate": [{"ID": 1, "Size": 2, "Rate": 3}]},
            [("rate",), ("rate", "id"), ("rate", "size"), ("rate", "rate")],
        ),
        ({"ID": 1, "Size": 2, "rate": 3}, [("ID",), ("Size",), ("rate",)]),
        ({"ID": 1, "Size": 2, "Rate": 3, "Other": 4}, [("ID",), ("Size",), ("Rate",), ("Other",)]),
        ({"ID": 1, "Size": 2, "Id": 3}, [("ID",), ("Size",), ("Id",)]),
        ({"ID": 1, "Size": 2, "": 3}, [("ID",), ("Size",), ("",)]),
    ],
)
def test_titles_of_columns(value: Json, names: list[tuple[str, ...]]) -> None:
    rows = {name: [_field(name)] for name in ("created_at", "id", "Id", "rate", "size")}
    assert [member.names for member in renamed(members(value), rows)] == names


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("created_a", "created_at", True),
        ("craeted_at", "created_at", True),
        # The same letters in another order, but not of a short name.
        ("tsaet", "state", True),
        ("di", "id", False),
        ("idd", "id", False),
        ("something", "created_at", False),
    ],
)
def test_names_that_are_nearly_the_same(name: str, other: str, expected: bool) -> None:
    assert are_close(name, other) is expected
