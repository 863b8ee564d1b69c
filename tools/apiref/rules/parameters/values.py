"""What entries state about the values of parameters, with ``enum``, ``default`` and ``format``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apiref.analysis.parameters.listed_values import listed_in_text
from apiref.analysis.parameters.types import allows
from apiref.analysis.parameters.values import (
    VALUE_FIELDS,
    described_default,
    identity,
    plain,
    stated_values,
    typed,
    types_of,
)
from apiref.analysis.schemas.rows import Pair, agreements
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter
from apiref.rules.registry import rule


def _stating(tree: Tree, name: str) -> Iterator[tuple[Parameter, Field]]:
    """The entries that have a field of that name themselves, with that field."""
    for parameter in tree.parameters:
        field = parameter.field(name)
        if field is not None and not field.merged:
            yield parameter, field


@rule(Severity.ERROR)
def stated_value(tree: Tree) -> Iterator[Defect]:
    """The ``enum``, ``default`` or ``format`` of a parameter is not valid for it.

    ``enum`` is a list of values of the parameter's type, each once; ``default`` is one of them, or
    of the type; ``format`` is the name of a format. YAML reads some words as something else:
    ``no``, ``on`` and ``5`` are text only in quotes.

    Passes: ``type: string`` with ``enum: [asc, desc]`` and ``default: asc``.

    Fails: ``type: string`` with ``enum: [yes, no]``, or with ``enum: [asc, desc]`` and
    ``default: up``.
    """
    for name in VALUE_FIELDS:
        for parameter, field in _stating(tree, name):
            fault = next(_faults(parameter, field), None)
            if fault is not None:
                message = f"'{name}' of parameter '{parameter.key}' {fault}"
                yield Defect(field.value_location, parameter.key, message)


def _faults(parameter: Parameter, field: Field) -> Iterator[str]:
    """What is wrong with a field, the most serious first."""
    if field.name == "format":
        if not isinstance(field.value, str) or not field.value.strip():
            yield "is not text; name a format, such as uuid or date-time"
        return
    types = types_of(parameter)
    if field.name == "default":
        value = typed(field.value, types)
        if types and not allows(frozenset(types), value):
            yield f"is {_shown(value)}, which is not of type '{parameter.type}'; correct it"
            return
        values = [typed(other, types) for other in stated_values(parameter)]
        if values and value is not None and identity(value) not in map(identity, values):
            yield f"is {_shown(value)}, which is not among the values of 'enum'; correct either"
        return
    if not isinstance(field.value, list) or not field.value:
        yield "is not a list of values; write it as '[a, b]', or a line '- a' for each"
        return
    before: set[str] = set()
    for one in field.value:
        value = typed(one, types)
        if types and value is not None and not allows(frozenset(types), value):
            yield f"contains {_shown(value)}, which is not of type '{parameter.type}'; correct it"
        if identity(value) in before:
            yield f"contains {_shown(value)} twice; remove one"
        before.add(identity(value))


def _shown(value: object) -> str:
    """A value as it appears in a message, with its type if that is not obvious."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return f"the boolean {plain(value)}"
    return f"the text '{value}'" if isinstance(value, str) else plain(value)


@rule(Severity.ERROR)
def stated_values_differ(tree: Tree) -> Iterator[Defect]:
    """The ``enum``, ``default`` or ``format`` of a parameter contradicts its description or schema.

    A description need not repeat the values; if it lists them ("One of ``asc``, ``desc``.") or
    states the default ("Default is ``asc``."), it must agree, and so must the schema.

    Passes: "One of ``asc`` or ``desc``." with ``enum: [asc, desc]``.

    Fails: "One of ``asc`` or ``desc``." with ``enum: [asc, des]``, or with a schema
    ``{"enum": ["asc", "descending"]}``.
    """
    pairs: dict[Location, list[Pair]] = {}
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            pairs.setdefault(pair.row.parameter.location, []).append(pair)
    for name in VALUE_FIELDS:
        for parameter, field in _stating(tree, name):
            if next(_faults(parameter, field), None) is not None:
                continue
            check = {"enum": _enum_faults, "default": _default_faults, "format": _format_faults}
            fault = next(check[name](parameter, field, pairs.get(parameter.location, [])), None)
            if fault is not None:
                message = f"'{name}' of parameter '{parameter.key}' {fault}; make them agree"
                yield Defect(field.value_location, parameter.key, message)


def _enum_faults(parameter: Parameter, _field: Field, pairs: list[Pair]) -> Iterator[str]:
    own = [plain(value) for value in stated_values(parameter) if value is not None]
    listed = [value for value in listed_in_text(parameter) if value != "null"]
    if listed:
        yield from _difference(own, listed, "its description")
    schemas = [_schema_values(pair) for pair in pairs]
    known = [value for values in schemas if values is not None for value in values]
    # One operation may allow any value, or fewer than another; the entry is for all of them.
    missing = [value for value in known if value not in own]
    if missing:
        yield f"lacks {_names(missing)}, which the schema allows"
    if schemas and None not in schemas:
        extra = [value for value in own if value not in known]
        if extra:
            yield f"has {_names(extra)}, which the schema does not allow"


def _schema_values(pair: Pair) -> list[str] | None:
    """The values that a schema allows, or None if it allows any."""
    stated = pair.field.keyword("const") or pair.field.keyword("enum")
    if stated is None:
        return None
    values = stated[1] if isinstance(stated[1], list) else [stated[1]]
    return [plain(value) for value in values if value is not None]


def _default_faults(parameter: Parameter, field: Field, pairs: list[Pair]) -> Iterator[str]:
    own = plain(typed(field.value, types_of(parameter)))
    said = described_default(parameter.description)
    if said is not None and said.strip("\"'") != own:
        yield f"is {own}, but its description says ``{said}``"
    for pair in pairs:
        stated = pair.field.keyword("default")
        if stated is not None and plain(stated[1]) != own:
            yield f"is {own}, but the schema has {plain(stated[1])}"


def _format_faults(parameter: Parameter, _field: Field, pairs: list[Pair]) -> Iterator[str]:
    own = parameter.text("format").strip()
    for pair in pairs:
        stated = pair.field.keyword("format")
        if stated is not None and stated[1] != own:
            yield f"is {own}, but the schema has {stated[1]}"


def _difference(own: list[str], others: list[str], whose: str) -> Iterator[str]:
    missing = [value for value in others if value not in own]
    extra = [value for value in own if value not in others]
    if missing:
        yield f"lacks {_names(missing)}, which {whose} lists"
    if extra:
        yield f"has {_names(extra)}, which {whose} does not list"


def _names(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in dict.fromkeys(values))
