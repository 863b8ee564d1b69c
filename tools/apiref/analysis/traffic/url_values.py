"""The parameters in the URLs of recorded traffic, as the values that schemas describe.

URLs only contain text: it is converted to the type in the schema if possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from apiref.analysis.members import json_type
from apiref.analysis.schemas.documents import SchemaField, SchemaNode, SchemaSet
from apiref.analysis.traffic.exchanges import Observed
from apiref.model.exchange import Exchange, is_variable
from apiref.model.json_file import Json
from apiref.model.operation import Operation, path_of

_INTEGER = re.compile(r"[+-]?\d{1,300}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_BOOLEAN = {
    **dict.fromkeys(("true", "1", "yes", "on", "y", "t"), True),
    **dict.fromkeys(("false", "0", "no", "off", "n", "f"), False),
}
# Maximum number of values of a parameter: further IDs show nothing new, but cost time.
_VALUES = 10
# Real paths are shorter; patterns would be slow for longer ones.
_LONGEST = 2000
_PLACEHOLDER = re.compile(r"\{[+#]?([^{}:*]*)(?:[:*][^{}]*)?\}")


class UrlValues(NamedTuple):
    """The values in the URL of an exchange, as an object of their names."""

    exchange: Exchange
    values: dict[str, Json]


def url_values(
    observed: Observed, role: str, schemas: SchemaSet, schema: str
) -> Iterator[UrlValues]:
    """The parameters of a role, ``query`` or ``path``, in successful exchanges, if all are known.

    Each set of names is included at least once, and so is each value, except for parameters with
    many values.
    """
    fields = {field.name: field for field in schemas.fields(schema) if len(field.names) == 1}
    combinations: set[frozenset[str]] = set()
    seen: dict[str, set[str]] = {}
    for exchange in observed.exchanges:
        if not exchange.succeeded:
            continue
        pairs = exchange.query if role == "query" else _in_path(observed.operation, exchange.path)
        if any(is_variable(text) for _, text in pairs):
            continue
        names = frozenset(name for name, _ in pairs)
        is_new = names not in combinations
        combinations.add(names)
        for name, text in pairs:
            known = seen.setdefault(name, set())
            if text not in known and len(known) < _VALUES:
                known.add(text)
                is_new = True
        if is_new:
            yield from _of_exchange(exchange, pairs, schemas, fields)


def _of_exchange(
    exchange: Exchange,
    pairs: tuple[tuple[str, str], ...],
    schemas: SchemaSet,
    fields: dict[str, SchemaField],
) -> Iterator[UrlValues]:
    """The values of an exchange; repeated ones of a parameter that is not a list one by one."""
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    lists = {name for name in texts if name in fields and "array" in _types(fields[name])}
    for turn in range(max([len(each) for name, each in texts.items() if name not in lists] + [1])):
        values: dict[str, Json] = {}
        for name, each in texts.items():
            field = fields.get(name)
            if name in lists and field is not None:
                values[name] = _items(each, schemas, field)
            else:
                text = each[min(turn, len(each) - 1)]
                values[name] = text if field is None else coerced(text, _types(field))
        yield UrlValues(exchange, values)


def _types(field: SchemaField) -> frozenset[str]:
    """The types of a parameter in a schema, or those of its values if it states none."""
    if field.types:
        return field.types
    stated = field.keyword("enum") or field.keyword("const")
    if stated is None:
        return frozenset()
    return frozenset(map(json_type, stated[1] if isinstance(stated[1], list) else [stated[1]]))


def _items(texts: list[str], schemas: SchemaSet, field: SchemaField) -> list[Json]:
    """A list, from a repeated parameter or from a text with commas."""
    types: set[str] = set()
    for node in field.nodes:
        items = node.value.get("items")
        if isinstance(items, dict):
            inner = SchemaNode(node.file, (*node.path, "items"), items)
            stated = [part.value.get("type") for part in schemas.closure(inner)]
            types.update(each for each in stated if isinstance(each, str))
    parts = texts[0].split(",") if len(texts) == 1 else texts
    return [coerced(part, frozenset(types)) for part in parts]


def coerced(text: str, types: frozenset[str]) -> Json:
    """A text as a value of one of the types if possible, or unchanged."""
    if "integer" in types and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text):
        return float(text)
    if "boolean" in types and text.lower() in _BOOLEAN:
        return _BOOLEAN[text.lower()]
    if "null" in types and text in ("", "null"):
        return None
    return text


def _in_path(operation: Operation, path: str) -> tuple[tuple[str, str], ...]:
    """The names and values of the placeholders of an operation in a path."""
    if len(path) > _LONGEST:
        return ()
    for endpoint in operation.endpoints:
        names, pattern = _template(endpoint.url)
        match = pattern.search(path.rstrip("/"))
        if match is not None:
            return tuple(zip(names, map(unquote, match.groups()), strict=True))
    return ()


@lru_cache(maxsize=1000)
def _template(url: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The placeholders of a template, and the pattern of their values at the end of a path."""
    first, *rest = _PLACEHOLDER.split(path_of(url).rstrip("/"))
    names, literals = rest[::2], rest[1::2]
    # Each value ends where the text after it begins; other ways to divide a path are not tried.
    parts = [f"(?>([^/]+?){re.escape(literal)})" for literal in literals[:-1]]
    parts += [f"([^/]+?){re.escape(literal)}" for literal in literals[-1:]]
    return tuple(names), re.compile(f"{re.escape(first)}{''.join(parts)}$")
