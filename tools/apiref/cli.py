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

from apiref import DISTRIBUTION, __version__
from apiref.commands import check, compare, diff, explain, init, lsp, openapi, stats, verify
from apiref.commands.common import CLEAN, FINDINGS, UsageError, fail
from apiref.commands.completion import SHELLS, PrintCompletion
from apiref.read.discovery import NotFoundError
from apiref.read.settings import ConfigurationError
from apiref.report.text import printable

# The module, the line in the list of commands, the description, and an example.
_COMMANDS = {
    "check": (
        check,
        "check a reference",
        "Check the reference of a repository. Exit codes: 0 clean, 1 findings, 2 usage or"
        " configuration error.",
        "apiref check --format text --format sarif=apiref.sarif",
    ),
    "init": (
        init,
        "set up the check in a repository",
        "Show what a repository needs to check its reference from now on: settings, a baseline of"
        " today's findings, a hook of pre-commit and an environment of tox. Only adds to files."
        " Exit codes: 0 shown or written, 2 usage or configuration error.",
        "apiref init --write",
    ),
    "explain": (
        explain,
        "print the documentation of a rule",
        "Print the documentation of a rule or of a kind of change, or list them all. 'fix' marks"
        " the rules of which 'apiref check --fix' fixes findings.",
        "apiref explain unknown-parameter",
    ),
    "stats": (
        stats,
        "report how complete a reference is",
        "Count, for each page and in total, the operations, samples, described fields and codes of"
        " a reference.",
        "apiref stats --format json path/to/repository",
    ),
    "verify": (
        verify,
        "compare recorded HTTP traffic with a reference",
        "Compare recorded HTTP traffic with the reference of a repository. Exit codes: as for"
        " check.",
        "apiref verify traffic.har --coverage text",
    ),
    "openapi": (
        openapi,
        "write a reference as an OpenAPI document",
        "Write the reference of a repository as an OpenAPI 3.1 document. Exit codes: 0 written,"
        " 1 written and findings of --strict, 2 usage or configuration error.",
        "apiref openapi --format yaml -o openapi.yaml",
    ),
    "diff": (
        diff,
        "report the changes between two versions of an API",
        "Compare two references, OpenAPI documents or git revisions. Exit codes: 0 no breaking"
        " change, 1 breaking changes (see --fail-on), 2 usage or configuration error.",
        "apiref diff HEAD~1 . --format markdown",
    ),
    "compare": (
        compare,
        "hold a reference against an OpenAPI document of the service's code",
        "List the operations, parameters, fields, types and codes that only one of the two has: a"
        " reference, or the OpenAPI document that the service's code generates. Exit codes: as for"
        " check.",
        "apiref compare . generated.yaml --level info",
    ),
    "lsp": (
        lsp,
        "serve an editor with the Language Server Protocol",
        "Show findings in an editor while you type, with fixes, completion and more. Reads only the"
        " repository of the workspace, and writes nothing.",
        "apiref lsp --stdio",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 (clean), 1 (findings) or 2 (usage or configuration error)."""
    if sys.stdout is None:
        # Started with standard output closed: only the exit code matters.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    options = make_parser().parse_args(arguments)
    # A check creates many objects and hardly any garbage: collect less often.
    gc.set_threshold(400_000, 20, 50)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe, such as `head`, has exited: not an error.
        _forget_output()
        return FINDINGS if options.command in ("check", "compare", "verify") else CLEAN
    except (NotFoundError, ConfigurationError, UsageError) as error:
        return fail(str(error))
    except ModuleNotFoundError as error:
        # Some packages are only imported or read where they are needed.
        return fail(f"{error}; install apiref together with its dependencies")
    except OSError as error:
        _forget_output()
        return fail(_what_failed(error))
    except KeyboardInterrupt:
        return fail("interrupted")
    return code


def run() -> NoReturn:
    """Run a command as the whole process, and exit.

    Skips the clean-up of the interpreter, since freeing the objects of a large reference is slow.
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
        # Only looking up the current folder fails without a file name.
        return "the current folder no longer exists"
    return reason


def _forget_output() -> None:
    """Discard buffered output, so that flushing it at exit cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # It quotes arguments, which may be names of untrusted files.
        super().error(printable(message))


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line, with all commands."""
    parser = _Parser(prog="apiref", description="Check an API reference written with os-api-ref.")
    version = f"apiref {__version__} ({DISTRIBUTION})"
    parser.add_argument("--version", action="version", version=version)
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        help="print the script that completes commands, options and files in a shell",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, summary, description, example) in _COMMANDS.items():
        epilog = f"Example: {example}"
        command = commands.add_parser(name, help=summary, description=description, epilog=epilog)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
