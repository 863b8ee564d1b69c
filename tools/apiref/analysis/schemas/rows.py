"""Compares the schemas of operations with the rows of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from apiref.analysis.members import ancestors
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.alignment import Alignment
from apiref.analysis.rows.documentation import Documentation, DocumentedField, documentation
from apiref.analysis.schemas.documents import SchemaField, schema_set, undescribed_names
from apiref.model.operation import Operation, Role
from apiref.model.settings import SchemaBinding
from apiref.model.tree import Tree
from apiref.text.suggestions import closest


class Pair(NamedTuple):
    """A property of a schema, and the row that documents it."""

    field: SchemaField
    row: DocumentedField


class Agreement(NamedTuple):
    """One binding: the fields that schema and table share, and those that only one of them has.

    ``mentioned`` are properties that the description of an enclosing row mentions, with that row.
    """

    binding: SchemaBinding
    operation: Operation
    documentation: Documentation
    fields: tuple[SchemaField, ...]
    pairs: tuple[Pair, ...]
    mentioned: tuple[Pair, ...]
    only_schema: tuple[SchemaField, ...]
    only_table: tuple[DocumentedField, ...]


@per_tree
def agreements(tree: Tree) -> tuple[Agreement, ...]:
    """The agreements of all bindings with an existing operation, table and schema."""
    operations = {operation.label: operation for operation in tree.operations}
    found = []
    for binding in tree.settings.schemas:
        operation = operations.get(binding.operation)
        if operation is None or binding.schema not in schema_set(tree).files:
            continue
        role: Role = "response" if binding.role == "response" else "request"
        documented = documentation(tree, operation, role)
        if documented is None or not documented.complete:
            continue
        place = "body" if binding.role in ("request", "response") else binding.role
        rows = tuple(row for row in documented.fields if row.parameter.place == place)
        found.append(_agreement(tree, binding, operation, documented, rows))
    return tuple(found)


def _agreement(
    tree: Tree,
    binding: SchemaBinding,
    operation: Operation,
    documented: Documentation,
    rows: tuple[DocumentedField, ...],
) -> Agreement:
    fields = schema_set(tree).fields(binding.schema)
    pairs: list[Pair] = []
    mentioned: list[Pair] = []
    only_schema: list[SchemaField] = []
    aligned = Alignment(rows, {field.names: () for field in fields})
    matched: set[int] = set()
    for field in fields:
        own = aligned.fields[field.names].rows
        if own:
            matched.update(map(id, own))
            pairs.append(Pair(field, own[0]))
            continue
        around = next(_enclosing(documented, field), None)
        if around is not None and around.mentions(field.name):
            mentioned.append(Pair(field, around))
        elif not _parent_is_mentioned(mentioned, field):
            only_schema.append(field)
    # A name that a schema requires but does not describe may be the missing one.
    undescribed = undescribed_names(tree)
    only_table = tuple(
        row for row in rows if id(row) not in matched and row.name not in undescribed
    )
    if undescribed:
        only_schema = [field for field in only_schema if not _is_like(field.name, undescribed)]
    return Agreement(
        binding,
        operation,
        documented,
        fields,
        tuple(pairs),
        tuple(mentioned),
        tuple(only_schema),
        only_table,
    )


def _enclosing(documented: Documentation, field: SchemaField) -> Iterator[DocumentedField]:
    """The rows of the objects around a property, innermost first."""
    for names in reversed([*ancestors(field.names)]):
        yield from documented.find(names)


def _is_like(name: str, others: Iterable[str]) -> bool:
    if any(sorted(name.lower()) == sorted(other.lower()) for other in others):
        return True
    return closest(name.lower(), [each.lower() for each in others]) is not None


def _parent_is_mentioned(mentioned: list[Pair], field: SchemaField) -> bool:
    """Whether the object around a property is itself only mentioned, which is enough then."""
    return any(pair.field.names == field.names[:-1] for pair in mentioned)
