"""Conventions of a reference that differ from the guideline."""

from __future__ import annotations

# Fewer cases may have been copied from one another.
_MANY = 10


def is_convention(odd: int, usual: int) -> bool:
    """Whether so many cases are unlike the guideline, and so few like it, that it is on purpose."""
    return odd >= _MANY and odd > usual
