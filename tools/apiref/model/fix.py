"""How a defect is mended where there is one right answer: pieces of text for others."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.location import Location, line_and_column


class Edit(NamedTuple):
    """One piece of a file to replace: at ``start`` stands ``old``, and ``new`` is to stand there.

    An empty ``old`` makes it an insertion. Where several fixes insert at one place, ``rank`` tells
    which comes first; insertions of the same rank are not made together.
    """

    start: Location
    old: str
    new: str
    rank: int = 0

    @property
    def end(self) -> Location:
        """The place behind the piece."""
        line, column = line_and_column(self.old, len(self.old))
        if line == 1:
            return Location(self.start.path, self.start.line, self.start.column + column - 1)
        return Location(self.start.path, self.start.line + line - 1, column)


class Fix(NamedTuple):
    """All edits that mend one defect; they are made together or not at all.

    ``changes`` is the number of statements of the file that say something else afterwards; none
    do where things only change their order or their layout. It is held against what the readers
    read afterwards.
    """

    title: str
    edits: tuple[Edit, ...]
    changes: int = 0
