"""Recorded traffic against the schemas that the configuration binds to operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.analysis.members import json_type
from apiref.analysis.schemas import SchemaNode
from apiref.analysis.traffic import ALIKE, Judged, Traffic, body_of, judged, quote
from apiref.analysis.validation import Validators, Violation, statement_node
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import pointer
from apiref.model.location import Location
from apiref.rules.registry import traffic_rule

# What the messages about these keywords quote are names; the others quote values, which may be
# credentials.
_OF_NAMES = frozenset({"required", "additionalProperties", "unevaluatedProperties"})
_Told = tuple[Location, str, str | None]


@traffic_rule(Severity.ERROR)
def observed_schema(traffic: Traffic) -> Iterator[Defect]:
    """A body of the traffic is not valid by the schema of its operation and role.

    It is told once for each keyword of the schema, at that keyword. Members that no row documents
    either are told by ``observed-field`` alone. Of bodies with the same names and types, the first
    ones count.

    Passes: ``{"id": "7"}`` answered, and ``{"properties": {"id": {"type": "string"}}}``.

    Fails: ``{"id": 7}`` answered, and that schema.
    """
    bindings = {(item.operation, item.role): item for item in traffic.tree.settings.schemas}
    if not bindings:
        return
    validators = Validators(traffic.tree)
    for item in judged(traffic):
        binding = bindings.get((item.operation.label, item.role))
        if binding is None:
            continue
        undocumented = _undocumented(item)
        found: dict[_Told, tuple[Violation, dict[int, Exchange]]] = {}
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
            exchanges = list(by_id.values())
            yield Defect(
                place,
                f"{item.role} {pointer(violation.path)}",
                f"the {item.role} is not valid by {binding.schema}: '{pointer(violation.path)}':"
                f" {_said(violation, item, exchanges[0])}; mend the schema ({quote(exchanges)})",
                item.operation.label,
            )


def _said(violation: Violation, item: Judged, exchange: Exchange) -> str:
    """What is wrong with a value, without the value."""
    if not violation.keyword or violation.keyword in _OF_NAMES:
        return violation.message
    value: Any = body_of(exchange, item.role).value
    for part in violation.path:
        value = value[part]
    return f"the {json_type(value)} is not what '{violation.keyword}' demands"


def _undocumented(item: Judged) -> frozenset[str]:
    """The names of the members that no row documents."""
    found = item.comparison.undocumented if item.comparison is not None else ()
    return frozenset(undocumented.name for undocumented in found)


def _place(schema: str, node: SchemaNode | None, violation: Violation) -> Location:
    """Where the keyword stands that a value violates, or else the schema."""
    if node is None or not violation.keyword:
        return Location(schema, 1)
    return node.keyword_location(violation.keyword)
