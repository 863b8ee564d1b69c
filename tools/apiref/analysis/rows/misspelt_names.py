"""Rows that show a wrong name: one with a typo, or not the name that all other rows show."""

from __future__ import annotations

from typing import NamedTuple

from apiref.analysis.members import members
from apiref.analysis.parameters.names import alike, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, resolved_rows, table_uses, uses_by_entry
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.text.typos import is_typo

# Two other rows that agree show the usual name; a single other row may be the wrong one.
_OTHERS = 2


class MisspeltName(NamedTuple):
    """A name that rows of one entry show, with those rows, and the name that is meant."""

    name: str
    intended: str
    rows: tuple[Resolved, ...]


@per_tree
def misspelt_names(tree: Tree) -> tuple[MisspeltName, ...]:
    """The misspelt names of rows, each once for an entry.

    One word of the name is a slip away from a word of the key; all others are words of the key.
    No key, sample or URL of the reference has the misspelt word. Path parameters are left to
    the rules of URLs, which know the right name.
    """
    suspects: dict[tuple[str, str, str], list[tuple[str, str, Resolved]]] = {}
    for use in table_uses(tree):
        for found in resolved_rows(use, tree):
            row = found.row
            if row.name == row.key or found.parameter.place == "path":
                continue
            slip = _slip(row.name, row.key)
            if slip is not None:
                key = (found.parameter.path, row.key, row.name)
                suspects.setdefault(key, []).append((*slip, found))
    if not suspects:
        return ()
    known = _known_words(tree, {rows[0][0] for rows in suspects.values()})
    return tuple(
        MisspeltName(
            rows[0][2].row.name,
            _mended(rows[0][2].row.name, rows[0][0], rows[0][1]),
            tuple(found for _, _, found in rows),
        )
        for rows in suspects.values()
        if rows[0][0] not in known
    )


@per_tree
def intended_names(tree: Tree) -> dict[Location, str]:
    """The name that is meant, by the location of each row with a misspelt one."""
    return {
        found.row.location: item.intended for item in misspelt_names(tree) for found in item.rows
    }


def _slip(name: str, key: str) -> tuple[str, str] | None:
    """The one word of a name that is none of the key, and the one of the key that is meant."""
    theirs = words(key)
    odd = [word for word in words(name) if word not in theirs]
    if len(odd) != 1:
        return None
    intended = next((word for word in theirs if is_typo(odd[0], word)), None)
    return (odd[0], intended) if intended is not None else None


def _mended(name: str, word: str, intended: str) -> str:
    """The name with the word put right, in its case."""
    at = name.lower().find(word)
    written = name[at : at + len(word)]
    if written.isupper():
        intended = intended.upper()
    elif written[:1].isupper():
        intended = intended.capitalize()
    return name[:at] + intended + name[at + len(word) :]


def _known_words(tree: Tree, suspects: set[str]) -> set[str]:
    """Those of some words that a key, a sample or a URL of the reference has."""
    names = {parameter.key for parameter in tree.parameters}
    names.update(item.url for operation in tree.operations for item in operation.endpoints)
    for sample in tree.samples.values():
        text = sample.text.lower()
        if any(word in text for word in suspects):
            names.update(member.name for member in members(sample.value))
    return {word for name in names for word in words(name)}


def usual_name(tree: Tree, found: Resolved) -> str | None:
    """The name that all other rows of a row's entry show, if its own is a variant of it.

    Both have the same words, in another case, with other separators, or abbreviated.
    """
    entry = found.parameter
    names = [
        other.row.name
        for other in uses_by_entry(tree)[entry.path, entry.key]
        if other.row.location != found.row.location
    ]
    own = found.row.name
    if len(names) < _OTHERS or len(set(names)) > 1 or own == names[0]:
        return None
    ours, theirs = words(own), words(names[0])
    if not ours or len(ours) != len(theirs) or same_but_number(own, names[0]):
        return None
    return names[0] if all(map(alike, ours, theirs)) else None


def same_but_number(one: str, other: str) -> bool:
    """Whether two names differ as singular and plural do."""
    return any(
        a.removesuffix(ending) == b.removesuffix(other_ending)
        for a, b in ((one, other), (other, one))
        for ending, other_ending in (("ies", "y"), ("es", ""), ("s", ""))
    )
