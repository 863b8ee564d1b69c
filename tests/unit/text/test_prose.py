"""Literals of a text, and its sentences."""

from __future__ import annotations

from apiref.text.prose import literals, sentences


def test_literals_stand_in_one_line() -> None:
    assert literals("One of ``a``, ``b c``, and ``a``; no ``d\ne`` and no `f`.") == [
        "a",
        "b c",
        "a",
    ]


def test_sentences_keep_what_ends_them() -> None:
    assert sentences("Is it 2.10? Yes.\nSure") == ["Is it 2.10?", "Yes.", "Sure"]
    assert sentences("") == [""]
