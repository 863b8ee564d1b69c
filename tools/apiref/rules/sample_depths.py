"""Samples against each other: fields that a misplaced brace put into the wrong object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from apiref.analysis.keys import singular
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_FREE = frozenset({"metadata", "extra_specs", "properties", "items"})
_OTHERS = 2


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of a sample, and the names of its members."""

    sample: JsonFile
    path: JsonPath
    value: dict[str, Json]


def _objects(sample: JsonFile, value: Json, path: JsonPath = ()) -> Iterator[_Object]:
    if isinstance(value, dict):
        yield _Object(sample, path, value)
        for name, child in value.items():
            if isinstance(child, dict | list):
                yield from _objects(sample, child, (*path, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            if isinstance(child, dict | list):
                yield from _objects(sample, child, (*path, index))


def _name_around(path: JsonPath) -> str:
    """The name of the object at a path, or of the list that it is an item of; none of the whole."""
    names = (part for part in reversed(path) if isinstance(part, str))
    return singular(next(names, ""))


class _Statistics:
    """Which members the objects of a name have, and those that stand around an object."""

    def __init__(self, tree: Tree) -> None:
        self.around: list[_Object] = []
        self.files: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.named: dict[str, set[str]] = defaultdict(set)
        self.beside: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.parents: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sample in tree.samples.values():
            for found in _objects(sample, sample.value):
                inner = [
                    name for name, child in found.value.items() if isinstance(child, dict) and child
                ]
                if inner:
                    self.around.append(found)
                for name in inner:
                    for other in found.value:
                        self.beside[name, other].add(sample.path)
                if found.path and isinstance(found.path[-1], str):
                    name = found.path[-1]
                    self.named[name].add(sample.path)
                    around = _name_around(found.path[:-1])
                    for member in found.value:
                        self.files[name, member].add(sample.path)
                        self.parents[name, member].add(around)


@rule(Severity.WARNING)
def sample_field_misplaced(tree: Tree) -> Iterator[Defect]:
    """A field stands beside an object in which all other samples have it, or the reverse.

    A brace is closed too early, or too late. The object lacks the field here; two samples at least
    have the field in an object of that name, and none but this one has it where it stands here.

    Passes: ``{"volume": {"id": 1, "size": 1}}``.

    Fails: ``{"volume": {"id": 1}, "size": 1}``, where other samples are as the one above.
    """
    known = _Statistics(tree)
    for found in known.around:
        inner = {
            name: child
            for name, child in found.value.items()
            if isinstance(child, dict) and child and name not in _FREE
        }
        for name, child in inner.items():
            fields = [
                field
                for field, value in found.value.items()
                if field not in child and field != name and not isinstance(value, dict | list)
            ]
            yield from _outside(known, found, name, fields)
            yield from _inside(known, found, name, child)


def _outside(known: _Statistics, found: _Object, name: str, fields: list[str]) -> Iterator[Defect]:
    """The fields beside an object that belong into it."""
    for field in fields:
        here = found.sample.path
        inside = known.files[name, field] - {here}
        others = len(known.named[name] - {here})
        if len(inside) < _OTHERS or len(inside) * 2 < others:
            continue
        if known.beside[name, field] - {here}:
            continue
        if _name_around(found.path) not in known.parents[name, field]:
            # Another kind of object, such as the ``project`` of a token, holds less.
            continue
        path = (*found.path, field)
        yield Defect(
            location_of(found.sample, path, key=True),
            pointer(path),
            f"'{field}' stands beside '{name}' here, but within it in {min(inside)} and"
            f" {_other(len(inside) - 1)}; move the closing brace of '{name}' behind it",
        )


def _inside(
    known: _Statistics, found: _Object, name: str, child: dict[str, Json]
) -> Iterator[Defect]:
    """The fields of an object that belong beside it."""
    around = found.path[-1] if found.path else None
    if not isinstance(around, str):
        return
    here = found.sample.path
    for field, value in child.items():
        if field in found.value or isinstance(value, dict | list):
            continue
        outside = known.beside[name, field] & known.files[around, field]
        outside = outside - {here}
        others = len(known.named[around] - {here})
        if len(outside) < _OTHERS or len(outside) * 2 < others:
            continue
        if known.files[name, field] - {here}:
            continue
        path = (*found.path, name, field)
        yield Defect(
            location_of(found.sample, path, key=True),
            pointer(path),
            f"'{field}' stands within '{name}' here, but beside it in {min(outside)} and"
            f" {_other(len(outside) - 1)}; close the brace of '{name}' before it",
        )


def _other(count: int) -> str:
    return f"{count} other samples" if count > 1 else "another sample"
