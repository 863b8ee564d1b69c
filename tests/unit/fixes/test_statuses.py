"""Lists of response codes in ascending order."""

from __future__ import annotations

import pytest

from apiref.fixes.edits import Edits
from apiref.fixes.statuses import in_ascending_order
from apiref.model.page import StatusTable
from tests.unit.read.pages import blocks

LIST = ".. rest_status_code:: error status.yaml\n\n{}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LIST.format("   - 409\n   - 404: lost\n"), LIST.format("   - 404: lost\n   - 409\n")),
        (
            LIST.format("   - 500\n   - 409\n   - 404\n"),
            LIST.format("   - 404\n   - 409\n   - 500\n"),
        ),
        ("Error response codes: 409, 404.\n", "Error response codes: 404, 409.\n"),
        (
            "Error response codes: busy(409), lost (404) and 400\n",
            "Error response codes: 400, lost (404) and busy(409)\n",
        ),
        ("Error response codes: 500,\n404\n", "Error response codes: 404,\n500\n"),
        ("Error response codes: 500,\n404,\n400\n", "Error response codes: 400,\n404,\n500\n"),
        ("Error response codes:409, 404.\n", "Error response codes:404, 409.\n"),
        # What is between says something, or an item is no line.
        ("Error response codes: 409 (busy), 404\n", None),
        ("Error response codes: 409, 404 at times\n", None),
        (LIST.format("   - 409\n\n   - 404\n"), None),
        (LIST.format("   - 409\n   - lost\n"), None),
        (LIST.format(""), None),
    ],
)
def test_lists(before: str, after: str | None) -> None:
    (table,) = blocks(before, StatusTable)
    fix = in_ascending_order(table, before.splitlines())
    if after is None:
        assert fix is None
        return
    assert fix is not None
    assert fix.changes == int(table.is_text)
    edits = Edits(before)
    assert edits.add(fix.edits)
    assert edits.applied() == after
