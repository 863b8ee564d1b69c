"""The values of a field in an operation, as listed by its description and its schema."""

from __future__ import annotations

from apiref.analysis.parameters.listed_values import is_named, listed_in_text
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.schemas.rows import agreements
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.tree import Tree


@per_tree
def _by_schema(tree: Tree) -> dict[tuple[str, Location], tuple[str, ...]]:
    """The ``const`` or ``enum`` of the schemas of rows, by operation and row."""
    found: dict[tuple[str, Location], tuple[str, ...]] = {}
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            stated = pair.field.keyword("const") or pair.field.keyword("enum")
            if stated is None:
                continue
            allowed = stated[1] if isinstance(stated[1], list) else [stated[1]]
            values = tuple(str(value) for value in allowed if isinstance(value, str | int))
            found[agreement.operation.label, pair.row.row.location] = values
    return found


def listed(tree: Tree, operation: Operation, field: DocumentedField) -> tuple[str, ...]:
    """The values that a field may have in an operation, by its schema and its description.

    If the schema of the operation allows one value, it takes precedence over the description, which
    several operations may share.
    """
    by_schema = _by_schema(tree).get((operation.label, field.row.location), ())
    if len(by_schema) == 1:
        return by_schema
    return tuple(dict.fromkeys((*by_schema, *listed_in_text(field.parameter))))


def is_enumerated(tree: Tree, operation: Operation, field: DocumentedField) -> bool:
    """Whether a description lists the values, or mentions some of the schema."""
    if listed_in_text(field.parameter):
        return True
    by_schema = _by_schema(tree).get((operation.label, field.row.location), ())
    return any(is_named(field.parameter, value) for value in by_schema)
