"""Schemas against tables: the same fields, the same types, the same required."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from apiref.analysis.agreement import Agreement, Pair, agreements
from apiref.analysis.schemas import SchemaField
from apiref.analysis.types import json_types
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_SHOWN = 4
_LITERAL = re.compile(r"``([^`\n]+)``")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_DEFAULT = re.compile(
    r"\bdefaults?\s+(?:(?:is|are|to|value|of|being)\s+)*``([^`]+)``", re.IGNORECASE
)
_ALWAYS = re.compile(r"(?:\balways|\bonly value allowed is) ``([^`]+)``", re.IGNORECASE)
_UUID = re.compile(r"\bUUIDs?\b", re.IGNORECASE)
_MOMENT = re.compile(r"\bISO[ -]?8601\b|\bdate and time\b|\btimestamp\b", re.IGNORECASE)
_LINK = re.compile(r"\bUR[IL]s?\b|\blink\b|\bwhere\b", re.IGNORECASE)


@rule(Severity.ERROR)
def schema_field_undocumented(tree: Tree) -> Iterator[Defect]:
    """A schema has a property that the table of its operation and role does not document.

    A property within an object is documented by a row of its own, or by being named in the
    description of the row of that object.

    Passes: a schema with the property ``id`` and a table with the row ``id``.

    Fails: a schema with the property ``id`` and a table without that row.
    """
    for agreement in agreements(tree):
        groups: dict[tuple[str, ...], list[SchemaField]] = defaultdict(list)
        unknown = {field.names for field in agreement.only_schema}
        for field in agreement.only_schema:
            if not any(field.names[:depth] in unknown for depth in range(1, len(field.names))):
                # Each property of the document itself has a row; others share a description.
                groups[field.names if len(field.names) == 1 else field.names[:-1]].append(field)
        for names, fields in groups.items():
            shown = ", ".join(f"'{pointer(field.names)}'" for field in fields[:_SHOWN])
            more = f" and {len(fields) - _SHOWN} more" if len(fields) > _SHOWN else ""
            mend = "add a row, or remove the property"
            if len(names) < len(fields[0].names):
                mend = f"name it in the description of '{pointer(names)}', or add a row"
            yield Defect(
                _table(agreement),
                pointer(fields[0].names),
                f"{shown}{more} of {agreement.binding.schema}"
                f" {'are' if len(fields) > 1 else 'is'} not documented in the"
                f" {agreement.binding.role} table; {mend}",
                agreement.operation.label,
                (fields[0].location,),
            )


def _table(agreement: Agreement) -> Location:
    role = agreement.documentation.role
    return agreement.operation.tables_of(role)[0].location


@rule(Severity.ERROR)
def row_not_in_schema(tree: Tree) -> Iterator[Defect]:
    """A table documents a field that the schema of its operation and role does not have.

    Passes: a table with the row ``id`` and a schema with the property ``id``.

    Fails: a table with the row ``id`` and a schema without that property.
    """
    for agreement in agreements(tree):
        for row in agreement.only_table:
            yield Defect(
                row.row.location,
                row.row.name,
                f"'{row.row.name}' is not a property of {agreement.binding.schema}, the schema of"
                f" this {agreement.binding.role}; remove the row, or add the property",
                agreement.operation.label,
            )


Judge = Callable[[Pair], "bool | None"]


def _contradictions(
    tree: Tree, judge: Judge
) -> Iterator[tuple[Agreement, Pair, tuple[Pair, ...], bool]]:
    """The parameters that contradict a schema: agreement, pair, all such pairs, who is at fault.

    The last is True where the parameter agrees with another schema, so that the schema is at
    fault.
    """
    wrong: dict[tuple[str, str], list[tuple[Agreement, Pair]]] = defaultdict(list)
    right: set[tuple[str, str]] = set()
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            parameter = pair.row.parameter
            key = (parameter.path, parameter.key)
            verdict = judge(pair)
            if verdict is True:
                right.add(key)
            elif verdict is False:
                wrong[key].append((agreement, pair))
    for key, found in wrong.items():
        agreement, pair = found[0]
        yield agreement, pair, tuple(other for _, other in found), key in right


def _field_location(pair: Pair, name: str) -> Location:
    field = pair.row.parameter.field(name)
    return field.value_location if field is not None else pair.row.parameter.location


def _keyword_location(pair: Pair, keyword: str) -> Location:
    stated = pair.field.keyword(keyword)
    return stated[0].keyword_location(keyword) if stated else pair.field.location


@rule(Severity.ERROR)
def schema_required_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and table do not agree on whether a field is required.

    Passes: ``required: true`` and a schema that lists the field in ``required``.

    Fails: ``required: false`` and that schema.
    """

    def agree(pair: Pair) -> bool:
        return pair.field.required == pair.row.parameter.required

    for agreement, pair, pairs, schema_wrong in _contradictions(tree, agree):
        documented = "required" if pair.row.parameter.required else "optional"
        stated = "required" if pair.field.required else "not required"
        here = _field_location(pair, "required")
        there = pair.field.location
        yield Defect(
            there if schema_wrong else here,
            pair.row.parameter.key,
            f"'{pair.row.parameter.key}' is {documented} in the table, but"
            f" '{pointer(pair.field.names)}' is {stated} by {agreement.binding.schema};"
            " make them agree",
            agreement.operation.label,
            (here if schema_wrong else there, *(other.row.row.location for other in pairs)),
        )


@rule(Severity.ERROR)
def schema_type_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and table do not agree on the type of a field.

    ``null`` is left to ``schema-null-differs``; a type of the table that is no standard one is not
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
        if stated == wanted:
            return True
        return "number" in wanted and bool(stated) and stated <= wanted

    for agreement, pair, pairs, schema_wrong in _contradictions(tree, agree):
        parameter = pair.row.parameter
        seen = shown.get((parameter.path, parameter.key), frozenset())
        documented = json_types(parameter.type) or frozenset()
        schema_wrong = schema_wrong or (bool(seen) and seen <= documented)
        here, there = _field_location(pair, "type"), _keyword_location(pair, "type")
        yield Defect(
            there if schema_wrong else here,
            parameter.key,
            f"'{parameter.key}' is {parameter.type} in the table, but '{pointer(pair.field.names)}'"
            f" is {' or '.join(sorted(pair.field.types))} by {agreement.binding.schema};"
            " make them agree",
            agreement.operation.label,
            (here if schema_wrong else there, *(other.row.row.location for other in pairs)),
        )


def _shown_types(tree: Tree) -> dict[tuple[str, str], frozenset[str]]:
    """The types of the values that samples show for each parameter, null left out."""
    from apiref.analysis.comparison import compare
    from apiref.analysis.members import json_type

    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for comparison in compare(tree):
        for value in comparison.values:
            if value.place.value is not None and len(value.fields) == 1:
                parameter = value.fields[0].parameter
                found[parameter.path, parameter.key].add(json_type(value.place.value))
    return {key: frozenset(types) for key, types in found.items()}


@rule(Severity.ERROR)
def schema_null_differs(tree: Tree) -> Iterator[Defect]:
    """Schema and description do not agree on whether a field can be ``null``.

    Passes: "... or ``null``" and a schema with ``"type": ["string", "null"]``.

    Fails: that description and a schema with ``"type": "string"``.
    """

    def agree(pair: Pair) -> bool | None:
        if not pair.field.types:
            return None
        return ("null" in pair.field.types) == ("``null``" in pair.row.parameter.description)

    for agreement, pair, pairs, schema_wrong in _contradictions(tree, agree):
        here, there = _field_location(pair, "description"), _keyword_location(pair, "type")
        allowed = "null" in pair.field.types
        yield Defect(
            there if schema_wrong else here,
            pair.row.parameter.key,
            f"'{pointer(pair.field.names)}' {'can' if allowed else 'cannot'} be null by"
            f" {agreement.binding.schema}, but the description of '{pair.row.parameter.key}'"
            f" {'does not say so' if allowed else 'says that it can'}; make them agree",
            agreement.operation.label,
            (here if schema_wrong else there, *(other.row.row.location for other in pairs)),
        )


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
    for agreement in agreements(tree):
        names = {field.name for field in agreement.fields}
        for pair in agreement.pairs:
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
                    (_field_location(pair, "description"),),
                )


def _value_defects(pair: Pair, names: set[str]) -> Iterator[tuple[Location, str]]:
    description = pair.row.parameter.description
    key = pair.row.parameter.key
    literals = _LITERAL.findall(description)
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
    if where is not None:
        for value in values:
            if value not in literals:
                yield where, f"the description of '{key}' does not name the value ``{value}``"
        for literal in _beside(description, values):
            if literal not in names and literal != "null":
                yield (
                    where,
                    f"the description of '{key}' names ``{literal}`` beside the values of the"
                    " schema, which does not allow it",
                )
    else:
        always = _ALWAYS.search(" ".join(description.split()))
        if always is not None and "string" in pair.field.types:
            yield (
                pair.field.location,
                f"the description of '{key}' says that it is always ``{always[1]}``, but the"
                " schema allows other values; state it as const",
            )
    default = pair.field.keyword("default")
    said = _DEFAULT.search(" ".join(description.split()))
    if default is not None and (said is None or said[1] != _plain(default[1])):
        told = f"says ``{said[1]}``" if said else "names none"
        yield (
            default[0].keyword_location("default"),
            f"the default by the schema is ``{_plain(default[1])}``, but the description of"
            f" '{key}' {told}; make them agree",
        )
    if default is None and said is not None and pair.field.keyword("enum") is not None:
        yield (
            pair.field.location,
            f"the description of '{key}' says that the default is ``{said[1]}``, but the schema"
            " states none; make them agree",
        )


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _beside(description: str, values: list[str]) -> Iterator[str]:
    """The literals that stand in one sentence with at least two of the values."""
    for sentence in _SENTENCE.split(description):
        literals = _LITERAL.findall(sentence)
        if sum(literal in values for literal in literals) >= 2:
            yield from (literal for literal in literals if literal not in values)


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
            if "string" not in pair.field.types:
                return None
            stated = pair.field.keyword("format")
            described = bool(words.search(pair.row.parameter.description))
            if stated is not None and stated[1] in formats:
                return described
            first = _SENTENCE.split(pair.row.parameter.description.strip())[0]
            if not words.search(first) or words is _LINK:
                return None
            return any(pair.field.keyword(name) for name in ("pattern", "enum", "const"))

        for agreement, pair, pairs, _ in _contradictions(tree, agree):
            stated = pair.field.keyword("format")
            demanded = stated is not None and stated[1] in formats
            here = _field_location(pair, "description")
            there = _keyword_location(pair, "format")
            if demanded:
                words_for = "by the schema, but its description does not say so"
            else:
                words_for = "by its description, but the schema does not demand it"
            yield Defect(
                here if demanded else there,
                pair.row.parameter.key,
                f"'{pointer(pair.field.names)}' is {kind} {words_for}"
                f" ({agreement.binding.schema}); make them agree",
                agreement.operation.label,
                (there if demanded else here, *(other.row.row.location for other in pairs)),
            )
