"""Operations with a URL that was copied from another operation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.operations import microversions
from apiref.analysis.operations.expected_methods import expected_method
from apiref.analysis.operations.urls import segments
from apiref.analysis.pages.documents import documents_of
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.per_tree import per_tree
from apiref.model.operation import USUALLY_BODYLESS, Operation, path_of, placeholders
from apiref.model.page import Endpoint
from apiref.model.tree import Tree

_VERSIONED = re.compile(r"\d\.\d|version|deprecat|legacy|since|until|before|after", re.IGNORECASE)


class Use(NamedTuple):
    """One endpoint of an operation."""

    operation: Operation
    endpoint: Endpoint


@per_tree
def repeated(tree: Tree) -> tuple[tuple[Use, Use], ...]:
    """Endpoints with the same method and URL in one document, each with the first one.

    Those for different microversions are omitted.
    """
    return tuple(pair for pair in _same(tree) if not _may_differ(*pair))


def _same(tree: Tree) -> Iterator[tuple[Use, Use]]:
    """Endpoints with the same method and URL in one document, each with the first one."""
    shown = documents_of(tree)
    first: dict[tuple[str, str, str, tuple[str, ...], bool], Use] = {}
    for operation in tree.operations:
        for endpoint in operation.endpoints:
            if not endpoint.url:
                continue
            use = Use(operation, endpoint)
            query = endpoint.url[len(path_of(endpoint.url)) :]
            parts = segments(endpoint.url)
            slash = path_of(endpoint.url).endswith("/")
            for document in sorted(shown.get(endpoint.location.path, ())):
                key = (document, endpoint.method.upper(), query, parts, slash)
                other = first.setdefault(key, use)
                if other is not use:
                    yield other, use
                    break


def _may_differ(one: Use, other: Use) -> bool:
    """Whether the two are for different microversions, or say something about versions."""
    bounds = [
        (
            microversions.parse(use.endpoint.min_version),
            microversions.parse(use.endpoint.max_version),
        )
        for use in (one, other)
    ]
    if bounds[0] != bounds[1]:
        return True
    return any(
        _VERSIONED.search(title)
        for use in (one, other)
        for title in (use.operation.title, *use.operation.headings[-1:])
    )


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def have_one_title(first: Use, second: Use) -> bool:
    """Whether the titles of two operations are the same."""
    return _plain(first.operation.title) == _plain(second.operation.title)


class Copy(NamedTuple):
    """An operation with the URL of another operation."""

    wrong: Use
    original: Use


@per_tree
def copied_urls(tree: Tree) -> tuple[Copy, ...]:
    """The operations with the method and the URL of another one, if requests do not differ.

    They have no body, or for a PUT or PATCH, both operations show the same sample of it.

    If the method of either does not match its title, that is another defect. URLs differ if each
    has placeholders of its own that rows document, requests if the second one has a query parameter
    of its own and a title with a word of the other.
    """
    found = []
    for first, second in repeated(tree):
        if not _have_one_request(first, second) or have_one_title(first, second):
            continue
        if any(expected_method(tree, use.operation) for use in (first, second)):
            continue
        names = [{*placeholders(use.endpoint.url)} for use in (first, second)]
        rows = [_request_rows(use) for use in (first, second)]
        if names[0] != names[1] and all(map(set.issuperset, rows, names)):
            continue
        wrong = [_lacks_placeholder(tree, use) for use in (first, second)]
        is_other_request = _queries(tree, second) - _queries(tree, first)
        if not any(wrong) and is_other_request and _speak_of_one_thing(first, second):
            continue
        first_is_wrong = wrong == [True, False]
        found.append(Copy(first, second) if first_is_wrong else Copy(second, first))
    return tuple(found)


def _speak_of_one_thing(first: Use, second: Use) -> bool:
    """Whether the titles of two operations have a word in common, apart from the verb."""
    one, other = ({*map(singular, words(use.operation.title)[1:])} for use in (first, second))
    return not one.isdisjoint(other)


def _have_one_request(first: Use, second: Use) -> bool:
    """Whether requests have no body, or both operations change something with the same one."""
    if second.endpoint.method.upper() not in ("PUT", "PATCH"):
        return second.endpoint.method.upper() in USUALLY_BODYLESS
    one, other = (
        {part.reference.path for part in use.operation.samples if part.role == "request"}
        for use in (first, second)
    )
    return one == other != set()


def _request_rows(use: Use) -> set[str]:
    return {row.name for table in use.operation.tables_of("request") for row in table.rows}


def _queries(tree: Tree, use: Use) -> set[str]:
    tables = use.operation.tables_of("request")
    rows = (pair for table in tables for pair in tree.rows(table))
    return {row.name for row, entry in rows if entry.place == "query"}


def _lacks_placeholder(tree: Tree, use: Use) -> bool:
    """Whether an operation documents a path parameter that is not in its URL."""
    known = set(placeholders(use.endpoint.url))
    return any(
        entry.place == "path" and row.name not in known
        for table in use.operation.tables_of("request")
        for row, entry in tree.rows(table)
    )
