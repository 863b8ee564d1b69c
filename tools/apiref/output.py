"""Writes files atomically."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

# The process's own outputs: a pipe or socket cannot be reopened by these names.
_OWN_OUTPUTS = {"/dev/stdout": 1, "/dev/stderr": 2, "/dev/fd/1": 1, "/dev/fd/2": 2}


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Replace a file with lines of text, atomically. Raises OSError; the old file is kept then."""
    text = "".join(line + "\n" for line in lines)
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file atomically, keeping its permissions; symbolic links are followed.

    Devices, pipes and outputs of the process, such as /dev/stdout, are written to directly. Raises
    OSError.
    """
    own = _OWN_OUTPUTS.get(str(path))
    if own is not None:
        # Keep the order of the output.
        sys.stdout.flush()
        with os.fdopen(os.dup(own), "wb") as stream:
            stream.write(data)
        return
    # Test the path itself: the target of its link, such as a pipe, may have no path.
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    # Imported here because most checks write nothing.
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
