"""The values of a field that are documented outside its own description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import Documentation, DocumentedField
from apiref.analysis.traffic.listed_values import listed
from apiref.model.location import Location
from apiref.model.page import TextTable, walk
from apiref.model.tree import Tree
from apiref.text.prose import LITERAL, literals

# A single value is not a list, and a single common value may be a coincidence.
_SOME = 2


class Mentioned(NamedTuple):
    """A value of a field, and where it is documented."""

    field: DocumentedField
    value: str
    location: Location


def mentioned_values(tree: Tree, documented: Documentation) -> Iterator[Mentioned]:
    """The values that other rows mention as a condition, or that tables of the page list.

    Only for fields that list several values themselves, which should include these.
    """
    enumerated: dict[str, tuple[DocumentedField, tuple[str, ...]]] = {}
    for field in documented.fields:
        values = listed(tree, documented.operation, field)
        if len(values) >= _SOME:
            enumerated.setdefault(field.name, (field, values))
    for field in documented.fields:
        description = field.parameter.description
        for name, (of, _) in enumerated.items():
            if of is not field and name in description and "``" in description:
                for value in _conditions(name, description):
                    yield Mentioned(of, value, field.parameter.location)
    for shown in _tables(tree, documented.operation.page):
        for field, values in enumerated.values():
            common = len(shown.keys() & set(values))
            if field.parameter.place == "body" and common >= _SOME and common * 2 >= len(shown):
                for value, location in shown.items():
                    yield Mentioned(field, value, location)
                break


@lru_cache(maxsize=4096)
def _conditions(name: str, description: str) -> tuple[str, ...]:
    """The values in conditions such as "once the ``status`` of the task is ``success``"."""
    condition = re.compile(
        rf"(?<![\w-])(?:``)?{re.escape(name)}(?:``)?(?: of (?:the|an?) \w+)?"
        r" (?:is|are|equals|is set to|must be) (?:either )?"
        rf"({LITERAL.pattern}(?:(?:, | or |, or ){LITERAL.pattern})*)"
    )
    found: dict[str, None] = {}
    for match in condition.finditer(" ".join(description.split())):
        found.update(dict.fromkeys(literals(match[1])))
    found.pop("null", None)
    return tuple(found)


@per_tree
def _tables(tree: Tree, path: str) -> tuple[dict[str, Location], ...]:
    """The literals, with their places, of text tables with a literal at the start of every row."""
    page = tree.pages.get(path)
    found = []
    for table in walk(page.body) if page is not None else ():
        if isinstance(table, TextTable):
            first = [row[0] for row in table.rows if row]
            values = {
                cell.literals[0]: cell.location
                for cell in first
                if cell.literals == (cell.text.strip(),)
            }
            if values and len(values) == len(first):
                found.append(values)
    return tuple(found)
