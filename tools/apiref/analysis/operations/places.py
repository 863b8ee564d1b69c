"""Which operation a place of a page belongs to."""

from __future__ import annotations

from bisect import bisect_right

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.tree import Tree


@per_tree
def _by_page(tree: Tree) -> dict[str, list[tuple[int, Operation]]]:
    """The operations of each page by the line of their ``rest_method``, in order."""
    found: dict[str, list[tuple[int, Operation]]] = {}
    for operation in tree.operations:
        place = operation.location
        found.setdefault(place.path, []).append((place.line, operation))
    for operations in found.values():
        operations.sort(key=lambda item: item[0])
    return found


def operation_at(tree: Tree, place: Location) -> Operation | None:
    """The last operation of a page that starts at or above a place, or None."""
    operations = _by_page(tree).get(place.path, [])
    index = bisect_right(operations, place.line, key=lambda item: item[0])
    return operations[index - 1][1] if index else None
