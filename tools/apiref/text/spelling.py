"""Common misspellings, from the dictionary of codespell."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from importlib.util import find_spec
from pathlib import Path


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


@cache
def _entries() -> list[str]:
    """The lines of the dictionary, sorted: a misspelt word, an arrow and its corrections."""
    spec = find_spec("codespell_lib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("codespell is not installed", name="codespell_lib")
    # Read rather than imported: the library itself is a command, and takes longer to import.
    text = (Path(spec.origin).parent / "data" / "dictionary.txt").read_text(encoding="utf-8")
    return sorted(text.splitlines())
