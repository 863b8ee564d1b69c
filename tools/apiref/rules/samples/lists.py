"""Lists in samples: their items, and the links to their other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import lists
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_MARKER = re.compile(r"[?&]marker=([^&#]+)")
_OPTION = re.compile(r"--?[a-zA-Z]")
# Samples show pages of so many items in full; of longer ones, the first few.
_IN_FULL = 10
_LIMIT = re.compile(r"[?&]limit=(\d+)")


def _identifiers(items: list[Json]) -> list[str]:
    found = [item.get("id") for item in items if isinstance(item, dict)]
    return [each for each in found if isinstance(each, str) and each]


def _fits(limit: int, shown: int) -> bool:
    """Whether a page of so many items may be shown by these."""
    return shown == limit or (limit > _IN_FULL and shown < limit)


def _has_text(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(_has_text, value.values()))
    if isinstance(value, list):
        return any(map(_has_text, value))
    return isinstance(value, str) and value != ""


@rule(Severity.WARNING)
def sample_item_twice(tree: Tree) -> Iterator[Defect]:
    """A list in a sample has the very same item twice.

    Items are the same where all their members are. Looked at are lists of texts, but for the
    words of a command with options, and of objects that have texts in them.

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
                # Numbers alone, such as measurements, may well be equal.
                if first != index and _has_text(item):
                    twice.append((index, first))
            if twice:
                index, first = twice[0]
                yield Defect(
                    location_of(sample, (*path, index)),
                    pointer((*path, index)),
                    f"the item is the same as '{pointer((*path, first))}'; remove one, or make it"
                    " another one",
                    places=tuple(
                        location_of(sample, (*path, at))
                        for at in (first, *(again for again, _ in twice[1:]))
                    ),
                )


@rule(Severity.WARNING)
def sample_next_page(tree: Tree) -> Iterator[Defect]:
    """The link to the next page does not fit the items of this page.

    Its ``marker`` is the ``id`` of the last item shown, and the page holds as many items as the
    ``limit`` of the link says, or fewer where that is above ten. Looked at are objects with one
    list of identified items and a ``next``.

    Passes: ``{"next": "/v2/tasks?limit=1&marker=7", "tasks": [{"id": "7"}]}``.

    Fails: ``{"next": "/v2/tasks?limit=1&marker=8", "tasks": [{"id": "7"}]}``.
    """
    for sample in tree.samples.values():
        if not isinstance(sample.value, dict):
            continue
        link = sample.value.get("next")
        lists = [value for value in sample.value.values() if isinstance(value, list)]
        if not isinstance(link, str) or len(lists) != 1:
            continue
        known = _identifiers(lists[0])
        marker, limit = _MARKER.search(link), _LIMIT.search(link)
        if not known or len(known) != len(lists[0]):
            continue
        words = ""
        # Some services page by another member of their items, such as the name.
        last = lists[0][-1]
        pages_by = last.values() if isinstance(last, dict) else ()
        if marker and marker[1] not in map(str, pages_by):
            words = f"has the marker '{marker[1]}', but the last item is '{known[-1]}'"
        elif limit and not _fits(int(limit[1]), len(known)):
            words = f"has the limit {limit[1]}, but this page has {len(known)} items"
        if words:
            yield Defect(
                location_of(sample, ("next",)), "next", f"the link {words}; make them agree"
            )
