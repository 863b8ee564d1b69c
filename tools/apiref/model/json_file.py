"""JSON files: samples and JSON Schemas."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple

from apiref.model.location import Location, line_and_column

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonPath = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"\ufeff]+')


class JsonFile(NamedTuple):
    """A JSON document: its text and its value.

    If ``valid`` is False, the text is not JSON and ``value`` is None. If ``repaired`` is True,
    commas were missing or surplus in the file, and ``text`` is not exactly that of the file.
    """

    path: str
    text: str
    value: Json
    valid: bool = True
    repaired: bool = False


def pointer(path: JsonPath) -> str:
    """Format a path in a document, such as ``tasks[0].id``; the root is ``$``."""
    out = ""
    for part in path:
        if isinstance(part, int):
            out += f"[{part}]"
        else:
            out += f".{part}" if out else part
    return out or "$"


def location_of(file: JsonFile, path: JsonPath, *, key: bool = False) -> Location:
    """The location of the value at ``path``, or of its key if ``key`` is set.

    The file must be valid JSON. If the path does not exist, return the deepest parent that does.
    """
    offsets = _offsets(file.text)
    if path in offsets:
        return location_at(file, offsets[path][0 if key else 1])
    while path and path not in offsets:
        path = path[:-1]
    return location_at(file, offsets.get(path, (0, 0))[1])


def path_at(file: JsonFile, offset: int) -> JsonPath:
    """The path of the last member or item that begins at or before an offset.

    The file must be valid JSON.
    """
    begun = ((start, path) for path, (start, _) in _offsets(file.text).items() if start <= offset)
    return max(begun, key=lambda item: item[0], default=(0, ()))[1]


def location_at(file: JsonFile, offset: int) -> Location:
    """The location of the character at ``offset``, counted from 0."""
    return Location(file.path, *line_and_column(file.text, offset))


@lru_cache(maxsize=4)
def _offsets(text: str) -> dict[JsonPath, tuple[int, int]]:
    """The offsets of the key and the value at each path of a valid JSON text.

    For an item of an array, both are the offset of the value. The last of duplicate keys wins.
    """
    found: dict[JsonPath, tuple[int, int]] = {}
    path: JsonPath = ()
    outer: list[tuple[JsonPath, int]] = []
    count = -1  # The index of the current item; -1 in an object.
    key: tuple[str, int] | None = None
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ":,":
            if token == "," and count >= 0:
                count += 1
            continue
        if token in "]}":
            path, count = outer.pop()
            continue
        if token[0] == '"' and count < 0 and outer and key is None:
            key = _decoded(token), match.start()
            continue
        if count >= 0:
            here, start = (*path, count), match.start()
        elif key is not None:
            here, start = (*path, key[0]), key[1]
        else:
            here, start = (), match.start()
        found[here] = (start, match.start())
        key = None
        if token in "[{":
            outer.append((path, count))
            path, count = here, 0 if token == "[" else -1
    return found


def _decoded(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    decoded: str = json.loads(token)
    return decoded
