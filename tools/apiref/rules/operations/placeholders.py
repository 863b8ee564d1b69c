"""The placeholders of URLs that no row documents, or one with another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.urls import DECORATION, Placeholder, placeholders
from apiref.analysis.parameters.names import stands_for, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import unused_entries_named
from apiref.analysis.rows.placeholders import (
    Matching,
    intended_name,
    matchings,
    misnamed_placeholder,
    right_name,
)
from apiref.analysis.samples.linked_sections import is_alias
from apiref.analysis.samples.misplaced_rows import is_shown
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.ERROR)
def url_placeholder_misnamed(tree: Tree) -> Iterator[Defect]:
    """A placeholder of a URL and the row that documents it have different names.

    The finding is at the one that is wrong, judging by the URL before it, other URLs and the key of
    the row. Often the URL has the key of the parameter, with its suffix, instead of its name.

    Passes: ``GET /servers/{server_id}`` with the row ``server_id: server_id_path``.

    Fails: ``GET /servers/{server_id_path}`` with that row.
    """
    for matching in matchings(tree):
        for pair in matching.misnamed:
            name, row = pair.placeholder.name, pair.row
            if not name.isascii() and row.name.isascii():
                # A character that is invalid in URLs is reported on its own.
                continue
            right = right_name(tree, matching.operation.location.path, pair)
            here, there = pair.placeholder.location, row.row.location
            if right == name:
                here, there = there, here
                message = (
                    f"no URL of this operation contains path parameter '{row.name}', but one"
                    f" contains '{{{name}}}'; rename the row to '{name}'"
                )
                has_entry = row.parameter.path in tree.parameter_files
                if has_entry and stem(row.row.key) == words(row.name) != words(name):
                    message += ", and refer to its own entry"
            else:
                advice = f"write '{{{right}}}' in the URL" if right else "use one name for both"
                message = (
                    f"no row of this operation documents placeholder '{{{name}}}', but line"
                    f" {row.row.location.line} documents '{row.name}'; {advice}"
                )
            yield Defect(
                here,
                row.name if right == name else name,
                message,
                matching.operation.label,
                (there,),
                related=(_url(matching),),
                intended=name if right == name else right,
            )


def _url(matching: Matching) -> Cause:
    return at("url", matching.operation.location)


@rule(Severity.ERROR)
def url_placeholder_undocumented(tree: Tree) -> Iterator[Defect]:
    """No row of the operation's tables documents a placeholder of its URL.

    Readers cannot learn what to put there. os-api-ref warns about it without naming the page.

    Passes: ``GET /servers/{server_id}`` and a table with the row ``server_id``.

    Fails: ``GET /servers/{server_id}`` and a table without that row.
    """
    known = _known_by_section(tree)
    for matching in matchings(tree):
        operation = matching.operation
        related = (_url(matching), at("tables", operation.location))
        undocumented = [item for item in matching.undocumented if not _in_text(operation, item)]
        if not undocumented:
            continue
        if is_alias(operation):
            continue
        if not operation.tables:
            if known[operation.title_location].issuperset(item.name for item in undocumented):
                # A table below another rest_method of the same section documents them.
                continue
            first, *others = undocumented
            names = ", ".join(f"'{{{item.name}}}'" for item in undocumented)
            advice = "add a rest_parameters table for its request"
            intended = intended_name(tree, first)
            if intended and not others:
                advice = f"did you mean '{{{intended}}}', as in other URLs?"
            yield Defect(
                first.location,
                first.name,
                f"the operation has no table that documents {names}; {advice}",
                operation.label,
                tuple(item.location for item in others),
                related=related,
            )
            continue
        for item in undocumented:
            row = _misnamed_row(tree, matching, item)
            name, alternative, _ = item.name.partition("/")
            if row is not None:
                advice = f"rename that row to '{name}'"
                if alternative:
                    advice = "use one name for both"
                yield Defect(
                    item.location,
                    item.name,
                    f"no row of this operation documents placeholder '{{{item.name}}}', but line"
                    f" {row.location.line} documents '{row.name}'; {advice}, and refer to an entry"
                    " with 'in: path'",
                    operation.label,
                    (row.location,),
                    related=(*related, *_unused(tree, operation, item)),
                )
            elif item.name not in matching.elsewhere:
                advice = f" write one name, such as '{{{name}}}', and" if alternative else ""
                yield Defect(
                    item.location,
                    item.name,
                    f"no row of this operation documents placeholder '{{{item.name}}}';"
                    f"{advice} add a row '{name}' that refers to an entry with 'in: path'",
                    operation.label,
                    related=(*related, *_unused(tree, operation, item)),
                )


def _misnamed_row(tree: Tree, matching: Matching, item: Placeholder) -> Row | None:
    """The only row that may document a placeholder, if its entry is of the body or missing.

    One with the placeholder as its key also may for requests with a body, unless samples show it.
    """
    for named in matching.elsewhere.values():
        is_meant = named.row.key == item.name != named.name and stands_for(named.name, item.name)
        if misnamed_placeholder(named.found) == item.name or (
            is_meant and not is_shown(tree, named.found)
        ):
            return named.row
    tables = matching.operation.tables_of("request")
    rows = [row for table in tables for row in table.rows if stands_for(row.name, item.name)]
    if len(rows) != 1 or len(matching.undocumented) > 1:
        return None
    names = {part.name for it in matching.operation.endpoints for part in placeholders(it)}
    is_missing = all(rows[0].key not in tree.entries(table) for table in tables)
    return rows[0] if is_missing and rows[0].name not in names else None


def _unused(tree: Tree, operation: Operation, item: Placeholder) -> Iterator[Cause]:
    """The unused entry that the missing row would refer to."""
    for entry in unused_entries_named(tree, operation, [item.name], "path"):
        yield Cause("entry", entry.path, entry.key)


@per_tree
def _known_by_section(tree: Tree) -> dict[Location, frozenset[str]]:
    """The names of the rows in each section with operations."""
    found: dict[Location, frozenset[str]] = {}
    for operation in tree.operations:
        names = {row.name.strip(DECORATION) for it in operation.tables for row in it.table.rows}
        before = found.get(operation.title_location, frozenset())
        found[operation.title_location] = before | names
    return found


def _in_text(operation: Operation, item: Placeholder) -> bool:
    """Whether a text table documents a placeholder, or, without any other table, the prose."""
    for text_part in operation.text_tables:
        for row in text_part.table.rows:
            if row and row[0].text.strip(DECORATION) == item.name:
                return True
    if any(part.role != "response" for part in operation.tables):
        return False
    for paragraph in operation.paragraphs:
        if any(literal.strip(DECORATION) == item.name for literal in paragraph.literals):
            return True
        before, name, after = paragraph.text.partition(item.name)
        if name and not before.strip(DECORATION) and re.match(r"\W*[:(\u2013-]", after):
            return True
    return False
