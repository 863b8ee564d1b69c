"""What commands share: exit codes, arguments, and how they write."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

CLEAN, FINDINGS, USAGE = 0, 1, 2


class UsageError(Exception):
    """A command cannot do what it was asked; the message is one line for people."""


def rule_names() -> Iterator[str]:
    """The names of all rules; they are imported only if somebody asks for one."""
    from apiref.rules.registry import all_rules

    yield from all_rules()


def add_path_argument(parser: argparse.ArgumentParser) -> None:
    """The argument that says which repository is meant."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the repository, or a folder in it (default: the current folder)",
    )


def colour() -> bool:
    """Whether standard output shows colours: on a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def write(lines: Iterable[str]) -> None:
    """Writes lines to standard output; what its encoding cannot say is escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def fail(message: str) -> int:
    """Writes a one-line error; returns the exit code for it."""
    words = " ".join(message.split())
    # Names of files come from outside, and steer no terminal.
    line = "".join(char if " " <= char <= "~" else ascii(char)[1:-1] for char in words)
    print(f"apiref: {line}", file=sys.stderr)
    return USAGE
