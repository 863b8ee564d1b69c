"""Derives JSON Schemas of fields and bodies from the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from apiref.analysis.members import is_map
from apiref.analysis.parameters.presence import may_be_absent
from apiref.analysis.parameters.types import CONTAINERS
from apiref.analysis.parameters.values import allowed_values, in_order, typed, types_of
from apiref.analysis.rows.alignment import Field, is_templated
from apiref.analysis.rows.documentation import NAME_PLACEHOLDER, DocumentedField
from apiref.model.json_file import Json
from apiref.model.yaml_file import Parameter
from apiref.openapi.components import Object
from apiref.openapi.markdown import Renderer

# Types that imply a format of a string.
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
# Keywords of JSON Schema that some entries have, although os-api-ref does not show them.
_LIMITS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern")
_DEPRECATED = re.compile(r"\A\W{0,4}deprecated\b|\(deprecated\)", re.IGNORECASE)
MIN_VERSION, MAX_VERSION = "x-openstack-min-version", "x-openstack-max-version"
# That no sample or no row shows a field, and that only a sample shows that it may be null.
GUESSED, NULL_SHOWN = "x-openstack-guessed", "x-openstack-null-shown"


def marks_of(parameter: Parameter) -> Object:
    """The microversion bounds of a parameter, and whether its description calls it deprecated."""
    found: Object = {"deprecated": True} if _DEPRECATED.search(parameter.description) else {}
    if parameter.min_version:
        found[MIN_VERSION] = parameter.min_version
    if parameter.max_version:
        found[MAX_VERSION] = parameter.max_version
    return found


def schema_of(parameter: Parameter) -> Object:
    """The schema of a parameter according to its entry, without its description."""
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
    for name in ("default", *_LIMITS):
        field = parameter.field(name)
        if field is not None:
            schema[name] = typed(field.value, types)
    return with_items(schema)


def with_items(schema: Object) -> Object:
    """A schema that says of each list that its items may be anything, unless it says more.

    Many tools require it.
    """
    if "array" in _types(schema):
        schema.setdefault("items", {})
    return schema


def body_schema(field: Field, renderer: Renderer) -> Object:
    """The schema of a body, from its rows and samples."""
    types = list(in_order(field.kinds))
    if not types and field.documented_fields:
        types = ["array"] if field.is_list else ["object"]
    schema: Object = {}
    if types:
        schema["type"] = types[0] if len(types) == 1 else types
    return _with_fields(schema, field, renderer)


def field_schema(field: Field, renderer: Renderer) -> Object:
    """The schema of a field, including its nested fields."""
    if not field.rows:
        kinds = list(in_order(field.kinds)) if field.documented_fields else []
        schema: Object = {"type": kinds[0] if len(kinds) == 1 else kinds} if kinds else {}
        return _with_fields(schema | {GUESSED: True}, field, renderer)
    schemas: list[Object] = []
    for row in field.rows:
        made = schema_of(row.parameter)
        if "null" in field.kinds:
            _allow_null(made)
        description = renderer.render(row.parameter.description)
        if description:
            made["description"] = description
        made.update(marks_of(row.parameter))
        if field.reason == "guess":
            # Why it is not required, whatever its row says.
            made[GUESSED] = True
        if made not in schemas:
            schemas.append(made)
    if len(schemas) == 1:
        return _with_fields(schemas[0], field, renderer)
    # It is unknown which fields belong to which alternative, such as those of versions.
    return {"anyOf": [_with_fields(made, field, renderer, is_one=False) for made in schemas]}


def _with_fields(
    schema: Object, field: Field, renderer: Renderer, *, is_one: bool = True
) -> Object:
    """Add nested fields to a field, or to the items of its list.

    Unless ``is_one``, the field is one of several alternatives, and nothing is required.
    """
    inner_fields = field.documented_fields
    if not inner_fields:
        return with_items(schema)
    types = _types(schema)
    shown = {"array" if field.is_list else "object"} | (field.kinds & CONTAINERS)
    if is_one and types and not shown <= {*types}:
        # The row has another type than what contains the fields.
        schema["type"] = list(in_order({*types, *shown}))
    inner: Object = {}
    properties: Object = {}
    patterns: Object = {}
    required: list[str] = []
    for name, child in inner_fields.items():
        made = field_schema(child, renderer)
        if child.rows and is_templated(name):
            patterns[_pattern(name)] = made
            continue
        properties[name] = made
        if child.reason != "guess" and any(map(_is_demanded, child.rows)):
            required.append(name)
    if properties:
        inner["properties"] = properties
    if patterns:
        inner["patternProperties"] = patterns
    if required and is_one:
        inner["required"] = required
    for _ in range(_map_depth(field.values)):
        inner = {"additionalProperties": {"type": "object"} | inner}
    is_array = field.is_list if is_one else "array" in _types(schema)
    if not is_array:
        return with_items(schema | inner)
    items: Object = ({"type": "object"} if field.items <= {"object"} else {}) | inner
    for _ in range(field.depth - 1):
        items = {"type": "array", "items": items}
    both = inner if is_one and "object" in field.kinds else {}
    return schema | {"items": items} | both


def _map_depth(values: Sequence[Json]) -> int:
    """The number of maps of objects within one another that all values are, or items of lists."""
    found = [item for value in values for item in _leaves(value)]
    depth = 0
    while found and all(map(is_map, found)):
        inner = [child for value in found if is_map(value) for child in value.values()]
        if not all(isinstance(child, dict) for child in inner):
            break
        found = inner
        depth += 1
    return depth


def _leaves(value: Json) -> Iterator[Json]:
    """A value, or the innermost items of a list."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _types(schema: Object) -> list[str]:
    stated = schema.get("type", [])
    return [stated] if isinstance(stated, str) else list(stated)


def _allow_null(schema: Object) -> None:
    """Add ``null`` to the types and values of a field if a sample shows it."""
    types = _types(schema)
    if types and "null" not in types:
        schema["type"] = [*types, "null"]
        schema[NULL_SHOWN] = True
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]


def _is_demanded(row: DocumentedField) -> bool:
    """Whether a field is in every body, in all versions."""
    parameter = row.parameter
    if not parameter.required or parameter.min_version or parameter.max_version:
        return False
    return may_be_absent(parameter.description) is None


def _pattern(name: str) -> str:
    """The regular expression for the names that a name with placeholders stands for."""
    return "^" + ".+".join(map(re.escape, NAME_PLACEHOLDER.split(name))) + "$"
