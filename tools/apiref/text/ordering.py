"""Finds the fewest items to move to sort a sequence, and the place of an absent item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")


def in_order(keys: Sequence[Any]) -> list[int]:
    """The indexes of a longest non-descending subsequence.

    All other keys are out of place: moving one item removes exactly one index.
    """
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(ends[length - 1] if length else None)
        if length == len(tails):
            tails.append(key)
            ends.append(index)
        else:
            tails[length] = key
            ends[length] = index
    kept: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        kept.append(at)
        at = before[at]
    kept.reverse()
    return kept


def out_of_order(keys: Sequence[Any]) -> list[tuple[int, int | None]]:
    """The indexes that are out of place, each with the index it belongs after.

    None means that it belongs at the start.
    """
    kept = in_order(keys)
    kept_keys = [keys[index] for index in kept]
    found: list[tuple[int, int | None]] = []
    for index in sorted(set(range(len(keys))) - set(kept)):
        at = bisect_right(kept_keys, keys[index])
        found.append((index, kept[at - 1] if at else None))
    return found


def beside(item: object, order: Iterable[object], places: Mapping[Any, _T]) -> tuple[_T, ...]:
    """The place of what follows an absent item in an order, or else precedes it, if anything."""
    items = list(order)
    at = items.index(item)
    around = (*items[at + 1 :], *reversed(items[:at]))
    return tuple(places[other] for other in around if other in places)[:1]
