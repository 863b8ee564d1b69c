"""The limit of the time that code of others takes."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from apiref.analysis.schemas.time_limit import LimitExceededError, TimeLimit


def _work(seconds: float) -> None:
    """Keeps the processor busy for that long; the clock of the wall does not count."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_takes_longer_is_stopped() -> None:
    limit = TimeLimit(0.05)
    with pytest.raises(LimitExceededError), limit:
        _work(30)
    with pytest.raises(LimitExceededError), limit:
        raise AssertionError("entered without time left")


def test_all_uses_together_count() -> None:
    limit = TimeLimit(10)
    with limit:
        _work(0.2)
    assert 0 < limit.left < 9.95


def test_another_error_goes_through_and_leaves_time() -> None:
    limit = TimeLimit(10)
    with pytest.raises(KeyError), limit:
        raise KeyError
    assert limit.left > 5


def test_what_signals_did_before_they_do_again() -> None:
    def handler(_signal: int, _frame: object) -> None: ...

    before = signal.signal(signal.SIGVTALRM, handler)
    try:
        with TimeLimit(10):
            assert signal.getsignal(signal.SIGVTALRM) is not handler
        assert signal.getsignal(signal.SIGVTALRM) is handler
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_other_threads_have_no_limit() -> None:
    done: list[str] = []

    def work() -> None:
        with TimeLimit(0.01):
            done.append("in time")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["in time"]
