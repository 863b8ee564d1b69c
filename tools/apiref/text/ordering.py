"""Which of several things are out of order, when as few as possible have to move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def in_order(keys: Sequence[Any]) -> list[int]:
    """The indexes of a longest run of keys that ascend (equal ones may follow one another).

    All other keys are out of place. One thing that was moved is one index that is missing here.
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
    """The indexes that are out of place, each with the index that it belongs after, or None.

    None stands for the very beginning.
    """
    kept = in_order(keys)
    if len(kept) == len(keys):
        return []
    kept_keys = [keys[index] for index in kept]
    found: list[tuple[int, int | None]] = []
    for index in sorted(set(range(len(keys))) - set(kept)):
        at = bisect_right(kept_keys, keys[index])
        found.append((index, kept[at - 1] if at else None))
    return found
