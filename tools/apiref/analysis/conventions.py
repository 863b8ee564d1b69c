"""What is so often the same in a reference that it is on purpose."""

from __future__ import annotations

# Fewer cases may have been copied from one another.
_MANY = 10
# A text that more entries or operations share is about no single one of them.
GENERAL = 20


def is_convention(odd: int, usual: int) -> bool:
    """Whether so many cases are unlike the guideline, and so few like it, that it is on purpose."""
    return odd >= _MANY and odd > usual
