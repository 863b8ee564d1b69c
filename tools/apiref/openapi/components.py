"""The components of a document: what several places refer to, each once."""

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
        """Keeps an object, and returns a reference to it.

        One that is there already, under whatever name, is not kept twice; of two that differ, the
        second one of a name gets a number.
        """
        key = (kind, json.dumps(value))
        known = self._names.get(key)
        if known is None:
            known = self.reserve(kind, name)
            self.kinds[kind][known] = value
            self._names[key] = known
        return {"$ref": f"#/components/{kind}/{known}"}

    def reserve(self, kind: str, name: str) -> str:
        """Takes a free name that is like the one wanted, for an object that is yet to be made."""
        plain = _ODD.sub("-", name).strip("-") or "unnamed"
        objects = self.kinds.setdefault(kind, {})
        free, number = plain, 2
        while free in objects:
            free, number = f"{plain}-{number}", number + 1
        objects[free] = None
        return free

    def resolve(self, value: Object) -> Object:
        """The object that a reference leads to; any other object itself."""
        address = value.get("$ref")
        if isinstance(address, str) and address.startswith("#/components/"):
            _, _, kind, name = address.split("/", 3)
            found = self.kinds.get(kind, {}).get(name)
            if isinstance(found, dict):
                return found
        return value
