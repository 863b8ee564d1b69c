"""Locations in files, and problems found while reading."""

import re
from typing import NamedTuple

LINE_END = re.compile("\r\n?|\n")


class Location(NamedTuple):
    """A location in a file.

    ``path`` is relative to the checked root and uses ``/`` as separator. ``line`` and ``column``
    count from 1; columns are characters.
    """

    path: str
    line: int = 1
    column: int = 1


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column, from 1, of the character at ``offset``, from 0.

    A line ends with a line feed, a carriage return, or both.
    """
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    if "\r" in text:
        # A carriage return before a line feed belongs to the same line end.
        line += text.count("\r", 0, offset) - text.count("\r\n", 0, offset + 1)
        start = max(start, text.rfind("\r", 0, offset) + 1)
    return line, offset - start + 1


class Problem(NamedTuple):
    """Something that a reader could not read, or only in part.

    ``kind`` is the name of the rule that reports the problem.
    """

    kind: str
    location: Location
    subject: str
    message: str
