"""Operations that are deprecated or removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.operations.obsolete import is_obsolete
from tests.unit.analysis.references import SOURCE, operation, reference, titled


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Show thing", "It.", False),
        ("Show thing (DEPRECATED)", "It.", True),
        ("Show thing (removed in 2.4)", "It.", True),
        ("Show deprecated things", "It.", False),
        ("Show thing", "This API is deprecated.", True),
        ("Show thing", "The ``things`` action has\nbeen removed.", True),
        ("Show thing", "These calls will fail with a 404 starting from microversion 2.3.", True),
        ("Show thing", "They were completely removed in the 3.0.0 (Zed) release.", True),
        ("Show thing", "It fails with a 404 if there is none.", False),
        ("Show thing", "It was removed in the meantime.", False),
        ("Show thing", "Things are deprecated. This API may be removed.", False),
        ("Show thing", "The ``size`` of the thing is deprecated.", False),
    ],
)
def test_what_an_operation_says(tmp_path: Path, title: str, text: str, expected: bool) -> None:
    tree = reference(tmp_path, operation(title, text=text), operation("Show other"))
    assert is_obsolete(tree, titled(tree, title)) is expected
    assert not is_obsolete(tree, titled(tree, "Show other"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Things (REMOVED)\n****************\n", True),
        ("Deprecated APIs\n***************\n", True),
        ("Things\n******\n\n.. warning::\n\n   These APIs are deprecated.\n", True),
        ("Things\n******\n\nThey are new.\n", False),
    ],
)
def test_what_stands_at_the_start_of_the_page(tmp_path: Path, head: str, expected: bool) -> None:
    page = f"=== {SOURCE}/things.inc\n{head}\n"
    tree = reference(tmp_path, page, operation("Show thing"), operation("List things"))
    assert {is_obsolete(tree, each) for each in tree.operations} == {expected}
