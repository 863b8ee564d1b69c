"""What a description consists of: its sentences, and what it marks up as literal."""

from __future__ import annotations

import re

LITERAL = re.compile(r"``([^`\n]+)``")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def literals(text: str) -> list[str]:
    """Each ``literal`` of a text, in order; one that runs over a line's end is left out."""
    found: list[str] = LITERAL.findall(text)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text; one at least, be it empty."""
    return _SENTENCE_END.split(text)
