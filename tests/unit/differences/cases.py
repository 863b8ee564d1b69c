"""Pairs of documents that differ in one thing, and how each change is called, both ways."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from apiref.model.change import Direction

Object = dict[str, Any]
STRING, INTEGER = {"type": "string"}, {"type": "integer"}
DIRECTIONS: tuple[Direction, ...] = ("request", "response")


def an_object(*required: str, **properties: Any) -> Object:
    return {"type": "object", "properties": properties, "required": list(required)}


class Names(NamedTuple):
    """The names of the changes from the first schema to the second one, and back."""

    there: str
    back: str


class Case(NamedTuple):
    """Two schemas; without ``answered``, requests and responses have the same names."""

    old: Any
    new: Any
    sent: Names
    answered: Names | None = None


ADDED = Names("property-added", "property-removed")
ANSWERED = Names("property-added", "optional-property-removed")
VERSIONED = STRING | {"x-openstack-min-version": "2.10"}
CLOSED = {"additionalProperties": False}
WHEN_A = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
MEMBERS = an_object(a=STRING, b=STRING)
BAND = Names("limit-tightened", "limit-relaxed")

SCHEMAS: dict[str, Case] = {
    "another type": Case(STRING, INTEGER, Names("type-changed", "type-changed")),
    "null": Case(STRING, {"type": ["string", "null"]}, Names("type-widened", "type-narrowed")),
    "integers are numbers": Case(
        {"type": "number"}, INTEGER, Names("type-narrowed", "type-widened")
    ),
    "a type": Case({}, STRING, Names("type-added", "type-removed")),
    "alternatives of an unknown type": Case(
        {}, {"anyOf": [STRING, INTEGER]}, Names("type-added", "type-removed")
    ),
    "a list of values": Case(STRING, STRING | {"enum": ["a"]}, Names("enum-added", "enum-removed")),
    "a value": Case(
        {"enum": ["a", 1]},
        {"enum": ["a", 1, True]},
        Names("enum-value-added", "enum-value-removed"),
    ),
    "a value besides a constant": Case(
        {"const": "a"}, {"enum": ["a", "b"]}, Names("enum-value-added", "enum-value-removed")
    ),
    "a format": Case(STRING, STRING | {"format": "uuid"}, Names("format-added", "format-removed")),
    "another format": Case(
        STRING | {"format": "uri"},
        STRING | {"format": "uuid"},
        Names("format-changed", "format-changed"),
    ),
    "a pattern": Case(STRING, STRING | {"pattern": "a"}, Names("pattern-added", "pattern-removed")),
    "another pattern": Case(
        STRING | {"pattern": "a"},
        STRING | {"pattern": "b"},
        Names("pattern-changed", "pattern-changed"),
    ),
    "a lower limit": Case(INTEGER, INTEGER | {"minimum": 0}, BAND),
    "a higher lower limit": Case(INTEGER | {"minimum": 1}, INTEGER | {"minimum": 2}, BAND),
    "an upper limit": Case(STRING, STRING | {"maxLength": 9}, BAND),
    "a lower upper limit": Case(STRING | {"maxLength": 9}, STRING | {"maxLength": 8}, BAND),
    "multiples": Case(INTEGER | {"multipleOf": 2}, INTEGER | {"multipleOf": 4}, BAND),
    "other multiples": Case(
        INTEGER | {"multipleOf": 2},
        INTEGER | {"multipleOf": 3},
        Names("condition-changed", "condition-changed"),
    ),
    "unique items": Case({"type": "array"}, {"type": "array", "uniqueItems": True}, BAND),
    "a default": Case(STRING, STRING | {"default": "a"}, Names("default-added", "default-removed")),
    "another default": Case(
        STRING | {"default": "a"},
        STRING | {"default": "b"},
        Names("default-changed", "default-changed"),
    ),
    "an optional property": Case(an_object(), an_object(a=STRING), ADDED, ANSWERED),
    "a required property": Case(
        an_object(),
        an_object("a", a=STRING),
        Names("required-property-added", "property-removed"),
        Names("property-added", "property-removed"),
    ),
    "a required property of a later version": Case(
        an_object(), an_object("a", a=VERSIONED), ADDED, Names("property-added", "property-removed")
    ),
    "a property of a closed object": Case(
        an_object() | CLOSED,
        an_object(a=STRING) | CLOSED,
        Names("property-added", "property-no-longer-allowed"),
        ANSWERED,
    ),
    "required": Case(
        an_object(a=STRING),
        an_object("a", a=STRING),
        Names("property-became-required", "property-became-optional"),
    ),
    "required and nothing else known": Case(
        {"type": "object"},
        {"type": "object", "required": ["a"]},
        Names("required-property-added", "property-removed"),
        Names("property-added", "property-removed"),
    ),
    "a read-only property": Case(
        an_object(a=STRING),
        an_object(a=STRING | {"readOnly": True}),
        Names("property-became-read-only", "property-no-longer-read-only"),
        Names("", ""),
    ),
    "a write-only property": Case(
        an_object(a=STRING),
        an_object(a=STRING | {"writeOnly": True}),
        Names("", ""),
        Names("property-became-write-only", "property-no-longer-write-only"),
    ),
    "a deprecated property": Case(
        an_object(a=STRING),
        an_object(a=STRING | {"deprecated": True}),
        Names("property-deprecated", "property-no-longer-deprecated"),
    ),
    "a property that requires another one": Case(
        MEMBERS,
        MEMBERS | {"dependentRequired": {"a": ["b"]}},
        Names("dependency-added", "dependency-removed"),
    ),
    "other properties": Case(
        an_object(),
        an_object() | CLOSED,
        Names("additional-properties-forbidden", "additional-properties-allowed"),
    ),
    "the type of other properties": Case(
        an_object() | {"additionalProperties": STRING},
        an_object() | {"additionalProperties": INTEGER},
        Names("type-changed", "type-changed"),
    ),
    "items": Case(
        {"type": "array", "items": an_object(b=STRING)},
        {"type": "array", "items": an_object(b=INTEGER)},
        Names("type-changed", "type-changed"),
    ),
    "a part of the whole": Case(
        {"allOf": [an_object(a=STRING), an_object(b=STRING)]},
        {"allOf": [an_object(a=STRING), an_object(b=INTEGER)]},
        Names("type-changed", "type-changed"),
    ),
    "an alternative": Case(
        {"oneOf": [STRING]},
        {"oneOf": [STRING, INTEGER]},
        Names("alternative-added", "alternative-removed"),
    ),
    "an alternative where there was none": Case(
        STRING,
        {"anyOf": [INTEGER, STRING | {"description": "A."}]},
        Names("alternative-added", "alternative-removed"),
    ),
    "an alternative of a later version": Case(
        INTEGER,
        {"anyOf": [INTEGER, VERSIONED]},
        Names("alternative-added", "alternative-removed"),
        Names("alternative-added-from-version", "alternative-removed"),
    ),
    "alternatives besides the rest": Case(
        MEMBERS,
        MEMBERS | {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        Names("condition-changed", "condition-changed"),
    ),
    "a condition that forbids": Case(
        MEMBERS,
        MEMBERS | {"if": WHEN_A, "then": {"required": ["b"]}},
        Names("condition-tightened", "condition-relaxed"),
    ),
    "a condition that forbids less": Case(
        MEMBERS | {"if": WHEN_A, "then": {"properties": {"b": {"enum": ["x"]}}}},
        MEMBERS | {"if": WHEN_A, "then": {"properties": {"b": {"enum": ["x", "y"]}}}},
        Names("condition-relaxed", "condition-tightened"),
        # Another value is only a warning.
        Names("condition-changed", "condition-tightened"),
    ),
    "a condition that says what holds anyway": Case(
        an_object("a", "b", a=STRING, b=STRING),
        an_object("a", "b", a=STRING, b=STRING) | {"if": WHEN_A, "then": {"required": ["b"]}},
        Names("", ""),
    ),
    "a condition that may never hold": Case(
        MEMBERS,
        MEMBERS | {"if": {"properties": {"a": {"pattern": "x"}}}, "then": {"required": ["b"]}},
        Names("condition-changed", "condition-changed"),
    ),
    "what is not allowed": Case(
        MEMBERS,
        MEMBERS | {"not": {"required": ["a", "b"]}},
        Names("condition-changed", "condition-changed"),
    ),
    "a first version": Case(STRING, VERSIONED, Names("min-version-raised", "min-version-lowered")),
    "another first version": Case(
        STRING | {"x-openstack-min-version": "2.9"},
        VERSIONED,
        Names("min-version-raised", "min-version-lowered"),
    ),
    "a last version": Case(
        STRING,
        STRING | {"x-openstack-max-version": "2.9"},
        Names("max-version-added", "max-version-raised"),
    ),
    "another last version": Case(
        STRING | {"x-openstack-max-version": "2.9"},
        STRING | {"x-openstack-max-version": "2.10"},
        Names("max-version-raised", "max-version-lowered"),
    ),
}

KEY, BASIC = (
    {"type": "apiKey", "in": "header", "name": "X-Key"},
    {"type": "http", "scheme": "basic"},
)
LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
DOCUMENT: Object = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://a.example.org"}],
    "security": [{"key": []}],
    "paths": {
        "/things/{id}": {
            "put": {
                "operationId": "put-thing",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": STRING},
                    LIMIT,
                ],
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": {
                    "200": {
                        "description": "Good.",
                        "headers": {
                            "Location": {"required": True, "schema": STRING},
                            "X-Trace": {"schema": STRING},
                        },
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    },
                    "404": {"description": "Gone."},
                },
            }
        },
    },
    "components": {"securitySchemes": {"key": KEY, "basic": BASIC}},
}
GOOD: Object = {"200": {"description": "Good."}}
Edit = Callable[[Object, Object], Any]


def edited(edit: Edit) -> Object:
    """The document with a change; the edit gets the whole and its operation."""
    document = copy.deepcopy(DOCUMENT)
    edit(document, document["paths"]["/things/{id}"]["put"])
    return document


def _renamed(document: Object, put: Object) -> None:
    put["parameters"][0]["name"] = "thing"
    document["paths"] = {"/things/{thing}": {"put": put}}


# An edit, and the names of the changes it makes, and of those that undo it.
EDITS: dict[str, tuple[Edit, Names]] = {
    "a server": (
        lambda doc, _: doc["servers"].append({"url": "https://b.example.org"}),
        Names("server-added", "server-removed"),
    ),
    "a server of an operation": (
        lambda _, put: put.update(servers=[{"url": "https://b.example.org"}]),
        Names("server-added", "server-removed"),
    ),
    "no authentication": (
        lambda doc, _: doc.pop("security"),
        Names("security-no-longer-required", "security-required"),
    ),
    "another authentication": (
        lambda doc, _: doc["security"].append({"basic": []}),
        Names("security-alternative-added", "security-alternative-removed"),
    ),
    "no authentication of an operation": (
        lambda _, put: put.update(security=[]),
        Names("security-no-longer-required", "security-required"),
    ),
    "an operation": (
        lambda doc, _: doc["paths"].update({"/other": {"get": {"responses": GOOD}}}),
        Names("operation-added", "operation-removed"),
    ),
    "a deprecated operation": (
        lambda _, put: put.update(deprecated=True),
        Names("operation-deprecated", "operation-no-longer-deprecated"),
    ),
    "another identifier": (
        lambda _, put: put.update(operationId="update-thing"),
        Names("operation-id-changed", "operation-id-changed"),
    ),
    "a last version": (
        lambda _, put: put.update({"x-openstack-max-version": "2.5"}),
        Names("max-version-added", "max-version-raised"),
    ),
    "a parameter": (
        lambda _, put: put["parameters"].append({"name": "X-New", "in": "header", "schema": {}}),
        Names("parameter-added", "parameter-removed"),
    ),
    "a required parameter": (
        lambda _, put: put["parameters"].append(
            {"name": "a", "in": "query", "required": True, "schema": {}}
        ),
        Names("required-parameter-added", "parameter-removed"),
    ),
    "a required parameter of a later version": (
        lambda _, put: put["parameters"].append(
            {"name": "a", "in": "query", "required": True, "schema": {}}
            | {"x-openstack-min-version": "2.5"}
        ),
        Names("parameter-added", "parameter-removed"),
    ),
    "required": (
        lambda _, put: put["parameters"][1].update(required=True),
        Names("parameter-became-required", "parameter-became-optional"),
    ),
    "another placeholder": (_renamed, Names("parameter-renamed", "parameter-renamed")),
    "an undeclared placeholder": (lambda _, put: put["parameters"].pop(0), Names("", "")),
    "a placeholder of any type": (
        lambda _, put: put["parameters"][0].update(schema={}),
        Names("", ""),
    ),
    "another style": (
        lambda _, put: put["parameters"][1].update(style="spaceDelimited"),
        Names("parameter-style-changed", "parameter-style-changed"),
    ),
    "the usual style": (
        lambda _, put: put["parameters"][1].update(style="form", explode=True),
        Names("", ""),
    ),
    "not exploded": (
        lambda _, put: put["parameters"][1].update(explode=False),
        Names("parameter-style-changed", "parameter-style-changed"),
    ),
    "a deprecated parameter": (
        lambda _, put: put["parameters"][1].update(deprecated=True),
        Names("parameter-deprecated", "parameter-no-longer-deprecated"),
    ),
    "the type of a parameter": (
        lambda _, put: put["parameters"][1].update(schema={"type": "number"}),
        Names("request-type-widened", "request-type-narrowed"),
    ),
    "the type of a parameter as text": (
        lambda _, put: put["parameters"][1].update(schema=STRING),
        Names("request-type-widened", "request-type-narrowed"),
    ),
    "no body": (
        lambda _, put: put.pop("requestBody"),
        Names("request-body-removed", "request-body-added"),
    ),
    "a required body": (
        lambda _, put: put["requestBody"].update(required=True),
        Names("request-body-became-required", "request-body-became-optional"),
    ),
    "a media type": (
        lambda _, put: put["requestBody"]["content"].update({"text/plain": {}}),
        Names("request-media-type-added", "request-media-type-removed"),
    ),
    "a media type of the response": (
        lambda _, put: put["responses"]["200"]["content"].update({"text/plain": {}}),
        Names("response-media-type-added", "response-media-type-removed"),
    ),
    "a code": (
        lambda _, put: put["responses"].update({"202": {"description": "Later."}}),
        Names("success-code-added", "success-code-removed"),
    ),
    "a code of an error": (
        lambda _, put: put["responses"].update({"409": {"description": "No."}}),
        Names("error-code-added", "error-code-removed"),
    ),
    "no header": (
        lambda _, put: put["responses"]["200"]["headers"].pop("Location"),
        Names("response-header-removed", "response-header-added"),
    ),
    "no optional header": (
        lambda _, put: put["responses"]["200"]["headers"].pop("X-Trace"),
        Names("response-optional-header-removed", "response-header-added"),
    ),
    "a required header": (
        lambda _, put: put["responses"]["200"]["headers"]["X-Trace"].update(required=True),
        Names("response-header-became-required", "response-header-became-optional"),
    ),
    "a deprecated header": (
        lambda _, put: put["responses"]["200"]["headers"]["X-Trace"].update(deprecated=True),
        Names("response-header-deprecated", "response-header-no-longer-deprecated"),
    ),
    "the type of a header": (
        lambda _, put: put["responses"]["200"]["headers"]["X-Trace"].update(schema=INTEGER),
        Names("response-type-narrowed", "response-type-widened"),
    ),
    "texts": (lambda _, put: put.update(description="New.", summary="New"), Names("", "")),
}


def with_schema(schema: Any, direction: Direction) -> Object:
    """The document with a schema of a body."""
    document = copy.deepcopy(DOCUMENT)
    put = document["paths"]["/things/{id}"]["put"]
    owner = put["requestBody"] if direction == "request" else put["responses"]["200"]
    owner["content"]["application/json"]["schema"] = schema
    return document


def pairs() -> Iterator[tuple[str, Object, Object, tuple[str, ...]]]:
    """All pairs, both ways: what differs, the documents, and the names of the changes."""
    for about, (edit, names) in EDITS.items():
        new = edited(edit)
        yield f"{about}, there", DOCUMENT, new, _listed(names.there)
        yield f"{about}, back", new, DOCUMENT, _listed(names.back)
    for about, case in SCHEMAS.items():
        for direction in DIRECTIONS:
            names = case.sent if direction == "request" else case.answered or case.sent
            old, new = (with_schema(schema, direction) for schema in case[:2])
            yield f"{about}, {direction}, there", old, new, _listed(names.there, direction)
            yield f"{about}, {direction}, back", new, old, _listed(names.back, direction)


def _listed(name: str, direction: str = "") -> tuple[str, ...]:
    if not name:
        return ()
    is_shared = not direction or "-version-" in name
    return (name if is_shared else f"{direction}-{name}",)
