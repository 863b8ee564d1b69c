"""Values in samples that do not have the type of their row, and which of them is wrong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from apiref.analysis.members import json_type, members
from apiref.analysis.parameters.described_types import contradiction_of
from apiref.analysis.parameters.listed_values import listed_in
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.parameters.type_names import standard_type
from apiref.analysis.parameters.types import allows, is_container, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, uses_by_entry
from apiref.analysis.rows.misdirected_rows import misdirected_rows
from apiref.analysis.samples.comparison import Comparison, Value, compare
from apiref.analysis.samples.linked_sections import is_value_linked_in
from apiref.analysis.samples.misplaced_rows import misplaced_rows
from apiref.analysis.samples.names import members_by_name
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

_WIDE = re.compile(
    r"\b(?:either|or (?:as )?an?|one of the (?:following )?types|any (?:JSON )?(?:type|value))\b",
    re.IGNORECASE,
)
_AT_TIMES = (
    r"(?i)\b(?:since|until|before|whereas|(?:from|in) (?:api |micro)?version|starting|beginning"
    r"|as of|when|if|with|otherwise|also|can|may|in (?:the |an? )?(?:requests?|responses?))\b"
)
_NOTHING = frozenset({"null"})
# The names of types in descriptions that say that a value sometimes has them.
_CALLED = {
    "array": "lists?|arrays?",
    "object": "objects?|dict(?:ionary)?|mapping",
    "boolean": "boolean",
    "integer": "integer|number",
    "number": "float|number",
    "string": "string",
}
_NULL = re.compile(
    r"\bnull\b|\bNone\b|``null``|\bnil\b|\bempty\b|\bunset\b|\bnullable\b"
    # When there is a value, so that at other times there is none.
    r"|\b(?:if|when|once|after|unless|until)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:empty|blank)\b(?!\s+(?:list|array|object|dict|body|set))|``\"\"``|``''``", re.IGNORECASE
)
# A number or a truth value in quotes is wrong, even where the description marks up the value.
_LITERAL_VALUE = re.compile(r"-?\d+(?:\.\d+)?|true|false|null|none", re.IGNORECASE)

# A description that begins like this agrees with the type.
_BEGINS = {
    "array": re.compile(r"\A\s*(?:(?:the|an?) )?(?:lists?|arrays?) (?:of|with)\b", re.IGNORECASE),
    "object": re.compile(
        r"\A\s*(?:(?:the|an?) )?(?:maps?|mapping|dict|dictionary|json object) (?:of|with)\b",
        re.IGNORECASE,
    ),
}
# Nobody writes quotes by a slip in this many samples.
_MANY = 4

Blame = Literal["type", "row", "value", "sample"]


class Contradiction(NamedTuple):
    """Values of one parameter that contradict its type, and what to fix.

    ``type``: all samples show the same other type, and there are several of them, or the
    description agrees. ``row``: these rows show a list or an object, or the entry is one, but the
    entry fits other rows. ``sample``: the description, or most samples, agree with the type.
    ``value``: the sample is equally likely to be wrong.
    """

    parameter: Parameter
    values: tuple[tuple[Comparison, Value], ...]
    blame: Blame


@dataclass(slots=True)
class _Entry:
    """The values of one parameter: the rows of fitting ones, and those that do not fit."""

    parameter: Parameter
    good: set[object] = field(default_factory=set)
    wrong: list[tuple[Comparison, Value]] = field(default_factory=list)


@per_tree
def contradictions(tree: Tree) -> tuple[Contradiction, ...]:
    """All values without the documented type, by parameter."""
    return tuple(
        item
        for entry in _entries(tree).values()
        if entry.wrong
        for item in _contradictions(tree, entry)
    )


def is_shown_as_documented(tree: Tree, parameter: Parameter) -> bool:
    """Whether samples show a parameter, and all of them with its type."""
    entry = _entries(tree).get((parameter.path, parameter.key))
    return entry is not None and bool(entry.good) and not entry.wrong


@per_tree
def _entries(tree: Tree) -> dict[tuple[str, str], _Entry]:
    """What samples show of each parameter, by file and key."""
    wrong_rows = _rows_with_wrong_entries(tree)
    found: dict[tuple[str, str], _Entry] = {}
    for comparison in compare(tree):
        for value in outermost_values(comparison):
            if any(row.row.location in wrong_rows for row in value.fields):
                continue
            if _is_of_other_object(comparison, value):
                continue
            fits = fits_type(value)
            if fits is None or (not fits and _is_linked(tree, value)):
                continue
            parameter = value.field.parameter
            entry = found.setdefault((parameter.path, parameter.key), _Entry(parameter))
            if fits:
                entry.good.add(value.field.row.location)
            else:
                entry.wrong.append((comparison, value))
    return found


def _is_of_other_object(comparison: Comparison, value: Value) -> bool:
    """Whether the key of a row begins with the name of another object than the one around a value.

    A row ``size`` with the key ``disk_size`` is that of the row ``disk``, not of ``{"size": 1}``.
    """
    own, key = words(value.field.name), words(value.field.row.key)
    outer = key[: -len(own)]
    return key[-len(own) :] == own and any(
        is_container(row.parameter.type)
        for name, rows in comparison.documentation.by_name.items()
        if words(name) == outer and name not in value.names
        for row in rows
    )


def _contradictions(tree: Tree, entry: _Entry) -> Iterator[Contradiction]:
    parameter = entry.parameter
    if parameter.field("type") is None:
        return
    if not entry.good and len(_kinds(entry.wrong)) == 1:
        if _is_affirmed(tree, entry):
            yield Contradiction(parameter, tuple(entry.wrong), "sample")
            return
        rows = {value.field.row.location for _, value in entry.wrong}
        uses = uses_by_entry(tree).get((parameter.path, parameter.key), ())
        names = {use.row.name for use in uses}
        # A list is often given the row of its items.
        items = _fitting(tree, entry, map(singular, names)) & _samples_of(uses)
        is_only = len(rows) >= len(uses) or not (items or _fitting(tree, entry, names))
        slips = _is_quoted(entry)
        several = len(_files(entry.wrong)) >= (_MANY if slips else 2)
        built = is_only and all(map(_is_built, entry.wrong))
        if built or several or (_is_contradicted(parameter) and not slips):
            yield Contradiction(parameter, tuple(entry.wrong), "type")
            return
    by_row: defaultdict[object, list[tuple[Comparison, Value]]] = defaultdict(list)
    for comparison, value in entry.wrong:
        by_row[value.field.row.location].append((comparison, value))
    apart = {
        place: values
        for place, values in by_row.items()
        if place not in entry.good and len(_kinds(values)) == 1
    }
    by_kind = Counter(kind for values in apart.values() for kind in _kinds(values))
    of_rows: defaultdict[str, list[tuple[Comparison, Value]]] = defaultdict(list)
    for place, values in by_row.items():
        (kind, *_) = _kinds(values)
        is_split = is_container(parameter.type) and by_kind[kind] > 1
        if place in apart and (is_split or all(map(_is_built, values))):
            of_rows[kind] += values
        else:
            yield Contradiction(parameter, tuple(values), "value")
    for values in of_rows.values():
        yield Contradiction(parameter, tuple(values), "row")


def _kinds(found: list[tuple[Comparison, Value]]) -> set[str]:
    """The JSON types of some values."""
    return {json_type(value.place.value) for _, value in found}


def _files(found: list[tuple[Comparison, Value]]) -> set[str]:
    """The paths of the samples that show some values."""
    return {value.place.sample.path for _, value in found}


def _samples_of(uses: Iterable[Resolved]) -> set[str | None]:
    """The paths of the samples of the operations with some rows."""
    operations = (use.use.operation for use in uses)
    return {part.reference.path for it in operations if it is not None for part in it.samples}


def _fitting(tree: Tree, entry: _Entry, names: Iterable[str]) -> set[str]:
    """The paths of the samples that show a member of some name with the documented type."""
    types = json_types(entry.parameter.type) or frozenset()
    return {
        path
        for name in names
        for path, member in members_by_name(tree).get(name, ())
        if member.value is not None and allows(types, member.value)
    }


def _is_affirmed(tree: Tree, entry: _Entry) -> bool:
    """Whether the description begins with words for the documented type: "A list of".

    Or most samples show a list or an object as documented, but these show another kind of value.
    """
    parameter = entry.parameter
    begins = _BEGINS.get(standard_type(parameter.type) or "")
    names = {value.field.name for _, value in entry.wrong}
    if begins is not None and begins.match(parameter.description):
        # Descriptions of lists are copied to single objects.
        return standard_type(parameter.type) != "array" or not names & {*map(singular, names)}
    if not is_container(parameter.type) or _is_contradicted(parameter):
        return False
    if any(isinstance(value.place.value, dict | list) for _, value in entry.wrong):
        return False
    return len(_fitting(tree, entry, names)) > len(_files(entry.wrong))


def _is_contradicted(parameter: Parameter) -> bool:
    """Whether the description contradicts the type as well."""
    return contradiction_of(parameter) is not None


def _is_built(found: tuple[Comparison, Value]) -> bool:
    """Whether a value is a list or an object with content, which is not written by accident."""
    value = found[1].place.value
    return isinstance(value, dict | list) and bool(value)


def may_be_null(value: Value) -> bool:
    """Whether the types or the descriptions of a member's rows say that it can be ``null``."""
    return any(
        _NULL.search(field_.parameter.description)
        or "null" in (json_types(field_.parameter.type) or ())
        for field_ in value.fields
    )


def outermost_values(comparison: Comparison) -> Iterator[Value]:
    """The values of fields at their outermost place; further in, a row may match by chance."""
    depth: dict[str, int] = {}
    for value in comparison.values:
        if _is_around_its_like(value):
            continue
        key = value.field.row.name
        depth[key] = min(depth.get(key, len(value.names)), len(value.names))
    for value in comparison.values:
        if len(value.names) == depth.get(value.field.row.name):
            yield value


def _is_around_its_like(value: Value) -> bool:
    """Whether a list or object contains the field that its row means: ``{"host": [{"host"...``.

    The inner one then has the documented type, and the outer one does not.
    """
    types = json_types(value.field.parameter.type)
    whole = value.place.value
    if types is None or not isinstance(whole, dict | list) or allows(types, whole):
        return False
    return any(
        member.name == value.names[-1] and allows(types, member.value) for member in members(whole)
    )


def _rows_with_wrong_entries(tree: Tree) -> set[Location]:
    """The rows that refer to a wrong entry, and so to a wrong type; other rules report it."""
    found = {wrong.found.row.location for wrong in misdirected_rows(tree)}
    for wrong in misplaced_rows(tree):
        if wrong.entry is None:
            found.update(row.row.location for row in wrong.rows)
    return found


def fits_type(value: Value) -> bool | None:
    """Whether a value has the type of one of its rows; None if that is unknown."""
    if value.place.value is None:
        return None
    for field_ in value.fields:
        types = json_types(field_.parameter.type)
        if types is None:
            return None
        if allows(types, value.place.value):
            return True
        if types == _NOTHING and value.place.value in ({}, [], ""):
            # It has no content in either case: ``{"start": {}}``.
            return None
    return None if _is_described(value) else False


def _is_described(value: Value) -> bool:
    """Whether the description says that the value can also have another type."""
    description = value.field.parameter.description
    if _WIDE.search(description) or _is_at_times(description, json_type(value.place.value)):
        return True
    text = value.place.value
    if not isinstance(text, str):
        return False
    if not text.strip():
        return _EMPTY.search(description) is not None
    if any(f"{mark}{text}{mark}" in description for mark in ('"', "'")):
        return True
    if _LITERAL_VALUE.fullmatch(text):
        return False
    if any(f"{mark}{text}{mark}" in description for mark in ("``", "*")):
        # One of several values is no other choice than a list or an object.
        is_one = is_container(value.field.parameter.type) and text in listed_in(description)
        return not is_one and not _is_contradicted(value.field.parameter)
    return re.search(rf"\bor (?:the (?:\w+ )?)?{re.escape(text)}(?!\w)", description) is not None


def _is_linked(tree: Tree, value: Value) -> bool:
    """Whether the description links to a list of values that contains this one in quotes."""
    text = value.place.value
    return isinstance(text, str) and any(
        is_value_linked_in(tree, item.parameter.description, text) for item in value.fields
    )


def _is_at_times(description: str, kind: str) -> bool:
    """Whether a description says when a value has that type: "since 2.1 a list"."""
    for part in re.split(r"[.;]\s+|\n\s*\n", description):
        # At the start of a part, it is what the value always is.
        name = rf"[`'\"]*(?:{_CALLED.get(kind, kind)})\b"
        words = (
            rf"(?<=\S)\s+(?:an? (?:JSON )?{name}|(?:and|or|also) {name}(?! of\b)|\({name}\)"
            rf"|of type {name})"
        )
        called = re.search(words, part, re.IGNORECASE)
        if called and re.search(_AT_TIMES, part):
            return True
    return False


def _is_quoted(entry: _Entry) -> bool:
    """Whether the values have the documented type, except for quotes: "80", "false"."""
    types = json_types(entry.parameter.type) or frozenset()
    texts = [value.place.value for _, value in entry.wrong]
    if "boolean" in types:
        return all(isinstance(text, str) and text.lower() in ("true", "false") for text in texts)
    if "integer" in types or "number" in types:
        return all(isinstance(text, str) and re.fullmatch(r"-?\d+(\.\d+)?", text) for text in texts)
    return False
