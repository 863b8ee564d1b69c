"""Names and texts as messages show them: in lists, shortened, with an article."""

from __future__ import annotations

from collections.abc import Sequence

# The places of a finding list all of them.
_NAMED = 3
# Enough to distinguish texts.
_LENGTH = 60


def listed(names: Sequence[str]) -> str:
    """The first few names, and the number of the others."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def quoted(names: Sequence[str]) -> str:
    """The first few names in quotes, and the number of the others."""
    return listed([f"'{name}'" for name in names])


def shortened(text: str, length: int = _LENGTH) -> str:
    """The text, cut off after ``length`` characters; dots mark that."""
    return text if len(text) <= length else f"{text[:length]}..."


def with_article(noun: str) -> str:
    """The noun with its indefinite article, by its first letter."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
