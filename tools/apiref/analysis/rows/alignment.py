"""The rows of a table laid over the members that documents show, as one tree of fields.

Tables are flat. The place of a field is where documents show it; a field that no document shows is
in the object that the rows before and after it share, or in the one around all, so that a guess is
rather too far out than in. Without documents, a first row that is an object or a list encloses all
others. A document is a sample, a body of recorded traffic, or a schema.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Literal

from apiref.analysis.members import ancestors, json_type, members
from apiref.analysis.parameters.types import CONTAINERS, json_types
from apiref.analysis.rows.documentation import DocumentedField
from apiref.model.json_file import Json

Names = tuple[str, ...]
# The values of members by the names that lead to them.
Shown = Mapping[Names, Sequence[Json]]
# Why a row belongs to a field: it has its path; it has its name, which is nowhere further out; it
# stands near the row of the object; or there are documents but none shows it: its place is a guess.
Reason = Literal["path", "name", "order", "guess"]
_TEMPLATED = re.compile(r"[{}<>]")


@dataclass(slots=True)
class Field:
    """A field, or the body itself, with its contents.

    ``rows`` are those that document it: several if versions differ, none if only documents show it;
    ``reason`` is why. ``values`` are those in documents.
    """

    names: Names = ()
    rows: list[DocumentedField] = field(default_factory=list)
    values: list[Json] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    reason: Reason | None = None

    @property
    def kinds(self) -> set[str]:
        """The JSON types of the values."""
        return set(map(json_type, self.values))

    @property
    def items(self) -> set[str]:
        """The JSON types of the items of lists, whatever the number of lists around them."""
        return {kind for value in self.values if isinstance(value, list) for kind in _items(value)}

    @property
    def depth(self) -> int:
        """The number of directly nested lists."""
        return max(map(_depth, self.values), default=0)

    @property
    def is_built(self) -> bool:
        """Whether a document shows it as an object or a list."""
        return any(isinstance(value, dict | list) for value in self.values)

    @property
    def is_documented(self) -> bool:
        """Whether it, or a field in it, has a row."""
        return bool(self.rows) or any(inner.is_documented for inner in self.fields.values())

    @property
    def documented_fields(self) -> dict[str, Field]:
        """The fields in it that have a row, or contain such; in the order of the rows."""
        return {name: inner for name, inner in self.fields.items() if inner.is_documented}

    @property
    def is_list(self) -> bool:
        """Whether its contents belong to the items of a list."""
        if self.kinds & CONTAINERS:
            return "array" in self.kinds
        types = [json_types(row.parameter.type) or frozenset() for row in self.rows]
        return any("array" in kinds for kinds in types)


def shown_by(documents: Iterable[Json]) -> dict[Names, list[Json]]:
    """The body itself and all members of documents, outer ones before inner ones."""
    found: dict[Names, list[Json]] = {(): []}
    for document in documents:
        found[()].append(document)
        for member in members(document):
            found.setdefault(member.names, []).append(member.value)
    return found


class Alignment:
    """``root`` is the body; ``fields`` has it and all fields in it by the names that lead there."""

    def __init__(self, rows: Sequence[DocumentedField], shown: Shown) -> None:
        self.rows = rows
        self.root = Field()
        self.fields: dict[Names, Field] = {(): self.root}
        self._ordered: set[Names] = {()}
        self._namesakes = Counter(row.parts for row in rows)
        # Fields by name, outer ones first.
        self._by_name: dict[str, list[Field]] = {}
        for names in sorted(shown, key=len):
            found = self._field(names)
            found.values = list(shown[names])
            if names:
                self._by_name.setdefault(names[-1], []).append(found)
        # The place of the last row that documents show, its object, and the rows since.
        last: Names = ()
        around: Names = ()
        waiting: list[DocumentedField] = []
        for row in rows:
            places, reason = self._shown_places(row, last, around)
            if not places:
                waiting.append(row)
                continue
            inner = places[0].names[:-1]
            # Only what encloses everything contains the rows below its own.
            before = around if len(last) > 1 else (last or inner[:1])
            self._guess(waiting, _common(before, inner))
            waiting = []
            for place in places:
                self._put(row, place, reason)
            last, around = places[0].names, inner
        self._guess(waiting, self._outermost)

    def is_free_form(self, names: Names) -> bool:
        """Whether an object around a field contains names that users choose."""
        return any(
            row.is_free_form
            for outer in ancestors(names)
            if (around := self.fields.get(outer)) is not None
            for row in around.rows
        )

    def _shown_places(
        self, row: DocumentedField, last: Names, around: Names
    ) -> tuple[list[Field], Reason]:
        """The fields that a row documents in documents, as a reader would understand the table.

        A name without a path means its outermost place; if several rows have one name, each is in
        the object of the nearest row before it.
        """
        count = len(row.parts)
        same = self._by_name.get(row.name, ())
        found = [place for place in same if place.names[-count:] == row.parts]
        found = [place for place in found if not self.is_free_form(place.names)] or found
        if not found:
            return [], "guess"
        if self._namesakes[row.parts] == 1:
            least = len(found[0].names)
            outermost = [place for place in found if len(place.names) == least]
            return outermost, "path" if count > 1 else "name"
        left = [place for place in found if not place.rows] or found
        for outer in (last, *(around[:depth] for depth in range(len(around), -1, -1))):
            inside = [place for place in left if place.names[:-1] == outer]
            if inside:
                return inside[:1], "order"
        return left[:1], "order"

    @property
    def _outermost(self) -> Names:
        """The object or list that encloses the whole of all documents, if there is one."""
        shown = [inner for inner in self.root.fields.values() if inner.values]
        return shown[0].names if len(shown) == 1 and shown[0].is_built else ()

    def _guess(self, rows: Iterable[DocumentedField], around: Names) -> None:
        """Put rows of fields that no document shows into the object that their neighbours share."""
        for row in rows:
            place = self._field(self._guessed_place(row, around))
            self._put(row, place, "guess" if self.root.values else "order")

    def _guessed_place(self, row: DocumentedField, around: Names) -> Names:
        """The place of a field that no document shows."""
        if len(row.parts) > 1:
            outer = row.parts[:-1]
            known = [names for names in self.fields if names[-len(outer) :] == outer]
            return (*known[0], row.name) if known else (*self._outermost, *row.parts)
        if not self.root.values and self._envelope is not None and row is not self.rows[0]:
            return (*self._envelope, row.name)
        return (*around, row.name)

    @cached_property
    def _envelope(self) -> Names | None:
        """The first row, if it encloses all others; for tables without samples."""
        first = self.rows[0]
        types = json_types(first.parameter.type) or frozenset()
        dotted = any(len(row.parts) > 1 for row in self.rows)
        return None if dotted or not types & CONTAINERS else first.parts

    def _put(self, row: DocumentedField, place: Field, reason: Reason) -> None:
        """Add a row to its field; the fields of an object are in the order of the rows."""
        for names in (*ancestors(place.names), place.names):
            if names not in self._ordered:
                self._ordered.add(names)
                siblings = self.fields[names[:-1]].fields
                siblings[names[-1]] = siblings.pop(names[-1])
        place.rows.append(row)
        place.reason = place.reason or reason

    def _field(self, names: Names) -> Field:
        """The field at a place; it and the objects around it are added if they do not exist."""
        found = self.fields.get(names)
        if found is None:
            found = self.fields[names] = Field(names)
            self._field(names[:-1]).fields[names[-1]] = found
        return found


def _common(one: Names, other: Names) -> Names:
    """The names that two places begin with."""
    pairs = zip(one, other, strict=False)
    return tuple(name for name, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def is_templated(name: str) -> bool:
    """Whether a field's name has a part that users choose, such as ``volumes_{type}``."""
    return _TEMPLATED.search(name) is not None


def _depth(value: Json) -> int:
    """The number of directly nested arrays."""
    if not isinstance(value, list):
        return 0
    return 1 + max((_depth(item) for item in value if isinstance(item, list)), default=0)


def _items(value: list[Json]) -> Iterator[str]:
    """The types of the innermost items of an array."""
    for item in value:
        if isinstance(item, list):
            yield from _items(item)
        else:
            yield json_type(item)
