"""The names of types in parameters files: those of the guideline, and their aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter

STANDARD = ("array", "boolean", "float", "integer", "none", "object", "string")
_OTHER_NAMES = {
    "array": "list, tuple, set, collection, xsd:list",
    "boolean": "bool, flag, xsd:boolean, xsd:bool",
    "float": "double, decimal, number, real",
    "integer": "int, int32, int64, long, xsd:int",
    "none": "null, key-only",
    "object": "dict, dictionary, dictionaries, hash, map, mapping, json, key-value, any, mixed,"
    " xsd:dict",
    "string": "str, text, char, uuid, guid, enum, enumeration, uri, url, href, link, email, date,"
    " datetime, date-time, timestamp, time, ip, ip address, mac, cidr, regex, ipv4, ipv6,"
    " ipaddress, ip_address, mac_address, mac address, hostname, domainname, domain name, password,"
    " base64, iso8601, iso 8601, file, binary, bytes, stream, xsd:string, csapi:uuid, xsd:datetime,"
    " xsd:anyuri",
}
_ALIASES = {
    alias: standard for standard, names in _OTHER_NAMES.items() for alias in names.split(", ")
}
_LIST = re.compile(r"\[[\w\s-]*\]|\w+\s*\[\s*\]")
_JOINER = re.compile(r"\bor\b|[|,/]")
_OF = re.compile(r"^(?P<outer>\w+)(?:\s+of\b|\s*[<(\[]).*$", re.IGNORECASE)


def typed(tree: Tree) -> Iterator[tuple[Parameter, Field, str]]:
    """The entries with their own type: entry, field and type."""
    for parameter in tree.parameters:
        field = parameter.field("type")
        if field is None or field.merged or not isinstance(field.value, str):
            continue
        text = field.value.strip()
        if text:
            yield parameter, field, text


def standard_type(text: str) -> str | None:
    """The standard name of a type, or None if the type is unknown."""
    name = text.lower()
    if name in STANDARD:
        return name
    if name in _ALIASES:
        return _ALIASES[name]
    if _LIST.fullmatch(name):
        return "array"
    plural = name.removesuffix("s")
    if plural in STANDARD or plural in _ALIASES:
        return standard_type(plural)
    outer = _OF.match(name)
    if outer:
        return standard_type(outer["outer"])
    # The content of a string: ``iso8601 timestamp``, ``uuid_str``; or two words for one type.
    words = name.replace("_", " ").split()
    if not words:
        return None
    *_, before, last = ("", *words)
    intended = _ALIASES.get(last, last)
    if last == name or (intended != "string" and _ALIASES.get(before, before) != intended):
        return None
    return intended


def begins_with_known(text: str) -> bool:
    """Whether the first of several types is known: ``string or blob``."""
    first, *others = _alternatives(text)
    return bool(others) and standard_type(first) is not None


def is_known(text: str) -> bool:
    """Whether a type is known, or consists of known ones: ``string or null``."""
    parts = _alternatives(text)
    return standard_type(text) is not None or all(part and standard_type(part) for part in parts)


def _alternatives(text: str) -> list[str]:
    return [part.strip() for part in _JOINER.split(text.lower())]
