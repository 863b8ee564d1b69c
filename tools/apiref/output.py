"""Writes files so that nothing is ever half-written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

# The names of the process's own outputs; under them, a pipe or a socket cannot be opened anew.
_OWN_OUTPUTS = {"/dev/stdout": 1, "/dev/stderr": 2, "/dev/fd/1": 1, "/dev/fd/2": 2}


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Replaces a file by lines of text, atomically. Raises OSError; the old file stays then."""
    text = "".join(line + "\n" for line in lines)
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces a file, atomically, keeping its permissions; a link stays a link.

    A device, a pipe, and an output of the process, such as /dev/stdout, is written to as it is.
    Raises OSError.
    """
    own = _OWN_OUTPUTS.get(str(path))
    if own is not None:
        # What was written before comes before.
        sys.stdout.flush()
        with os.fdopen(os.dup(own), "wb") as stream:
            stream.write(data)
        return
    # The path itself is asked, as what it leads to, such as a pipe, need not have one.
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    # Imported here: most checks write nothing.
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
