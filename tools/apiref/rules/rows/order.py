"""The order of the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.schemas.rows import agreements
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.ordering import out_of_order


@rule(Severity.WARNING)
def row_order_by_schema(tree: Tree) -> Iterator[Defect]:
    """The rows of a table are in a different order from the properties of their schema.

    Only with the setting ``row-order = "schema"``, and for tables whose operation and role have a
    schema in the configuration.

    Passes: the rows ``id``, ``input``, ``name``, and a schema with the properties in that order.

    Fails: the rows ``id``, ``name``, ``input``, and that schema.
    """
    if tree.settings.row_order != "schema":
        return
    for agreement in agreements(tree):
        # By row: its position in the schema, and the place of its property.
        known: dict[Location, tuple[int, Location]] = {}
        for index, pair in enumerate(agreement.pairs):
            known.setdefault(pair.row.row.location, (index, pair.field.location))
        role = agreement.documentation.role
        for table in agreement.operation.tables_of(role):
            rows = [row for row in table.rows if row.location in known]
            keys = [known[row.location] for row in rows]
            moves = out_of_order(keys)
            for index, after in moves:
                row = rows[index]
                # Of rows with the same place, each belongs after the one before it.
                together = [at for at, its in moves if its == after and keys[at] < keys[index]]
                last = max(together, key=keys.__getitem__, default=after)
                where = f"after '{rows[last].name}'" if last is not None else "to the top"
                yield Defect(
                    row.location,
                    row.name,
                    f"row '{row.name}' is not in the order of the properties in"
                    f" {agreement.binding.schema}; move the row {where}, or move the property",
                    agreement.operation.label,
                    tuple(known[rows[at].location][1] for at in (index, after) if at is not None),
                )
