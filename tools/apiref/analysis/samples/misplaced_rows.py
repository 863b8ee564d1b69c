"""Rows in impossible places: a body parameter of GET, a query parameter in a response."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from apiref.analysis.members import members
from apiref.analysis.operations.urls import query_parameters
from apiref.analysis.pages.section_titles import operations_with_uncertain_roles
from apiref.analysis.parameters.names import core, words
from apiref.analysis.parameters.types import json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.rows.entries import Resolved, resolved_rows, table_uses, uses_by_entry
from apiref.analysis.samples.comparison import compare
from apiref.model.location import Location
from apiref.model.operation import BODYLESS, USUALLY_BODYLESS, Role, name_role, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

Fault = Literal["body-on-get", "query-elsewhere", "not-in-response", "field-elsewhere"]

# This many misplaced rows of a table have one cause.
_TOGETHER = 3


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
            lambda found: _is_body_on_get(found) and is_sure(found),
            ("query",),
        ),
        *_misplaced(
            tree,
            "query-elsewhere",
            lambda found: _is_of_query(found) and is_sure(found) and not is_shown(tree, found),
            ("query",),
        ),
        *in_response,
        *_misplaced(
            tree,
            "field-elsewhere",
            lambda found: is_elsewhere(found) and found.row.location not in reported,
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


def _is_body_on_get(found: Resolved) -> bool:
    operation = found.use.operation
    if operation is None or found.use.role != "request" or found.parameter.place != "body":
        return False
    if any(found.row.name in placeholders(endpoint.url) for endpoint in operation.endpoints):
        return False
    return operation.methods <= BODYLESS and misnamed_placeholder(found) is None


def misnamed_placeholder(found: Resolved) -> str | None:
    """The last placeholder of a URL, such as ``thing_id``, if a row ``id`` is all that fits it."""
    operation = found.use.operation
    if operation is None or found.use.role != "request" or not operation.methods <= BODYLESS:
        return None
    name = next(reversed(placeholders(operation.endpoint.url)), "")
    known = {row.name for table in operation.tables_of("request") for row in table.rows}
    is_end = words(name)[-1:] == (found.row.name,) and found.row.name in ("id", "uuid")
    return name if is_end and name not in known else None


def _is_of_query(found: Resolved) -> bool:
    """Whether the query of the URL shows a row of the body, which is in no other row."""
    operation = found.use.operation
    if operation is None or found.use.role != "request" or found.parameter.place != "body":
        return False
    queries = {name for it in operation.endpoints for name, _ in query_parameters(it.url)}
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
        # Many rows of a table are under the wrong heading together: their entries are right.
        is_of_other_half = fault == "not-in-response" and all(
            is_shown(tree, found) is False for found in rows
        )
        if is_of_other_half:
            continue
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
    if entry is not None:
        fitting = (next(filter(None, fitting), None),)
    return Misplaced(
        fault, rows, entry, fitting, next((it for it in shown if it is not False), False)
    )


def is_shown(tree: Tree, found: Resolved, role: Role | None = None) -> bool | None:
    """Whether a sample of a role shows a field with a row's name; None without such samples.

    By default, the role is that of the row.
    """
    role = role or found.use.role
    operation, name = found.use.operation, field_parts(found.row.name)[-1]
    if operation is None or any(part.role == role for part in operation.literals):
        return None
    paths = (part.reference.path for part in operation.samples if part.role == role)
    samples = [tree.samples[path] for path in paths if path in tree.samples]
    if not samples or not all(sample.valid for sample in samples):
        return None
    return any(member.name == name for sample in samples for member in members(sample.value))


def fitting_entry(tree: Tree, found: Resolved, right: tuple[str, ...]) -> Parameter | None:
    """The entry of that name that a row should refer to; ``right`` are the possible ``in``.

    It exists in all versions of the row's own entry, and is not made for the other half of
    operations, according to its key or its rows. Fields of the body must be shown. An
    unused entry comes first, then the one of most rows of that name, then the most similar one.
    """
    ours = found.parameter
    uses = uses_by_entry(tree)
    is_body_wrong = "body" in right and is_shown(tree, found) is False

    def rank(entry: Parameter) -> tuple[object, ...] | None:
        rows = uses.get((entry.path, entry.key), ())
        named = sum(other.row.name == found.row.name for other in rows)
        role = name_role("-".join(words(entry.key)))
        of_requests = rows and all(other.use.role == "request" for other in rows)
        bounds = {entry.min_version, entry.max_version} - {ours.min_version, ours.max_version, None}
        if entry.place not in right or bounds or role not in (None, found.use.role):
            return None
        if found.use.role == "response" and of_requests:
            return None
        if entry.place == "body" and is_body_wrong:
            return None
        return (
            json_types(entry.type) != json_types(ours.type),
            bool(rows) or entry.place != right[0],
            -named,
            right.index(entry.place),
            entry.required != ours.required,
            not entry.key.endswith(entry.place),
            entry.description != ours.description,
        )

    entries = _by_core(tree).get((ours.path, core(found.row.key)), [])
    ranked = {entry.key: order for entry in entries if (order := rank(entry)) is not None}
    return min(
        (it for it in entries if it.key in ranked), key=lambda it: ranked[it.key], default=None
    )


@per_tree
def _by_core(tree: Tree) -> dict[tuple[str, tuple[str, ...]], list[Parameter]]:
    found: dict[tuple[str, tuple[str, ...]], list[Parameter]] = {}
    for path, file in tree.parameter_files.items():
        for parameter in file.parameters:
            found.setdefault((path, core(parameter.key)), []).append(parameter)
    return found
