"""Findings that an author silences where they stand."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.location import Location


class Suppression(NamedTuple):
    """One rule silenced by a comment, for some lines of its file, or for all of them.

    ``first`` and ``last`` bound the lines, both included; ``last`` is None for the whole file.
    ``samples`` are the files that a ``literalinclude`` in these lines shows: what is found in
    them is silenced too. ``text`` is a comment that was meant to silence rules, but names none in
    the way that it takes; ``rule`` is empty then.
    """

    rule: str
    location: Location
    first: int
    last: int | None
    samples: frozenset[str] = frozenset()
    text: str = ""

    def covers(self, place: Location) -> bool:
        """Whether the suppression silences its rule at a place."""
        if place.path in self.samples:
            return True
        if place.path != self.location.path:
            return False
        return self.last is None or self.first <= place.line <= self.last
