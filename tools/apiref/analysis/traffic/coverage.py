"""What recorded traffic exercises of a reference: codes, parameters, fields and values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from apiref.analysis.parameters.values import plain
from apiref.analysis.rows.documentation import documentation
from apiref.analysis.traffic.exchanges import (
    ComparedBodies,
    Observed,
    Traffic,
    compared_bodies,
    headers_of,
)
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
    counts = Counter(exchange.status for exchange in observed.exchanges)
    for table in observed.operation.statuses:
        for code in table.codes:
            if code.number is not None:
                yield Item(f"code {code.number}", code.location, counts[code.number])


def _rows(
    traffic: Traffic, observed: Observed, role: Role, bodies: ComparedBodies | None
) -> Iterator[Item]:
    documented = documentation(traffic.tree, observed.operation, role)
    shown = _Shown(bodies)
    for field in documented.fields if documented is not None else ():
        values = listed(traffic.tree, observed.operation, field)
        counts = Counter[str]()
        place = field.parameter.place
        if place == "body":
            label = f"{role} {field.row.name}"
            count, counts = shown.counts[field.row.location], shown.by_value[field.row.location]
        elif place == "query" and role == "request":
            label = f"query {field.row.name}"
            count, counts = _query(observed.exchanges, field.row.name)
        elif place == "header":
            label = f"{role} header {field.row.name}"
            count, values = _headers(observed.exchanges, role, field.row.name), ()
        elif place == "path" and role == "request":
            label = f"path {field.row.name}"
            count, values = len(observed.exchanges), ()
        else:
            continue
        yield Item(label, field.row.location, count)
        for value in values:
            yield Item(f"{label}={value}", field.parameter.location, counts[value])
    for field, value, location in (
        mentioned_values(traffic.tree, documented) if documented is not None else ()
    ):
        name, place = field.row.name, field.parameter.place
        if place == "body":
            count = shown.by_value[field.row.location][value]
            yield Item(f"{role} {name}={value}", location, count)
        elif place == "query" and role == "request":
            _, counts = _query(observed.exchanges, name)
            yield Item(f"query {name}={value}", location, counts[value])


def _query(exchanges: list[Exchange], name: str) -> tuple[int, Counter[str]]:
    """The numbers of successful exchanges with a parameter, and with each of its values."""
    values = [
        [value for key, value in exchange.query if key == name]
        for exchange in exchanges
        if exchange.succeeded
    ]
    return sum(map(bool, values)), Counter(chain.from_iterable(values))


def _headers(exchanges: list[Exchange], role: Role, name: str) -> int:
    return sum(name.lower() in headers_of(exchange, role) for exchange in exchanges)


class _Shown:
    """The rows that the bodies of a role show, and their values."""

    def __init__(self, bodies: ComparedBodies | None) -> None:
        self.counts: Counter[Location] = Counter()
        self.by_value: dict[Location, Counter[str]] = defaultdict(Counter)
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
                self.counts[row] += weight
            for row, value in values:
                self.by_value[row][value] += weight


def value_text(value: Json) -> str:
    """A scalar as written in descriptions; empty for a list or an object."""
    return "" if isinstance(value, dict | list) else plain(value)
