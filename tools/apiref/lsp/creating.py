"""Adds what a reference lacks: entries, rows, reasons and samples, as skeletons to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from typing import NamedTuple

from apiref.analysis.members import json_type, members
from apiref.analysis.parameters.names import IDENTIFIERS, words
from apiref.analysis.parameters.type_names import standard_type
from apiref.analysis.rows.alignment import Alignment, Field, Names, Shown, shown_by
from apiref.analysis.rows.documentation import documentation, field_parts
from apiref.analysis.rows.entries import table_uses, unused_entries_of
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.files import missing, parts_by_path
from apiref.analysis.schemas.documents import schema_set
from apiref.analysis.schemas.rows import agreements
from apiref.analysis.statuses.codes import DEFAULT, missing_reasons
from apiref.fixes.entries import Entries, Entry
from apiref.fixes.json_layout import laid_out
from apiref.lsp.places import nodes_of, rows_with
from apiref.lsp.positions import end_of, line_of
from apiref.model.finding import Finding
from apiref.model.fix import Edit
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, Operation, Role, placeholders
from apiref.model.page import ParameterTable, Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import PLACES, Parameter, Reason, StatusEntry

_INDENT = 4
# The types of entries for JSON types that are called differently.
_TYPES = {"number": "float", "null": "string"}
_EXAMPLES: dict[str, Json] = {
    "array": [],
    "boolean": True,
    "float": 1.5,
    "integer": 1,
    "none": None,
    "object": {},
}
_UUID = "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"

# How descriptions call the items of an array that are no single values.
_OBJECTS = re.compile(r"\b(?:objects?|dict(?:s|ionary|ionaries)?|maps?|mappings?)\b", re.IGNORECASE)

Creation = tuple[str, tuple[Edit, ...]]


class _NewField(NamedTuple):
    """A field that a table lacks, and the row after which it belongs; None for the beginning."""

    table: ParameterTable
    after: Row | None
    name: str
    place: str
    type: str
    required: bool
    description: str = ""


def creations(tree: Tree, finding: Finding) -> Iterator[Creation]:
    """The additions that mend a finding about something missing: titles and edits.

    Their line ends are line feeds.
    """
    if finding.rule == "unknown-parameter":
        yield from _entry(tree, finding)
    elif finding.rule == "sample-field-undocumented":
        yield from _rows(tree, _of_samples(tree, finding))
    elif finding.rule == "schema-field-undocumented":
        yield from _rows(tree, _of_schema(tree, finding))
    elif finding.rule == "status-reason-missing":
        yield from _reasons(tree, finding)
    elif finding.rule == "sample-missing":
        yield from _sample(tree, finding)


def _entry(tree: Tree, finding: Finding) -> Iterator[Creation]:
    for use in table_uses(tree):
        for row in use.table.rows:
            if row.key_location != finding.location or use.table.path is None:
                continue
            name = field_parts(row.name)[-1]
            place, kind = "body", "string"
            if use.operation is not None:
                place = _place(use.operation, use.role, name)
                kind = _type_shown(tree, use.operation, use.role, name)
            required = place == "path" or use.role == "response"
            new = _NewField(use.table, None, name, place, kind, required)
            yield f"Create the entry '{row.key}'", (_new_entry(tree, row.key, new, 0),)


def _place(operation: Operation, role: Role | None, name: str) -> str:
    """Where a field is probably sent."""
    if any(name in placeholders(endpoint.url) for endpoint in operation.endpoints):
        return "path"
    return "query" if role == "request" and operation.methods <= USUALLY_BODYLESS else "body"


def _type_shown(tree: Tree, operation: Operation, role: Role | None, name: str) -> str:
    """The type that the samples of an operation show for a field; string if none does."""
    for part in operation.samples:
        sample = tree.samples.get(part.reference.path or "")
        if part.role == role and sample is not None:
            for member in members(sample.value):
                if member.name == name:
                    return _type(member.value)
    return "string"


def _type(value: Json) -> str:
    return _TYPES.get(json_type(value), json_type(value))


def _of_samples(tree: Tree, finding: Finding) -> Iterator[_NewField]:
    """The fields that samples show and tables lack."""
    places = {finding.location, *finding.places}
    for comparison in compare(tree):
        paths = {part.reference.path or "" for part in comparison.samples}
        samples = [tree.samples[path] for path in paths - {it.path for it in comparison.foreign}]
        tables = comparison.operation.tables_of(comparison.role)
        for item in comparison.undocumented:
            shown = {location_of(at.sample, at.path, key=True) for at in item.places}
            if item.intended is not None or places.isdisjoint(shown):
                continue
            file, path, value = item.places[0]
            order = [it.names for it in members(file.value) if it.path[:-1] == path[:-1]]
            find = comparison.documentation.find
            rows = {names: found[0].row for names in order if (found := find(names))}
            after = _before(item.names, order, rows)
            kind = _type(value)
            is_everywhere = _objects(samples, item.names) <= {
                (at.sample.path, at.path[:-1]) for at in item.places
            }
            yield _NewField(tables[0], after, item.name, "body", kind, is_everywhere)


def _objects(samples: Iterable[JsonFile], names: Names) -> set[tuple[str, JsonPath]]:
    """The objects that may have a member with those names: its siblings are in them."""
    return {
        (sample.path, member.path[:-1])
        for sample in samples
        for member in members(sample.value)
        if member.names[:-1] == names[:-1]
    }


def _of_schema(tree: Tree, finding: Finding) -> Iterator[_NewField]:
    """The fields that a schema has and the table of its operation lacks."""
    for agreement in agreements(tree):
        tables = agreement.operation.tables_of(agreement.documentation.role)
        first = next((it for it in agreement.only_schema if it.location in finding.places), None)
        if first is None or agreement.operation.label != finding.operation:
            continue
        order = [it.names for it in agreement.fields if it.names[:-1] == first.names[:-1]]
        rows = {pair.field.names: pair.row.row for pair in agreement.pairs}
        role = agreement.binding.role
        place = "body" if role in ("request", "response") else role
        for field in agreement.only_schema:
            if field.names[:-1] == first.names[:-1]:
                after = _before(field.names, order, rows)
                _, text = field.keyword("description") or (None, "")
                kinds = sorted(field.types - {"null"}) or ["string"]
                kind = _TYPES.get(kinds[0], kinds[0])
                yield _NewField(
                    tables[0], after, field.name, place, kind, field.required, str(text)
                )


def _before(names: Names, order: Iterable[Names], rows: dict[Names, Row]) -> Row | None:
    """The row of the nearest field before one, in some order."""
    found = None
    for other in order:
        if other == names:
            break
        found = rows.get(other, found)
    return found


def _rows(tree: Tree, fields: Iterable[_NewField]) -> Iterator[Creation]:
    """The rows of fields, and the entries that they need."""
    wanted = [field for field in fields if field.table.path in tree.parameter_files]
    edits: list[Edit] = []
    created: set[str] = set()
    for rank, new in enumerate(sorted(wanted, key=lambda it: (PLACES.index(it.place), it.name))):
        key = _key(tree, new)
        if key is None:
            key = new.name
            if key in tree.parameter_files[new.table.path or ""].by_key():
                key = f"{key}-in-{new.place}"
            if key not in created:
                created.add(key)
                edits.append(_new_entry(tree, key, new, rank))
        edits.append(_new_row(tree, key, new, rank))
    if edits:
        names = ", ".join(f"'{name}'" for name in dict.fromkeys(new.name for new in wanted))
        yield f"Create {'the row' if len(wanted) == 1 else 'rows'} for {names}", tuple(edits)


def _key(tree: Tree, new: _NewField) -> str | None:
    """The key of the entry that a row may refer to, if there is one."""
    path = new.table.path or ""
    own = tree.parameter_files[path].by_key().get(new.name)
    if own is not None and own.place == new.place:
        return own.key
    unused = [it for it in unused_entries_of(tree, path, new.name) if it.place == new.place]
    return unused[0].key if unused else None


def _new_row(tree: Tree, key: str, new: _NewField, rank: int) -> Edit:
    """The line of a row, laid out as those beside it."""
    path = new.table.location.path
    text = tree.pages[path].text
    beside = new.after or next(iter(new.table.rows), None)
    if beside is None:
        below = Location(path, new.table.location.line + 1)
        return Edit(below, "", f"\n   - {new.name}: {key}\n", rank)
    start = line_of(text, beside.location.line)[: beside.location.column - 1]
    if new.after is not None:
        # The objects around the field, where names are paths.
        start += new.after.name[: new.after.name.rfind(field_parts(new.after.name)[-1])]
    line = beside.location.line + (new.after is not None)
    return Edit(Location(path, line), "", f"{start}{new.name}: {key}\n", rank)


def _order(entry: Parameter) -> tuple[int, str]:
    return PLACES.index(entry.place), entry.key.lower()


def _new_entry(tree: Tree, key: str, new: _NewField, rank: int) -> Edit:
    """A new entry of a parameters file, in order."""
    file = tree.parameter_files[new.table.path or ""]
    text = new.description or f"The {' '.join(words(new.name))}."
    lines = (
        f"{key}:",
        "  description: |",
        *(f"    {line}" for line in text.splitlines()),
        f"  in: {new.place}",
        f"  required: {str(new.required).lower()}",
        f"  type: {new.type}",
    )
    own = PLACES.index(new.place), key.lower()
    known = [entry for entry in file.parameters if entry.place in PLACES]
    above = max((it for it in known if _order(it) < own), key=_order, default=None)
    below = min((it for it in known if _order(it) > own), key=_order, default=None)
    if below is not None and above is not None and below.place != new.place:
        below = None
    return _inserted(file.path, file.text, "\n".join((*lines, "")), above, below, rank)


def _inserted(
    path: str,
    text: str,
    new: str,
    above: Parameter | StatusEntry | None,
    below: Parameter | StatusEntry | None,
    rank: int = 0,
) -> Edit:
    """The insertion of an entry before another one, else after one, else at the end of a file."""
    entries = Entries(path, text)
    following = entries.block(Entry(below.location)) if below is not None else None
    previous = entries.block(Entry(above.location)) if above is not None else None
    if following is not None:
        blank = "\n" * entries.blank_lines(following)
        return Edit(Location(path, following.first + 1), "", new + blank, rank)
    if previous is not None and previous.last + 1 < len(entries.lines):
        blank = "\n" * entries.blank_lines(previous)
        return Edit(Location(path, previous.last + 2), "", blank + new, rank)
    last = end_of(path, text)
    return Edit(last, "", new if last.column == 1 else f"\n{new}", rank)


def _reasons(tree: Tree, finding: Finding) -> Iterator[Creation]:
    """The reasons of a code that pages refer to."""
    for item in missing_reasons(tree):
        places = {place for code, _ in item.uses for place in (code.location, code.reason_location)}
        if finding.location not in places or item.misnamed is not None:
            continue
        path, text = item.file.path, item.file.text
        same = [entry for entry in item.file.entries if entry.code == item.code and entry.reasons]
        pad = " " * (same[-1].reasons[-1].location.column - 1) if same else "  "
        names = dict.fromkeys(item.reason or code.reason or DEFAULT for code, _ in item.uses)
        meaning = f"{pad}  {_meaning(item.code)}"
        lines = [line for name in names for line in (f"{pad}{name}: |", meaning)]
        above = next((it for it in reversed(item.file.entries) if it.code < item.code), None)
        below = next((it for it in item.file.entries if it.code > item.code), None)
        if same:
            new = "".join(f"{line}\n" for line in lines)
            after = _next(same[-1].reasons, *names)
            edit = _inserted(path, text, new, same[-1], None)
            if after is not None:
                edit = Edit(Location(path, after.location.line), "", new)
        else:
            new = "".join(f"{line}\n" for line in (f"{item.code}:", *lines))
            edit = _inserted(path, text, new, above, below if above is None else None)
        yield f"Create the reason of {item.code}: {', '.join(names)}", (edit,)


def _next(reasons: Sequence[Reason], name: str) -> Reason | None:
    """The reason before which one of that name belongs, if they are in order; None for the end."""
    keys = [(reason.key != DEFAULT, reason.key) for reason in reasons]
    later = (it for it, key in zip(reasons, keys, strict=True) if key > (name != DEFAULT, name))
    return next(later, None) if keys == sorted(keys) else None


def _meaning(code: str) -> str:
    """What HTTP says that a code means."""
    try:
        status = HTTPStatus(int(code))
    except ValueError:
        return "The meaning of the code."
    return f"{(status.description or status.phrase).rstrip('.')}."


def _sample(tree: Tree, finding: Finding) -> Iterator[Creation]:
    """A sample with the fields of the table."""
    for item in missing(tree):
        places = [reference.file_location for reference in item.references]
        if finding.location not in places or item.path is None or not item.path.endswith(".json"):
            continue
        value: Json = {}
        for operation, part in parts_by_path(tree).get(item.path, ())[:1]:
            if part.role is not None:
                value = skeleton(tree, operation, part.role)
        indent, is_sorted = tree.settings.sample_indent, tree.settings.sorted_samples
        text = json.dumps(value, ensure_ascii=False, sort_keys=is_sorted)
        text = laid_out(text, _INDENT if indent is None else indent)
        yield f"Create the sample '{item.path}'", (Edit(Location(item.path), "", text),)


def skeleton(tree: Tree, operation: Operation, role: Role) -> Json:
    """A body with all documented fields, nested as its schema, other samples or the first row say.

    An array that comes first contains the other fields only if something says that it has objects.
    """
    documented = documentation(tree, operation, role)
    rows = [it for it in documented.fields if it.parameter.place == "body"] if documented else []
    if not rows:
        return {}
    labels = {endpoint.label for endpoint in operation.endpoints}
    bound = [it for it in tree.settings.schemas if it.operation in labels and it.role == role]
    fields = (field.names for it in bound for field in schema_set(tree).fields(it.schema))
    parts = [part.reference.path or "" for part in operation.samples if part.role == role]
    others = [tree.samples[path].value for path in parts if path in tree.samples]
    shown: Shown = dict.fromkeys(fields, ()) or (shown_by(others) if others else {})
    if shown or not _contains_objects(tree, rows[0].parameter):
        shown = {(): ({},), **shown}
    return _example(tree, Alignment(rows, shown).root)


def _contains_objects(tree: Tree, entry: Parameter) -> bool:
    """Whether a value of an entry is an object, or a list of such: as samples or its text say."""
    if standard_type(entry.type) != "array" or _OBJECTS.search(entry.description):
        return True
    values = [node.value for row in rows_with(tree, entry) for node in nodes_of(tree, row)]
    items = [item for value in values if isinstance(value, list) for item in value]
    return any(isinstance(item, dict) for item in items)


def _example(tree: Tree, field: Field) -> Json:
    """A value of a field: with its fields, as in another sample, or one of its type."""
    inner = {name: _example(tree, it) for name, it in field.documented_fields.items()}
    if inner:
        return [inner] if field.is_list else inner
    entry = field.rows[0].parameter
    for row in rows_with(tree, entry):
        for node in nodes_of(tree, row):
            if node.file.path in tree.samples:
                return node.value
    kind = standard_type(entry.type) or "string"
    if kind != "string":
        return _EXAMPLES[kind]
    is_identifier = not IDENTIFIERS.isdisjoint(words(field.names[-1])[-1:])
    return _UUID if is_identifier else field.names[-1]
