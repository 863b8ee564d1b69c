"""Names that are another name but for one slip."""

from __future__ import annotations

import pytest

from apiref.text.typos import Misspellings, differ_by_a_letter, is_name, is_typo


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("name", True),
        ("nam", False),
        ("a-b_c", True),
        ("1name", False),
        ("na.me", False),
        ("a" * 100, True),
        ("a" * 101, False),
    ],
)
def test_names(word: str, expected: bool) -> None:
    assert is_name(word) is expected


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("stauts", "status", True),
        ("sttus", "status", True),
        ("statuus", "status", True),
        ("status", "status", False),
        # Not the first or the last letter, nor two of them, nor two that are apart.
        ("tatus", "status", False),
        ("statu", "status", False),
        ("stus", "status", False),
        ("sattsu", "status", False),
        ("suatts", "status", False),
        ("staxus", "status", False),
        # Too short, or no word.
        ("nmae", "name", True),
        ("nme", "name", True),
        ("ab", "abc", False),
        ("abc", "acb", False),
        ("dya", "day", False),
        ("st-tus", "st-uts", False),
        ("a" * 98 + "bc", "a" * 98 + "cb", True),
        ("a" * 99 + "bc", "a" * 99 + "cb", False),
    ],
)
def test_slips(word: str, other: str, expected: bool) -> None:
    assert is_typo(word, other) is expected
    assert is_typo(other, word) is expected


@pytest.mark.parametrize(
    ("word", "intended"),
    [
        ("stauts", "status"),
        ("sttus", "status"),
        ("statuus", "status"),
        ("os-verison", "os-version"),
        ("nmae", "name"),
        ("volme", "volume"),
        ("voolume", "volume"),
        # One letter lost or more is too little of a difference for a short name.
        ("nme", None),
        ("namme", None),
        ("dya", None),
        ("other", None),
        ("", None),
        ("s" * 101, None),
    ],
)
def test_the_known_word_that_is_meant(word: str, intended: str | None) -> None:
    known = Misspellings(["status", "os-version", "name", "day", "volume"])
    assert known.intended(word) == intended


@pytest.mark.parametrize(
    ("word", "intended"),
    [
        ("block_sige", "block_size"),
        # The first or the last letter, two, a digit or a mark, one word, and a short name.
        ("clock_size", None),
        ("block_sizo", None),
        ("bluck_sige", None),
        ("block_s1ze", None),
        ("block-size", None),
        ("clackspore", None),
        ("host_nam", None),
        ("block_size", None),
        ("b" * 100 + "_", None),
    ],
)
def test_another_letter_in_a_long_name(word: str, intended: str | None) -> None:
    known = Misspellings(["block_size", "clockspore", "host_nym", "zzz_1234"])
    assert known.with_another_letter(word) == intended


def test_of_several_words_the_first_by_the_alphabet_is_meant() -> None:
    assert Misspellings(["bacdef", "abdcef"]).intended("abcdef") == "abdcef"
    assert Misspellings(["abcdef"]).letters == list("abcdef")


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("tatus", "status", True),
        ("statu", "status", True),
        ("sttus", "status", True),
        ("statos", "status", True),
        ("status", "status", False),
        ("stauts", "status", False),
        ("stat", "status", False),
        ("ids", "id", False),
        ("nam", "name", True),
        ("nane", "name", True),
        ("nan", "nam", False),
        ("a" * 99 + "b", "a" * 100, True),
        ("a" * 100 + "b", "a" * 101, False),
        ("stat1s", "status", False),
        ("a" * 101, "a" * 100, False),
    ],
)
def test_words_that_differ_by_a_letter(word: str, other: str, expected: bool) -> None:
    assert differ_by_a_letter(word, other) is expected
    assert differ_by_a_letter(other, word) is expected
