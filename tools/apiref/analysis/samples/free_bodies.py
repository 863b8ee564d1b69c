"""Bodies whose members the text of an operation leaves open, so that no table can list them."""

from __future__ import annotations

import re
from functools import cache

from apiref.model.operation import Operation, Role

# How far in front of the word, in the same sentence, it may be told whose body it is.
_NEAR = 100


def is_left_open(operation: Operation, role: Role) -> bool:
    """Whether a text says that a body is any JSON, or that its members are chosen by others.

    A sentence that speaks of the other role only says nothing of this one.
    """
    other = "response" if role == "request" else "request"
    for paragraph in operation.paragraphs:
        for match in _left_open().finditer(paragraph.text):
            before = paragraph.text[max(0, match.start() - _NEAR) : match.start()]
            said = (before.rpartition(".")[2] + match[0]).lower()
            if role in said or other not in said:
                return True
    return False


@cache
def _left_open() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:body|payload)\b[^.]{0,60}?\b(?:any|arbitrary|free[- ]?form|whatever"
        r"|(?:depends?|depending) on|vary|varies|a (?:dictionary|map|mapping) of|maps"
        r"|key[- ]value|(?:unique|specific) to (?:each|the|a))\b",
        re.IGNORECASE,
    )
