"""Where the sentences of a text end."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; one at least, be it empty."""
    return _END.split(text)
