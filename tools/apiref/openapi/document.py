"""Assembles the OpenAPI document of a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from apiref.analysis.operations.anchors import Anchor, anchors, labels, slug
from apiref.analysis.operations.urls import is_version, segments
from apiref.analysis.schemas.documents import schema_set
from apiref.model.finding import Finding, Severity
from apiref.model.location import Location, Problem
from apiref.model.operation import Operation
from apiref.model.page import Endpoint
from apiref.model.tree import Tree
from apiref.openapi import prose
from apiref.openapi.components import Components, Object
from apiref.openapi.ledger import Ledger
from apiref.openapi.markdown import Link, Renderer
from apiref.openapi.merging import merged
from apiref.openapi.operations import Operations
from apiref.openapi.paths import METHODS, Template, single_endpoints, template
from apiref.openapi.project_schemas import ProjectSchemas
from apiref.openapi.samples import TextOf

VERSION = "3.1.0"
_KINDS = ("schemas", "parameters", "examples", "securitySchemes")
_VARIABLE = re.compile(r"\{(?P<name>\w+)=(?P<default>[^{}]*)\}")


class Made(NamedTuple):
    """A document, and the ledger of what it includes and what is unspecified."""

    document: Object
    ledger: Ledger


class _Entry(NamedTuple):
    """An operation of the document: its path, method and object."""

    shape: str
    method: str
    path: str
    object: Object


def openapi(tree: Tree, text_of: TextOf) -> Made:
    """The OpenAPI document of a reference.

    ``text_of`` returns the text of a sample that is not JSON, or None. What the reference does not
    specify is left out and noted in the ledger.
    """
    return _Maker(tree, text_of).made()


class _Maker:
    def __init__(self, tree: Tree, text_of: TextOf) -> None:
        self.tree = tree
        self.ledger = Ledger([_unread(problem) for problem in tree.problems])
        self.components = Components()
        self.renderer = Renderer(self.link)
        roots = [binding.schema for binding in tree.settings.schemas]
        schemas = ProjectSchemas(schema_set(tree), roots, self.components)
        self.operations = Operations(
            tree, self.components, schemas, self.renderer, self.ledger, text_of, self.address
        )
        self.identifiers: set[str] = set()
        self.templates: dict[str, Template] = {}

    def made(self) -> Made:
        tags: dict[str, str] = {}
        entries: list[_Entry] = []
        for operation in self.tree.operations:
            tag = _tag(self.tree, operation)
            if tag:
                tags.setdefault(tag, operation.page)
            entries.extend(self.entries(operation, tag))
        paths = self.paths(entries)
        document: Object = {"openapi": VERSION, "info": self.info()}
        stated = self.tree.settings.openapi
        if stated.server:
            document["servers"] = [_server(stated.server)]
        if stated.token_header:
            scheme = {"type": "apiKey", "in": "header", "name": stated.token_header}
            self.components.add("securitySchemes", scheme, "token")
            document["security"] = [{"token": []}]
        document["tags"] = [self.tag(name, page) for name, page in tags.items()]
        if stated.page:
            document["externalDocs"] = {"url": stated.page}
        document["paths"] = paths
        kept = {kind: self.components.kinds.get(kind) for kind in _KINDS}
        components = {kind: objects for kind, objects in kept.items() if objects}
        if components:
            document["components"] = components
        return Made(document, self.ledger)

    def info(self) -> Object:
        stated = self.tree.settings.openapi
        place = Location(self.tree.settings.path or self.tree.source)
        title = stated.title
        if title is None:
            titles = (prose.page_title(self.tree, path) for path in self.tree.documents)
            title = next(filter(None, titles), "")
        if not title:
            self.ledger.note("title", place, "title", "no page has a title for the document")
        version = stated.version
        if version is None:
            message = "the version of the API is unknown; set it in [tool.apiref.openapi]"
            self.ledger.note("version", place, "version", message)
            version = _versions(self.tree)
        made: Object = {"title": title or "Untitled", "version": version}
        if stated.description:
            made["description"] = stated.description
        if stated.contact:
            made["contact"] = {"url": stated.contact}
        if stated.license:
            made["license"] = {"name": stated.license, "identifier": stated.license}
        return made

    def tag(self, name: str, page: str) -> Object:
        made: Object = {"name": name}
        if prose.page_title(self.tree, page) == name:
            text = self.renderer.render(prose.introduction(self.tree, page))
            if text:
                made["description"] = text
        return made

    def entries(self, operation: Operation, tag: str) -> Iterator[_Entry]:
        """The entries of an operation, one for each endpoint that OpenAPI can express."""
        anchor = anchors(self.tree).get(operation.location, Anchor(operation.page, ""))
        endpoints: list[tuple[Endpoint, Template, str]] = []
        for endpoint in single_endpoints(operation):
            self.ledger.total["operations"] += 1
            method = endpoint.method.lower()
            if method not in METHODS or not endpoint.url.strip():
                reason = "OpenAPI has no such method" if endpoint.url.strip() else "it has no URL"
                place = endpoint.location
                self.ledger.lose("operations", reason, place, endpoint.label, operation)
                continue
            made = template(endpoint.url)
            made = made.renamed(self.templates.setdefault(made.shape, made))
            endpoints.append((endpoint, made, self.identifier(anchor, endpoint)))
        objects = self.operations.of(operation, endpoints, tag, anchor)
        for (endpoint, made, _), found in zip(endpoints, objects, strict=True):
            yield _Entry(made.shape, endpoint.method.lower(), made.path, found)

    def identifier(self, anchor: Anchor, endpoint: Endpoint) -> str:
        """The ``operationId``: the anchor, extended by the endpoint if that is already used."""
        wanted = anchor.name or slug(endpoint.label) or "operation"
        if wanted in self.identifiers:
            wanted = slug(f"{wanted} {endpoint.method} {endpoint.url}") or wanted
        return self.free_identifier(wanted)

    def free_identifier(self, wanted: str) -> str:
        free, number = wanted, 2
        while free in self.identifiers:
            free, number = f"{wanted}-{number}", number + 1
        self.identifiers.add(free)
        return free

    def paths(self, entries: list[_Entry]) -> Object:
        """The paths in page order; operations with the same path and method are merged."""
        grouped: dict[str, dict[str, list[_Entry]]] = {}
        for entry in entries:
            grouped.setdefault(entry.path, {}).setdefault(entry.method, []).append(entry)
        found: Object = {}
        for path, methods in grouped.items():
            item: Object = {}
            for method, group in methods.items():
                objects = [entry.object for entry in group]
                if len(objects) == 1:
                    item[method] = objects[0]
                else:
                    wanted = slug(f"{method} {path}") or method
                    item[method] = merged(objects, self.free_identifier(wanted), self.components)
            found[path] = item
        return found

    def link(self, role: str, target: str) -> Link | None:
        """The URL and title that a role refers to, if the URL of the page is known."""
        name = " ".join(target.lower().split())
        found = {"ref": labels(self.tree), "title": self.titles}.get(role, {}).get(name)
        address = self.address(found) if found is not None else None
        return Link(address, target) if address is not None else None

    def address(self, anchor: Anchor) -> str | None:
        """The URL of an anchor, if the URL of the pages is known."""
        base = self.tree.settings.openapi.page
        if base is None or not anchor.name or anchor.document not in self.tree.documents:
            return None
        page = anchor.document.removeprefix(f"{self.tree.source}/").removesuffix(".rst")
        return f"{base.rstrip('/')}/{page}.html#{anchor.name}"

    @cached_property
    def titles(self) -> dict[str, Anchor]:
        """The anchors of operations by title, since pages link to them like to any section."""
        found: dict[str, Anchor] = {}
        for operation in self.tree.operations:
            anchor = anchors(self.tree).get(operation.location)
            if anchor is not None:
                found.setdefault(" ".join(operation.title.lower().split()), anchor)
        return found


def _unread(problem: Problem) -> Finding:
    """The finding for a file that could not be read, and so is not in the document."""
    place, subject = problem.location, problem.subject
    return Finding(problem.kind, Severity.INFO, place, subject, problem.message)


def _tag(tree: Tree, operation: Operation) -> str:
    """The tag of an operation: the title of its page, unless the title is its own."""
    title = prose.page_title(tree, operation.page)
    if title and title in operation.headings:
        return title
    if operation.headings:
        return operation.headings[-1]
    return title if title != operation.title else ""


def _server(address: str) -> Object:
    """A server; a part such as ``{host=controller}`` becomes a variable with a default."""
    found = {match["name"]: {"default": match["default"]} for match in _VARIABLE.finditer(address)}
    made: Object = {"url": _VARIABLE.sub(r"{\g<name>}", address)}
    return made | ({"variables": found} if found else {})


def _versions(tree: Tree) -> str:
    """The versions in the URLs, or a placeholder if there is none."""
    found: dict[str, None] = {}
    for operation in tree.operations:
        for endpoint in operation.endpoints:
            first = segments(endpoint.url)[:1]
            if first and is_version(first[0]):
                found.setdefault(first[0])
    return ", ".join(found) or "unversioned"
