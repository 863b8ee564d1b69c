"""Caches the results of readers, so that unchanged files are not read again.

Reading a file is a pure function of its path and text. Results are kept in memory while a process
checks repeatedly, and in the user's cache folder for the next process. The stored data is not
trusted: only classes of the model can be unpickled.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from apiref.cache.store import code_version, forget_old, library_files, read_own, store_path
from apiref.output import write_bytes
from apiref.processes import load

T = TypeVar("T")
Key = tuple[Hashable, ...]

_HEADER = b"apiref-memo-1\n"


class Memo:
    """Results by key and text; ``stored`` are pickled results of an earlier process."""

    def __init__(self, stored: dict[Key, tuple[bytes, bytes]] | None = None) -> None:
        self._results: dict[Key, tuple[bytes, Any]] = {}
        self._stored = stored or {}
        self._pickled: dict[Key, bytes] = {}
        self._used: set[Key] = set()
        self.added = 0

    def get(self, key: Key, text: str) -> Any:
        """The cached result for a key and a text, or None."""
        digest = _digest(text)
        self._used.add(key)
        known = self._results.get(key)
        if known is not None and known[0] == digest:
            return known[1]
        stored = self._stored.get(key)
        if stored is not None and stored[0] == digest:
            result = load(stored[1])
            if result is not None:
                self._results[key] = (digest, result)
                self._pickled[key] = stored[1]
                return result
        return None

    def put(self, key: Key, text: str, result: object, pickled: bytes | None = None) -> None:
        """Cache a result; ``pickled`` is its pickle, if already available."""
        self._results[key] = (_digest(text), result)
        self._used.add(key)
        self._pickled.pop(key, None)
        if pickled is not None:
            self._pickled[key] = pickled
        self.added += 1

    def of(self, key: Key, text: str, read: Callable[[], T]) -> T:
        """The cached result, or the result of ``read``, which is then cached."""
        found: T | None = self.get(key, text)
        if found is None:
            found = read()
            self.put(key, text, found)
        return found

    def of_process(self, key: Key, text: str, read: Callable[[], T]) -> T:
        """The same, never stored: reading takes no longer than unpickling."""
        digest = _digest(text)
        known = self._results.get(key)
        if known is None or known[0] != digest:
            known = self._results[key] = (digest, read())
        result: T = known[1]
        return result

    def entries(self) -> dict[Key, tuple[bytes, bytes]]:
        """All results used in this process, pickled."""
        return {
            key: (digest, self._pickled.get(key) or pickle.dumps(result, 5))
            for key, (digest, result) in self._results.items()
            if key in self._used
        }


def _digest(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).digest()


class Store:
    """The stored results for one root."""

    def __init__(self, root: Path) -> None:
        self.path = store_path(root, "memo")

    def memo(self) -> Memo:
        """The results of earlier processes; empty if there are none that can be used."""
        data = read_own(self.path)
        if data is None:
            return Memo()
        header = _header()
        if not data.startswith(header):
            return Memo()
        stored = load(data[len(header) :])
        return Memo(stored) if isinstance(stored, dict) else Memo()

    def save(self, memo: Memo) -> None:
        """Store results for the next process; errors are ignored, since the cache is optional."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            data = _header() + pickle.dumps(memo.entries(), 5)
            write_bytes(self.path, data)
            forget_old(self.path)
        except (OSError, RecursionError):
            return


def _header() -> bytes:
    """Identifies the format, the code and the libraries that the readers use."""
    return _HEADER + code_version(library_files("docutils", "yaml"))
