"""What recorded traffic exercises of a reference: codes, parameters, fields and values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from apiref.analysis.parameters.values import plain
from apiref.analysis.rows.documentation import DocumentedField, documentation
from apiref.analysis.traffic.exchanges import ComparedBodies, Observed, Traffic, compared_bodies
from apiref.analysis.traffic.listed_values import listed
from apiref.analysis.traffic.mentioned_values import mentioned_values
from apiref.model.exchange import Exchange
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.operation import Operation, Role


class Item(NamedTuple):
    """Something that the reference documents, and the number of exchanges with it.

    ``label`` is its name in reports and in the configuration: ``code 200``, ``path id``,
    ``query limit``, ``query sort_dir=asc``, ``request name``, ``response id``,
    ``response status=success``, ``request header X-Name`` or ``response header X-Name``.
    """

    label: str
    location: Location
    exchanges: int


class Coverage(NamedTuple):
    """The items of one operation, and the number of its exchanges."""

    operation: Operation
    exchanges: int
    items: tuple[Item, ...]

    @property
    def exercised(self) -> int:
        """The number of items in at least one exchange."""
        return sum(item.exchanges > 0 for item in self.items)


@lru_cache(maxsize=8)
def coverage(traffic: Traffic) -> tuple[Coverage, ...]:
    """The coverage of every operation, in the order of the reference."""
    bodies = {(id(item.operation), item.role): item for item in compared_bodies(traffic)}
    found = []
    for observed in traffic.observed:
        items = list(_codes(observed))
        for role in ("request", "response"):
            items += _rows(traffic, observed, role, bodies.get((id(observed.operation), role)))
        unique = {item.label: item for item in reversed(items)}
        ordered = tuple(reversed(unique.values()))
        found.append(Coverage(observed.operation, len(observed.exchanges), ordered))
    return tuple(found)


def _codes(observed: Observed) -> Iterator[Item]:
    counts: dict[int, int] = {}
    for exchange in observed.exchanges:
        counts[exchange.status] = counts.get(exchange.status, 0) + 1
    for table in observed.operation.statuses:
        for code in table.codes:
            if code.number is not None:
                yield Item(f"code {code.number}", code.location, counts.get(code.number, 0))


def _rows(
    traffic: Traffic, observed: Observed, role: Role, bodies: ComparedBodies | None
) -> Iterator[Item]:
    documented = documentation(traffic.tree, observed.operation, role)
    shown = _Shown(bodies)
    for field in documented.fields if documented is not None else ():
        values = listed(traffic.tree, observed.operation, field)
        place = field.parameter.place
        if place == "body":
            label = f"{role} {field.row.name}"
            count, counts = shown.count(field), shown.values(field)
        elif place == "query" and role == "request":
            label = f"query {field.row.name}"
            count, counts = _query(observed.exchanges, field.row.name)
        elif place == "header":
            label = f"{role} header {field.row.name}"
            count, counts = _headers(observed.exchanges, role, field.row.name), {}
            values = ()
        elif place == "path" and role == "request":
            label = f"path {field.row.name}"
            count, counts = len(observed.exchanges), {}
            values = ()
        else:
            continue
        yield Item(label, field.row.location, count)
        for value in values:
            yield Item(f"{label}={value}", field.parameter.location, counts.get(value, 0))
    for field, value, location in (
        mentioned_values(traffic.tree, documented) if documented is not None else ()
    ):
        name, place = field.row.name, field.parameter.place
        if place == "body":
            yield Item(f"{role} {name}={value}", location, shown.values(field).get(value, 0))
        elif place == "query" and role == "request":
            counts = _query(observed.exchanges, name)[1]
            yield Item(f"query {name}={value}", location, counts.get(value, 0))


def _query(exchanges: list[Exchange], name: str) -> tuple[int, dict[str, int]]:
    """The numbers of successful exchanges with a parameter, and with each of its values."""
    count = 0
    counts: dict[str, int] = {}
    for exchange in exchanges:
        values = [value for key, value in exchange.query if key == name]
        if values and exchange.succeeded:
            count += 1
            for value in values:
                counts[value] = counts.get(value, 0) + 1
    return count, counts


def _headers(exchanges: list[Exchange], role: Role, name: str) -> int:
    lower = name.lower()
    return sum(
        lower in (exchange.request_headers if role == "request" else exchange.response_headers)
        for exchange in exchanges
    )


class _Shown:
    """The rows that the bodies of a role show, and their values."""

    def __init__(self, bodies: ComparedBodies | None) -> None:
        self.counts: dict[Location, int] = {}
        self.by_value: dict[Location, dict[str, int]] = {}
        if bodies is None or bodies.samples is None:
            return
        weights = {id(item.file): len(item.exchanges) for item in bodies.documents}
        for shown in bodies.samples.shown:
            weight = weights[id(shown.sample)]
            rows: set[Location] = set()
            values: set[tuple[Location, str]] = set()
            for member in shown.members:
                found = bodies.samples.documenting(member.names)
                for field in bodies.samples.of_version(shown, found) or found:
                    rows.add(field.row.location)
                    values.add((field.row.location, value_text(member.value)))
            for row in rows:
                self.counts[row] = self.counts.get(row, 0) + weight
            for row, value in values:
                counts = self.by_value.setdefault(row, {})
                counts[value] = counts.get(value, 0) + weight

    def count(self, field: DocumentedField) -> int:
        return self.counts.get(field.row.location, 0)

    def values(self, field: DocumentedField) -> dict[str, int]:
        return self.by_value.get(field.row.location, {})


def value_text(value: Json) -> str:
    """A scalar as written in descriptions; empty for a list or an object."""
    return "" if isinstance(value, dict | list) else plain(value)
