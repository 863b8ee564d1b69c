"""Operations that extend another one: the same method and URL, with further fields."""

from __future__ import annotations

import re

from apiref.analysis.operations.urls import segments
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.samples.names import names_in
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.tree import Tree

_EXTENDS = re.compile(r"\b(?:extend(?:s|ed)|extensions?|additional)\b", re.IGNORECASE)


@per_tree
def extended_operations(tree: Tree) -> dict[Location, Operation]:
    """The extended operation, by the place of each operation that extends one.

    Its samples show several fields that only the other one documents, and hardly anything else; or
    its text or titles say so, and its fields, which are fewer, are none of the other one's.
    """
    by_url: dict[tuple[str, tuple[str, ...]], list[Operation]] = {}
    for operation in tree.operations:
        endpoint = operation.endpoint
        by_url.setdefault((endpoint.method, segments(endpoint.url)), []).append(operation)
    found: dict[Location, Operation] = {}
    for operations in by_url.values():
        for operation in operations:
            shown = {it for part in operation.samples for it in names_in(tree, part.reference.path)}
            texts = (part.text for part in operation.paragraphs)
            says = any(map(_EXTENDS.search, (operation.title, *operation.headings[-1:], *texts)))
            own = documented_names(operation)
            for other in operations:
                theirs = documented_names(other)
                if other is operation or not own:
                    continue
                further = (theirs - own) & shown
                adds = says and own.isdisjoint(theirs) and len(own) < len(theirs)
                if adds or len(further) * 2 > len(shown - own) > 1:
                    found.setdefault(operation.location, other)
    return found


def documented_names(operation: Operation) -> frozenset[str]:
    """The names of the rows of an operation outside its request tables."""
    return frozenset(
        field_parts(row.name)[-1]
        for part in operation.tables
        if part.role != "request"
        for row in part.table.rows
    )
