"""The objects, lists and members of a JSON document, each with its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeGuard, TypeVar

from apiref.model.json_file import Json, JsonPath
from apiref.text.identifiers import UUID_OR_HEX

# Objects whose members the users of a service choose, or a schema defines.
OPEN_OBJECTS = frozenset({"metadata", "extra_specs", "properties"})
# If a sample may be a schema, the members of "items" are keywords, not fields. In other samples,
# "items" is an ordinary name of a list.
OPEN_OBJECTS_AND_ITEMS = OPEN_OBJECTS | {"items"}
_ID = re.compile(UUID_OR_HEX)
_Part = TypeVar("_Part", str, str | int)


class Member(NamedTuple):
    """A member of an object in a document.

    ``names`` are the member names that lead to it, without the indexes of arrays and the keys of
    maps: the members of all their items have the same names. ``path`` is the exact path.
    """

    names: tuple[str, ...]
    path: JsonPath
    value: Json

    @property
    def name(self) -> str:
        """The member's own name."""
        return self.names[-1]


def members(value: Json) -> list[Member]:
    """All members of all objects in a document, outer ones before inner ones."""
    found: list[Member] = []
    _collect(found, value, (), ())
    return found


def _collect(found: list[Member], value: Json, names: tuple[str, ...], path: JsonPath) -> None:
    if is_map(value):
        for name, child in value.items():
            _collect(found, child, names, (*path, name))
    elif isinstance(value, dict):
        for name, child in value.items():
            member = Member((*names, name), (*path, name), child)
            found.append(member)
            if isinstance(child, dict | list):
                _collect(found, child, member.names, member.path)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            if isinstance(child, dict | list):
                _collect(found, child, names, (*path, index))


def is_map(value: Json) -> TypeGuard[dict[str, Json]]:
    """Whether an object has identifiers in place of names, each of an object or a list."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(
            is_identifier(name) and isinstance(child, dict | list) for name, child in value.items()
        )
    )


def is_identifier(name: str) -> bool:
    """Whether the name of a member is an identifier, such as a UUID."""
    return _ID.fullmatch(name) is not None


def ancestors(path: tuple[_Part, ...]) -> Iterator[tuple[_Part, ...]]:
    """The paths, or the names, of what is around a member in a document; outer ones first."""
    return (path[:depth] for depth in range(1, len(path)))


def objects(value: Json) -> Iterator[tuple[JsonPath, dict[str, Json]]]:
    """All objects in a document, including itself, with their paths; outer ones first."""
    return ((path, found) for path, found in _containers(value, ()) if isinstance(found, dict))


def lists(value: Json) -> Iterator[tuple[JsonPath, list[Json]]]:
    """All lists in a document, including itself, with their paths; outer ones first."""
    return ((path, found) for path, found in _containers(value, ()) if isinstance(found, list))


def _containers(value: Json, path: JsonPath) -> Iterator[tuple[JsonPath, Json]]:
    if isinstance(value, dict | list):
        yield path, value
        for part, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _containers(child, (*path, part))


def json_type(value: Json) -> str:
    """The JSON Schema type of a value, ``integer`` for numbers without a fraction."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
