"""The references of a workspace as they are in the editor, read and checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from apiref.engine.baseline import Result
from apiref.engine.check import judge
from apiref.engine.session import Session
from apiref.model.baseline import Baseline
from apiref.model.finding import Finding
from apiref.model.tree import Tree
from apiref.read.baseline import FILE_NAME, parse_baseline, read_baseline
from apiref.read.discovery import find_root
from apiref.read.files import Files


class Snapshot(NamedTuple):
    """The references at one moment: ``texts`` are those of the editor, ``files`` all that was read.

    ``result`` is that of the check, once it is done.
    """

    trees: tuple[Tree, ...]
    texts: Mapping[str, str]
    files: Files
    result: Result | None = None

    def tree(self, path: str) -> Tree:
        """The reference that a file is part of, or the first one."""
        return next((tree for tree in self.trees if tree.holds(path)), self.trees[0])

    def text(self, path: str) -> str:
        """The text of a file of the reference; empty if there is none."""
        return self.files.text_if_there(path) or ""

    def baseline(self) -> Baseline | None:
        """The baseline, also one that is not saved. Raises ConfigurationError."""
        settings = self.trees[0].settings
        path = settings.baseline or FILE_NAME
        text = self.files.text_if_there(path)
        if text is not None:
            return parse_baseline(path, text)
        # If it is configured, it has to exist.
        return read_baseline(self.files.root / path) if settings.baseline is not None else None

    def findings(self) -> tuple[Finding, ...]:
        """The findings that ``apiref check`` would show."""
        level = self.trees[0].settings.level
        found = self.result.findings if self.result is not None else ()
        return tuple(finding for finding in found if finding.severity >= level)


class Workspace:
    """The references of the repository that contains a folder.

    Raises NotFoundError if the path is no folder.
    """

    def __init__(self, folder: Path) -> None:
        self.root = find_root(folder)
        # Texts of open documents, by path.
        self.texts: dict[str, str] = {}
        self.snapshot: Snapshot | None = None
        self._session = Session(self.root)
        self._lock = Lock()

    def path_of(self, file: str) -> str | None:
        """The path, relative to the root, of a file of the repository, or None for others."""
        folder, name = os.path.split(file)
        path = os.path.relpath(Path(os.path.realpath(folder), name), self.root)
        return None if path.split("/")[0] == ".." else path

    def is_current(self) -> bool:
        """Whether the last reading has the texts of the editor."""
        return self.snapshot is not None and self.snapshot.texts == self.texts

    def read(self) -> Snapshot:
        """The references with the texts of the editor; a check of the same texts is kept.

        Files on the disk are read again only for a check.
        Raises NotFoundError if there is no reference, and ConfigurationError.
        """
        with self._lock:
            if self.snapshot is None or not self.is_current():
                self.snapshot = self._read(look=False)
            return self.snapshot

    def check(self, proceed: Callable[[], object] = bool) -> Snapshot:
        """The references with the result of a check.

        ``proceed`` is called before each rule; what it raises ends the check. Raises the errors of
        ``read``.
        """
        with self._lock:
            # Files on the disk may have changed as well.
            found = self.snapshot = self._read(look=True)
        result = judge(found.trees, None, found.baseline(), found.files.exists, proceed)
        with self._lock:
            found = found._replace(result=result)
            if self.snapshot is not None and self.snapshot.trees is found.trees:
                self.snapshot = found
        return found

    def _read(self, look: bool) -> Snapshot:
        texts = dict(self.texts)
        trees = self._session.read(texts, look)
        return Snapshot(trees, texts, self._session.files)
