"""The rows of parameter tables, and the entries that they refer to."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.pages.broken_directives import is_broken
from apiref.analysis.parameters.names import stem, words
from apiref.analysis.parameters.types import is_container
from apiref.analysis.rows.entries import (
    Resolved,
    TableUse,
    misdirected_rows,
    resolved_rows,
    table_uses,
    unresolved_keys,
)
from apiref.analysis.rows.foreign_entries import foreign_entries
from apiref.analysis.rows.misspelt_names import (
    meant_names,
    misspelt_names,
    same_but_number,
    usual_name,
)
from apiref.analysis.samples.misplaced_rows import misplaced_rows
from apiref.analysis.samples.repeated_rows import is_of_one_field
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.suggestions import Suggester, are_close


@rule(Severity.ERROR)
def unknown_parameter(tree: Tree) -> Iterator[Defect]:
    """A row refers to a parameter that its file does not have.

    os-api-ref leaves the row out. One finding for each key, with all rows that name it.

    Passes: a row ``- id: server_id``, and an entry ``server_id`` in the file.

    Fails: a row ``- id: sevrer_id``.
    """
    for wrong in unresolved_keys(tree):
        (row, use), *others = wrong.rows
        hint = f"; did you mean '{wrong.meant}'?" if wrong.meant else "; add it there"
        yield Defect(
            row.key_location,
            wrong.key,
            f"row '{row.name}' refers to parameter '{wrong.key}', which {wrong.file} does not"
            f" have{hint}",
            use.label,
            tuple(other.key_location for other, _ in others),
        )


@rule(Severity.ERROR)
def row_without_key(tree: Tree) -> Iterator[Defect]:
    """A row names no parameter of the file.

    os-api-ref leaves the row out.

    Passes: a row ``- id: server_id``.

    Fails: a row ``- id``.
    """
    for use in table_uses(tree):
        for row in use.table.rows:
            if not row.key:
                yield Defect(
                    row.location,
                    row.name,
                    f"row '{row.name}' names no parameter; write '- {row.name}: key', with a key"
                    f" of {use.table.file}",
                    use.label,
                )


@rule(Severity.ERROR)
def missing_parameters_file(tree: Tree) -> Iterator[Defect]:
    """A table refers to a parameters file that is not there, or to a file of response codes.

    os-api-ref shows an empty table. One finding for each file, with all tables that name it.

    Passes: ``.. rest_parameters:: parameters.yaml`` beside a file of that name.

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
            message = "the table names no parameters file; name one after 'rest_parameters::'"
        elif table.path is None:
            message = f"parameters file '{table.file}' lies outside of the repository"
        elif table.path in tree.status_files or table.path in tree.source_files:
            message = f"'{table.file}' holds response codes; name a file of parameters"
        else:
            message = f"there is no parameters file '{table.file}'{suggester.hint(name)}"
        yield Defect(
            table.file_location if table.file else table.location,
            table.file or "rest_parameters",
            message,
            first.label,
            tuple(other.table.file_location for other in others),
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

    os-api-ref shows an error in its place.

    Passes: a ``rest_parameters`` directive with a list of rows below it.

    Fails: one without, or with rows that are not indented.
    """
    for use in table_uses(tree):
        place = use.table.location
        if use.table.rows or is_broken(tree, place):
            continue
        yield Defect(
            place,
            use.table.file or "rest_parameters",
            "the table has no rows; add '- name: key' items, indented below the directive, or"
            " remove it",
            use.label,
        )


def _repetitions(use: TableUse, tree: Tree) -> Iterator[tuple[Resolved, Resolved, bool]]:
    """Each row with the one of the same name before it, and whether it may be an inner field.

    It may where the row of an object stands between the two, or where the first one is itself an
    object and the second one is not the same row. Behind the rows of an object within another one,
    the outer one may go on: then the keys name two things, as ``part_id`` and ``whole_id`` do.
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
            yield first, found, inner and found.parameter.place == "body"
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


def _again(first: Row, second: Row) -> str:
    return (
        f"row '{second.name}' stands twice in this table, first in line {first.location.line};"
        " remove one of them"
    )


@rule(Severity.ERROR)
def duplicate_row(tree: Tree) -> Iterator[Defect]:
    """The same row stands twice in a table.

    Passes: ``- id: server_id`` once; or twice, with the row of an object between them, whose
    field the second one may be, as far as the samples tell.

    Fails: ``- id: server_id`` twice in a row.
    """
    for use in table_uses(tree):
        for first, second, nested in _repetitions(use, tree):
            if first.row.key != second.row.key:
                continue
            if not nested or is_of_one_field(tree, second, _containers(use, tree, first, second)):
                yield Defect(
                    second.row.location, second.row.name, _again(first.row, second.row), use.label
                )


@rule(Severity.WARNING, implied_by=("duplicate-row",))
def repeated_object(tree: Tree) -> Iterator[Defect]:
    """The row of the outermost object of a table stands in it again.

    An object is seldom a field of itself.

    Passes: a table that starts with ``- server: server``, and has the row once.

    Fails: a table that starts with ``- server: server``, and has that row again further down.
    """
    for use in table_uses(tree):
        rows = [found for found in resolved_rows(use, tree) if found.parameter.place == "body"]
        if not rows or not is_container(rows[0].parameter.type):
            continue
        first = rows[0].row
        inner = False
        for found in rows[1:]:
            row = found.row
            if inner and (row.name, row.key) == (first.name, first.key):
                yield Defect(row.location, row.name, _again(first, row), use.label)
            inner = inner or is_container(found.parameter.type)


@rule(Severity.WARNING)
def conflicting_rows(tree: Tree) -> Iterator[Defect]:
    """Two rows of a table have the same name and place, but say different things.

    Passes: two rows ``name`` for different microversions; one in the path and one in the body; or
    the second one as a field of an object whose row stands between them.

    Fails: ``- name: name`` and, next to it, ``- name: name_optional``.
    """
    for use in table_uses(tree):
        for first, second, nested in _repetitions(use, tree):
            one, two = first.parameter, second.parameter
            if one.key == two.key or nested or one.place != two.place:
                continue
            if _versioned(one) or _versioned(two):
                continue
            yield Defect(
                second.row.location,
                second.row.name,
                f"row '{second.row.name}' stands twice in this table, as '{one.key}' in line"
                f" {first.row.location.line} and as '{two.key}'; keep the one that is right",
                use.label,
            )


def _versioned(parameter: Parameter) -> bool:
    return parameter.min_version is not None or parameter.max_version is not None


@rule(Severity.WARNING)
def wrong_entry(tree: Tree) -> Iterator[Defect]:
    """A row refers to the entry of another parameter.

    Its key has nothing to do with the name it shows, while the file has an entry that fits: by
    name, with or without a conventional suffix, and by ``in``. Or the key names another resource
    than the operation, while other operations refer to the entry of their own.

    Passes: ``- id: server_id``; ``- name: name_1``; ``- status: status-in-query``.

    Fails: ``- marker: limit``, beside an entry ``marker``; ``- id: server_id`` in "List volumes",
    where "Show volume" has ``- id: volume_id``.
    """
    # Rows that cannot have the place of their entry are told as such.
    misplaced = {found.row.location for wrong in misplaced_rows(tree) for found in wrong.rows}
    for wrong in misdirected_rows(tree):
        row = wrong.found.row
        if row.location in misplaced:
            continue
        unused = ", which no row refers to" if wrong.unused else ""
        yield Defect(
            row.key_location,
            row.name,
            f"row '{row.name}' refers to parameter '{row.key}', which is another one; did you mean"
            f" '{wrong.fitting.key}'{unused}?",
            wrong.found.use.label,
        )
    told = {wrong.found.row.location for wrong in misdirected_rows(tree)} | misplaced
    for item in foreign_entries(tree):
        row = item.found.row
        if row.location not in told:
            yield Defect(
                row.key_location,
                row.name,
                f"row '{row.name}' refers to parameter '{row.key}', which is that of another"
                f" resource; did you mean '{item.fitting.key}'?",
                item.found.use.label,
            )


@rule(Severity.ERROR)
def misspelt_row_name(tree: Tree) -> Iterator[Defect]:
    """The name that a row shows is that of its entry's key, but for one slip of the fingers.

    Two neighbouring letters of a word are exchanged, or one inner letter is lost or too many, and
    no key, sample or URL has such a word. Readers would send, or look for, what does not exist.

    Passes: ``- created_at: created_at_1``.

    Fails: ``- craeted_at: created_at``.
    """
    for item in misspelt_names(tree):
        first, *others = item.rows
        yield Defect(
            first.row.location,
            item.name,
            f"row '{item.name}' refers to the entry '{first.row.key}': the name is misspelt; write"
            f" '{item.meant}'",
            first.use.label,
            tuple(other.row.location for other in others),
        )


@rule(Severity.WARNING)
def misspelt_row(tree: Tree) -> Iterator[Defect]:
    """The name of a query or header parameter differs by a letter or two from its entry's key.

    One of the two is misspelt; readers would send a parameter that the service ignores. So is a
    query parameter that all other rows of its entry spell in another way. A name that is but a
    slip away from the key is told by ``misspelt-row-name``.

    Passes: ``- sort_key: sort_key``; ``- status: status-in-query``.

    Fails: ``- sort_kex: sort_key``.
    """
    told = meant_names(tree)
    for use in table_uses(tree):
        for found in resolved_rows(use, tree):
            row, parameter = found.row, found.parameter
            if parameter.place not in ("query", "header") or row.location in told:
                continue
            usual = usual_name(tree, found) if parameter.place == "query" else None
            if usual is not None:
                yield Defect(
                    row.location,
                    row.name,
                    f"{parameter.place} parameter '{row.name}' is '{usual}' in all other rows that"
                    f" refer to the entry '{row.key}'; write '{usual}'",
                    use.label,
                )
                continue
            if row.name == row.key:
                continue
            ours, theirs = words(row.name), stem(row.key)
            if {*ours} <= {*theirs} or {*theirs} <= {*ours}:
                continue
            name, key = _joined(ours), _joined(theirs)
            if not name or name in key or key in name or same_but_number(name, key):
                continue
            if are_close(name, key):
                yield Defect(
                    row.location,
                    row.name,
                    f"{parameter.place} parameter '{row.name}' refers to the entry '{row.key}';"
                    " one of the two names is misspelt",
                    use.label,
                )


def _joined(parts: tuple[str, ...]) -> str:
    """The words as one, an ID being the same as a UUID."""
    return "".join("id" if part == "uuid" else part for part in parts)
