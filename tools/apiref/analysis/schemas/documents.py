"""The JSON Schema documents of a project, with references resolved and properties as fields."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of
from apiref.model.location import Location
from apiref.model.tree import Tree

# Schemas can be recursive in many ways; real ones are far below these limits.
MAX_DEPTH = 20
MAX_FIELDS = 10_000
# Keywords for objects of schemas with arbitrary names.
SCHEMAS_BY_NAME = ("properties", "patternProperties", "$defs", "dependentSchemas")
# Keywords for the members of an object that no other keyword names.
FOR_OTHERS = ("additionalProperties", "unevaluatedProperties")


class SchemaNode(NamedTuple):
    """A subschema and its place."""

    file: JsonFile
    path: JsonPath
    value: dict[str, Json]

    @property
    def location(self) -> Location:
        """The location of the subschema: its key, or the start of the document."""
        return location_of(self.file, self.path, key=True)

    @property
    def keyword(self) -> str | int | None:
        """The keyword in whose names or list the subschema is, such as ``properties``."""
        return self.path[-2] if len(self.path) > 1 else None

    def keyword_location(self, keyword: str) -> Location:
        """The location of the value of a keyword."""
        return location_of(self.file, (*self.path, keyword))


class SchemaField(NamedTuple):
    """A property that a schema describes, merged over all references.

    ``names`` are the property names that lead to it, without arrays. ``nodes`` are the subschemas
    that describe it, the declaring one first. ``types`` is empty if none states a type.
    ``required`` says whether its object requires it.
    """

    names: tuple[str, ...]
    nodes: tuple[SchemaNode, ...]
    required: bool
    types: frozenset[str]

    @property
    def name(self) -> str:
        """The property's own name."""
        return self.names[-1]

    @property
    def location(self) -> Location:
        """Where the property is declared."""
        return self.nodes[0].location

    def keyword(self, name: str) -> tuple[SchemaNode, Json] | None:
        """The first statement of a keyword, with the subschema that makes it."""
        for node in self.nodes:
            if name in node.value:
                return node, node.value[name]
        return None


@dataclass(slots=True)
class SchemaSet:
    """All schemas of a tree, by path."""

    files: dict[str, JsonFile]

    def root(self, path: str) -> SchemaNode | None:
        """The document at a path, or None if it does not exist or is not an object."""
        file = self.files.get(path)
        if file is None or not isinstance(file.value, dict):
            return None
        return SchemaNode(file, (), file.value)

    def resolve(self, node: SchemaNode) -> SchemaNode | None:
        """The subschema that the ``$ref`` of a node refers to, or None."""
        reference = node.value.get("$ref")
        if not isinstance(reference, str):
            return None
        file_name, _, fragment = reference.partition("#")
        file = node.file
        if file_name:
            base = posixpath.dirname(node.file.path)
            found = self.files.get(posixpath.normpath(posixpath.join(base, file_name)))
            if found is None or not found.valid:
                return None
            file = found
        value: Json = file.value
        path: list[str | int] = []
        for part in fragment.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
                path.append(name)
            elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
                value = value[int(name)]
                path.append(int(name))
            else:
                return None
        if fragment and not fragment.startswith("/"):
            return None
        return SchemaNode(file, tuple(path), value) if isinstance(value, dict) else None

    def closure(self, node: SchemaNode) -> tuple[SchemaNode, ...]:
        """A node and all that it refers to or combines with ``allOf``, each once."""
        found: list[SchemaNode] = []
        seen: set[tuple[str, JsonPath]] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop(0)
            key = (current.file.path, current.path)
            if key in seen:
                continue
            seen.add(key)
            found.append(current)
            target = self.resolve(current)
            if target is not None:
                waiting.append(target)
            combined = current.value.get("allOf")
            if isinstance(combined, list):
                for index, part in enumerate(combined):
                    if isinstance(part, dict):
                        path = (*current.path, "allOf", index)
                        waiting.append(SchemaNode(current.file, path, part))
        return tuple(found)

    def fields(self, path: str) -> tuple[SchemaField, ...]:
        """The properties of a document, in order, each followed by those of its objects.

        Recursion ends where a schema contains itself.
        """
        root = self.root(path)
        if root is None:
            return ()
        return tuple(islice(self._fields(self.closure(root), (), ()), MAX_FIELDS))

    def _fields(
        self,
        nodes: tuple[SchemaNode, ...],
        names: tuple[str, ...],
        around: tuple[frozenset[tuple[str, JsonPath]], ...],
    ) -> Iterator[SchemaField]:
        here = frozenset(
            (node.file.path, node.path)
            for node in nodes
            if {"properties", "items"} & node.value.keys()
        )
        if len(around) > MAX_DEPTH or not here or here in around:
            return
        around = (*around, here)
        required = {name for node in nodes for name in _strings(node.value.get("required"))}
        declared: dict[str, list[SchemaNode]] = {}
        for node in nodes:
            properties = node.value.get("properties")
            if isinstance(properties, dict):
                for name, value in properties.items():
                    if isinstance(value, dict):
                        path = (*node.path, "properties", name)
                        declared.setdefault(name, []).append(SchemaNode(node.file, path, value))
        for name, own in declared.items():
            merged = tuple(part for node in own for part in self.closure(node))
            yield SchemaField((*names, name), merged, name in required, _types(merged))
            yield from self._fields(merged, (*names, name), around)
        for node in nodes:
            items = node.value.get("items")
            if isinstance(items, dict):
                inner = SchemaNode(node.file, (*node.path, "items"), items)
                yield from self._fields(self.closure(inner), names, around)


def _strings(value: Json) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _types(nodes: tuple[SchemaNode, ...]) -> frozenset[str]:
    """The types that all statements together allow."""
    found: frozenset[str] = frozenset()
    for node in nodes:
        stated = node.value.get("type")
        types = frozenset([stated]) if isinstance(stated, str) else frozenset(_strings(stated))
        if types:
            found = found & types if found else types
    return found


@per_tree
def schema_set(tree: Tree) -> SchemaSet:
    """The schemas of a tree."""
    return SchemaSet({path: file for path, file in tree.schemas.items() if file.valid})


def undescribed(schemas: SchemaSet, node: SchemaNode) -> Iterator[tuple[int, str]]:
    """The names that an object requires but does not describe, with their indexes."""
    required = node.value.get("required")
    if "type" not in node.value or not isinstance(required, list):
        return
    described: set[str] = set()
    for part in schemas.closure(node):
        properties = part.value.get("properties")
        if isinstance(properties, dict):
            described |= properties.keys()
    for index, name in enumerate(required):
        if described and isinstance(name, str) and name not in described:
            yield index, name


@per_tree
def undescribed_names(tree: Tree) -> frozenset[str]:
    """All names that schemas require but do not describe, which a rule reports."""
    schemas = schema_set(tree)
    return frozenset(
        name
        for file in schemas.files.values()
        for node in subschemas(file)
        for _, name in undescribed(schemas, node)
    )


def all_subschemas(tree: Tree) -> Iterator[SchemaNode]:
    """All subschemas of all documents of a reference."""
    for file in schema_set(tree).files.values():
        yield from subschemas(file)


def subschemas(file: JsonFile) -> Iterator[SchemaNode]:
    """All subschemas of a document, itself first."""
    if isinstance(file.value, dict):
        yield from _subschemas(SchemaNode(file, (), file.value))


_IN_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = (
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
)


def _subschemas(node: SchemaNode) -> Iterator[SchemaNode]:
    yield node
    for child in inner_schemas(node):
        yield from _subschemas(child)


def inner_schemas(node: SchemaNode) -> Iterator[SchemaNode]:
    """The subschemas directly in a schema, in its order."""
    for keyword, value in node.value.items():
        inner: list[tuple[JsonPath, Json]] = []
        if keyword in SCHEMAS_BY_NAME and isinstance(value, dict):
            inner = [((keyword, name), child) for name, child in value.items()]
        elif keyword in _IN_LISTS and isinstance(value, list):
            inner = [((keyword, index), child) for index, child in enumerate(value)]
        elif keyword in _SINGLE:
            inner = [((keyword,), value)]
        for path, child in inner:
            if isinstance(child, dict):
                yield SchemaNode(node.file, (*node.path, *path), child)
