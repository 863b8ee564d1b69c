"""Locations as editors count them: from 0, in the code units that editor and server agree on."""

from __future__ import annotations

import re

from apiref.fixes.edits import line_starts
from apiref.model.location import Location

# What an editor underlines from a location on: a name or an address, else the rest of the line.
_WORD = re.compile(r"[^\s\"'`,;(){}\[\]]+|\"(?:[^\"\\\n]|\\.)*\"|``[^`\n]+``|.*")
# By the name of an encoding in the protocol: that of Python, and the bytes of a code unit.
_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}

Point = tuple[int, int]


def units(text: str, encoding: str = "utf-16") -> int:
    """The number of code units of a text."""
    if text.isascii():
        return len(text)
    name, width = _ENCODINGS[encoding]
    return len(text.encode(name, "surrogatepass")) // width


def line_of(text: str, number: int) -> str:
    """The line with a number from 1, without its line end; empty outside the text."""
    starts = line_starts(text)
    if not 1 <= number <= len(starts):
        return ""
    end = starts[number] if number < len(starts) else len(text)
    return text[starts[number - 1] : end].rstrip("\r\n")


def to_editor(text: str, place: Location, encoding: str = "utf-16") -> Point:
    """The line and character of a location in a text; outside the text, the nearest inside."""
    number = min(place.line, len(line_starts(text)))
    before = line_of(text, number)
    if number == place.line:
        before = before[: place.column - 1]
    return number - 1, units(before, encoding)


def from_editor(
    path: str, text: str, line: int, character: int, encoding: str = "utf-16"
) -> Location:
    """The location of a line and character; the end of the line if the line is shorter."""
    content = line_of(text, line + 1)
    column = count = min(character, len(content)) if content.isascii() else 0
    while column < len(content) and count < character:
        count += units(content[column], encoding)
        column += 1
    return Location(path, line + 1, column + 1)


def word_end(text: str, place: Location) -> Location:
    """Where the word at a location ends."""
    match = _WORD.match(line_of(text, place.line), place.column - 1)
    end = match.end() if match is not None else 0
    return Location(place.path, place.line, max(end + 1, place.column))


def end_of(path: str, text: str) -> Location:
    """The location after the last character of a text."""
    last = len(line_starts(text))
    return Location(path, last, len(line_of(text, last)) + 1)
