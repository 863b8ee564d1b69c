"""Samples compared with tables: which fields exist."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.parameters.names import singular
from apiref.analysis.rows.entries import unused_entries_named
from apiref.analysis.samples.comparison import Comparison, compare, documented_envelopes
from apiref.analysis.samples.misnamed_rows import is_row_misnamed
from apiref.analysis.samples.missing_fields import Missing
from apiref.analysis.samples.shown_samples import Place
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonPath, location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule


def _locations(places: tuple[Place, ...]) -> tuple[Location, tuple[Location, ...]]:
    """The location of the first place, and one for each other file."""
    first = places[0]
    others: dict[str, Location] = {}
    for place in places[1:]:
        if place.sample.path != first.sample.path and place.sample.path not in others:
            others[place.sample.path] = location_of(place.sample, place.path, key=True)
    return location_of(first.sample, first.path, key=True), tuple(others.values())


@rule(Severity.ERROR)
def sample_field_undocumented(tree: Tree) -> Iterator[Defect]:
    """A sample shows a field that the operation's table does not document.

    Readers see the field but cannot learn what it means. A field counts as documented if a row has
    its name (bare or dotted), or if the description of the enclosing object's row or the text of
    the operation mentions it. Nothing is reported inside objects whose members are hardly
    documented at all, or are chosen by the users of the service.

    Passes: a sample ``{"id": 1}`` under a table with the row ``id``.

    Fails: a sample ``{"id": 1, "size": 2}`` under that table.
    """
    for comparison in compare(tree):
        # A single row would document the name in every object that has it.
        same: dict[str, list[Undocumented]] = {}
        for item in comparison.undocumented:
            if item.intended is None and not item.encloses:
                same.setdefault(item.name, []).append(item)
        for item, *more in same.values():
            place, others = _locations((*item.places, *(at for each in more for at in each.places)))
            alike = f" (nor for {', '.join(map(repr, item.alike))})" if item.alike else ""
            yield Defect(
                place,
                pointer(item.names),
                f"the {comparison.role} table has no row for '{pointer(item.names)}'{alike}, which"
                " the sample shows; add one, or remove the field from the sample",
                comparison.operation.label,
                others,
                cause=_field(comparison, item.name),
                related=_unused(tree, comparison, item),
            )


def _field(comparison: Comparison, *names: str) -> Cause:
    """The fields of those names on the page of an operation: its operations share one cause."""
    return Cause("field", comparison.operation.page, " ".join((comparison.role, *names)))


def _unused(tree: Tree, comparison: Comparison, item: Undocumented) -> tuple[Cause, ...]:
    """The unused entry that the missing row would refer to."""
    entries = unused_entries_named(tree, comparison.operation, [item.name])
    return tuple(Cause("entry", entry.path, entry.key) for entry in entries)


@rule(Severity.ERROR)
def sample_field_misspelt(tree: Tree) -> Iterator[Defect]:
    """A sample shows a field under a different name from the one in the table.

    The name in the sample has no row. Either it differs from a documented name only in case or in
    the separators of its words; or no sample shows the documented name, and the two are similar or
    are the only ones in their object without a counterpart. If the rest of the reference uses the
    name in the sample, ``misnamed-row`` reports it.

    Passes: a sample ``{"display_name": "a"}`` under a table with the row ``display_name``.

    Fails: a sample ``{"displayname": "a"}`` under that table.
    """
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.intended is None or is_row_misnamed(tree, item):
                continue
            place, others = _locations(item.places)
            row = item.intended.row.location
            yield Defect(
                place,
                pointer(item.names),
                f"the {comparison.role} sample shows '{item.name}', which has no row, but not the"
                f" documented '{item.intended.name}'; if they are the same field, use one name",
                comparison.operation.label,
                (*others, row),
                cause=_field(comparison, item.name, item.intended.name),
                related=_unused(tree, comparison, item),
            )


@rule(Severity.ERROR)
def misnamed_row(tree: Tree) -> Iterator[Defect]:
    """A row has a wrong name: the samples show the field under another one.

    Like ``sample-field-misspelt``, but the rest of the reference, the key of the row or its type
    confirm the name in the sample.

    Passes: a row ``attachment``, and a sample ``{"attachment": {}}``.

    Fails: a row ``attachement``, and that sample.
    """
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.intended is None or not is_row_misnamed(tree, item):
                continue
            row = item.intended.row
            place, others = _locations(item.places)
            yield Defect(
                row.location,
                row.name,
                f"no {comparison.role} sample shows '{row.name}', but one shows '{item.name}',"
                f" which has no row; if they are the same field, rename the row to '{item.name}'",
                comparison.operation.label,
                (place, *others),
                cause=_field(comparison, item.name, row.name),
                related=_unused(tree, comparison, item),
            )


@rule(Severity.INFO)
def enclosing_object_undocumented(tree: Tree) -> Iterator[Defect]:
    """A table documents the members of an object but, unlike other tables, not the object itself.

    Many references leave the object around a resource out of all their tables, which is a matter of
    style. It is reported only if another operation of the reference has a row for that object, or
    for a list of such objects.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the rows ``server`` and ``id``.

    Fails: that sample under a table with the row ``id`` only, while another table has ``server``.
    """
    documented = documented_envelopes(compare(tree))
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.intended is not None or not item.encloses:
                continue
            if singular(item.name) not in documented:
                continue
            table = comparison.operation.tables_of(comparison.role)[0]
            place, others = _locations(item.places)
            yield Defect(
                table.location,
                pointer(item.names),
                f"the {comparison.role} table documents the members of '{pointer(item.names)}', but"
                " not the object itself; add a row for it, as in other tables",
                comparison.operation.label,
                (place, *others),
                cause=_field(comparison, item.name),
                related=_unused(tree, comparison, item),
            )


def _missing(tree: Tree, *, certain: bool) -> Iterator[Defect]:
    """Missing fields: one defect per object, with all samples that lack the same fields of it."""
    for comparison in compare(tree):
        groups: dict[tuple[str, JsonPath], list[Missing]] = {}
        for item in comparison.missing:
            if item.certain is certain:
                groups.setdefault((item.sample.path, item.path), []).append(item)
        alike: dict[tuple[JsonPath, tuple[str, ...]], list[list[Missing]]] = {}
        for (_, path), items in groups.items():
            names = tuple(item.field.name for item in items)
            alike.setdefault((path, names), []).append(items)
        for (path, names), [items, *others] in alike.items():
            several = len(names) > 1
            file = items[0].field.parameter.path
            listed = " and ".join((", ".join(f"'{name}'" for name in names[:-1]), f"'{names[-1]}'"))
            where = f" from '{pointer(path)}'" if path else ""
            yield Defect(
                location_of(items[0].sample, path),
                ", ".join(names),
                f"{'fields' if several else 'field'} {listed.removeprefix(' and ')}"
                f" {'are' if several else 'is'} required, but missing{where} in the"
                f" {comparison.role} sample; add {'them' if several else 'it'}, or make"
                f" {'them' if several else 'it'} optional in {file}",
                comparison.operation.label,
                (
                    *(location_of(each[0].sample, path) for each in others),
                    *(item.field.row.location for item in items),
                ),
                cause=_field(comparison, *names),
            )


@rule(Severity.ERROR)
def sample_field_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a field that the table documents as required.

    ``required: true`` means that a request must contain the field, or that a response always does.
    Nothing is reported if the enclosing object is absent or empty, or if the field is limited to
    other microversions.

    Passes: a sample ``{"id": 1}`` under a table with the required row ``id``.

    Fails: a sample ``{"name": "a"}`` under that table.
    """
    return _missing(tree, certain=True)


@rule(Severity.WARNING)
def sample_field_perhaps_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a required field, unless the table means it for another object.

    Like ``sample-field-missing``, but the rows are flat and no sample shows in which object the
    field belongs, or a request shares the row with a response.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the required row ``id``.

    Fails: a sample ``{"server": {"name": "a"}}`` under that table.
    """
    return _missing(tree, certain=False)


@rule(Severity.ERROR)
def sample_foreign(tree: Tree) -> Iterator[Defect]:
    """A sample and the table that documents it have almost no fields in common.

    Usually the wrong file is included, or the rows were copied from another operation.

    Passes: a sample ``{"port": {"id": 1}}`` under a table with the rows ``port`` and ``id``.

    Fails: a sample ``{"router": {"routes": []}}`` under that table.
    """
    for comparison in compare(tree):
        for sample in comparison.foreign:
            reference = next(
                part.reference for part in comparison.samples if part.reference.path == sample.path
            )
            yield Defect(
                reference.file_location,
                reference.file,
                f"sample '{reference.file}' has almost none of the fields in the {comparison.role}"
                " table; include the sample of this operation, or correct the rows",
                comparison.operation.label,
                related=(Cause("sample", sample.path),),
            )


@rule(Severity.INFO)
def field_without_example(tree: Tree) -> Iterator[Defect]:
    """No sample of the operation shows an optional field that its table documents.

    Readers do not see what its values look like.

    Passes: an optional row ``description``, and a sample that shows it.

    Fails: an optional row ``description``, and no sample with it.
    """
    for comparison in compare(tree):
        for field in comparison.unshown:
            if field.parameter.required:
                continue
            yield Defect(
                field.row.location,
                field.row.name,
                f"no {comparison.role} sample of this operation shows '{field.row.name}';"
                " add it to one",
                comparison.operation.label,
            )
