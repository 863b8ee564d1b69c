"""Contradictions between the row of a field and its schema, and which of them is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from apiref.analysis.rows.misdirected_rows import misdirected_rows
from apiref.analysis.schemas.rows import Agreement, Pair, agreements
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect
from apiref.model.json_file import location_of
from apiref.model.location import Location
from apiref.model.tree import Tree

# Whether row and schema agree; None if one of them says nothing about it.
Judge = Callable[[Pair], "bool | None"]
# The statement of the schema that a pair is about, or None.
Statement = Callable[[Pair], "Location | None"]


class Contradiction(NamedTuple):
    """A field whose row and schema do not agree.

    ``schema_wrong`` says that the schema is wrong, since the parameter agrees with another schema,
    or several parameters contradict the same statement. That statement is the ``cause`` then, and
    otherwise the entry.
    """

    agreement: Agreement
    pair: Pair
    schema_wrong: bool
    cause: Cause

    def defect(self, here: Location, there: Location, message: str) -> Defect:
        """The defect, given the places in the parameters file and in the schema."""
        place, other = (there, here) if self.schema_wrong else (here, there)
        row = self.pair.row
        return Defect(
            place,
            row.parameter.key,
            message,
            self.agreement.operation.label,
            (other, row.row.location),
            cause=self.cause,
        )


def contradictions(tree: Tree, judge: Judge, statement: Statement) -> Iterator[Contradiction]:
    """The contradictions; those of one parameter, or about one statement, have one cause.

    Rows that refer to the entry of another parameter are omitted, since that is reported.
    """
    wrong: list[tuple[Agreement, Pair, Cause]] = []
    right: set[Cause] = set()
    entries: dict[Location | None, set[Cause]] = defaultdict(set)
    misdirected = {found.found.row.location for found in misdirected_rows(tree)}
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            if pair.row.row.location in misdirected:
                continue
            entry = Cause("entry", pair.row.parameter.path, pair.row.parameter.key)
            agrees = judge(pair)
            if agrees is True:
                right.add(entry)
            elif agrees is False:
                wrong.append((agreement, pair, entry))
                entries[statement(pair)].add(entry)
    for agreement, pair, entry in wrong:
        place = statement(pair)
        if place is not None and len(entries[place]) > 1:
            yield Contradiction(agreement, pair, True, at("block", place))
        else:
            yield Contradiction(agreement, pair, entry in right, entry)


def statement_by(keyword: str) -> Statement:
    """The statements of schemas with a keyword."""

    def place(pair: Pair) -> Location | None:
        return keyword_location(pair, keyword) if pair.field.keyword(keyword) else None

    return place


def object_without_required(pair: Pair) -> Location | None:
    """The object of a field if its schema requires no member at all; else None."""
    node = pair.field.nodes[0]
    value: object = node.file.value
    for part in node.path[:-2]:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    if isinstance(value, dict) and "required" not in value:
        return location_of(node.file, node.path[:-2], key=True)
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
