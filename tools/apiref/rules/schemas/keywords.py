"""Keywords in schemas that have no effect, or probably not the intended one."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.schemas.documents import (
    SCHEMAS_BY_NAME,
    SchemaNode,
    SchemaSet,
    all_subschemas,
    schema_set,
)
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_FOR_TYPE = {
    "object": "properties patternProperties required additionalProperties propertyNames"
    " minProperties maxProperties unevaluatedProperties",
    "array": "items prefixItems contains minItems maxItems uniqueItems unevaluatedItems",
    "string": "pattern format minLength maxLength contentEncoding contentMediaType",
    "number": "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
}
_TYPE_OF = {word: kind for kind, words in _FOR_TYPE.items() for word in words.split()}
_COMBINING = ("allOf", "anyOf", "oneOf")
_CONDITIONAL = ("if", "then", "else", "not")


def _types(node: SchemaNode) -> frozenset[str]:
    """The types that a schema states; an integer counts as a number."""
    stated = node.value.get("type")
    names = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else []
    found = {str(name) for name in names}
    return frozenset(found | {"number"} if "integer" in found else found)


@rule(Severity.ERROR)
def schema_keyword_idle(tree: Tree) -> Iterator[Defect]:
    """A keyword in a schema applies to a different type from the stated one and has no effect.

    Passes: ``{"type": "object", "required": ["id"]}``.

    Fails: ``{"type": "array", "required": ["id"]}``.
    """
    for node in all_subschemas(tree):
        types = _types(node)
        idle = [word for word in node.value if word in _TYPE_OF and _TYPE_OF[word] not in types]
        if types and idle:
            yield Defect(
                node.keyword_location("type"),
                pointer(node.path),
                f"'{idle[0]}' applies to type {_TYPE_OF[idle[0]]} and has no effect on type"
                f" {' or '.join(sorted(types))}; correct the type, or remove the keyword",
                places=tuple(location_of(node.file, (*node.path, word), key=True) for word in idle),
            )


@rule(Severity.WARNING)
def schema_type_missing(tree: Tree) -> Iterator[Defect]:
    """A schema has properties, values or limits, but no type.

    Limits without ``type`` allow every value of other types. Schemas inside ``if``, ``then``,
    ``else`` and ``not``, and those that refer to another schema, need none.

    Passes: ``{"type": "object", "properties": {"id": {"type": "string"}}}``.

    Fails: ``{"properties": {"id": {"type": "string"}}}``.
    """
    for node in all_subschemas(tree):
        if {"type", "$ref"} & node.value.keys():
            continue
        if "properties" not in node.value and set(_COMBINING) & node.value.keys():
            continue
        if not {"properties", "enum", "const", *_TYPE_OF} & node.value.keys():
            continue
        if any(part in _CONDITIONAL for part in _keywords(node)) or node.keyword in _COMBINING:
            continue
        if "if" in node.value and "additionalProperties" not in node.value:
            continue
        yield Defect(
            node.location,
            pointer(node.path),
            'the schema limits its values, but allows every value of other types; add "type"',
        )


def _keywords(node: SchemaNode) -> Iterator[str]:
    """The keywords in the path of a schema, without the names of properties and definitions."""
    named = False
    for part in node.path:
        if named:
            named = False
        elif isinstance(part, str):
            yield part
            named = part in SCHEMAS_BY_NAME


@rule(Severity.WARNING)
def schema_part_idle(tree: Tree) -> Iterator[Defect]:
    """A part of a schema demands nothing, or the same as another part.

    That is an empty ``required`` or ``properties``, an empty schema in ``items``, ``then``,
    ``allOf`` and the like, or the same schema twice in ``allOf``. Usually something is missing.

    Passes: ``{"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/b"}]}``.

    Fails: ``{"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}``.
    """
    for node in all_subschemas(tree):
        for keyword, value in node.value.items():
            if keyword in ("required", "properties", "items", "then", "if") and value in ([], {}):
                yield Defect(
                    location_of(node.file, (*node.path, keyword), key=True),
                    keyword,
                    f"the empty '{keyword}' demands nothing; fill it, or remove it",
                )
            elif keyword in (*_COMBINING, "enum") and isinstance(value, list):
                yield from _idle_parts(node, keyword, value)
        branches = {"then", "else"} & node.value.keys()
        if bool(branches) != ("if" in node.value):
            alone = "if" if "if" in node.value else min(branches)
            yield Defect(
                location_of(node.file, (*node.path, alone), key=True),
                alone,
                f"'{alone}' has no effect without '{'then' if alone == 'if' else 'if'}'; add it",
            )


def _idle_parts(node: SchemaNode, keyword: str, parts: list[Json]) -> Iterator[Defect]:
    for index, part in enumerate(parts):
        if part == {}:
            message = f"this part of '{keyword}' is empty and demands nothing; fill or remove it"
        elif part in parts[:index]:
            message = f"'{keyword}' contains this part twice; change or remove one of them"
        else:
            continue
        place = location_of(node.file, (*node.path, keyword, index))
        yield Defect(place, pointer((*node.path, keyword, index)), message)


@rule(Severity.WARNING)
def schema_condition_unknown(tree: Tree) -> Iterator[Defect]:
    """A condition in a schema, or its consequence, has a property or value that does not exist.

    Validators accept it silently, so a typo there goes unnoticed.

    Passes: ``"if": {"properties": {"kind": {"const": "a"}}}``, and ``kind`` is a property that may
    be ``a``.

    Fails: the same, but there is no property ``kind``, or its ``enum`` does not include ``a``.
    """
    declared: dict[str, set[str] | None] = {}
    within: list[SchemaNode] = []
    schemas = schema_set(tree)
    for node in all_subschemas(tree):
        if any(part in _CONDITIONAL for part in _keywords(node)):
            within.append(node)
        elif node.keyword == "properties":
            name = str(node.path[-1])
            values = _values(schemas, node)
            known = declared.setdefault(name, set())
            declared[name] = known | values if known is not None and values else None
    beside = _declared_beside(tree)
    for node in within:
        if node.keyword != "properties":
            continue
        name = str(node.path[-1])
        if name not in declared:
            yield Defect(
                node.location, name, f"'{name}' is not a property of any schema; correct the name"
            )
        for keyword in ("enum", "const"):
            stated = node.value.get(keyword)
            own = beside.get((node.file.path, node.path[:-3]), {})
            allowed = own.get(name) or declared.get(name)
            for value in stated if isinstance(stated, list) else [stated]:
                if allowed and isinstance(value, str) and value not in allowed:
                    yield Defect(
                        node.keyword_location(keyword),
                        value,
                        f"'{value}' is not an allowed value of '{name}'; correct the condition",
                    )


def _values(schemas: SchemaSet, node: SchemaNode) -> set[str]:
    """The values that the schema of a property lists."""
    parts = [part.value for part in schemas.closure(node)]
    enums = [part.get("enum") for part in parts]
    enums += [[part["const"]] for part in parts if "const" in part]
    return {str(value) for enum in enums if isinstance(enum, list) for value in enum}


def _declared_beside(tree: Tree) -> dict[tuple[str, JsonPath], dict[str, set[str]]]:
    """The values of a document's properties, for each subschema that describes its object."""
    schemas = schema_set(tree)
    found: dict[tuple[str, JsonPath], dict[str, set[str]]] = {}
    for path in schemas.files:
        root = schemas.root(path)
        nodes = schemas.closure(root) if root is not None else ()
        values: dict[str, set[str]] = {}
        for node in nodes:
            properties = node.value.get("properties")
            for name, value in properties.items() if isinstance(properties, dict) else ():
                if isinstance(value, dict):
                    inner = SchemaNode(node.file, (*node.path, "properties", name), value)
                    values.setdefault(name, set()).update(_values(schemas, inner))
        for node in nodes:
            known = found.setdefault((node.file.path, node.path), {})
            for name, allowed in values.items():
                known.setdefault(name, set()).update(allowed)
    return found


@rule(Severity.WARNING)
def schema_identifier(tree: Tree) -> Iterator[Defect]:
    """The ``$id`` of a schema is not the name of its file, or is missing although others have one.

    References in other schemas are relative to it.

    Passes: ``"$id": "thing.json"`` in ``schemas/thing.json``.

    Fails: ``"$id": "things.json"`` in that file.
    """
    files = [file for file in schema_set(tree).files.values() if isinstance(file.value, dict)]
    if not any(isinstance(file.value, dict) and "$id" in file.value for file in files):
        return
    for file in files:
        name = file.path.rpartition("/")[2]
        stated = file.value.get("$id") if isinstance(file.value, dict) else None
        if stated is None:
            yield Defect(
                location_of(file, ()),
                file.path,
                f'the schema has no "$id", unlike the others; add "$id": "{name}"',
            )
        elif not isinstance(stated, str) or stated.rpartition("/")[2] != name:
            yield Defect(
                location_of(file, ("$id",)),
                str(stated),
                f"the identifier '{stated}' is not the name of the file; change it to '{name}'",
            )


@rule(Severity.INFO)
def schema_undescribed(tree: Tree) -> Iterator[Defect]:
    """A property or a definition in a schema has no description, although most have one.

    Schemas that only refer to another one take its description.

    Passes: ``{"properties": {"id": {"type": "string", "description": "The identifier."}}}``.

    Fails: ``{"properties": {"id": {"type": "string"}}}``, if most others have a description.
    """
    described, bare = 0, []
    for node in all_subschemas(tree):
        if any(part in _CONDITIONAL for part in _keywords(node)) or "$ref" in node.value:
            continue
        if node.path and node.keyword not in ("properties", "$defs"):
            continue
        if "description" in node.value:
            described += 1
        else:
            bare.append(node)
    if described > 2 * len(bare):
        for node in bare:
            kind = "property" if node.keyword == "properties" else "definition"
            name = f"{kind} '{node.path[-1]}'" if node.path else "schema"
            yield Defect(
                node.location,
                pointer(node.path),
                f"the {name} has no description, unlike most others; add one",
            )
