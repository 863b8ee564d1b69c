"""Works in several processes at once, where that is worth it.

What one process hands to another is loaded without trust: only classes of the model can be made
from it.
"""

from __future__ import annotations

import io
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

# A share is told by one byte.
_MAX_SHARES = 64


class _ModelUnpickler(pickle.Unpickler):
    """Makes nothing but what the model consists of."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("apiref.model.") and name.isidentifier():
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of the model")


def load(data: bytes) -> Any:
    """The object in a pickle, or None where it is damaged or of something else."""
    try:
        return _ModelUnpickler(io.BytesIO(data)).load()
    except Exception:
        # A damaged pickle may fail in any way; the file is read anew then.
        return None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared_out(sizes: Sequence[int], shares: int) -> list[list[int]]:
    """The indexes of items, dealt out so that each share has about the same size."""
    dealt: list[list[int]] = [[] for _ in range(shares)]
    sums = [0] * shares
    for index in sorted(range(len(sizes)), key=lambda number: -sizes[number]):
        least = sums.index(min(sums))
        dealt[least].append(index)
        sums[least] += sizes[index]
    return dealt


def can_fork() -> bool:
    """Whether this process can safely make a copy of itself."""
    return hasattr(os, "fork") and threading.active_count() == 1


def map_forked(
    function: Callable[[int], Any],
    sizes: Sequence[int],
    jobs: int,
    meanwhile: Callable[[], object] | None = None,
) -> dict[int, tuple[Any, bytes | None]]:
    """The results of a function for the indexes of ``sizes``, by as many processes as ``jobs``.

    Each comes with its pickle where another process made it. What another process fails to
    deliver, this one computes itself. ``meanwhile`` is what else this process has to do: it does
    that first, while the others are at work.
    """
    shares = shared_out(sizes, min(len(sizes), _MAX_SHARES))
    # Whoever is through with a share takes the next one, a byte, out of this pipe.
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
    """The indexes that this process is to see to, until there are no more."""
    while number := os.read(queue, 1):
        yield from shares[number[0]]


def _start(function: Callable[[int], Any], shares: list[list[int]], queue: int) -> tuple[int, int]:
    """Starts a process that computes shares; returns its number and the end of a pipe."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    # The copy: it computes, writes, and leaves without any of the original's clean-up.
    try:
        os.close(reading)
        pickled = {index: pickle.dumps(function(index), 5) for index in _taken(shares, queue)}
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(pickled, pipe, 5)
    finally:
        os._exit(0)
