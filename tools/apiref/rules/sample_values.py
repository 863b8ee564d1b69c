"""Samples against tables: what the values are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from apiref.analysis.comparison import Comparison, Value, compare
from apiref.analysis.members import json_type
from apiref.analysis.types import allows, json_types
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule

_NULL = re.compile(
    r"\bnull\b|\bNone\b|``null``|\bnil\b|\bempty\b|\bunset\b|\bnullable\b", re.IGNORECASE
)
_WIDE = re.compile(
    r"\b(?:either|or an?|one of the (?:following )?types|any (?:type|value))\b", re.IGNORECASE
)
_EMPTY = re.compile(r"\b(?:empty|blank) string|``\"\"``|``''``", re.IGNORECASE)
# A number or a truth value in quotes is wrong, even where the description names the value.
_LITERAL_VALUE = re.compile(r"-?\d+(?:\.\d+)?|true|false|null|none", re.IGNORECASE)
_SHOWN = 60


@dataclass(slots=True)
class _Wrong:
    """All values of one parameter, and those of another type than it documents."""

    parameter: Parameter
    good: int = 0
    wrong: list[tuple[Comparison, Value]] = field(default_factory=list)


@rule(Severity.ERROR)
def sample_value_type(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is of another type than the table documents.

    Where every sample of the whole reference shows the same other type, the parameter is wrong,
    and the finding is placed at its ``type``; otherwise it is placed at the value.

    Passes: ``{"port": 80}`` where ``port`` is an integer.

    Fails: ``{"port": "80"}`` there.
    """
    found: dict[tuple[str, str], _Wrong] = {}
    for comparison in compare(tree):
        for value in _homes(comparison):
            verdict = _verdict(value)
            if verdict is None:
                continue
            parameter = value.fields[0].parameter
            entry = found.setdefault((parameter.path, parameter.key), _Wrong(parameter))
            if verdict:
                entry.good += 1
            else:
                entry.wrong.append((comparison, value))
    for entry in found.values():
        yield from _type_defects(entry)


def _homes(comparison: Comparison) -> Iterator[Value]:
    """The values of fields at their shallowest place: further in, a bare row may fit by chance."""
    depth: dict[str, int] = {}
    for value in comparison.values:
        key = value.fields[0].row.name
        depth[key] = min(depth.get(key, len(value.names)), len(value.names))
    for value in comparison.values:
        if len(value.names) == depth[value.fields[0].row.name]:
            yield value


def _verdict(value: Value) -> bool | None:
    """Whether a value is of a type that one of its rows documents; None where that is open."""
    if value.place.value is None:
        return None
    for field_ in value.fields:
        types = json_types(field_.parameter.type)
        if types is None:
            return None
        if allows(types, value.place.value):
            return True
    return None if _is_told(value) else False


def _is_told(value: Value) -> bool:
    """Whether the description says that the value can be of another type as well."""
    description = value.fields[0].parameter.description
    if _WIDE.search(description):
        return True
    text = value.place.value
    if not isinstance(text, str):
        return False
    if not text.strip():
        return _EMPTY.search(description) is not None
    if _LITERAL_VALUE.fullmatch(text):
        return False
    return any(f"{mark}{text}{mark}" in description for mark in ("``", "*", '"', "'"))


def _type_defects(entry: _Wrong) -> Iterator[Defect]:
    files = {value.place.sample.path for _, value in entry.wrong}
    kinds = {json_type(value.place.value) for _, value in entry.wrong}
    parameter = entry.parameter
    type_field = parameter.field("type")
    if not entry.wrong or type_field is None:
        return
    if not entry.good and len(files) >= 2 and len(kinds) == 1 and not _is_quoted(entry):
        kind = next(iter(kinds))
        comparison, value = entry.wrong[0]
        yield Defect(
            type_field.value_location,
            parameter.key,
            f"'{parameter.key}' is documented as {parameter.type}, but every sample shows"
            f" {_article(kind)}, such as {_show(value)}; mend the type",
            comparison.operation.label,
            _places(value for _, value in entry.wrong),
        )
        return
    by_member: dict[tuple[str, tuple[str, ...]], list[tuple[Comparison, Value]]] = {}
    for comparison, value in entry.wrong:
        by_member.setdefault((value.place.sample.path, value.names), []).append((comparison, value))
    for group in by_member.values():
        comparison, value = group[0]
        kind = json_type(value.place.value)
        yield Defect(
            location_of(value.place.sample, value.place.path),
            pointer(value.place.path),
            f"'{pointer(value.place.path)}' is {_article(kind)}, {_show(value)}, but"
            f" '{value.fields[0].row.name}' is documented as {parameter.type}; mend the one or the"
            " other",
            comparison.operation.label,
            (value.fields[0].parameter.location,),
        )


def _is_quoted(entry: _Wrong) -> bool:
    """Whether the values are what is documented, but for quotes around them: "80", "false"."""
    types = json_types(entry.parameter.type) or frozenset()
    texts = [value.place.value for _, value in entry.wrong]
    if "boolean" in types:
        return all(isinstance(text, str) and text.lower() in ("true", "false") for text in texts)
    if "integer" in types or "number" in types:
        return all(isinstance(text, str) and re.fullmatch(r"-?\d+(\.\d+)?", text) for text in texts)
    return False


def _places(values: Iterator[Value]) -> tuple[Location, ...]:
    places: dict[str, Location] = {}
    for value in values:
        sample = value.place.sample
        if sample.path not in places:
            places[sample.path] = location_of(sample, value.place.path)
    return tuple(places.values())


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"


def _show(value: Value) -> str:
    import json

    text = json.dumps(value.place.value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


@rule(Severity.INFO)
def sample_value_null(tree: Tree) -> Iterator[Defect]:
    """A sample shows ``null`` for a field whose description does not say that it can be.

    Readers whose programs take the documented type for granted fail on it. The guideline asks for
    one type in the table and for ``null`` in the description.

    Passes: ``{"host": null}``, and the description says "``null`` until the server has one".

    Fails: ``{"host": null}``, and the description says nothing of it.
    """
    seen: set[tuple[str, str]] = set()
    for comparison in compare(tree):
        for value in comparison.values:
            if value.place.value is not None:
                continue
            if any(
                _NULL.search(field_.parameter.description)
                or "null" in (json_types(field_.parameter.type) or ())
                for field_ in value.fields
            ):
                continue
            parameter = value.fields[0].parameter
            key = (parameter.path, parameter.key)
            if key in seen:
                continue
            seen.add(key)
            yield Defect(
                location_of(value.place.sample, value.place.path),
                pointer(value.place.path),
                f"'{pointer(value.place.path)}' is null, which the description of"
                f" '{parameter.key}' does not mention; say when it is ``null``",
                comparison.operation.label,
                (parameter.location,),
            )
