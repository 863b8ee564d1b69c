"""The command line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from apiref import __version__
from apiref.commands import check, diff, explain, openapi, stats, verify
from apiref.commands.common import CLEAN, FINDINGS, UsageError, fail
from apiref.read.discovery import NotFoundError
from apiref.read.settings import ConfigurationError

_COMMANDS = {
    "check": (
        check,
        "check a reference",
        "Check the reference of a repository. Exit codes: 0 clean, 1 findings, 2 usage or"
        " configuration error.",
    ),
    "explain": (
        explain,
        "print the documentation of a rule",
        "Print the documentation of a rule, or list all rules.",
    ),
    "stats": (
        stats,
        "tell how complete a reference is",
        "Count, for each page and in all, the operations, samples, described fields and codes of"
        " a reference.",
    ),
    "verify": (
        verify,
        "hold recorded HTTP traffic against a reference",
        "Hold recordings of HTTP traffic (HAR 1.2) against the reference of a repository. Exit"
        " codes: as of check.",
    ),
    "openapi": (
        openapi,
        "write a reference as an OpenAPI document",
        "Write the reference of a repository as an OpenAPI 3.1 document. Exit codes: 0 written,"
        " 1 written and findings of --strict, 2 usage or configuration error.",
    ),
    "diff": (
        diff,
        "tell what changes from one state of an API to another",
        "Compare two references, OpenAPI documents or revisions of git. Exit codes: 0 no breaking"
        " change, 1 breaking changes (see --fail-on), 2 usage or configuration error.",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0 (clean), 1 (findings) or 2 (usage or configuration error)."""
    if sys.stdout is None:
        # Started with its output closed: nobody wants to hear anything but the exit code.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    options = _parser().parse_args(arguments)
    # A check makes many objects and hardly any garbage: look for it less often.
    gc.set_threshold(50_000, 20, 50)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the output has gone, as `head` does: that is no error.
        _forget_output()
        return FINDINGS if options.command in ("check", "verify") else CLEAN
    except (NotFoundError, ConfigurationError, UsageError) as error:
        return fail(str(error))
    except OSError as error:
        _forget_output()
        return fail(_what_failed(error))
    except KeyboardInterrupt:
        return fail("interrupted")
    return code


def run() -> NoReturn:
    """Runs a command as a process of its own, and ends that.

    Nothing is left to be cleaned up, and to free each object of a large reference takes its time.
    """
    code = main()
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.flush()
    os._exit(code)


def _what_failed(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {reason}"
    if isinstance(error, FileNotFoundError):
        # Only asking for the current folder fails so without a name.
        return "the current folder is not there any more"
    return reason


def _forget_output() -> None:
    """Sends what is still to be written nowhere: the interpreter's end cannot fail on it then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="apiref", description="Check an API reference written with os-api-ref."
    )
    parser.add_argument("--version", action="version", version=f"apiref {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, summary, description) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=description)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
