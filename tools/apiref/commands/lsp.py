"""``apiref lsp``: the language server, for editors."""

from __future__ import annotations

import argparse

from apiref import DISTRIBUTION
from apiref.commands.common import CLEAN, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command: the one that editors pass by habit."""
    parser.add_argument(
        "--stdio", action="store_true", help="speak over standard input and output (the default)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until the editor ends the session. Raises UsageError without the package pygls."""
    try:
        from apiref.lsp.features import serve
    except ModuleNotFoundError as error:
        hint = f"install it with: pip install '{DISTRIBUTION}[lsp]'"
        raise UsageError(f"{error}; {hint}") from error
    serve()
    return CLEAN
