"""Directives that could not be read completely, so that the model is incomplete."""

from __future__ import annotations

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.tree import Tree

# The line of a directive and the lines of its options.
_LINES = 5


def is_broken(tree: Tree, directive: Location) -> bool:
    """Whether the first lines of a directive could not be read."""
    lines = range(directive.line, directive.line + _LINES)
    return not _lines_with_problems(tree).get(directive.path, frozenset()).isdisjoint(lines)


@per_tree
def _lines_with_problems(tree: Tree) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for problem in tree.problems:
        found.setdefault(problem.location.path, set()).add(problem.location.line)
    return {path: frozenset(lines) for path, lines in found.items()}
