"""Runs work in several processes.

Data from other processes is not trusted: only classes of the model can be unpickled.
"""

from __future__ import annotations

import io
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

# The number of a share must fit in one byte.
_MAX_SHARES = 64


class _ModelUnpickler(pickle.Unpickler):
    """Unpickles only classes of the model."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("apiref.model.") and name.isidentifier():
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not part of the model")


def load(data: bytes) -> Any:
    """The object in a pickle, or None if it is damaged or contains other classes."""
    try:
        return _ModelUnpickler(io.BytesIO(data)).load()
    except Exception:
        # A damaged pickle may fail in any way; the caller then reads the file again.
        return None


def processors() -> int:
    """The number of processors available to this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared_out(sizes: Sequence[int], shares: int) -> list[list[int]]:
    """The indexes of items, distributed so that all shares have about the same size."""
    dealt: list[list[int]] = [[] for _ in range(shares)]
    sums = [0] * shares
    for index in sorted(range(len(sizes)), key=lambda number: -sizes[number]):
        least = sums.index(min(sums))
        dealt[least].append(index)
        sums[least] += sizes[index]
    return dealt


def can_fork() -> bool:
    """Whether this process can fork safely."""
    return hasattr(os, "fork") and threading.active_count() == 1


def map_forked(
    function: Callable[[int], Any],
    sizes: Sequence[int],
    jobs: int,
    meanwhile: Callable[[], object] | None = None,
) -> dict[int, tuple[Any, bytes | None]]:
    """Call a function with the index of each item in ``sizes``, in up to ``jobs`` processes.

    Returns the results by index, each with its pickle if it comes from another process. Results
    that other processes fail to deliver are computed here. ``meanwhile`` is other work for this
    process; it runs first, while the others are busy.
    """
    shares = shared_out(sizes, min(len(sizes), _MAX_SHARES))
    # Each process takes its next share, as one byte, from this pipe.
    queue, filling = os.pipe()
    os.write(filling, bytes(range(len(shares))))
    os.close(filling)
    children = [_start(function, shares, queue) for _ in range(min(jobs, len(shares)) - 1)]
    if meanwhile is not None:
        meanwhile()
    results: dict[int, tuple[Any, bytes | None]] = {
        index: (function(index), None) for index in _taken(shares, queue)
    }
    os.close(queue)
    for process, stream in children:
        with os.fdopen(stream, "rb") as pipe:
            data = pipe.read()
        os.waitpid(process, 0)
        delivered = load(data)
        if isinstance(delivered, dict):
            for index, pickled in delivered.items():
                result = load(pickled)
                if result is not None:
                    results[index] = (result, pickled)
    for index in range(len(sizes)):
        if index not in results:
            results[index] = (function(index), None)
    return results


def _taken(shares: list[list[int]], queue: int) -> Iterator[int]:
    """The indexes for this process to compute, until there are no more."""
    while number := os.read(queue, 1):
        yield from shares[number[0]]


def _start(function: Callable[[int], Any], shares: list[list[int]], queue: int) -> tuple[int, int]:
    """Start a process that computes shares; return its id and the reading end of its pipe."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    # The child: computes, writes, and exits without the clean-up of the parent.
    try:
        os.close(reading)
        pickled = {index: pickle.dumps(function(index), 5) for index in _taken(shares, queue)}
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(pickled, pipe, 5)
    finally:
        os._exit(0)
