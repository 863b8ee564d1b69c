"""Recorded traffic compared with the schemas that the configuration binds to operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.analysis.members import json_type
from apiref.analysis.rows.documentation import documentation
from apiref.analysis.schemas.documents import SchemaNode, schema_set
from apiref.analysis.schemas.validation import Violation, statement_node, validators_of
from apiref.analysis.traffic.exchanges import (
    ALIKE,
    ComparedBodies,
    Traffic,
    body_of,
    compared_bodies,
    quote,
)
from apiref.analysis.traffic.hiding import HIDDEN, Hiding
from apiref.analysis.traffic.url_values import url_values
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, pointer
from apiref.model.location import Location
from apiref.rules.registry import traffic_rule

_Key = tuple[Location, str, str | None]


@traffic_rule(Severity.ERROR)
def observed_schema(traffic: Traffic) -> Iterator[Defect]:
    """A recorded body does not match the schema of its operation and role.

    It is reported once per keyword of the schema, at that keyword. Members that no row documents
    either are reported by ``observed-field`` only. Of bodies with the same names and types, only
    the first ones are validated.

    Passes: ``{"id": "7"}`` in a response, and ``{"properties": {"id": {"type": "string"}}}``.

    Fails: ``{"id": 7}`` in a response, and that schema.
    """
    bindings = {(item.operation, item.role): item for item in traffic.tree.settings.schemas}
    if not bindings:
        return
    validators = validators_of(traffic.tree)
    for item in compared_bodies(traffic):
        binding = bindings.get((item.operation.label, item.role))
        if binding is None:
            continue
        undocumented = _undocumented(item)
        found: dict[_Key, tuple[Violation, dict[int, Exchange]]] = {}
        for document in item.documents:
            for exchange in document.exchanges[:ALIKE]:
                value = body_of(exchange, item.role).value
                for violation in validators.errors(binding.schema, value):
                    if violation.member is not None and violation.member in undocumented:
                        continue
                    node = statement_node(traffic.tree, binding.schema, violation.statement)
                    key = (_place(binding.schema, node, violation), violation.keyword)
                    _, violating = found.setdefault((*key, violation.member), (violation, {}))
                    violating[id(exchange)] = exchange
        for (place, _, _), (violation, by_id) in found.items():
            first, *others = by_id.values()
            value = body_of(first, item.role).value
            where = _where(violation, traffic.hiding)
            yield Defect(
                place,
                f"{item.role} {where}",
                f"the {item.role} does not match {binding.schema}: '{where}':"
                f" {_problem(violation, value, traffic.hiding)}; correct the schema"
                f" ({quote([first, *others])})",
                item.operation.label,
            )


@traffic_rule(Severity.ERROR)
def observed_url_schema(traffic: Traffic) -> Iterator[Defect]:
    """A query or path that the service accepted does not match the schema of its operation.

    Values in URLs are texts: if the schema demands an integer, ``limit=10`` is valid and
    ``limit=ten`` is not. Only successful exchanges count, as others may be wrong on purpose.
    Parameters without a row are reported by ``observed-parameter`` only. Of a parameter with very
    many values, only the first ones are validated.

    Passes: ``?limit=10`` accepted, and ``{"properties": {"limit": {"type": "integer"}}}``.

    Fails: ``?limit=ten`` accepted, and that schema.
    """
    bindings = [item for item in traffic.tree.settings.schemas if item.role in ("query", "path")]
    if not bindings:
        return
    schemas, validators = schema_set(traffic.tree), validators_of(traffic.tree)
    by_label = {observed.operation.label: observed for observed in traffic.observed}
    for binding in bindings:
        observed = by_label.get(binding.operation)
        if observed is None:
            continue
        documented = documentation(traffic.tree, observed.operation, "request")
        rows = {field.row.name for field in (documented.fields if documented is not None else ())}
        found: dict[_Key, tuple[Violation, Json, dict[int, Exchange]]] = {}
        for exchange, values in url_values(observed, binding.role, schemas, binding.schema):
            for violation in validators.errors(binding.schema, values):
                if violation.member is not None and violation.member not in rows:
                    continue
                node = statement_node(traffic.tree, binding.schema, violation.statement)
                place = _place(binding.schema, node, violation)
                key = (place, violation.keyword, _where(violation, traffic.hiding))
                _, _, violating = found.setdefault(key, (violation, values, {}))
                violating[id(exchange)] = exchange
        for (place, _, where), (violation, first, by_id) in found.items():
            yield Defect(
                place,
                f"{binding.role} {where}",
                f"the {binding.role} does not match {binding.schema}: '{where}':"
                f" {_problem(violation, first, traffic.hiding)}; correct the schema"
                f" ({quote(by_id.values())})",
                observed.operation.label,
            )


def _where(violation: Violation, hiding: Hiding) -> str:
    """The path to a value, without names that users choose, which are not in the schema."""
    known = violation.path if hiding.show_values else violation.statement
    return pointer(
        tuple(part if isinstance(part, int) or part in known else HIDDEN for part in violation.path)
    )


def _problem(violation: Violation, value: Any, hiding: Hiding) -> str:
    """What is wrong with a value, without quoting it."""
    if hiding.show_values or violation.keyword in ("", "required"):
        return violation.message
    if violation.member is not None:
        return f"'{hiding.name(violation.member)}' is not allowed"
    for part in violation.path:
        value = value[part]
    return f"the {json_type(value)} does not satisfy '{violation.keyword}'"


def _undocumented(item: ComparedBodies) -> frozenset[str]:
    """The names of the members that no row documents."""
    found = item.comparison.undocumented if item.comparison is not None else ()
    return frozenset(undocumented.name for undocumented in found)


def _place(schema: str, node: SchemaNode | None, violation: Violation) -> Location:
    """The location of the violated keyword, or else of the schema."""
    if node is None or not violation.keyword:
        return Location(schema)
    return node.keyword_location(violation.keyword)
