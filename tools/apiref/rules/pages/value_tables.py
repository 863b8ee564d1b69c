"""Tables in the text: lists of values compared with the schemas, and rows of unequal length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from apiref.analysis.pages.broken_directives import is_broken
from apiref.analysis.per_tree import per_tree
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json
from apiref.model.page import Cell, TextTable
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.ERROR)
def value_table(tree: Tree) -> Iterator[Defect]:
    """A table of values does not agree with the ``enum`` of the schema that it describes.

    Such a table has a value in the first cell of each row. It is compared with the ``enum`` that
    has most of them, and must list all of its values, once each, in the same order.

    Passes: rows ``pending``, ``success``, ``failure`` for ``"enum": ["pending", "success",
    "failure"]``.

    Fails: rows ``pending``, ``failure`` for the same ``enum``.
    """
    enums = _enums(tree)
    if not enums:
        return
    for table in tree.blocks(TextTable):
        if is_broken(tree, table.location) or not _is_even(tree, table):
            continue
        cells = [(row[0], value) for row in table.rows if row for value in _value(row[0])]
        values = [value for _, value in cells]
        enum = _best(enums, values)
        if enum is None or len(cells) != len(table.rows) or values == list(enum):
            continue
        at = next(at for at, pair in enumerate(zip_longest(values, enum)) if pair[0] != pair[1])
        cell, value = cells[min(at, len(cells) - 1)]
        yield Defect(
            cell.location,
            value,
            f"from here on, the rows differ from the values {', '.join(enum)}, which the schema"
            " allows; make them agree",
        )


def _is_even(tree: Tree, table: TextTable) -> bool:
    """Whether all rows of a ``list-table`` have one length; in other tables, cells may span."""
    page = tree.pages[table.location.path]
    start = page.lines[table.location.line - 1 : table.location.line]
    if not any("list-table" in line for line in start):
        return True
    return len({len(row) for row in (table.header, *table.rows) if row}) < 2


def _value(cell: Cell) -> tuple[str, ...]:
    """The value in a cell: its only literal, or its only word."""
    text = cell.text.strip()
    is_word = not cell.literals and len(text.split()) == 1
    return (text,) if is_word or cell.literals == (text,) else ()


def _best(enums: tuple[tuple[str, ...], ...], values: list[str]) -> tuple[str, ...] | None:
    """The ``enum`` that a table lists, if it has at least two, and half, of the table's values."""
    common = {enum: len({*values} & {*enum}) for enum in enums}
    fitting = [enum for enum in enums if common[enum] >= max(2, len(values) / 2)]
    return max(fitting, key=lambda enum: (common[enum], -len(enum)), default=None)


@per_tree
def _enums(tree: Tree) -> tuple[tuple[str, ...], ...]:
    """The lists of values that the schemas allow for a member, except in conditions."""
    found: dict[tuple[str, ...], None] = {}
    for schema in tree.schemas.values():
        _collect(schema.value, found)
    return tuple(found)


def _collect(value: Json, found: dict[tuple[str, ...], None]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, found)
    elif isinstance(value, dict):
        enum = value.get("enum")
        if isinstance(enum, list):
            texts = tuple(item for item in enum if isinstance(item, str))
            if len(texts) >= 2:
                found.setdefault(texts)
        for key, child in value.items():
            if key not in ("enum", "if", "then", "else", "not", "examples", "default", "const"):
                _collect(child, found)


@rule(Severity.ERROR)
def table_uneven(tree: Tree) -> Iterator[Defect]:
    """The rows of a ``list-table`` have different numbers of cells; Sphinx shows an error instead.

    Passes: rows of two cells each.

    Fails: one row of two cells and one of a single cell.
    """
    for table in tree.blocks(TextTable):
        if _is_even(tree, table):
            continue
        rows = [row for row in (table.header, *table.rows) if row]
        counts = [len(row) for row in rows]
        usual = max(sorted(set(counts)), key=counts.count)
        row = next(row for row in rows if len(row) != usual)
        advice = "add the missing ones" if len(row) < usual else "remove the extra ones"
        yield Defect(
            row[0].location,
            row[0].text.strip() or "row",
            f"this row has {len(row)} cell{'' if len(row) == 1 else 's'}, the others have"
            f" {usual}; {advice}",
        )
