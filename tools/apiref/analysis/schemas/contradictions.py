"""Contradictions between the row of a field and its schema, and which of them is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from apiref.analysis.rows.entries import misdirected_rows
from apiref.analysis.schemas.rows import Agreement, Pair, agreements
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.text.listing import listed

# Whether row and schema agree; None if one of them says nothing about it.
Judge = Callable[[Pair], "bool | None"]
# The statement of the schema that a pair is about, or None.
Statement = Callable[[Pair], Hashable]


class Contradiction(NamedTuple):
    """A parameter and a schema that do not agree.

    ``pairs`` are all contradicting fields of that parameter, ``pair`` the first of them. ``others``
    are those of other parameters that contradict the same statement of the schema.
    ``schema_wrong`` says that the schema is wrong, since the parameter agrees with another schema,
    or several parameters contradict the same statement.
    """

    agreement: Agreement
    pair: Pair
    pairs: tuple[Pair, ...]
    others: tuple[Pair, ...]
    schema_wrong: bool

    @property
    def also(self) -> str:
        """The other parameters, as text, or an empty text."""
        keys = [f"'{pair.row.parameter.key}'" for pair in self.others]
        return f" (the same of {listed(keys)})" if keys else ""

    @property
    def places(self) -> tuple[Location, ...]:
        """The rows concerned."""
        return tuple(pair.row.row.location for pair in (*self.pairs, *self.others))


def contradictions(tree: Tree, judge: Judge, statement: Statement) -> Iterator[Contradiction]:
    """The contradictions, each once for a parameter or for a statement of a schema.

    Rows that refer to the entry of another parameter are omitted, since that is reported.
    """
    wrong: dict[tuple[str, str], list[tuple[Agreement, Pair]]] = defaultdict(list)
    right: set[tuple[str, str]] = set()
    misdirected = {found.found.row.location for found in misdirected_rows(tree)}
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            if pair.row.row.location in misdirected:
                continue
            key = (pair.row.parameter.path, pair.row.parameter.key)
            agrees = judge(pair)
            if agrees is True:
                right.add(key)
            elif agrees is False:
                wrong[key].append((agreement, pair))
    groups: dict[Hashable, list[tuple[str, str]]] = defaultdict(list)
    for key, found in wrong.items():
        groups[statement(found[0][1]) or key].append(key)
    for first, *others in groups.values():
        agreement, pair = wrong[first][0]
        yield Contradiction(
            agreement,
            pair,
            tuple(other for _, other in wrong[first]),
            tuple(wrong[key][0][1] for key in others),
            bool(others) or first in right,
        )


def statement_by(keyword: str) -> Statement:
    """The statements of schemas with a keyword."""

    def place(pair: Pair) -> Location | None:
        return keyword_location(pair, keyword) if pair.field.keyword(keyword) else None

    return place


def object_without_required(pair: Pair) -> Hashable:
    """The object of a field if its schema requires no member at all; else None."""
    node = pair.field.nodes[0]
    value: object = node.file.value
    for part in node.path[:-2]:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    if isinstance(value, dict) and "required" not in value:
        return (node.file.path, *node.path[:-2])
    return None


def field_location(pair: Pair, name: str) -> Location:
    """The location of a field of the row's entry, or of the entry if it lacks the field."""
    field = pair.row.parameter.field(name)
    return field.value_location if field is not None else pair.row.parameter.location


def lacks_field(pair: Pair, name: str) -> bool:
    """Whether an entry lacks a field or its value, which another rule reports."""
    field = pair.row.parameter.field(name)
    return field is None or field.value in (None, "")


def keyword_location(pair: Pair, keyword: str) -> Location:
    """The location of a keyword of the field's schema, or of the field if it lacks the keyword."""
    found = pair.field.keyword(keyword)
    return found[0].keyword_location(keyword) if found else pair.field.location
