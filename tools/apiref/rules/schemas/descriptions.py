"""Schemas compared with descriptions: values, defaults and formats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.parameters.values import FORMATS, described_default, plain
from apiref.analysis.schemas.contradictions import (
    contradictions,
    field_location,
    keyword_location,
    lacks_field,
    statement_by,
)
from apiref.analysis.schemas.rows import Pair, agreements
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import literals, sentences

# Consecutive literals, each optionally followed by an explanation in parentheses.
_CHAIN = re.compile(r"``[^`\n]+``(?:(?:\s+\([^()]*\))?(?:\s*,)?(?:\s+(?:or|and))?\s+``[^`\n]+``)*")
_ALWAYS = re.compile(r"(?:\balways|\bonly value allowed is) ``([^`]+)``", re.IGNORECASE)
_LINK = re.compile(r"\bUR[IL]s?\b|\blink\b|\bwhere\b", re.IGNORECASE)


@rule(Severity.ERROR)
def schema_values_differ(tree: Tree) -> Iterator[Defect]:
    """Schema and description disagree on the values of a field, or on its default.

    A description must name every value of an ``enum`` or ``const`` as a literal, and no other value
    among them; it documents a default as "Default is ``x``".

    Passes: "``asc`` or ``desc``. Default is ``asc``." with
    ``{"enum": ["asc", "desc"], "default": "asc"}``.

    Fails: that description with ``{"enum": ["asc", "des"], "default": "desc"}``.
    """
    reported: set[tuple[str, str, str]] = set()
    for agreement in agreements(tree):
        names = {field.name for field in agreement.fields}
        for pair in agreement.pairs:
            if lacks_field(pair, "description"):
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
                    related=(at("row", pair.row.row.location),),
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
        missing = [value for value in values if value not in named]
        surplus = [literal for literal in _surplus(description, values, names) if literal != "null"]
        if always is not None and always[1] not in values:
            surplus.append(always[1])
        problems: list[str] = []
        if missing:
            shown = ", ".join(f"``{value}``" for value in dict.fromkeys(missing))
            problems.append(f"does not name {shown}, which the schema allows")
        if surplus:
            shown = ", ".join(f"``{literal}``" for literal in dict.fromkeys(surplus))
            problems.append(f"names {shown}, which the schema does not allow")
        if problems:
            yield where, f"the description of '{key}' {', and '.join(problems)}; make them agree"
    else:
        if always is not None and "string" in pair.field.types:
            yield (
                pair.field.location,
                f"the description of '{key}' says that it is always ``{always[1]}``, but the"
                ' schema allows other values; add it as "const"',
            )
    default = pair.field.keyword("default")
    documented = described_default(description)
    if default is not None and (documented is None or documented != plain(default[1])):
        says = f"says ``{documented}``" if documented else "names none"
        yield (
            default[0].keyword_location("default"),
            f"the default in the schema is ``{plain(default[1])}``, but the description of"
            f" '{key}' {says}; make them agree",
        )
    if default is None and documented is not None and pair.field.keyword("enum") is not None:
        yield (
            pair.field.location,
            f"the description of '{key}' says that the default is ``{documented}``, but the schema"
            " has none; make them agree",
        )


def _surplus(description: str, values: list[str], names: set[str]) -> Iterator[str]:
    """The literals that are listed among values although they are not values.

    A literal counts in a list with a value, such as "``a``, ``b`` or ``c``", or in a sentence with
    two values; the name of a field counts only in a list with two values.
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
    ("a UUID", FORMATS["uuid"], ("uuid",)),
    ("a date and time", FORMATS["date-time"], ("date-time", "date")),
    ("a URI", _LINK, ("uri", "uri-reference", "iri", "iri-reference", "uri-template")),
)


@rule(Severity.ERROR)
def schema_format_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and description disagree on the format of a string.

    If the first sentence of a description says that the field is a UUID or an ISO 8601 date and
    time, the schema must demand that with ``format``, ``pattern``, ``enum`` or ``const``. If a
    schema demands such a format or a URI, the description must mention it.

    Passes: "The UUID of the server." with ``{"type": "string", "format": "uuid"}``.

    Fails: "The UUID of the server." with ``{"type": "string"}``.
    """
    for kind, words, formats in _FORMATS:

        def agree(
            pair: Pair, words: re.Pattern[str] = words, formats: tuple[str, ...] = formats
        ) -> bool | None:
            if "string" not in pair.field.types or lacks_field(pair, "description"):
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
            problem = "according to its description, but the schema does not demand that"
            if demanded:
                problem = "according to the schema, but its description does not say so"
            yield found._replace(schema_wrong=not demanded).defect(
                field_location(pair, "description"),
                keyword_location(pair, "format"),
                f"'{pointer(pair.field.names)}' is {kind} {problem}"
                f" ({found.agreement.binding.schema}); make them agree",
            )
