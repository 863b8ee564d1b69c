"""Comments that suppress findings."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.location import Location


class Suppression(NamedTuple):
    """One rule suppressed by a comment, for some lines or for the whole file.

    ``first`` and ``last`` are the lines, both inclusive; ``last`` is None for the whole file.
    ``samples`` are the files that a ``literalinclude`` in these lines shows; findings in them are
    suppressed too. If ``rule`` is empty, ``text`` is a comment that looks like a suppression but
    does not have the right form.
    """

    rule: str
    location: Location
    first: int
    last: int | None
    samples: frozenset[str] = frozenset()
    text: str = ""

    def covers(self, place: Location) -> bool:
        """Whether the suppression applies to a finding at this location."""
        if place.path in self.samples:
            return True
        if place.path != self.location.path:
            return False
        return self.last is None or self.first <= place.line <= self.last
