"""JSON Schemas of single fields and of bodies, out of the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from apiref.analysis.absence import may_be_absent
from apiref.analysis.documentation import DocumentedField
from apiref.analysis.listed_values import listed_in_text
from apiref.analysis.nesting import Nest, is_templated
from apiref.analysis.type_names import standard_type
from apiref.analysis.types import json_types
from apiref.model.yaml_file import Parameter
from apiref.openapi.components import Object
from apiref.openapi.markdown import Renderer

_NULL = re.compile(r"(?i:\bnull(?:able)?\b)|\bNone\b")
_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}|<[^<>]*>")
_ORDER = ("string", "integer", "number", "boolean", "object", "array", "null")
_STANDARD = {"float": "number", "none": "null"}
# What types say of the format of a string.
_FORMATS = {
    "uuid": "uuid",
    "uri": "uri",
    "url": "uri",
    "date-time": "date-time",
    "datetime": "date-time",
    "date": "date",
    "ipv4": "ipv4",
    "ipv6": "ipv6",
    "email": "email",
    "hostname": "hostname",
}
MIN_VERSION, MAX_VERSION = "x-openstack-min-version", "x-openstack-max-version"


def types_of(parameter: Parameter) -> tuple[str, ...]:
    """The JSON types of a parameter, none where its type is not known."""
    types = json_types(parameter.type)
    if types is None:
        standard = standard_type(parameter.type) if parameter.type else None
        types = frozenset({_STANDARD.get(standard, standard)} if standard else ())
    if types and _NULL.search(parameter.description):
        types |= {"null"}
    if "number" in types:
        types -= {"integer"}
    return tuple(name for name in _ORDER if name in types)


def versions_of(parameter: Parameter) -> Object:
    """The microversions that have a parameter, where they are bounded."""
    found: Object = {}
    if parameter.min_version:
        found[MIN_VERSION] = parameter.min_version
    if parameter.max_version:
        found[MAX_VERSION] = parameter.max_version
    return found


def schema_of(parameter: Parameter) -> Object:
    """What an entry says of the values of its parameter; without its description."""
    types = types_of(parameter)
    schema: Object = {}
    if types:
        schema["type"] = types[0] if len(types) == 1 else list(types)
    stated = parameter.text("format").strip() or _FORMATS.get(parameter.type.lower())
    if stated:
        schema["format"] = stated
    values = allowed_values(parameter, types)
    if values:
        schema["enum"] = values
    default = parameter.field("default")
    if default is not None and default.text + str(default.value or "") != "":
        schema["default"] = typed(default.value, types)
    return schema


def allowed_values(parameter: Parameter, types: tuple[str, ...]) -> list[Any]:
    """The values that the field ``enum`` states, or else those that the description lists."""
    stated = parameter.field("enum")
    values: Iterable[object] = ()
    if stated is not None and isinstance(stated.value, list):
        values = stated.value
    elif stated is None and "string" in types:
        values = listed_in_text(parameter)
    found = [typed(value, types) for value in values]
    if found and "null" in types and None not in found:
        found.append(None)
    unique: list[Any] = []
    for value in found:
        if not any(type(value) is type(other) and value == other for other in unique):
            unique.append(value)
    return unique


def typed(value: object, types: tuple[str, ...]) -> Any:
    """A value of a YAML file as JSON has it, of one of the types if it can be."""
    if isinstance(value, dict):
        return {str(key): typed(inner, ()) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner, ()) for inner in value]
    if isinstance(value, str) and types and "string" not in types:
        try:
            number = float(value)
        except ValueError:
            return value
        if "integer" in types and number.is_integer():
            return int(number)
        return number if "number" in types else value
    if value is None or isinstance(value, bool | int | float | str):
        is_text = types[:1] == ("string",) and value is not None and not isinstance(value, str)
        return str(value) if is_text else value
    return str(value)


def body_schema(nest: Nest, renderer: Renderer) -> Object:
    """The schema of a body, by its rows and its samples."""
    types = [kind for kind in _ORDER if kind in nest.kinds]
    if not types and nest.fields:
        types = ["array"] if nest.is_list else ["object"]
    schema: Object = {}
    if types:
        schema["type"] = types[0] if len(types) == 1 else types
    return _with_fields(schema, nest, renderer)


def field_schema(nest: Nest, renderer: Renderer) -> Object:
    """The schema of a field, with what is in it."""
    if not nest.rows:
        kinds = [kind for kind in _ORDER if kind in nest.kinds and nest.fields]
        schema: Object = {"type": kinds[0] if len(kinds) == 1 else kinds} if kinds else {}
        return _with_fields(schema, nest, renderer)
    schemas: list[Object] = []
    for row in nest.rows:
        made = schema_of(row.parameter)
        if "null" in nest.kinds:
            _allow_null(made)
        description = renderer.render(row.parameter.description)
        if description:
            made["description"] = description
        made.update(versions_of(row.parameter))
        if made not in schemas:
            schemas.append(made)
    if len(schemas) == 1:
        return _with_fields(schemas[0], nest, renderer)
    # Of alternatives, such as those of versions, nothing tells which fields are whose.
    return {"anyOf": [_with_fields(made, nest, renderer, is_one=False) for made in schemas]}


def _with_fields(schema: Object, nest: Nest, renderer: Renderer, *, is_one: bool = True) -> Object:
    """Adds what is in a field: to itself, or to the items of its list.

    Unless ``is_one``, it is one of several alternatives, and demands nothing.
    """
    if not nest.fields:
        if "array" in _types(schema):
            # Many programs ask for it, even where any item is allowed.
            schema["items"] = {}
        return schema
    inner: Object = {}
    properties: Object = {}
    patterns: Object = {}
    required: list[str] = []
    for name, child in nest.fields.items():
        made = field_schema(child, renderer)
        if child.rows and is_templated(name):
            patterns[_pattern(name)] = made
            continue
        properties[name] = made
        if not child.is_guessed and any(map(_is_demanded, child.rows)):
            required.append(name)
    if properties:
        inner["properties"] = properties
    if patterns:
        inner["patternProperties"] = patterns
    if required and is_one:
        inner["required"] = required
    is_array = nest.is_list if is_one else "array" in _types(schema)
    if not is_array:
        return schema | inner
    items: Object = ({"type": "object"} if nest.items <= {"object"} else {}) | inner
    for _ in range(nest.depth - 1):
        items = {"type": "array", "items": items}
    both = inner if is_one and "object" in nest.kinds else {}
    return schema | {"items": items} | both


def _types(schema: Object) -> list[str]:
    stated = schema.get("type", [])
    return [stated] if isinstance(stated, str) else list(stated)


def _allow_null(schema: Object) -> None:
    """Adds ``null`` to the types and the values of a field, as a sample shows it."""
    types = _types(schema)
    if types and "null" not in types:
        schema["type"] = [*types, "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]


def _is_demanded(row: DocumentedField) -> bool:
    """Whether a field is in every body, whatever the version."""
    parameter = row.parameter
    if not parameter.required or parameter.min_version or parameter.max_version:
        return False
    return may_be_absent(parameter.description) is None


def _pattern(name: str) -> str:
    """The regular expression of the names that a name with placeholders stands for."""
    return "^" + ".+".join(map(re.escape, _PLACEHOLDER.split(name))) + "$"
