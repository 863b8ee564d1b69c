"""Rows that should refer to an unused entry, according to the descriptions of both entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from typing import NamedTuple

from apiref.analysis.operations.resources import is_among, own_words, resource_words, resources
from apiref.analysis.parameters.names import SHORTEST_PART, alike, singular, stem, words
from apiref.analysis.parameters.types import is_container
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import (
    Resolved,
    is_of_other_role,
    resolved_rows,
    unused_entries,
    uses_by_entry,
)
from apiref.model.operation import Operation
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.text.prose import sentences

# They say nothing about what an entry belongs to.
_GENERAL = frozenset(
    "and api default details for from list object request resource response service show that the"
    " with".split()
)
# More entries of one stem are not compared with one another.
_MOST = 50


class Twin(NamedTuple):
    """Rows of one entry that should refer to an unused one.

    ``named`` are the words of the description that do not suit the operations of the rows.
    """

    rows: tuple[Resolved, ...]
    fitting: Parameter
    named: tuple[str, ...]


@per_tree
def unused_twins(tree: Tree) -> tuple[Twin, ...]:
    """The rows whose entry describes something of other operations, while an unused one suits them.

    Both entries have the same stem, ``in`` and type. The description of the row's entry names a
    resource or an action of which other rows of that entry are, but not this one. The description
    of the unused entry does not, and names what the URL of the row's operation is about: a "volume"
    is neither a "volume type" nor a "quota set". Of several such entries, the one that suits the
    fewest operations is right.
    """
    suitable: dict[Resolved, tuple[int, str, tuple[str, ...]]] = {}
    known = _families(rows[0].parameter for rows in uses_by_entry(tree).values())
    for family, entries in _families(unused_entries(tree)).items():
        used = known.get(family, [])
        if max(len(entries), len(used)) > _MOST:
            continue
        for unused, entry in product(entries, used):
            theirs = _nouns(tree, entry, unused)
            ours = _nouns(tree, unused, entry) or _own(unused, entry)
            rows = uses_by_entry(tree)[entry.path, entry.key]
            if not theirs or not any(_is_about(row.use.operation, theirs, any) for row in rows):
                continue
            fitting = [row for row in rows if _is_about(row.use.operation, ours, all)]
            fitting = [row for row in fitting if _suits(tree, row, unused, ours)]
            fitting = [row for row in fitting if _is_foreign(tree, row, theirs)]
            if fitting:
                count = sum(_is_about(operation, ours, all) for operation in tree.operations)
                one = (count, unused.key, theirs)
                suitable.update({row: min(suitable.get(row, one), one) for row in fitting})
    found: defaultdict[tuple[Parameter, str, tuple[str, ...]], list[Resolved]] = defaultdict(list)
    for row, (_, key, named) in suitable.items():
        found[row.parameter, key, named].append(row)
    return tuple(
        Twin(tuple(rows), tree.parameter_files[entry.path].by_key()[key], named)
        for (entry, key, named), rows in found.items()
    )


_Family = tuple[str, tuple[str, ...], str, str]


def _families(entries: Iterable[Parameter]) -> dict[_Family, list[Parameter]]:
    """Entries by what twins have in common: the file, the stem, the ``in`` and the type."""
    found: defaultdict[_Family, list[Parameter]] = defaultdict(list)
    for entry in entries:
        found[entry.path, stem(entry.key), entry.place, entry.type].append(entry)
    return found


def _own(entry: Parameter, other: Parameter) -> tuple[str, ...]:
    """The words of the first sentence of a description that neither the key nor the other has."""
    known = (*first_words(other), *stem(entry.key))
    return tuple(
        word
        for word in dict.fromkeys(first_words(entry))
        if len(word) >= SHORTEST_PART and word not in _GENERAL and not is_among(word, known)
    )


def _nouns(tree: Tree, entry: Parameter, other: Parameter) -> tuple[str, ...]:
    """Those of these words that resources or the first words of titles have."""
    return tuple(word for word in _own(entry, other) if is_among(word, _vocabulary(tree)))


def first_words(entry: Parameter) -> tuple[str, ...]:
    """The words of the first sentence of a description."""
    first = next(iter(sentences(" ".join(entry.description.split()))), "")
    return words(first)


@per_tree
def _vocabulary(tree: Tree) -> frozenset[str]:
    """The words of the resources of all operations, and the first words of their titles."""
    found = {word for it in tree.operations for word in resource_words(it)}
    found.update(word for it in tree.operations for word in words(it.title)[:1])
    return frozenset(word for word in found if len(word) >= SHORTEST_PART)


def _is_about(
    operation: Operation | None, named: tuple[str, ...], wanted: Callable[[Iterable[bool]], bool]
) -> bool:
    """Whether an operation is about any, or all, of some words."""
    if operation is None:
        return False
    here = own_words(operation)
    return wanted(is_among(word, here) for word in named)


def _suits(tree: Tree, row: Resolved, entry: Parameter, named: tuple[str, ...]) -> bool:
    """Whether an entry has the role of a row, and describes no resource but that of its operation.

    Then the words of this resource that are resources themselves, such as "group" and "snapshot" of
    "group_snapshots", must all be in the description; if there are none, any of its words.
    """
    operation = row.use.operation
    if operation is None or is_of_other_role(entry, row.use.role):
        return False
    known = _simple_resources(tree)
    described = first_words(entry)
    others = [word for word in described if not is_among(word, stem(entry.key))]
    if not any(singular(word) in known for word in named or others):
        return True
    here = [singular(word) for word in resource_words(operation)]
    wanted = [word for word in here if word in known]
    return (all if wanted else any)(is_among(word, described) for word in wanted or here)


@per_tree
def _simple_resources(tree: Tree) -> frozenset[str]:
    """The resources of one word, in the singular."""
    return frozenset(word for name in resources(tree) if len(name) == 1 for word in name)


def _is_foreign(tree: Tree, row: Resolved, named: tuple[str, ...]) -> bool:
    """Whether neither the operation of a row nor the other rows are about any of the words."""
    others = tuple(other for other in resolved_rows(row.use, tree) if other is not row)
    return not _is_about(row.use.operation, named, any) and not is_nested(named, others)


def is_nested(other: tuple[str, ...], rows: tuple[Resolved, ...]) -> bool:
    """Whether a table, or a description in it, mentions the other resource."""
    return any(
        any(alike(word, part) for word in other for part in words(row.row.name))
        or any(word in row.parameter.description.lower() for word in other)
        for row in rows
        if is_container(row.parameter.type)
    )
