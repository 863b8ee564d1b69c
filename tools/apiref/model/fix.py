"""Fixes: text edits that correct a defect with certainty."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.location import Location, line_and_column


class Edit(NamedTuple):
    """Replace the text ``old`` at ``start`` with ``new``.

    If ``old`` is empty, the edit is an insertion. If several fixes insert at the same location, the
    lowest ``rank`` comes first; insertions of equal rank conflict.
    """

    start: Location
    old: str
    new: str
    rank: int = 0

    @property
    def end(self) -> Location:
        """The location just after ``old``."""
        line, column = line_and_column(self.old, len(self.old))
        if line == 1:
            return Location(self.start.path, self.start.line, self.start.column + column - 1)
        return Location(self.start.path, self.start.line + line - 1, column)


class Fix(NamedTuple):
    """The edits that fix one defect; either all of them are applied or none.

    ``changes`` is the number of statements of the file that the fix alters; reordering and layout
    alter none. The fixer verifies it by reading the file again after the fix.
    """

    title: str
    edits: tuple[Edit, ...]
    changes: int = 0
