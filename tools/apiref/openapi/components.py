"""The components of a document: reusable objects, each stored once."""

from __future__ import annotations

import json
import re
from itertools import chain, count
from typing import Any

_ODD = re.compile(r"[^A-Za-z0-9._-]+")

Object = dict[str, Any]


class Components:
    """The reusable objects of a document, by kind and name."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, str, str], str] = {}

    def add(self, kind: str, value: Any, *names: str) -> Object:
        """Store an object by the first of the names that is free, and return a reference to it.

        An equal object with the same first name is not stored again. If no name is free, the last
        one gets a number.
        """
        key = (kind, names[0], json.dumps(value))
        known = self._names.get(key)
        if known is None:
            known = self.reserve(kind, *names)
            self.kinds[kind][known] = value
            self._names[key] = known
        return {"$ref": f"#/components/{kind}/{known}"}

    def reserve(self, kind: str, *names: str) -> str:
        """Reserve the first free name, or else the last with a number, for a later object."""
        objects = self.kinds.setdefault(kind, {})
        plain = [_ODD.sub("-", name).strip("-") or "unnamed" for name in names]
        numbered = (f"{plain[-1]}-{number}" for number in count(2))
        free = next(name for name in chain(plain, numbered) if name not in objects)
        objects[free] = None
        return free

    def resolve(self, value: Object) -> Object:
        """The object that a reference points to; any other object itself."""
        address = value.get("$ref")
        if isinstance(address, str) and address.startswith("#/components/"):
            _, _, kind, name = address.split("/", 3)
            found = self.kinds.get(kind, {}).get(name)
            if isinstance(found, dict):
                return found
        return value
