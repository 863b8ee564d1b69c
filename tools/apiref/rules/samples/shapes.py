"""Samples compared with each other: the same field in two forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.members import OPEN_OBJECTS_AND_ITEMS, json_type
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.files import only_sent
from apiref.analysis.samples.impossible_values import impossible
from apiref.analysis.samples.names import members_by_path
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.identifiers import UUID
from apiref.text.typos import Misspellings, differ_by_a_letter, is_name

# This many values of one type, or of one format, establish it; the exceptions are at most this
# share of them, or a single one. A format needs fewer: hardly any text has it by chance.
_FEW = 4
_ENOUGH = 3
_SHARE = 0.1
_HEX = "[0-9a-fA-F]"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
# A format, and values that are nearly of it, so that they were certainly meant to be.
_SHAPES = {
    "a UUID": (
        re.compile(UUID),
        re.compile(
            r"[0-9a-zA-Z]{7,9}(?:-\w{3,5}){3}-\w{11,13}"
            # A missing dash, or surplus spaces.
            rf"|(?=.{{34,38}}$)(?=(?:\D*\d){{5}})\s*{_HEX}{{7,13}}(?:-{_HEX}{{3,17}}){{3,4}}\s*"
            # A missing group.
            rf"|{_HEX}{{8}}(?:(?:-{_HEX}{{4}}){{3}}|(?:-{_HEX}{{4}}){{1,2}}-{_HEX}{{12}})"
        ),
    ),
    "'req-' and a UUID": (re.compile(f"req-{UUID}"), re.compile(r"re?q?-?[\w-]{28,40}")),
    "a date and time": (
        re.compile(
            r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
            r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
        ),
        re.compile(
            r"\d{3,5}-\d{1,3}-\d{1,3}[T ]*[\d:.-]*(?:Z|[+-][\d:]+)?"
            # A missing dash.
            r"|(?:\d{4}-\d{4}|\d{6}-\d\d)[T ]\d\d:\d\d:[\d.]+(?:Z|[+-][\d:]+)?"
        ),
    ),
    "an IP address": (
        re.compile(rf"{_BYTE}(?:\.{_BYTE}){{3}}"),
        re.compile(r"\d{1,4}(?:[.,]+\d{1,4}){2,4}\.?"),
    ),
}
_NEARLY_UUID = re.compile(r"[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}")
_NOT_HEXADECIMAL = re.compile("[g-z]")
# A UUID with more such letters is invented on purpose.
_WRONG_LETTERS = 3


class _Place(NamedTuple):
    sample: JsonFile
    path: JsonPath
    value: Json


_IDENTIFIER = re.compile(r"``([A-Za-z_][\w-]{2,60})``")


@rule(Severity.WARNING)
def sample_key_unlike_description(tree: Tree) -> Iterator[Defect]:
    """A sample misspells a member that the description of the enclosing object names.

    The description names the member as a literal; the object in the sample lacks it, but has one
    whose name differs only in case, in two swapped letters, or in one missing or surplus letter.
    If it has all other members that are named, the letter may also be the last one.

    Passes: "It holds ``image_id``." and a sample ``{"result": {"image_id": "7"}}``.

    Fails: that description and a sample ``{"result": {"Image_id": "7"}}``.
    """
    for comparison in compare(tree):
        documented = comparison.documentation.by_name
        for value in comparison.values:
            if not isinstance(value.place.value, dict):
                continue
            named = {
                word
                for field in value.fields
                for word in _IDENTIFIER.findall(field.parameter.description)
            }
            absent = named - value.place.value.keys()
            cases = {word.lower(): word for word in absent}
            misspellings = Misspellings(absent)
            # The only one that is absent, which is neither a value nor a row.
            others = {*map(str, value.place.value.values()), *documented}
            last = absent - others if len(absent) == 1 < len(named) else ()
            for name in value.place.value:
                if name in named or name in documented:
                    continue
                intended = cases.get(name.lower()) or misspellings.intended(name)
                if intended is None:
                    longer = (it for it in last if len(it) != len(name))
                    intended = next((it for it in longer if differ_by_a_letter(it, name)), None)
                if intended is not None:
                    path = (*value.place.path, name)
                    yield Defect(
                        location_of(value.place.sample, path, key=True),
                        pointer(path),
                        f"'{name}' is called ``{intended}`` in the description of"
                        f" '{value.field.parameter.key}'; use one name",
                        comparison.operation.label,
                        (value.field.parameter.location,),
                    )


@per_tree
def _by_name(tree: Tree) -> dict[tuple[str, ...], list[_Place]]:
    """All members of all samples, by their name and that of the enclosing object."""
    found: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for path, shown in members_by_path(tree).items():
        for member in shown:
            place = _Place(tree.samples[path], member.path, member.value)
            found[member.names[-2:]].append(place)
    return found


@rule(Severity.WARNING)
def sample_value_malformed(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is a malformed UUID, time, IP address or URL.

    The same field is well-formed in at least three other places, and malformed in at most a tenth
    as many; values of no such format do not count, and fields whose names end in ``_at`` are
    compared with each other, but requests not with responses. Some values are wrong without
    comparison: a time with an impossible month, day, hour, minute or second, an IP address with a
    number above 255 in a field named after addresses, a URL with a broken scheme, and a UUID of
    which a group has a digit too few or too many, or with up to three letters that are not
    hexadecimal digits.

    Passes: ``"created_at": "2026-04-14T09:41:05Z"`` everywhere.

    Fails: ``"created_at": "2026-13-14T09:41:05Z"`` in one place.
    """
    by_name: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    requests = only_sent(tree)
    reported: set[tuple[str, JsonPath]] = set()
    wrong: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for names, places in _by_name(tree).items():
        for place in places:
            for path, value in _values(place):
                kind = impossible(names[-1], value)
                if kind is not None:
                    reported.add((place.sample.path, place.path))
                    wrong[kind, str(value)].append(_Place(place.sample, path, value))
        name = "*_at" if names[-1].endswith("_at") else names[-1]
        for place in places:
            if isinstance(place.value, str):
                by_name[name, place.sample.path in requests].append(place)
    for (kind, text), same in wrong.items():
        yield _malformed(same, f"'{text}' is not a valid {kind}; fix the value")
    for places in by_name.values():
        for kind, (shape, nearly) in _SHAPES.items():
            odd = [place for place in places if not shape.fullmatch(str(place.value))]
            good = len(places) - len(odd)
            if good < _ENOUGH:
                continue
            odd = [place for place in odd if nearly.fullmatch(str(place.value))]
            if len(odd) > max(1, _SHARE * good):
                continue
            for place in odd:
                if (place.sample.path, place.path) in reported:
                    continue
                reported.add((place.sample.path, place.path))
                yield Defect(
                    location_of(place.sample, place.path),
                    pointer(place.path),
                    f"'{place.value}' is not {kind}, unlike the values of '{place.path[-1]}' in"
                    " other samples; fix the value",
                )
    for places in by_name.values():
        left = [place for place in places if (place.sample.path, place.path) not in reported]
        yield from _not_hexadecimal(left)


def _values(place: _Place) -> Iterator[tuple[JsonPath, Json]]:
    """The value of a place, or the items if it is a list."""
    if isinstance(place.value, list):
        for index, value in enumerate(place.value):
            yield (*place.path, index), value
    else:
        yield place.path, place.value


def _not_hexadecimal(places: list[_Place]) -> Iterator[Defect]:
    """One defect for each value that is a UUID except for a few letters."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        text = str(place.value)
        nearly = _NEARLY_UUID.fullmatch(text)
        if nearly and 0 < len(_NOT_HEXADECIMAL.findall(text)) <= _WRONG_LETTERS:
            found[text].append(place)
    for text, same in found.items():
        letters = [f"'{letter}'" for letter in dict.fromkeys(_NOT_HEXADECIMAL.findall(text))]
        are = "are not hexadecimal digits" if len(letters) > 1 else "is not a hexadecimal digit"
        yield _malformed(
            same,
            f"'{text}' looks like a UUID but contains {', '.join(letters)}, which {are}; fix the"
            " value",
        )


def _malformed(same: list[_Place], message: str) -> Defect:
    """One defect for all places that show a value."""
    first, *others = same
    return Defect(
        location_of(first.sample, first.path),
        pointer(first.path),
        message,
        places=tuple(location_of(place.sample, place.path) for place in others),
    )


@rule(Severity.WARNING)
def sample_value_unlike(tree: Tree) -> Iterator[Defect]:
    """A field without a row has a different type here from everywhere else.

    The same field of objects of the same name has one type in at least four other places. Fields
    with a row are compared with the row instead; ``null`` and ``""`` fit every type. A number is
    right beside its text, as in ``"id": 1, "str_id": "1"``. Requests and responses are not compared
    with each other.

    Passes: ``"properties": {"size": 1}`` everywhere.

    Fails: ``"properties": {"size": "1"}`` in one place.
    """
    requests = only_sent(tree)
    typed = {
        (value.place.sample.path, value.place.path)
        for comparison in compare(tree)
        for value in comparison.values
    }
    for names, places in _by_name(tree).items():
        if len(names) < 2 or names[0] in OPEN_OBJECTS_AND_ITEMS:
            continue
        sent = [place for place in places if place.sample.path in requests]
        answered = [place for place in places if place.sample.path not in requests]
        for same in (sent, answered):
            yield from (
                defect
                for place, defect in _unlike(same)
                if (place.sample.path, place.path) not in typed
            )


def _unlike(places: list[_Place]) -> Iterator[tuple[_Place, Defect]]:
    """The places whose values have another type than nearly all others."""
    kinds: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        if place.value not in (None, ""):
            kind = json_type(place.value)
            kinds["number" if kind == "integer" else kind].append(place)
    if len(kinds) != 2:
        return
    (rare, odd), (usual, even) = sorted(kinds.items(), key=lambda item: len(item[1]))
    if len(even) < _FEW or len(odd) > max(1, _SHARE * len(even)):
        return
    first, *_ = even
    for place in odd:
        if rare == "number" and _has_text_beside(place):
            continue
        yield (
            place,
            Defect(
                location_of(place.sample, place.path),
                pointer(place.path),
                f"'{pointer(place.path)}' is of type {rare} here, but of type {usual} everywhere"
                " else; fix the value",
                places=(location_of(first.sample, first.path),),
            ),
        )


def _has_text_beside(place: _Place) -> bool:
    """Whether a number is also there as a text, with a longer name: ``"id": 1, "str_id": "1"``."""
    around: Json = place.sample.value
    for part in place.path[:-1]:
        around = around[part]  # type: ignore[index]
    own = f"_{place.path[-1]}"
    return isinstance(around, dict) and any(
        name.endswith(own) and value == str(place.value) for name, value in around.items()
    )


def _bare(name: str) -> str:
    """A name without stray characters at its ends."""
    return name.strip(" \t,;:.'\"")


@rule(Severity.WARNING)
def sample_key_misspelt(tree: Tree) -> Iterator[Defect]:
    """A member of a sample is probably a typo of another name in the samples.

    The name occurs once in all samples and in no row. Another name in objects of the same name
    differs from it only in two swapped letters, in one missing or surplus letter, or in a space or
    a punctuation mark at either end. Only names that are not compared with a table are checked,
    such as members of free-form objects.

    Passes: ``"properties": {"container": "bare"}`` in two samples.

    Fails: ``"properties": {"contianer": "bare"}`` in one of them.
    """
    undocumented = {
        (place.sample.path, place.path)
        for comparison in compare(tree)
        for item in comparison.undocumented
        for place in item.places
    }
    rows = {field.name for comparison in compare(tree) for field in comparison.documentation.fields}
    by_parent: dict[str, dict[str, list[_Place]]] = defaultdict(dict)
    for names, places in _by_name(tree).items():
        if len(names) == 2:
            by_parent[names[0]][names[1]] = places
    for members_ in by_parent.values():
        single = {
            name: place
            for name, (place, *others) in members_.items()
            if not others and name not in rows and (is_name(name) or _bare(name) != name)
        }
        misspellings = Misspellings(members_)
        later = {*single}
        for name, place in single.items():
            later.remove(name)
            bare = _bare(name)
            is_stray = bare != name and bare in members_
            intended = bare if is_stray else misspellings.intended(name)
            if intended is None or (place.sample.path, place.path) in undocumented:
                continue
            if intended in later and misspellings.intended(intended) == name and not is_stray:
                # Either may be the typo; the later one is told.
                continue
            other, *_ = members_[intended]
            yield Defect(
                location_of(place.sample, place.path, key=True),
                pointer(place.path),
                f"'{name}' is probably a typo of '{intended}', as in {other.sample.path}; use one"
                " name",
                places=(location_of(other.sample, other.path, key=True),),
            )
