"""Finds the reference of a repository."""

from __future__ import annotations

import os
from pathlib import Path

_ROOT_MARKS = (".git", "tox.ini", "pyproject.toml", "setup.cfg", "setup.py", "apiref.toml")
_SKIPPED = frozenset({"build", "_build", "node_modules", "__pycache__", "venv"})
MAX_FOLDERS = 5_000
USUAL_SOURCE = "api-ref/source"


class NotFoundError(Exception):
    """There is no reference to check; the message is one line for people."""


def find_root(path: Path) -> Path:
    """The root of the checked repository, for a path given on the command line.

    The path itself where a reference lies below it; else, the path being inside of a reference,
    the nearest folder above that holds ``api-ref``, or a repository's mark.

    Raises NotFoundError where the path is no folder.
    """
    if not path.exists():
        raise NotFoundError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        raise NotFoundError(f"{path}: is not a folder; name the repository or its api-ref folder")
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


def find_source(root: Path, configured: str | None) -> str:
    """The folder of the reference's sources, relative to the root.

    The configured one; else ``api-ref/source``; else the first folder that holds a page with a
    ``rest_method`` and, in it or above it, an ``index.rst``.

    Raises NotFoundError where there is none.
    """
    if configured is not None:
        if not (root / configured).is_dir():
            raise NotFoundError(f"source: there is no folder '{configured}' in {root}")
        real = os.path.realpath(root / configured)
        if real != str(root) and not real.startswith(str(root).rstrip("/") + "/"):
            raise NotFoundError(f"source: '{configured}' leads out of {root}")
        return configured
    usual = root / USUAL_SOURCE
    if usual.is_dir() and os.path.realpath(usual).startswith(str(root).rstrip("/") + "/"):
        return USUAL_SOURCE
    found = _search(root)
    if found is None:
        raise NotFoundError(
            f"{root}: no API reference found: no api-ref/source, and no .rst or .inc file with"
            " a rest_method directive"
        )
    return found


def _search(root: Path) -> str | None:
    for count, (directory, folders, names) in enumerate(os.walk(root)):
        if count > MAX_FOLDERS:
            return None
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _SKIPPED
        )
        for name in sorted(names):
            path = Path(directory) / name
            if name.endswith((".rst", ".inc")) and not path.is_symlink() and _has_method(path):
                return _top(root, Path(directory))
    return None


def _has_method(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return b".. rest_method::" in stream.read(1_000_000)
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
