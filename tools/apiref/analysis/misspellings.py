"""Names that are another name but for one slip of the fingers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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


class Misspellings:
    """Finds the known word that a word is, but for one slip of the fingers."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self.by_letters: dict[str, list[str]] = {}
        self.shortened: dict[str, str] = {}
        for word in sorted(self.known):
            if is_name(word):
                self.by_letters.setdefault("".join(sorted(word)), []).append(word)
                if len(word) >= _LOST:
                    for variant in _variants(word):
                        self.shortened.setdefault(variant, word)

    def meant(self, word: str) -> str | None:
        """The known word with two neighbouring letters exchanged, or one inner letter lost or more.

        None where there is no such word.
        """
        if len(word) > _LONGEST:
            return None
        for other in self.by_letters.get("".join(sorted(word)), ()):
            differing = [
                at for at, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]
            ]
            if len(differing) == 2 and differing[1] == differing[0] + 1:
                return other
        if word in self.shortened:
            return self.shortened[word]
        if len(word) > _LOST:
            return next((variant for variant in _variants(word) if variant in self.known), None)
        return None
