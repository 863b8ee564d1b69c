"""Samples compared with each other: what they show of the same object."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.members import objects
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_SECOND = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:?00)?")


class _Shown(NamedTuple):
    """The value that a sample shows for a field of an object."""

    sample: JsonFile
    path: JsonPath
    value: Json


@rule(Severity.WARNING)
def sample_contradiction(tree: Tree) -> Iterator[Defect]:
    """Two samples show different values for a lasting field of the same object.

    The option ``lasting-fields`` of the configuration lists the members of an object that never
    change once they are set. All objects with the same ``id`` must have the same value, or
    ``null``, for each of them; times are compared to the second. A request body must have the
    values that its response shows.

    Passes: ``{"id": "7", "kind": "a"}`` in all samples, with ``lasting-fields = ["kind"]``.

    Fails: ``{"id": "7", "kind": "b"}`` in one of them.
    """
    lasting = tree.settings.lasting_fields
    if not lasting:
        return
    shown: dict[tuple[str, str], list[_Shown]] = defaultdict(list)
    for sample in tree.samples.values():
        for path, found in objects(sample.value):
            identifier = found.get("id")
            if isinstance(identifier, str):
                for name in lasting:
                    if found.get(name) is not None:
                        shown[identifier, name].append(_Shown(sample, (*path, name), found[name]))
    _add_requests(tree, shown)
    for places in shown.values():
        yield from _contradictions(places)


def _add_requests(tree: Tree, shown: dict[tuple[str, str], list[_Shown]]) -> None:
    """Adds the values in a request to those of the object that the response shows."""
    for operation in tree.operations:
        samples: dict[str, list[tuple[JsonFile, dict[str, Json]]]] = defaultdict(list)
        for part in operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            if sample is not None and isinstance(sample.value, dict):
                samples[part.role or ""].append((sample, sample.value))
        if len(samples["request"]) != 1 or len(samples["response"]) != 1:
            continue
        ((request, asked),) = samples["request"]
        ((response, _),) = samples["response"]
        for (_, name), places in shown.items():
            if name in asked and any(
                place.sample is response and place.path == (name,) for place in places
            ):
                places.append(_Shown(request, (name,), asked[name]))


def _contradictions(places: list[_Shown]) -> Iterator[Defect]:
    """One defect for each place whose value differs from the most common one."""
    counts = Counter(repr(_comparable(place.value)) for place in places)
    ((usual, _),) = counts.most_common(1)
    model = next(place for place in places if repr(_comparable(place.value)) == usual)
    for place in places:
        if repr(_comparable(place.value)) == usual:
            continue
        inner, own = _difference(place.value, model.value)
        _, other = _difference(model.value, place.value)
        path = (*place.path, *inner)
        problem = f"is '{own}' here, but '{other}' in {model.sample.path}"
        if isinstance(own, dict | list) or isinstance(other, dict | list):
            problem = f"differs from {model.sample.path}"
        yield Defect(
            location_of(place.sample, path),
            pointer(path),
            f"'{pointer(path)}' {problem} for the same object; make them agree",
            places=(location_of(model.sample, (*model.path, *inner)),),
        )


def _comparable(value: Json) -> Json:
    if isinstance(value, str):
        moment = _SECOND.fullmatch(value)
        return f"{moment[1]}T{moment[2]}" if moment else value
    return value


def _difference(one: Json, other: Json) -> tuple[JsonPath, Json]:
    """The path to the first place where two values differ, and the value of the first there."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name, value in one.items():
            if name not in other:
                return (name,), value
            if value != other[name]:
                path, inner = _difference(value, other[name])
                return (name, *path), inner
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, value in enumerate(one):
            if value != other[index]:
                path, inner = _difference(value, other[index])
                return (index, *path), inner
    return (), one
