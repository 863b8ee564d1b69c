"""Finds the fewest items to move to sort a sequence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def in_order(keys: Sequence[Any]) -> list[int]:
    """The indexes of a longest non-descending subsequence.

    All other keys are out of place: moving one item removes exactly one index.
    """
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(key)
            ends.append(index)
        else:
            tails[length] = key
            ends[length] = index
    kept: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
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
