"""Samples compared with tables: which fields exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apiref.analysis.members import json_type, members
from apiref.analysis.operations.obsolete import is_obsolete
from apiref.analysis.operations.resources import resource_words
from apiref.analysis.operations.urls import segments
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import optional_sibling, unused_entries_named, uses_by_entry
from apiref.analysis.samples.comparison import Comparison, compare, documented_envelopes
from apiref.analysis.samples.files import is_named_after
from apiref.analysis.samples.misnamed_rows import is_row_misnamed, name_by_url
from apiref.analysis.samples.missing_fields import Missing
from apiref.analysis.samples.shown_samples import Place
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, Operation, Role, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.listing import quoted, with_article
from apiref.text.ordering import beside


def _locations(places: Sequence[Place]) -> tuple[Location, tuple[Location, ...]]:
    """The location of the first place, and one of each name in each file for the others."""
    found: dict[tuple[str, object], Location] = {}
    for place in places:
        at = (place.sample.path, place.path[-1])
        if at not in found:
            found[at] = location_of(place.sample, place.path, key=True)
    first, *others = found.values()
    return first, tuple(others)


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
    for found in _undocumented(tree):
        comparison, first = found[0]
        items = [item for _, item in found]
        names = list({item.name: pointer(item.names) for item in reversed(items)}.values())[::-1]
        place, others = _locations([place for item in items for place in item.places])
        one = len(names) == 1
        alike = f" (nor for {', '.join(map(repr, first.alike))})" if first.alike else ""
        them = "it" if one else "them"
        advice = f"add {'one' if one else 'them'}, or remove {them} from the sample"
        owner = _owner(tree, comparison, items)
        if owner is not None:
            advice = (
                f"add {'one' if one else 'them'}, or show a sample of its own, as this is also that"
                f" of '{owner.title}', which documents {them}"
            )
        problem = (
            f"the {comparison.role} table has no row{'' if one else 's'} for"
            f" {quoted(names)}{alike}, which the sample shows"
        )
        if owner is None and _documents_no_body(comparison):
            inner = first.places[0].value if one else None
            where = f"{quoted(list(inner))} in " if isinstance(inner, dict) and inner else ""
            problem = (
                f"the {comparison.role} table documents no body, but the sample shows"
                f" {where}{quoted(names)}"
            )
            advice = "add rows for all of its fields"
            methods = comparison.operation.methods
            if comparison.role == "request" and methods <= USUALLY_BODYLESS:
                method = " or ".join(sorted(methods))
                advice += f", or remove the sample, as a {method} request seldom has a body"
        yield Defect(
            place,
            ", ".join(names),
            f"{problem}; {advice}",
            comparison.operation.label,
            (*_row_beside(comparison, first), *others),
            cause=_field(comparison, *(item.name for item in items)),
            related=tuple(part for of, item in found for part in _unused(tree, of, item)),
        )


def _documents_no_body(comparison: Comparison) -> bool:
    """Whether no row is one of the body, but for those of placeholders with a wrong ``in``."""
    urls = [it.url for it in comparison.operation.endpoints if comparison.role == "request"]
    names = {name for url in urls for name in placeholders(url)}
    return all(
        field.parameter.place != "body" or field.name in names
        for field in comparison.documentation.fields
    )


def _row_beside(comparison: Comparison, item: Undocumented) -> tuple[Location, ...]:
    """The row beside which that of a member belongs, by the order in the first sample."""
    file, path, _ = item.places[0]
    around = [other for other in members(file.value) if other.path[:-1] == path[:-1]]
    found = {other.path: comparison.documentation.find(other.names)[:1] for other in around}
    return beside(path, found, {at: row.row.location for at, rows in found.items() for row in rows})


def _undocumented(tree: Tree) -> Iterator[list[tuple[Comparison, Undocumented]]]:
    """The undocumented members in groups that one change of the tables would document.

    A single row documents a name wherever a sample shows it, and the tables of a page usually lack
    it for one reason; so do the tables that lack several members of one object. A table without
    any row of the body lacks them all for one reason.
    """
    by_name: dict[tuple[str, Role, str], list[tuple[Comparison, Undocumented]]] = {}
    groups: dict[tuple[object, ...], list[tuple[Comparison, Undocumented]]] = {}
    for comparison in compare(tree):
        found = [
            (comparison, item)
            for item in comparison.undocumented
            if item.intended is None and not item.encloses
        ]
        if found and _documents_no_body(comparison):
            groups[comparison.operation.location, comparison.role] = found
            continue
        for comparison, item in found:
            key = (comparison.operation.page, comparison.role, item.name)
            by_name.setdefault(key, []).append((comparison, item))
    for (page, role, _), found in by_name.items():
        operations = tuple(dict.fromkeys(of.operation.location for of, _ in found))
        around = found[0][1].names[:-1]
        groups.setdefault((page, role, operations, around), []).extend(found)
    yield from groups.values()


def _owner(tree: Tree, own: Comparison, items: list[Undocumented]) -> Operation | None:
    """Another operation that shows the same sample, and documents these members."""
    files = {place.sample.path for item in items for place in item.places}
    for other in _showing(tree).get(min(files), ()):
        if other.role == own.role and other.operation is not own.operation:
            shown = {part.reference.path for part in other.samples}
            if files <= shown and all(other.documentation.find(item.names) for item in items):
                return other.operation
    return None


@per_tree
def _showing(tree: Tree) -> dict[str, list[Comparison]]:
    """The comparisons of each sample, by its path."""
    found: dict[str, list[Comparison]] = {}
    for comparison in compare(tree):
        for path in dict.fromkeys(part.reference.path or "" for part in comparison.samples):
            found.setdefault(path, []).append(comparison)
    return found


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
            advice = "if they are the same field, use one name"
            value, entry = item.places[0].value, item.intended.parameter
            is_other = name_by_url(tree, item) is not None and not _takes(entry, value)
            if is_other:
                ours, theirs = with_article(json_type(value)), with_article(entry.type.lower())
                advice = (
                    f"show a sample of this operation, as the one is {ours} and the other {theirs}"
                )
            owner = _owner(tree, comparison, [item])
            if owner is not None:
                advice = (
                    f"use one name, or show a sample of its own, as this is also that of"
                    f" '{owner.title}', which documents it"
                )
            yield Defect(
                place,
                pointer(item.names),
                f"the {comparison.role} sample shows '{item.name}', which has no row, but not the"
                f" documented '{item.intended.name}'; {advice}",
                comparison.operation.label,
                (*others, row),
                cause=_field(comparison, item.name, item.intended.name),
                related=(at("row", row), *_unused(tree, comparison, item)),
                intended=item.intended.name if owner is None and not is_other else None,
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
            name = ".".join(item.names[-len(item.intended.parts) :])
            place, others = _locations(item.places)
            yield Defect(
                row.location,
                row.name,
                f"no {comparison.role} sample shows '{row.name}', but one shows '{name}',"
                f" which has no row; if they are the same field, rename the row to '{name}'"
                f"{_other_entry(tree, item, item.intended.parameter)}",
                comparison.operation.label,
                (place, *others),
                cause=_field(comparison, item.name, row.name),
                related=(at("row", row.location), *_unused(tree, comparison, item)),
                intended=name,
            )


def _other_entry(tree: Tree, item: Undocumented, entry: Parameter) -> str:
    """That a renamed row needs another entry, if its own has not the type of the values."""
    value = item.places[0].value
    if value is None or _takes(entry, value):
        return ""
    file = tree.parameter_files.get(entry.path)
    other = file.by_key().get(item.name) if file is not None else None
    if other is not None and other.place == "body" and _takes(other, value):
        return f", and refer to the entry '{other.key}'"
    return f", and refer to an entry that is {with_article(json_type(value))}"


def _takes(entry: Parameter, value: Json) -> bool:
    """Whether the type of an entry allows a value; unknown types do."""
    types = json_types(entry.type)
    return types is None or allows(types, value)


@rule(Severity.INFO)
def enclosing_object_undocumented(tree: Tree) -> Iterator[Defect]:
    """A table documents the members of an object but, unlike other tables, not the object itself.

    Many references leave the object around a resource out of all their tables, which is a matter of
    style. It is reported only if another operation of the reference has a row for that object, or
    for a list of such objects. Deprecated operations are not checked.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the rows ``server`` and ``id``.

    Fails: that sample under a table with the row ``id`` only, while another table has ``server``.
    """
    documented = documented_envelopes(compare(tree))
    for comparison in compare(tree):
        for item in () if is_obsolete(tree, comparison.operation) else comparison.undocumented:
            if item.intended is not None or not item.encloses:
                continue
            if singular(item.name) not in documented:
                continue
            place, others = _locations(item.places)
            yield Defect(
                comparison.operation.place_of_rows(comparison.role),
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
        if _has_unreadable_request(tree, comparison):
            continue
        rows: dict[tuple[JsonPath, Location], list[Missing]] = {}
        everywhere = {item.field.row.location for item in comparison.missing if not item.lacking}
        for item in comparison.missing:
            if item.lacking and item.field.row.location in everywhere:
                # Told for a sample without it.
                continue
            if item.certain is certain:
                rows.setdefault((item.path, item.field.row.location), []).append(item)
        alike: dict[tuple[JsonPath, tuple[str, ...]], list[Missing]] = {}
        for (path, _), same in rows.items():
            alike.setdefault((path, tuple(item.sample.path for item in same)), []).extend(same)
        for (path, _), found in alike.items():
            first = found[0]
            items = [item for item in found if item.sample.path == first.sample.path]
            names = [item.field.name for item in items]
            several = len(names) > 1
            where = f" from '{pointer(path)}'" if path else ""
            if first.lacking:
                where = f" from some items of '{pointer(path)}'" if path else " from some items"
            if _is_of_inner_part(comparison, first):
                place = comparison.operation.place_of_rows(comparison.role)
                advice = (
                    f"remove the {'rows' if several else 'row'}, as the URL is that of a part only"
                )
            elif _is_list_of_one(comparison, items):
                place = first.field.row.location
                advice = "remove the row, as the URL is that of one of them"
            else:
                place = location_of(first.sample, (*path, *first.lacking))
                advice = _advice(tree, comparison, items, found)
            yield Defect(
                place,
                ", ".join(names),
                f"{'fields' if several else 'field'} {quoted(names)}"
                f" {'are' if several else 'is'} required, but missing{where} in the"
                f" {comparison.role} sample; {advice}",
                comparison.operation.label,
                (
                    *dict.fromkeys(location_of(item.sample, path) for item in found),
                    *(item.field.row.location for item in items),
                ),
                cause=_field(comparison, *names),
                related=tuple(at("row", item.field.row.location) for item in items),
            )


def _is_of_inner_part(comparison: Comparison, item: Missing) -> bool:
    """Whether a sample only has the end of ``/things/{id}/tags``, but a row is ``thing``."""
    parts = segments(comparison.operation.endpoint.url)
    outer = {singular(part) for part in parts[:-1]}
    root = item.sample.value
    return (
        isinstance(root, dict)
        and (*root,) == parts[-1:]
        and any(row.name in outer for row in comparison.documentation.fields)
    )


def _is_list_of_one(comparison: Comparison, items: list[Missing]) -> bool:
    """Whether the URL is that of one of the things of which a missing list would show several."""
    field = items[0].field
    return (
        len(items) == 1
        and "array" in (json_types(field.parameter.type) or ())
        and not isinstance(items[0].sample.value, list)
        and segments(comparison.operation.endpoint.url)[-2:] == (field.name, "{}")
    )


def _has_unreadable_request(tree: Tree, comparison: Comparison) -> bool:
    """Whether a further JSON sample of the request, which may show the fields, cannot be read."""
    references = [it.reference for it in comparison.operation.samples if it.role == "request"]
    paths = [it.path or "" for it in references if it.file.endswith(".json")]
    known = [tree.samples.get(path) for path in paths]
    return comparison.role == "request" and not all(it is not None and it.valid for it in known)


def _advice(
    tree: Tree, comparison: Comparison, items: list[Missing], everywhere: list[Missing]
) -> str:
    """What to do about missing fields; entries of other tables cannot just be made optional."""
    role = comparison.role
    fields = [item.field for item in items]
    types = json_types(fields[0].parameter.type) or ()
    if len(fields) == 1 and "array" in types and isinstance(items[0].sample.value, list):
        return f"wrap the list in an object, as '{fields[0].name}', or remove the row"
    others = [_other_owner(tree, comparison, item) for item in everywhere]
    if others[0] is not None and all(others):
        return f"show a sample of its own, as this is also that of '{others[0].title}'"
    entries = [field.parameter for field in fields]
    them = "them" if len(fields) > 1 else "it"
    rows = "rows" if len(fields) > 1 else "row"
    siblings = [optional_sibling(tree, entry, role) for entry in entries]
    if all(siblings):
        keys = list(dict.fromkeys(sibling.key for sibling in siblings if sibling is not None))
        verb = "is" if len(keys) == 1 else "are"
        return f"add {them}, or refer to {quoted(keys)}, which {verb} optional"
    if any(len(uses_by_entry(tree).get((entry.path, entry.key), ())) > 1 for entry in entries):
        return f"add {them}, remove the {rows}, or refer to an optional entry"
    files = " and ".join(dict.fromkeys(entry.path for entry in entries))
    return f"add {them}, remove the {rows}, or make {them} optional in {files}"


def _other_owner(tree: Tree, own: Comparison, item: Missing) -> Operation | None:
    """The operation that a sample is named after, and whose table lacks the field as well."""
    path = item.sample.path
    for other in _showing(tree).get(path, ()):
        lacks = item.field.name not in other.documentation.by_name
        if lacks and other.role == own.role and is_named_after(path, other.operation):
            return other.operation
    return None


@rule(Severity.ERROR)
def sample_field_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a field that the table documents as required.

    ``required: true`` means that a request must contain the field, or that a response always does.
    Nothing is reported if the enclosing object is absent or empty, if the field is limited to
    other microversions, or if another sample of the request cannot be read. The finding is at the
    table if its rows are those of a whole object, but the URL is that of one of its parts.

    Passes: a sample ``{"id": 1}`` under a table with the required row ``id``.

    Fails: a sample ``{"name": "a"}`` under that table.
    """
    return _missing(tree, certain=True)


@rule(Severity.WARNING)
def sample_field_perhaps_missing(tree: Tree) -> Iterator[Defect]:
    """A sample lacks a required field, unless the table means it for another object.

    Like ``sample-field-missing``, but the rows are flat and no sample shows in which object the
    field belongs, or a request shares the row with a response, or other items of the list have it.

    Passes: a sample ``{"server": {"id": 1}}`` under a table with the required row ``id``.

    Fails: a sample ``{"server": {"name": "a"}}`` under that table.
    """
    return _missing(tree, certain=False)


@rule(Severity.ERROR)
def sample_foreign(tree: Tree) -> Iterator[Defect]:
    """A sample and the table that documents it have almost no fields in common.

    Usually the wrong file is included, or the rows were copied from another operation. The finding
    is at the table if the sample has a member with the name of the operation's resource.

    Passes: a sample ``{"port": {"id": 1}}`` under a table with the rows ``port`` and ``id``.

    Fails: a sample ``{"router": {"routes": []}}`` under that table.
    """
    for comparison in compare(tree):
        for sample in comparison.foreign:
            reference = next(
                part.reference for part in comparison.samples if part.reference.path == sample.path
            )
            place = reference.file_location
            advice = "include the sample of this operation, or correct the rows"
            if _is_of_resource(sample, comparison.operation):
                place = comparison.operation.place_of_rows(comparison.role)
                advice = "it is the sample of this operation, so correct the rows"
            yield Defect(
                place,
                reference.file,
                f"sample '{reference.file}' has almost none of the fields in the {comparison.role}"
                f" table; {advice}",
                comparison.operation.label,
                related=(Cause("sample", sample.path),),
            )


def _is_of_resource(sample: JsonFile, operation: Operation) -> bool:
    """Whether an outermost member of a sample has the name of the operation's resource."""
    resource = singular("-".join(resource_words(operation)))
    value = sample.value if isinstance(sample.value, dict) else {}
    return any(singular("-".join(words(name))) == resource for name in value)
