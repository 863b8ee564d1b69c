"""Pairs the members that no row documents with the rows that no sample shows.

Within one role of an operation they are paired as a whole, one to one, by evidence: how alike the
names are, their words, what the key of the row says, what other rows of the entry show, and whether
the value is of the documented type. A pair needs enough evidence, and more than the second best of
either side has; being the only ones left over is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from apiref.analysis.operations import microversions
from apiref.analysis.parameters.names import singular, stem, words
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.rows.entries import uses_by_entry
from apiref.analysis.samples import field_names
from apiref.analysis.samples.missing_fields import Missing
from apiref.analysis.samples.shown_samples import Place, ShownSamples
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.text.typos import is_typo

# Two names that share half of their words, and a value of the documented type, are just enough.
_ENOUGH = 0.6
# By how much a pair must surpass every other one that either of the two could be in.
_MARGIN = 0.15
# Evidence of a typo, of the key, or of other rows; and of the type of the value.
_STRONG, _TYPE = 0.9, 0.1
# Names of objects and of references to them: ``pool`` and ``pool_id``.
_REFERENCES = frozenset({"id", "ids", "uuid", "uuids"})
_CONTAINERS = frozenset({"array", "object"})


class _Pair(NamedTuple):
    score: float
    item: Undocumented
    row: DocumentedField


def paired(
    samples: ShownSamples, undocumented: list[Undocumented], missing: list[Missing]
) -> tuple[list[Undocumented], list[Missing]]:
    """The undocumented members, each with the row that is meant, if any, and what is missing yet.

    Members of objects of which hardly any is documented count where they are paired.
    """
    absent = _absent(samples)
    if not absent:
        return undocumented, missing
    inner = list(_inner_members(samples, {item.names for item in undocumented}))
    required = {id(item.field) for item in missing}
    pairs = [
        _Pair(score, item, row)
        for item in (*undocumented, *inner)
        for row in absent
        if (score := _score(samples, item, row)) >= _ENOUGH
        and (item in undocumented or (_fits(item, row) and (item.encloses or id(row) in required)))
    ]
    chosen = {id(pair.item): pair.row for pair in _clear(pairs)}
    intended = {id(row) for row in chosen.values()}
    found = [*undocumented, *(item for item in inner if id(item) in chosen)]
    return (
        [
            item._replace(intended=chosen[id(item)], encloses=False) if id(item) in chosen else item
            for item in found
        ],
        [item for item in missing if id(item.field) not in intended],
    )


def _clear(pairs: list[_Pair]) -> Iterator[_Pair]:
    """The pairs with more evidence than any other of the same member or the same row.

    Best first: what is paired already competes no more.
    """
    left = sorted(pairs, key=lambda pair: -pair.score)
    while left:
        best, *rest = left
        rivals = [pair for pair in rest if (pair.item is best.item) != (pair.row is best.row)]
        if not any(pair.score > best.score - _MARGIN for pair in rivals):
            yield best
        left = [pair for pair in rest if pair.item is not best.item and pair.row is not best.row]


def _absent(samples: ShownSamples) -> list[DocumentedField]:
    """The body rows, one of each name, that no sample shows though one should."""
    shown = {member.name for each in samples.fitting for member in each.members}
    versions = {microversions.of_sample(each.part) for each in samples.fitting}
    found: dict[str, DocumentedField] = {}
    for row in samples.body:
        # A field of other microversions is absent rightly.
        if row.name not in shown and any(
            microversions.is_expected(row.parameter, version) for version in versions
        ):
            found.setdefault(row.name, row)
    return list(found.values())


def _inner_members(
    samples: ShownSamples, known: Iterable[tuple[str, ...]]
) -> Iterator[Undocumented]:
    """The members without a row in objects of which hardly any member is documented."""
    within = {
        member.names[:-1]
        for shown in samples.fitting
        for member in shown.members
        if member.path in shown.documented
    }
    places: dict[tuple[str, ...], list[Place]] = {}
    for shown in samples.fitting:
        for member in shown.members:
            if member.path in shown.documented or member.names in known:
                continue
            if not samples.is_free(member.names):
                place = Place(shown.sample, member.path, member.value)
                places.setdefault(member.names, []).append(place)
    for names, where in places.items():
        yield Undocumented(names[-1], names, tuple(where), names in within)


def _score(samples: ShownSamples, item: Undocumented, row: DocumentedField) -> float:
    """How much speaks for a member being what a row documents, from 0 to 1."""
    if len(row.parts) > 1 and item.names[-len(row.parts) : -1] != row.parts[:-1]:
        return 0.0
    types, fits = json_types(row.parameter.type), _fits(item, row)
    is_built = any(isinstance(place.value, dict | list) for place in item.places)
    if item.encloses and types is not None and types.isdisjoint(_CONTAINERS):
        # What is around documented members is no text, whatever its name.
        return 0.0
    likeness = _likeness(item.name, row.name, is_built=is_built)
    if likeness < _STRONG and _is_named_elsewhere(samples, item.name, row):
        likeness = _STRONG
    if likeness < _STRONG and (item.encloses or (types is not None and not fits)):
        # Objects around documented members have no row in many references: that is a style.
        return 0.0
    return min(1.0, likeness + _TYPE * fits)


def _fits(item: Undocumented, row: DocumentedField) -> bool:
    """Whether a value of a member is of the type that a row documents."""
    types = json_types(row.parameter.type)
    return types is not None and any(allows(types, place.value) for place in item.places)


def _likeness(name: str, other: str, *, is_built: bool) -> float:
    """How alike two names are, from 0 to 1."""
    one, two = field_names.plain(name), field_names.plain(other)
    if one == two:
        return 1.0
    ours, theirs = words(name), words(other)
    if sorted(ours) == sorted(theirs) or singular(one) == singular(two):
        return _STRONG
    if is_typo(one, two) or field_names.are_close(name, other):
        return _STRONG
    is_reference = is_built and theirs[-1:] and theirs[-1] in _REFERENCES
    if is_reference and [*map(singular, theirs[:-1])] == [*map(singular, ours)]:
        return _STRONG
    common = len({*map(singular, ours)} & {*map(singular, theirs)} - _REFERENCES)
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


def _is_named_elsewhere(samples: ShownSamples, name: str, row: DocumentedField) -> bool:
    """Whether the key of a row, or another row of its entry, says the name that a member has."""
    entry = row.parameter
    if stem(entry.key) == words(name) != words(row.name):
        return True
    others = uses_by_entry(samples.tree).get((entry.path, entry.key), ())
    return any(found.row.name == name for found in others)
