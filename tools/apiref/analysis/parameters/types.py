"""The types in parameters files, and the JSON values that they allow."""

from __future__ import annotations

import re
from functools import lru_cache

from apiref.analysis.members import json_type
from apiref.model.json_file import Json

# The names of the guideline, of os-api-ref's documentation and other common ones, with the JSON
# types that they allow. A float may be written without a fraction.
_JSON_TYPES: dict[str, frozenset[str]] = {
    "array": frozenset({"array"}),
    "list": frozenset({"array"}),
    "boolean": frozenset({"boolean"}),
    "bool": frozenset({"boolean"}),
    "float": frozenset({"number", "integer"}),
    "double": frozenset({"number", "integer"}),
    "number": frozenset({"number", "integer"}),
    "integer": frozenset({"integer"}),
    "int": frozenset({"integer"}),
    "none": frozenset({"null"}),
    "null": frozenset({"null"}),
    "object": frozenset({"object"}),
    "dict": frozenset({"object"}),
    "dictionary": frozenset({"object"}),
    "string": frozenset({"string"}),
    "str": frozenset({"string"}),
    "uuid": frozenset({"string"}),
    "uri": frozenset({"string"}),
    "url": frozenset({"string"}),
    "datetime": frozenset({"string"}),
    "date": frozenset({"string"}),
}
# The JSON types whose values contain others.
CONTAINERS = frozenset({"array", "object"})
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# ``string[]`` and ``[string]``.
_LIST = re.compile(r"^\s*\[[\w\s-]*\]\s*$|^\s*\w+\s*\[\s*\]\s*$")
_JOINERS = frozenset({"or", "and"})


@lru_cache(maxsize=1000)
def json_types(type_name: str) -> frozenset[str] | None:
    """The JSON types that a documented type allows, or None if it is unknown.

    Combined types such as ``string or null`` allow what each of them allows.
    """
    if _LIST.search(type_name):
        return frozenset({"array"})
    words = [word.lower() for word in _WORDS.findall(type_name)]
    words = [word for word in words if word not in _JOINERS]
    found: set[str] = set()
    for word in words:
        types = _JSON_TYPES.get(word)
        if types is None:
            return None
        found |= types
    return frozenset(found) if found else None


def is_container(type_name: str) -> bool:
    """Whether values of a documented type may be objects or lists; False if it is unknown."""
    return not CONTAINERS.isdisjoint(json_types(type_name) or ())


def allows(types: frozenset[str], value: Json) -> bool:
    """Whether a value has one of the JSON types; numbers may be integers, and 1.0 is one."""
    kind = json_type(value)
    if kind in types:
        return True
    if kind == "integer":
        return "number" in types
    return (
        kind == "number" and "integer" in types and isinstance(value, float) and value.is_integer()
    )


def is_schema(value: Json) -> bool:
    """Whether a document is a JSON Schema of an object."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("$schema"), str):
        return True
    properties = value.get("properties")
    if not isinstance(properties, dict) or not properties:
        return False
    items = [item for item in properties.values() if isinstance(item, dict)]
    typed = [item for item in items if not {"type", "$ref", "enum"}.isdisjoint(item)]
    return len(items) == len(properties) and 2 * len(typed) >= len(items)
