"""Every kind of change, both ways."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.differences.operations import changes
from apiref.model.change import CHANGES
from tests.unit.differences.cases import DIRECTIONS, pairs

PAIRS = list(pairs())


@pytest.mark.parametrize(
    ("old", "new", "names"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_a_change_has_its_name(old: Any, new: Any, names: tuple[str, ...]) -> None:
    assert tuple(change.id for change in changes(old, new)) == names


@pytest.mark.parametrize("document", [pair[1] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_a_document_is_no_change_of_itself(document: Any) -> None:
    assert changes(document, document) == []


def test_the_table_has_every_kind_but_those_of_tables_of_rows() -> None:
    seen = {name for pair in PAIRS for name in pair[3]}
    both = {f"{way}-{name}" for way in DIRECTIONS for name in ("property-moved", "null-shown")}
    assert set(CHANGES) - seen == {*both, "required-request-body-added"}
