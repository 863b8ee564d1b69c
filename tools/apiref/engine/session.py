"""Keeps the references of a repository in memory, and checks them again after changes."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

from apiref.cache.memo import Memo
from apiref.engine.check import check_all
from apiref.model.outcome import Outcome
from apiref.model.tree import Tree
from apiref.read.discovery import USUAL_SOURCE, find_sources
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules, rule_names


class Session:
    """The references below one root.

    ``names`` restricts the rules; ``jobs`` is the maximum number of processes. ``memo``
    caches what was read. ``files`` are those that were read last.
    """

    def __init__(
        self, root: Path, names: Set[str] | None = None, jobs: int = 1, memo: Memo | None = None
    ) -> None:
        self.files = Files(root)
        self.names = names
        self.jobs = jobs
        self._memo = memo or Memo()
        self._unsaved: dict[str, str] = {}
        self._outcome: Outcome | None = None
        # What was found in single files, for the next check.
        self._of_files: Mapping[Any, tuple[Any, Any]] = {}

    def has_changed(self) -> bool:
        """Whether any file has changed since the references were last read."""
        return self.files.have_changed()

    def update(self, unsaved: Mapping[str, str] | None = None) -> Outcome:
        """Check now; only files that have changed are read again.

        ``unsaved`` are texts of an editor that replace those on disk, by path; they are never
        written. All other files are read from disk.

        Raises NotFoundError where there is no reference, and ConfigurationError. The session can
        still be used then: the next update reads anew what has changed.
        """
        texts = dict(unsaved or {})
        if self._outcome is None or texts != self._unsaved or self._is_outdated(self._outcome):
            trees = self.read(texts)
            self._unsaved = texts
            self._outcome = Outcome(
                settings=trees[0].settings,
                findings=tuple(check_all(trees, self.names, jobs=self.jobs)),
                files=len({path for tree in trees for path in tree.texts}),
                operations=sum(len(tree.operations) for tree in trees),
                samples=len({path for tree in trees for path in tree.samples}),
                sources=tuple(tree.source for tree in trees),
            )
        return self._outcome

    def read(self, unsaved: Mapping[str, str] | None = None, look: bool = True) -> tuple[Tree, ...]:
        """The current references, with the texts and the errors of ``update``.

        Without ``look``, files that were read are taken not to have changed on the disk.
        """
        self._outcome = None
        self.files = self.files.again(unsaved, look)
        # The rules are imported while other processes read.
        settings = read_settings(self.files, rule_names())
        for source in settings.sources or (USUAL_SOURCE,):
            # Remember missing folders: if one appears, that is a change.
            self.files.is_folder(source)
        trees = read_trees(self.files.root, settings, self.files, self._memo, self.jobs, all_rules)
        for tree in trees:
            tree.of_files.update(self._of_files)
        self._of_files = ChainMap(*(tree.of_files for tree in trees))
        return trees

    def _is_outdated(self, outcome: Outcome) -> bool:
        if self.has_changed():
            return True
        # No file lists the folders of further references.
        return find_sources(self.files.root, outcome.settings.sources) != outcome.sources
