"""Parts of operations with a wrong title."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.section_titles import (
    is_title_without_underline,
    operations_with_uncertain_roles,
)
from apiref.model.location import Location
from apiref.model.page import Paragraph
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("text", "strong", "is_title"),
    [
        ("Response", False, True),
        ("Request Parameters", False, True),
        ("Response Example (JSON)", False, True),
        ("Response", True, False),
        ("Responses are short.", False, False),
        ("Errors", False, False),
    ],
)
def test_titles_without_an_underline(text: str, strong: bool, is_title: bool) -> None:
    paragraph = Paragraph(text, (), Location("a.inc"), strong)
    assert is_title_without_underline(paragraph) is is_title


def test_an_operation_with_such_a_title_is_mistitled(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation("One", text="Response"), operation("Other"))
    assert operations_with_uncertain_roles(tree) == {tree.operations[0].location}
