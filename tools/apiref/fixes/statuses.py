"""Fixes of lists of response codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from apiref.model.fix import Edit, Fix
from apiref.model.location import Location
from apiref.model.page import Code, StatusTable

_ITEM = re.compile(r"^\s*-\s")
_IN_TEXT = re.compile(r"\b\w+\s*\(\s*(?P<named>\d{3})\s*\)|(?<![\w.])(?P<bare>\d{3})(?![\w.]*\d)")
_BETWEEN = re.compile(r"(?:[\s,;.]|\band\b|\bor\b)*")


def in_ascending_order(table: StatusTable, lines: Sequence[str]) -> Fix | None:
    """The fix that sorts the codes of a list; ``lines`` are the lines of the page.

    None if an item spans several lines, or if there is other text between the codes.
    """
    numbers = [code.number for code in table.codes if code.number is not None]
    if not numbers or len(numbers) < len(table.codes):
        return None
    slots = _words(table.codes, lines) if table.is_text else _items(table.codes, lines)
    if slots is None:
        return None
    ordered = sorted(range(len(slots)), key=numbers.__getitem__)
    edits = tuple(
        Edit(place, text, slots[other][1])
        for (place, text), other in zip(slots, ordered, strict=True)
        if text != slots[other][1]
    )
    return Fix("Sort the response codes", edits, 1 if table.is_text else 0)


_Slot = tuple[Location, str]


def _items(codes: Sequence[Code], lines: Sequence[str]) -> list[_Slot] | None:
    """The lines of the items, or None if they are not consecutive."""
    slots: list[_Slot] = []
    first = codes[0].location.line
    for line, code in enumerate(codes, first):
        if code.location.line != line or _ITEM.match(lines[line - 1]) is None:
            return None
        slots.append((Location(code.location.path, line), lines[line - 1]))
    return slots


def _words(codes: Sequence[Code], lines: Sequence[str]) -> list[_Slot] | None:
    """The codes in a line of text with their names, such as ``notFound(404)``."""
    path = codes[0].location.path
    slots: list[_Slot] = []
    first = codes[0].location.line
    for line in range(first, codes[-1].location.line + 1):
        text = lines[line - 1]
        done = text.find(":") + 1 if line == first else 0
        for match in _IN_TEXT.finditer(text, done):
            if _BETWEEN.fullmatch(text, done, match.start()) is None:
                return None
            slots.append((Location(path, line, match.start() + 1), match[0]))
            done = match.end()
        if _BETWEEN.fullmatch(text, done) is None:
            return None
    found = [re.sub(r"\D", "", text)[-3:] for _, text in slots]
    return slots if found == [code.text for code in codes] else None
