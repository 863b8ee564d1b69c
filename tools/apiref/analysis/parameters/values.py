"""What an entry says about its values: type, ``enum``, ``default``, ``format``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from apiref.analysis.parameters.listed_values import listed_in_text
from apiref.analysis.parameters.type_names import standard_type
from apiref.analysis.parameters.types import json_types
from apiref.model.yaml_file import Parameter
from apiref.text.prose import sentences

# The optional fields that describe the values.
VALUE_FIELDS = ("enum", "default", "format")
# What descriptions call the formats of strings.
FORMATS = {
    "uuid": re.compile(r"\bUUIDs?\b", re.IGNORECASE),
    "date-time": re.compile(r"\bISO[ -]?8601\b|\bdate and time\b|\btimestamp\b", re.IGNORECASE),
}
_ORDER = ("string", "integer", "number", "boolean", "object", "array", "null")
_STANDARD = {"float": "number", "none": "null"}


@cache
def _null() -> re.Pattern[str]:
    denied = r"(?i:\b(?:not|never|non)(?:\W+be)?\W+(?:``)?(?:null|None))\b"
    return re.compile(rf"{denied}|(?P<null>(?i:\bnull(?:able)?\b)|\bNone\b)")


@cache
def _default() -> re.Pattern[str]:
    return re.compile(
        r"\bdefaults?\s+(?:(?:is|are|to|value|of|being)\s+)*``([^`]+)``", re.IGNORECASE
    )


def types_of(parameter: Parameter) -> tuple[str, ...]:
    """The JSON types of a parameter, ``null`` last; empty if its type is unknown."""
    types = json_types(parameter.type)
    if types is None:
        standard = standard_type(parameter.type) if parameter.type else None
        types = frozenset({_STANDARD.get(standard, standard)} if standard else ())
    if types and any(match["null"] for match in _null().finditer(parameter.description)):
        types |= {"null"}
    if "number" in types:
        types -= {"integer"}
    return in_order(types)


def in_order(types: Iterable[str]) -> tuple[str, ...]:
    """JSON types in the order of reports, ``null`` last."""
    given = frozenset(types)
    return tuple(name for name in _ORDER if name in given)


def allowed_values(parameter: Parameter, types: tuple[str, ...]) -> list[Any]:
    """The values of the field ``enum``, or else those listed in the description, as JSON.

    Each is included once, and ``null`` if it is a type. Empty if any value is allowed.
    """
    stated = parameter.field("enum")
    values: Iterable[object] = ()
    if stated is not None:
        values = stated_values(parameter)
    elif "string" in types:
        values = listed_in_text(parameter)
    made = (typed(value, types) for value in values)
    found: list[Any] = list({identity(one): one for one in made}.values())
    if found and "null" in types and None not in found:
        found.append(None)
    return found


def stated_values(parameter: Parameter) -> list[object]:
    """The values of the field ``enum``, if it is a list."""
    stated = parameter.field("enum")
    return stated.value if stated is not None and isinstance(stated.value, list) else []


def typed(value: object, types: tuple[str, ...]) -> Any:
    """A value of a YAML file as JSON, of one of the types if possible.

    YAML does not read ``on`` and ``5`` as text; here, numbers with a point are text.
    """
    if isinstance(value, dict):
        return {str(key): typed(inner, ()) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner, ()) for inner in value]
    if isinstance(value, str) and "number" in types and "string" not in types:
        return _number(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def identity(value: object) -> str:
    """A text that two values share only if they are the same JSON: 1 and true are not."""
    return json.dumps(value, sort_keys=True, default=str)


@lru_cache(maxsize=4096)
def described_default(description: str) -> str | None:
    """The default in a description, such as "Default is ``a``", or None."""
    if "efault" not in description:
        return None
    match = _default().search(" ".join(description.split()))
    return match[1] if match else None


def described_format(description: str) -> str | None:
    """The format of a string according to the first sentence of its description, or None."""
    first = sentences(description.strip())[0]
    return next((name for name, words in FORMATS.items() if words.search(first)), None)


def plain(value: object) -> str:
    """A value as written in descriptions."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
