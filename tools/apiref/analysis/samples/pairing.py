"""Pairs undocumented members of samples with rows that no sample shows.

Within one role of an operation, they are paired one to one, by evidence: the similarity of the
names and their words, the key of the row, the names of other rows of the entry, and the type of the
value. A pair needs enough evidence, and more than the second best pair of either side; that nothing
else is left is not evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from apiref.analysis.operations import microversions
from apiref.analysis.parameters.names import alike, singular, stem, words
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.analysis.rows.entries import uses_by_entry
from apiref.analysis.samples import field_names
from apiref.analysis.samples.missing_fields import Missing
from apiref.analysis.samples.shown_samples import Place, ShownSamples
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.model.operation import BODYLESS
from apiref.model.tree import Tree
from apiref.text.typos import is_typo

# Just enough: two names that share half of their words, and a value of the documented type.
_ENOUGH = 0.6
# The lead that a pair needs over all other pairs of either side.
_MARGIN = 0.15
# Evidence from a typo, the key, or other rows; and from the type of the value.
_STRONG, _TYPE = 0.9, 0.1
# Real tables need fewer comparisons; this limits the time for malicious ones.
_MOST = 10_000
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
    """The undocumented members, with their intended rows if any, and the fields still missing.

    Members of hardly documented objects are included if they are paired.
    """
    absent = _absent(samples)
    inner = list(_inner_members(samples, {item.names for item in undocumented})) if absent else []
    # A name means what is outermost.
    outer = {item.name for item in undocumented}
    inner = [item for item in inner if item.name not in outer]
    if not 0 < len(absent) * (len(undocumented) + len(inner)) <= _MOST:
        return undocumented, missing
    required = {id(item.field) for item in missing}
    hardly = {id(item) for item in inner}
    pairs = [
        _Pair(score, item, row)
        for item in (*undocumented, *inner)
        for row in absent
        if (score := _score(samples, item, row)) >= _ENOUGH
        and (
            id(item) not in hardly or (_fits(item, row) and (item.encloses or id(row) in required))
        )
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


def misspelt_in_some_objects(
    samples: ShownSamples, undocumented: list[Undocumented]
) -> list[Undocumented]:
    """The undocumented members, with the fields that other objects of their list show."""
    known = {
        field.names: field
        for field in samples.alignment.fields.values()
        if field.names and field.rows and field.values
    }
    if not 0 < len(known) * len(undocumented) <= _MOST:
        return undocumented
    texts = {
        names: {value for value in field.values if isinstance(value, str)}
        for names, field in known.items()
    }
    shown = {(id(each.sample), member.path) for each in samples.fitting for member in each.members}

    def intended(item: Undocumented) -> DocumentedField | None:
        """The field, absent from the objects of a member, of which its name is a slip."""
        for names, field in known.items():
            name = names[-1]
            if names[:-1] != item.names[:-1]:
                continue
            is_alike = _is_slip(item.name, name) or singular(item.name) == singular(name)
            if is_alike or _have_one_text(item, name, texts[names]):
                places = {(id(place.sample), (*place.path[:-1], name)) for place in item.places}
                if places.isdisjoint(shown):
                    return field.rows[0]
        return None

    return [
        item._replace(intended=intended(item))
        if item.intended is None and not item.encloses
        else item
        for item in undocumented
    ]


def _have_one_text(item: Undocumented, name: str, texts: set[str]) -> bool:
    """Whether a member has a text of a field, and the last word of its name."""
    return words(item.name)[-1:] == words(name)[-1:] and all(
        isinstance(place.value, str) and place.value in texts for place in item.places
    )


def _clear(pairs: list[_Pair]) -> Iterator[_Pair]:
    """The pairs with more evidence than all others of the same member or the same row.

    Best pairs come first; their members and rows no longer compete.
    """
    left = sorted(pairs, key=lambda pair: -pair.score)
    while left:
        best, *rest = left
        rivals = [pair for pair in rest if (pair.item is best.item) != (pair.row is best.row)]
        if not any(pair.score > best.score - _MARGIN for pair in rivals):
            yield best
        left = [pair for pair in rest if pair.item is not best.item and pair.row is not best.row]


def _absent(samples: ShownSamples) -> list[DocumentedField]:
    """The body rows, one of each name, that samples should show but do not."""
    shown = {name for each in samples.fitting for name in each.names}
    versions = {microversions.of_sample(each.part) for each in samples.fitting}
    others = [row for row in _of_other_places(samples) if row.name not in shown]
    unshown = [row for row in samples.unshown if not row.takes_any]
    found: dict[tuple[str, ...], DocumentedField] = {}
    for row in (*unshown, *others):
        # Fields of other microversions are rightly absent.
        if any(microversions.is_expected(row.parameter, version) for version in versions):
            found.setdefault(row.parts, row)
    return list(found.values())


def _of_other_places(samples: ShownSamples) -> list[DocumentedField]:
    """The rows of other places than the body among which fields of it are often found.

    These are the query parameters of a request that has a body, and all parts of the URL of a
    response, which has none.
    """
    documented = samples.documentation
    places = {"query"} if documented.role == "request" else {"query", "path"}
    if documented.role == "request" and documented.operation.methods & BODYLESS:
        return []
    return [row for row in documented.fields if row.parameter.place in places]


def _inner_members(
    samples: ShownSamples, known: Iterable[tuple[str, ...]]
) -> Iterator[Undocumented]:
    """The undocumented members of hardly documented objects."""
    within = {
        member.names[:-1]
        for shown in samples.fitting
        for member in shown.members
        if samples.documenting(member.names)
    }
    places: dict[tuple[str, ...], list[Place]] = {}
    for shown in samples.fitting:
        for member in shown.members:
            if samples.documenting(member.names) or member.names in known:
                continue
            if not samples.is_free(member.names):
                place = Place(shown.sample, member.path, member.value)
                places.setdefault(member.names, []).append(place)
    for names, where in places.items():
        yield Undocumented(names[-1], names, tuple(where), names in within)


def _score(samples: ShownSamples, item: Undocumented, row: DocumentedField) -> float:
    """The evidence, from 0 to 1, that a member is the field of a row."""
    if not _is_in_that_object(item.names[:-1], row.parts[:-1]):
        return 0.0
    types, fits = json_types(row.parameter.type), _fits(item, row)
    is_built = any(isinstance(place.value, dict | list) for place in item.places)
    if item.encloses and types is not None and types.isdisjoint(_CONTAINERS):
        # An object around documented members is not a scalar, whatever its name.
        return 0.0
    likeness = _likeness(item.name, row.name, is_built=is_built)
    if not _is_slip(item.name, row.name) and _are_two_fields(samples, item.name, row.name):
        return 0.0
    if likeness < _STRONG and (
        _is_named_elsewhere(samples, item.name, row)
        or (row.parameter.place == "path" and _is_named_in_full(item, row))
        or (likeness and fits and _are_outermost(samples, item, row))
        or (likeness and fits and row.parameter.required and _are_references(item.name, row.name))
    ):
        likeness = _STRONG
    if likeness < _STRONG and (item.encloses or (types is not None and not fits)):
        # By convention, many references have no rows for objects around documented members.
        return 0.0
    # A null has every type.
    has_type = fits and any(place.value is not None for place in item.places)
    return min(1.0, likeness + _TYPE * has_type)


def _is_slip(name: str, other: str) -> bool:
    """Whether two names are the same, except for their form or a typo."""
    one, two = field_names.plain(name), field_names.plain(other)
    return one == two or is_typo(one, two)


def _are_two_fields(samples: ShownSamples, name: str, other: str) -> bool:
    """Whether a table of the page has rows of two entries for the names."""
    tables = _keys_by_table(samples.tree).get(samples.documentation.operation.page, ())
    return any(name in keys and other in keys and keys[name] != keys[other] for keys in tables)


@per_tree
def _keys_by_table(tree: Tree) -> dict[str, list[dict[str, str]]]:
    """The keys of the rows of each table by name, by page."""
    found: dict[str, list[dict[str, str]]] = {}
    for operation in tree.operations:
        for part in operation.tables:
            keys = {field_parts(row.name)[-1]: row.key for row in part.table.rows}
            found.setdefault(operation.page, []).append(keys)
    return found


def _is_in_that_object(around: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """Whether the names around a member end like the path of a row, except for typos."""
    pairs = zip(reversed(outer), reversed(around), strict=False)
    return len(outer) <= len(around) and all(
        _likeness(one, other, is_built=False) >= _STRONG for one, other in pairs
    )


def _is_named_in_full(item: Undocumented, row: DocumentedField) -> bool:
    """Whether a row has the name of a member and of its object, as in a URL: ``server_id``."""
    around = tuple(map(singular, words(item.names[-2]))) if len(item.names) > 1 else ()
    return words(row.name) == (*around, *words(item.name))


def _are_outermost(samples: ShownSamples, item: Undocumented, row: DocumentedField) -> bool:
    """Whether a member is around all others in every sample, and the row before all others."""
    return (
        item.encloses
        and row is samples.body[0]
        and samples.alignment.root.fields.keys() - {row.name} == {item.name}
    )


def _are_references(name: str, other: str) -> bool:
    """Whether both names are references to objects, and one begins or ends like the other one.

    Such as ``thing_id`` and ``thing_type_id``.
    """
    if not all(words(it)[-1:] and words(it)[-1] in _REFERENCES for it in (name, other)):
        return False
    short, long = sorted((words(name)[:-1], words(other)[:-1]), key=len)
    return short in (long[: len(short)], long[-len(short) :])


def _fits(item: Undocumented, row: DocumentedField) -> bool:
    """Whether a value of a member has the documented type of a row, or is null."""
    types = json_types(row.parameter.type)
    return types is not None and any(
        place.value is None or allows(types, place.value) for place in item.places
    )


def _likeness(name: str, other: str, *, is_built: bool) -> float:
    """The similarity of two names, from 0 to 1."""
    one, two = field_names.plain(name), field_names.plain(other)
    if one == two:
        return 1.0
    ours, theirs = words(name), words(other)
    if len(ours) == len(theirs) and all(map(alike, sorted(ours), sorted(theirs))):
        return _STRONG
    if singular(one) == singular(two) or one in (f"{two}s", two.removesuffix("s")):
        return _STRONG
    if is_typo(one, two) or (
        field_names.are_close(name, other) and not _have_other_ends(ours, theirs)
    ):
        return _STRONG
    is_reference = is_built and theirs[-1:] and theirs[-1] in _REFERENCES
    if is_reference and [*map(singular, theirs[:-1])] == [*map(singular, ours)]:
        return _STRONG
    common = len({*map(singular, ours)} & {*map(singular, theirs)} - _REFERENCES)
    return 2 * common / (len(ours) + len(theirs)) if common else 0.0


def _have_other_ends(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether only the last words of long names differ: ``thing_members`` and ``thing_id``."""
    return (
        ours[:-1] == theirs[:-1] != ()
        and not alike(ours[-1], theirs[-1])
        and not field_names.are_close(ours[-1], theirs[-1])
    )


def _is_named_elsewhere(samples: ShownSamples, name: str, row: DocumentedField) -> bool:
    """Whether the key of a row, or another row of its entry, has the name of a member."""
    entry = row.parameter
    if stem(entry.key) == words(name) != words(row.name):
        return True
    others = uses_by_entry(samples.tree).get((entry.path, entry.key), ())
    return any(field_parts(found.row.name)[-1] == name for found in others)
