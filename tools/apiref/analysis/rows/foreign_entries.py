"""Rows that refer to the entry of another resource, such as ``boat_id`` for the ``id`` of a car."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apiref.analysis.operations.resources import (
    is_action,
    is_among,
    own_words,
    resource_words,
    resources,
)
from apiref.analysis.parameters.names import singular, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.rows.entries import (
    Resolved,
    is_of_other_role,
    resolved_rows,
    table_uses,
    used_keys,
    uses_by_entry,
)
from apiref.analysis.rows.unused_twins import first_words, is_nested
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

# Real keys have fewer; this limits the time for malicious ones.
_MAX_WORDS = 10
# More entries of one name are not looked at.
_MOST = 50

_ByOwner = dict[tuple[str, frozenset[str], tuple[str, ...]], list[Parameter]]


def foreign_entries(tree: Tree) -> Iterator[tuple[Resolved, Parameter]]:
    """Rows such as ``- id: boat_id`` in tables of cars, and the entries that fit, ``car_id``.

    A table is about what its names have before the last point, or else about the resource of its
    operation. Nothing in the operation, and no object in the table, is about boats. The fitting
    entry has the same ``in`` and type; it is unused, or rows of that name on the page refer to it.
    The description of the wrong one does not speak of a car, and in the latter case of a boat.
    """
    used = used_keys(tree)
    for use in table_uses(tree):
        operation, rows = use.operation, resolved_rows(use, tree)
        if operation is None:
            continue
        here = own_words(operation)
        # Found once for each resource, as tables may be long.
        objects: dict[tuple[str, ...], list[Resolved]] = {}
        resource = () if is_action(operation) else resource_words(operation)
        for found in rows:
            entry = found.parameter
            *outer, name = map(words, field_parts(found.row.name))
            other, described = _owner(tree, entry, name), first_words(entry)
            if not other or any(is_among(word, here.union(*outer)) for word in other):
                continue
            if other not in objects:
                objects[other] = [it for it in rows if is_nested(other, (it,))]
            if any(it is not found for it in objects[other]):
                continue
            own = outer[-1] if outer else resource
            is_told = all(is_among(word, described) for word in other)
            shown = (found.row.location.path, name)
            fitting = [
                it
                for it in _by_owner(tree).get((entry.path, _singular(own), name), ())[:_MOST]
                if (it.place, it.type) == (entry.place, entry.type)
                and not all(is_among(word, described) for word in own)
                and not is_of_other_role(it, use.role)
                and (
                    it.key not in used[it.path]
                    or (is_told and shown in _shown(tree, it.path, it.key))
                )
            ]
            if len(fitting) == 1:
                yield found, fitting[0]


def _owner(tree: Tree, entry: Parameter, name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the resource that the key of an entry has before a name, if there is one."""
    key = stem(entry.key)
    owner = key[: -len(name)]
    return owner if key[len(owner) :] == name and _singular(owner) in resources(tree) else ()


def _singular(name: Iterable[str]) -> frozenset[str]:
    return frozenset(map(singular, name))


@per_tree
def _by_owner(tree: Tree) -> _ByOwner:
    """The entries by file, the first words of their key, in the singular, and the others."""
    found: _ByOwner = {}
    for path, file in tree.parameter_files.items():
        for entry in file.by_key().values():
            key = stem(entry.key)[:_MAX_WORDS]
            for start in range(1, len(key)):
                owned = (path, _singular(key[:start]), key[start:])
                found.setdefault(owned, []).append(entry)
    return found


@per_tree
def _shown(tree: Tree, path: str, key: str) -> set[tuple[str, tuple[str, ...]]]:
    """The pages of the rows of an entry, with the last parts of their names."""
    rows = uses_by_entry(tree).get((path, key), ())
    return {(it.row.location.path, words(field_parts(it.row.name)[-1])) for it in rows}
