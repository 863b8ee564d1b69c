"""The sentences, literals and prose of a description."""

from __future__ import annotations

import re

# What stands beside a word that is part of a name, path, address or option, for use in a pattern.
BEFORE_PART = r"[\w.:/\\@#$%&=~<>\[{'-]"
AFTER_PART = r"(?:[\w/\\@=(\[{}>'-]|[.:]\w)"
LITERAL = re.compile(r"``([^`\n]+)``")
# The same over lines. Its text may contain single backticks, and end in one.
WHOLE_LITERAL = re.compile(r"``(?:[^`]|`(?!`)|`(?=``(?!`)))+``")
# Literals, what is between single backticks, substitutions, addresses and escaped characters.
# The first character stands for itself, since the search for one of a few is fast.
_NO_PROSE = re.compile(
    r"[`|:\\](?:(?<=`)`(?:[^`]|`(?!`)|`(?=``(?!`)))+``|(?<=`)[^`]+`|(?<=\|)[^|\s]+\||(?<=:)//\S+|(?<=\\).)"
)
_TITLED = re.compile(r"`(?P<title>[^`<]*)<[^`]*`")
_BLANK = re.compile(r"[^\n]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def literals(text: str) -> list[str]:
    """The ``literals`` of a text, in order, without those that contain a line end."""
    found: list[str] = LITERAL.findall(text)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text; an empty text is one empty sentence."""
    return _SENTENCE_END.split(text)


def without_markup(text: str) -> str:
    """The prose of an RST text, with NUL for each character of literals, targets and addresses.

    The titles of links and roles are prose: "`the task <tasks>`_".
    """
    return _NO_PROSE.sub(_blanked, text)


def without_literals(text: str) -> str:
    """The text with NUL for each character of its literals."""
    return WHOLE_LITERAL.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    titled = _TITLED.fullmatch(match[0])
    title = titled["title"] if titled else ""
    start = match[0][:1] if title else ""
    rest = match[0][len(start) + len(title) :]
    return _BLANK.sub("\0", start) + title + _BLANK.sub("\0", rest)
