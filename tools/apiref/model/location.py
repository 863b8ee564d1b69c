"""Where something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    ``path`` is relative to the checked root, with ``/`` between its parts; ``line`` and
    ``column`` count from 1, the column in characters.
    """

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader could not read, or read only in part.

    ``kind`` is the name of the rule under which it is reported: readers say what they met, the
    rules module ``unreadable`` says how grave each kind is.
    """

    kind: str
    location: Location
    subject: str
    message: str
