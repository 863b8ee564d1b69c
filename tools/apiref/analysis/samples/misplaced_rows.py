"""Rows in impossible places: a body parameter of GET, a query parameter in a response."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from apiref.analysis.pages.section_titles import operations_with_uncertain_roles
from apiref.analysis.parameters.names import stem
from apiref.analysis.parameters.types import json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, resolved_rows, table_uses, uses_by_entry
from apiref.analysis.samples.comparison import compare
from apiref.model.location import Location
from apiref.model.operation import BODYLESS, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

Fault = Literal["body-on-get", "not-in-response", "field-elsewhere"]

# This many misplaced rows of a table have one cause.
_TOGETHER = 3


@dataclass(frozen=True, slots=True, eq=False)
class Misplaced:
    """Rows of one entry or of one table that are misplaced in the same way.

    ``entry`` is the entry with a wrong ``in``, if all rows that refer to it are misplaced. If it is
    None, the rows, all of one table, should refer to another entry or be removed. ``fitting`` is an
    entry with the name of the first row and a possible ``in``.
    """

    fault: Fault
    rows: tuple[Resolved, ...]
    entry: Parameter | None
    fitting: Parameter | None


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
            ("query", "path"),
        ),
        *in_response,
        *_misplaced(
            tree,
            "field-elsewhere",
            lambda found: is_elsewhere(found) and found.row.location not in reported,
            ("body",),
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
    return operation.methods <= BODYLESS


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
    by_stem = _by_stem(tree)
    wrong = {
        entry: rows
        for entry, rows in uses_by_entry(tree).items()
        if all((blame or is_fault)(found) for found in rows) and any(map(is_fault, rows))
    }
    tables = Counter(rows[0].use for rows in wrong.values())
    blamed: set[tuple[str, str]] = set()
    for entry, rows in wrong.items():
        # Many rows of a table are under the wrong heading together: their entries are right.
        if tables[rows[0].use] < _TOGETHER or any(found.use != rows[0].use for found in rows):
            blamed.add(entry)
            yield Misplaced(fault, rows, rows[0].parameter, _fitting(by_stem, rows[0], right))
    for use in table_uses(tree):
        faulty = tuple(
            found
            for found in resolved_rows(use, tree)
            if is_fault(found) and (found.parameter.path, found.parameter.key) not in blamed
        )
        if faulty:
            yield Misplaced(fault, faulty, None, _fitting(by_stem, faulty[0], right))


def _fitting(
    by_stem: dict[tuple[str, tuple[str, ...]], list[Parameter]],
    found: Resolved,
    right: tuple[str, ...],
) -> Parameter | None:
    """The entry of that name that is most similar to the row's own."""
    ours = found.parameter
    return min(
        (entry for entry in by_stem[ours.path, stem(found.row.key)] if entry.place in right),
        key=lambda entry: (
            right.index(entry.place),
            json_types(entry.type) != json_types(ours.type),
            (entry.min_version, entry.max_version) != (ours.min_version, ours.max_version),
            entry.required != ours.required,
            not entry.key.endswith(entry.place),
            entry.description != ours.description,
        ),
        default=None,
    )


def _by_stem(tree: Tree) -> dict[tuple[str, tuple[str, ...]], list[Parameter]]:
    found: dict[tuple[str, tuple[str, ...]], list[Parameter]] = {}
    for path, file in tree.parameter_files.items():
        for parameter in file.parameters:
            found.setdefault((path, stem(parameter.key)), []).append(parameter)
    return found
