"""Tells whether a table or a sample belongs to the request or to the response.

As a reader would: by the nearest heading or label that says so, then by the file's name, then by
what a table holds, then by the place. Where even a reader could not tell, the role stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from apiref.model.operation import LiteralPart, Operation, Role, SamplePart, TablePart, name_role
from apiref.model.page import ParameterTable

PlacesOf = Callable[[ParameterTable], list[str]]

_REQUEST = re.compile(r"\b(?:requests?|query|body parameters|input)\b", re.IGNORECASE)
_RESPONSE = re.compile(r"\b(?:responses?|repl(?:y|ies)|answers?|returns?|output)\b", re.IGNORECASE)
# "Example for a request with detail=false": it speaks of one, and is a heading of none.
_IN_A_SENTENCE = re.compile(
    r"\b(?:for|of|to|after|by) (?:an?|the|this|such an?) requests?\b"
    r"|\brequests? (?:with|that|which)\b",
    re.IGNORECASE,
)
_ADDITION = re.compile(r"\([^()]*\)\s*$")
_BODYLESS = frozenset({"GET", "HEAD", "DELETE"})


def with_roles(operation: Operation, places_of: PlacesOf) -> Operation:
    """The operation with a role for each table, sample and literal, as far as one can be told.

    ``places_of`` gives the ``in`` values of the parameters in a table.
    """
    tables: list[TablePart] = []
    for part in operation.tables:
        role = heading_role(part.headings, operation.title)
        tables.append(part._replace(role=role or _table_role(operation, part, tables, places_of)))
    order = sorted(
        ((part.table.location.path, part.table.location.line), part.role) for part in tables
    )

    # Sections such as "Examples" beside those of the tables, with several samples of any role.
    untold = Counter(
        sample.headings[0]
        for sample in operation.samples
        if sample.headings
        and heading_role(sample.headings, operation.title) is None
        and name_role(sample.reference.file) is None
    )
    of_tables = {part.headings[:1] for part in operation.tables}
    apart = {name for name, count in untold.items() if count > 1 and (name,) not in of_tables}

    def place_role(path: str, line: int) -> Role | None:
        role: Role | None = None
        for (other, at), found in order:
            if other == path and at < line:
                role = found
        return role

    samples: list[SamplePart] = []
    for sample in operation.samples:
        by_heading = heading_role(sample.headings, operation.title)
        by_name = name_role(sample.reference.file)
        verdict: Role | None
        if by_heading and by_name and by_heading != by_name:
            verdict = None
        else:
            verdict = by_heading or by_name
            if verdict is None:
                place = sample.reference.location
                by_place = place_role(place.path, place.line)
                if sample.headings and sample.headings[0] in apart:
                    by_place = None
                verdict = _open_role(operation, by_place)
        samples.append(sample._replace(role=verdict, heading_role=by_heading, name_role=by_name))
    literals: list[LiteralPart] = []
    for literal in operation.literals:
        place = literal.block.location
        by_place = _open_role(operation, place_role(place.path, place.line))
        by_heading = heading_role(literal.headings, operation.title)
        literals.append(literal._replace(role=by_heading or by_place))
    return operation._replace(
        tables=tuple(tables), samples=tuple(samples), literals=tuple(literals)
    )


def heading_role(headings: tuple[str, ...], title: str = "") -> Role | None:
    """What the nearest heading that says anything says.

    The title of the operation says nothing: "Example Get Console Output" may be of its request.
    """
    for whole in reversed(headings):
        heading = _IN_A_SENTENCE.sub("", _without(title, whole))
        request = _REQUEST.search(heading)
        response = _RESPONSE.search(heading)
        if request and response:
            return None
        if request:
            return "request"
        if response:
            return "response"
    return None


def _without(title: str, heading: str) -> str:
    """A heading without the title of the operation, if that is of several words."""
    bare = _ADDITION.sub("", title).strip()
    start = heading.lower().find(bare.lower()) if " " in bare else -1
    return heading if start < 0 else heading[:start] + heading[start + len(bare) :]


def _table_role(
    operation: Operation, part: TablePart, before: list[TablePart], places_of: PlacesOf
) -> Role | None:
    places = places_of(part.table)
    methods = {endpoint.method.upper() for endpoint in operation.endpoints}
    if "path" in places or "query" in places:
        # The only table may tell all that is sent, and all that is answered.
        whole = len(operation.tables) == 1 and methods <= _BODYLESS and "body" in places
        return None if whole else "request"
    if methods <= _BODYLESS:
        return "response" if "body" in places else None
    if any(other.role == "request" for other in before):
        return None
    return "request" if not before and "body" in places and len(operation.tables) > 1 else None


def _open_role(operation: Operation, by_place: Role | None) -> Role | None:
    """The role of a sample that neither heading nor name tells."""
    methods = {endpoint.method.upper() for endpoint in operation.endpoints}
    if methods <= _BODYLESS:
        return "response"
    return by_place
