"""Lists in samples: their items, and their links to the next page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import lists
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_MARKER = re.compile(r"[?&]marker=([^&#]+)")
# Members that distinguish objects; without them, as in a history, objects may be equal.
_IDENTITY = ("id", "uuid", "name")
# Keywords of JSON Schema with lists of unique items.
_UNIQUE = ("enum", "required", "type")
# Samples show up to this many items of a page in full; of longer pages, only the first items.
_IN_FULL = 10
_LIMIT = re.compile(r"[?&]limit=(\d+)")


def _identifiers(items: list[Json]) -> list[str]:
    found = [item.get("id") for item in items if isinstance(item, dict)]
    return [each for each in found if isinstance(each, str) and each]


def _fits(limit: int, shown: int) -> bool:
    """Whether a page with that limit may be shown with that many items."""
    return shown == limit or (limit > _IN_FULL and shown < limit)


@rule(Severity.WARNING)
def sample_item_twice(tree: Tree) -> Iterator[Defect]:
    """A list in a sample contains the same item twice.

    Checked are objects with an ``id``, ``uuid`` or ``name``, which are the same if all their
    members are, and ``enum``, ``required`` and ``type``, whose items are unique in JSON Schema.

    Passes: ``[{"id": "1"}, {"id": "2"}]``.

    Fails: ``[{"id": "1"}, {"id": "1"}]``.
    """
    for sample in tree.samples.values():
        for path, items in lists(sample.value):
            seen: dict[str, int] = {}
            twice: list[tuple[int, int]] = []
            for index, item in enumerate(items):
                identity = isinstance(item, dict) and any(map(item.get, _IDENTITY))
                if not identity and not (path and path[-1] in _UNIQUE):
                    continue
                first = seen.setdefault(repr(item), index)
                if first != index:
                    twice.append((index, first))
            if twice:
                (index, first), *others = twice
                yield Defect(
                    location_of(sample, (*path, index)),
                    pointer((*path, index)),
                    f"the item is identical to '{pointer((*path, first))}'; change or remove one of"
                    " them",
                    places=tuple(
                        location_of(sample, (*path, at))
                        for at in (first, *(again for again, _ in others))
                    ),
                )


@rule(Severity.WARNING)
def sample_next_page(tree: Tree) -> Iterator[Defect]:
    """The link to the next page does not match the items of this page.

    Its ``marker`` must be the ``id`` of the last item shown, and the page must hold as many items
    as the ``limit`` of the link says, or fewer if that is above ten. Checked are samples with a
    ``next`` and a single list, whose items have an ``id``.

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
        (items,) = lists
        known = _identifiers(items)
        marker, limit = _MARKER.search(link), _LIMIT.search(link)
        if not known or len(known) != len(items):
            continue
        problem = ""
        # Some services use another member of the items as marker, such as the name.
        last = items[-1]
        pages_by = last.values() if isinstance(last, dict) else ()
        if marker and marker[1] not in map(str, pages_by):
            problem = f"has the marker '{marker[1]}', but the last item is '{known[-1]}'"
        elif limit and not _fits(int(limit[1]), len(known)):
            problem = f"has the limit {limit[1]}, but this page has {len(known)} items"
        if problem:
            yield Defect(
                location_of(sample, ("next",)),
                "next",
                f"the link to the next page {problem}; make them agree",
            )
