"""The date of a page: that of the last commit to it or to a file that it shows.

Without git, or if no commit contains the page, no date is shown.
"""

import datetime
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from apiref import git

# The prefix of the commit and time in the output of "git log".
_MARK = "\x01"
_COMMIT = re.compile(rf"{_MARK}(?P<name>[0-9a-f]+) (?P<seconds>\d*)")


def _git(folder: Path, *arguments: str) -> str | None:
    """Return the output of git, or None without git, repository or commits."""
    try:
        return git.output(folder, *arguments)
    except git.GitError:
        return None


class Commits:
    """The time of the last commit to each requested file of a repository.

    git runs once for all files of all pages: a process per page would take longer than the rest of
    its build.
    """

    def __init__(self, folder: Path, files: Collection[Path]) -> None:
        """Read the times of files in the repository of a folder."""
        self.times: dict[str, int] = {}
        found = _git(folder, "rev-parse", "--show-toplevel", "--git-path", "shallow")
        if found is None:
            return
        top, _, shallow = found.partition("\n")
        self.top = os.path.realpath(top)
        # The boundary commits of a shallow clone appear to add all files.
        ends = folder / shallow
        cut = set(ends.read_text("utf-8", "replace").split()) if ends.is_file() else set()
        tracked = _git(Path(top), "ls-files", "-z") or ""
        wanted = {self._name(file) for file in files}.intersection(tracked.split("\0"))
        if wanted:
            for commit, seconds, name in _changes(Path(top), _folders(wanted)):
                if name in wanted:
                    self.times[name] = -1 if commit in cut else seconds
                    wanted.remove(name)
                    if not wanted:
                        break

    def _name(self, file: Path) -> str:
        return os.path.relpath(os.path.realpath(file), self.top)

    def latest(self, files: Collection[Path]) -> int | None:
        """Return the time of the last commit to any of the files, or None if unknown."""
        if not self.times:
            return None
        known = [self.times[name] for name in map(self._name, files) if name in self.times]
        # A commit beyond the boundary of a shallow clone is older than all known ones.
        latest = max(known, default=-1)
        return None if latest < 0 else latest


def _folders(names: Collection[str]) -> list[str]:
    """Return the folders of the files, without nested ones."""
    folders: list[str] = []
    for folder in sorted({name.rpartition("/")[0] for name in names}):
        if not folder:
            return ["."]
        if not folders or not f"{folder}/".startswith(f"{folders[-1]}/"):
            folders.append(folder)
    return folders


def _changes(top: Path, folders: list[str]) -> Iterator[tuple[str, int, str]]:
    """Yield commit, time and file of all changes in the folders, newest first."""
    command = ["log", "-z", "-c", "--no-renames", "--name-only", f"--format={_MARK}%H %ct", "--"]
    commit, seconds = "", 0
    try:
        for part in git.parts(top, *command, *folders):
            text = part.lstrip("\n")
            found = _COMMIT.fullmatch(text)
            if found:
                commit, seconds = found["name"], int(found["seconds"] or 0)
            elif text:
                yield commit, seconds, text
    except git.GitError:
        # No date is shown for the rest.
        return


def files_of(env: BuildEnvironment, docname: str) -> list[Path]:
    """Return a page and all files that it depends on."""
    shown = [Path(env.srcdir, name) for name in sorted(env.dependencies.get(docname, ()))]
    return [Path(env.doc2path(docname)), *shown]


def last_updated(env: BuildEnvironment, docname: str, commits: Commits) -> str | None:
    """Return the day, in UTC, of the last commit to a page and the files it depends on."""
    seconds = commits.latest(files_of(env, docname))
    if seconds is None:
        return None
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%d")
    except (OverflowError, OSError, ValueError):
        # A commit can have any time, such as one in the year 10000.
        return None


_commits: dict[str, Commits] = {}


def _set_date(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    context["last_updated"] = None
    env = app.env
    if pagename not in env.all_docs:
        return
    source = str(app.srcdir)
    # Sphinx writes the first page before it starts other processes.
    if source not in _commits:
        files = {file for name in env.all_docs for file in files_of(env, name)}
        _commits[source] = Commits(Path(source), files)
    context["last_updated"] = last_updated(env, pagename, _commits[source])


def _note_commit(app: Sphinx, config: Config) -> None:
    """Rewrite the pages after a commit, since their dates may have changed."""
    config["apiref_commit"] = _git(Path(app.srcdir), "rev-parse", "HEAD") or ""


def _forget(app: Sphinx) -> None:
    _commits.clear()


def setup(app: Sphinx) -> None:
    """Connect the handlers, after those of the theme."""
    app.add_config_value("apiref_commit", "", "html", str)
    app.connect("config-inited", _note_commit)
    app.connect("builder-inited", _forget)
    app.connect("html-page-context", _set_date, priority=900)
