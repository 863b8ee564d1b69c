"""Suggests known names for unknown ones."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

# Similarities of two names, as ratios of difflib, from 0 to 1.
# For suggestions from a short list of words, one of which is intended; the default of difflib.
LOOSE = 0.6
# For suggestions from the many names of a reference, some of which are similar anyway.
CLOSE = 0.75
# For findings and fixes that need certainty. In real references, 0.75 would confuse
# "snapshots_links" with "snapshots", and 0.85 would no longer match "updated" and "updated_at".
VERY_CLOSE = 0.8
# How much closer than all others a name has to be, to be written by a fix.
_APART = 0.1
# Two seconds or so, whatever the number of wrong names.
_MAX_COMPARISONS = 50_000
# Longer texts are not names, and a comparison takes quadratic time.
_MAX_LENGTH = 200


def closest(name: str, known: Collection[str], close: float = CLOSE) -> str | None:
    """The known name that differs only in case, else the closest one, else None."""
    folded = name.casefold()
    for other in known:
        if other.casefold() == folded:
            return other
    if len(name) > _MAX_LENGTH:
        return None
    found = difflib.get_close_matches(name, known, 1, close)
    return found[0] if found else None


def hint(name: str, known: Collection[str], close: float = LOOSE) -> str:
    """The end of a message: "; did you mean 'x'?", or empty."""
    return _hint(closest(name, known, close))


def _hint(found: str | None) -> str:
    return f"; did you mean '{found}'?" if found else ""


def are_close(name: str, other: str, close: float = VERY_CLOSE) -> bool:
    """Whether two names are at least this similar."""
    matcher = difflib.SequenceMatcher(None, name, other)
    return matcher.quick_ratio() >= close and matcher.ratio() >= close


def certain(name: str, known: Iterable[str]) -> str | None:
    """The known name that was certainly intended, or None.

    It differs only in case, or it is very close and no other name is nearly as close.
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
    """Finds the closest known name for each of many unknown names.

    The number of comparisons is bounded, so that a file full of unknown names stays cheap. Beyond
    the bound there are no suggestions.
    """

    def __init__(self, known: Iterable[str], close: float = CLOSE) -> None:
        self._known = list(dict.fromkeys(known))
        self._left = _MAX_COMPARISONS
        self._close = close

    def closest(self, name: str) -> str | None:
        """The known name that differs only in case, else the closest one, else None."""
        self._left -= len(self._known)
        return closest(name, self._known, self._close) if self._left >= 0 else None

    def hint(self, name: str) -> str:
        """The end of a message: "; did you mean 'x'?", or empty."""
        return _hint(self.closest(name))
