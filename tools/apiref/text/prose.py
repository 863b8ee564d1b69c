"""The sentences and literals of a description."""

from __future__ import annotations

import re

LITERAL = re.compile(r"``([^`\n]+)``")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def literals(text: str) -> list[str]:
    """The ``literals`` of a text, in order, without those that contain a line end."""
    found: list[str] = LITERAL.findall(text)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text; an empty text is one empty sentence."""
    return _SENTENCE_END.split(text)
