"""The order of the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.conventions import is_convention
from apiref.analysis.members import members
from apiref.analysis.parameters.names import words
from apiref.analysis.rows.entries import Resolved, TableUse, resolved_rows, table_uses
from apiref.analysis.schemas.rows import agreements
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import PLACES
from apiref.rules.registry import rule
from apiref.text.ordering import out_of_order


def _rows(use: TableUse, tree: Tree) -> list[tuple[str, Resolved]]:
    """The rows of a table with their places, without duplicates and those that cannot be there.

    What is part of the URL is a path parameter, and nothing else is, whatever its entry says.
    """
    endpoints = use.operation.endpoints if use.operation is not None else ()
    named = {name for endpoint in endpoints for name in placeholders(endpoint.url)}
    in_url = {words(name) for name in named}
    found: dict[tuple[str, str], tuple[str, Resolved]] = {}
    resolved = resolved_rows(use, tree)
    in_path = {row.row.name for row in resolved if row.parameter.place == "path"}
    for row in resolved:
        place = row.parameter.place
        if place not in PLACES:
            continue
        if use.role == "response" and place in ("path", "query"):
            continue
        if endpoints and use.role != "response":
            if place == "path" and words(row.row.name) not in in_url:
                continue
            if row.row.name in named - in_path:
                place = "path"
        found.setdefault((row.row.name, row.row.key), (place, row))
    return list(found.values())


def _envelope(use: TableUse, tree: Tree) -> str | None:
    """The name of the body's only top-level object or array, as all samples show it."""
    if use.operation is None or use.role is None:
        return None
    names: set[str] = set()
    for part in use.operation.samples:
        sample = tree.samples.get(part.reference.path or "")
        if part.role != use.role or sample is None or not sample.valid:
            continue
        if not isinstance(sample.value, dict) or len(sample.value) != 1:
            return None
        name, value = next(iter(sample.value.items()))
        if not isinstance(value, dict | list):
            return None
        if any(it.name == name for it in members(value)):
            # The row may document the inner one.
            return None
        names.add(name)
    return names.pop() if len(names) == 1 else None


@rule(Severity.INFO)
def row_groups(tree: Tree) -> Iterator[Defect]:
    """The rows of a table are not grouped by where their parameters are sent.

    The guideline asks for header, path, query and body parameters in this order, and for the
    object or list that encloses the whole body before its fields. There is one finding for each
    table, and none if most tables of the reference, and many, are in another order.

    Passes: ``server_id`` (path), ``server`` (body, the enclosing object), ``name`` (its field).

    Fails: ``server``, ``name``, ``server_id``.
    """
    found: list[Defect] = []
    grouped = 0
    for use in table_uses(tree):
        rows = _rows(use, tree)
        body = [row for place, row in rows if place == "body"]
        envelope = None if tree.settings.row_order == "schema" else _envelope(use, tree)
        inner = (row for row in body[1:] if row.row.name == envelope != body[0].row.name)
        if moves := out_of_order([PLACES.index(place) for place, _ in rows]):
            index, after = moves[0]
            place, wrong = rows[index]
            where = "before all others" if after is None else f"after '{rows[after][1].row.name}'"
            why = (
                f"it is a {place} parameter; move it {where} (the order is header, path, query,"
                " body)"
            )
        elif (late := next(inner, None)) is not None:
            wrong = late
            why = (
                "it encloses the whole body, so it comes before its fields; move it before"
                f" '{body[0].row.name}'"
            )
        else:
            grouped += len({place for place, _ in rows}) > 1
            continue
        found.append(
            Defect(
                wrong.row.location,
                wrong.row.name,
                f"row '{wrong.row.name}' is out of order: {why}",
                use.label,
                cause=at("row", wrong.row.location),
            )
        )
    if not is_convention(len(found), grouped):
        yield from found


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
            for index, after in out_of_order([known[row.location] for row in rows]):
                row = rows[index]
                where = f"after '{rows[after].name}'" if after is not None else "to the top"
                yield Defect(
                    row.location,
                    row.name,
                    f"row '{row.name}' is not in the order of the properties in"
                    f" {agreement.binding.schema}; move the row {where}, or move the property",
                    agreement.operation.label,
                    tuple(known[rows[at].location][1] for at in (index, after) if at is not None),
                )
