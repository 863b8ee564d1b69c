"""Rows that refer to the entry of another resource, although their own resource has one."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from apiref.analysis.operations.resources import is_among, own_words, resource_words
from apiref.analysis.parameters.names import alike, stem, words
from apiref.analysis.parameters.types import is_container
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, resolved_rows, table_uses, uses_by_entry
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter


class Foreign(NamedTuple):
    """A row that refers to the entry of another resource; ``fitting`` is that of its own one."""

    found: Resolved
    fitting: Parameter


@per_tree
def foreign_entries(tree: Tree) -> tuple[Foreign, ...]:
    """The rows with a key of their name and a resource that is not that of their operation.

    That resource is one of the reference, and all other rows of the entry belong to its operations.
    The table has no row with its name, of which the row could be a field. Another operation of the
    row's own resource has the same name with the same ``in``, and refers to an entry of its own.
    """
    resources = {word for operation in tree.operations for word in resource_words(operation)}
    customs = _customs(tree)
    found = []
    for use in table_uses(tree):
        operation = use.operation
        if operation is None or not (own := resource_words(operation)):
            continue
        rows = resolved_rows(use, tree)
        here = own_words(operation)
        for resolved in rows:
            entry = resolved.parameter
            fitting = customs.get((entry.path, own, resolved.row.name, entry.place))
            if fitting is None or fitting is entry:
                continue
            other = _qualifier(resolved)
            if not other or not all(is_among(word, resources) for word in other):
                continue
            if any(is_among(word, here) for word in other) or is_nested(other, rows):
                continue
            if _is_shared(tree, resolved, other):
                continue
            if any(is_among(word, here) for word in words(entry.description)):
                # Its description mentions this resource as well.
                continue
            found.append(Foreign(resolved, fitting))
    return tuple(found)


def _qualifier(resolved: Resolved) -> tuple[str, ...]:
    """The words of a row's key beyond those of its name; empty if the name is not in the key."""
    name, key = words(resolved.row.name), stem(resolved.row.key)
    return tuple(word for word in key if word not in name) if {*key}.issuperset(name) else ()


def _customs(tree: Tree) -> dict[tuple[str, tuple[str, ...], str, str], Parameter]:
    """The entries of each resource, by file, resource, name of the row, and ``in``."""
    found: dict[tuple[str, tuple[str, ...], str, str], Parameter] = {}
    for use in table_uses(tree):
        if use.operation is None or not (own := resource_words(use.operation)):
            continue
        for resolved in resolved_rows(use, tree):
            qualifier = _qualifier(resolved)
            entry = resolved.parameter
            if qualifier and all(is_among(word, own) for word in qualifier):
                found.setdefault((entry.path, own, resolved.row.name, entry.place), entry)
    return found


def is_nested(other: tuple[str, ...], rows: tuple[Resolved, ...]) -> bool:
    """Whether a table, or a description in it, mentions the other resource."""
    return any(
        any(alike(word, part) for word in other for part in words(row.row.name))
        or any(word in row.parameter.description.lower() for word in other)
        for row in rows
        if is_container(row.parameter.type)
    )


def _is_shared(tree: Tree, resolved: Resolved, other: tuple[str, ...]) -> bool:
    """Whether operations of further resources use the entry, or none of that resource does."""
    entry = resolved.parameter
    users: defaultdict[bool, int] = defaultdict(int)
    for use in uses_by_entry(tree)[entry.path, entry.key]:
        if use.row.location != resolved.row.location and use.use.operation is not None:
            here = own_words(use.use.operation)
            users[any(is_among(word, here) for word in other)] += 1
    return not users[True] or users[False] > 0
