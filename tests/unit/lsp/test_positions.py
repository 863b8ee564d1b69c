"""Locations as editors count them."""

from __future__ import annotations

import pytest

from apiref.lsp.positions import end_of, from_editor, line_of, to_editor, units, word_end
from apiref.model.location import Location

TEXT = "one\r\nä𝄞x\nlast"


@pytest.mark.parametrize(("encoding", "count"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_units(encoding: str, count: int) -> None:
    assert units("ä𝄞x", encoding) == count
    assert units("abc", encoding) == 3
    place = Location("p", 2, 4)
    assert to_editor(TEXT, place, encoding) == (1, count)
    assert from_editor("p", TEXT, 1, count, encoding) == place


def test_a_lone_surrogate_is_a_unit() -> None:
    assert units("\ud800") == 1


@pytest.mark.parametrize("point", [(0, 0), (0, 3), (1, 1), (1, 3), (2, 4)])
def test_there_and_back(point: tuple[int, int]) -> None:
    assert to_editor(TEXT, from_editor("p", TEXT, *point)) == point


def test_what_is_outside_is_moved_inside() -> None:
    assert from_editor("p", TEXT, 0, 99) == Location("p", 1, 4)
    assert from_editor("p", TEXT, 9, 9) == Location("p", 10, 1)
    assert to_editor(TEXT, Location("p", 9, 9)) == (2, 4)
    assert to_editor(TEXT, Location("p", 1, 99)) == (0, 3)
    assert to_editor("", Location("p")) == (0, 0)


def test_lines() -> None:
    assert [line_of(TEXT, number) for number in range(5)] == ["", "one", "ä𝄞x", "last", ""]
    assert end_of("p", TEXT) == Location("p", 3, 5)
    assert end_of("p", "a\n") == Location("p", 2, 1)


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("   - name: key", 6, "name:"),
        ('    "a b": 1', 5, '"a b"'),
        ("the ``a b`` there", 5, "``a b``"),
        ("(one, two)", 2, "one"),
        ("a (b", 3, "(b"),
        ("a", 9, ""),
    ],
)
def test_the_end_of_a_word(line: str, column: int, word: str) -> None:
    end = word_end(line, Location("p", 1, column))
    assert line[column - 1 : end.column - 1] == word
