"""``apiref.fixes.edits``."""

from __future__ import annotations

import pytest

from apiref.fixes.edits import Edits, difference, line_end, offset_of, replacement
from apiref.model.fix import Edit
from apiref.model.location import Location


def edit(column: int, old: str, new: str, rank: int = 0) -> Edit:
    return Edit(Location("f", 1, column), old, new, rank)


def test_edits_in_any_order() -> None:
    edits = Edits("abcdef")
    assert edits.add([edit(5, "e", "E")])
    assert edits.add([edit(1, "ab", ""), edit(3, "", "-")])
    assert edits.applied() == "-cdEf"


def test_edits_that_overlap_are_refused_as_a_whole() -> None:
    edits = Edits("abcdef")
    assert edits.add([edit(2, "bcd", "X")])
    assert not edits.add([edit(1, "a", "A"), edit(4, "de", "Y")])
    assert not edits.add([edit(3, "", "Y")])
    assert edits.applied() == "aXef"


def test_insertions_at_one_place_are_ordered_by_rank() -> None:
    edits = Edits("ab")
    assert edits.add([edit(2, "", "2", 2)])
    assert edits.add([edit(2, "", "1", 1)])
    assert not edits.add([edit(2, "", "3", 2)])
    assert edits.applied() == "a12b"


def test_edits_of_another_text_are_refused() -> None:
    assert not Edits("abc").add([edit(1, "b", "x")])
    assert not Edits("abc").add([edit(9, "", "x")])


@pytest.mark.parametrize(
    ("line", "column", "offset"),
    [(1, 1, 0), (1, 3, 2), (2, 1, 3), (3, 1, 5), (4, 1, 7), (4, 2, 8), (4, 3, None), (5, 1, None)],
)
def test_offsets_by_all_line_ends(line: int, column: int, offset: int | None) -> None:
    assert offset_of("a\r\nb\rc\nd", line, column) == offset


def test_a_column_beyond_its_line() -> None:
    assert offset_of("ab\ncd", 1, 4) is None
    assert offset_of("ab\ncd", 1, 0) is None


def test_line_ends() -> None:
    assert [line_end(text) for text in ("a\r\nb\n", "a\rb", "a\nb\r\n", "a")] == [
        "\r\n",
        "\r",
        "\n",
        "\n",
    ]


@pytest.mark.parametrize(
    ("text", "wanted", "old", "new"),
    [
        ("abc", "abXc", "", "X"),
        ("abcdef", "abXYef", "cd", "XY"),
        ("a\r\nb", "a\r\n\r\nb", "", "\r\n"),
        ("a\r\n", "a\rb", "\r\n", "\rb"),
        ("", "x", "", "x"),
        ("aaa", "a", "aa", ""),
        ("ab", "ba", "ab", "ba"),
        ("x", "x", "", ""),
    ],
)
def test_the_difference_makes_the_one_text_of_the_other(
    text: str, wanted: str, old: str, new: str
) -> None:
    found = difference("f", text, wanted)
    assert (found.old, found.new) == (old, new)
    edits = Edits(text)
    assert edits.add([found])
    assert edits.applied() == wanted


def test_words_within_quotes_and_parts_of_words() -> None:
    place = Location("f", 1, 1)
    assert replacement("'list' # x", place, "list", "array") == edit(2, "list", "array")
    assert replacement("list# x", place, "list", "array") == edit(1, "list", "array")
    for text in ("lists", "'list of'", "&a list", ""):
        assert replacement(text, place, "list", "array") is None


def test_where_an_edit_ends() -> None:
    assert Edit(Location("f", 2, 3), "ab", "").end == Location("f", 2, 5)
    assert Edit(Location("f", 2, 3), "ab\r\ncd\n", "").end == Location("f", 4, 1)
