"""A change of an API."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Direction = Literal["request", "response"]
Kind = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    """One thing that differs between two documents.

    ``operation`` is the method and the path; ``action`` the title of one of several operations on
    them, or empty; ``place`` where in it, such as ``request`` or ``response 200``; ``what`` the
    sort of thing, ``name`` which one. ``before`` and ``after`` are what was stated and what is now,
    None where nothing was or is. ``is_breaking`` tells that a client of the old API may fail.
    """

    operation: str
    action: str
    place: str
    kind: Kind
    what: str
    name: str
    before: Any
    after: Any
    is_breaking: bool
