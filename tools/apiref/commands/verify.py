"""``apiref verify``: compares recorded traffic with a reference."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from apiref.cache.memo import Store
from apiref.commands.common import UsageError, repeat
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
from apiref.output import write_lines
from apiref.processes import processors
from apiref.read.discovery import find_root
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.report.summary import Summary

if TYPE_CHECKING:
    from apiref.analysis.traffic.exchanges import Traffic
    from apiref.analysis.traffic.new_samples import NewSample

COVERAGE_FORMATS = ("text", "json", "rst")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "recordings",
        nargs="+",
        type=Path,
        metavar="RECORDING",
        help="a HAR 1.2 file, as such or in a zip archive of Playwright, a cassette of VCR.py or"
        " Betamax, a Postman collection with examples, a report of newman, a log of keystoneauth,"
        " or what gabbi printed",
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
    samples = parser.add_argument_group("samples")
    samples.add_argument(
        "--write-sample",
        action="append",
        default=[],
        metavar="OPERATION",
        help="write the missing samples of an operation, such as 'GET /v2/things', from its"
        " recorded bodies, with placeholders for the data of users; may be repeated",
    )
    samples.add_argument("--overwrite", action="store_true", help="write samples that exist, too")
    parser.add_argument(
        "--watch",
        action="store_true",
        help="verify again whenever a recording changes, such as a log that grows, until Ctrl-C",
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
    if not options.watch:
        return _verify(options)
    if options.write_sample:
        raise UsageError("--watch cannot be combined with --write-sample")
    # Report errors on the command line at once: no change of a file can fix them.
    targets(options), _coverage_targets(options), chosen(options)
    seen: list[object] = []

    def has_changed() -> bool:
        return seen != _states(options.recordings)

    def once() -> None:
        # Before it reads: what is added meanwhile is a change.
        seen[:] = _states(options.recordings)
        _verify(options)

    return repeat(once, has_changed)


def _states(paths: Iterable[Path]) -> list[object]:
    """The time and size of each file, or None if it is not there."""
    found: list[object] = []
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            found.append(None)
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return found


def _verify(options: argparse.Namespace) -> int:
    # Imported here to keep the start of other commands fast.
    from apiref.analysis.traffic.exchanges import match
    from apiref.engine.consequences import one_for_each_cause
    from apiref.engine.verify import traffic_rules, verify
    from apiref.read.har import RecordingError
    from apiref.read.recordings import read_recording
    from apiref.read.tree import read_trees
    from apiref.rules.registry import rule_names

    formats, coverage_targets = targets(options), _coverage_targets(options)
    names = chosen(options)
    started = time.perf_counter()
    files = Files(find_root(options.reference))
    store = Store(files.root)
    memo = store.memo()
    settings = read_settings(files, rule_names())
    trees = read_trees(files.root, settings, files, memo, processors())
    if memo.added:
        store.save(memo)
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
    written = _written(matched, options, files.root)
    found = one_for_each_cause(finding for traffic in matched for finding in verify(traffic, rules))
    summary = Summary.of(
        found,
        files=len(options.recordings),
        operations=sum(len(tree.operations) for tree in trees),
        samples=len({path for tree in trees for path in tree.samples}),
        seconds=time.perf_counter() - started,
        exchanges=sum(traffic.read for traffic in matched),
    )
    made = report(options, tuple(found), summary, files.root, page_of=settings.page_of)
    deliver(formats, made)
    for name, file in coverage_targets:
        write_to(file, _coverage(name, matched))
    for sample in written:
        _write(sample, files.root)
    return exit_code(options, found)


def _written(
    matched: Iterable[Traffic], options: argparse.Namespace, root: Path
) -> list[NewSample]:
    """The samples to write. Raises UsageError if there are none, or if files are in the way."""
    if not options.write_sample:
        return []
    from apiref.analysis.traffic.new_samples import new_samples
    from apiref.text.suggestions import hint

    found: list[NewSample] = []
    labels = [each.operation.label for traffic in matched for each in traffic.observed]
    for label in options.write_sample:
        if label not in labels:
            raise UsageError(f"no operation '{label}'{hint(label, labels)}")
        made = [
            sample
            for traffic in matched
            for sample in new_samples(traffic, label, overwrite=options.overwrite)
        ]
        if not made:
            raise UsageError(
                f"nothing to write for '{label}': its samples exist, or no recorded body fits them"
            )
        found += made
    paths = [sample.path for sample in found]
    for path in paths:
        target = root / path
        if paths.count(path) > 1:
            raise UsageError(f"{path}: several samples would be written to it")
        if not Path(os.path.realpath(target)).is_relative_to(root):
            raise UsageError(f"{path}: is outside the repository")
        if os.path.lexists(target) and not options.overwrite:
            raise UsageError(f"{path}: exists; --overwrite replaces it")
    return found


def _write(sample: NewSample, root: Path) -> None:
    """Write a sample and report it on standard error. Raises UsageError."""
    target = root / sample.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_lines(target, [sample.text])
    except OSError as error:
        raise UsageError(f"{sample.path}: cannot be written: {error.strerror}") from error
    shown = os.path.relpath(target, (root / sample.operation.page).parent)
    advice = "" if sample.is_shown else f"; show it with '.. literalinclude:: {shown}'"
    print(f"apiref: wrote {sample.path}{advice}", file=sys.stderr)


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
