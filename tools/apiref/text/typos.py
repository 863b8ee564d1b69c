"""Names that are another name but for one slip of the fingers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_NAME = re.compile(r"[A-Za-z][\w-]*")
# Shorter names are too often one exchange, or one letter, apart from each other.
_EXCHANGED, _LOST = 4, 6
# Longer words are none, and the variants of a word cost the square of its length.
_LONGEST = 100


def is_name(word: str) -> bool:
    """Whether a word can be told from others: an identifier of some length."""
    return _EXCHANGED <= len(word) <= _LONGEST and _NAME.fullmatch(word) is not None


def _variants(word: str) -> Iterator[str]:
    """The word with one inner letter lost; dashes stay."""
    for at in range(1, len(word) - 1):
        if word[at].isalnum():
            yield word[:at] + word[at + 1 :]


def is_typo(word: str, other: str) -> bool:
    """Whether two words of letters are the same but for one slip of the fingers.

    Two neighbouring letters are exchanged, or one inner letter is lost, in either of them.
    """
    shorter, longer = sorted((word, other), key=len)
    if len(longer) < _EXCHANGED or len(longer) > _LONGEST or not (word + other).isalpha():
        return False
    if len(shorter) == len(longer):
        return _is_exchanged(word, other)
    return len(longer) == len(shorter) + 1 and shorter in _variants(longer)


def _is_exchanged(word: str, other: str) -> bool:
    """Whether two words of one length differ by two neighbouring letters that are exchanged."""
    at = [index for index, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]]
    return (
        len(at) == 2
        and at[1] == at[0] + 1
        and (word[at[0]], word[at[1]]) == (other[at[1]], other[at[0]])
    )


class Misspellings:
    """Finds the known word that a word is, but for one slip of the fingers."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        # Ends and length of the words from which an inner letter may be lost: most questions are
        # answered by these alone.
        self.long = {
            (word[0], word[-1], len(word))
            for word in self.known
            if len(word) >= _LOST and is_name(word)
        }

    @cached_property
    def letters(self) -> list[str]:
        """The letters that known words consist of."""
        return sorted({letter for word in self.known for letter in word if letter.isalnum()})

    def meant(self, word: str) -> str | None:
        """The known word with two neighbouring letters exchanged, or one inner letter lost or more.

        None where there is no such word.
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
