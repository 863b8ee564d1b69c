"""Finds the entries of a YAML file, and moves them together with their comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from apiref.fixes.edits import line_end, line_starts
from apiref.model.fix import Edit
from apiref.model.location import Location

# A heading comment of a group of entries, such as "# variables in query", and ruler lines.
_HEADING = re.compile(
    r"#[\s#=*-]{4,}|#[\s#=*-]*(?:all |the |common )*"
    r"(?:(?:variables?|parameters?|params|fields|attributes)\s+(?:in|for|of)\s+(?:the\s+)?)?"
    r"(?:request |response )?(?P<place>header|path|quer(?=y|ies)|bod(?=y|ies))(?:s|y|ies)?"
    r"(?:\s+(?:string|variables?|parameters?|params|fields|attributes))?[\s#=*:.-]*",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"(?:^|[:,\[{-])[ \t]+(?P<kind>[&*])(?P<name>[^\s,\[\]{}]+)", re.MULTILINE)


class Entry(NamedTuple):
    """The location of the key of an entry, and its group, such as ``query``."""

    location: Location
    group: str = ""


class _Block(NamedTuple):
    """The lines of an entry and its comments, from 0, both bounds inclusive.

    ``next`` is the first non-blank line after it, or the number of lines.
    """

    first: int
    last: int
    next: int


class Entries:
    """The entries of a block-style file, with each key at the start of a line."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.end = line_end(text)
        self.starts = line_starts(text)
        bounds = pairwise((*self.starts, len(text)))
        self.lines = [text[start:end].rstrip("\r\n") for start, end in bounds]
        # The lines that start something other than a comment or a continuation.
        self.heads = [
            number
            for number, line in enumerate(self.lines)
            if line.strip() and line[0] not in " \t#"
        ]

    def move(
        self, entry: Entry, after: Entry | None, before: Entry | None, rank: int = 0
    ) -> tuple[Edit, ...] | None:
        """The edits that move an entry between two others, either of which may be None.

        If several entries move to the same place, the lowest ``rank`` comes first. None if the move
        cannot be determined from the lines, or would separate an alias from its anchor.
        """
        block = self.block(entry)
        if block is not None and (after is None or after.group != entry.group):
            block = block._replace(first=self.heading(block.first, entry.group))
        previous = self.block(after) if after is not None else None
        following = self.block(before) if before is not None else None
        if block is None or self.parts_alias(block, previous, following):
            return None
        moved = self.slice(block)
        if (
            after is None
            or previous is None
            or (before is not None and following is not None and _belongs(entry, before, after))
        ):
            if following is None:
                return None
            blank = self.end * (1 + self.blank_lines(block))
            insertion = Edit(self.at(self.starts[following.first]), "", moved + blank, rank)
        else:
            blank = self.end * (1 + self.blank_lines(previous))
            insertion = Edit(self.at(self.close(previous.last)), "", blank + moved, rank)
        return insertion, self.removal(block)

    def block(self, entry: Entry) -> _Block | None:
        """The lines of an entry."""
        head = entry.location.line - 1
        at = bisect_right(self.heads, head)
        if entry.location.column != 1 or not at or self.heads[at - 1] != head:
            return None
        limit = self.heads[at] if at < len(self.heads) else len(self.lines)
        first = head
        while first and self.is_note(first - 1):
            first -= 1
        last = self.last_line(head, limit)
        following = last + 1
        while following < len(self.lines) and not self.lines[following].strip():
            following += 1
        return _Block(first, last, following)

    def heading(self, first: int, group: str) -> int:
        """The first line of a block, including the heading above it if that matches its group."""
        top = first
        named = False
        while top:
            match = _HEADING.fullmatch(self.lines[top - 1])
            if match is None:
                break
            named = named or group.startswith((match["place"] or "?").lower())
            top -= 1
        return top if named else first

    def is_note(self, number: int) -> bool:
        """Whether a line is a comment that belongs to a single entry."""
        line = self.lines[number]
        return line.startswith("#") and _HEADING.fullmatch(line) is None

    def last_line(self, head: int, limit: int) -> int:
        """The last line of the entry that starts at a line; the next entry starts at the limit.

        Comments below the entry belong to it if a blank line separates them from what follows.
        """
        inner = [
            n for n in range(head, limit) if self.lines[n].strip() and self.lines[n][0] in " \t"
        ]
        last = max(inner, default=head)
        end = last
        while end + 1 < limit and self.is_note(end + 1):
            end += 1
        parted = end + 1 == len(self.lines) or not self.lines[end + 1].strip()
        return end if parted else last

    def parts_alias(self, block: _Block, previous: _Block | None, following: _Block | None) -> bool:
        """Whether a move would put an alias before its anchor."""
        found = list(_ANCHOR.finditer(self.slice(block)))
        if not found:
            return False
        target = previous.last + 1 if previous else following.first if following else 0
        passed = "\n".join(
            self.lines[target : block.first]
            if target <= block.first
            else self.lines[block.last + 1 : target]
        )
        names = {(match["kind"], match["name"]) for match in _ANCHOR.finditer(passed)}
        return any(
            ("&" if match["kind"] == "*" else "*", match["name"]) in names for match in found
        )

    def slice(self, block: _Block) -> str:
        """The text of a block, without the last line end."""
        return self.text[self.starts[block.first] : self.close(block.last)]

    def close(self, number: int) -> int:
        """The offset of the end of a line, before its line end."""
        return self.starts[number] + len(self.lines[number])

    def blank_lines(self, block: _Block) -> int:
        """The number of blank lines after a block, or before it if it is the last one."""
        if block.next < len(self.lines):
            return block.next - block.last - 1
        above = block.first
        while above and not self.lines[above - 1].strip():
            above -= 1
        return block.first - above

    def removal(self, block: _Block) -> Edit:
        """The edit that removes a block and the blank lines that separate it from others."""
        if block.next < len(self.lines):
            start, end = self.starts[block.first], self.starts[block.next]
        else:
            above = block.first
            while above and not self.lines[above - 1].strip():
                above -= 1
            start = self.close(above - 1) if above else 0
            end = self.close(block.last)
        return Edit(self.at(start), self.text[start:end], "")

    def at(self, offset: int) -> Location:
        """The location of an offset."""
        line = bisect_right(self.starts, offset)
        return Location(self.path, line, offset - self.starts[line - 1] + 1)


def _belongs(entry: Entry, before: Entry, after: Entry) -> bool:
    """Whether an entry belongs to the group of the entry below it and not of the one above."""
    return entry.group == before.group != after.group
