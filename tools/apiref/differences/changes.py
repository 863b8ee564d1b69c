"""A change of an API."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Direction = Literal["request", "response"]
Kind = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    """One difference between two documents.

    ``operation`` is the method and path; ``action`` the title if several operations share them, or
    empty. ``place`` is the location in the operation, such as ``request`` or ``response 200``.
    ``what`` is the kind of thing, ``name`` its name. ``before`` and ``after`` are the values, None
    if absent. If ``is_breaking``, a client of the old API may fail.
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
