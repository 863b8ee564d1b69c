"""Converts URL templates to OpenAPI paths with unique, plain placeholder names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.operations.urls import malformed, query_parameters
from apiref.model.operation import PLACEHOLDER, Operation, path_of
from apiref.model.page import Endpoint

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_ORIGIN = re.compile(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^/]*")
# "PUT/v2/things".
_ONE_WORD = re.compile(r"([A-Za-z]+)(/.*)")
_ODD_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_ODD_TEXT = re.compile(r"[\s\"<>\\^`|\[\]]")


class Placeholder(NamedTuple):
    """A placeholder of a path: its name in the reference, and its name in the OpenAPI path."""

    written: str
    name: str


class Template(NamedTuple):
    """A URL template: its path, its placeholders, and its query parameters.

    The value of a query parameter is empty unless the template fixes it.
    """

    path: str
    placeholders: tuple[Placeholder, ...]
    query: tuple[tuple[str, str], ...]

    @property
    def shape(self) -> str:
        """The path without placeholder names: templates of the same shape are the same path."""
        return re.sub(r"\{[^{}]*\}", "{}", self.path)

    def renamed(self, other: Template) -> Template:
        """The template with the path of another one of the same shape."""
        pairs = zip(self.placeholders, other.placeholders, strict=True)
        names = tuple(Placeholder(own.written, its.name) for own, its in pairs)
        return Template(other.path, names, self.query)


def single_endpoints(operation: Operation) -> Iterator[Endpoint]:
    """The endpoints of an operation with a method each, even without a space before the URL."""
    for endpoint in operation.endpoints:
        found = None if endpoint.url else _ONE_WORD.fullmatch(endpoint.method)
        if found:
            endpoint = endpoint._replace(method=found[1], url=found[2])
        for method in re.split(r"[,|/&+]+", endpoint.method):
            yield endpoint._replace(method=method)


def template(url: str) -> Template:
    """The template of a URL as written in a reference."""
    path = path_of(url)
    for part in reversed(malformed(url)):
        name = part.name or "value"
        path = f"{path[: part.offset]}{{{name}}}{path[part.offset + len(part.text) :]}"
    path = _ORIGIN.sub("", path.strip(), count=1).partition("#")[0]
    found: dict[str, Placeholder] = {}
    pieces: list[str] = []
    start = 0
    for match in PLACEHOLDER.finditer(path):
        written = match[1].strip()
        plain = _ODD_NAME.sub("_", written) or "value"
        name, number = plain, 2
        while name in found:
            name, number = f"{plain}_{number}", number + 1
        found[name] = Placeholder(written, name)
        pieces += [_literal(path[start : match.start()]), f"{{{name}}}"]
        start = match.end()
    pieces.append(_literal(path[start:]))
    whole = "".join(pieces)
    whole = whole if whole.startswith("/") else f"/{whole}"
    return Template(whole, tuple(found.values()), query_parameters(url))


def _literal(text: str) -> str:
    """A part of a path without placeholders; characters not allowed in URLs are encoded."""
    text = text.replace("{", "%7B").replace("}", "%7D")
    return _ODD_TEXT.sub(lambda match: f"%{ord(match[0]):02X}", text)
