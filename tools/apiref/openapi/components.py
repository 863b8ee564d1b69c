"""The components of a document: reusable objects, each stored once."""

from __future__ import annotations

import json
import re
from typing import Any

_ODD = re.compile(r"[^A-Za-z0-9._-]+")

Object = dict[str, Any]


class Components:
    """The reusable objects of a document, by kind and name."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def add(self, kind: str, name: str, value: Any) -> Object:
        """Store an object and return a reference to it.

        An object equal to a stored one is not stored again, whatever its name; if two different
        objects have the same name, the second one gets a number.
        """
        key = (kind, json.dumps(value))
        known = self._names.get(key)
        if known is None:
            known = self.reserve(kind, name)
            self.kinds[kind][known] = value
            self._names[key] = known
        return {"$ref": f"#/components/{kind}/{known}"}

    def reserve(self, kind: str, name: str) -> str:
        """Reserve a free name, similar to the one wanted, for an object that is made later."""
        plain = _ODD.sub("-", name).strip("-") or "unnamed"
        objects = self.kinds.setdefault(kind, {})
        free, number = plain, 2
        while free in objects:
            free, number = f"{plain}-{number}", number + 1
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
