"""Several names, and long texts, in one line of a message."""

from __future__ import annotations

from collections.abc import Sequence

# More names than these make nobody wiser: the places of all are told as well.
_NAMED = 3
# So many characters tell one text from another, and leave a message short.
_LENGTH = 60


def listed(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def shortened(text: str, length: int = _LENGTH) -> str:
    """The text, or so many characters of it, and dots for the others."""
    return text if len(text) <= length else f"{text[:length]}..."
