"""Single faults in samples and schemas."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.faults.mutations import Mutation, edited, misspelt

Path = tuple[str | int, ...]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ]*")
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_KEYWORDS_OF_TEXT = ("title", "description")


def written(value: Any) -> str:
    """A document in the layout of the repository."""
    return json.dumps(value, indent=4, ensure_ascii=False) + "\n"


def _members(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """All members of objects and items of arrays, with their paths."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for name, child in inner:
        yield (*path, name), child
        if isinstance(child, dict | list):
            yield from _members(child, (*path, name))


def _at(document: Any, path: Path) -> Any:
    for part in path:
        document = document[part]
    return document


def _renamed(members: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new if name == old else name: value for name, value in members.items()}


class _Document:
    def __init__(self, path: str, text: str, what: str) -> None:
        self.path = path
        self.text = text
        self.what = what
        self.value = json.loads(text)
        assert written(self.value) == text, f"{path} is not in the layout that this takes for given"

    def change(self, kind: str, place: Path, apply: Callable[[Any], Any]) -> Mutation:
        """The document with another value in place of one object or array."""
        new = copy.deepcopy(self.value)
        if place:
            parent = _at(new, place[:-1])
            parent[place[-1]] = apply(parent[place[-1]])
        else:
            new = apply(new)
        return self.edit(kind, place, written(new))

    def edit(self, kind: str, place: Path, text: str) -> Mutation:
        subject = ".".join(str(part) for part in place) or "$"
        return edited(f"{self.what} {kind}", subject, self.path, self.text, text)

    def faults(self) -> Iterator[Mutation]:
        for path, value in _members(self.value):
            place, name = path[:-1], path[-1]
            if isinstance(name, str):
                yield from self.key_faults(place, name)
            else:
                yield from self.item_faults(place, name)
            if isinstance(value, str):
                yield from self.text_faults(path, value)

    def key_faults(self, place: Path, name: str) -> Iterator[Mutation]:
        around = _at(self.value, place)
        path = (*place, name)

        def drop(members: dict[str, Any]) -> dict[str, Any]:
            return {other: value for other, value in members.items() if other != name}

        def exchange(members: dict[str, Any]) -> dict[str, Any]:
            names = list(members)
            at = names.index(name)
            names[at : at + 2] = reversed(names[at : at + 2])
            return {other: members[other] for other in names}

        yield self.edit("key: drop", path, self.change("", place, drop).changes[0][1] or "")
        for kind, other in (
            ("misspell", misspelt(name)),
            ("upper case", name.capitalize()),
        ):
            if other != name and other not in around:
                new = self.change("", place, lambda members, to=other: _renamed(members, name, to))
                yield self.edit(f"key: {kind}", path, new.changes[0][1] or "")
        twin = f"{name}\u0000"

        def double(members: dict[str, Any]) -> dict[str, Any]:
            return {
                each: value
                for other, kept in members.items()
                for each, value in ((other, kept), *(((twin, kept),) if other == name else ()))
            }

        doubled = self.change("", place, double).changes[0][1] or ""
        yield self.edit("key: duplicate", path, doubled.replace("\\u0000", ""))
        if list(around)[-1] != name:
            new = self.change("", place, exchange)
            yield self.edit("key: exchange", path, new.changes[0][1] or "")

    def item_faults(self, place: Path, index: int) -> Iterator[Mutation]:
        path = (*place, index)
        items = _at(self.value, place)
        yield self.edit(
            "item: drop",
            path,
            self.change("", place, lambda i: i[:index] + i[index + 1 :]).changes[0][1] or "",
        )
        yield self.edit(
            "item: duplicate",
            path,
            self.change("", place, lambda i: i[:index] + i[index:][:1] + i[index:]).changes[0][1]
            or "",
        )
        if index + 1 < len(items):
            new = self.change(
                "", place, lambda i: [*i[:index], i[index + 1], i[index], *i[index + 2 :]]
            )
            yield self.edit("item: exchange", path, new.changes[0][1] or "")

    def text_faults(self, path: Path, value: str) -> Iterator[Mutation]:
        """Overridden by subclasses."""
        return iter(())

    def to(self, kind: str, path: Path, value: Any) -> Mutation:
        return self.change(kind, path, lambda _: value)


class _Sample(_Document):
    def faults(self) -> Iterator[Mutation]:
        yield from super().faults()
        for path, value in _members(self.value):
            yield from self.retyped(path, value)
        yield from self.broken()

    def retyped(self, path: Path, value: Any) -> Iterator[Mutation]:
        others: list[Any]
        if isinstance(value, bool):
            others = [str(value).lower(), int(value), None]
        elif value is None:
            others = ["null", "", {}, 0]
        elif isinstance(value, int):
            others = [str(value), None, [value]]
        elif isinstance(value, str):
            others = [7, True, None, [value], {"value": value}]
        elif isinstance(value, list):
            others = [{"item": list(value)}, None, "text"]
        else:
            others = [[value], None, "text"]
        for other in others:
            yield self.to(f"value: to {type(other).__name__}", path, other)

    def text_faults(self, path: Path, value: str) -> Iterator[Mutation]:
        if path[-1] == "description":
            return
        if _UUID.search(value):
            found = _UUID.search(value)
            assert found
            for kind, other in (
                ("short", found[0][:-1]),
                ("no dashes", found[0].replace("-", "")),
                ("no hexadecimal", "g" + found[0][1:]),
                ("another", misspelt(found[0])),
            ):
                yield self.to(f"UUID: {kind}", path, value.replace(found[0], other))
        elif _MOMENT.fullmatch(value):
            for kind, other in (
                ("month 13", re.sub(r"-\d\d-", "-13-", value, count=1)),
                ("no time", value.partition("T")[0]),
                ("with spaces", value.replace(":", ": ")),
                ("blank for T", value.replace("T", " ")),
                ("other zone", value.removesuffix("Z") + ("" if value.endswith("Z") else "Z")),
                ("another year", "2025" + value[4:]),
                ("a later year", "2028" + value[4:]),
            ):
                yield self.to(f"moment: {kind}", path, other)
        else:
            yield self.to("text: misspell", path, misspelt(value))
            if value:
                yield self.to("text: empty", path, "")

    def broken(self) -> Iterator[Mutation]:
        lines = self.text.split("\n")
        for at, line in enumerate(lines[:-1]):
            place = (f"line {at + 1}",)
            if line.endswith(","):
                new = [*lines[:at], line[:-1], *lines[at + 1 :]]
                yield self.edit("syntax: comma lost", place, "\n".join(new))
            elif not line.endswith(("{", "[")):
                new = [*lines[:at], line + ",", *lines[at + 1 :]]
                yield self.edit("syntax: comma too many", place, "\n".join(new))
            if '"' in line:
                new = [*lines[:at], line.replace('"', "", 1), *lines[at + 1 :]]
                yield self.edit("syntax: quote lost", place, "\n".join(new))
            if ":" in line:
                new = [*lines[:at], line.replace('":', '"', 1), *lines[at + 1 :]]
                yield self.edit("syntax: colon lost", place, "\n".join(new))
            if line.strip() in ("{", "}", "},", "[", "]", "],"):
                new = [*lines[:at], *lines[at + 1 :]]
                yield self.edit("syntax: bracket lost", place, "\n".join(new))
            new = [*lines[:at], "  " + line, *lines[at + 1 :]]
            yield self.edit("layout: indent", place, "\n".join(new))


class _Schema(_Document):
    def faults(self) -> Iterator[Mutation]:
        yield from super().faults()
        for path, value in _members(self.value):
            name = path[-1]
            if isinstance(value, bool):
                yield self.to("value: flip", path, not value)
            elif isinstance(value, int):
                yield self.to("value: other number", path, value + 1)
            if name == "type" and isinstance(value, str):
                for other in _TYPES:
                    if other != value:
                        yield self.to("type: change", path, other)
            elif name == "format":
                for other in ("uuid", "date-time", "uri-reference", "email"):
                    if other != value:
                        yield self.to("format: change", path, other)
            elif name == "$ref":
                yield from self.targets(path, value)

    def targets(self, path: Path, value: str) -> Iterator[Mutation]:
        """The reference led to the next definition or property beside its target."""
        file, _, pointer = value.partition("#")
        if file or pointer.count("/") != 2:
            return
        group = pointer.split("/")[1]
        beside = list(self.value[group])
        name = pointer.split("/")[2]
        other = beside[(beside.index(name) + 1) % len(beside)]
        if other != name:
            yield self.to("$ref: retarget", path, f"#/{group}/{other}")

    def text_faults(self, path: Path, value: str) -> Iterator[Mutation]:
        if path[-1] in _KEYWORDS_OF_TEXT and "properties" not in path[-2:-1]:
            return
        yield self.to("text: misspell", path, misspelt(value))


def sample_faults(path: str, text: str) -> Iterator[Mutation]:
    """The faults of a sample."""
    return _Sample(path, text, "sample").faults()


def schema_faults(path: str, text: str) -> Iterator[Mutation]:
    """The faults of a schema."""
    return _Schema(path, text, "schema").faults()
