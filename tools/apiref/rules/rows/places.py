"""Whether rows are in the right part of an operation, judging by the ``in`` of their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.rows.entries import resolved_rows, table_uses, uses_by_entry
from apiref.analysis.samples.misplaced_rows import Fault, misplaced_rows
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.listing import listed

_RESPONSE_HEADERS = frozenset(
    "location last-modified www-authenticate retry-after server vary set-cookie age"
    " content-location x-compute-request-id allow".split()
)
_REQUEST_HEADERS = frozenset(
    "x-auth-token x-service-token accept accept-encoding accept-language if-match if-none-match"
    " if-modified-since if-unmodified-since user-agent host expect range".split()
)
_HEADER_NAME = re.compile(
    r"X-[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+|Content-Type|Content-Length|OpenStack-API-Version"
)
_PLACE_SUFFIX = re.compile(
    r"(?:[-_]in[-_]|(?:_id|_name|_uuid|-id|-name|-uuid)[-_])(?P<place>query|header|body)$"
)
_CONFUSED = frozenset({"query", "header", "body"})


def _in_place(parameter: Parameter) -> Location:
    """The location of the ``in`` of an entry, or of the entry if it has none itself."""
    field = parameter.field("in")
    return parameter.location if field is None or field.merged else field.value_location


def _defects(
    tree: Tree, fault: Fault, why: str, expected: str, alternative: str = ""
) -> Iterator[Defect]:
    """``expected`` is the right place; ``why`` and ``alternative`` are parts of the message."""
    for wrong in misplaced_rows(tree):
        if wrong.fault != fault:
            continue
        first = wrong.rows[0]
        place = first.parameter.place
        target = f"an entry with '{expected}'"
        if wrong.fitting is not None:
            target = f"the entry '{wrong.fitting.key}'"
        advice = f"refer to {target}{alternative}"
        rows = tuple(found.row.key_location for found in wrong.rows)
        related = [at("row", found.row.location) for found in wrong.rows]
        if wrong.fitting is not None:
            related.append(Cause("entry", wrong.fitting.path, wrong.fitting.key))
        if wrong.entry is not None:
            key = wrong.entry.key
            yield Defect(
                _in_place(wrong.entry),
                key,
                f"parameter '{key}' is 'in: {place}', but {why}; as this concerns all its rows,"
                f" correct the 'in'{',' if alternative else ', or'} {advice}",
                first.use.label,
                rows,
                cause=Cause("entry", wrong.entry.path, key),
                related=tuple(related),
            )
            continue
        kind = f"{place} parameters" if len(rows) > 1 else f"a {place} parameter"
        names = listed([f"'{found.row.name}'" for found in wrong.rows])
        yield Defect(
            rows[0],
            first.row.name,
            f"the {first.use.role} documents {names} as {kind}, but {why}; {advice}",
            first.use.label,
            rows[1:],
            related=tuple(related),
        )


@rule(Severity.WARNING)
def body_on_get(tree: Tree) -> Iterator[Defect]:
    """The request of a GET or HEAD operation documents body parameters.

    Such requests have no body that a service would look at: the parameter is sent in the query or
    in the URL, or the row belongs to the response. If this is so for all rows that refer to an
    entry, the entry is reported.

    Passes: ``GET /servers`` with the query parameter ``limit``.

    Fails: ``GET /servers`` with a row ``limit`` whose entry is ``in: body``.
    """
    yield from _defects(
        tree,
        "body-on-get",
        "GET and HEAD requests have no body",
        "in: query",
        ", or move the row to the response",
    )


@rule(Severity.ERROR)
def not_in_response(tree: Tree) -> Iterator[Defect]:
    """A response table documents path or query parameters.

    A response has headers and a body. Either the row refers to the entry of the request parameter
    of the same name, or it belongs to the request. If this is so for all rows that refer to an
    entry, the entry is reported.

    Passes: a response with a row ``id`` whose entry is ``in: body``.

    Fails: a response with a row ``id`` whose entry is ``in: path``.
    """
    yield from _defects(
        tree,
        "not-in-response",
        "a response has no such parameters",
        "in: body",
        ", or move the row to the request",
    )


@rule(Severity.WARNING)
def field_elsewhere(tree: Tree) -> Iterator[Defect]:
    """A field that the samples have in the body is documented as a header or in the query.

    No row of the table says that it is in the body. If this is so for all rows that refer to an
    entry, the entry is reported. Path parameters, and query parameters in a response, are not
    reported here.

    Passes: a request ``{"name": "a"}`` with a row ``name`` whose entry is ``in: body``.

    Fails: a request ``{"name": "a"}`` with a row ``name`` whose entry is ``in: query``.
    """
    yield from _defects(
        tree,
        "field-elsewhere",
        "the samples have it in the body",
        "in: body",
    )


@rule(Severity.WARNING)
def header_direction(tree: Tree) -> Iterator[Defect]:
    """A request table has a header that only responses have, or the reverse.

    Passes: ``Location`` in the response, ``X-Auth-Token`` in the request.

    Fails: ``Location`` in the request.
    """
    for use in table_uses(tree):
        wrong = _RESPONSE_HEADERS if use.role == "request" else _REQUEST_HEADERS
        if use.role is None:
            continue
        other = "response" if use.role == "request" else "request"
        for found in resolved_rows(use, tree):
            if found.parameter.place == "header" and found.row.name.lower() in wrong:
                yield Defect(
                    found.row.location,
                    found.row.name,
                    f"'{found.row.name}' is a {other} header, but is in the {use.role} table;"
                    f" move the row to the {other}",
                    use.label,
                    related=(at("tables", use.operation.location),) if use.operation else (),
                )


@rule(Severity.WARNING)
def header_as_field(tree: Tree) -> Iterator[Defect]:
    """A parameter with the name of an HTTP header is documented as something else.

    Passes: ``X-Auth-Token`` with ``in: header``.

    Fails: ``X-Auth-Token`` with ``in: body``.
    """
    for rows in uses_by_entry(tree).values():
        first = rows[0]
        name, place = first.row.name, first.parameter.place
        if place in ("body", "query", "path") and _HEADER_NAME.fullmatch(name):
            yield Defect(
                _in_place(first.parameter),
                first.parameter.key,
                f"'{name}' is an HTTP header, but its entry '{first.parameter.key}' is"
                f" 'in: {place}'; write 'in: header'",
                first.use.label,
            )


@rule(Severity.WARNING)
def key_contradicts_place(tree: Tree) -> Iterator[Defect]:
    """The key of an entry implies a place other than its ``in``.

    Reported for keys with the place as a suffix, such as ``status-in-query``, that rows refer to;
    not if the row itself is already reported. Path parameters are checked against the URL instead.

    Passes: ``status-in-query`` with ``in: query``.

    Fails: ``status-in-query`` with ``in: header``.
    """
    for (path, key), rows in uses_by_entry(tree).items():
        parameter = rows[0].parameter
        suffix = _PLACE_SUFFIX.search(parameter.key)
        if suffix is None or rows[0].row.name == key:
            continue
        if parameter.place not in _CONFUSED or suffix["place"] not in _CONFUSED - {parameter.place}:
            continue
        yield Defect(
            _in_place(parameter),
            parameter.key,
            f"parameter '{parameter.key}' is 'in: {parameter.place}', but its key implies"
            f" 'in: {suffix['place']}'; correct the 'in', or rename the entry",
            rows[0].use.label,
            cause=Cause("entry", path, key),
            related=tuple(at("row", found.row.location) for found in rows),
        )
