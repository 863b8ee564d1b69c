"""How the rows of a table nest: the object that each field belongs to.

Tables are flat. The place of a field is where samples show it; a field that no sample shows is a
sibling of the previous row; and a first row that is an object or a list encloses all others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from apiref.analysis.members import json_type, members
from apiref.analysis.parameters.types import CONTAINERS, json_types
from apiref.analysis.rows.documentation import DocumentedField
from apiref.model.json_file import Json

Names = tuple[str, ...]
_TEMPLATED = re.compile(r"[{}<>]")


@dataclass(slots=True)
class Nest:
    """A field, or the body itself, with its contents.

    ``rows`` are those that document it: several if versions differ, none if only samples show it.
    ``kinds`` are the JSON types in samples, ``items`` those of the items of its arrays; ``depth``
    is the number of directly nested arrays. ``is_guessed`` says that no sample shows it, although
    there are samples.
    """

    rows: list[DocumentedField] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    fields: dict[str, Nest] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    depth: int = 0
    is_guessed: bool = False

    def show(self, value: Json) -> None:
        """Add a value from a sample."""
        self.kinds.add(json_type(value))
        if isinstance(value, list):
            self.depth = max(self.depth, _depth(value))
            self.items.update(_items(value))

    @property
    def is_list(self) -> bool:
        """Whether its contents belong to the items of a list."""
        if self.kinds & CONTAINERS:
            return "array" in self.kinds
        types = [json_types(row.parameter.type) or frozenset() for row in self.rows]
        return any("array" in kinds for kinds in types)


def nested(rows: Sequence[DocumentedField], values: Sequence[Json]) -> Nest:
    """The body that rows document and samples show; ``values`` are those of the samples."""
    return _Nesting(rows, values).nest()


class _Nesting:
    def __init__(self, rows: Sequence[DocumentedField], values: Sequence[Json]) -> None:
        self.rows = rows
        self.values = values
        self.root = Nest()
        self.placed: dict[Names, Nest] = {(): self.root}
        self.namesakes = Counter(row.parts for row in rows)
        # The place of the last row, and its object.
        self.last: Names = ()
        self.around: Names = ()

    def nest(self) -> Nest:
        for value in self.values:
            self.root.show(value)
        for row in self.rows:
            places = self.shown_places(row)
            for place in places or [self.guessed_place(row)]:
                self.put(row, place)
            if not places:
                continue
            self.last = places[0]
            self.around = places[0][:-1]
        return self.root

    @cached_property
    def shown(self) -> dict[Names, list[Json]]:
        """The values in samples, by the names that lead to them."""
        found: dict[Names, list[Json]] = {}
        for value in self.values:
            for member in members(value):
                found.setdefault(member.names, []).append(member.value)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Names]]:
        """The members of samples by their name, outer ones first."""
        found: dict[str, list[Names]] = {}
        for names in sorted(self.shown, key=len):
            found.setdefault(names[-1], []).append(names)
        return found

    def shown_places(self, row: DocumentedField) -> list[Names]:
        """The places of a row's field in samples, as a reader would understand the table.

        A name without a path means its outermost place; if several rows have one name, each is in
        the object of the nearest row before it.
        """
        count = len(row.parts)
        found = [names for names in self.by_name.get(row.name, ()) if names[-count:] == row.parts]
        open_places = [names for names in found if not self.is_in_free_form(names)] or found
        if not open_places:
            return []
        if self.namesakes[row.parts] == 1:
            least = len(open_places[0])
            return [names for names in open_places if len(names) == least]
        free = [names for names in open_places if not self.has_row(names)] or open_places
        for place in (self.last, *_outwards(self.around)):
            inside = [names for names in free if names[:-1] == place]
            if inside:
                return inside[:1]
        return free[:1]

    def has_row(self, names: Names) -> bool:
        nest = self.placed.get(names)
        return nest is not None and bool(nest.rows)

    def is_in_free_form(self, names: Names) -> bool:
        """Whether an object around a member contains names that users choose."""
        return any(
            row.is_free_form
            for depth in range(1, len(names))
            if (nest := self.placed.get(names[:depth])) is not None
            for row in nest.rows
        )

    def guessed_place(self, row: DocumentedField) -> Names:
        """The place of a field that no sample shows."""
        if len(row.parts) > 1:
            around = row.parts[:-1]
            known = [names for names in self.placed if names[-len(around) :] == around]
            return (*known[0], row.name) if known else row.parts
        if not self.values and self.envelope is not None and row is not self.rows[0]:
            return (*self.envelope, row.name)
        return (*self.around, row.name)

    @cached_property
    def envelope(self) -> Names | None:
        """The first row, if it encloses all others; for tables without samples."""
        first = self.rows[0]
        types = json_types(first.parameter.type) or frozenset()
        dotted = any(len(row.parts) > 1 for row in self.rows)
        return None if dotted or not types & CONTAINERS else first.parts

    def put(self, row: DocumentedField, names: Names) -> None:
        """Add a row at its place, and the objects around it if they do not exist."""
        nest = self.root
        for depth in range(1, len(names) + 1):
            here = names[:depth]
            inner = nest.fields.get(names[depth - 1])
            if inner is None:
                inner = Nest()
                if self.values:
                    inner.is_guessed = here not in self.shown
                    for value in self.shown.get(here, ()):
                        inner.show(value)
                nest.fields[names[depth - 1]] = inner
                self.placed[here] = inner
            nest = inner
        nest.rows.append(row)


def is_templated(name: str) -> bool:
    """Whether a field's name has a part that users choose, such as ``volumes_{type}``."""
    return _TEMPLATED.search(name) is not None


def _outwards(names: Names) -> list[Names]:
    return [names[:depth] for depth in range(len(names), -1, -1)]


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
