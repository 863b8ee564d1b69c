"""A limit to the time that code of others may take."""

from __future__ import annotations

import signal
import threading
from types import TracebackType


class LimitExceededError(Exception):
    """What ran in a limit took longer than it allows."""


class TimeLimit:
    """A context whose body, all uses together, may take so many seconds of the processor.

    Regular expressions of a schema can take for ever on a short text, and nothing but a signal
    stops them. Signals reach the main thread only: elsewhere, and on systems without them, there
    is no limit.
    """

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._before: object = None

    def __enter__(self) -> None:
        """Starts the clock. Raises LimitExceededError where no time is left."""
        if self.left <= 0:
            raise LimitExceededError
        if self._works():
            self._before = signal.signal(signal.SIGVTALRM, _exceed)
            signal.setitimer(signal.ITIMER_VIRTUAL, self.left)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stops the clock."""
        if self._works():
            self.left = signal.setitimer(signal.ITIMER_VIRTUAL, 0)[0]
            signal.signal(signal.SIGVTALRM, self._before)  # type: ignore[arg-type]
            if kind is LimitExceededError:
                self.left = 0.0

    @staticmethod
    def _works() -> bool:
        main = threading.current_thread() is threading.main_thread()
        return main and hasattr(signal, "setitimer")


def _exceed(_signal: int, _frame: object) -> None:
    raise LimitExceededError
