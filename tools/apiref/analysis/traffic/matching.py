"""The operation of a request, by its method and the path of its URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from apiref.analysis.operations.microversions import may_be_there
from apiref.analysis.operations.urls import is_version, query_parameters
from apiref.analysis.rows.documentation import field_parts
from apiref.model.exchange import Exchange
from apiref.model.operation import Operation, path_of
from apiref.model.page import Endpoint
from apiref.model.tree import Tree

_PLACEHOLDER = re.compile(r"(?:\{[^{}]*\})+")
_MULTIPLE_CHOICES = 300


class _Template(NamedTuple):
    """A URL template that ends at a node: its operation, and the number of literal segments.

    ``query`` are the parameters in its query, with their values if fixed; ``members`` those of the
    body; ``codes`` its response codes; ``endpoint`` has the bounds of its microversions.
    """

    operation: Operation
    query: tuple[tuple[str, str], ...]
    members: frozenset[str]
    codes: frozenset[int | None]
    endpoint: Endpoint
    literals: int
    length: int
    versioned: bool


class Match(NamedTuple):
    """The operation of a request, and its URL template without the query.

    ``base`` is the URL before the template: the origin and the start of the path.
    """

    operation: Operation
    template: str
    base: str

    def is_answered_by(self, exchange: Exchange) -> bool:
        """Whether the response is that of the operation, and not about the URL of the request.

        Services refuse or redirect other spellings of a URL before they come to the operation, and
        offer all their versions with 300 if they do not know the one that was asked for.
        """
        if exchange.status == _MULTIPLE_CHOICES:
            codes = {code.number for table in self.operation.statuses for code in table.codes}
            parts = filter(None, self.template.split("/"))
            return exchange.status in codes or all(map(is_version, parts))
        if exchange.succeeded:
            return True
        documented = self.template.removeprefix("/").split("/")
        sent = exchange.path.split("/")[-len(documented) :]
        return "//" not in exchange.path and all(
            bool(part) if "{" in known else unquote(part) == unquote(known)
            for known, part in zip(documented, sent, strict=False)
        )


class _Pattern(NamedTuple):
    """The literal parts of a segment with placeholders, in order."""

    first: str
    inner: tuple[str, ...]
    last: str

    def fits(self, segment: str) -> bool:
        """Whether a segment has all literal parts with something between them."""
        if not (segment.startswith(self.first) and segment.endswith(self.last)):
            return False
        start, end = len(self.first) + 1, len(segment) - len(self.last)
        for part in self.inner:
            found = segment.find(part, start, end)
            if found < 0:
                return False
            start = found + len(part) + 1
        return start <= end


class _Node:
    """The templates with the segments on the path to this node, from the last one backwards."""

    def __init__(self) -> None:
        self.literal: dict[str, _Node] = {}
        self.patterns: list[tuple[_Pattern, _Node]] = []
        self.any: _Node | None = None
        self.ends: list[_Template] = []


class Matcher:
    """Finds operations by method and URL.

    The host, a base path before the template, a trailing slash and the minor version in the path
    are ignored. Of several templates, the one with most literal segments wins, then the longest,
    then the one most similar to the request: its microversion, query, members of the body, and
    code.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.roots: dict[str, _Node] = {}
        self.words: set[str] = set()
        for operation in tree.operations:
            for endpoint in operation.endpoints:
                self._add(endpoint, operation)
        self.candidates = lru_cache(maxsize=10_000)(self._candidates)

    def _add(self, endpoint: Endpoint, operation: Operation) -> None:
        url = endpoint.url
        node = self.roots.setdefault(endpoint.method.upper(), _Node())
        segments = [segment for segment in path_of(url).split("/") if segment]
        literals = 0
        for segment in reversed(segments):
            if not _PLACEHOLDER.search(segment):
                literals += 1
                node = node.literal.setdefault(unquote(segment), _Node())
            elif _PLACEHOLDER.fullmatch(segment):
                node.any = node.any or _Node()
                node = node.any
            else:
                literals += 1
                first, *inner, last = map(unquote, _PLACEHOLDER.split(segment))
                following = _Node()
                node.patterns.append((_Pattern(first, tuple(inner), last), following))
                node = following
        self.words.update(segment for segment in segments if "{" not in segment)
        versioned = bool(segments) and is_version(segments[0])
        query = query_parameters(url)
        members = _members(self.tree, operation)
        codes = frozenset(code.number for table in operation.statuses for code in table.codes)
        node.ends.append(
            _Template(
                operation, query, members, codes, endpoint, literals, len(segments), versioned
            )
        )

    def match(self, exchange: Exchange) -> Match | None:
        """The operation of an exchange, or None."""
        found, base = self.candidates(exchange.method, exchange.path)
        if not found:
            return None
        template = found[0] if len(found) == 1 else _chosen(found, exchange)
        return Match(template.operation, path_of(template.endpoint.url), exchange.origin + base)

    def root(self, exchange: Exchange) -> Match | None:
        """The operation of the base URL itself, for an exchange with that URL."""
        node = self.roots.get(exchange.method)
        if node is None or not node.ends:
            return None
        template = node.ends[0]
        base = exchange.origin + exchange.path.rstrip("/")
        return Match(template.operation, path_of(template.endpoint.url), base)

    def _candidates(self, method: str, path: str) -> tuple[tuple[_Template, ...], str]:
        """The best templates for a path, and the path before them."""
        root = self.roots.get(method)
        if root is None:
            return (), ""
        # An encoded slash is not a separator.
        segments = [segment for segment in path.split("/") if segment]
        if "%" in path:
            segments = [unquote(segment) for segment in segments]
        found = [
            template
            for template in _ends(root, segments, len(segments))
            if self._is_base(segments[: len(segments) - template.length], template)
        ]
        if not found:
            return (), ""
        most = max((template.literals, template.length) for template in found)
        best = [each for each in found if (each.literals, each.length) == most]
        found = [*{id(template.operation): template for template in best}.values()]
        base = segments[: len(segments) - found[0].length]
        return tuple(found), "/" + "/".join(base) if base else ""

    def _is_base(self, segments: list[str], template: _Template) -> bool:
        """Whether the segments before a template can be a base path.

        It ends in the version of the API and perhaps the project, or the template contains the
        version. Otherwise it must not contain a word of any template, which would be a resource.
        """
        if not segments:
            return True
        if not template.literals:
            return False
        if template.versioned or any(map(is_version, segments[-2:])):
            return True
        return self.words.isdisjoint(segments)


def _ends(node: _Node, segments: list[str], index: int) -> Iterator[_Template]:
    """The templates that match the last segments before ``index``."""
    yield from node.ends
    if index == 0:
        return
    segment = segments[index - 1]
    following = node.literal.get(segment)
    if following is None and is_version(segment):
        following = node.literal.get(re.split("[._]", segment)[0])
    if following is not None:
        yield from _ends(following, segments, index - 1)
    for pattern, after in node.patterns:
        if pattern.fits(segment):
            yield from _ends(after, segments, index - 1)
    if node.any is not None:
        yield from _ends(node.any, segments, index - 1)


def _chosen(found: Iterable[_Template], exchange: Exchange) -> _Template:
    """The template most similar to a request, by its microversion, query, body and code."""
    sent = dict(exchange.query)
    value = exchange.request.value
    members = value.keys() if isinstance(value, dict) else frozenset[str]()

    def likeness(template: _Template) -> tuple[bool, bool, int, int, int, bool]:
        agreed = sum(name in sent for name, _ in template.query)
        return (
            may_be_there(template.endpoint, exchange.version),
            all(sent.get(name) == fixed for name, fixed in template.query if fixed),
            agreed,
            agreed - len(template.query),
            len(members & template.members),
            exchange.status in template.codes,
        )

    return max(found, key=likeness)


def _members(tree: Tree, operation: Operation) -> frozenset[str]:
    """The outermost members of an operation's request, according to its rows and samples."""
    found = {
        field_parts(row.name)[0] for table in operation.tables_of("request") for row in table.rows
    }
    for part in operation.samples:
        sample = tree.samples.get(part.reference.path or "") if part.role == "request" else None
        if sample is not None and isinstance(sample.value, dict):
            found.update(sample.value)
    return frozenset(found)
