"""JSON files: samples and schemas."""

from __future__ import annotations

from dataclasses import dataclass

from apiref.model.location import Location

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A JSON document: its text and its value.

    ``valid`` tells whether the text is JSON; where it is not, ``value`` is None.
    """

    path: str
    text: str
    value: Json
    valid: bool = True


def pointer(path: JsonPath) -> str:
    """A path in a document as people write it: ``tasks[0].id``; the document itself is ``$``."""
    out = ""
    for part in path:
        if isinstance(part, int):
            out += f"[{part}]"
        else:
            out += f".{part}" if out else part
    return out or "$"


def location_of(file: JsonFile, path: JsonPath, *, key: bool = False) -> Location:
    """Where the value at ``path`` starts; with ``key``, where its key starts.

    The file must be valid JSON. A path that leads nowhere gives the deepest place that exists.
    """
    offset = _Scanner(file.text).find(path, key=key)
    return location_at(file, offset)


def location_at(file: JsonFile, offset: int) -> Location:
    """The location of a character of the file, by its offset from 0."""
    line = file.text.count("\n", 0, offset) + 1
    column = offset - (file.text.rfind("\n", 0, offset) + 1) + 1
    return Location(file.path, line, column)


class _Scanner:
    """Finds the offset of a value in JSON text that is known to be valid."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def find(self, path: JsonPath, *, key: bool) -> int:
        self.blank()
        start = self.at
        for depth, part in enumerate(path):
            last = depth == len(path) - 1
            found = self.member(part) if isinstance(part, str) else self.item(part)
            if found is None:
                return start
            start = found if key and last else self.at
        return start

    def blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n\ufeff":
            self.at += 1

    def member(self, name: str) -> int | None:
        """Go to the value of a member (of duplicates the last); returns where its key starts."""
        if self.text[self.at] != "{":
            return None
        found: tuple[int, int] | None = None
        self.at += 1
        while True:
            self.blank()
            if self.text[self.at] == "}":
                break
            key_at = self.at
            key = self.string()
            self.blank()
            self.at += 1
            self.blank()
            if key == name:
                found = (key_at, self.at)
            self.skip()
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
        if found is None:
            return None
        self.at = found[1]
        return found[0]

    def item(self, index: int) -> int | None:
        if self.text[self.at] != "[":
            return None
        self.at += 1
        for count in range(index + 1):
            self.blank()
            if self.text[self.at] == "]":
                return None
            if count == index:
                return self.at
            self.skip()
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
        return None

    def string(self) -> str:
        start = self.at
        self.skip_string()
        raw = self.text[start + 1 : self.at - 1]
        if "\\" not in raw:
            return raw
        import json

        decoded: str = json.loads(f'"{raw}"', strict=False)
        return decoded

    def skip_string(self) -> None:
        self.at += 1
        while self.text[self.at] != '"':
            self.at += 2 if self.text[self.at] == "\\" else 1
        self.at += 1

    def skip(self) -> None:
        """Go past one value."""
        depth = 0
        while True:
            char = self.text[self.at]
            if char == '"':
                self.skip_string()
            elif char in "{[":
                depth += 1
                self.at += 1
            elif char in "}]":
                depth -= 1
                self.at += 1
            elif depth:
                self.at += 1
            else:
                while self.at < len(self.text) and self.text[self.at] not in ",]} \t\r\n":
                    self.at += 1
            if not depth:
                return
