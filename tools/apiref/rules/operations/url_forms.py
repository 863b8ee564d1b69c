"""How URLs are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from apiref.analysis.operations.urls import (
    DECORATION,
    DEEPEST,
    is_discovery,
    malformed,
    place_in,
    query_parameters,
    segments,
    single_endpoints,
)
from apiref.analysis.per_tree import per_tree
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation, path_of
from apiref.model.page import Endpoint
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import Suggester

_QUERY_NAME = re.compile(r"[?&][\[{(]*([A-Za-z_][\w.:-]*)(?:=\{([\w.:-]+)\})?")
_TEMPLATE_NAME = re.compile(r"[?&,]([A-Za-z_][\w.:-]*)()")
_UNWANTED = re.compile(r"[^\x21-\x7e]+")
# A description of the URL, in place of it.
_DESCRIBED = re.compile(r"<[^<>/]*>")
_QUOTES = "`'\""
_EMPTY_SEGMENT = re.compile(r"(?<!:)//+")
_OPERATOR = re.compile(r"\{\W")
_ABSOLUTE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*://|\{|<")


@rule(Severity.ERROR)
def url_placeholder_syntax(tree: Tree) -> Iterator[Defect]:
    """A placeholder of a URL is not written as ``{name}``.

    Readers take it for a fixed part of the URL, and os-api-ref does not find its parameter.

    Passes: ``GET /servers/{server_id}``.

    Fails: ``GET /servers/<server_id>``, ``GET /servers/:server_id``, ``GET /servers/{server_id``.
    """
    for endpoint in single_endpoints(tree):
        for part in malformed(endpoint.url):
            found = f"'{part.text}' in the URL"
            advice = f"write '{{{part.name}}}'" if part.name else "put a name between the braces"
            if part.text.startswith("{") and "}" not in part.text:
                found = f"the brace of '{part.text}' in the URL is not closed"
            elif part.text.endswith("}") and "{" not in part.text:
                found = f"the brace of '{part.text}' in the URL is not opened"
            else:
                found += " is not a placeholder of the form {name}"
            yield Defect(
                place_in(endpoint, part.offset),
                part.name or part.text,
                f"{found}; {advice}",
                endpoint.label,
            )


@rule(Severity.ERROR)
def url_character(tree: Tree) -> Iterator[Defect]:
    """A URL contains a space, or a character that is not allowed in URLs.

    Often it is invisible, such as a zero-width space, and is copied with the URL. A description
    between ``<`` and ``>`` may stand in place of a URL.

    Passes: ``GET /servers/{server_id}``.

    Fails: ``GET /servers/ {server_id}``, or a URL that contains U+200B.
    """
    behind = _behind(tree)
    for endpoint in single_endpoints(tree):
        url = endpoint.url + behind[endpoint.location]
        match = _UNWANTED.search(url)
        if match is None or _DESCRIBED.fullmatch(url):
            continue
        char = next((c for c in match[0] if c != " "), " ")
        if char.isascii():
            name = {" ": "a space", "\t": "a tab"}.get(char, f"U+{ord(char):04X}")
        else:
            name = f"the character U+{ord(char):04X}"
        yield Defect(
            place_in(endpoint, match.start()),
            endpoint.url,
            f"the URL contains {name}, which is not allowed in URLs; remove it",
            endpoint.label,
        )


@per_tree
def _behind(tree: Tree) -> dict[Location, str]:
    """What follows each URL on its line, by the location of its directive.

    That is only white space, which docutils drops. Spaces and tabs at the end are left out.
    """
    found = {}
    for endpoint in single_endpoints(tree):
        place = place_in(endpoint, len(endpoint.url))
        line = tree.pages[place.path].lines[place.line - 1]
        found[endpoint.location] = line[place.column - 1 :].rstrip(" \t")
    return found


@rule(Severity.ERROR)
def url_leading_slash(tree: Tree) -> Iterator[Defect]:
    """A URL does not start with a slash, although the others of the reference do.

    Passes: ``GET /v3/volumes``.

    Fails: ``GET v3/volumes``.
    """
    found = single_endpoints(tree)
    bare = [endpoint for endpoint in found if not _ABSOLUTE.match(endpoint.url)]
    if len(bare) * 2 >= len(found) and len(found) > 1:
        return
    for endpoint in bare:
        message = f"the URL does not start with a slash; write '/{endpoint.url}'"
        plain = endpoint.url.strip(_QUOTES)
        if endpoint.url.startswith(tuple(_QUOTES)) and _ABSOLUTE.match(plain):
            message = f"the URL is in backticks or quotes, which readers see; write {plain}"
        yield Defect(
            endpoint.url_location,
            endpoint.url,
            message,
            endpoint.label,
        )


@rule(Severity.ERROR)
def url_empty_segment(tree: Tree) -> Iterator[Defect]:
    """A URL has two slashes in a row.

    Passes: ``GET /v2/tasks``.

    Fails: ``GET /v2//tasks``.
    """
    for endpoint in single_endpoints(tree):
        match = _EMPTY_SEGMENT.search(path_of(endpoint.url))
        if match:
            yield Defect(
                place_in(endpoint, match.start()),
                endpoint.url,
                "the URL has two slashes in a row; remove one, or add the missing segment",
                endpoint.label,
            )


@rule(Severity.ERROR)
def url_missing_slash(tree: Tree) -> Iterator[Defect]:
    """Two segments of a URL are not separated by a slash, although they are in other URLs.

    Or a word follows a placeholder directly.

    Passes: ``GET /v2/tasks/{task_id}`` and ``DELETE /v2/tasks/{task_id}``.

    Fails: ``GET /v2/tasks/{task_id}`` and ``DELETE /v2/tasks{task_id}``.
    """
    # By what is above them, and written as one: segments that follow each other in some URL.
    known: dict[tuple[tuple[str, ...], str], tuple[str, str]] = {}
    users = Counter[tuple[str, ...]]()
    for endpoint in tree.endpoints:
        parts = segments(endpoint.url)[:DEEPEST]
        users.update(parts[:end] for end in range(1, len(parts) + 1))
        for index, pair in enumerate(pairwise(parts)):
            known[parts[:index], "".join(pair)] = pair
    for endpoint in single_endpoints(tree):
        parts = segments(endpoint.url)[:DEEPEST]
        for index, part in enumerate(parts):
            above = parts[:index]
            first, second = known.get((above, part), ("", ""))
            joined, apart = users[*above, part], users[*above, first, second]
            is_known = apart > joined or (apart == joined and "{}" in part)
            if not is_known and joined == 1 and re.fullmatch(r"\{\}[A-Za-z]{3,}", part):
                first, second = "{}", part[2:]
            elif not is_known:
                continue
            before = "}" if first == "{}" else first
            at = endpoint.url.find(before + ("{" if second == "{}" else second)) + len(before)
            if at < len(before) or _OPERATOR.match(endpoint.url, at):
                continue
            yield Defect(
                place_in(endpoint, at),
                endpoint.url,
                f"{'other URLs have a' if is_known else 'there is no'} slash between"
                f" '{first}' and '{second}'; write '{endpoint.url[:at]}/{endpoint.url[at:]}'",
                endpoint.label,
            )


@rule(Severity.WARNING)
def url_query_undocumented(tree: Tree) -> Iterator[Defect]:
    """A URL shows a query parameter that no row of the operation documents.

    It is an info if the URL has a fixed value for it, and another operation with the same path has
    a row for it.

    Passes: ``GET /servers?limit={limit}`` with the row ``limit``.

    Fails: ``GET /servers?limt={limit}`` with that row.
    """
    by_path: dict[tuple[str, ...], set[str]] = {}
    for operation in tree.operations:
        names = by_path.setdefault(segments(operation.endpoint.url), set())
        names |= _row_names(operation)
    for operation in tree.operations:
        rows = _row_names(operation)
        if not rows:
            continue
        suggester = Suggester(rows)
        for endpoint in operation.endpoints:
            fixed = {name for name, value in query_parameters(endpoint.url) if value}
            fixed &= by_path.get(segments(endpoint.url), set())
            for name, value, place in _query_names(endpoint.url, endpoint.url_location):
                if name in rows:
                    continue
                hint = suggester.hint(name)
                # "method={method_name}" has a row for its value; the name is not a typo.
                if value not in rows or (hint and name not in re.split(r"[_-]", value)):
                    yield Defect(
                        place,
                        name,
                        f"no row of this operation documents query parameter '{name}' of the"
                        f" URL{hint or '; add one'}",
                        endpoint.label,
                        severity=Severity.INFO if name in fixed else None,
                    )


def _row_names(operation: Operation) -> set[str]:
    return {row.name.strip(DECORATION) for part in operation.tables for row in part.table.rows}


def _query_names(url: str, start: Location) -> Iterator[tuple[str, str | None, Location]]:
    """The names in the query of a URL, each with the placeholder of its value and its place."""
    behind = len(path_of(url))
    pattern = _TEMPLATE_NAME if url.startswith("{", behind) else _QUERY_NAME
    for match in pattern.finditer(url, behind):
        yield match[1], match[2], Location(start.path, start.line, start.column + match.start(1))


@rule(Severity.INFO)
def url_trailing_slash(tree: Tree) -> Iterator[Defect]:
    """A URL ends with a slash, although no other URL of its page does.

    Some services answer only one of the two forms.

    Passes: ``GET /v2/tasks`` and ``GET /v2/tasks/{task_id}``.

    Fails: ``GET /v2/tasks/`` and ``GET /v2/tasks/{task_id}``.
    """
    pages: dict[str, list[Endpoint]] = {}
    for endpoint in single_endpoints(tree):
        pages.setdefault(endpoint.location.path, []).append(endpoint)
    for group in pages.values():
        ends = [endpoint for endpoint in group if _ends_with_slash(endpoint)]
        if len(ends) == 1 and len(group) > 1:
            (end,) = ends
            yield Defect(
                place_in(end, len(path_of(end.url)) - 1),
                end.url,
                "the URL ends with a slash, unlike all others of the page; remove it",
                end.label,
            )


def _ends_with_slash(endpoint: Endpoint) -> bool:
    return path_of(endpoint.url).endswith("/") and not is_discovery(endpoint)
