"""``apiref diff``: what changes from one state of an API to another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apiref.commands.common import CLEAN, FINDINGS, UsageError, rule_names, write
from apiref.commands.reporting import write_file
from apiref.read.discovery import find_root
from apiref.read.files import Files

if TYPE_CHECKING:
    from apiref.differences.changes import Change

_FORMATS = ("text", "json", "markdown")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    side = "a folder, an OpenAPI document, or a revision of git"
    parser.add_argument("old", metavar="OLD", help=side)
    parser.add_argument("new", metavar="NEW", help=side)
    parser.add_argument(
        "--repository",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="whose revisions they are (default: the current folder)",
    )
    parser.add_argument(
        "--source",
        metavar="FOLDER",
        help="which reference, where the repository has several: the folder of its pages",
    )
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how to write it")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where it goes (default: standard output)"
    )
    parser.add_argument(
        "--fail-on",
        choices=("breaking", "any", "never"),
        default="breaking",
        help="which changes make the exit code 1 (default: breaking)",
    )


def run(options: argparse.Namespace) -> int:
    """Compares and reports; returns the exit code. Raises the errors of readers and UsageError."""
    # Imported here, so that the other commands do not wait for it.
    from apiref.differences.operations import changes
    from apiref.read.api_documents import DocumentError
    from apiref.report.changes import render

    try:
        old, new = (_document(side, options) for side in (options.old, options.new))
    except DocumentError as error:
        raise UsageError(str(error)) from error
    found = changes(old, new)
    lines = render(options.format, found)
    if options.output is None:
        write(lines)
    else:
        write_file(options.output, lines)
    return _exit_code(options.fail_on, found)


def _exit_code(fail_on: str, found: list[Change]) -> int:
    if fail_on == "never":
        return CLEAN
    counted = found if fail_on == "any" else [change for change in found if change.is_breaking]
    return FINDINGS if counted else CLEAN


def _document(side: str, options: argparse.Namespace) -> dict[str, Any]:
    """The document of a side: what is there as a folder or file is no revision."""
    import tempfile

    from apiref.read.api_documents import check_out, read_document

    path = Path(side)
    if path.is_dir():
        return _of_folder(path, options.source)
    if path.exists():
        return read_document(path)
    repository = find_root(options.repository)
    with tempfile.TemporaryDirectory() as folder:
        return _of_folder(check_out(repository, side, Path(folder)), options.source)


def _of_folder(folder: Path, source: str | None) -> dict[str, Any]:
    """The document of the reference below a folder."""
    from apiref.openapi.references import document_of

    return document_of(Files(find_root(folder)), source, rule_names()).document
