"""Literals of a text, and its sentences."""

from __future__ import annotations

from apiref.text.prose import literals, sentences, without_markup


def test_literals_stand_in_one_line() -> None:
    assert literals("One of ``a``, ``b c``, and ``a``; no ``d\ne`` and no `f`.") == [
        "a",
        "b c",
        "a",
    ]


def test_sentences_keep_what_ends_them() -> None:
    assert sentences("Is it 2.10? Yes.\nSure") == ["Is it 2.10?", "Yes.", "Sure"]
    assert sentences("") == [""]


def test_prose_is_what_is_neither_literal_nor_target() -> None:
    text = r"A ``b`` `c`_ :d:`e` `f <g>`_, |h|, http://i.j k\l."
    prose = without_markup(text)
    assert len(prose) == len(text)
    assert "".join(char for char in prose if char.isalpha()) == "Adfhttpk"
    assert without_markup("a ``b\nc``").count("\n") == 1


def test_titles_of_links_stay_where_they_are() -> None:
    assert without_markup("`ab c <d>`_ e") == "\0ab c \0\0\0\0_ e"
