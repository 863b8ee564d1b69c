"""Schemas compared with tables: fields, types, and which fields are required or null."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from apiref.analysis.members import ancestors
from apiref.analysis.parameters.types import json_types
from apiref.analysis.schemas.contradictions import (
    contradictions,
    field_location,
    keyword_location,
    lacks_field,
    object_without_required,
    statement_by,
)
from apiref.analysis.schemas.documents import SchemaField
from apiref.analysis.schemas.rows import Agreement, Pair, agreements
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import pointer
from apiref.model.tree import Tree
from apiref.model.yaml_file import PLACES, Parameter
from apiref.rules.registry import rule
from apiref.text.listing import quoted
from apiref.text.ordering import beside

# If this many rows, and most, have no property, the cause is one: the wrong schema or table.
_TOGETHER = 5


@rule(Severity.ERROR)
def schema_field_undocumented(tree: Tree) -> Iterator[Defect]:
    """A schema has a property that the table of its operation and role does not document.

    A property inside an object is documented if it has a row, or if the description of the object's
    row mentions it.

    Passes: a schema with the property ``id`` and a table with the row ``id``.

    Fails: a schema with the property ``id`` and a table without that row.
    """
    for agreement in agreements(tree):
        groups: dict[tuple[str, ...], list[SchemaField]] = defaultdict(list)
        unknown = {field.names for field in agreement.only_schema}
        yield from _sent_elsewhere(agreement)
        elsewhere = {field.names for field, _ in _elsewhere(agreement)}
        for field in agreement.only_schema:
            if not elsewhere.isdisjoint([field.names, *ancestors(field.names)]):
                continue
            if unknown.isdisjoint(ancestors(field.names)):
                # Each top-level property has its own row; inner ones may share a description.
                groups[field.names[:-1] or field.names].append(field)
        for names, fields in groups.items():
            shown = quoted([pointer(field.names) for field in fields])
            first = fields[0]
            advice = "add a row, or remove the property"
            if names != first.names:
                them = "them" if len(fields) > 1 else "it"
                advice = f"mention {them} in the description of '{pointer(names)}', or add a row"
            around = first.names[:-1]
            order = [it.names for it in agreement.fields if it.names[:-1] == around]
            rows = {pair.field.names: pair.row.row.location for pair in agreement.pairs}
            yield Defect(
                agreement.operation.place_of_rows(agreement.documentation.role),
                pointer(first.names),
                f"{shown} of {agreement.binding.schema}"
                f" {'are' if len(fields) > 1 else 'is'} not documented in the"
                f" {agreement.binding.role} table; {advice}",
                agreement.operation.label,
                (first.location, *beside(first.names, order, rows)),
            )


def _elsewhere(agreement: Agreement) -> Iterator[tuple[SchemaField, Parameter]]:
    """The properties whose row refers to an entry with a different ``in`` from the schema's role.

    The row of a placeholder in the URL is not that of a property, even if it has the same name.
    """
    role = agreement.binding.role
    place = "body" if role in ("request", "response") else role
    for field in agreement.only_schema:
        for row in agreement.documentation.find(field.names)[:1]:
            in_url = (
                row.parameter.place == "path" and f"{{{row.name}}}" in agreement.operation.label
            )
            if row.parameter.place != place and not in_url:
                yield field, row.parameter


def _sent_elsewhere(agreement: Agreement) -> Iterator[Defect]:
    """The entries of such properties."""
    for field, parameter in _elsewhere(agreement):
        stated = parameter.field("in")
        if stated is None or parameter.place not in PLACES:
            # An entry without a valid place is reported by itself.
            continue
        yield Defect(
            stated.value_location,
            parameter.key,
            f"'{pointer(field.names)}' is a property of {agreement.binding.schema}, the schema of"
            f" a {agreement.binding.role}, but its entry is 'in: {parameter.place}'; fix one of the"
            " two",
            agreement.operation.label,
            (field.location,),
        )


@rule(Severity.ERROR)
def row_not_in_schema(tree: Tree) -> Iterator[Defect]:
    """A table documents a field that the schema of its operation and role does not have.

    Passes: a table with the row ``id`` and a schema with the property ``id``.

    Fails: a table with the row ``id`` and a schema without that property.
    """
    for agreement in agreements(tree):
        rows = agreement.only_table
        order = [row.row.location for row in agreement.documentation.fields]
        known = {pair.row.row.location: pair.field.location for pair in agreement.pairs}
        together = len(rows) >= _TOGETHER and len(rows) > len(agreement.pairs)
        for first, *others in [rows] if together else [(row,) for row in rows]:
            are = f"and {len(others)} more are not properties" if others else "is not a property"
            yield Defect(
                first.row.location,
                first.row.name,
                f"row '{first.row.name}' {are} of {agreement.binding.schema}, the schema of this"
                f" {agreement.binding.role}; correct either the table or the schema",
                agreement.operation.label,
                (*beside(first.row.location, order, known), *(row.row.location for row in others)),
            )


@rule(Severity.ERROR)
def schema_required_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and table disagree on whether a field is required.

    Passes: ``required: true`` and a schema that lists the field in ``required``.

    Fails: ``required: false`` and that schema.
    """

    def agree(pair: Pair) -> bool | None:
        if lacks_field(pair, "required"):
            return None
        return pair.field.required == pair.row.parameter.required

    for found in contradictions(tree, agree, object_without_required):
        pair = found.pair
        documented = "required" if pair.row.parameter.required else "optional"
        stated = "required" if pair.field.required else "not required"
        yield found.defect(
            field_location(pair, "required"),
            pair.field.location,
            f"'{pair.row.parameter.key}' is {documented} in the table, but"
            f" '{pointer(pair.field.names)}' is {stated} in {found.agreement.binding.schema};"
            " make them agree",
        )


@rule(Severity.ERROR)
def schema_type_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and table disagree on the type of a field.

    ``null`` is compared with the description instead; a nonstandard type in the table is not
    compared.

    Passes: ``type: integer`` and a schema with ``"type": "integer"``.

    Fails: ``type: integer`` and a schema with ``"type": "string"``.
    """
    shown = _shown_types(tree)

    def agree(pair: Pair) -> bool | None:
        documented = json_types(pair.row.parameter.type)
        stated = pair.field.types - {"null"}
        if documented is None or not stated:
            return None
        wanted = documented - {"null"}
        return stated == wanted or ("number" in wanted and stated <= wanted)

    for found in contradictions(tree, agree, statement_by("type")):
        pair, parameter = found.pair, found.pair.row.parameter
        seen = shown.get((parameter.path, parameter.key), frozenset())
        if seen and seen.issubset(json_types(parameter.type) or ()):
            found = found._replace(schema_wrong=True)
        yield found.defect(
            field_location(pair, "type"),
            keyword_location(pair, "type"),
            f"'{parameter.key}' is {parameter.type} in the table, but '{pointer(pair.field.names)}'"
            f" is {' or '.join(sorted(pair.field.types))} in {found.agreement.binding.schema};"
            " make them agree",
        )


def _shown_types(tree: Tree) -> dict[tuple[str, str], frozenset[str]]:
    """The types, except null, of the values that samples show for each parameter."""
    from apiref.analysis.members import json_type
    from apiref.analysis.samples.comparison import compare

    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for comparison in compare(tree):
        for value in comparison.values:
            if value.place.value is not None and len(value.fields) == 1:
                parameter = value.field.parameter
                found[parameter.path, parameter.key].add(json_type(value.place.value))
    return {key: frozenset(types) for key, types in found.items()}


@rule(Severity.ERROR)
def schema_null_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and description disagree on whether a field can be ``null``.

    Passes: "... or ``null``" and a schema with ``"type": ["string", "null"]``.

    Fails: that description and a schema with ``"type": "string"``.
    """

    def agree(pair: Pair) -> bool | None:
        if not pair.field.types or lacks_field(pair, "description"):
            return None
        return ("null" in pair.field.types) == ("``null``" in pair.row.parameter.description)

    for found in contradictions(tree, agree, statement_by("type")):
        pair = found.pair
        allowed = "null" in pair.field.types
        yield found.defect(
            field_location(pair, "description"),
            keyword_location(pair, "type"),
            f"'{pointer(pair.field.names)}' {'can' if allowed else 'cannot'} be null in"
            f" {found.agreement.binding.schema}, but the description of '{pair.row.parameter.key}'"
            f" {'does not say so' if allowed else 'says that it can'}; make them agree",
        )
