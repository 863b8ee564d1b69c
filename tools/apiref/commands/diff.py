"""``apiref diff``: the changes between two versions of an API."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from apiref.commands.common import CLEAN, FINDINGS, UsageError
from apiref.commands.reporting import names, write_to
from apiref.model.change import CHANGES, Change, Level
from apiref.read.discovery import find_root
from apiref.read.files import Files
from apiref.read.settings import read_settings

_FORMATS = ("text", "json", "markdown")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    side = "a folder, an OpenAPI document, or a git revision"
    parser.add_argument("old", metavar="OLD", help=side)
    parser.add_argument("new", metavar="NEW", help=side)
    parser.add_argument(
        "--repository",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the repository of the revisions (default: the current folder)",
    )
    parser.add_argument(
        "--source",
        metavar="FOLDER",
        help="the source folder of the reference, if the repository has several",
    )
    parser.add_argument("--format", choices=_FORMATS, default="text", help="output format")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="output file (default: standard output)"
    )
    parser.add_argument(
        "--fail-on",
        choices=("breaking", "warning", "any", "never"),
        default="breaking",
        help="exit with 1 on changes of at least this level (default: breaking)",
    )
    parser.add_argument(
        "--ignore",
        metavar="NAME,...",
        default="",
        help="leave out these kinds of changes; 'apiref explain --changes' lists them",
    )


def run(options: argparse.Namespace) -> int:
    """Compare and report; return the exit code.

    Raises UsageError and the errors of readers.
    """
    # Imported here to keep the start of other commands fast.
    from apiref.differences.operations import changes
    from apiref.read.api_documents import DocumentError
    from apiref.report.changes import render
    from apiref.rules.registry import rule_names

    ignored = names(options.ignore, CHANGES, "kind of change", "apiref explain --changes")
    configured = Path(options.new) if Path(options.new).is_dir() else options.repository
    levels = read_settings(Files(find_root(configured)), rule_names()).changes
    try:
        old, new = (_document(side, options) for side in (options.old, options.new))
    except DocumentError as error:
        raise UsageError(str(error)) from error
    found = [
        change._replace(level=Level[levels.get(change.id, change.level.label).upper()])
        for change in changes(old, new)
        if change.id not in ignored and levels.get(change.id) != "off"
    ]
    write_to(options.output, render(options.format, found))
    return _exit_code(options.fail_on, found)


def _exit_code(fail_on: str, found: list[Change]) -> int:
    if fail_on == "never":
        return CLEAN
    least = {"breaking": Level.BREAKING, "warning": Level.WARNING, "any": Level.INFO}[fail_on]
    return FINDINGS if any(change.level >= least for change in found) else CLEAN


def _document(side: str, options: argparse.Namespace) -> dict[str, Any]:
    """The OpenAPI document of a side; an existing folder or file wins over a revision."""
    import tempfile

    from apiref.read.api_documents import check_out, read_document

    path = Path(side)
    if path.is_dir():
        return _of_repository(find_root(path), options.source)
    if path.exists():
        return read_document(path)
    repository = find_root(options.repository)
    with tempfile.TemporaryDirectory() as folder:
        check_out(repository, side, Path(folder))
        return _of_repository(Path(folder), options.source)


def _of_repository(root: Path, source: str | None) -> dict[str, Any]:
    """The OpenAPI document of the reference of a repository."""
    from apiref.openapi.references import document_of
    from apiref.rules.registry import rule_names

    return document_of(Files(root), source, rule_names()).document
