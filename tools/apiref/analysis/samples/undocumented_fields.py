"""The members of samples that no row documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from apiref.analysis.members import Member, ancestors
from apiref.analysis.parameters.names import singular
from apiref.analysis.parameters.types import json_types
from apiref.analysis.rows.alignment import Field
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.samples.free_bodies import is_left_open
from apiref.analysis.samples.linked_sections import names_linked_in
from apiref.analysis.samples.shown_samples import Place, ShownSample, ShownSamples


class Undocumented(NamedTuple):
    """A member that no row documents, with all its places in the samples of the role.

    ``intended`` is the documented field, absent from the samples, that the member probably is.
    ``encloses`` says that it is an object whose own members are documented. ``alike`` are the names
    of other members of the same object that lack a row for the same reason.
    """

    name: str
    names: tuple[str, ...]
    places: tuple[Place, ...]
    encloses: bool = False
    intended: DocumentedField | None = None
    alike: tuple[str, ...] = ()


def undocumented_members(
    samples: ShownSamples,
) -> tuple[list[Undocumented], set[tuple[str, ...]]]:
    """The members that nothing documents, and the names of the free-form ones."""
    free = _free_form(samples)
    if not samples.documentation.complete or samples.documentation.templated:
        return [], free
    role = samples.documentation.role
    if not samples.body and is_left_open(samples.documentation.operation, role):
        return [], free
    enclosing = {
        field.names[:-1]
        for field in samples.alignment.fields.values()
        if field.names and field.values and _is_documented_here(samples, field)
    }
    places: dict[tuple[str, ...], list[Place]] = {}
    for shown in samples.fitting:
        if samples.is_named_by_url(shown):
            continue
        for member in shown.members:
            if samples.documenting(member.names) or _is_inside(member.names, free):
                continue
            if _is_explained(samples, member) or _is_map(samples, shown, member, enclosing):
                continue
            place = Place(shown.sample, member.path, member.value)
            places.setdefault(member.names, []).append(place)
    bare = places.keys() - enclosing
    found = []
    for names, where in places.items():
        if not _is_inside(names, bare):
            around = bool(samples.body) and all(map(_is_around_all, where))
            encloses = names in enclosing or around
            found.append(Undocumented(names[-1], names, tuple(where), encloses))
    return _without_variants(samples, found), free


def _is_inside(names: tuple[str, ...], objects: Collection[tuple[str, ...]]) -> bool:
    """Whether a member is in one of those objects, at any depth."""
    return not {*ancestors(names)}.isdisjoint(objects)


def _is_around_all(place: Place) -> bool:
    """Whether a member is the envelope of its sample, or an empty list.

    Many references omit envelopes in their tables. An empty object, such as ``{"reboot": {}}``, is
    not an envelope.
    """
    if len(place.path) > 1 or not isinstance(place.value, dict | list):
        return False
    whole = place.sample.value
    return place.value == [] or (bool(place.value) and isinstance(whole, dict) and len(whole) == 1)


def _is_map(
    samples: ShownSamples, shown: ShownSample, member: Member, enclosing: set[tuple[str, ...]]
) -> bool:
    """Whether an object is a member of a sample without any documented member.

    Its names may be chosen by users: IDs, or resource classes.
    """
    whole = shown.sample.value
    return (
        len(member.path) == 1
        and isinstance(member.value, dict | list)
        and isinstance(whole, dict)
        and len(whole) > 1
        and not any(samples.documenting((name,)) for name in whole)
        and member.names not in enclosing
    )


def _without_variants(samples: ShownSamples, found: list[Undocumented]) -> list[Undocumented]:
    """Keep one of the members with documented names and the same suffix.

    ``volumes_fast`` and ``gigabytes_fast`` lack a row for the same reason if there are rows
    ``volumes`` and ``gigabytes``.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Undocumented]] = {}
    for item in found:
        for name in samples.documentation.by_name:
            if item.name.startswith(name) and item.name[len(name) :][:1] in ("_", "-", ":", "."):
                groups.setdefault((item.names[:-1], item.name[len(name) :]), []).append(item)
    variants = {id(item): group for group in groups.values() for item in group}
    result = []
    for item in found:
        first, *others = variants.get(id(item), [item])
        if first is item:
            result.append(item._replace(alike=tuple(other.name for other in others)))
    return result


def _is_explained(samples: ShownSamples, member: Member) -> bool:
    """Whether the page mentions a member outside a row of its own."""
    if member.name in samples.described:
        return True
    if samples.takes_any and not isinstance(member.value, dict | list):
        return True
    if any(pattern.fullmatch(member.name) for pattern in samples.templates):
        return True
    if isinstance(member.path[0], int) and any(
        row.mentions(member.name) for row in samples.body if _is_list(row)
    ):
        # The sample is the list itself, which a row describes like a member.
        return True
    if any(
        f"``{member.name}``" in row.parameter.description
        and singular(row.name) != singular(member.name)
        for row in samples.unshown
    ):
        # Another name of that field, for example in a former version.
        return True
    for outer in ancestors(member.names):
        for row in samples.documenting(outer):
            if row.mentions(member.name):
                return True
            if member.name in names_linked_in(samples.tree, row.parameter.description):
                return True
    return False


def _free_form(samples: ShownSamples) -> set[tuple[str, ...]]:
    """The objects with hardly any members that are documented one by one.

    Authors document members by rows or in the description; and users choose the members of some
    objects.
    """
    free: set[tuple[str, ...]] = set()
    for names, field in samples.alignment.fields.items():
        if not names or not field.is_built:
            continue
        rows = samples.documenting(names)
        below = [inner for inner in field.fields.values() if inner.values]
        documented = sum(_is_documented_here(samples, inner) for inner in below)
        if (
            any(row.is_free_form for row in rows)
            or (rows and below and documented * 2 < len(below))
            or (not rows and not documented)
        ):
            free.add(names)
    return free


def _is_documented_here(samples: ShownSamples, field: Field) -> bool:
    """Whether a row means this member, rather than one of that name further out."""
    # A name that users complete, such as ``volumes_{type}``, may be in several objects.
    return bool(field.rows) or any(
        row.name != field.names[-1] for row in samples.documenting(field.names)
    )


def with_containers(samples: ShownSamples, found: list[Undocumented]) -> list[Undocumented]:
    """The undocumented members, with an inner object in place of most of its members.

    It has no row itself, and most of its members have none, so that its own row is missing. Nothing
    is known of an object around all.
    """
    lacking = Counter(item.names[:-1] for item in found if item.intended is None)
    whole = {
        item.names
        for item in found
        if item.encloses
        and item.intended is None
        and len(item.names) > 1
        and 2 * lacking[item.names] > len(samples.alignment.fields[item.names].fields)
    }
    return [
        item._replace(encloses=item.encloses and item.names not in whole)
        for item in found
        if not _is_inside(item.names, whole)
    ]


def beside_whole_tables(
    samples: ShownSamples, undocumented: list[Undocumented]
) -> list[Undocumented]:
    """The undocumented members, but no unpaired ones if a text table has only few of many rows."""
    tables = samples.documentation.operation.tables_of(samples.documentation.role)
    paired = [item for item in undocumented if item.intended is not None]
    documented = len(samples.body) - len(samples.unshown) + len(paired)
    is_selection = len(undocumented) - len(paired) >= documented
    return paired if is_selection and any(table.entries for table in tables) else undocumented


def recased_members(samples: ShownSamples) -> list[Undocumented]:
    """The members with names that differ from rows only in case or separators."""
    found: dict[tuple[tuple[str, ...], str], Undocumented] = {}
    fitting = {id(shown.sample) for shown in samples.fitting}
    for member, place, row in samples.recased:
        if id(place.sample) not in fitting:
            continue
        key = (member.names, row.name)
        before = found.get(key)
        places = (*before.places, place) if before is not None else (place,)
        found[key] = Undocumented(member.name, member.names, places, False, row)
    return list(found.values())


def _is_list(row: DocumentedField) -> bool:
    return "array" in (json_types(row.parameter.type) or ())
