"""The name that the rows of one entry show, where one of them spells it in another way."""

from __future__ import annotations

from apiref.analysis.parameters.names import alike, words
from apiref.analysis.rows.entries import Resolved, uses_by_entry
from apiref.model.tree import Tree

_OTHERS = 2


def usual_name(tree: Tree, found: Resolved) -> str | None:
    """The one name that all other rows of a row's entry show, if its own is that but for a form.

    The two have the same words, in another case or parted in another way, or shortened.
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
