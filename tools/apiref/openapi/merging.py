"""Merges several operations with the same method and path, such as actions, into one.

Nothing is lost: bodies and parameters become alternatives, descriptions are concatenated, and
``x-openstack-actions`` names each operation with its title, anchor, versions and codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from apiref.openapi.components import Components, Object

ACTIONS = "x-openstack-actions"
_EXTENSIONS = ("x-openstack-samples", "x-codeSamples")


def merged(operations: Sequence[Object], identifier: str, components: Components) -> Object:
    """Merge operations into one with the given ``identifier``."""
    made: Object = {"tags": _unique(tag for one in operations for tag in one.get("tags", ()))}
    titles = _unique(one["summary"] for one in operations if "summary" in one)
    made["summary"] = "; ".join(titles)
    made["description"] = "\n\n".join(_with_title(one) for one in operations)
    made["operationId"] = identifier
    if all(one.get("deprecated") for one in operations):
        made["deprecated"] = True
    parameters = _parameters(operations, components)
    if parameters:
        made["parameters"] = parameters
    bodies = [one["requestBody"] for one in operations if "requestBody" in one]
    if bodies:
        body: Object = {"content": _content(bodies, components)}
        if len(bodies) == len(operations) and all(one.get("required") for one in bodies):
            body["required"] = True
        made["requestBody"] = body
    made["responses"] = _responses(operations, components)
    for name in _EXTENSIONS:
        values = [one[name] for one in operations if name in one]
        if values and isinstance(values[0], dict):
            made[name] = _union(values)
        elif values:
            made[name] = [item for value in values for item in value]
    made[ACTIONS] = [_action(one) for one in operations]
    return made


def _with_title(operation: Object) -> str:
    head = f"**{operation.get('summary') or operation['operationId']}**"
    return "\n\n".join(part for part in (head, operation.get("description")) if part)


def _action(operation: Object) -> Object:
    """One of the operations by itself, without the texts and examples that the merged one has."""
    kept = ("summary", "operationId", "deprecated", "externalDocs", "parameters")
    made = {
        name: value
        for name, value in operation.items()
        if name in kept or (name.startswith("x-openstack-") and name not in _EXTENSIONS)
    }
    body = operation.get("requestBody")
    if body is not None:
        made["requestBody"] = _bare(body)
    made["responses"] = {code: _bare(one) for code, one in operation["responses"].items()}
    return made


def _bare(body: Object) -> Object:
    """A body without texts and examples."""
    made: Object = {name: body[name] for name in ("required", "headers") if name in body}
    if "content" in body:
        made["content"] = {
            media_type: {"schema": value["schema"]} for media_type, value in body["content"].items()
        }
    return made


def _parameters(operations: Sequence[Object], components: Components) -> list[Object]:
    """The parameters of all operations, each once; required only if required by all."""
    found: dict[tuple[str, str], list[Object]] = {}
    for one in operations:
        for reference in one.get("parameters", ()):
            parameter = components.resolve(reference)
            found.setdefault((parameter["in"], parameter["name"]), []).append(reference)
    order = {"path": 0, "query": 1, "header": 2}
    made: list[Object] = []
    for key in sorted(found, key=lambda key: order[key[0]]):
        references = found[key]
        parameters = [components.resolve(reference) for reference in references]
        demanded = len(parameters) == len(operations) and all(
            parameter.get("required") for parameter in parameters
        )
        different = _unique(references)
        first = parameters[0]
        is_whole = bool(first.get("required")) == (demanded or key[0] == "path")
        if len(different) == 1 and is_whole:
            made.append(different[0])
            continue
        whole = dict(first)
        whole.pop("required", None)
        if demanded or key[0] == "path":
            whole["required"] = True
        texts = _unique(one["description"] for one in parameters if "description" in one)
        if texts:
            whole["description"] = "\n\n".join(texts)
        schemas = _unique(one["schema"] for one in parameters)
        whole["schema"] = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        made.append(whole)
    return made


def _responses(operations: Sequence[Object], components: Components) -> Object:
    codes = {code for one in operations for code in one["responses"]}
    found: Object = {}
    for code in sorted(codes):
        responses = [one["responses"][code] for one in operations if code in one["responses"]]
        texts = _unique(response["description"] for response in responses)
        made: Object = {"description": "\n\n".join(texts)}
        headers = [response["headers"] for response in responses if "headers" in response]
        if headers:
            made["headers"] = _union(headers)
        bodies = [response for response in responses if "content" in response]
        if bodies:
            made["content"] = _content(bodies, components)
        found[code] = made
    return found


def _content(bodies: Iterable[Object], components: Components) -> Object:
    """The content of bodies by media type, with their schemas as alternatives."""
    found: dict[str, list[Object]] = {}
    for body in bodies:
        for media_type, value in body["content"].items():
            found.setdefault(media_type, []).append(value)
    made: Object = {}
    for media_type, values in found.items():
        schemas = _unique(value["schema"] for value in values)
        several: Object = {_keyword(schemas, components): schemas}
        whole: Object = {"schema": schemas[0] if len(schemas) == 1 else several}
        examples = [value["examples"] for value in values if "examples" in value]
        if examples:
            whole["examples"] = _union(examples)
        made[media_type] = whole
    return made


def _keyword(schemas: Sequence[Object], components: Components) -> str:
    """``oneOf`` if each alternative requires a member that no other one has, else ``anyOf``."""
    resolved = [components.resolve(schema) for schema in schemas]
    for schema in resolved:
        others = {
            name
            for other in resolved
            if other is not schema
            for name in other.get("properties", ())
        }
        if not set(schema.get("required", ())) - others:
            return "anyOf"
    return "oneOf"


def _union(objects: Iterable[Object]) -> Object:
    """The members of all objects; different ones with the same name get a number."""
    found: Object = {}
    for one in objects:
        for name, value in one.items():
            free, number = name, 2
            while free in found and found[free] != value:
                free, number = f"{name}-{number}", number + 1
            found[free] = value
    return found


def _unique(values: Iterable[Any]) -> list[Any]:
    """The distinct values, in order."""
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault(json.dumps(value), value)
    return list(found.values())
