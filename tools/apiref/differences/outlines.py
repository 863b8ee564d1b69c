"""What an operation has, whatever form: its bodies with all alternatives laid over one another."""

from __future__ import annotations

from typing import Any

from apiref.differences.views import Document, Object, Operation, as_list, as_object
from apiref.openapi.operations import ANCHOR

# Where the bodies of all responses that are no errors are.
SUCCESS = "2XX"
_FORMS = ("allOf", "anyOf", "oneOf")
_CONTENT = "application/json"
# Only documents that refer to themselves, or that an attacker wrote, are deeper or larger.
_MAX_DEPTH = 30
_MOST_NODES = 20_000


def outlined(operation: Operation, other: Operation) -> tuple[Operation, Operation]:
    """Two operations with plain schemas, which both say something of the same objects."""
    one, another = (_Outline(each).value() for each in (operation, other))
    for owner in ("requestBody", "responses"):
        schemas = []
        for value in (one, another):
            body = as_object(value.get(owner))
            body = as_object(body.get(SUCCESS)) if owner == "responses" else body
            schemas.append(body.get("content", {}).get(_CONTENT))
        if schemas[0] is not None and schemas[1] is not None:
            _leave_out_unknown(schemas[0]["schema"], schemas[1]["schema"])
    return operation._replace(value=one), other._replace(value=another)


class _Outline:
    """Makes the outline of one operation."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.document: Document = operation.document
        self.left = _MOST_NODES

    def value(self) -> Object:
        """The operation with the names and types that the comparison needs, without references."""
        own = self.operation.value
        parameters = []
        for parameter in self.operation.parameters().values():
            schema = self._laid_over(parameter.get("schema"), 0)
            kept = {name: parameter[name] for name in ("name", "in") if name in parameter}
            parameters.append(kept | {"schema": schema})
        responses = as_object(own.get("responses"))
        bodies = [self.document.resolve(responses[code]) for code in responses if code[:1] == "2"]
        bodies = bodies or [self.document.resolve(responses.get("default"))]
        codes: Object = {code: {} for code in responses if code.isdecimal()}
        made: Object = {
            "parameters": parameters,
            # Rows without samples may be in the wrong object.
            ANCHOR: "",
            "responses": codes | {SUCCESS: self._body(bodies)},
        }
        request = self._body([self.document.resolve(own.get("requestBody"))])
        return made | ({"requestBody": request} if request else {})

    def _body(self, bodies: list[Object]) -> Object:
        """The bodies with all their schemas laid over one another, if there are any."""
        contents = [value for body in bodies for value in as_object(body.get("content")).values()]
        schemas = [as_object(value).get("schema") for value in contents]
        found = self._laid_over({"anyOf": [schema for schema in schemas if schema]}, 0)
        return {"content": {_CONTENT: {"schema": found}}} if found else {}

    def _laid_over(self, value: Any, depth: int) -> Object:
        """A schema with the types and members of all its forms."""
        self.left -= 1
        if self.left < 0 or depth > _MAX_DEPTH:
            return {}
        schema = self.document.resolve(value)
        parts = [
            self._laid_over(form, depth + 1)
            for keyword in _FORMS
            for form in as_list(schema.get(keyword))
        ]
        members = as_object(schema.get("properties"))
        own: Object = {
            "type": _types(schema),
            "properties": {
                name: self._laid_over(inner, depth + 1) for name, inner in members.items()
            },
        }
        if "items" in schema:
            own["items"] = self._laid_over(schema["items"], depth + 1)
        for part in parts:
            own = _over(own, part)
        return {name: inner for name, inner in own.items() if inner}


def _types(schema: Object) -> list[str]:
    stated = schema.get("type")
    listed = [stated] if isinstance(stated, str) else as_list(stated)
    return [name for name in listed if isinstance(name, str) and name != "null"]


def _over(one: Object, other: Object) -> Object:
    """Two outlines as one."""
    made = dict(one)
    types = [*one.get("type", ()), *other.get("type", ())]
    made["type"] = list(dict.fromkeys(types))
    members = dict(one.get("properties", {}))
    for name, inner in other.get("properties", {}).items():
        members[name] = _over(members[name], inner) if name in members else inner
    made["properties"] = members
    if "items" in other:
        made["items"] = _over(one.get("items", {}), other["items"])
    return made


def _leave_out_unknown(one: Object, other: Object) -> None:
    """Leave out the members of an object, and the items of a list, that one side does not know."""
    for name in ("properties", "items"):
        if not one.get(name) or not other.get(name):
            one.pop(name, None)
            other.pop(name, None)
    types = one.get("type", []), other.get("type", [])
    if not all(types) or _overlap(*types):
        one.pop("type", None)
        other.pop("type", None)
    members = one.get("properties", {})
    for name, inner in other.get("properties", {}).items():
        if name in members:
            _leave_out_unknown(members[name], inner)
    if "items" in one:
        _leave_out_unknown(one["items"], other["items"])


def _overlap(one: list[str], other: list[str]) -> bool:
    """Whether a value may be of a type of both lists; a number may be an integer."""
    wide = [{*types, *(["integer"] if "number" in types else [])} for types in (one, other)]
    return bool(wide[0] & wide[1])
