"""Parts of operations with a wrong title."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.section_titles import (
    duplicate_sections,
    is_of_the_request,
    is_title_without_underline,
    operations_with_uncertain_roles,
)
from apiref.model.location import Location
from apiref.model.page import Paragraph, Section
from tests.unit.analysis.references import entries, operation, reference

TABLE = ".. rest_parameters:: parameters.yaml\n\n   - {0}: {0}\n\n"


def _parts(*parts: tuple[str, str]) -> str:
    return "".join(f"{title}\n{'-' * len(title)}\n\n{content}\n\n" for title, content in parts)


A, B = (TABLE.format(name) for name in "ab")


@pytest.mark.parametrize(
    ("parts", "are_twins"),
    [
        ([("Request", A), ("Request", B)], True),
        ([("Request", A), ("request", B)], True),
        ([("Note", "The same."), ("Note", "The same.")], True),
        ([("Note", "The one."), ("Note", "The other.")], False),
        ([("Request", A), ("Response", B)], False),
        ([("Request", A), ("Request", "None.")], False),
        # Two exchanges, or one of which the second request is missing.
        ([("Request 1", A), ("Response", A), ("Request 2", B), ("Response", B)], False),
        ([("Request 1", A), ("Request 2", B), ("Response", A), ("Response", B)], True),
        ([("Response", A), ("Request", B), ("Response", B)], True),
        ([("Request 1", A), ("Request", A), ("Request 2", B), ("Request", B)], True),
    ],
)
def test_parts_of_one_title(tmp_path: Path, parts: list[tuple[str, str]], are_twins: bool) -> None:
    tree = reference(tmp_path, operation(text=_parts(*parts)))
    twins = duplicate_sections(tree)
    assert len(twins) == are_twins
    for found in twins:
        assert found.around.title == "Show thing"
        assert found.first.location.line < found.second.location.line
    has_tables = are_twins and parts[0][1] == A
    assert operations_with_uncertain_roles(tree) == (
        {tree.operations[0].location} if has_tables else set()
    )


@pytest.mark.parametrize(("content", "count"), [("The same.", 1), ("Another one.", 0)])
def test_sections_beside_operations(tmp_path: Path, content: str, count: int) -> None:
    text = _parts(("Note", "The same."), ("Note", content)).replace("-", "=")
    tree = reference(tmp_path, operation("List"), f"\n{text}", operation("List"))
    assert len(duplicate_sections(tree)) == count


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


@pytest.mark.parametrize(("place", "expected"), [("path", True), ("query", True), ("body", False)])
def test_parts_of_the_request(tmp_path: Path, place: str, expected: bool) -> None:
    tree = reference(tmp_path, operation(request="a b"), entries("a: body", f"b: {place}"))
    (page,) = [page for path, page in tree.pages.items() if path.endswith("things.inc")]
    (whole,) = page.body.children
    assert isinstance(whole, Section)
    (part,) = whole.subsections
    assert is_of_the_request(tree, part) is expected
