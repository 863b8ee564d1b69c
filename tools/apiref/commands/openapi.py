"""``apiref openapi``: writes the OpenAPI document of a reference."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from apiref.commands.common import (
    CLEAN,
    FINDINGS,
    add_path_argument,
    rule_names,
    write,
)
from apiref.commands.reporting import write_file
from apiref.openapi.writing import FORMATS
from apiref.read.discovery import find_root
from apiref.read.files import Files

if TYPE_CHECKING:
    from apiref.model.finding import Finding
    from apiref.openapi.ledger import Ledger

_YAML_NAMES = (".yaml", ".yml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_path_argument(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where it goes (default: standard output)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="JSON or YAML (default: as FILE is named, else JSON)"
    )
    parser.add_argument(
        "--source",
        metavar="FOLDER",
        help="which reference, where the repository has several: the folder of its pages",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="list what the reference does not tell or the document cannot carry; the exit code"
        " is 1 if there is any",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count the operations, parameters and samples that the document carries",
    )


def run(options: argparse.Namespace) -> int:
    """Writes the document; returns the exit code. Raises the errors of readers."""
    # Imported here, so that the other commands do not wait for it.
    from apiref.check import in_order
    from apiref.openapi.references import document_of
    from apiref.openapi.writing import written

    made = document_of(Files(find_root(options.path)), options.source, rule_names())
    encoding = "utf-8" if options.output is not None else sys.stdout.encoding or ""
    is_ascii = not encoding.lower().startswith("utf")
    form = options.format or _format(options.output)
    lines = written(made.document, form, is_ascii=is_ascii)
    if options.output is None:
        write(lines)
    else:
        write_file(options.output, lines)
    notes: list[str] = []
    findings = in_order(made.ledger.findings) if options.strict else []
    notes += map(_line, findings)
    if options.statistics:
        notes += _statistics(made.ledger)
    if options.output is None:
        sys.stdout.flush()
        print("".join(f"{note}\n" for note in notes), end="", file=sys.stderr)
    else:
        write(notes)
    return FINDINGS if findings else CLEAN


def _format(output: Path | None) -> str:
    return "yaml" if output is not None and output.suffix.lower() in _YAML_NAMES else "json"


def _line(finding: Finding) -> str:
    from apiref.report.text import line

    return line(finding)


def _statistics(ledger: Ledger) -> Iterator[str]:
    from apiref.openapi.ledger import KINDS

    for kind in KINDS:
        yield f"{kind}: {ledger.carried(kind)} of {ledger.total[kind]}"
        for (other, reason), count in sorted(ledger.lost.items()):
            if other == kind:
                yield f"    {count} not: {reason}"
