"""Recorded traffic: what is documented for other microversions only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apiref.analysis.operations.microversions import Version, bounds, may_be_there, parse, written
from apiref.analysis.rows.documentation import DocumentedField, documentation
from apiref.analysis.traffic.exchanges import Observed, Traffic, compared_bodies, headers_of, quote
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Role
from apiref.rules.registry import traffic_rule

_Found = dict[Location, tuple[DocumentedField, list[Exchange]]]


@traffic_rule(Severity.ERROR)
def observed_version(traffic: Traffic) -> Iterator[Defect]:
    """A field, parameter, header or operation was used outside its documented microversions.

    The microversion is taken from the header ``OpenStack-API-Version``, or a similar one, of the
    response, or else of the request. Only successful exchanges with such a header count. The
    finding is at the bound; members of an object that is reported are not reported again.

    Passes: ``{"host": "a"}`` in a response of 2.15, and a row ``host`` with ``min_version: 2.15``.

    Fails: ``{"host": "a"}`` in a response of 2.10, and that row.
    """
    bodies = {(id(item.operation), item.role): item for item in compared_bodies(traffic)}
    for observed in traffic.observed:
        label = observed.operation.label
        versioned = [
            each for each in observed.exchanges if each.succeeded and each.version is not None
        ]
        yield from _operation(observed, versioned)
        for role in ("request", "response"):
            found: _Found = {}
            item = bodies.get((id(observed.operation), role))
            if item is not None and item.comparison is not None:
                documents = {id(document.file): document for document in item.documents}
                for value in item.comparison.of_other_versions:
                    _add(found, value.field, documents[id(value.place.sample)].exchanges)
            if versioned:
                _parameters(found, traffic, observed, role, versioned)
            for field, exchanges in found.values():
                parameter = field.parameter
                versions = {each.version for each in exchanges if each.version is not None}
                yield Defect(
                    _bound(field, min(versions)),
                    field.row.name,
                    f"'{field.row.name}' is documented"
                    f" {bounds(parameter.min_version, parameter.max_version)}, but the {role} under"
                    f" {', '.join(map(written, sorted(versions)))} has it; correct the bound"
                    f" ({quote(exchanges)})",
                    label,
                    (field.row.location,),
                )


def _operation(observed: Observed, versioned: list[Exchange]) -> Iterator[Defect]:
    """The operation itself, if none of its endpoints exists in the version that was used."""
    endpoints = observed.operation.endpoints
    odd = [
        exchange
        for exchange in versioned
        if not any(may_be_there(endpoint, exchange.version) for endpoint in endpoints)
    ]
    if odd:
        endpoint = observed.operation.endpoint
        versions = sorted({each.version for each in odd if each.version is not None})
        yield Defect(
            endpoint.location,
            observed.operation.label,
            f"the operation is documented {bounds(endpoint.min_version, endpoint.max_version)}, but"
            f" was used successfully under {', '.join(map(written, versions))}; correct the bound"
            f" ({quote(odd)})",
            observed.operation.label,
        )


def _parameters(
    found: _Found, traffic: Traffic, observed: Observed, role: Role, versioned: list[Exchange]
) -> None:
    """Adds the query parameters and headers that have no row for the version."""
    documented = documentation(traffic.tree, observed.operation, role)
    rows: dict[tuple[str, str], list[DocumentedField]] = {}
    for field in documented.fields if documented is not None else ():
        place = field.parameter.place
        if place == "header":
            rows.setdefault((place, field.row.name.lower()), []).append(field)
        elif place == "query" and role == "request":
            rows.setdefault((place, field.row.name), []).append(field)
    for (place, name), same in rows.items():
        odd = [
            each
            for each in versioned
            if _has(each, role, place, name)
            and not any(may_be_there(field.parameter, each.version) for field in same)
        ]
        if odd:
            _add(found, same[0], odd)


def _has(exchange: Exchange, role: Role, place: str, name: str) -> bool:
    if place == "query":
        return any(key == name for key, _ in exchange.query)
    return name in headers_of(exchange, role)


def _add(found: _Found, field: DocumentedField, exchanges: Iterable[Exchange]) -> None:
    _, known = found.setdefault(field.row.location, (field, []))
    known.extend(exchanges)


def _bound(field: DocumentedField, version: Version) -> Location:
    """The location of the bound of a parameter that the version exceeds."""
    parameter = field.parameter
    above = parse(parameter.max_version)
    name = "max_version" if above is not None and above < version else "min_version"
    bound = parameter.field(name)
    return bound.value_location if bound is not None else parameter.location
