"""Rows in impossible places: a body parameter of GET, a query parameter in a response."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from apiref.analysis.operations.resources import is_among, own_words, resources
from apiref.analysis.operations.urls import query_parameters
from apiref.analysis.pages.section_titles import operations_with_uncertain_roles
from apiref.analysis.parameters.names import core, is_vague, singular, stem, words
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.rows.entries import (
    Resolved,
    is_of_other_role,
    resolved_rows,
    table_uses,
    unused_entries,
    uses_by_entry,
)
from apiref.analysis.rows.placeholders import misnamed_placeholder
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.names import members_by_path, names_in
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.operation import (
    BODYLESS,
    USUALLY_BODYLESS,
    Role,
    SamplePart,
    placeholders,
)
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.text.prose import sentences

Fault = Literal[
    "body-on-get", "query-elsewhere", "header-elsewhere", "not-in-response", "field-elsewhere"
]

# This many misplaced rows of a table have one cause.
_TOGETHER = 3
# X-Thing-Name: several capitalized words with hyphens.
_HEADER = re.compile(r"[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+")
# What begins the description of a filter of lists.
_FILTER = re.compile(
    r"\s*(?:filters?\b|(?:lists?|shows?|returns?) (?:[\w-]+ ){0,3}only\b)", re.IGNORECASE
)
# Real keys have fewer; this limits the time for malicious ones.
_MAX_WORDS = 10
# An entry that so many rows of a name refer to is meant by the others as well.
_USUAL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Misplaced:
    """Rows of one entry or of one table that are misplaced in the same way.

    ``entry`` is the entry with a wrong ``in``, if all rows that refer to it are misplaced. If it is
    None, the rows, all of one table, should refer to another entry or be removed. ``fitting`` has
    the entry that each row should refer to, if there is one, or a single one for all rows of
    ``entry``. ``shown`` says whether samples have one of the rows in the body.
    """

    fault: Fault
    rows: tuple[Resolved, ...]
    entry: Parameter | None
    fitting: tuple[Parameter | None, ...]
    shown: bool | None


@per_tree
def misplaced_rows(tree: Tree) -> tuple[Misplaced, ...]:
    """All misplaced rows, each once, without parts of the URL that are documented as body."""
    shown, unsure = _shown_in_body(tree), operations_with_uncertain_roles(tree)
    headers = _headers_in_body(tree)

    def is_sure(found: Resolved) -> bool:
        return found.use.operation is None or found.use.operation.location not in unsure

    def is_elsewhere(found: Resolved) -> bool:
        return found.row.location in shown

    def is_outside(found: Resolved) -> bool:
        return is_misplaced(found) or is_elsewhere(found)

    def is_misplaced(found: Resolved) -> bool:
        return _is_not_in_response(found) and is_sure(found)

    body = ("body", "header")
    in_response = tuple(_misplaced(tree, "not-in-response", is_misplaced, body, blame=is_outside))
    reported = {found.row.location for wrong in in_response for found in wrong.rows}
    return (
        *_misplaced(
            tree,
            "body-on-get",
            lambda found: (
                _is_body_on_get(found)
                and is_sure(found)
                and (found.parameter.path, found.parameter.key) not in headers
            ),
            ("query",),
        ),
        *_misplaced(
            tree,
            "query-elsewhere",
            lambda found: _is_of_query(found) and is_sure(found) and not is_shown(tree, found),
            ("query",),
        ),
        *(
            _with_remedies(tree, "header-elsewhere", rows, rows[0].parameter, ("header",))
            for rows in headers.values()
        ),
        *in_response,
        *_misplaced(
            tree,
            "field-elsewhere",
            lambda found: (
                is_elsewhere(found)
                and found.row.location not in reported
                and not (found.use.role == "request" and _is_placeholder(found))
            ),
            ("body",),
            blame=lambda found: is_elsewhere(found) or _may_be_in_body(found),
        ),
    )


def _shown_in_body(tree: Tree) -> frozenset[Location]:
    """The header and query rows that document fields of bodies of samples on their own."""
    found: set[Location] = set()
    for comparison in compare(tree):
        places = ("header",) if comparison.role == "response" else ("header", "query")
        for value in comparison.values:
            if all(field.parameter.place in places for field in value.fields):
                found.update(field.row.location for field in value.fields)
    return frozenset(found)


def _headers_in_body(tree: Tree) -> dict[tuple[str, str], tuple[Resolved, ...]]:
    """The rows of each entry of the body whose names are all those of headers.

    No sample shows them in a body, and no row of their tables is an object of headers.
    """
    named = {
        entry: rows
        for entry, rows in uses_by_entry(tree).items()
        if rows[0].parameter.place == "body"
        and all(_HEADER.fullmatch(found.row.name) for found in rows)
    }
    uses = {found.use for rows in named.values() for found in rows}
    nested = {use for use in uses if any("headers" in words(row.name) for row in use.table.rows)}
    return {
        entry: rows
        for entry, rows in named.items()
        if not any(found.use in nested or is_shown(tree, found) for found in rows)
    }


def _is_placeholder(found: Resolved) -> bool:
    """Whether a row has the name of a placeholder of the URL."""
    operation = found.use.operation
    return operation is not None and any(
        found.row.name in placeholders(endpoint.url) for endpoint in operation.endpoints
    )


def _is_body_on_get(found: Resolved) -> bool:
    operation = found.use.operation
    if operation is None or found.use.role != "request" or found.parameter.place != "body":
        return False
    if _is_placeholder(found):
        return False
    return operation.methods <= BODYLESS and misnamed_placeholder(found) is None


def _is_of_query(found: Resolved) -> bool:
    """Whether the query of the URL shows a row of the body, which is in no other row."""
    operation = found.use.operation
    if operation is None or found.use.role != "request" or found.parameter.place != "body":
        return False
    # Either the name of a parameter, or that of its value: "name={new_name}".
    queries = {name for it in operation.endpoints for name, _ in query_parameters(it.url)}
    for endpoint in operation.endpoints:
        queries.update(placeholders(endpoint.url.partition("?")[2]))
    if found.row.name not in queries or operation.methods <= BODYLESS:
        return False
    names = [row.name for table in operation.tables_of("request") for row in table.rows]
    return names.count(found.row.name) == 1


def _may_be_in_body(found: Resolved) -> bool:
    operation = found.use.operation
    if operation is None or found.use.role != "request" or found.parameter.place != "query":
        return False
    return operation.methods.isdisjoint(USUALLY_BODYLESS)


def _is_not_in_response(found: Resolved) -> bool:
    return found.use.role == "response" and found.parameter.place in ("path", "query")


def _misplaced(
    tree: Tree,
    fault: Fault,
    is_fault: Callable[[Resolved], bool],
    right: tuple[str, ...],
    *,
    blame: Callable[[Resolved], bool] | None = None,
) -> Iterator[Misplaced]:
    """The rows with a fault; an entry is wrong if all its rows match ``blame`` (or the fault)."""
    wrong = {
        entry: rows
        for entry, rows in uses_by_entry(tree).items()
        if all((blame or is_fault)(found) for found in rows) and any(map(is_fault, rows))
    }
    tables = Counter(rows[0].use for rows in wrong.values())
    blamed: set[tuple[str, str]] = set()
    for entry, rows in wrong.items():
        if fault == "not-in-response" and all(is_shown(tree, found) is False for found in rows):
            # The rows are in the wrong half, as their entries say.
            continue
        # Many rows of a table are under the wrong heading together: their entries are right.
        if tables[rows[0].use] < _TOGETHER or any(found.use != rows[0].use for found in rows):
            blamed.add(entry)
            yield _with_remedies(tree, fault, rows, rows[0].parameter, right)
    for use in table_uses(tree):
        faulty = tuple(
            found
            for found in resolved_rows(use, tree)
            if is_fault(found) and (found.parameter.path, found.parameter.key) not in blamed
        )
        if faulty:
            yield _with_remedies(tree, fault, faulty, None, right)


def _with_remedies(
    tree: Tree,
    fault: Fault,
    rows: tuple[Resolved, ...],
    entry: Parameter | None,
    right: tuple[str, ...],
) -> Misplaced:
    shown = [is_shown(tree, found) for found in rows]
    fitting = tuple(fitting_entry(tree, found, right) for found in rows)
    if fault == "body-on-get" and not any(shown):
        pairs = zip(fitting, rows, strict=True)
        fitting = tuple(entry or _only_filter(tree, found) for entry, found in pairs)
    if entry is not None:
        # One that differs in more than its "in" is no better.
        same = (it for it in fitting if it is not None and is_alike(it, entry))
        fitting = (next(same, None),)
    return Misplaced(
        fault, rows, entry, fitting, next((it for it in shown if it is not False), False)
    )


def _only_filter(tree: Tree, found: Resolved) -> Parameter | None:
    """The only unused entry for queries whose key ends in the name of a row."""
    named = _unused_filters(tree).get((found.parameter.path, words(found.row.name)), [])
    fitting = [entry for entry in named if not _is_of_other_resource(tree, found, entry)]
    return fitting[0] if len(fitting) == 1 else None


@per_tree
def _unused_filters(tree: Tree) -> dict[tuple[str, tuple[str, ...]], list[Parameter]]:
    """The unused entries for queries, by ``in`` or description: by file and ends of their keys."""
    found: dict[tuple[str, tuple[str, ...]], list[Parameter]] = {}
    for entry in unused_entries(tree):
        if entry.place == "query" or _FILTER.match(entry.description):
            parts = stem(entry.key)[-_MAX_WORDS:]
            for start in range(len(parts)):
                found.setdefault((entry.path, parts[start:]), []).append(entry)
    return found


def is_alike(one: Parameter, other: Parameter) -> bool:
    """Whether two entries have the same type, and are both required or both optional."""
    return (one.required, json_types(one.type)) == (other.required, json_types(other.type))


def is_shown(tree: Tree, found: Resolved, role: Role | None = None) -> bool | None:
    """Whether a sample of a role shows a field with a row's name; None without such samples.

    By default, the role is that of the row.
    """
    values = _shown_values(tree, found, role or found.use.role)
    return None if values is None else bool(values)


def parts_with(tree: Tree, found: Resolved) -> list[SamplePart]:
    """The samples of the row's role that show a field of its name."""
    operation, name = found.use.operation, field_parts(found.row.name)[-1]
    return [
        part
        for part in (operation.samples if operation is not None else ())
        if part.role == found.use.role and name in names_in(tree, part.reference.path)
    ]


def _shown_values(tree: Tree, found: Resolved, role: Role | None) -> list[Json] | None:
    operation, name = found.use.operation, field_parts(found.row.name)[-1]
    if operation is None or any(part.role == role for part in operation.literals):
        return None
    paths = (part.reference.path for part in operation.samples if part.role == role)
    samples = [tree.samples[path] for path in paths if path in tree.samples]
    if not samples or not all(sample.valid for sample in samples):
        return None
    found_in = (member for sample in samples for member in members_by_path(tree)[sample.path])
    return [member.value for member in found_in if member.name == name]


def fitting_entry(tree: Tree, found: Resolved, right: tuple[str, ...]) -> Parameter | None:
    """The entry that a row should refer to, if it is clear; ``right`` are the possible ``in``.

    It has the name of the row's key, exists in all versions of the row's own entry, and is not made
    for the other half of operations, nor for another resource. Fields of the body must be shown,
    with its type. That of most rows of the name comes first, then one with the same description,
    and, of equal ones, an unused one. It is not clear if it has rows, and those of that name on the
    page refer to others.
    """
    ours, role = found.parameter, found.use.role
    uses = uses_by_entry(tree)
    values = _shown_values(tree, found, role)

    def rank(entry: Parameter) -> tuple[object, ...] | None:
        rows = uses.get((entry.path, entry.key), ())
        types = json_types(entry.type)
        bounds = {entry.min_version, entry.max_version} - {ours.min_version, ours.max_version, None}
        if entry.place not in right or bounds or is_of_other_role(entry, role):
            return None
        if role == "response" and rows and all(other.use.role == "request" for other in rows):
            return None
        if entry.place == "body" and values is not None and not _fits(types, values):
            return None
        if _is_of_other_resource(tree, found, entry):
            return None
        return (
            entry.place == "path" and not entry.required,
            types != json_types(ours.type) and not values,
            -sum(other.row.name == found.row.name and other.use.role == role for other in rows),
            entry.description != ours.description,
            right.index(entry.place),
            entry.required != ours.required,
            bool(rows),
        )

    ranked = [
        (order, entry)
        for entry in _by_core(tree).get((ours.path, core(found.row.key)), ())
        if (order := rank(entry)) is not None
    ]
    best = min((order for order, _ in ranked), default=None)
    entries = [entry for order, entry in ranked if order == best]
    if len(entries) != 1:
        return _usual_entry(tree, found, right)
    (entry,) = entries
    customs = [it for it in _customs(tree).get(_custom(found), ()) if it.place in right]
    is_custom = not customs or is_vague(found.row.name) or entry in customs
    return entry if is_custom or (entry.path, entry.key) not in uses else None


def _usual_entry(tree: Tree, found: Resolved, right: tuple[str, ...]) -> Parameter | None:
    """The only entry that other rows of that name refer to outside bodies, if there are several."""
    named = _named(tree).get((found.parameter.path, found.use.role, found.row.name), ())
    others = [it for it in named if it.place in right and it.place != "body"]
    return others[0] if len(others) >= _USUAL and len({it.key for it in others}) == 1 else None


@per_tree
def _named(tree: Tree) -> dict[tuple[str, Role | None, str], list[Parameter]]:
    """The entry of each row, by the parameters file, the role and the name of the row."""
    known: dict[tuple[str, Role | None, str], list[Parameter]] = {}
    for rows in uses_by_entry(tree).values():
        for it in rows:
            known.setdefault((it.parameter.path, it.use.role, it.row.name), []).append(it.parameter)
    return known


def _fits(types: frozenset[str] | None, values: list[Json]) -> bool:
    """Whether a sample shows a value of some types; None are unknown."""
    return bool(values) and (types is None or any(allows(types, value) for value in values))


def _is_of_other_resource(tree: Tree, found: Resolved, entry: Parameter) -> bool:
    """Whether a description names a resource that neither the operation nor the row's entry has."""
    first = next(iter(sentences(entry.description)), "")
    said = {singular(word) for word in words(first)}
    known = (*words(found.parameter.description), *words(entry.key), *words(found.row.name))
    here = own_words(found.use.operation) if found.use.operation else frozenset()
    return any(
        resource <= said and not any(is_among(word, (*known, *here)) for word in resource)
        for resource in resources(tree)
    )


_Custom = tuple[str, str, Role | None, str]


def _custom(found: Resolved) -> _Custom:
    """The parameters file, the page, the role and the name of a row."""
    return found.parameter.path, found.row.location.path, found.use.role, found.row.name


@per_tree
def _customs(tree: Tree) -> dict[_Custom, list[Parameter]]:
    """The entries that rows of a page, a role and a name refer to."""
    known: dict[_Custom, list[Parameter]] = {}
    for rows in uses_by_entry(tree).values():
        for custom in {_custom(found) for found in rows}:
            known.setdefault(custom, []).append(rows[0].parameter)
    return known


@per_tree
def _by_core(tree: Tree) -> dict[tuple[str, tuple[str, ...]], list[Parameter]]:
    found: dict[tuple[str, tuple[str, ...]], list[Parameter]] = {}
    for path, file in tree.parameter_files.items():
        for parameter in file.parameters:
            found.setdefault((path, core(parameter.key)), []).append(parameter)
    return found
