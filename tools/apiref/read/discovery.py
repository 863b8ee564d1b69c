"""Finds the reference of a repository."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterator, Sequence, Set
from pathlib import Path

_ROOT_MARKS = (".git", "tox.ini", "pyproject.toml", "setup.cfg", "setup.py", "apiref.toml")
_SKIPPED = frozenset({"build", "_build", "node_modules", "__pycache__", "venv"})
# Folders in which further references do not belong to the project.
_FOREIGN = frozenset({"test", "tests", "fixtures", "vendor", "third_party", "site-packages"})
_SPHINX_FILES = ("conf.py", "index.rst")
# The maximum depth of the folder of a further reference.
_MAX_DEPTH = 2
# Limits the search of a home or root folder that was passed by mistake.
MAX_FOLDERS = 5_000
USUAL_SOURCE = "api-ref/source"


class NotFoundError(Exception):
    """There is no reference to check; the message is a single line for the user."""


def find_root(path: Path) -> Path:
    """The root of the repository to check, for a path given on the command line.

    The path itself if it contains a reference. Otherwise, the nearest parent folder that contains
    ``api-ref`` or the marker of a repository, else the path itself.

    Raises NotFoundError if the path is not a folder.
    """
    try:
        # Since Python 3.14, exists() does not tell a name that is too long from a missing file.
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise NotFoundError(f"{path}: no such file or folder") from error
    if not stat.S_ISDIR(mode):
        raise NotFoundError(f"{path}: is not a folder; pass the repository or its api-ref folder")
    here = Path(os.path.realpath(path))
    if _is_root(here):
        return here
    for folder in here.parents:
        if _is_root(folder):
            return folder
    return here


def _is_root(folder: Path) -> bool:
    if (folder / "api-ref" / "source").is_dir():
        return True
    return any((folder / mark).exists() for mark in _ROOT_MARKS)


def find_sources(root: Path, configured: Sequence[str]) -> tuple[str, ...]:
    """The source folders of all references, relative to the root; no two contain the same page.

    These are the configured folders; else ``api-ref/source`` in the root and some folders below
    it, and folders with similar names; else the first folder that contains a ``rest_method``.

    Raises NotFoundError if there is none.
    """
    for folder in configured:
        if not (root / folder).is_dir():
            raise NotFoundError(f"source: no folder '{folder}' in {root}")
        real = os.path.realpath(root / folder)
        if real != str(root) and not _is_below(root, real):
            raise NotFoundError(f"source: '{folder}' is outside {root}")
    found = tuple(configured) or tuple(_usual(root))
    if not found:
        first = _search(root)
        if first is None and (root / USUAL_SOURCE).is_dir():
            raise NotFoundError(
                f"{root}: {USUAL_SOURCE} links to a folder outside it; pass that folder instead"
            )
        if first is None:
            raise NotFoundError(
                f"{root}: no API reference found: no api-ref/source, and no .rst or .inc file with"
                " a rest_method directive"
            )
        return (first,)
    return found


def find_further_sources(
    root: Path, sources: Sequence[str], pages: Container[str]
) -> tuple[str, ...]:
    """The source folders that nobody has configured and ``find_sources`` does not find.

    They contain a ``rest_method`` in a page that is not in ``pages``, and neither contain one of
    ``sources`` nor are in one.
    """
    found: list[str] = []
    for page in _pages_with_methods(root, _SKIPPED | _FOREIGN):
        top = _top(root, page.parent)
        name = page.relative_to(root).as_posix()
        if name not in pages and not any(_overlap(top, known) for known in (*sources, *found)):
            found.append(top)
    return tuple(found)


def _overlap(one: str, other: str) -> bool:
    first, second = Path(one), Path(other)
    return first.is_relative_to(second) or second.is_relative_to(first)


def _is_below(root: Path, real: str) -> bool:
    return real.startswith(str(root).rstrip("/") + "/")


def _usual(root: Path) -> Iterator[str]:
    """``api-ref/source``, and the folders ``source`` of other folders with such names."""
    usual = root / USUAL_SOURCE
    # The usual folder may be a link to one of the others, and then is the same reference.
    real = Path(os.path.realpath(usual))
    if usual.is_dir() and _is_below(root, str(real)):
        yield USUAL_SOURCE
    folders = [("", 0)]
    for count, (folder, depth) in enumerate(folders):
        if count > MAX_FOLDERS:
            return
        for name in _folders_in(f"{root}/{folder}"):
            inner = f"{folder}{name}/"
            if "api-ref" not in name:
                if depth < _MAX_DEPTH:
                    folders.append((inner, depth + 1))
                continue
            source = f"{inner}source"
            if root / source not in (usual, real) and _holds_reference(root / source, name):
                yield source


def _folders_in(folder: str) -> list[str]:
    """The names of folders that may contain a reference, sorted; links are not followed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".")
                and entry.name not in _SKIPPED
                and entry.name not in _FOREIGN
                and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []


def _holds_reference(source: Path, name: str) -> bool:
    """Whether a folder ``source`` in a folder with this name contains Sphinx sources."""
    if source.is_symlink() or not source.is_dir():
        return False
    return name == "api-ref" or any((source / file).is_file() for file in _SPHINX_FILES)


def _search(root: Path) -> str | None:
    """The folder of the first page with a method."""
    page = next(_pages_with_methods(root, _SKIPPED), None)
    return None if page is None else _top(root, page.parent)


def _pages_with_methods(root: Path, skipped: Set[str]) -> Iterator[Path]:
    for count, (directory, folders, names) in enumerate(os.walk(root)):
        if count > MAX_FOLDERS:
            return
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in skipped
        )
        for name in sorted(names):
            path = Path(directory) / name
            if name.endswith((".rst", ".inc")) and not path.is_symlink() and _has_method(path):
                yield path


def _has_method(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            # An indented one is an example in a guide.
            return b"\n.. rest_method::" in b"\n" + stream.read(1_000_000)
    except OSError:
        return False


def _top(root: Path, folder: Path) -> str:
    """The outermost folder above a page that still looks like Sphinx sources."""
    best = folder
    for parent in (folder, *folder.parents):
        if (parent / "conf.py").is_file():
            best = parent
            break
        if parent == root:
            break
    return best.relative_to(root).as_posix()
