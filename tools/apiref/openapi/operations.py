"""The operation objects of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus

from apiref.analysis.operations.anchors import Anchor
from apiref.analysis.operations.resources import is_action
from apiref.analysis.rows.alignment import Alignment, shown_by
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.samples.comparison import is_json_patch
from apiref.model.operation import BODYLESS_CODES, Operation, Role
from apiref.model.page import Endpoint
from apiref.model.tree import Tree
from apiref.openapi import prose
from apiref.openapi.components import Components, Object
from apiref.openapi.fields import MAX_VERSION, MIN_VERSION, body_schema
from apiref.openapi.ledger import Ledger
from apiref.openapi.markdown import Renderer
from apiref.openapi.names import Name, names_of, pascal_case
from apiref.openapi.parameters import Parameters
from apiref.openapi.paths import Template
from apiref.openapi.project_schemas import ProjectSchemas
from apiref.openapi.rows import Rows, rows_of
from apiref.openapi.samples import JSON, Sample, Samples, TextOf, examples, samples_of, shows_rows
from apiref.text.prose import literals

_LEAST, _MOST = 100, 599
_DEPRECATED = re.compile(r"\(deprecated\)", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"(?:application|text|image|multipart)/[\w.+-]+")

ANCHOR, URL, SAMPLES = "x-openstack-anchor", "x-openstack-url", "x-openstack-samples"


# The URL of an anchor in the published pages, None if unknown.
AddressOf = Callable[[Anchor], str | None]


class Operations:
    """Makes operation objects."""

    def __init__(
        self,
        tree: Tree,
        components: Components,
        schemas: ProjectSchemas,
        renderer: Renderer,
        ledger: Ledger,
        text_of: TextOf,
        address_of: AddressOf,
    ) -> None:
        self.tree = tree
        self.components = components
        self.schemas = schemas
        self.renderer = renderer
        self.ledger = ledger
        self.address_of = address_of
        self.parameters = Parameters(components, schemas, renderer)
        self.rows = {one.location: rows_of(tree, one, ledger) for one in tree.operations}
        self.samples = {
            one.location: samples_of(tree, one, text_of, ledger) for one in tree.operations
        }
        # The members that tell actions apart.
        self.keys = {
            one.location: _key(self.rows[one.location].request, self.samples[one.location])
            for one in tree.operations
            if is_action(one)
        }
        self.names = names_of(tree.operations, self.keys)
        # What generators of clients call the types of fields, such as "ServerFlavor".
        self.fields = {
            f"{name.resource}{pascal_case(row.name)}"
            for location, name in self.names.items()
            if name.is_resource
            for row in self.rows[location].response
        }
        self.bound: dict[str, dict[str, str]] = {}
        for binding in tree.settings.schemas:
            self.bound.setdefault(binding.operation, {})[binding.role] = binding.schema

    def of(
        self,
        operation: Operation,
        endpoints: Sequence[tuple[Endpoint, Template, str]],
        tag: str,
        anchor: Anchor,
    ) -> list[Object]:
        """The object of each endpoint; endpoints come with their templates and identifiers."""
        rows = self.rows[operation.location]
        bound = self._bound(operation)
        common = self._common(operation, tag)
        name = self.names[operation.location]
        self.parameters.resource = name.resource
        below = self._bodies(operation, rows, bound, name)
        made = []
        for endpoint, template, identifier in endpoints:
            own = dict(common)
            own["operationId"] = identifier
            parameters = self.parameters.of(rows, template, bound)
            self._note_undocumented(operation, rows, template)
            if parameters:
                own["parameters"] = parameters
            address = self.address_of(anchor)
            if address is not None:
                own["externalDocs"] = {"url": address}
            own |= below
            if endpoint.min_version:
                own[MIN_VERSION] = endpoint.min_version
            if endpoint.max_version:
                own[MAX_VERSION] = endpoint.max_version
            own[ANCHOR] = anchor.name
            if endpoint.url != template.path:
                own[URL] = endpoint.url
            made.append(own)
        return made

    def _bound(self, operation: Operation) -> dict[str, str]:
        found: dict[str, str] = {}
        for endpoint in reversed(operation.endpoints):
            found |= self.bound.get(endpoint.label, {})
        return found

    def _common(self, operation: Operation, tag: str) -> Object:
        made: Object = {"tags": [tag]} if tag else {}
        if operation.title:
            made["summary"] = operation.title
        if any(_DEPRECATED.search(title) for title in (operation.title, *operation.headings)):
            made["deprecated"] = True
        description = self.renderer.render(prose.description(self.tree, operation))
        if description:
            made["description"] = description
        else:
            message = "the operation has no description"
            place = operation.title_location
            self.ledger.note("description", place, operation.title, message, operation)
        return made

    def _note_undocumented(self, operation: Operation, rows: Rows, template: Template) -> None:
        for placeholder in template.placeholders:
            if placeholder.written not in rows.path:
                name = placeholder.written
                message = f"no row documents '{name}' of the URL; its type is unspecified"
                place = operation.endpoint.url_location
                self.ledger.note("path-parameter", place, name, message, operation)
        for row in (*rows.path.values(), *rows.query, *rows.headers, *rows.request, *rows.response):
            if not row.parameter.type:
                message = f"'{row.row.name}' has no type"
                self.ledger.note("type", row.row.location, row.row.name, message, operation)

    def _bodies(
        self, operation: Operation, rows: Rows, bound: dict[str, str], name: Name
    ) -> Object:
        """The request body, the responses, and what else the operation shows."""
        samples = self.samples[operation.location]
        made: Object = {}
        request = samples.of("request")
        media_type, key = _media_type(rows), self.keys.get(operation.location)
        content = self._content(
            operation, "request", rows.request, request, bound, name, media_type, key
        )
        if content:
            demanded = any(row.parameter.required for row in rows.request)
            required = "request" in bound or key is not None or demanded
            made["requestBody"] = {"content": content} | ({"required": True} if required else {})
        answers = samples.of("response")
        documented = rows.response_documentation
        failures = [
            sample
            for sample in answers
            if sample.is_error and not shows_rows(documented, sample.value)
        ]
        answers = [sample for sample in answers if sample not in failures]
        content = self._content(operation, "response", rows.response, answers, bound, name, JSON)
        made["responses"] = self._responses(
            operation, content, self.parameters.headers(rows), failures
        )
        unclear = samples.of(None)
        for sample in unclear:
            message = f"it is unclear whether sample '{sample.name}' is a request or a response"
            self.ledger.note("role", operation.location, sample.name, message, operation)
        if unclear:
            made[SAMPLES] = examples(unclear, self.components)
        if samples.commands:
            made["x-codeSamples"] = list(samples.commands)
        return made

    def _content(
        self,
        operation: Operation,
        role: Role,
        rows: list[DocumentedField],
        samples: list[Sample],
        bound: dict[str, str],
        name: Name,
        media_type: str,
        key: str | None = None,
    ) -> Object:
        """The content of a body by media type; ``key`` is the member that makes it an action."""
        found: Object = {}
        json_samples = [sample for sample in samples if sample.media_type == JSON]
        schema = self.schemas.root(bound[role]) if role in bound else None
        if schema is None and (rows or key is not None):
            made = self._derived(operation, rows, json_samples)
            if key is not None:
                made["required"] = list(dict.fromkeys([key, *made.get("required", ())]))
                made["properties"] = {key: {}} | made.get("properties", {})
            schema = self._component(made, role, name)
        if schema is not None or json_samples:
            found[media_type] = {"schema": schema or {}}
            if json_samples:
                found[media_type]["examples"] = examples(json_samples, self.components)
        for sample in samples:
            if sample.media_type != JSON:
                other = found.setdefault(sample.media_type, {"schema": {}})
                shown = examples([sample], self.components)
                other.setdefault("examples", {}).update(shown)
        return found

    def _component(self, schema: Object, role: Role, name: Name) -> Object:
        """A body as a component; so is the resource that it is or contains, if it is shown."""
        whole = f"{name.resource}{name.action}{role.capitalize()}"
        if name.is_resource and role == "response" and name.resource not in self.fields:
            properties = schema.get("properties", {})
            (key, inner), *others = properties.items() or [("", {})]
            if others and name.resource not in map(pascal_case, properties):
                whole = name.resource
            elif "properties" in inner:
                properties[key] = self.components.add(
                    "schemas", inner, name.resource, f"{whole}Body"
                )
        return self.components.add("schemas", schema, whole)

    def _derived(
        self, operation: Operation, rows: list[DocumentedField], samples: list[Sample]
    ) -> Object:
        """The schema of a body according to its table, nested like its samples."""
        values = [sample.value for sample in samples if not isinstance(sample.value, str)]
        patches = [value for value in values if is_json_patch(value)]
        if patches and "op" not in {row.name for row in rows}:
            # The samples change members that the rows document.
            members = body_schema(Alignment(rows, {}).root, self.renderer)
            return {
                "type": "array",
                "items": {"type": "object"},
                "x-openstack-members": members,
            }
        alignment = Alignment(rows, shown_by(values))
        for field in alignment.fields.values():
            if field.reason == "guess":
                for row in field.rows:
                    message = f"no sample shows '{row.row.name}'; its place in the body is a guess"
                    self.ledger.note("guess", row.row.location, row.row.name, message, operation)
        return body_schema(alignment.root, self.renderer)

    def _responses(
        self, operation: Operation, content: Object, headers: Object, failures: list[Sample]
    ) -> Object:
        """The responses by code, each with its reason."""
        found: Object = {}
        for number, description in self._codes(operation):
            found.setdefault(str(number), {"description": description})
        if not found:
            message = "the operation documents no response code"
            self.ledger.note("codes", operation.location, operation.title, message, operation)
        numbers = [int(code) for code in found]
        good = [number for number in numbers if number // 100 == 2]
        good = good or [number for number in numbers if number // 100 == 3]
        bearing = [number for number in good if number not in BODYLESS_CODES] or good
        for key in [str(number) for number in bearing] or ["default"]:
            if content or headers:
                default = {"description": "The response; its code is not documented."}
                response = found.setdefault(key, default)
                if headers:
                    response["headers"] = headers
                if content:
                    response["content"] = content
        errors = [number for number in numbers if number >= 400]
        for sample in failures:
            code = sample.code if sample.code in errors else None
            if code is None and len(errors) == 1:
                code = errors[0]
            key = str(code) if code is not None else "default"
            response = found.setdefault(key, {"description": "An error."})
            kept = response.setdefault("content", {}).setdefault(sample.media_type, {"schema": {}})
            kept.setdefault("examples", {}).update(examples([sample], self.components))
        return found or {"default": {"description": "The response codes are not documented."}}

    def _codes(self, operation: Operation) -> list[tuple[int, str]]:
        """The response codes in ascending order, each with its reason, else its standard phrase."""
        found: dict[int, list[str]] = {}
        for table in operation.statuses:
            file = self.tree.status_files.get(table.path or "")
            reasons = {
                (entry.code, reason.key): reason.text
                for entry in (file.entries if file is not None else ())
                for reason in entry.reasons
            }
            for code in table.codes:
                if code.number is None or not _LEAST <= code.number <= _MOST:
                    message = f"'{code.text}' is not a response code"
                    self.ledger.note("codes", code.location, code.text, message, operation)
                    continue
                reason = reasons.get((code.text, code.reason or "default"), "")
                if not reason.strip():
                    message = f"code {code.number} has no reason"
                    self.ledger.note("reason", code.location, code.text, message, operation)
                texts = found.setdefault(code.number, [])
                text = self.renderer.render(reason)
                if text and text not in texts:
                    texts.append(text)
        ordered = sorted(found.items())
        return [(number, "\n\n".join(texts) or _phrase(number)) for number, texts in ordered]


def _phrase(number: int) -> str:
    """The standard phrase of a code."""
    try:
        return HTTPStatus(number).phrase
    except ValueError:
        return f"Code {number}"


def _key(rows: Sequence[DocumentedField], samples: Samples) -> str | None:
    """The only member of each body of an action, according to its samples, or else its rows."""
    values = [sample.value for sample in samples.of("request") if sample.media_type == JSON]
    if not values:
        values = [Alignment(rows, {}).root.fields]
    names = {name for value in values for name in (value if isinstance(value, dict) else ("", ""))}
    return names.pop() if len(names) == 1 and "" not in names else None


def _media_type(rows: Rows) -> str:
    """The media type of a request according to its Content-Type header, else JSON."""
    for row in rows.headers:
        if row.row.name.lower() == "content-type":
            texts = (*literals(row.parameter.description), row.parameter.text("default"))
            found = {match[0] for text in texts for match in _MEDIA_TYPE.finditer(text)}
            if len(found) == 1:
                return found.pop()
    return JSON
