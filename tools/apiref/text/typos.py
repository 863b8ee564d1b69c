"""Finds names that differ from a known name by one typo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_NAME = re.compile(r"[A-Za-z][\w-]*")
# Short names are too often one typo apart by chance.
SHORTEST, _LOST, _LONG = 4, 6, 8
# A word used in so many places is intended.
OFTEN = 3
# Longer words are not identifiers, and generating variants takes quadratic time.
_LONGEST = 100


def is_name(word: str) -> bool:
    """Whether a word is an identifier long enough for typos to be recognised."""
    return SHORTEST <= len(word) <= _LONGEST and _NAME.fullmatch(word) is not None


def _variants(word: str) -> Iterator[str]:
    """All variants of the word with one inner letter removed; dashes are kept."""
    for at in range(1, len(word) - 1):
        if word[at].isalnum():
            yield word[:at] + word[at + 1 :]


def is_typo(word: str, other: str) -> bool:
    """Whether two words consisting of letters differ by exactly one typo.

    A typo is two swapped adjacent letters, or one missing inner letter in either word.
    """
    shorter, longer = sorted((word, other), key=len)
    if len(longer) < SHORTEST or len(longer) > _LONGEST or not (word + other).isalpha():
        return False
    if len(shorter) == len(longer):
        return _is_exchanged(word, other)
    return len(longer) == len(shorter) + 1 and shorter in _variants(longer)


def _is_exchanged(word: str, other: str) -> bool:
    """Whether two words of equal length differ by two swapped adjacent letters."""
    at = [index for index, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]]
    return (
        len(at) == 2
        and at[1] == at[0] + 1
        and (word[at[0]], word[at[1]]) == (other[at[1]], other[at[0]])
    )


def differ_by_a_letter(word: str, other: str) -> bool:
    """Whether two words consisting of letters differ by one letter, in any place."""
    shorter, longer = sorted((word, other), key=len)
    if len(longer) < SHORTEST or len(longer) > _LONGEST or not (word + other).isalpha():
        return False
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(word, other, strict=True)) == 1
    return shorter in (longer[:at] + longer[at + 1 :] for at in range(len(longer)))


class Misspellings:
    """Finds the known word that differs from a word by one typo."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        # First letter, last letter and length of the words from which an inner letter may be
        # missing: most lookups end here.
        self.long = {
            (word[0], word[-1], len(word))
            for word in self.known
            if len(word) >= _LOST and is_name(word)
        }

    @cached_property
    def letters(self) -> list[str]:
        """The letters and digits that occur in known words."""
        return sorted({letter for word in self.known for letter in word if letter.isalnum()})

    def intended(self, word: str) -> str | None:
        """The known word with two adjacent letters swapped, or with one inner letter less or more.

        None if there is no such word.
        """
        if not word or len(word) > _LONGEST:
            return None
        exchanged = [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            for at in range(len(word) - 1)
            if word[at] != word[at + 1]
        ]
        found = [other for other in exchanged if other in self.known and is_name(other)]
        if not found and (word[0], word[-1], len(word) + 1) in self.long:
            found = [
                other
                for at in range(1, len(word))
                for letter in self.letters
                if (other := word[:at] + letter + word[at:]) in self.known and is_name(other)
            ]
        if not found and len(word) > _LOST:
            return next((variant for variant in _variants(word) if variant in self.known), None)
        return min(found, default=None)

    def with_another_letter(self, word: str) -> str | None:
        """The known word with another inner letter, for a long name of several words."""
        if not _LONG < len(word) <= _LONGEST or "_" not in word:
            return None
        found = (
            other
            for at in range(1, len(word) - 1)
            for letter in self.letters
            if word[at].isalpha() and letter.isalpha() and letter != word[at]
            if (other := word[:at] + letter + word[at + 1 :]) in self.known
        )
        return min(found, default=None)
