"""Common misspellings."""

from __future__ import annotations

import pytest

from apiref.text import spelling
from apiref.text.spelling import corrections


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("teh", ("the",)),
        ("Teh", ("The",)),
        ("the", ()),
        # Several words may be meant.
        ("ths", ("the", "this")),
        # An abbreviation, or a name.
        ("TEH", ()),
        ("tEh", ()),
        # Many dictionaries have both.
        ("requestor", ()),
        ("unparseable", ()),
        # The words before and behind all entries.
        ("", ()),
        ("zzzzzz", ()),
    ],
)
def test_corrections(word: str, expected: tuple[str, ...]) -> None:
    assert corrections(word) == expected


def test_disputed_entries_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = ["clas->class, disabled because it is a name", "clsa->class", "redo->re-do"]
    monkeypatch.setattr(spelling, "_entries", lambda: entries)
    assert (corrections("clas"), corrections("clsa")) == ((), ("class",))
    # Many write such words without the hyphen.
    assert corrections("redo") == ()
