"""``apiref check``: reads a reference, judges it, reports."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from apiref.cache.memo import Memo, Store
from apiref.cache.recall import Recall
from apiref.commands.common import (
    CLEAN,
    USAGE,
    UsageError,
    add_path_argument,
    fail,
    write,
)
from apiref.commands.reporting import (
    add_level_argument,
    add_output_arguments,
    add_rule_arguments,
    at_level,
    chosen,
    deliver,
    exit_code,
    positive,
    report,
    targets,
    write_file,
)
from apiref.engine.baseline import Result, settle
from apiref.model.baseline import Baseline
from apiref.model.outcome import Outcome
from apiref.model.settings import Settings
from apiref.processes import processors
from apiref.read.baseline import FILE_NAME, read_baseline
from apiref.read.discovery import NotFoundError, find_root, find_sources
from apiref.read.files import Files
from apiref.read.settings import ConfigurationError
from apiref.report.baseline import of_findings, render
from apiref.report.summary import Summary

if TYPE_CHECKING:
    from apiref.model.tree import Tree

# Seconds between two looks at the files.
WATCH_SECONDS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_path_argument(parser)
    add_output_arguments(parser)
    add_level_argument(parser)
    speed = parser.add_argument_group("speed")
    speed.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="how many processes may read at once (default: one a processor)",
    )
    speed.add_argument(
        "--no-cache",
        action="store_true",
        help="neither use nor keep what was read before (in $XDG_CACHE_HOME/apiref)",
    )
    parser.add_argument(
        "--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C"
    )
    mending = parser.add_argument_group("mending").add_mutually_exclusive_group()
    mending.add_argument(
        "--fix",
        action="store_true",
        help="mend what has one right answer, then report what is left",
    )
    mending.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would do, and write nothing; the exit code is 1 if it would do"
        " anything, else 0",
    )
    add_rule_arguments(parser)
    baseline = parser.add_argument_group("baseline")
    baseline.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help=f"the findings of an earlier day (default: {FILE_NAME} in the repository, if there)",
    )
    change = baseline.add_mutually_exclusive_group()
    change.add_argument(
        "--write-baseline", action="store_true", help="record today's findings, and be content"
    )
    change.add_argument(
        "--prune-baseline", action="store_true", help="drop from the baseline what is gone"
    )


def run(options: argparse.Namespace) -> int:
    """Checks and reports; returns the exit code. Raises the errors of readers and UsageError."""
    if options.fix or options.diff:
        return _mend(options)
    if options.watch and (options.write_baseline or options.prune_baseline):
        # It would record each new defect as soon as it is made.
        raise UsageError("--watch goes neither with --write-baseline nor with --prune-baseline")
    if options.watch:
        return _watch(options)
    started = time.perf_counter()
    targets(options)
    names = chosen(options)
    return _tell(options, names, started, *_outcome(options, names))


def _watch(options: argparse.Namespace) -> int:
    """Checks now, and again after each change of a file; an interrupt is its proper end."""
    from apiref.engine.session import Session

    # What is wrong on the command line, no change of a file mends.
    targets(options)
    names = chosen(options)
    session = Session(find_root(options.path), names, options.jobs or processors())
    try:
        while True:
            started = time.perf_counter()
            try:
                outcome = session.update()
                _tell(options, names, started, outcome, session.files)
            except (ConfigurationError, NotFoundError, UsageError) as error:
                # What is wrong may be mended by the next change.
                fail(str(error))
            sys.stdout.flush()
            while not session.has_changed():
                time.sleep(WATCH_SECONDS)
            write(["", f"--- {time.strftime('%H:%M:%S')} ---"])
    except KeyboardInterrupt:
        return CLEAN


def _mend(options: argparse.Namespace) -> int:
    """Shows what can be mended; or mends it, and checks what is left."""
    # Imported here: a mere check needs none of it.
    from apiref.commands import mend
    from apiref.engine import fixing
    from apiref.engine.check import judge
    from apiref.engine.session import Session

    if options.watch:
        raise UsageError("--watch goes neither with --fix nor with --diff")
    if options.diff and (options.write_baseline or options.prune_baseline):
        raise UsageError("--diff writes nothing; leave out --write-baseline and --prune-baseline")
    if options.diff and (options.format or options.output):
        raise UsageError("--diff writes a patch to standard output, without --format and --output")
    targets(options)
    names = chosen(options)
    session = Session(find_root(options.path), names, options.jobs or processors())
    files = session.files

    def judged(trees: Sequence[Tree]) -> Result:
        path = _baseline_path(options, trees[0].settings, files)
        baseline = read_baseline(path) if path is not None and not options.write_baseline else None
        return judge(trees, names, baseline, files.exists)

    changes = fixing.changes(session, judged)
    if options.diff:
        return mend.show(changes)
    whole = mend.apply(files, changes, quiet=options.quiet)
    started = time.perf_counter()
    outcome = session.update()
    code = _tell(options, names, started, outcome, session.files)
    return code if whole else USAGE


def _tell(
    options: argparse.Namespace,
    names: set[str] | None,
    started: float,
    outcome: Outcome,
    files: Files,
) -> int:
    """Reports what a check of ``files`` has come to, and records it where that is asked for."""
    formats = targets(options)
    path = _baseline_path(options, outcome.settings, files)
    baseline, others = _baseline(options, path, names)
    result = settle(outcome.findings, outcome.settings, baseline, files.exists)
    if options.write_baseline:
        recorded = of_findings(result.all_findings)
        _write_baseline(files, path or files.root / FILE_NAME, recorded.joined(others))
        result = Result((), result.all_findings, len(result.all_findings), recorded)
        baseline = recorded
    elif options.prune_baseline:
        if path is None or result.remaining is None:
            raise UsageError("there is no baseline to prune; --write-baseline makes one")
        _write_baseline(files, path, result.remaining.joined(others))
        baseline = result.remaining
    # What rules find that do not run, nobody knows.
    allowances = [each for each in result.allowances if names is None or each[0] in names]
    gone = sum(baseline.counts.values()) - result.recorded if baseline is not None else 0
    summary = Summary.of(
        result.findings,
        files=outcome.files,
        operations=outcome.operations,
        samples=outcome.samples,
        seconds=time.perf_counter() - started,
        recorded=result.recorded,
        gone=max(gone, 0),
        allowed=sum(found for _, found, allowed in allowances if found <= allowed),
    )
    shown = at_level(options, outcome.settings.level, result.findings)
    deliver(formats, report(options, shown, summary, files.root, allowances))
    return exit_code(options, shown)


def _outcome(options: argparse.Namespace, names: set[str] | None) -> tuple[Outcome, Files]:
    """What the check comes to: that of an earlier process, if nothing has changed since."""
    root = find_root(options.path)
    recall, store, memo = Recall(root, names), Store(root), Memo()
    if not options.no_cache:
        files = Files(root)
        known = recall.outcome(files.still_holds)
        # Where further references lie is no part of what a trace holds.
        if known is not None and known.sources == find_sources(root, known.settings.sources):
            return known, files
        memo = store.memo()
    # Imported here: where nothing has changed, none of it is needed.
    from apiref.engine.session import Session

    session = Session(root, names, options.jobs or processors(), memo)
    outcome = session.update()
    if not options.no_cache:
        recall.save(session.files.trace(), outcome)
        if memo.added:
            store.save(memo)
    return outcome, session.files


def _baseline_path(options: argparse.Namespace, settings: Settings, files: Files) -> Path | None:
    """The baseline to use: the one named, or the usual one where it exists."""
    path: Path = files.root / (settings.baseline or FILE_NAME)
    if options.baseline is not None:
        path = options.baseline
    files.attend(path)
    is_named = options.baseline is not None or settings.baseline is not None
    return path if is_named or path.is_file() else None


def _baseline(
    options: argparse.Namespace, path: Path | None, names: set[str] | None
) -> tuple[Baseline | None, Baseline]:
    """The records to hold the findings against, if any, and those of the rules that do not run."""
    none = Baseline({})
    if path is None or (options.write_baseline and (names is None or not path.exists())):
        return None, none
    recorded = read_baseline(path)
    chosen, others = recorded.parted(names) if names is not None else (recorded, none)
    return (None if options.write_baseline else chosen), others


def _write_baseline(files: Files, path: Path, baseline: Baseline) -> None:
    write_file(path, render(baseline))
    files.attend(path)
