"""Samples compared with each other: fields that a misplaced brace puts into the wrong object."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.members import OPEN_OBJECTS_AND_ITEMS, objects
from apiref.analysis.parameters.names import singular
from apiref.analysis.rows.entries import resolved_rows, table_uses
from apiref.analysis.samples.files import only_sent
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

# A single other sample may itself be wrong.
_MIN_OTHERS = 2


class _Object(NamedTuple):
    """An object of a sample, and the names of its members."""

    sample: JsonFile
    path: JsonPath
    value: dict[str, Json]

    @property
    def name(self) -> str | None:
        """The name of the member that holds the object, or the singular of the list's name."""
        *_, above, last = (None, None, *self.path)
        if isinstance(last, str):
            return last
        return singular(above) if isinstance(above, str) else None


def _name_around(path: JsonPath) -> str:
    """The name of the object at a path, in the singular; empty for the whole document."""
    names = (part for part in reversed(path) if isinstance(part, str))
    return singular(next(names, ""))


class _Statistics:
    """In which samples the objects of a name have a member, or stand beside it.

    The name of a list's item is that of the list, in the singular; the document itself has none.
    """

    def __init__(self, tree: Tree) -> None:
        self.sent = only_sent(tree)
        self.around: list[_Object] = []
        self.files: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.named: dict[str, set[str]] = defaultdict(set)
        self.beside: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.outermost: dict[str, set[str]] = defaultdict(set)
        self.accompanied: dict[str, set[str]] = defaultdict(set)
        self.parents: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sample in tree.samples.values():
            for path, value in objects(sample.value):
                found = _Object(sample, path, value)
                inner = [name for name, child in value.items() if isinstance(child, dict)]
                if inner:
                    self.around.append(found)
                for name in inner:
                    for other in value:
                        self.beside[name, other].add(sample.path)
                    if not path:
                        self.outermost[name].add(sample.path)
                        if len(value) > 1:
                            self.accompanied[name].add(sample.path)
                own = found.name
                if own is not None:
                    self.named[own].add(sample.path)
                    holder = path[: -1 if isinstance(path[-1], str) else -2]
                    around = _name_around(holder)
                    for member in value:
                        self.files[own, member].add(sample.path)
                        self.parents[own, member].add(around)

        self.descriptions: dict[str, set[str]] = defaultdict(set)
        for use in table_uses(tree):
            for resolved in resolved_rows(use, tree):
                self.descriptions[resolved.row.name].add(resolved.parameter.description)

    def is_described(self, name: str, field: str) -> bool:
        """Whether the description of an object of that name speaks of the field."""
        word = re.compile(rf"(?<![\w-]){re.escape(field)}(?![\w-])")
        return any(word.search(text) for text in self.descriptions[name])

    def is_comparable(self, here: str, samples: set[str]) -> bool:
        """Whether samples are evidence for one; responses alone are none for a request."""
        return here not in self.sent or not self.sent.isdisjoint(samples)

    def is_alone(self, name: str, sample: str) -> bool:
        """Whether the object is the only member of all other samples with it, at least three."""
        others = self.outermost[name] - {sample}
        return len(others) > _MIN_OTHERS and not self.accompanied[name] - {sample}


@rule(Severity.WARNING)
def sample_field_misplaced(tree: Tree) -> Iterator[Defect]:
    """A field is beside an object that contains it in the other samples, or the reverse.

    A brace is closed too early or too late. The object lacks the field here; at least two other
    samples have the field in an object of that name, or in the items of such a list, and none has
    it where it is here. If it is beside the object in a request, one of the others is a request.

    Passes: ``{"volume": {"id": 1, "size": 1}}``.

    Fails: ``{"volume": {"id": 1}, "size": 1}``, if other samples look like the one above.
    """
    known = _Statistics(tree)
    for found in known.around:
        inner = {
            name: child
            for name, child in found.value.items()
            if isinstance(child, dict) and child and name not in OPEN_OBJECTS_AND_ITEMS
        }
        for name, child in inner.items():
            fields = [
                field
                for field, value in found.value.items()
                if field not in child and field != name and not isinstance(value, dict)
            ]
            yield from _outside(known, found, name, fields)
            yield from _inside(known, found, name, child)


def _outside(known: _Statistics, found: _Object, name: str, fields: list[str]) -> Iterator[Defect]:
    """The fields beside an object that belong inside it."""
    here = found.sample.path
    others = len(known.named[name] - {here})
    # If nothing else is ever beside the object, one other sample that has the field is enough.
    alone = not found.path and known.is_alone(name, here)
    wrong: dict[str, set[str]] = {}
    for field in fields:
        inside = known.files[name, field] - {here}
        if not inside or not (alone or _are_enough(inside, others, found.value[field])):
            continue
        if known.beside[name, field] - {here} or not known.is_comparable(here, inside):
            continue
        if found.name is not None and known.files[found.name, field] - {here}:
            continue
        if _name_around(found.path) not in known.parents[name, field]:
            # A different object of that name, such as the ``project`` of a token, has fewer fields.
            continue
        wrong[field] = inside
    if wrong:
        yield _defect(
            found,
            found.path,
            wrong,
            f"outside '{name}' here, but inside it",
            f"move the closing brace of '{name}' after",
        )


def _inside(
    known: _Statistics, found: _Object, name: str, child: dict[str, Json]
) -> Iterator[Defect]:
    """The fields of an object that belong beside it."""
    here = found.sample.path
    around = found.name
    if around is None and found.path:
        return
    wrong: dict[str, set[str]] = {}
    for field, value in child.items():
        if field in found.value or isinstance(value, dict):
            continue
        outside = known.beside[name, field] - {here}
        every = known.beside[name, name] - {here}
        if around is not None:
            outside &= known.files[around, field]
            every &= known.named[around]
        if not _are_enough(outside, len(every), value):
            continue
        if around is None and len(outside) <= _MIN_OTHERS:
            continue
        if not known.files[name, field] - {here} and not known.is_described(name, field):
            wrong[field] = outside
    if wrong:
        yield _defect(
            found,
            (*found.path, name),
            wrong,
            f"inside '{name}' here, but outside it",
            f"move the closing brace of '{name}' before",
        )


def _defect(
    found: _Object, path: JsonPath, wrong: dict[str, set[str]], where: str, advice: str
) -> Defect:
    """One defect for one brace, however many fields it misplaces."""
    first = next(iter(wrong))
    example, *others = sorted(wrong[first])
    names = ", ".join(f"'{name}'" for name in wrong)
    verb, them = ("is", "it") if len(wrong) == 1 else ("are", "them")
    further = f" and {_other(len(others))}" if others else ""
    path = (*path, first)
    return Defect(
        location_of(found.sample, path, key=True),
        pointer(path),
        f"{names} {verb} {where} in {example}{further}; {advice} {them}",
    )


def _are_enough(samples: set[str], others: int, value: Json) -> bool:
    """Whether the samples that have a field elsewhere outnumber those that lack it there."""
    least = _MIN_OTHERS + 1 if isinstance(value, list) else _MIN_OTHERS
    return len(samples) >= least and len(samples) * 2 >= others


def _other(count: int) -> str:
    return f"{count} other samples" if count > 1 else "another sample"
