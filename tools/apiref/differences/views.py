"""Robust access to OpenAPI documents: any JSON is accepted, references are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from apiref.analysis.parameters.values import identity
from apiref.openapi.merging import ACTIONS
from apiref.openapi.paths import METHODS

Object = dict[str, Any]
# A longer chain of references is circular.
_MOST_REFERENCES = 50
# What a path states for its operations.
_COMMON = ("parameters", "servers")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def as_object(value: Any) -> Object:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


class Document:
    """An OpenAPI document."""

    def __init__(self, value: Object) -> None:
        self.value = value

    def resolve(self, value: Any) -> Object:
        """The object that a reference points to; any other object itself.

        Members next to ``$ref`` are merged.
        """
        found = as_object(value)
        for _ in range(_MOST_REFERENCES):
            reference = found.get("$ref")
            if not isinstance(reference, str) or not reference.startswith("#/"):
                return found
            target: Any = self.value
            for part in reference[2:].split("/"):
                name = part.replace("~1", "/").replace("~0", "~")
                target = as_object(target).get(name)
            beside = {name: inner for name, inner in found.items() if name != "$ref"}
            found = as_object(target) | beside
        return {}

    def security(self, operation: Object | None = None) -> dict[str, str]:
        """The alternatives for authentication of an operation, or by default of all.

        Each is a text that is the same for the same schemes, with the names of the schemes.
        """
        stated = (operation or {}).get("security", self.value.get("security"))
        schemes = as_object(as_object(self.value.get("components")).get("securitySchemes"))
        found: dict[str, str] = {}
        for alternative in map(as_object, as_list(stated)):
            parts = []
            for name, scopes in alternative.items():
                scheme = self.resolve(schemes.get(name))
                kept = {key: value for key, value in scheme.items() if key != "description"}
                parts.append(identity([kept or name, sorted(map(str, as_list(scopes)))]))
            found[" ".join(sorted(parts))] = " and ".join(alternative) or "none"
        return found

    def servers(self, owner: Object) -> list[str]:
        """The URLs of the servers of an operation, a path or the whole API."""
        return [str(as_object(server).get("url")) for server in as_list(owner.get("servers"))]

    def operations(self) -> Iterator[Operation]:
        """The operations in order; merged ones are returned separately."""
        for path, item in as_object(self.value.get("paths")).items():
            whole = self.resolve(item)
            for method in METHODS:
                if isinstance(whole.get(method), dict):
                    yield from self._operations(str(path), method, whole, whole[method])

    def _operations(
        self, path: str, method: str, item: Object, operation: Object
    ) -> Iterator[Operation]:
        common = {name: value for name, value in item.items() if name in _COMMON}
        actions = [as_object(action) for action in as_list(operation.get(ACTIONS))]
        if not actions:
            yield Operation(self, path, method, "", _with(operation, common))
        for action in actions:
            yield Operation(self, path, method, _title(action), _with(_whole(action), common))

    def generated_actions(self, operation: Operation) -> list[Operation]:
        """The actions that OpenStack's code generator writes as alternatives of one body.

        Their ``action`` is the name that the body has for it. If there are none, the operation.
        """
        requests = self._by_action(operation.value.get("requestBody"))
        responses = as_object(operation.value.get("responses"))
        answers = {code: self._by_action(response) for code, response in responses.items()}
        made = []
        for name, body in requests.items():
            own = {
                code: answers[code].get(name, {}) if answers[code] else response
                for code, response in responses.items()
            }
            value = operation.value | {"requestBody": body, "responses": own}
            made.append(operation._replace(action=name, value=value))
        return made or [operation]

    def _by_action(self, body: Any) -> dict[str, Object]:
        """The bodies of the actions that a body has as alternatives, by their names."""
        whole = self.resolve(body)
        found: dict[str, Object] = {}
        for media_type, value in as_object(whole.get("content")).items():
            for form in self._actions(as_object(value).get("schema")):
                own = found.setdefault(_action_name(form), whole | {"content": {}})
                content = own["content"].setdefault(media_type, {"schema": {"oneOf": []}})
                content["schema"]["oneOf"].append(form)
        return found

    def _actions(self, schema: Any) -> list[Object]:
        """The alternatives of a schema if they are actions."""
        found = self.resolve(schema)
        if as_object(found.get("x-openstack")).get("discriminator") != "action":
            return []
        forms = [self.resolve(form) for form in as_list(found.get("oneOf"))]
        return [form for form in forms if _action_name(form)]


class Operation(NamedTuple):
    """An operation; ``action`` is its title if several share the path and method."""

    document: Document
    path: str
    method: str
    action: str
    value: Object

    @property
    def label(self) -> str:
        """The method and the path."""
        return f"{self.method.upper()} {self.path}"

    @property
    def key(self) -> tuple[str, str, str]:
        """Identifies the operation across documents, regardless of placeholder names."""
        return (self.method, _PLACEHOLDER.sub("{}", self.path), self.action)

    @property
    def verb(self) -> str:
        """The only member of the body of the request, which names an action, or an empty text."""
        return self.members[0] if len(self.members) == 1 else ""

    @property
    def members(self) -> list[str]:
        """The members of the body of the request."""
        body = self.document.resolve(self.value.get("requestBody"))
        for content in as_object(body.get("content")).values():
            schema = self.document.resolve(as_object(content).get("schema"))
            return [str(name) for name in as_object(schema.get("properties"))]
        return []

    def parameters(self) -> dict[tuple[str, str], Object]:
        """The parameters by place and name; path parameters by their position."""
        order = {name: str(index) for index, name in enumerate(_PLACEHOLDER.findall(self.path))}
        found: dict[tuple[str, str], Object] = {}
        for value in as_list(self.value.get("parameters")):
            parameter = self.document.resolve(value)
            place, name = str(parameter.get("in")), str(parameter.get("name"))
            key = order.get(name, name) if place == "path" else name
            # Header names are case-insensitive.
            found[place, key.lower() if place == "header" else key] = parameter
        return found


def _action_name(form: Object) -> str:
    return str(as_object(form.get("x-openstack")).get("action-name") or "")


def _title(action: Object) -> str:
    return str(action.get("summary") or action.get("operationId") or "")


def _with(operation: Object, common: Object) -> Object:
    """An operation including what its path states; its own parameters come last and win."""
    if not common:
        return operation
    listed = [*as_list(common.get("parameters")), *as_list(operation.get("parameters"))]
    return common | operation | {"parameters": listed}


def _whole(action: Object) -> Object:
    """An action as an operation of its own."""
    return {name: value for name, value in action.items() if name != "operationId"}
