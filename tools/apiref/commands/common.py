"""Shared by all commands: exit codes, common arguments, and output."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from apiref.read.discovery import NotFoundError
from apiref.read.settings import ConfigurationError

# Seconds between two looks for changed files.
_WATCH_SECONDS = 0.2
CLEAN, FINDINGS, USAGE = 0, 1, 2


class UsageError(Exception):
    """A command cannot do what was asked; the message is a single line for the user."""


def add_path_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that selects the repository."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the repository, or a folder in it (default: the current folder)",
    )


def colour() -> bool:
    """Whether to use colours on standard output: on a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def links() -> bool:
    """Whether to write links to standard output: on a terminal with colours that knows links."""
    return colour() and sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "linux")


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output, escaping characters that its encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def fail(message: str) -> int:
    """Write a one-line error message to standard error; return the exit code for it."""
    words = " ".join(message.split())
    # File names are untrusted and must not control the terminal.
    line = "".join(char if " " <= char <= "~" else ascii(char)[1:-1] for char in words)
    print(f"apiref: {line}", file=sys.stderr)
    return USAGE


def repeat(once: Callable[[], object], has_changed: Callable[[], bool]) -> int:
    """Run something now, and again after each change, until interrupted; return the exit code."""
    try:
        while True:
            try:
                once()
            except (ConfigurationError, NotFoundError, UsageError) as error:
                # The next change may fix it.
                fail(str(error))
            sys.stdout.flush()
            while not has_changed():
                time.sleep(_WATCH_SECONDS)
            write(["", f"--- {time.strftime('%H:%M:%S')} ---"])
    except KeyboardInterrupt:
        return CLEAN
