"""Whether rows are in the right part of an operation, judging by the ``in`` of their entries."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.rows.entries import Resolved, named_with_use
from apiref.analysis.samples.misplaced_rows import (
    Fault,
    Misplaced,
    is_shown,
    misplaced_rows,
    parts_with,
)
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import BODYLESS, Role, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.listing import listed

# More entries than these are not named in a message.
_NAMED = 3


def _in_place(parameter: Parameter) -> Location:
    """The location of the ``in`` of an entry, or of the entry if it has none itself."""
    field = parameter.field("in")
    return parameter.location if field is None or field.merged else field.value_location


def _other(role: Role | None) -> Role:
    return "request" if role == "response" else "response"


def _is_in_other_half(found: Resolved) -> bool:
    """Whether a row is in the response as well as in the request of its operation."""
    operation = found.use.operation
    tables = operation.tables_of(_other(found.use.role)) if operation else ()
    return any(row.name == found.row.name for table in tables for row in table.rows)


def _is_movable(tree: Tree, found: Resolved) -> bool:
    """Whether a row may belong to the other half of its operation."""
    operation = found.use.operation
    if operation is None or _is_in_other_half(found):
        return False
    if found.use.role == "request":
        return is_shown(tree, found, "response") is True
    urls = [endpoint.url for endpoint in operation.endpoints]
    is_path = found.parameter.place == "path"
    return not is_path or any(found.row.name in placeholders(url) for url in urls)


def _named(wrong: Misplaced) -> tuple[Parameter, ...]:
    """The entries that the advice names: one for each row, if they are few."""
    entries = tuple(entry for entry in wrong.fitting if entry is not None)
    return entries if len(entries) == len(wrong.fitting) <= _NAMED else ()


def _advice(tree: Tree, wrong: Misplaced, expected: str, *, movable: bool) -> str:
    """What to do: first what is most likely right, according to samples and other tables."""
    if wrong.fault == "header-elsewhere" and not any(wrong.fitting):
        return f"write '{expected}'"
    many = wrong.entry is None and len(wrong.rows) > 1
    entries, rows = ("entries", "rows") if many else ("entry", "row")
    named = _named(wrong)
    advice = [f"refer to {'entries' if many else 'an entry'} with '{expected}'"]
    if named:
        advice = [f"refer to the {entries} {named_with_use(tree, *named)}"]
    if wrong.fault == "body-on-get" and wrong.shown:
        return f"as a sample shows one, correct the method, or remove the {rows} and the sample"
    unshown = wrong.shown is False and not any(wrong.fitting)
    if movable:
        is_movable = any(_is_movable(tree, found) for found in wrong.rows)
        if not wrong.shown and (wrong.shown is False or not is_movable):
            advice.insert(0 if unshown else 1, f"remove the {rows}")
        if is_movable:
            move = f"move the {rows} to the {_other(wrong.rows[0].use.role)}"
            advice.insert(0 if unshown else 1, move)
    if wrong.entry is not None:
        advice.insert(0, "as this concerns all its rows, correct the 'in'")
    *others, last = advice
    return f"{', '.join(others)}, or {last}" if others else last


def _defects(
    tree: Tree, fault: Fault, why: str, expected: str, *, movable: bool = False
) -> Iterator[Defect]:
    """``why`` is a part of the message, ``expected`` the right ``in``.

    ``movable`` says whether a row may belong to the other half of the operation.
    """
    for wrong in misplaced_rows(tree):
        if wrong.fault != fault or _is_sample_wrong(wrong):
            continue
        first = wrong.rows[0]
        place = first.parameter.place
        advice = _advice(tree, wrong, expected, movable=movable)
        rows = tuple(found.row.key_location for found in wrong.rows)
        related = [at("row", found.row.location) for found in wrong.rows]
        related += [Cause("entry", entry.path, entry.key) for entry in wrong.fitting if entry]
        if wrong.entry is not None:
            key = wrong.entry.key
            yield Defect(
                _in_place(wrong.entry),
                key,
                f"parameter '{key}' is 'in: {place}', but {why}; {advice}",
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
    in the URL, or the row belongs to the response; or the method is wrong, if a sample of the
    request shows it. If this is so for all rows that refer to an entry, the entry is reported.

    Passes: ``GET /servers`` with the query parameter ``limit``.

    Fails: ``GET /servers`` with a row ``limit`` whose entry is ``in: body``.
    """
    yield from _defects(
        tree,
        "body-on-get",
        "GET and HEAD requests have no body",
        "in: query",
        movable=True,
    )


@rule(Severity.ERROR)
def query_elsewhere(tree: Tree) -> Iterator[Defect]:
    """A parameter in the query of a URL is documented as one in the body.

    No sample of a request shows it there, and no other row documents it. For requests that have no
    body, ``body-on-get`` reports it.

    Passes: ``POST /servers?force={force}`` with a row ``force`` whose entry is ``in: query``.

    Fails: ``POST /servers?force={force}`` with a row ``force`` whose entry is ``in: body``.
    """
    yield from _defects(
        tree,
        "query-elsewhere",
        "the URL has it in its query",
        "in: query",
    )


@rule(Severity.ERROR)
def header_elsewhere(tree: Tree) -> Iterator[Defect]:
    """A header is documented as a field of the body.

    All rows of its entry have the name of a header, which is several capitalized words with
    hyphens, and no sample shows it in a body.

    Passes: a row ``X-Thing-Region`` whose entry is ``in: header``.

    Fails: a row ``X-Thing-Region`` whose entry is ``in: body``.
    """
    yield from _defects(
        tree,
        "header-elsewhere",
        "it has the name of a header, and no sample shows it in a body",
        "in: header",
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
        movable=True,
    )


@rule(Severity.WARNING)
def field_elsewhere(tree: Tree) -> Iterator[Defect]:
    """A field that the samples have in the body is documented as a header or in the query.

    No row of the table says that it is in the body. If this is so for all rows that refer to an
    entry, the entry is reported. For a GET or HEAD, the sample of the request is reported. Path
    parameters, and query parameters in a response, are not reported here.

    Passes: a request ``{"name": "a"}`` with a row ``name`` whose entry is ``in: body``.

    Fails: a request ``{"name": "a"}`` with a row ``name`` whose entry is ``in: query``.
    """
    yield from _defects(
        tree,
        "field-elsewhere",
        "the samples have it in the body",
        "in: body",
    )
    for wrong in misplaced_rows(tree):
        for found in wrong.rows if _is_sample_wrong(wrong) else ():
            for part in parts_with(tree, found):
                yield Defect(
                    part.reference.location,
                    found.row.name,
                    f"the sample of this request has '{found.row.name}' in a body, but GET and HEAD"
                    " requests have no body; remove it, or show a URL with the parameters instead",
                    found.use.label,
                    (found.row.location,),
                    cause=at("include", part.reference.location),
                )


def _is_sample_wrong(wrong: Misplaced) -> bool:
    """Whether a request without a body has a sample of one."""
    return wrong.fault == "field-elsewhere" and all(
        found.use.role == "request"
        and found.use.operation is not None
        and found.use.operation.methods <= BODYLESS
        for found in wrong.rows
    )
