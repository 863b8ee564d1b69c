"""The items of lists in samples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import lists
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_OPTION = re.compile(r"--?[a-zA-Z]")
# Samples show up to this many items of a page in full; of longer pages, only the first items.


def _has_text(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(_has_text, value.values()))
    if isinstance(value, list):
        return any(map(_has_text, value))
    return isinstance(value, str) and value != ""


@rule(Severity.WARNING)
def sample_item_twice(tree: Tree) -> Iterator[Defect]:
    """A list in a sample contains the same item twice.

    Objects are the same if all their members are. Checked are lists of strings, except for the
    words of a command with options, and lists of objects that contain strings.

    Passes: ``[{"id": "1"}, {"id": "2"}]``.

    Fails: ``[{"id": "1"}, {"id": "1"}]``.
    """
    for sample in tree.samples.values():
        for path, items in lists(sample.value):
            if len(items) < 2 or not all(isinstance(item, dict | str) for item in items):
                continue
            if any(isinstance(item, str) and _OPTION.match(item) for item in items):
                continue
            seen: dict[str, int] = {}
            twice: list[tuple[int, int]] = []
            for index, item in enumerate(items):
                first = seen.setdefault(repr(item), index)
                # Items of numbers only, such as measurements, may well be equal.
                if first != index and _has_text(item):
                    twice.append((index, first))
            if twice:
                index, first = twice[0]
                yield Defect(
                    location_of(sample, (*path, index)),
                    pointer((*path, index)),
                    f"the item is identical to '{pointer((*path, first))}'; change or remove one of"
                    " them",
                    places=tuple(
                        location_of(sample, (*path, at))
                        for at in (first, *(again for again, _ in twice[1:]))
                    ),
                )
