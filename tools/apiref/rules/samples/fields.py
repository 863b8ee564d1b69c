"""Samples against tables: which fields there are."""

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
    """The place of the first, and one further place for each other file."""
    first = places[0]
    others: dict[str, Location] = {}
    for place in places[1:]:
        if place.sample.path != first.sample.path and place.sample.path not in others:
            others[place.sample.path] = location_of(place.sample, place.path, key=True)
    return location_of(first.sample, first.path, key=True), tuple(others.values())


@rule(Severity.ERROR)
def sample_field_undocumented(tree: Tree) -> Iterator[Defect]:
    """A sample shows a field that the operation's table does not document.

    Readers see the field and cannot learn what it means. A field counts as documented by a row
    of its name (bare, or dotted), by being named in the description of the row around it, or in
    the operation's text. Inside objects whose members are hardly documented at all, or are chosen
    by the service's users, nothing is reported.

    Passes: a sample ``{"id": 1}`` under a table with the row ``id``.

    Fails: a sample ``{"id": 1, "size": 2}`` under that table.
    """
    for comparison in compare(tree):
        # One row would document a name in all objects that have it.
        same: dict[str, list[Undocumented]] = {}
        for item in comparison.undocumented:
            if item.meant is None and not item.encloses:
                same.setdefault(item.name, []).append(item)
        for item, *more in same.values():
            place, others = _locations((*item.places, *(at for each in more for at in each.places)))
            alike = f" (and {', '.join(map(repr, item.alike))} likewise)" if item.alike else ""
            yield Defect(
                place,
                pointer(item.names),
                f"field '{pointer(item.names)}'{alike} of the {comparison.role} sample is in no row"
                f" of the {comparison.role} table; document it, or remove it from the sample",
                comparison.operation.label,
                others,
                related=_unused(tree, comparison, item),
            )


def _unused(tree: Tree, comparison: Comparison, item: Undocumented) -> tuple[Cause, ...]:
    """The unused entry that the missing row would refer to."""
    entries = unused_entries_named(tree, comparison.operation, [item.name])
    return tuple(Cause("entry", entry.path, entry.key) for entry in entries)


@rule(Severity.ERROR)
def sample_field_misspelt(tree: Tree) -> Iterator[Defect]:
    """A sample shows a field under another name than the table.

    The name in the sample is in no row, and it is a documented one but for case or for what parts
    its words; or no sample shows the documented one, and the two are nearly the same, or the only
    ones in their object that do not fit. Where the rest of the reference uses the name in the
    sample, ``misnamed-row`` tells it.

    Passes: a sample ``{"display_name": "a"}`` under a table with the row ``display_name``.

    Fails: a sample ``{"displayname": "a"}`` under that table.
    """
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.meant is None or is_row_misnamed(tree, item):
                continue
            place, others = _locations(item.places)
            row = item.meant.row.location
            yield Defect(
                place,
                pointer(item.names),
                f"field '{item.name}' of the {comparison.role} sample is in no row, and row"
                f" '{item.meant.name}' is not in the sample; did you mean the same? Use one name",
                comparison.operation.label,
                (*others, row),
                related=_unused(tree, comparison, item),
            )


@rule(Severity.ERROR)
def misnamed_row(tree: Tree) -> Iterator[Defect]:
    """A row shows another name for a field than the samples, and it is the row that is wrong.

    As ``sample-field-misspelt``, where the rest of the reference, the key of the row or its type
    speak for the name that the sample shows.

    Passes: a row ``attachment``, and a sample ``{"attachment": {}}``.

    Fails: a row ``attachement``, and that sample.
    """
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.meant is None or not is_row_misnamed(tree, item):
                continue
            row = item.meant.row
            place, others = _locations(item.places)
            yield Defect(
                row.location,
                row.name,
                f"row '{row.name}' is in no {comparison.role} sample, and '{item.name}', which the"
                f" sample shows, is in no row; write '{item.name}', if that is meant",
                comparison.operation.label,
                (place, *others),
                related=_unused(tree, comparison, item),
            )


@rule(Severity.WARNING)
def enclosing_object_undocumented(tree: Tree) -> Iterator[Defect]:
    """A table documents the members of an object, but not the object, as other tables do.

    Many references leave the object around a resource out of their tables; that is a style. Where
    other operations of the same reference have a row for it, or for the list of such objects, this
    one lacks it.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the rows ``server`` and ``id``.

    Fails: that sample under a table with the row ``id`` only, another table having ``server``.
    """
    documented = documented_envelopes(compare(tree))
    for comparison in compare(tree):
        for item in comparison.undocumented:
            if item.meant is not None or not item.encloses:
                continue
            if singular(item.name) not in documented:
                continue
            table = comparison.operation.tables_of(comparison.role)[0]
            place, others = _locations(item.places)
            yield Defect(
                table.location,
                pointer(item.names),
                f"the {comparison.role} table documents the members of '{pointer(item.names)}', but"
                " not the object itself, as other tables do; add a row for it",
                comparison.operation.label,
                (place, *others),
                related=_unused(tree, comparison, item),
            )


def _missing(tree: Tree, *, certain: bool) -> Iterator[Defect]:
    """What samples lack: one defect for each object, with all samples that lack the same of it."""
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
                f" {comparison.role} sample; add {'them' if several else 'it'} there, or make"
                f" {'them' if several else 'it'} optional in {file}",
                comparison.operation.label,
                (
                    *(location_of(each[0].sample, path) for each in others),
                    *(item.field.row.location for item in items),
                ),
            )


@rule(Severity.ERROR)
def sample_field_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a field that the table says is always there.

    ``required: true`` means, for a request, that it must be sent, and for a response, that it
    always appears. Where the enclosing object is absent or empty, or where the field is bounded
    to other microversions, nothing is missing.

    Passes: a sample ``{"id": 1}`` under a table with the required row ``id``.

    Fails: a sample ``{"name": "a"}`` under that table.
    """
    return _missing(tree, certain=True)


@rule(Severity.WARNING)
def sample_field_perhaps_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a field that the table calls required, but the table may mean another place.

    As ``sample-field-missing``, where rows are flat and no sample tells in which object the field
    stands, or where a request shares the row with a response.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the required row ``id``.

    Fails: a sample ``{"server": {"name": "a"}}`` under that table.
    """
    return _missing(tree, certain=False)


@rule(Severity.ERROR)
def sample_foreign(tree: Tree) -> Iterator[Defect]:
    """A sample and the table of its role have next to nothing in common.

    Most often the wrong file is included, or the rows of another operation were copied.

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
                f"sample '{reference.file}' has next to none of the fields of the"
                f" {comparison.role} table; include the sample of this operation, or mend the rows",
                comparison.operation.label,
                related=(Cause("sample", sample.path),),
            )


@rule(Severity.INFO)
def field_without_example(tree: Tree) -> Iterator[Defect]:
    """No sample of the operation shows an optional field that its table documents.

    A reader does not see what its values look like. Fields that are required, and missing, are
    told by ``sample-field-missing``.

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
