"""The names of types in parameters files: those of the guideline, and their aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter

STANDARD = ("array", "boolean", "float", "integer", "none", "object", "string")
_ALIASES = {
    "list": "array",
    "tuple": "array",
    "set": "array",
    "collection": "array",
    "bool": "boolean",
    "flag": "boolean",
    "double": "float",
    "decimal": "float",
    "number": "float",
    "real": "float",
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "null": "none",
    "key-only": "none",
    "dict": "object",
    "dictionary": "object",
    "dictionaries": "object",
    "hash": "object",
    "map": "object",
    "mapping": "object",
    "json": "object",
    "key-value": "object",
    "str": "string",
    "text": "string",
    "char": "string",
    "uuid": "string",
    "guid": "string",
    "enum": "string",
    "enumeration": "string",
    "uri": "string",
    "url": "string",
    "href": "string",
    "link": "string",
    "email": "string",
    "date": "string",
    "datetime": "string",
    "date-time": "string",
    "timestamp": "string",
    "time": "string",
    "ip": "string",
    "ip address": "string",
    "mac": "string",
    "cidr": "string",
    "regex": "string",
    "ipv4": "string",
    "ipv6": "string",
    "ipaddress": "string",
    "ip_address": "string",
    "mac_address": "string",
    "mac address": "string",
    "hostname": "string",
    "password": "string",
    "base64": "string",
    "iso8601": "string",
    "iso 8601": "string",
    "any": "object",
    "mixed": "object",
    "file": "string",
    "binary": "string",
    "bytes": "string",
    "stream": "string",
    "xsd:string": "string",
    "csapi:uuid": "string",
    "xsd:int": "integer",
    "xsd:boolean": "boolean",
    "xsd:bool": "boolean",
    "xsd:dict": "object",
    "xsd:list": "array",
    "xsd:datetime": "string",
    "xsd:anyuri": "string",
}
_LIST = re.compile(r"\[[\w\s-]*\]|\w+\s*\[\s*\]")
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
    *_, before, last = ("", *name.replace("_", " ").split())
    intended = _ALIASES.get(last, last)
    if last == name or (intended != "string" and _ALIASES.get(before, before) != intended):
        return None
    return intended
