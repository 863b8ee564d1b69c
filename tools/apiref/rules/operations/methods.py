"""The ``rest_method`` directives: methods, URLs and bounds of microversions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations import microversions
from apiref.analysis.operations.expected_methods import expected_method
from apiref.analysis.operations.urls import holds_several, is_further_method
from apiref.analysis.per_tree import per_tree
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Endpoint, Page
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import LOOSE, Suggester

_COMMON = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_METHODS = frozenset((*_COMMON, "CONNECT", "TRACE", "COPY", "MOVE"))
_ANY = frozenset({"ANY", "METHOD"})
_WORD = re.compile(r"[A-Za-z]+")
_OPTION = re.compile(r":?(?P<name>[A-Za-z_-]+):(?:\s|$)")
_OPTIONS = ("min_version", "max_version")


def _lines_below(tree: Tree, endpoint: Endpoint) -> tuple[tuple[Location, str], ...]:
    """The indented lines that follow the first line of the directive."""
    return _further_lines(tree)[endpoint.location]


@per_tree
def _further_lines(tree: Tree) -> dict[Location, tuple[tuple[Location, str], ...]]:
    """The indented lines of all directives, by the location of the directive."""
    return {
        endpoint.location: tuple(_indented(tree.pages[endpoint.location.path], endpoint))
        for endpoint in tree.endpoints
    }


def _indented(page: Page, endpoint: Endpoint) -> Iterator[tuple[Location, str]]:
    lines = page.lines
    for number in range(endpoint.location.line + 1, len(lines) + 1):
        raw = lines[number - 1]
        text = raw.strip()
        if not text or not raw[0].isspace():
            return
        yield Location(endpoint.location.path, number, len(raw) - len(raw.lstrip()) + 1), text


@rule(Severity.ERROR, fixable=True)
def unknown_method(tree: Tree) -> Iterator[Defect]:
    """A ``rest_method`` names a method that HTTP does not have.

    Methods are case-sensitive: in HTTP, ``get`` is not ``GET``. A word that stands for several
    methods is not reported: ``ANY``, ``METHOD``, or one that the text explains.

    Passes: ``.. rest_method:: DELETE /v2/tasks/{task_id}``.

    Fails: ``.. rest_method:: DELTE /v2/tasks/{task_id}``.
    """
    suggester = Suggester(_COMMON, LOOSE)
    explained = {
        endpoint.location
        for operation in tree.operations
        for endpoint in operation.endpoints
        if _stands_for_several(endpoint.method, operation)
    }
    for endpoint in tree.endpoints:
        method = endpoint.method
        if method in _METHODS or holds_several(endpoint) or endpoint.location in explained:
            continue
        if not method:
            message = "there is neither a method nor a URL, which stops the build; add both"
        elif method.startswith(("/", "{", "http")):
            message = f"there is no method before the URL '{method}'; add one, such as 'GET'"
        elif method.upper() in _METHODS:
            message = f"method '{method}' must be in capitals; write '{method.upper()}'"
        else:
            message = f"HTTP has no method '{method}'{suggester.hint(method)}"
        yield Defect(
            endpoint.location,
            method or "rest_method",
            message,
            endpoint.label or None,
            fix=_in_capitals(endpoint),
        )


def _stands_for_several(word: str, operation: Operation) -> bool:
    """Whether a word is none of the methods, but a text tells of which ones it is one."""
    if word.upper() in _METHODS:
        return False
    texts = [{*_WORD.findall(paragraph.text)} for paragraph in operation.paragraphs]
    return word in _ANY or any(word in found and len(found & _METHODS) > 1 for found in texts)


def _in_capitals(endpoint: Endpoint) -> Fix | None:
    method = endpoint.method
    if method.upper() not in _METHODS:
        return None
    edit = Edit(endpoint.location, method, method.upper())
    return Fix(f"Write '{edit.new}' instead of '{method}'", (edit,), 1)


@rule(Severity.ERROR)
def method_without_url(tree: Tree) -> Iterator[Defect]:
    """A ``rest_method`` has a method but no URL.

    Passes: ``.. rest_method:: GET /v2/tasks``.

    Fails: ``.. rest_method:: GET``.
    """
    for endpoint in tree.endpoints:
        if endpoint.method in _METHODS and not endpoint.url:
            yield Defect(
                endpoint.location,
                endpoint.method,
                f"there is no URL after '{endpoint.method}'; add it",
                endpoint.label,
            )


@rule(Severity.ERROR)
def several_methods(tree: Tree) -> Iterator[Defect]:
    """One ``rest_method`` has several methods or URLs.

    os-api-ref takes the first word as the method and the rest of the line as the URL; it drops
    all further lines.

    Passes: one directive for ``GET /v2/tasks`` and one for ``HEAD /v2/tasks``.

    Fails: ``.. rest_method:: GET|HEAD /v2/tasks``.
    """
    for endpoint in tree.endpoints:
        place = endpoint.location if holds_several(endpoint) else None
        if place is None:
            for below, text in _lines_below(tree, endpoint):
                if is_further_method(text):
                    place = below
                    break
        if place is not None:
            yield Defect(
                place,
                endpoint.label,
                "rest_method takes one method and one URL; write a separate directive for each",
                endpoint.label,
            )


@rule(Severity.ERROR)
def method_option(tree: Tree) -> Iterator[Defect]:
    """A ``rest_method`` has an option that os-api-ref does not know and ignores.

    Passes: ``min_version: 2.12`` below ``.. rest_method:: GET /v2/tasks``.

    Fails: ``min_verison: 2.12`` below that directive.
    """
    suggester = Suggester(_OPTIONS, LOOSE)
    for endpoint in tree.endpoints:
        for place, text in _lines_below(tree, endpoint):
            option = _OPTION.match(text)
            if option is None or option["name"] in _OPTIONS:
                continue
            name = option["name"]
            yield Defect(
                place,
                name,
                f"rest_method has no option '{name}', so it is ignored{suggester.hint(name)}",
                endpoint.label,
            )


@rule(Severity.ERROR)
def method_versions(tree: Tree) -> Iterator[Defect]:
    """The microversion bounds of a ``rest_method`` are not versions, or contradict each other.

    Passes: ``min_version: 2.1`` and ``max_version: 2.35``.

    Fails: ``min_version: 2.35`` and ``max_version: 2.1``.
    """
    for endpoint in tree.endpoints:
        bounds = {"min_version": endpoint.min_version, "max_version": endpoint.max_version}
        for name, text in bounds.items():
            if text is not None and microversions.parse(text) is None:
                yield Defect(
                    _option_place(tree, endpoint, name),
                    name,
                    f"{name} '{text}' is not a version; write one such as 2.10",
                    endpoint.label,
                )
        first, last = (
            microversions.parse(endpoint.min_version),
            microversions.parse(endpoint.max_version),
        )
        if first is not None and last is not None and first > last:
            yield Defect(
                _option_place(tree, endpoint, "min_version"),
                "min_version",
                f"min_version {endpoint.min_version} is later than max_version"
                f" {endpoint.max_version}; correct one of the two",
                endpoint.label,
            )


def _option_place(tree: Tree, endpoint: Endpoint, name: str) -> Location:
    for place, text in _lines_below(tree, endpoint):
        if name in text:
            return place
    return endpoint.location


@rule(Severity.WARNING)
def method_unlike_title(tree: Tree) -> Iterator[Defect]:
    """The method of an operation does not match its title.

    One of the two was probably copied from another operation.

    Passes: the title "Delete task" above ``DELETE /v2/tasks/{task_id}``.

    Fails: the title "Delete task" above ``GET /v2/tasks/{task_id}``.
    """
    for operation in tree.operations:
        expected = expected_method(tree, operation)
        if expected is not None:
            endpoint = operation.endpoint
            yield Defect(
                endpoint.location,
                endpoint.method,
                f"the title '{operation.title}' suggests {expected}, not {endpoint.method}; change"
                " the method or the title",
                endpoint.label,
            )
