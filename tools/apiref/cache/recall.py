"""Caches the outcome of the last check, for as long as no file changes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from apiref.cache.store import code_version, forget_old, library_files, read_own, store_path
from apiref.model.outcome import Outcome
from apiref.output import write_bytes
from apiref.processes import load

# The queries to the file system, and their answers.
Trace = dict[str, dict[Any, Any]]

_HEADER = b"apiref-recall-3\n"


class Recall:
    """The stored check of a root with a selection of rules (None for all)."""

    def __init__(self, root: Path, names: set[str] | None) -> None:
        self.names = sorted(names) if names is not None else None
        self.path = store_path(root, "recall")

    def _load(self) -> dict[str, Any]:
        """What the same code stored for these rules; empty if there is nothing."""
        data = read_own(self.path)
        if data is None or not data.startswith(_HEADER):
            return {}
        stored = load(data[len(_HEADER) :])
        try:
            code = code_version(stored["libraries"])
            if stored["names"] == self.names and stored["code"] == code:
                return dict(stored)
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            pass
        return {}

    def outcome(self, still_holds: Callable[[Trace], bool]) -> Outcome | None:
        """The stored outcome; None if there is none, or if what was read for it has changed."""
        stored = self._load()
        try:
            if not still_holds(stored["trace"]):
                return None
            outcome = stored["outcome"]
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return outcome if isinstance(outcome, Outcome) else None

    def save(self, trace: Trace, outcome: Outcome) -> None:
        """Store a check and the trace of what was read for it; errors are ignored."""
        if self.path is None:
            return
        # Whether loaded or not: cached results of earlier checks depend on them.
        libraries = library_files("docutils", "yaml", "jsonschema", "codespell_lib")
        document = {
            "names": self.names,
            "libraries": libraries,
            "code": code_version(libraries),
            "trace": trace,
            "outcome": outcome,
        }
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_bytes(self.path, _HEADER + pickle.dumps(document, 5))
            forget_old(self.path)
        except (OSError, RecursionError):
            return
