"""Limits for tests: they count the time of the processor, which no other process takes away."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# What a test waits for of other processes; it guards against those that hang, and no more.
PATIENCE_SECONDS = 600


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Fails what is done in it once that takes so many seconds of the processor."""

    def stop(_signal: int, _frame: object) -> None:
        raise AssertionError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
