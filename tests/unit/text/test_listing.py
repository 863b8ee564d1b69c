"""Names and texts in one line of a message."""

from __future__ import annotations

from apiref.text.listing import listed, shortened, with_article


def test_few_names_are_listed_in_full() -> None:
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_a_long_text_is_cut() -> None:
    assert shortened("abcd", 4) == "abcd"
    assert shortened("abcde", 4) == "abcd..."


def test_how_long_a_text_may_be() -> None:
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 60 + "..."


def test_articles() -> None:
    assert [with_article(noun) for noun in ("array", "string")] == ["an array", "a string"]
