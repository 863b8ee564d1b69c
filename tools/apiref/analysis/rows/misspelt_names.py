"""Rows whose name has a typo."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from apiref.analysis.members import members
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, is_end_of_key, uses_by_entry
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.text.typos import differ_by_a_letter, is_typo

# This many rows of an entry for each one with another name establish the name; one is enough if
# the key says so as well.
_OTHERS = 3


class MisspeltName(NamedTuple):
    """A misspelt name, the intended name, and the rows of one entry with it."""

    name: str
    intended: str
    rows: tuple[Resolved, ...]


@per_tree
def misspelt_names(tree: Tree) -> tuple[MisspeltName, ...]:
    """The misspelt names of rows, each once for an entry.

    One word of the name is a typo of a word of the key, or differs by a letter from the name in
    most rows of the entry; all others are the same. One such row is enough if it is named after the
    key. Or only the case of the name differs from that of these rows. Or it is a header whose key
    has dashes for its underscores. No key, sample or URL of the reference has the misspelt word.
    Path parameters are left to the rules about URLs, which know the right name.
    """
    suspects: list[tuple[str, MisspeltName]] = []
    for rows in uses_by_entry(tree).values():
        entry = rows[0].parameter
        if entry.place == "path":
            continue
        counts = Counter(found.row.name for found in rows)
        usual = max(
            counts,
            key=lambda it: (counts[it], is_end_of_key(it, entry), it in entry.key, it.islower()),
        )
        most = counts[usual]
        for name, count in counts.items():
            typo = _typo(name, entry.key) if name != entry.key else None
            header = name.replace("_", "-")
            if entry.place == "header" and header != name and entry.key.startswith(header):
                typo = name, header
            is_usual = most >= count * (1 if is_end_of_key(usual, entry) else _OTHERS)
            if typo is None and is_usual:
                typo = _unusual(name, usual)
            intended = _corrected(name, *typo) if typo is not None else name
            if is_usual and entry.place != "header" and name.casefold() == usual.casefold():
                intended = usual
            if intended != name:
                named = tuple(found for found in rows if found.row.name == name)
                word = typo[0] if typo is not None else name
                suspects.append((word, MisspeltName(name, intended, named)))
    known = _known_words(tree, {word for word, _ in suspects}) if suspects else set()
    return tuple(item for word, item in suspects if word not in known)


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


def _unusual(name: str, usual: str) -> tuple[str, str] | None:
    """The only word of a name that is not as in the usual name, and that word.

    It differs by a letter, but not as singular and plural do.
    """
    ours, theirs = words(name), words(usual)
    if len(ours) != len(theirs):
        return None
    odd = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if len(odd) != 1:
        return None
    ((word, other),) = odd
    if singular(word) == singular(other):
        return None
    return (word, other) if is_typo(word, other) or differ_by_a_letter(word, other) else None


def _corrected(name: str, word: str, intended: str) -> str:
    """The name with the word corrected, in its case."""
    if word == name:
        return intended
    at = name.lower().find(word)
    written = name[at : at + len(word)]
    if written.isupper():
        intended = intended.upper()
    elif written[:1].isupper():
        intended = intended.capitalize()
    return name[:at] + intended + name[at + len(word) :]


def _known_words(tree: Tree, suspects: set[str]) -> set[str]:
    """The words of keys and URLs, and the names and their words of samples with a suspect."""
    names = {parameter.key for parameter in tree.parameters}
    names.update(endpoint.url for endpoint in tree.endpoints)
    shown: set[str] = set()
    parts = {part.lower() for word in suspects for part in words(word)}
    for sample in tree.samples.values():
        text = sample.text.lower()
        if any(part in text for part in parts):
            shown.update(member.name for member in members(sample.value))
    return {word for name in (*names, *shown) for word in words(name)} | shown
