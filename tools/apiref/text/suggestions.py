"""Suggests known names for unknown ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

_CLOSE = 0.75
_CERTAIN = 0.8
_APART = 0.1
_MAX_COMPARISONS = 1_000_000
_MAX_LENGTH = 200


def closest(name: str, known: Sequence[str], close: float = _CLOSE) -> str | None:
    """The known name that differs only in case, else the closest one, else None."""
    folded = name.casefold()
    for other in known:
        if other.casefold() == folded:
            return other
    if len(name) > _MAX_LENGTH:
        return None
    found = difflib.get_close_matches(name, known, 1, close)
    return found[0] if found else None


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
    if not ratios or ratios[-1][0] < _CERTAIN:
        return None
    if len(ratios) > 1 and ratios[-1][0] - ratios[-2][0] < _APART:
        return None
    return ratios[-1][1]


class Suggester:
    """Finds the closest known name for each of many unknown names.

    The number of comparisons is bounded, so that a file full of unknown names stays cheap. Beyond
    the bound there are no suggestions.
    """

    def __init__(self, known: Iterable[str], close: float = _CLOSE) -> None:
        self._known = list(dict.fromkeys(known))
        self._left = _MAX_COMPARISONS
        self._close = close

    def closest(self, name: str) -> str | None:
        """The known name that differs only in case, else the closest one, else None."""
        self._left -= len(self._known)
        return closest(name, self._known, self._close) if self._left >= 0 else None

    def hint(self, name: str) -> str:
        """The end of a message: "; did you mean 'x'?", or empty."""
        found = self.closest(name)
        return f"; did you mean '{found}'?" if found else ""
