"""Which operation a request belongs to, by its method and the path of its URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from apiref.analysis.documentation import field_parts
from apiref.analysis.urls import is_version
from apiref.model.exchange import Exchange
from apiref.model.operation import Operation, path_of
from apiref.model.tree import Tree

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


class _Template(NamedTuple):
    """A URL template that ends at a node: its operation, and how many segments are literal."""

    operation: Operation
    literals: int
    length: int
    versioned: bool


class _Node:
    """The templates whose segments, from the last one on, are those of the path to this node."""

    def __init__(self) -> None:
        self.literal: dict[str, _Node] = {}
        self.patterns: list[tuple[re.Pattern[str], _Node]] = []
        self.any: _Node | None = None
        self.ends: list[_Template] = []


class Matcher:
    """Finds operations by method and URL.

    The host and a base path in front of the template are left aside, and so is the query. Of
    several templates the one with the most literal segments wins, then the longest.
    """

    def __init__(self, tree: Tree) -> None:
        self.roots: dict[str, _Node] = {}
        self.words: set[str] = set()
        for operation in tree.operations:
            for endpoint in operation.endpoints:
                self._add(endpoint.method.upper(), path_of(endpoint.url), operation)

    def _add(self, method: str, path: str, operation: Operation) -> None:
        node = self.roots.setdefault(method, _Node())
        segments = [segment for segment in path.split("/") if segment]
        literals = 0
        for segment in reversed(segments):
            if not _PLACEHOLDER.search(segment):
                literals += 1
                node = node.literal.setdefault(segment, _Node())
            elif _PLACEHOLDER.fullmatch(segment):
                node.any = node.any or _Node()
                node = node.any
            else:
                literals += 1
                parts = map(re.escape, _PLACEHOLDER.split(segment))
                following = _Node()
                node.patterns.append((re.compile("(.+)".join(parts)), following))
                node = following
        self.words.update(segment for segment in segments if "{" not in segment)
        versioned = bool(segments) and is_version(segments[0])
        node.ends.append(_Template(operation, literals, len(segments), versioned))

    def match(self, exchange: Exchange) -> Operation | None:
        """The operation of an exchange, or None where the reference has none for it."""
        root = self.roots.get(exchange.method)
        if root is None:
            return None
        path = unquote(exchange.path) if "%" in exchange.path else exchange.path
        segments = [segment for segment in path.split("/") if segment]
        found = [
            template
            for template in _ends(root, segments, len(segments))
            if self._is_base(segments[: len(segments) - template.length], template)
        ]
        if not found:
            return None
        best = max((template.literals, template.length) for template in found)
        fitting = [
            template.operation for template in found if (template.literals, template.length) == best
        ]
        return fitting[0] if len(fitting) == 1 else _by_body(fitting, exchange)

    def _is_base(self, segments: list[str], template: _Template) -> bool:
        """Whether the segments in front of a template can be a base path.

        It ends in the version of the API and perhaps the project, or the template names the
        version; otherwise it has no word of any template, which would be another resource.
        """
        if not segments:
            return True
        if not template.literals:
            return False
        if template.versioned or any(map(is_version, segments[-2:])):
            return True
        return self.words.isdisjoint(segments)


def _ends(node: _Node, segments: list[str], index: int) -> Iterator[_Template]:
    """The templates that the last segments fit, from the one before ``index`` on."""
    yield from node.ends
    if index == 0:
        return
    segment = segments[index - 1]
    following = node.literal.get(segment)
    if following is not None:
        yield from _ends(following, segments, index - 1)
    for pattern, after in node.patterns:
        if pattern.fullmatch(segment):
            yield from _ends(after, segments, index - 1)
    if node.any is not None:
        yield from _ends(node.any, segments, index - 1)


def _by_body(operations: list[Operation], exchange: Exchange) -> Operation:
    """Of operations on one URL, such as actions, the one whose rows name the body's members."""
    value = exchange.request.value
    if isinstance(value, dict):
        for operation in operations:
            names = {
                field_parts(row.name)[0]
                for table in operation.tables_of("request")
                for row in table.rows
            }
            if value.keys() and value.keys() <= names:
                return operation
    return operations[0]
