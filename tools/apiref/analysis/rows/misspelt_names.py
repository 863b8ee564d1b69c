"""Rows with a wrong name: one with a typo, or one that differs from all other rows."""

from __future__ import annotations

from typing import NamedTuple

from apiref.analysis.members import members
from apiref.analysis.parameters.names import alike, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, resolved_rows, table_uses, uses_by_entry
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.text.typos import is_typo

# Two other rows establish a name; a single one may be wrong itself.
_OTHERS = 2


class MisspeltName(NamedTuple):
    """A misspelt name, the intended name, and the rows of one entry with it."""

    name: str
    intended: str
    rows: tuple[Resolved, ...]


@per_tree
def misspelt_names(tree: Tree) -> tuple[MisspeltName, ...]:
    """The misspelt names of rows, each once for an entry.

    One word of the name is a typo of a word of the key; all others are words of the key. No key,
    sample or URL of the reference has the misspelt word. Path parameters are left to the rules
    about URLs, which know the right name.
    """
    suspects: dict[tuple[str, str, str], list[tuple[str, str, Resolved]]] = {}
    for use in table_uses(tree):
        for found in resolved_rows(use, tree):
            row = found.row
            if row.name == row.key or found.parameter.place == "path":
                continue
            typo = _typo(row.name, row.key)
            if typo is not None:
                key = (found.parameter.path, row.key, row.name)
                suspects.setdefault(key, []).append((*typo, found))
    if not suspects:
        return ()
    known = _known_words(tree, {rows[0][0] for rows in suspects.values()})
    return tuple(
        MisspeltName(
            rows[0][2].row.name,
            _corrected(rows[0][2].row.name, rows[0][0], rows[0][1]),
            tuple(found for _, _, found in rows),
        )
        for rows in suspects.values()
        if rows[0][0] not in known
    )


@per_tree
def intended_names(tree: Tree) -> dict[Location, str]:
    """The intended name, by the location of each row with a misspelt one."""
    return {
        found.row.location: item.intended for item in misspelt_names(tree) for found in item.rows
    }


def _typo(name: str, key: str) -> tuple[str, str] | None:
    """The only word of a name that is not in the key, and the word of the key that it should be."""
    theirs = words(key)
    odd = [word for word in words(name) if word not in theirs]
    if len(odd) != 1:
        return None
    intended = next((word for word in theirs if is_typo(odd[0], word)), None)
    return (odd[0], intended) if intended is not None else None


def _corrected(name: str, word: str, intended: str) -> str:
    """The name with the word corrected, in its case."""
    at = name.lower().find(word)
    written = name[at : at + len(word)]
    if written.isupper():
        intended = intended.upper()
    elif written[:1].isupper():
        intended = intended.capitalize()
    return name[:at] + intended + name[at + len(word) :]


def _known_words(tree: Tree, suspects: set[str]) -> set[str]:
    """The words of keys and URLs, and of samples that contain a suspect."""
    names = {parameter.key for parameter in tree.parameters}
    names.update(item.url for operation in tree.operations for item in operation.endpoints)
    for sample in tree.samples.values():
        text = sample.text.lower()
        if any(word in text for word in suspects):
            names.update(member.name for member in members(sample.value))
    return {word for name in names for word in words(name)}


def usual_name(tree: Tree, found: Resolved) -> str | None:
    """The name in all other rows of a row's entry, if its own is a variant of it.

    Both have the same words, in another case, with other separators, or abbreviated.
    """
    entry = found.parameter
    names = [
        other.row.name
        for other in uses_by_entry(tree)[entry.path, entry.key]
        if other.row.location != found.row.location
    ]
    own = found.row.name
    if len(names) < _OTHERS or len(set(names)) > 1:
        return None
    (usual,) = set(names)
    ours, theirs = words(own), words(usual)
    if own == usual or not ours or len(ours) != len(theirs) or same_but_number(own, usual):
        return None
    return usual if all(map(alike, ours, theirs)) else None


def same_but_number(one: str, other: str) -> bool:
    """Whether two names differ as singular and plural do."""
    return any(
        a.removesuffix(ending) == b.removesuffix(other_ending)
        for a, b in ((one, other), (other, one))
        for ending, other_ending in (("ies", "y"), ("es", ""), ("s", ""))
    )
