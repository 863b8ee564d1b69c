"""Common misspellings, from the dictionary of codespell."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from apiref.text.typos import OFTEN, Misspellings

# A word in no more places may be a typo.
_RARELY = 2
# Shorter words are too often one typo apart by chance.
_SHORTEST = 6


def corrections(word: str) -> tuple[str, ...]:
    """What a misspelt word may have been meant to be, capitalised like it; empty if it is right.

    Words in capitals, and those with capitals inside, are right, and so are those that differ from
    others only in a hyphen, or in ending in "or" instead of "er" or in "eable" instead of "able",
    which many dictionaries have.
    """
    if not (word.islower() or word.istitle()):
        return ()
    entry = f"{word.lower()}->"
    entries = _entries()
    at = bisect(entries, entry)
    if at == len(entries) or not entries[at].startswith(entry):
        return ()
    *several, last = entries[at].removeprefix(entry).split(",")
    # A list of several ends in a comma, or in the reason why the entry is disputed.
    if several and last.strip():
        return ()
    found = [text.strip() for text in several or [last]]
    ends = (("or", "er"), ("eable", "able"))
    if any(found == [word.lower().removesuffix(own) + other] for own, other in ends) or any(
        text.replace("-", "") == word.lower() for text in found
    ):
        return ()
    return tuple(text.capitalize() if word.istitle() else text for text in found)


def misspelt(counts: Mapping[str, int]) -> dict[str, str]:
    """The words of some texts that are typos of others, which are there more often.

    ``counts`` are those of words in lower case. Words that the dictionary has as a correction are
    right, and so are those that differ in a letter that is doubled: "latter", "labelled".
    """
    often = Misspellings(word for word, count in counts.items() if count >= OFTEN)
    found = {}
    for word, count in counts.items():
        if count <= _RARELY and len(word) >= _SHORTEST:
            intended = often.intended(word)
            if intended is not None and not _is_right(word) and _once(word) != _once(intended):
                found[word] = intended
    return found


def _once(word: str) -> str:
    """The word with double letters written once."""
    return "".join(letter * max(1, len([*same]) - 1) for letter, same in groupby(word))


def _is_right(word: str) -> bool:
    """Whether the dictionary has a word as a correction of some misspelling."""
    return re.search(rf"{word}(?<=[>, ]{word})\b", _dictionary()) is not None


@cache
def _dictionary() -> str:
    """The dictionary; each line is a misspelt word, an arrow and its corrections."""
    spec = find_spec("codespell_lib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("codespell is not installed", name="codespell_lib")
    # Read rather than imported: the library itself is a command, and takes longer to import.
    return (Path(spec.origin).parent / "data" / "dictionary.txt").read_text(encoding="utf-8")


@cache
def _entries() -> list[str]:
    """The lines of the dictionary, sorted."""
    return sorted(_dictionary().splitlines())
