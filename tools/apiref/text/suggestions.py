"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

# How close two names have to be, by the ratio of difflib, from 0 to 1.
# For a hint out of a short list of words, one of which must be meant; it is difflib's own.
LOOSE = 0.6
# For a hint out of the many names of a reference, some of which are alike anyway.
CLOSE = 0.75
# Where there is no finding, or no fix, unless one name is surely meant for the other.
# Seen in references: at 0.75, "snapshots_links" is taken for "snapshots"; at 0.85, "updated" is not
# taken for "updated_at" any more.
VERY_CLOSE = 0.8
# So much closer than all others is the one that is meant, if a fix is to write it.
_APART = 0.1
# A second of work at most, however long a file full of wrong names is.
_MAX_COMPARISONS = 1_000_000
# Nobody names anything so; a comparison takes the product of both lengths.
_MAX_LENGTH = 200


def closest(name: str, known: Collection[str], close: float = CLOSE) -> str | None:
    """The known name that differs in case only, or else the closest one, or None."""
    folded = name.casefold()
    for other in known:
        if other.casefold() == folded:
            return other
    if len(name) > _MAX_LENGTH:
        return None
    found = difflib.get_close_matches(name, known, 1, close)
    return found[0] if found else None


def hint(name: str, known: Collection[str], close: float = LOOSE) -> str:
    """The end of a message: "; did you mean 'x'?", or nothing."""
    return _hint(closest(name, known, close))


def _hint(found: str | None) -> str:
    return f"; did you mean '{found}'?" if found else ""


def are_close(name: str, other: str, close: float = VERY_CLOSE) -> bool:
    """Whether two names are so close."""
    matcher = difflib.SequenceMatcher(None, name, other)
    return matcher.quick_ratio() >= close and matcher.ratio() >= close


def certain(name: str, known: Iterable[str]) -> str | None:
    """The known name that was meant by a wrong one beyond doubt, or None.

    It differs in case only, or it is very close, and no other one is nearly as close.
    """
    if len(name) > _MAX_LENGTH:
        return None
    folded = name.casefold()
    ratios = sorted(
        (difflib.SequenceMatcher(None, folded, other.casefold()).ratio(), other) for other in known
    )
    if not ratios or ratios[-1][0] < VERY_CLOSE:
        return None
    if len(ratios) > 1 and ratios[-1][0] - ratios[-2][0] < _APART:
        return None
    return ratios[-1][1]


class Suggester:
    """Finds the known name that is closest to a wrong one, for many wrong ones.

    The number of comparisons is bounded, so that a file full of wrong names costs no more than
    any other; beyond the bound there are no suggestions.
    """

    def __init__(self, known: Iterable[str], close: float = CLOSE) -> None:
        self._known = list(dict.fromkeys(known))
        self._left = _MAX_COMPARISONS
        self._close = close

    def closest(self, name: str) -> str | None:
        """The known name that differs in case only, or else the closest one, or None."""
        self._left -= len(self._known)
        return closest(name, self._known, self._close) if self._left >= 0 else None

    def hint(self, name: str) -> str:
        """The end of a message: "; did you mean 'x'?", or nothing."""
        return _hint(self.closest(name))
