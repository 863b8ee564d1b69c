"""Adds the JSON Schemas of a project to the components, as documents and referenced parts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from apiref.analysis.parameters.names import singular
from apiref.analysis.schemas.documents import SchemaNode, SchemaSet, inner_schemas
from apiref.model.json_file import Json, JsonPath
from apiref.openapi.components import Components, Object
from apiref.openapi.fields import with_items
from apiref.openapi.names import pascal_case

# Keywords for the location of a document, which changes.
_OWN_PLACE = ("$id", "$schema", "$defs", "definitions", "$comment")
Key = tuple[str, JsonPath]


class ProjectSchemas:
    """Adds schemas to the components, each once, with everything they refer to.

    A part that another schema refers to becomes a component itself, so that every reference
    consists of a name only.
    """

    def __init__(self, schemas: SchemaSet, roots: Iterable[str], components: Components) -> None:
        self.schemas = schemas
        self.components = components
        self.targets: set[Key] = set()
        self.names: dict[Key, str] = {}
        self._seen: set[Key] = set()
        for path in roots:
            root = schemas.root(path)
            if root is not None:
                self._note(root)

    def root(self, path: str) -> Object | None:
        """A reference to a whole document, or None if there is no such schema."""
        node = self.schemas.root(path)
        return self._component(node) if node is not None else None

    def property(self, path: str, name: str) -> tuple[Object, bool] | None:
        """The schema of a property of a document, and whether the document requires it."""
        for field in self.schemas.fields(path):
            if field.names == (name,):
                return self._converted(field.nodes[0]), field.required
        return None

    def _note(self, node: SchemaNode) -> None:
        """Collect everything that a schema refers to."""
        waiting = [node]
        while waiting:
            current = waiting.pop()
            key = (current.file.path, current.path)
            if key in self._seen:
                continue
            self._seen.add(key)
            target = self._target(current)
            if target is not None:
                self.targets.add((target.file.path, target.path))
                waiting.append(target)
            waiting.extend(_inner(current))

    def _target(self, node: SchemaNode) -> SchemaNode | None:
        """The final target of a reference; schemas that consist of a reference only are skipped."""
        seen: set[Key] = set()
        target = self.schemas.resolve(node)
        while target is not None and target.value.keys() == {"$ref"}:
            key = (target.file.path, target.path)
            if key in seen:
                return None
            seen.add(key)
            target = self.schemas.resolve(target)
        return target

    def _component(self, node: SchemaNode) -> Object:
        key = (node.file.path, node.path)
        name = self.names.get(key)
        if name is None:
            name = self.components.reserve("schemas", *self._wanted(node))
            self.names[key] = name
            self.components.kinds["schemas"][name] = self._inline(node)
        return {"$ref": f"#/components/schemas/{name}"}

    def _converted(self, node: SchemaNode) -> Object:
        """A subschema, as a reference if others refer to it too."""
        if (node.file.path, node.path) in self.targets:
            return self._component(node)
        return self._inline(node)

    def _inline(self, node: SchemaNode) -> Object:
        made: Object = {}
        inner = {child.path[len(node.path) :]: child for child in _inner(node)}

        def part(path: JsonPath, value: Json) -> object:
            child = inner.get(path)
            return value if child is None else self._converted(child)

        for keyword, value in node.value.items():
            if keyword in _OWN_PLACE:
                continue
            if keyword == "$ref":
                target = self._target(node)
                if target is not None:
                    made |= self._component(target)
            elif isinstance(value, dict) and (keyword,) not in inner:
                made[keyword] = {
                    name: part((keyword, name), child) for name, child in value.items()
                }
            elif isinstance(value, list):
                made[keyword] = [part((keyword, index), child) for index, child in enumerate(value)]
            else:
                made[keyword] = part((keyword,), value)
        return with_items(made)

    def _wanted(self, node: SchemaNode) -> tuple[str, ...]:
        """The names for a component: that of the document, and of the part if it is one."""
        stem = posixpath.basename(node.file.path).removesuffix(".json")
        root = self.schemas.root(node.file.path)
        whole = (_titled(root) if root is not None else "") or pascal_case(stem)
        if not node.path:
            return (whole,)
        last = pascal_case(str(node.path[-1]))
        part = _titled(node) or (last if last.startswith(whole) else whole + last)
        kind = str(node.path[-2]) if len(node.path) > 1 else ""
        return part, part + ("Type" if kind in _OWN_PLACE else pascal_case(singular(kind)))


def _titled(node: SchemaNode) -> str:
    title = node.value.get("title")
    return pascal_case(title) if isinstance(title, str) else ""


def _inner(node: SchemaNode) -> list[SchemaNode]:
    """The direct subschemas of a schema; definitions count only if referenced."""
    depth = len(node.path)
    return [child for child in inner_schemas(node) if child.path[depth] != "$defs"]
