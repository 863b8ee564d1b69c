"""Locations in texts, and applying several edits to a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from apiref.model.fix import Edit
from apiref.model.location import LINE_END, Location, line_and_column

_QUOTES = "\"'"


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    """The offsets of the line starts of a text."""
    return (0, *(match.end() for match in LINE_END.finditer(text)))


def offset_of(text: str, line: int, column: int) -> int | None:
    """The offset of a location in a text, or None if it is outside the text."""
    starts = line_starts(text)
    if not 1 <= line <= len(starts):
        return None
    offset = starts[line - 1] + column - 1
    end = starts[line] if line < len(starts) else len(text) + 1
    return offset if starts[line - 1] <= offset < end else None


def line_end(text: str) -> str:
    """The line end used by a text: that of the first line, or a line feed if there is none."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"


def replacement(text: str, start: Location, old: str, new: str) -> Edit | None:
    """The edit of a word at a location, or inside quotes there, which are kept.

    None if the word is not found there verbatim, for example because of an escape or an alias.
    """
    offset = offset_of(text, start.line, start.column)
    if offset is None:
        return None
    quote = text[offset : offset + 1]
    if quote and quote in _QUOTES:
        if text.startswith(f"{quote}{old}{quote}", offset):
            return Edit(Location(start.path, start.line, start.column + 1), old, new)
        return None
    following = text[offset + len(old) : offset + len(old) + 1]
    if not text.startswith(old, offset) or following.isalnum() or following == "_":
        return None
    return Edit(start, old, new)


def difference(path: str, text: str, wanted: str) -> Edit:
    """The single edit that turns one text into another, without their common prefix and suffix."""
    shortest = min(len(text), len(wanted))
    head = next((n for n in range(shortest) if text[n] != wanted[n]), shortest)
    tail = 0
    while tail < shortest - head and text[-tail - 1] == wanted[-tail - 1]:
        tail += 1
    # Do not split a CRLF line end.
    while head and text[head - 1] == "\r":
        head -= 1
    old, new = text[head : len(text) - tail], wanted[head : len(wanted) - tail]
    return Edit(Location(path, *line_and_column(text, head)), old, new)


class Edits:
    """Edits of one text that can be applied together."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Start, end, rank and new text, sorted.
        self._spans: list[tuple[int, int, int, str]] = []

    def add(self, edits: Iterable[Edit]) -> bool:
        """Add all edits, or none if one overlaps another or does not match the text.

        Returns whether they were added.
        """
        spans: list[tuple[int, int, int, str]] = []
        for edit in edits:
            start = offset_of(self.text, edit.start.line, edit.start.column)
            if start is None or not self.text.startswith(edit.old, start):
                return False
            spans.append((start, start + len(edit.old), edit.rank, edit.new))
        taken = list(self._spans)
        for span in spans:
            at = bisect_right(taken, span)
            near = (*taken[:at][-1:], span, *taken[at : at + 1])
            if any(_overlap(*pair) for pair in pairwise(near)):
                return False
            taken.insert(at, span)
        self._spans = taken
        return True

    def copy(self) -> Edits:
        """An independent copy."""
        other = Edits(self.text)
        other._spans = list(self._spans)
        return other

    def applied(self) -> str:
        """The text with all edits applied."""
        parts: list[str] = []
        done = 0
        for start, end, _, new in self._spans:
            parts += (self.text[done:start], new)
            done = end
        return "".join((*parts, self.text[done:]))


def _overlap(first: tuple[int, int, int, str], second: tuple[int, int, int, str]) -> bool:
    """Whether two edits conflict; the first one starts first."""
    if second[0] < first[1]:
        return True
    both_insert = first[0] == first[1] == second[0] == second[1]
    return both_insert and first[2] == second[2]
