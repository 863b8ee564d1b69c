"""``apiref verify``: compares recorded traffic with a reference."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from apiref.commands.common import UsageError
from apiref.commands.reporting import (
    add_output_arguments,
    add_rule_arguments,
    chosen,
    deliver,
    exit_code,
    report,
    targets,
    write_to,
)
from apiref.read.discovery import find_root
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.report.summary import Summary

if TYPE_CHECKING:
    from apiref.analysis.traffic.exchanges import Traffic

COVERAGE_FORMATS = ("text", "json", "rst")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "recordings",
        nargs="+",
        type=Path,
        metavar="RECORDING",
        help="a HAR 1.2 file,"
        " a cassette of VCR.py or Betamax, a Postman collection with examples, a log of"
        " keystoneauth, or what gabbi printed",
    )
    parser.add_argument(
        "--reference",
        type=Path,
        default=Path(),
        metavar="PATH",
        help="the repository, or a folder in it (default: the current folder)",
    )
    parser.add_argument(
        "--show-values",
        action="store_true",
        help="show values of the recordings, which may be credentials, in all reports (default:"
        " names, and words of fields with listed values)",
    )
    coverage = parser.add_argument_group("coverage")
    coverage.add_argument(
        "--coverage",
        action="append",
        metavar="NAME[=FILE]",
        help="also report what the recordings exercised, as text, json, or an rst table for"
        " the reference itself, and its file; may be repeated",
    )
    coverage.add_argument(
        "--require-coverage",
        action="store_true",
        help="report what is documented but never exercised, except what the configuration"
        " lists under 'unexercised'",
    )
    add_output_arguments(parser)
    add_rule_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Verify and report; return the exit code. Raises UsageError and the errors of readers."""
    # Imported here to keep the start of other commands fast.
    from apiref.analysis.traffic.exchanges import match
    from apiref.engine.consequences import one_for_each_cause
    from apiref.engine.verify import traffic_rules, verify
    from apiref.read.har import RecordingError
    from apiref.read.recordings import read_recording
    from apiref.read.tree import read_trees
    from apiref.rules.registry import all_rules

    formats, coverage_targets = targets(options), _coverage_targets(options)
    names = chosen(options)
    started = time.perf_counter()
    files = Files(find_root(options.reference))
    trees = read_trees(files.root, read_settings(files, all_rules()), files)
    rules = [
        rule
        for name, rule in traffic_rules(require_coverage=options.require_coverage).items()
        if names is None or name in names
    ]
    try:
        recorded = chain.from_iterable(map(read_recording, options.recordings))
        matched = match(trees, recorded, show_values=options.show_values)
    except RecordingError as error:
        raise UsageError(str(error)) from error
    except MemoryError as error:
        raise UsageError("the recordings do not fit in memory; split them") from error
    found = one_for_each_cause(finding for traffic in matched for finding in verify(traffic, rules))
    summary = Summary.of(
        found,
        files=len(options.recordings),
        operations=sum(len(tree.operations) for tree in trees),
        samples=len({path for tree in trees for path in tree.samples}),
        seconds=time.perf_counter() - started,
        exchanges=sum(traffic.read for traffic in matched),
    )
    deliver(formats, report(options, tuple(found), summary, files.root))
    for name, file in coverage_targets:
        write_to(file, _coverage(name, matched))
    return exit_code(options, found)


def _coverage(name: str, matched: Iterable[Traffic]) -> Iterator[str]:
    """The lines of the coverage report in one of its formats."""
    from apiref.analysis.traffic.coverage import coverage
    from apiref.report.coverage import render_json, render_rst, render_table

    traffics = tuple(matched)
    excused = traffics[0].tree.settings.unexercised
    reasons = {(item.operation, item.item): item.reason for item in excused}
    covered = [item for traffic in traffics for item in coverage(traffic)]
    render = {"text": render_table, "json": render_json, "rst": render_rst}[name]
    return render(covered, reasons)


def _coverage_targets(options: argparse.Namespace) -> list[tuple[str, Path | None]]:
    """The formats of the coverage report, each with its file, or None for standard output."""
    found: list[tuple[str, Path | None]] = []
    for text in options.coverage or ():
        name, _, file = text.partition("=")
        if name not in COVERAGE_FORMATS:
            raise UsageError(
                f"unknown coverage format '{name}'; choose from {', '.join(COVERAGE_FORMATS)}"
            )
        found.append((name, Path(file) if file else None))
    return found
