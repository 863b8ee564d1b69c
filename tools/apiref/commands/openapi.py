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
    write,
)
from apiref.commands.reporting import write_to
from apiref.openapi.writing import FORMATS
from apiref.read.discovery import find_root
from apiref.read.files import Files

if TYPE_CHECKING:
    from apiref.openapi.ledger import Ledger

_YAML_NAMES = (".yaml", ".yml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path_argument(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="output file (default: standard output)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="JSON or YAML (default: by the suffix of FILE, else JSON)"
    )
    parser.add_argument(
        "--source",
        metavar="FOLDER",
        help="the source folder of the reference, if the repository has several",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="list what the reference does not specify or OpenAPI cannot express; exit with"
        " 1 if there is anything",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count the operations, parameters and samples included in the document",
    )


def run(options: argparse.Namespace) -> int:
    """Write the document; return the exit code. Raises the errors of readers."""
    # Imported here to keep the start of other commands fast.
    from apiref.engine.consequences import one_for_each_cause
    from apiref.openapi.references import document_of
    from apiref.openapi.writing import written
    from apiref.report.text import line
    from apiref.rules.registry import rule_names

    made = document_of(Files(find_root(options.path)), options.source, rule_names())
    encoding = "utf-8" if options.output is not None else sys.stdout.encoding or ""
    is_ascii = not encoding.lower().startswith("utf")
    form = options.format or _format(options.output)
    write_to(options.output, written(made.document, form, is_ascii=is_ascii))
    findings = one_for_each_cause(made.ledger.findings) if options.strict else []
    notes = [*map(line, findings)]
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


def _statistics(ledger: Ledger) -> Iterator[str]:
    from apiref.openapi.ledger import KINDS

    for kind in KINDS:
        yield f"{kind}: {ledger.carried(kind)} of {ledger.total[kind]}"
        for (other, reason), count in sorted(ledger.lost.items()):
            if other == kind:
                yield f"    {count} not: {reason}"
