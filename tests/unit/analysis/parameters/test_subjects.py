"""Whether a description speaks of what a name says."""

from __future__ import annotations

import pytest

from apiref.analysis.parameters.subjects import is_same_word


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("zone", "zones", True),
        ("id", "uuid", True),
        ("attached", "attachment", True),
        ("attached", "attic", False),
        ("marker", "page", False),
    ],
)
def test_words_of_one_root(word: str, other: str, same: bool) -> None:
    assert is_same_word(word, other) is same
