"""Schemas against what descriptions say: values, defaults and formats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.parameters.values import plain, said_default
from apiref.analysis.rows.entries import misdirected_rows
from apiref.analysis.schemas.contradictions import (
    contradictions,
    field_location,
    is_unsaid,
    keyword_location,
    statement_by,
)
from apiref.analysis.schemas.rows import Pair, agreements
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import literals, sentences

# Literals that follow one another, each perhaps with an explanation in parentheses.
_CHAIN = re.compile(r"``[^`\n]+``(?:(?:\s+\([^()]*\))?(?:\s*,)?(?:\s+(?:or|and))?\s+``[^`\n]+``)*")
_ALWAYS = re.compile(r"(?:\balways|\bonly value allowed is) ``([^`]+)``", re.IGNORECASE)
_UUID = re.compile(r"\bUUIDs?\b", re.IGNORECASE)
_MOMENT = re.compile(r"\bISO[ -]?8601\b|\bdate and time\b|\btimestamp\b", re.IGNORECASE)
_LINK = re.compile(r"\bUR[IL]s?\b|\blink\b|\bwhere\b", re.IGNORECASE)


@rule(Severity.ERROR)
def schema_values_differ(tree: Tree) -> Iterator[Defect]:
    """Schema and description do not agree on the values of a field, or on its default.

    A description names every value of an ``enum`` or ``const`` as a literal, and no other value
    beside them; a default is said as "Default is ``x``".

    Passes: "``asc`` or ``desc``. Default is ``asc``." with
    ``{"enum": ["asc", "desc"], "default": "asc"}``.

    Fails: that description with ``{"enum": ["asc", "des"], "default": "desc"}``.
    """
    reported: set[tuple[str, str, str]] = set()
    misdirected = {found.found.row.location for found in misdirected_rows(tree)}
    for agreement in agreements(tree):
        names = {field.name for field in agreement.fields}
        for pair in agreement.pairs:
            if pair.row.row.location in misdirected or is_unsaid(pair, "description"):
                continue
            for location, message in _value_defects(pair, names):
                key = (pair.row.parameter.path, pair.row.parameter.key, message)
                if key in reported:
                    continue
                reported.add(key)
                yield Defect(
                    location,
                    pair.row.parameter.key,
                    message,
                    agreement.operation.label,
                    (field_location(pair, "description"),),
                )


def _value_defects(pair: Pair, names: set[str]) -> Iterator[tuple[Location, str]]:
    description = pair.row.parameter.description
    key = pair.row.parameter.key
    named = literals(description)
    stated = pair.field.keyword("enum")
    values: list[str] = []
    where: Location | None = None
    if stated and isinstance(stated[1], list):
        values = [str(value) for value in stated[1] if value is not None]
        where = stated[0].keyword_location("enum")
    else:
        constant = pair.field.keyword("const")
        if constant:
            values, where = [str(constant[1])], constant[0].keyword_location("const")
    always = _ALWAYS.search(" ".join(description.split()))
    if where is not None:
        lacking = [value for value in values if value not in named]
        beside = [literal for literal in _beside(description, values, names) if literal != "null"]
        if always is not None and always[1] not in values:
            beside.append(always[1])
        faults: list[str] = []
        if lacking:
            shown = ", ".join(f"``{value}``" for value in dict.fromkeys(lacking))
            faults.append(f"does not name {shown}, which the schema allows")
        if beside:
            shown = ", ".join(f"``{literal}``" for literal in dict.fromkeys(beside))
            faults.append(f"names {shown}, which the schema does not allow")
        if faults:
            yield where, f"the description of '{key}' {', and '.join(faults)}; make them agree"
    else:
        if always is not None and "string" in pair.field.types:
            yield (
                pair.field.location,
                f"the description of '{key}' says that it is always ``{always[1]}``, but the"
                " schema allows other values; state it as const",
            )
    default = pair.field.keyword("default")
    said = said_default(description)
    if default is not None and (said is None or said != plain(default[1])):
        told = f"says ``{said}``" if said else "names none"
        yield (
            default[0].keyword_location("default"),
            f"the default by the schema is ``{plain(default[1])}``, but the description of"
            f" '{key}' {told}; make them agree",
        )
    if default is None and said is not None and pair.field.keyword("enum") is not None:
        yield (
            pair.field.location,
            f"the description of '{key}' says that the default is ``{said}``, but the schema"
            " states none; make them agree",
        )


def _beside(description: str, values: list[str], names: set[str]) -> Iterator[str]:
    """The literals that stand where values are listed, and are none.

    Those in one list with a value, such as "``a``, ``b`` or ``c``", or in one sentence with two;
    a name of a field only where it is in one list with two.
    """
    for sentence in sentences(description):
        together = literals(sentence)
        among = sum(literal in values for literal in together) >= 2
        for chain in _CHAIN.finditer(sentence):
            listed = literals(chain[0])
            count = sum(literal in values for literal in listed)
            for literal in listed:
                if literal not in values and (
                    count >= 2 or (literal not in names and (count or among))
                ):
                    yield literal


_FORMATS = (
    ("a UUID", _UUID, ("uuid",)),
    ("a date and time", _MOMENT, ("date-time", "date")),
    ("a URI", _LINK, ("uri", "uri-reference", "iri", "iri-reference", "uri-template")),
)


@rule(Severity.ERROR)
def schema_format_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and description do not agree on the format of a string.

    Where the first sentence of a description says that the field is a UUID or an ISO 8601 date and
    time, the schema demands it, by ``format``, ``pattern``, ``enum`` or ``const``; and where a
    schema demands such a format, the description says so.

    Passes: "The UUID of the server." with ``{"type": "string", "format": "uuid"}``.

    Fails: "The UUID of the server." with ``{"type": "string"}``.
    """
    for kind, words, formats in _FORMATS:

        def agree(
            pair: Pair, words: re.Pattern[str] = words, formats: tuple[str, ...] = formats
        ) -> bool | None:
            if "string" not in pair.field.types or is_unsaid(pair, "description"):
                return None
            own = pair.field.keyword("format")
            described = bool(words.search(pair.row.parameter.description))
            if own is not None and own[1] in formats:
                return described
            first = sentences(pair.row.parameter.description.strip())[0]
            if not words.search(first) or words is _LINK:
                return None
            return any(pair.field.keyword(name) for name in ("pattern", "enum", "const"))

        for found in contradictions(tree, agree, statement_by("format")):
            pair = found.pair
            own = pair.field.keyword("format")
            demanded = own is not None and own[1] in formats
            here = field_location(pair, "description")
            there = keyword_location(pair, "format")
            if demanded:
                words_for = "by the schema, but its description does not say so"
            else:
                words_for = "by its description, but the schema does not demand it"
            yield Defect(
                here if demanded and not found.others else there,
                pair.row.parameter.key,
                f"'{pointer(pair.field.names)}' is {kind} {words_for}"
                f" ({found.agreement.binding.schema}); make them agree{found.also}",
                found.agreement.operation.label,
                (there if demanded else here, *found.places),
            )
