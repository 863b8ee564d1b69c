"""Recorded traffic: bodies that are not as the tables of their operation say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apiref.analysis.coverage import value_text
from apiref.analysis.documentation import DocumentedField, documentation
from apiref.analysis.listed_values import is_named, listed_in_text
from apiref.analysis.members import json_type
from apiref.analysis.traffic import (
    Judged,
    Traffic,
    body_of,
    judged,
    place_of_table,
    quote,
)
from apiref.analysis.types import allows, json_types
from apiref.model.exchange import Exchange
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonFile
from apiref.model.location import Location
from apiref.model.secrets import HIDDEN, is_secret, without_secrets
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import traffic_rule


@traffic_rule(Severity.ERROR)
def observed_field(traffic: Traffic) -> Iterator[Defect]:
    """A body of the traffic has a field that no row of its operation documents.

    Only bodies of exchanges that succeeded count. Fields below one that is told, and those of
    free-form objects, are not told.

    Passes: ``{"id": "7"}`` answered, and a row ``id``.

    Fails: ``{"id": "7", "size": 1}`` answered, and no row ``size``.
    """
    for item in judged(traffic):
        if item.comparison is None:
            if any(document.file.value for document in item.documents):
                yield Defect(
                    item.operation.location,
                    f"{item.role} body",
                    f"the {item.role} has a body, but no table documents it; add a table"
                    f" ({quote(item.documents[0].exchanges)})",
                    item.operation.label,
                )
            continue
        table = place_of_table(item.operation, item.role)
        for undocumented in item.comparison.undocumented:
            files = [place.sample for place in undocumented.places]
            if undocumented.meant is not None:
                row = undocumented.meant.row
                yield Defect(
                    row.location,
                    undocumented.name,
                    f"the {item.role} calls '{undocumented.name}' what row '{row.name}' seems to"
                    f" mean; rename the row ({_quoted(item, files)})",
                    item.operation.label,
                )
                continue
            yield Defect(
                table,
                ".".join(undocumented.names),
                f"the {item.role} has '{'.'.join(undocumented.names)}', which no row documents;"
                f" add one ({_quoted(item, files)})",
                item.operation.label,
            )
        if item.comparison.foreign:
            yield Defect(
                table,
                f"{item.role} body",
                f"the {item.role} has nothing in common with its table; document what it holds"
                f" ({_quoted(item, item.comparison.foreign)})",
                item.operation.label,
            )


@traffic_rule(Severity.ERROR)
def observed_required(traffic: Traffic) -> Iterator[Defect]:
    """A body of the traffic lacks a field that is documented as required.

    Passes: ``{"id": "7"}`` answered, and a required row ``id``.

    Fails: ``{}`` answered for an object, and a required row ``id``.
    """
    for item in judged(traffic):
        if item.comparison is None:
            continue
        rows: dict[Location, tuple[DocumentedField, list[JsonFile]]] = {}
        for missing in item.comparison.missing:
            if missing.certain or item.role == "response":
                _, files = rows.setdefault(missing.field.row.location, (missing.field, []))
                files.append(missing.sample)
        for field, files in rows.values():
            yield Defect(
                _field(field.parameter, "required"),
                field.row.name,
                f"'{field.row.name}' is documented as required, but the {item.role} lacks it; make"
                f" it optional and say when it is absent ({_quoted(item, files)})",
                item.operation.label,
                (field.row.location,),
            )


@traffic_rule(Severity.ERROR)
def observed_type(traffic: Traffic) -> Iterator[Defect]:
    """A value of the traffic is of another type than its row documents.

    ``null`` is right in a response where the description says so.

    Passes: ``{"port": 80}`` answered, and a row ``port`` of an integer.

    Fails: ``{"port": "80"}`` answered, and a row ``port`` of an integer.
    """
    for item in judged(traffic):
        found: dict[tuple[Location, str], tuple[DocumentedField, list[JsonFile]]] = {}
        for value in item.comparison.values if item.comparison is not None else ():
            if any(_fits(field.parameter, value.place.value) for field in value.fields):
                continue
            field, kind = value.fields[0], json_type(value.place.value)
            _, files = found.setdefault((field.row.location, kind), (field, []))
            files.append(value.place.sample)
        for (_, kind), (field, files) in found.items():
            where = "description" if kind == "null" else "type"
            mend = "say so in the description" if kind == "null" else "mend the type"
            yield Defect(
                _field(field.parameter, where),
                field.row.name,
                f"'{field.row.name}' is documented as {field.parameter.type}, but the {item.role}"
                f" has {kind}; {mend} ({_quoted(item, files)})",
                item.operation.label,
                (field.row.location,),
            )


def _fits(parameter: Parameter, value: object) -> bool:
    types = json_types(parameter.type)
    if types is None or (value is None and "null" in parameter.description.lower()):
        return True
    # What may also be of another type says so as a literal; see the guideline.
    return allows(types, value) or is_named(parameter, value_text(value))  # type: ignore[arg-type]


@traffic_rule(Severity.WARNING)
def observed_value(traffic: Traffic) -> Iterator[Defect]:
    """A value of the traffic is none of those that a description lists.

    The description lists two values at least, as in "one of ``a``, ``b``"; a value that it names
    anywhere else counts as listed. Query parameters count where the exchange succeeded.

    Passes: ``{"state": "on"}`` answered, and "The state: ``on`` or ``off``."

    Fails: ``{"state": "paused"}`` answered, and that description.
    """
    for item in judged(traffic):
        found: dict[tuple[Location, str], tuple[DocumentedField, list[JsonFile]]] = {}
        for value in item.comparison.values if item.comparison is not None else ():
            text = value_text(value.place.value)
            field = value.fields[0]
            if text in ("", "null") or not listed_in_text(field.parameter):
                continue
            text = HIDDEN if is_secret(field.name) else without_secrets(text)
            if not any(is_named(other.parameter, text) for other in value.fields):
                key = (field.row.location, text)
                found.setdefault(key, (field, []))[1].append(value.place.sample)
        for (_, text), (field, files) in found.items():
            yield _unlisted(item.operation.label, field, text, _quoted(item, files))
    yield from _unlisted_queries(traffic)


def _unlisted_queries(traffic: Traffic) -> Iterator[Defect]:
    for observed in traffic.observed:
        documented = documentation(traffic.tree, observed.operation, "request")
        for field in documented.fields if documented is not None else ():
            if field.parameter.place != "query" or not listed_in_text(field.parameter):
                continue
            found: dict[str, list[Exchange]] = {}
            for exchange in observed.exchanges:
                for name, value in exchange.query if exchange.succeeded else ():
                    if name != field.row.name or value in ("", HIDDEN):
                        continue
                    if not is_named(field.parameter, value):
                        found.setdefault(value, []).append(exchange)
            for value, exchanges in found.items():
                shown = without_secrets(value)
                yield _unlisted(observed.operation.label, field, shown, quote(exchanges))


def _unlisted(label: str, field: DocumentedField, value: str, quoted: str) -> Defect:
    return Defect(
        _field(field.parameter, "description"),
        f"{field.row.name}={value}",
        f"'{field.row.name}' had the value '{value}', which its description does not list; add it"
        f" ({quoted})",
        label,
        (field.row.location,),
    )


@traffic_rule(Severity.WARNING)
def observed_content_type(traffic: Traffic) -> Iterator[Defect]:
    """A response that succeeded is no JSON, while its table documents fields of a body.

    Passes: a response of ``application/json``, and a table with fields.

    Fails: a response of ``text/html``, and a table with fields.
    """
    for observed in traffic.observed:
        documented = documentation(traffic.tree, observed.operation, "response")
        fields = documented.fields if documented is not None else ()
        if not any(field.parameter.place == "body" for field in fields):
            continue
        odd: dict[str, list[Exchange]] = {}
        for exchange in observed.exchanges:
            body = body_of(exchange, "response")
            if exchange.status // 100 == 2 and not body.is_empty and not body.is_json:
                odd.setdefault(body.media_type or "unknown", []).append(exchange)
        for media_type, exchanges in odd.items():
            yield Defect(
                place_of_table(observed.operation, "response"),
                media_type,
                f"the response was {media_type}, not JSON with the fields of its table; say what"
                f" the operation answers ({quote(exchanges)})",
                observed.operation.label,
            )


def _quoted(item: Judged, files: Iterable[JsonFile]) -> str:
    """The exchanges that have those bodies, as a finding quotes them."""
    wanted = {id(file) for file in files}
    return quote(
        exchange
        for document in item.documents
        if id(document.file) in wanted
        for exchange in document.exchanges
    )


def _field(parameter: Parameter, name: str) -> Location:
    """Where a field of an entry has its value, or else the entry."""
    field = parameter.field(name)
    return field.value_location if field is not None else parameter.location
