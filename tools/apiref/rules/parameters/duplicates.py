"""Duplicates in a parameters file."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.ERROR)
def duplicate_field(tree: Tree) -> Iterator[Defect]:
    """An entry of a parameters file has the same field twice.

    YAML forbids it; the loader silently keeps the last one.

    Passes: one ``description`` in an entry.

    Fails: two fields ``description`` in an entry.
    """
    for parameter in tree.parameters:
        first: dict[str, Location] = {}
        for field in parameter.fields:
            if field.merged:
                continue
            place = first.setdefault(field.name, field.location)
            if place is not field.location:
                yield Defect(
                    field.location,
                    parameter.key,
                    f"parameter '{parameter.key}' has the field '{field.name}' twice, first in line"
                    f" {place.line}, and only the last one counts; remove one",
                    places=(place,),
                )


@rule(Severity.ERROR)
def duplicate_parameter(tree: Tree) -> Iterator[Defect]:
    """A parameters file has the same key twice.

    YAML forbids it; the loader silently keeps the last entry, and the first one never appears.

    Passes: different keys, such as ``name`` and ``name_optional``.

    Fails: two entries ``name``.
    """
    for file in tree.parameter_files.values():
        first: dict[str, Location] = {}
        for parameter in file.parameters:
            place = first.setdefault(parameter.key, parameter.location)
            if place is not parameter.location:
                yield Defect(
                    parameter.location,
                    parameter.key,
                    f"parameter '{parameter.key}' is defined twice, first in line {place.line}, and"
                    " only the last entry counts; remove or rename one",
                    places=(place,),
                )
