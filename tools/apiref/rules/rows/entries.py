"""The rows of parameter tables, and the entries that they refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from apiref.analysis.pages.broken_directives import is_broken, named_below
from apiref.analysis.pages.extensions import is_in_programs
from apiref.analysis.parameters.names import stem, words
from apiref.analysis.parameters.types import is_container
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.rows.entries import (
    Resolved,
    TableUse,
    resolved_rows,
    table_uses,
    unresolved_keys,
)
from apiref.analysis.rows.misdirected_rows import misdirected_rows
from apiref.analysis.rows.misspelt_names import misspelt_names
from apiref.analysis.rows.unused_twins import unused_twins
from apiref.analysis.samples.misplaced_rows import misplaced_rows
from apiref.analysis.samples.repeated_rows import is_of_one_field
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import placeholders
from apiref.model.page import ParameterTable
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.suggestions import Suggester


@rule(Severity.ERROR)
def unknown_parameter(tree: Tree) -> Iterator[Defect]:
    """A row refers to a parameter that its file does not define.

    os-api-ref leaves the row out. There is one finding for each key, with all rows that have it.

    Passes: a row ``- id: server_id``, with an entry ``server_id`` in the file.

    Fails: a row ``- id: sevrer_id``.
    """
    # A line that cannot be read is no row.
    broken = {
        (problem.location.path, problem.location.line)
        for problem in tree.problems
        if problem.kind == "directive-syntax"
    }
    for wrong in unresolved_keys(tree):
        rows = [it for it in wrong.rows if it[0].location[:2] not in broken]
        if not rows:
            continue
        (row, use), *others = rows
        entry = tree.parameter_files[wrong.file].by_key().get(wrong.intended or "")
        hint = "; add it there"
        if wrong.intended and wrong.intended == wrong.key.rstrip(",;."):
            hint = f"; write '{wrong.intended}'" + ("" if entry else ", and add it there")
        elif wrong.intended:
            hint = f"; did you mean '{wrong.intended}'?"
        places = (*([entry.location] if entry else []), *(row.key_location for row, _ in others))
        yield Defect(
            row.key_location,
            wrong.key,
            f"row '{row.name}' refers to parameter '{wrong.key}', which {wrong.file} does not"
            f" define{hint}",
            use.label,
            places,
            related=(Cause("entry", wrong.file, wrong.intended),) if wrong.intended else (),
            intended=wrong.intended if entry else None,
        )


@rule(Severity.ERROR)
def row_without_key(tree: Tree) -> Iterator[Defect]:
    """A row does not refer to a parameter of the file.

    os-api-ref leaves the row out.

    Passes: a row ``- id: server_id``.

    Fails: a row ``- id``, or ``- id:server_id``.
    """
    for use in table_uses(tree):
        for row in use.table.rows:
            if row.key:
                continue
            # A name such as "os:name" has a colon as well.
            name, _, key = row.name.rpartition(":")
            is_key = bool(name) and key in tree.entries(use.table)
            what = f"{name}: {key}" if is_key else f"{row.name}: key"
            yield Defect(
                row.location,
                row.name,
                f"row '{row.name}' does not refer to a parameter; write '- {what}'"
                + ("" if is_key else f", with a key of {use.table.file}"),
                use.label,
                related=(Cause("entry", use.table.path or "", key),) if is_key else (),
            )


@rule(Severity.ERROR)
def missing_parameters_file(tree: Tree) -> Iterator[Defect]:
    """A table refers to a parameters file that does not exist, or to a file of response codes.

    os-api-ref shows an empty table. There is one finding for each file, with all its tables. A file
    that ``conf.py``, or a program beside it, names is made by the build.

    Passes: ``.. rest_parameters:: parameters.yaml`` next to a file of that name.

    Fails: ``.. rest_parameters:: paramaters.yaml``.
    """
    unreadable = {problem.location.path for problem in tree.problems}
    groups: dict[str, list[TableUse]] = {}
    for use in table_uses(tree):
        path = use.table.path
        if path is None or (path not in tree.parameter_files and path not in unreadable):
            groups.setdefault(path or use.table.file, []).append(use)
    known = [path for path in sorted(tree.source_files) if path.endswith((".yaml", ".yml"))]
    suggester = Suggester(known)
    for name, uses in groups.items():
        first, *others = uses
        table = first.table
        if not table.file:
            message = "the table has no parameters file; name one after 'rest_parameters::'"
        elif table.path is None:
            message = (
                f"parameters file '{table.file}' is outside the repository; refer to one inside it"
            )
        elif table.path in tree.status_files or table.path in tree.source_files:
            message = f"'{table.file}' contains response codes; refer to a parameters file"
        elif is_in_programs(tree, posixpath.basename(table.path)):
            continue
        else:
            message = f"parameters file '{table.file}' does not exist{suggester.hint(name)}"
        yield Defect(
            table.file_location if table.file else table.location,
            table.file or "rest_parameters",
            message,
            first.label,
            tuple(other.table.file_location for other in others),
            related=(Cause("folder", posixpath.dirname(table.path)),) if table.path else (),
        )


@rule(Severity.ERROR)
def empty_parameters_file(tree: Tree) -> Iterator[Defect]:
    """A parameters file that tables refer to has no entries.

    Passes: a file with at least one entry.

    Fails: a file of comments.
    """
    troubled = {problem.location.path for problem in tree.problems}
    for path, file in tree.parameter_files.items():
        if not file.parameters and path not in troubled:
            yield Defect(
                Location(path),
                path,
                "this parameters file has no entries; add those that the tables refer to",
            )


@rule(Severity.ERROR)
def empty_table(tree: Tree) -> Iterator[Defect]:
    """A parameter table has no rows.

    os-api-ref shows an error instead.

    Passes: a ``rest_parameters`` directive with a list of rows below it.

    Fails: one without, or with rows that are not indented.
    """
    for use in table_uses(tree):
        place = use.table.location
        if use.table.rows or is_broken(tree, place):
            continue
        parts = [at("tables", use.operation.location)] if use.operation else []
        parts += named_below(tree, place._replace(line=place.line + 1))
        yield Defect(
            place,
            use.table.file or "rest_parameters",
            "the table has no rows; add '- name: key' items, indented below the directive, or"
            " remove it",
            use.label,
            related=tuple(parts),
        )


def _repetitions(use: TableUse, tree: Tree) -> Iterator[tuple[Resolved, Resolved, bool]]:
    """Each row after the one of the same name before it, and whether it may be an inner field.

    It may be if the row of an object is between the two, or if the first one is itself an object
    and the second one is not the same row. After the rows of an inner object, the outer one may
    continue: then the keys name two things, as ``part_id`` and ``whole_id`` do. A name with dots
    says itself where the field is.
    """
    last: dict[str, tuple[int, Resolved]] = {}
    containers = 0
    for found in resolved_rows(use, tree):
        before = last.get(found.row.name)
        if before is not None:
            count, first = before
            if first.row.key != found.row.key and is_container(first.parameter.type):
                count -= 1
            inner = containers > count or (count > 1 and _name_two_things(first, found))
            is_body = found.parameter.place == "body"
            yield first, found, inner and is_body and "." not in found.row.name
        containers += is_container(found.parameter.type)
        last[found.row.name] = (containers, found)


def _containers(use: TableUse, tree: Tree, first: Resolved, second: Resolved) -> list[Resolved]:
    """The rows of objects and lists between two rows."""
    lines = range(first.row.location.line + 1, second.row.location.line)
    return [
        found
        for found in resolved_rows(use, tree)
        if found.row.location.line in lines and is_container(found.parameter.type)
    ]


def _name_two_things(first: Resolved, second: Resolved) -> bool:
    shown = {*words(first.row.name)}
    one, two = ({*stem(found.row.key)} - shown for found in (first, second))
    return bool(one and two and one != two)


@rule(Severity.ERROR)
def duplicate_row(tree: Tree) -> Iterator[Defect]:
    """The same row occurs twice in a table, or the same table twice in a section.

    Passes: ``- id: server_id`` once; or twice, with the row of an object between them, if the
    samples allow that the second one is a field of that object.

    Fails: ``- id: server_id`` twice, one directly after the other.
    """
    for operation in tree.operations:
        shown: dict[object, ParameterTable] = {}
        for table, role, headings in operation.tables:
            rows = tuple((row.name, row.key) for row in table.rows)
            first_table = shown.setdefault((role, headings, rows), table)
            if rows and first_table is not table:
                yield Defect(
                    table.location,
                    table.file,
                    f"this table has the rows of the one in line {first_table.location.line};"
                    " remove one",
                    operation.label,
                    (first_table.location,),
                )
    for use in table_uses(tree):
        for first, second, nested in _repetitions(use, tree):
            if first.row.key != second.row.key:
                continue
            if not nested or is_of_one_field(tree, second, _containers(use, tree, first, second)):
                yield Defect(
                    second.row.location,
                    second.row.name,
                    f"row '{second.row.name}' occurs twice in this table, first in line"
                    f" {first.row.location.line}; remove one",
                    use.label,
                )


@rule(Severity.WARNING)
def conflicting_rows(tree: Tree) -> Iterator[Defect]:
    """Two rows of a table have the same name and place, but refer to different entries.

    Readers cannot tell which of the two descriptions holds.

    Passes: two rows ``name`` for different microversions; one in the path and one in the body; or
    the second one as a field of an object whose row is between them; or for a URL with ``{name}``
    twice.

    Fails: ``- name: name`` with ``- name: name_optional`` directly after it.
    """
    for use in table_uses(tree):
        for first, second, nested in _repetitions(use, tree):
            one, two = first.parameter, second.parameter
            if one.key == two.key or nested or one.place != two.place:
                continue
            if _versioned(one) or _versioned(two) or _is_in_url_twice(use, second.row.name):
                continue
            yield Defect(
                second.row.location,
                second.row.name,
                f"row '{second.row.name}' occurs twice in this table, with the entry '{one.key}' in"
                f" line {first.row.location.line} and with '{two.key}'; keep the right one",
                use.label,
            )


def _is_in_url_twice(use: TableUse, name: str) -> bool:
    """Whether a URL has a placeholder twice, so that each of two rows may mean one of them."""
    endpoints = use.operation.endpoints if use.operation is not None else ()
    return any(placeholders(endpoint.url).count(name) > 1 for endpoint in endpoints)


def _versioned(parameter: Parameter) -> bool:
    return parameter.min_version is not None or parameter.max_version is not None


@rule(Severity.WARNING)
def wrong_entry(tree: Tree) -> Iterator[Defect]:
    """A row refers to the entry of another parameter.

    Its key has nothing to do with the name it shows, while the file has an entry that fits: by
    name, with or without a conventional suffix, and by ``in``. Or its key or description names a
    resource other than that of the operation, while an entry of this one fits, which is unused or
    meant on the page.

    Passes: ``- id: server_id``; ``- name: name_1``; ``- status: status-in-query``.

    Fails: ``- marker: limit``, if there is an entry ``marker``.
    """
    reported: set[Location] = set()
    for wrong in misdirected_rows(tree):
        row = wrong.found.row
        name = field_parts(row.name)[-1]
        reported.add(row.location)
        unused = ", which no row refers to" if wrong.unused else ""
        yield Defect(
            row.key_location,
            row.name,
            f"row '{row.name}' refers to '{row.key}', the entry of another parameter; refer to the"
            f" entry '{wrong.fitting.key}'{unused}",
            wrong.found.use.label,
            cause=Cause("field", wrong.fitting.path, f"{name} {row.key} {wrong.fitting.key}"),
            related=(
                at("row", row.location),
                Cause("entry", wrong.fitting.path, wrong.fitting.key),
            ),
        )
    reported.update(found.row.location for wrong in misplaced_rows(tree) for found in wrong.rows)
    for twin in unused_twins(tree):
        rows = [found for found in twin.rows if found.row.location not in reported]
        if not rows:
            continue
        (row, *others), entry = [found.row for found in rows], rows[0].parameter
        yield Defect(
            row.key_location,
            row.name,
            f"row '{row.name}' refers to '{row.key}', which describes something else"
            f" ('{' '.join(twin.named)}'); refer to the entry '{twin.fitting.key}', which no row"
            " refers to",
            rows[0].use.label,
            tuple(other.key_location for other in others),
            cause=at("row", row.location),
            related=(Cause("entry", entry.path, twin.fitting.key),),
        )


@rule(Severity.ERROR)
def misspelt_row_name(tree: Tree) -> Iterator[Defect]:
    """The name of a row is that of its entry's key, or of most rows of the entry, with a typo.

    Two adjacent letters of a word are swapped, or one inner letter is missing or too many, and no
    key, sample or URL has such a word. Compared with most other rows, or with one that is named
    after the key, any single letter and the case count. In a header, underscores instead of the
    dashes of its key count as well.
    Readers would send, or look for, a name that does not exist.

    Passes: ``- created_at: created_at_1``.

    Fails: ``- craeted_at: created_at``.
    """
    for item in misspelt_names(tree):
        first, *others = item.rows
        yield Defect(
            first.row.location,
            item.name,
            f"row '{item.name}' refers to the entry '{first.row.key}', but its name has a typo;"
            f" write '{item.intended}'",
            first.use.label,
            tuple(other.row.location for other in others),
            intended=item.intended,
        )
