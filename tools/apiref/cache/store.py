"""The folder of the user's in which what was read and found is kept between processes."""

from __future__ import annotations

import os
import zlib
from importlib.util import find_spec
from pathlib import Path

# More checkouts than somebody works on at a time; what is not used for long goes first.
MAX_STORES = 50


def store_path(root: Path, kind: str) -> Path | None:
    """The file that keeps what is known of a root, or None where the user has no home."""
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
    """The bytes of a file that belongs to the user, or None."""
    if path is None:
        return None
    try:
        if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():
            return None
        return path.read_bytes()
    except OSError:
        return None


def forget_old(path: Path) -> None:
    """Removes, of the files of the same kind as ``path``, all but the newest. Raises OSError."""
    stores = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda store: store.stat().st_mtime)
    for old in stores[:-MAX_STORES]:
        old.unlink(missing_ok=True)


def library_files(*names: str) -> list[str]:
    """The files of libraries that tell one version from another; none of these is imported."""
    found = [find_spec(name) for name in names]
    return [spec.origin for spec in found if spec is not None and spec.origin is not None]
