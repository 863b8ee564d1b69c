"""``apiref check``: checks a reference and reports the findings."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from apiref.cache.memo import Memo, Store
from apiref.cache.recall import Recall
from apiref.commands.common import (
    USAGE,
    UsageError,
    add_path_argument,
    repeat,
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
    write_to,
)
from apiref.engine.baseline import Result, settle
from apiref.engine.consequences import one_for_each_slip
from apiref.model.baseline import Baseline
from apiref.model.outcome import Outcome
from apiref.model.settings import Settings
from apiref.processes import processors
from apiref.read.baseline import FILE_NAME, read_baseline
from apiref.read.discovery import find_root, find_sources
from apiref.read.files import Files
from apiref.report.baseline import of_findings, render
from apiref.report.summary import Summary

if TYPE_CHECKING:
    from apiref.model.tree import Tree


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path_argument(parser)
    add_output_arguments(parser)
    add_level_argument(parser)
    speed = parser.add_argument_group("speed")
    speed.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="maximum number of processes (default: number of processors)",
    )
    speed.add_argument(
        "--no-cache",
        action="store_true",
        help="do not use or write the cache in $XDG_CACHE_HOME/apiref",
    )
    parser.add_argument(
        "--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C"
    )
    fixing = parser.add_argument_group("fixing").add_mutually_exclusive_group()
    fixing.add_argument(
        "--fix",
        action="store_true",
        help="apply all certain fixes, then report the remaining findings",
    )
    fixing.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change, and write nothing; exit with 1 if there is anything to"
        " fix",
    )
    add_rule_arguments(parser)
    baseline = parser.add_argument_group("baseline")
    baseline.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help=f"the baseline file (default: {FILE_NAME} in the repository, if it exists)",
    )
    change = baseline.add_mutually_exclusive_group()
    change.add_argument("--write-baseline", action="store_true", help="record the current findings")
    change.add_argument(
        "--prune-baseline",
        action="store_true",
        help="remove findings that no longer exist from the baseline",
    )


def run(options: argparse.Namespace) -> int:
    """Check and report; return the exit code. Raises the errors of readers and UsageError."""
    if options.fix or options.diff:
        return _fix(options)
    if options.watch and (options.write_baseline or options.prune_baseline):
        # It would record each new defect at once.
        raise UsageError("--watch cannot be combined with --write-baseline or --prune-baseline")
    if options.watch:
        return _watch(options)
    started = time.perf_counter()
    targets(options)
    names = chosen(options)
    return _report(options, names, started, *_outcome(options, names))


def _watch(options: argparse.Namespace) -> int:
    """Check now, and again after each change of a file, until interrupted."""
    from apiref.engine.session import Session

    # Report errors on the command line at once: no change of a file can fix them.
    targets(options)
    names = chosen(options)
    session = Session(find_root(options.path), names, options.jobs or processors())

    def once() -> None:
        started = time.perf_counter()
        _report(options, names, started, session.update(), session.files)

    return repeat(once, session.has_changed)


def _fix(options: argparse.Namespace) -> int:
    """Show the certain fixes, or apply them and check again."""
    # Imported here, since a check without fixes does not need it.
    from apiref.commands import fix
    from apiref.engine import fixing
    from apiref.engine.check import judge
    from apiref.engine.session import Session

    if options.watch:
        raise UsageError("--watch cannot be combined with --fix or --diff")
    if options.diff and (options.write_baseline or options.prune_baseline):
        raise UsageError("--diff writes nothing; leave out --write-baseline and --prune-baseline")
    if options.diff and (options.format or options.output):
        raise UsageError("--diff writes a patch to standard output, without --format and --output")
    targets(options)
    names = chosen(options)
    session = Session(find_root(options.path), names, options.jobs or processors())
    files = session.files

    results: list[Result] = []

    def judged(trees: Sequence[Tree]) -> Result:
        path = _baseline_path(options, trees[0].settings, files)
        baseline = read_baseline(path) if path is not None and not options.write_baseline else None
        results.append(judge(trees, names, baseline, files.exists))
        return results[-1]

    changes = fixing.changes(session, judged)
    fix.hint_at_recorded(results[0])
    if options.diff:
        return fix.show(changes)
    succeeded = fix.apply(files, changes, quiet=options.quiet)
    started = time.perf_counter()
    outcome = session.update()
    code = _report(options, names, started, outcome, session.files)
    return code if succeeded else USAGE


def _report(
    options: argparse.Namespace,
    names: set[str] | None,
    started: float,
    outcome: Outcome,
    files: Files,
) -> int:
    """Report the outcome of a check of ``files``; write or prune the baseline if requested."""
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
    # The findings of rules that did not run are unknown.
    allowances = [each for each in result.allowances if names is None or each[0] in names]
    gone = sum(baseline.counts.values()) - result.recorded if baseline is not None else 0
    findings = one_for_each_slip(result.findings)
    summary = Summary.of(
        findings,
        files=outcome.files,
        operations=outcome.operations,
        samples=outcome.samples,
        seconds=time.perf_counter() - started,
        recorded=result.recorded,
        gone=max(gone, 0),
        allowed=sum(found for _, found, allowed in allowances if found <= allowed),
    )
    shown = at_level(options, outcome.settings.level, findings)
    page_of = outcome.settings.page_of
    deliver(formats, report(options, shown, summary, files.root, allowances, page_of))
    return exit_code(options, shown)


def _outcome(options: argparse.Namespace, names: set[str] | None) -> tuple[Outcome, Files]:
    """The outcome of the check; a cached one if nothing has changed since."""
    root = find_root(options.path)
    recall, store, memo = Recall(root, names), Store(root), Memo()
    if not options.no_cache:
        files = Files(root)
        known = recall.outcome(files.still_holds)
        # A trace does not contain the folders of further references.
        if known is not None and known.sources == find_sources(root, known.settings.sources):
            return known, files
        memo = store.memo()
    # Imported here, since it is not needed if nothing has changed.
    from apiref.engine.session import Session

    session = Session(root, names, options.jobs or processors(), memo)
    outcome = session.update()
    if not options.no_cache:
        recall.save(session.files.trace(), outcome)
        if memo.added:
            store.save(memo)
    return outcome, session.files


def _baseline_path(options: argparse.Namespace, settings: Settings, files: Files) -> Path | None:
    """The baseline to use: the one named, or the default one if it exists."""
    path: Path = files.root / (settings.baseline or FILE_NAME)
    if options.baseline is not None:
        path = options.baseline
    files.attend(path)
    is_named = options.baseline is not None or settings.baseline is not None
    return path if is_named or path.is_file() else None


def _baseline(
    options: argparse.Namespace, path: Path | None, names: set[str] | None
) -> tuple[Baseline | None, Baseline]:
    """The records to compare the findings with, if any, and those of rules that do not run."""
    none = Baseline({})
    if path is None or (options.write_baseline and (names is None or not path.exists())):
        return None, none
    recorded = read_baseline(path)
    chosen, others = recorded.parted(names) if names is not None else (recorded, none)
    return (None if options.write_baseline else chosen), others


def _write_baseline(files: Files, path: Path, baseline: Baseline) -> None:
    write_to(path, render(baseline))
    files.attend(path)
