"""Whether a repeated row of a table may document two fields, according to the samples."""

from __future__ import annotations

from collections.abc import Iterable

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.names import members_by_path
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.operation import Role
from apiref.model.tree import Tree

_Shown = dict[tuple[str, ...], Json]


def is_of_one_field(tree: Tree, second: Resolved, between: Iterable[Resolved]) -> bool:
    """Whether the samples show the field of a repeated row in one place only.

    All objects and lists with rows before the second row must be filled, as it may be a field of
    any of them. Another row of that name with a key of its own may document the field instead.
    """
    use = second.use
    if use.operation is None:
        return False
    if any(row.name == second.row.name and row.key != second.row.key for row in use.table.rows):
        return False
    shown = _shown(tree).get((use.operation.location, use.role), {})
    if sum(names[-1] == second.row.name for names in shown) != 1:
        return False
    filled = {names[-1] for names, value in shown.items() if value}
    return all(found.row.name in filled for found in between)


@per_tree
def _shown(tree: Tree) -> dict[tuple[Location, Role | None], _Shown]:
    """The fields in samples, by operation and role, with a value of each."""
    found: dict[tuple[Location, Role | None], _Shown] = {}
    for comparison in compare(tree):
        fields = found.setdefault((comparison.operation.location, comparison.role), {})
        for part in comparison.samples:
            for member in members_by_path(tree)[part.reference.path or ""]:
                if not fields.get(member.names):
                    fields[member.names] = member.value
    return found
