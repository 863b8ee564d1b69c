"""Determines whether a table or sample belongs to the request or the response.

The sources are, in this order: the nearest heading or label, the file name, the content of a
table, and the position on the page. If none of them is conclusive, the role stays None. Text tables
of fields become tables of parameters here.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from apiref.model.operation import (
    USUALLY_BODYLESS,
    LiteralPart,
    Operation,
    Role,
    SamplePart,
    TablePart,
    name_role,
    path_of,
)
from apiref.model.page import ParameterTable
from apiref.read.field_tables import field_tables, placed

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
_WORD = re.compile(r"[a-z0-9]+")
_ROLE_WORD = re.compile(r"(?:request|response)s?")
# With one of these, a role word is no name: "request body", "the response".
_NOT_IN_NAMES = frozenset(
    "a an the this of for to in on with and or body data example examples sample samples"
    " parameter parameters header headers code codes schema json".split()
)
_NOTHING = re.compile(r"(?!)")


def with_roles(operation: Operation, places_of: PlacesOf) -> Operation:
    """The operation with the roles of tables, samples and literals filled in where possible.

    ``places_of`` returns the ``in`` values of the parameters in a table.
    """
    fields = field_tables(operation)
    operation = operation._replace(tables=(*operation.tables, *fields))
    names = _resource_names(operation)

    def by_headings(headings: tuple[str, ...]) -> Role | None:
        return heading_role(headings, operation.title, names)

    def by_file(file: str) -> Role | None:
        return name_role(names.sub("-", posixpath.basename(file)))

    tables: list[TablePart] = []
    for part in operation.tables:
        role = by_headings(part.headings)
        tables.append(part._replace(role=role or _table_role(operation, part, tables, places_of)))
    if fields:
        # Without a role, only the places in a table say what it documents.
        tables = [
            placed(operation, part) for part in tables if part.role or any(places_of(part.table))
        ]
        known = {part.table.location for part in tables}
        texts = (part for part in operation.text_tables if part.table.location not in known)
        operation = operation._replace(tables=tuple(tables), text_tables=tuple(texts))
    order = sorted(
        ((part.table.location.path, part.table.location.line), part.role) for part in tables
    )

    # Sections such as "Examples" next to those of the tables may contain samples of any role.
    unlabelled = Counter(
        sample.headings[0]
        for sample in operation.samples
        if sample.headings
        and by_headings(sample.headings) is None
        and by_file(sample.reference.file) is None
    )
    of_tables = {part.headings[:1] for part in operation.tables}
    apart = {name for name, count in unlabelled.items() if count > 1 and (name,) not in of_tables}

    def place_role(path: str, line: int) -> Role | None:
        role: Role | None = None
        for (other, at), found in order:
            if other == path and at < line:
                role = found
        return role

    samples: list[SamplePart] = []
    for sample in operation.samples:
        by_heading = by_headings(sample.headings)
        by_name = by_file(sample.reference.file)
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
        by_heading = by_headings(literal.headings)
        literals.append(literal._replace(role=by_heading or by_place))
    return operation._replace(
        tables=tuple(tables), samples=tuple(samples), literals=tuple(literals)
    )


def heading_role(
    headings: tuple[str, ...], title: str = "", names: re.Pattern[str] = _NOTHING
) -> Role | None:
    """The role according to the nearest heading that indicates one.

    The title of the operation does not count: "Example Get Console Output" may contain a request.
    Nor do names such as that of an "access request".
    """
    for whole in reversed(headings):
        heading = _IN_A_SENTENCE.sub("", names.sub("", _without(title, whole)))
        request = _REQUEST.search(heading)
        response = _RESPONSE.search(heading)
        if request and response:
            return None
        if request:
            return "request"
        if response:
            return "response"
    return None


def _resource_names(operation: Operation) -> re.Pattern[str]:
    """Pairs of words such as "access request" in the title, the URLs and the rows."""
    urls = (part for each in operation.endpoints for part in path_of(each.url).split("/"))
    rows = (row.name for part in operation.tables for row in part.table.rows)
    found = {
        r"[\W_]+".join(f"{word.removesuffix('s')}s?" for word in pair)
        for text in map(str.lower, (operation.title, *urls, *rows))
        if "request" in text or "response" in text
        for pair in pairwise(_WORD.findall(text))
        if any(map(_ROLE_WORD.fullmatch, pair)) and _NOT_IN_NAMES.isdisjoint(pair)
    }
    if not found:
        return _NOTHING
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(found))})(?![^\W_])", re.IGNORECASE)


def _without(title: str, heading: str) -> str:
    """A heading without the title of the operation, if that has several words."""
    bare = _ADDITION.sub("", title).strip()
    start = heading.lower().find(bare.lower()) if " " in bare else -1
    return heading if start < 0 else heading[:start] + heading[start + len(bare) :]


def _table_role(
    operation: Operation, part: TablePart, before: list[TablePart], places_of: PlacesOf
) -> Role | None:
    places = places_of(part.table)
    is_bodyless = operation.methods <= USUALLY_BODYLESS
    if "path" in places or "query" in places:
        # A single table may describe both the request and the response.
        whole = len(operation.tables) == 1 and is_bodyless and "body" in places
        return None if whole else "request"
    if is_bodyless:
        return "response" if "body" in places else None
    if any(other.role == "request" for other in before):
        return None
    return "request" if not before and "body" in places and len(operation.tables) > 1 else None


def _open_role(operation: Operation, by_place: Role | None) -> Role | None:
    """The role of a sample if neither heading nor name indicates one."""
    if operation.methods <= USUALLY_BODYLESS:
        return "response"
    return by_place
