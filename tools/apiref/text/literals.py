"""What a text marks up as literal."""

from __future__ import annotations

import re

LITERAL = re.compile(r"``([^`\n]+)``")


def literals(text: str) -> list[str]:
    """Each ``literal`` of a text, in order; one that runs over a line's end is left out."""
    found: list[str] = LITERAL.findall(text)
    return found
