"""Recorded traffic: bodies that differ from the tables of their operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from mimetypes import MimeTypes

from apiref.analysis.members import json_type
from apiref.analysis.operations.microversions import is_expected, may_be_there
from apiref.analysis.parameters.listed_values import is_named
from apiref.analysis.parameters.names import singular
from apiref.analysis.parameters.presence import may_be_absent
from apiref.analysis.parameters.types import is_schema
from apiref.analysis.rows.documentation import DocumentedField, documentation
from apiref.analysis.samples.comparison import Value, compare, documented_envelopes
from apiref.analysis.samples.value_types import fits_type, may_be_null, outermost_values
from apiref.analysis.traffic.coverage import value_text
from apiref.analysis.traffic.exchanges import (
    ComparedBodies,
    Traffic,
    body_of,
    compared_bodies,
    quote,
)
from apiref.analysis.traffic.hiding import HIDDEN
from apiref.analysis.traffic.listed_values import is_enumerated
from apiref.model.exchange import Exchange, is_variable
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonFile
from apiref.model.location import Location
from apiref.model.operation import Role
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import traffic_rule
from apiref.text.listing import with_article


@traffic_rule(Severity.ERROR)
def observed_field(traffic: Traffic) -> Iterator[Defect]:
    """A recorded body has a field that no row of its operation documents.

    Only successful exchanges count. Not reported are fields inside one that is reported, fields of
    free-form objects, and the object around a resource, unless other operations document it.

    Passes: ``{"id": "7"}`` in a response, and a row ``id``.

    Fails: ``{"id": "7", "size": 1}`` in a response, and no row ``size``.
    """
    envelopes = documented_envelopes(
        comparison
        for own in (compare(traffic.tree), (item.comparison for item in compared_bodies(traffic)))
        for comparison in own
        if comparison is not None
    )
    for item in compared_bodies(traffic):
        if item.comparison is None:
            values = [document.file.value for document in item.documents]
            if any(value and not is_schema(value) for value in values):
                yield Defect(
                    item.operation.location,
                    f"{item.role} body",
                    f"the {item.role} has a body, but no table documents it; add a table"
                    f" ({quote(item.documents[0].exchanges)})",
                    item.operation.label,
                )
            continue
        table = item.operation.place_of_rows(item.role)
        for undocumented in item.comparison.undocumented:
            if undocumented.encloses and singular(undocumented.name) not in envelopes:
                continue
            files = [place.sample for place in undocumented.places]
            names = [*map(traffic.hiding.name, undocumented.names)]
            if undocumented.intended is not None:
                row = undocumented.intended.row
                yield Defect(
                    row.location,
                    names[-1],
                    f"the {item.role} has '{names[-1]}', which row '{row.name}' probably means;"
                    f" rename the row ({_quoted(item, files)})",
                    item.operation.label,
                )
                continue
            yield Defect(
                table,
                ".".join(names),
                f"the {item.role} has '{'.'.join(names)}', which no row documents; add one"
                f" ({_quoted(item, files)})",
                item.operation.label,
            )
        if item.comparison.foreign:
            yield Defect(
                table,
                f"{item.role} body",
                f"the {item.role} has no field in common with its table; document its fields"
                f" ({_quoted(item, item.comparison.foreign)})",
                item.operation.label,
            )


@traffic_rule(Severity.ERROR)
def observed_required(traffic: Traffic) -> Iterator[Defect]:
    """Recorded traffic lacks a field, query parameter or header that is documented as required.

    Only successful exchanges count. Headers are compared in responses only.

    Passes: ``{"id": "7"}`` in a response, and a required row ``id``.

    Fails: ``{}`` in a response instead of that object, and a required row ``id``.
    """
    for item in compared_bodies(traffic):
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
    yield from _lacking_parameters(traffic)


def _lacking_parameters(traffic: Traffic) -> Iterator[Defect]:
    """Required query parameters and response headers that some exchanges lack."""
    for observed in traffic.observed:
        succeeded = [each for each in observed.exchanges if each.succeeded]
        for role, place in _ALWAYS:
            documented = documentation(traffic.tree, observed.operation, role)
            for field in documented.fields if documented is not None and succeeded else ():
                parameter, name = field.parameter, field.row.name
                if not parameter.required or parameter.place != place or name in _STRIPPED:
                    continue
                if may_be_absent(parameter.description):
                    continue
                lacking = [
                    each
                    for each in succeeded
                    if is_expected(parameter, each.version) and not _has(each, place, name)
                ]
                if lacking:
                    yield Defect(
                        _field(parameter, "required"),
                        name,
                        f"'{name}' is documented as required, but the {role} lacks it; make it"
                        f" optional and say when it is absent ({quote(lacking)})",
                        observed.operation.label,
                        (field.row.location,),
                    )


_ALWAYS: tuple[tuple[Role, str], ...] = (("request", "query"), ("response", "header"))
# Browsers omit it from recordings.
_STRIPPED = ("Set-Cookie",)


def _has(exchange: Exchange, place: str, name: str) -> bool:
    if place == "header":
        return name.lower() in exchange.response_headers
    return any(key == name for key, _ in exchange.query)


@traffic_rule(Severity.ERROR)
def observed_type(traffic: Traffic) -> Iterator[Defect]:
    """A value in recorded traffic has a different type from the one that its row documents.

    It is reported once per parameter and type. ``null`` is reported by ``observed-null``.

    Passes: ``{"port": 80}`` in a response, and a row ``port`` of an integer.

    Fails: ``{"port": "80"}`` in a response, and a row ``port`` of an integer.
    """
    for (_, kind), found in _by_parameter(traffic, _is_of_another_type).items():
        (item, value), *_ = found
        field = value.field
        yield _defect(
            found,
            "type",
            f"'{field.row.name}' is documented as {field.parameter.type}, but the {item.role} has"
            f" {with_article(kind)}; fix the type",
        )


def _is_of_another_type(value: Value) -> bool:
    if fits_type(value) is not False:
        return False
    # A description names values of another type as literals; see the guideline.
    found = value.place.value
    return isinstance(found, str) or not is_named(value.field.parameter, value_text(found))


@traffic_rule(Severity.WARNING)
def observed_null(traffic: Traffic) -> Iterator[Defect]:
    """A value in recorded traffic is ``null``, which its description does not mention.

    It is reported once per parameter.

    Passes: ``{"host": null}`` in a response, and the description says "``null`` until there is
    one".

    Fails: ``{"host": null}`` in a response, and the description does not mention it.
    """
    for found in _by_parameter(traffic, _is_unexpected_null).values():
        (item, value), *_ = found
        field = value.field
        yield _defect(
            found,
            "description",
            f"'{field.row.name}' is null in the {item.role}, which its description does not"
            " mention; say when it is ``null``",
        )


def _is_unexpected_null(value: Value) -> bool:
    return value.place.value is None and not may_be_null(value)


_Found = list[tuple[ComparedBodies, Value]]


def _by_parameter(
    traffic: Traffic, is_wrong: Callable[[Value], bool]
) -> dict[tuple[Location, str], _Found]:
    """The wrong values by parameter and JSON type."""
    found: dict[tuple[Location, str], _Found] = {}
    for item in compared_bodies(traffic):
        for value in outermost_values(item.comparison) if item.comparison is not None else ():
            if is_wrong(value):
                kind = json_type(value.place.value)
                key = (value.field.parameter.location, kind)
                found.setdefault(key, []).append((item, value))
    return found


def _defect(found: _Found, where: str, message: str) -> Defect:
    """A defect of a parameter, with the rows that refer to it and have such values."""
    (item, value), *_ = found
    field = value.field
    files = [each.place.sample for of, each in found if of is item]
    return Defect(
        _field(field.parameter, where),
        field.row.name,
        f"{message} ({_quoted(item, files)})",
        item.operation.label,
        tuple(dict.fromkeys(each.field.row.location for _, each in found)),
    )


@traffic_rule(Severity.WARNING)
def observed_value(traffic: Traffic) -> Iterator[Defect]:
    """A value in recorded traffic is not one of those that the description lists.

    The description lists values, as in "one of ``a``, ``b``", or names some of those in a schema.
    Every value that it names, except as the default, counts as listed. Query parameters are
    compared in successful exchanges only. A value that is no short word is hidden, as it may be
    the data of a user; ``--show-values`` shows it.

    Passes: ``{"state": "on"}`` in a response, and "The state: ``on`` or ``off``."

    Fails: ``{"state": "paused"}`` in a response, and that description.
    """
    for item in compared_bodies(traffic):
        found: dict[tuple[Location, str], tuple[DocumentedField, list[JsonFile]]] = {}
        for value in item.comparison.values if item.comparison is not None else ():
            text = value_text(value.place.value)
            field = value.field
            if text in ("", "null") or not is_enumerated(traffic.tree, item.operation, field):
                continue
            if not any(is_named(other.parameter, text) for other in value.fields):
                key = (field.row.location, traffic.hiding.value(text))
                found.setdefault(key, (field, []))[1].append(value.place.sample)
        for (_, text), (field, files) in found.items():
            yield _unlisted(item.operation.label, field, text, _quoted(item, files))
    yield from _unlisted_queries(traffic)


def _unlisted_queries(traffic: Traffic) -> Iterator[Defect]:
    for observed in traffic.observed:
        documented = documentation(traffic.tree, observed.operation, "request")
        for field in documented.fields if documented is not None else ():
            if field.parameter.place != "query":
                continue
            if not is_enumerated(traffic.tree, observed.operation, field):
                continue
            found: dict[str, list[Exchange]] = {}
            for exchange in observed.exchanges:
                counts = exchange.succeeded and may_be_there(field.parameter, exchange.version)
                for name, value in exchange.query if counts else ():
                    if name != field.row.name or not value or is_variable(value):
                        continue
                    if not is_named(field.parameter, value):
                        found.setdefault(traffic.hiding.value(value), []).append(exchange)
            for value, exchanges in found.items():
                yield _unlisted(observed.operation.label, field, value, quote(exchanges))


def _unlisted(label: str, field: DocumentedField, value: str, quoted: str) -> Defect:
    hint = " (shown by --show-values)" if value == HIDDEN else ""
    return Defect(
        _field(field.parameter, "description"),
        f"{field.row.name}={value}",
        f"'{field.row.name}' has the value '{value}'{hint}, which its description does not list;"
        f" add it ({quoted})",
        label,
        (field.row.location,),
    )


@traffic_rule(Severity.WARNING)
def observed_content_type(traffic: Traffic) -> Iterator[Defect]:
    """A successful response is not JSON, although its table documents fields of a body.

    Passes: a response of type ``application/json``, and a table with fields.

    Fails: a response of type ``text/html``, and a table with fields.
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
                shown = traffic.hiding.show_values or _is_registered(body.media_type)
                media_type = body.media_type if shown else HIDDEN
                odd.setdefault(media_type or "unknown", []).append(exchange)
        for media_type, exchanges in odd.items():
            yield Defect(
                observed.operation.place_of_rows("response"),
                media_type,
                f"the response is {media_type}, not JSON with the fields of its table; document the"
                f" actual response ({quote(exchanges)})",
                observed.operation.label,
            )


@lru_cache(maxsize=100)
def _is_registered(media_type: str) -> bool:
    """Whether a media type is empty or common; others are values of a header like any other."""
    return not media_type or MimeTypes().guess_extension(media_type) is not None


def _quoted(item: ComparedBodies, files: Iterable[JsonFile]) -> str:
    """The exchanges with those bodies, for a message."""
    wanted = {id(file) for file in files}
    return quote(
        exchange
        for document in item.documents
        if id(document.file) in wanted
        for exchange in document.exchanges
    )


def _field(parameter: Parameter, name: str) -> Location:
    """The location of a field's value in an entry, or of the entry if it lacks the field."""
    field = parameter.field(name)
    return field.value_location if field is not None else parameter.location
