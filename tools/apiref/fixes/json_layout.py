"""Canonical JSON layout: one member or item per line, optionally with sorted members."""

from __future__ import annotations

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
