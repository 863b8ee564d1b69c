"""``apiref --print-completion``: completes commands, options and files in a shell."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from apiref import DISTRIBUTION
from apiref.commands.common import CLEAN, fail, write

SHELLS = ("bash", "zsh")


class PrintCompletion(argparse.Action):
    """Prints the script that a shell has to read, and ends the process.

    The package shtab writes it; without it, the process ends with exit code 2.
    """

    def __call__(self, parser: argparse.ArgumentParser, *arguments: Any) -> None:
        """Print the script for the shell that is the value of the option."""
        try:
            import shtab
        except ModuleNotFoundError as error:
            hint = f"install it with: pip install '{DISTRIBUTION}[completion]'"
            parser.exit(fail(f"{error}; {hint}"))
        _, shell, _ = arguments
        _complete_files(parser, shtab.FILE)
        write([shtab.complete(parser, shell)])
        parser.exit(CLEAN)


def _complete_files(parser: argparse.ArgumentParser, how: object) -> None:
    """Tell shtab which arguments are files, in a parser and in those of its commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _complete_files(command, how)
        elif action.type is Path:
            action.complete = how  # type: ignore[attr-defined]
