"""Bodies with arbitrary members according to the text of an operation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from apiref.model.operation import Operation, Role


def is_left_open(operation: Operation, role: Role) -> bool:
    """Whether a text says that a body is any JSON, or that its members vary.

    A sentence that only mentions the other role says nothing about this one.
    """
    other = "response" if role == "request" else "request"
    for paragraph in operation.paragraphs:
        for match in _left_open().finditer(paragraph.text):
            *_, before = paragraph.text[: match.start()].split(".")
            said = (before + match[0]).lower()
            if role in said or other not in said:
                return True
    return False


def has_further_members(texts: Iterable[str]) -> bool:
    """Whether any of some texts says that a body may have members beyond those documented."""
    return any(_further_members().search(text) for text in texts)


@cache
def _further_members() -> re.Pattern[str]:
    members = r"(?:properties|fields|attributes|members|key)\b"
    return re.compile(
        rf"\b(?:may|can|could)\b[^.]{{0,60}}?\b(?:additional|arbitrary|custom)\s+{members}"
        rf"|\b(?:may|can) add\s+(?:\w+\s+){{0,2}}{members}",
        re.IGNORECASE,
    )


@cache
def _left_open() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:body|payload)\b[^.]{0,60}?\b(?:any|arbitrary|free[- ]?form|whatever"
        r"|(?:depends?|depending) on|vary|varies|a (?:dictionary|map|mapping) of|maps"
        r"|key[- ]value|(?:unique|specific) to (?:each|the|a))\b"
        r"|\bnot?\b[^.]{0,60}\bguarantees?\b[^.]{0,60}\b(?:contents?|format|structure)\b"
        r"|\b(?:contents?|format|structure)\b[^.]{0,60}\bnot (?:well[- ])?defined\b"
        r"|\b(?:contents?|format|structure) of\b[^.]{0,40}\b(?:depends?|depending) on\b"
        r"|\b(?:contents?|format|structure)\b[^.]{0,40}\b(?:is|are)\b[^.]{0,40}\bspecific\b"
        r"|\b(?:parameters|fields|attributes|members)\b[^.]{0,20}?\b(?:differ|vary|depend on)\b",
        re.IGNORECASE,
    )
