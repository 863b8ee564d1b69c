"""Canonical JSON layout: one member or item per line, optionally with sorted members."""

from __future__ import annotations

import json
import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"\[\]{},:]+|[\[\]{},:]')


def laid_out(text: str, indent: int, line_end: str = "\n") -> str:
    """A valid JSON text, indented with that many spaces per level, ending with one line end.

    Values and the order of members are kept verbatim; empty objects and arrays stay on one line.
    """
    parts: list[str] = []
    depth = 0
    tokens = _TOKEN.findall(text)
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token in "{[":
            parts.append(token)
            if following and following in "}]":
                continue
            depth += 1
            parts.append(line_end + " " * (indent * depth))
        elif token in "}]":
            if tokens[index - 1] not in "{[":
                depth -= 1
                parts.append(line_end + " " * (indent * depth))
            parts.append(token)
        elif token == ",":
            parts.append("," + line_end + " " * (indent * depth))
        elif token == ":":
            parts.append(": ")
        else:
            parts.append(token)
    return "".join(parts) + line_end


def sorted_members(text: str, start: int) -> tuple[str, str] | None:
    """The members of the object at an offset, as written and sorted by name.

    Both texts start at the first member and end with the last one; the text between members stays
    in place. None if a name occurs twice.
    """
    spans = _members(text, start)
    names = [name for name, _, _ in spans]
    if not spans or len(set(names)) < len(names):
        return None
    ordered = sorted(spans)
    parts: list[str] = []
    done = spans[0][1]
    for (_, place, end), (_, first, last) in zip(spans, ordered, strict=True):
        parts += (text[done:place], text[first:last])
        done = end
    return text[spans[0][1] : spans[-1][2]], "".join(parts)


def _members(text: str, start: int) -> list[tuple[str, int, int]]:
    """The name, start and end of each member of the object at an offset."""
    found: list[tuple[str, int, int]] = []
    depth = 0
    first: int | None = None
    end = start
    for match in _TOKEN.finditer(text, start):
        token = match[0]
        if depth == 1 and token in ",}" and first is not None:
            found.append((_name(text, first), first, end))
            first = None
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        if depth == 0:
            break
        if depth == 1 and first is None and token[0] == '"':
            first = match.start()
        end = match.end()
    return found


def _name(text: str, start: int) -> str:
    """The name of the member at an offset."""
    match = _TOKEN.match(text, start)
    name: str = json.loads(match[0]) if match else ""
    return name
