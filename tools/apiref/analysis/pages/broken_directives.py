"""Directives that could not be read completely, so that the model is incomplete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile

from apiref.analysis.per_tree import per_tree
from apiref.model.cause import Cause
from apiref.model.location import Location
from apiref.model.tree import Tree

# The line of a directive and the lines of its options.
_LINES = 5
_ROW = re.compile(r"\s*- [^:\s]+: *(?P<key>\S+)\s*$")


def is_broken(tree: Tree, directive: Location) -> bool:
    """Whether the first lines of a directive could not be read."""
    lines = range(directive.line, directive.line + _LINES)
    return not _lines_with_problems(tree).get(directive.path, frozenset()).isdisjoint(lines)


def named_below(tree: Tree, place: Location) -> Iterator[Cause]:
    """The entries and reasons named by the rows that start at a line, or below empty ones.

    They belong to no table, as they are not indented.
    """
    page = tree.pages.get(place.path)
    lines = page.lines if page is not None else ()
    below = (lines[index] for index in range(place.line - 1, len(lines)))
    rows = map(_ROW.match, dropwhile(lambda line: not line.strip(), below))
    for row in takewhile(bool, rows):
        assert row is not None
        yield from (Cause("entry", path, row["key"]) for path in tree.parameter_files)
        yield from (Cause("reason", path, row["key"]) for path in tree.status_files)


@per_tree
def _lines_with_problems(tree: Tree) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for problem in tree.problems:
        found.setdefault(problem.location.path, set()).add(problem.location.line)
    return {path: frozenset(lines) for path, lines in found.items()}
