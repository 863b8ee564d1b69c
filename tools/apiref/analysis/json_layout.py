"""One way to lay out JSON: each member and item on a line of its own."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"\[\]{},:]+|[\[\]{},:]')


def laid_out(text: str, indent: int) -> str:
    """A valid JSON text, laid out with that many spaces a level; ends with one line feed.

    Values and the order of members stay as they are written; empty objects and arrays stay on
    one line.
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
            parts.append("\n" + " " * (indent * depth))
        elif token in "}]":
            if tokens[index - 1] not in "{[":
                depth -= 1
                parts.append("\n" + " " * (indent * depth))
            parts.append(token)
        elif token == ",":
            parts.append(",\n" + " " * (indent * depth))
        elif token == ":":
            parts.append(": ")
        else:
            parts.append(token)
    return "".join(parts) + "\n"
