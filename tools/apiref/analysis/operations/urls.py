"""URL templates: their placeholders, queries and malformed parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import PLACEHOLDER, path_of
from apiref.model.page import Endpoint
from apiref.model.tree import Tree

# Real URLs have fewer segments; this limits the time for malicious ones.
DEEPEST = 20
# Characters that authors write around names.
DECORATION = "{}`\"'<> "
# A parameter in the query of a template, and its value if that is fixed.
_PARAMETER = re.compile(r"[?&,]\{?([\w.:-]+)\}?(?:=([\w.:-]+)(?=&|$))?")
_VERSION_SEGMENT = re.compile(r"v\d+(?:[._]\d+)?")
_NAME = r"[A-Za-z_][\w-]*"
_WRONG_FORMS = (
    re.compile(rf"%\((?P<name>{_NAME})\)[sd]?"),
    re.compile(rf"[$%#]\{{(?P<name>{_NAME})\}}"),
    re.compile(rf"\$\((?P<name>{_NAME})\)"),
    re.compile(rf"\{{\{{\s*(?P<name>{_NAME})\s*\}}\}}"),
    re.compile(rf"%7[Bb](?P<name>{_NAME})%7[Dd]"),
    re.compile(rf"<(?P<name>{_NAME})>"),
    re.compile(rf"&lt;(?P<name>{_NAME})&gt;"),
    re.compile(rf"(?<=/):(?P<name>{_NAME})(?=/|$|\?)"),
    re.compile(rf"(?<=/)\$(?P<name>{_NAME})(?=/|$|\?)"),
    re.compile(rf"(?<=/)\[(?P<name>{_NAME})\](?=/|$|\?)"),
    re.compile(rf"(?<=/)\((?P<name>{_NAME})\)(?=/|$|\?)"),
)
_SEVERAL = re.compile(r"[A-Z]{3,7}(?:\s*[,|/&+]\s*[A-Z]{3,7})+,?")
_FURTHER = re.compile(r"(?<![^\s,;|/&+])[A-Z]{3,7}\s+/")
_CONJUNCTION = re.compile(r"[\s,;|/&+]*(?:(?:or|and)\s+)?")
_UNOPENED = re.compile(r"(?<![\w-])([\w-]+)\}")
_UNCLOSED = re.compile(r"\{([\w-]*)")


def holds_several(endpoint: Endpoint) -> bool:
    """Whether a directive has several methods or URLs: ``GET|HEAD /``, ``PUT /a, PATCH /b``."""
    return bool(_SEVERAL.fullmatch(endpoint.method) or _FURTHER.search(endpoint.url))


@per_tree
def single_endpoints(tree: Tree) -> tuple[Endpoint, ...]:
    """The endpoints with a URL. A directive with several of them is reported on its own."""
    return tuple(it for it in tree.endpoints if it.url and not holds_several(it))


def is_further_method(text: str) -> bool:
    """Whether a further line of a directive starts with a method and a URL."""
    conjunction = _CONJUNCTION.match(text)
    return conjunction is not None and _FURTHER.match(text, conjunction.end()) is not None


class Placeholder(NamedTuple):
    """A name in braces in the path of a URL; ``offset`` is that of the opening brace."""

    name: str
    offset: int
    endpoint: Endpoint

    @property
    def location(self) -> Location:
        """The location of the placeholder in the page."""
        return place_in(self.endpoint, self.offset)


class Malformed(NamedTuple):
    """A part of a URL that should be a placeholder but is not written as one.

    ``name`` is the intended name, or empty.
    """

    text: str
    name: str
    offset: int


def placeholders(endpoint: Endpoint) -> Iterator[Placeholder]:
    """The placeholders in the path of a URL, in order."""
    for match in PLACEHOLDER.finditer(path_of(endpoint.url)):
        yield Placeholder(match[1].strip(), match.start(), endpoint)


def query_parameters(url: str) -> tuple[tuple[str, str], ...]:
    """The parameters in the query of a URL, each with its fixed value, or an empty one."""
    return tuple(_PARAMETER.findall(url[len(path_of(url)) :]))


@lru_cache(maxsize=5_000)
def segments(url: str) -> tuple[str, ...]:
    """The segments of the path of a URL, with placeholders as ``{}``."""
    path = PLACEHOLDER.sub("{}", path_of(url))
    return tuple(segment for segment in path.split("/") if segment)


def is_version(segment: str) -> bool:
    """Whether a segment is a version of the API, such as ``v2.1``."""
    return _VERSION_SEGMENT.fullmatch(segment) is not None


def is_discovery(endpoint: Endpoint) -> bool:
    """Whether a URL is that of the service itself, or of a version of its API."""
    named = [found.name for found in placeholders(endpoint)]
    return all(is_version(part) or part == "{}" for part in segments(endpoint.url)) and all(
        "version" in name.lower() for name in named
    )


def place_in(endpoint: Endpoint, offset: int) -> Location:
    """The location of a character of an endpoint's URL."""
    place = endpoint.url_location
    return Location(place.path, place.line, place.column + offset)


def malformed(url: str) -> list[Malformed]:
    """The parts of the path of a URL that should be placeholders but are not written as such."""
    path = path_of(url)
    found: list[Malformed] = []
    for pattern in _WRONG_FORMS:
        for match in pattern.finditer(path):
            found.append(Malformed(match[0], match["name"], match.start()))
            path = path[: match.start()] + "_" * len(match[0]) + path[match.end() :]
    for match in PLACEHOLDER.finditer(path):
        if not match[1].strip():
            found.append(Malformed(match[0], "", match.start()))
        path = path[: match.start()] + "_" * len(match[0]) + path[match.end() :]
    for pattern in (_UNCLOSED, _UNOPENED):
        for match in pattern.finditer(path):
            found.append(Malformed(match[0], match[1], match.start()))
    return sorted(found, key=lambda part: part.offset)
