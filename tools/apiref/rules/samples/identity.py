"""Samples against each other: what they say of one and the same thing."""

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


class _Told(NamedTuple):
    """A value that a sample tells of a field of a thing."""

    sample: JsonFile
    path: JsonPath
    value: Json


@rule(
    Severity.WARNING,
    implied_by=(
        "sample-value-type",
        "sample-value-null",
        "sample-value-malformed",
        "sample-value-unlike",
        "sample-field-undocumented",
        "sample-field-misspelt",
        "sample-key-misspelt",
        "sample-key-unlike-description",
    ),
)
def sample_contradiction(tree: Tree) -> Iterator[Defect]:
    """Two samples tell different things of the same object.

    The project names, as ``lasting-fields`` of its configuration, the members that do not change
    in the life of an object, once they are set. In all objects of the same ``id`` they have the
    same value, or ``null``; times are compared to the second. The body of a request has the values
    that the response to it shows.

    Passes: ``{"id": "7", "kind": "a"}`` in all samples, with ``lasting-fields = ["kind"]``.

    Fails: ``{"id": "7", "kind": "b"}`` in one of them.
    """
    lasting = tree.settings.lasting_fields
    if not lasting:
        return
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for sample in tree.samples.values():
        for path, found in objects(sample.value):
            identifier = found.get("id")
            if isinstance(identifier, str):
                for name in lasting:
                    if found.get(name) is not None:
                        told[identifier, name].append(_Told(sample, (*path, name), found[name]))
    _add_requests(tree, told)
    for places in told.values():
        yield from _contradictions(places)


def _add_requests(tree: Tree, told: dict[tuple[str, str], list[_Told]]) -> None:
    """Counts what a request says as said of the object that the response shows."""
    for operation in tree.operations:
        shown: dict[str, list[JsonFile]] = defaultdict(list)
        for part in operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            if sample is not None and isinstance(sample.value, dict):
                shown[part.role or ""].append(sample)
        if len(shown["request"]) != 1 or len(shown["response"]) != 1:
            continue
        request, response = shown["request"][0], shown["response"][0]
        asked, answered = request.value, response.value
        if not isinstance(asked, dict) or not isinstance(answered, dict):
            continue
        for (_, name), places in told.items():
            if name in asked and any(
                place.sample is response and place.path == (name,) for place in places
            ):
                places.append(_Told(request, (name,), asked[name]))


def _contradictions(places: list[_Told]) -> Iterator[Defect]:
    """One defect for each place that differs from what most others say."""
    counts = Counter(repr(_comparable(place.value)) for place in places)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    model = next(place for place in places if repr(_comparable(place.value)) == usual)
    for place in places:
        if repr(_comparable(place.value)) == usual:
            continue
        inner, own = _difference(place.value, model.value)
        _, other = _difference(model.value, place.value)
        path = (*place.path, *inner)
        words = "another value" if isinstance(own, dict | list) else f"'{own}'"
        yield Defect(
            location_of(place.sample, path),
            pointer(path),
            f"'{pointer(path)}' is {words} here, but the sample {model.sample.path} tells"
            f" {'something else' if isinstance(other, dict | list) else repr(other)} of the same"
            " object; make them agree",
            places=(location_of(model.sample, (*model.path, *inner)),),
        )


def _comparable(value: Json) -> Json:
    if isinstance(value, str):
        moment = _SECOND.fullmatch(value)
        return f"{moment[1]}T{moment[2]}" if moment else value
    return value


def _difference(one: Json, other: Json) -> tuple[JsonPath, Json]:
    """The path to the first place in which two values differ, and what the first has there."""
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
