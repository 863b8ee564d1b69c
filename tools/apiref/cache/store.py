"""The user's cache folder."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
# More checkouts than anybody works on at a time; the least recently used ones are removed first.
MAX_STORES = 50


def store_path(root: Path, kind: str) -> Path | None:
    """The cache file of a root, or None if the user has no home folder."""
    configured = os.environ.get("XDG_CACHE_HOME")
    try:
        base = Path(configured) if configured else Path.home() / ".cache"
    except RuntimeError:
        return None
    if not base.is_absolute():
        return None
    name = os.fsencode(root)
    return base / "apiref" / f"{root.name[:40]}-{len(name)}-{zlib.crc32(name):08x}.{kind}"


def read_own(path: Path | None) -> bytes | None:
    """The content of a file that belongs to the user, or None."""
    if path is None:
        return None
    try:
        if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():
            return None
        return path.read_bytes()
    except OSError:
        return None


def forget_old(path: Path) -> None:
    """Remove all but the newest files of the same kind as ``path``. Raises OSError."""
    stores = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda store: store.stat().st_mtime)
    for old in stores[:-MAX_STORES]:
        old.unlink(missing_ok=True)


def library_files(*names: str) -> list[str]:
    """The files that identify the installed versions of libraries; none of them is imported."""
    found = [find_spec(name) for name in names]
    return [spec.origin for spec in found if spec is not None and spec.origin is not None]


def code_version(libraries: list[str]) -> bytes:
    """Identifies the installed code and the given files of libraries. Raises OSError."""
    code = (
        f"{folder}/{name}"
        for folder, _, names in os.walk(_PACKAGE)
        for name in names
        if name.endswith(".py")
    )
    parts = [sys.version]
    for file in (*sorted(code), *libraries):
        status = Path(file).stat()
        parts.append(f"{file} {status.st_mtime_ns} {status.st_size}")
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).digest()
