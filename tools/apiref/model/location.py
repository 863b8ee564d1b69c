"""Where something stands."""

import re
from typing import NamedTuple

LINE_END = re.compile("\r\n?|\n")


class Location(NamedTuple):
    """A place in a file.

    ``path`` is relative to the checked root, with ``/`` between its parts; ``line`` and
    ``column`` count from 1, the column in characters.
    """

    path: str
    line: int = 1
    column: int = 1


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column, from 1, of a character of a text by its offset from 0.

    Lines end as editors end them: by a line feed, a carriage return, or both.
    """
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    if "\r" in text:
        # Those before a line feed are counted with it.
        line += text.count("\r", 0, offset) - text.count("\r\n", 0, offset + 1)
        start = max(start, text.rfind("\r", 0, offset) + 1)
    return line, offset - start + 1


class Problem(NamedTuple):
    """Something a reader could not read, or read only in part.

    ``kind`` is the name of the rule under which it is reported: readers say what they met, the
    rules module ``unreadable`` says how grave each kind is.
    """

    kind: str
    location: Location
    subject: str
    message: str
