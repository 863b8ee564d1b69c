"""``apiref init``: what a repository needs to adopt the checker, shown and then written."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from apiref import DISTRIBUTION, __version__
from apiref.commands.common import CLEAN, UsageError, add_path_argument, write
from apiref.processes import processors
from apiref.read.baseline import FILE_NAME
from apiref.read.discovery import find_root
from apiref.report.baseline import of_findings, render
from apiref.report.text import printable

if TYPE_CHECKING:
    from apiref.engine.adoption import Step
    from apiref.model.outcome import Outcome
    from apiref.read.files import Files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path_argument(parser)
    parser.add_argument(
        "--write", action="store_true", help="write the files; otherwise a terminal is asked"
    )
    parser.add_argument(
        "--requirement",
        metavar="TEXT",
        help="what pip installs the checker from, in the lines for pre-commit and tox, such as"
        f" '{DISTRIBUTION} @ git+URL@REVISION' (default: the revision in git that this one was"
        " installed from, or else its version)",
    )


def run(options: argparse.Namespace) -> int:
    """Show the additions, and write them if told to; return exit code 0.

    Raises the errors of readers, and UsageError if a file cannot be written.
    """
    # Imported here to keep the start of other commands fast.
    from apiref.engine import adoption
    from apiref.engine.session import Session

    requirement = options.requirement or _requirement()
    if not (requirement or "").isprintable():
        raise UsageError("--requirement must be one line of printable characters")
    session = Session(find_root(options.path), jobs=processors())
    trees = session.read()
    files = session.files
    settings = adoption.configuration(files, trees)
    unsaved = {settings.path: settings.after} if settings.after is not None else None
    install = [
        adoption.pre_commit(files, requirement or ""),
        adoption.tox(files, requirement or ""),
    ]
    if requirement is None and any(step.lines for step in install):
        raise UsageError(
            "this checker was installed from a folder, which others do not have; say with"
            f" --requirement what they install, such as '{DISTRIBUTION} @ git+URL@REVISION'"
        )
    steps = [settings, _baseline(files, session.update(unsaved)), *install]
    for step in steps:
        write(
            [
                printable(f"{step.path}: {step.note}"),
                *(f"    {line}".rstrip() for line in step.lines),
            ]
        )
    changed = [printable(step.path) for step in steps if step.after is not None]
    if not changed:
        write(["", "There is nothing to write."])
        return CLEAN
    if not options.write and not _agreed():
        write(["", "Nothing is written; --write writes this."])
        return CLEAN
    try:
        adoption.write(files, steps)
    except adoption.WriteError as error:
        raise UsageError(f"{error}; nothing is written") from error
    write(["", f"Wrote {', '.join(changed)}; review and commit them."])
    return CLEAN


def _baseline(files: Files, outcome: Outcome) -> Step:
    from apiref.engine.adoption import Step

    path = outcome.settings.baseline or FILE_NAME
    if files.is_there(path):
        return Step(path, "is there already; it stays as it is")
    if not outcome.findings:
        return Step(path, "is not needed, since there are no findings")
    counts = Counter(finding.severity for finding in outcome.findings)
    worst_first = sorted(counts.items(), reverse=True)
    listed = ", ".join(f"{severity.label}s: {count}" for severity, count in worst_first)
    text = "".join(f"{line}\n" for line in render(of_findings(outcome.findings)))
    note = f"records today's findings, so that only new ones are reported ({listed})"
    return Step(path, note, after=text)


def _agreed() -> bool:
    """Ask whether to write, if somebody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty() or not sys.stdout.isatty():
        return False
    try:
        return input("\nWrite this? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _requirement() -> str | None:
    """What others install this checker from: git, if it came from there, or the package index.

    None if it came from a folder.
    """
    # Imported here to keep the start of other commands fast.
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        origin = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    if git := origin.get("vcs_info"):
        return f"{DISTRIBUTION} @ {git['vcs']}+{origin['url']}@{git['commit_id']}"
    if origin:
        return None
    return f"{DISTRIBUTION}=={__version__}"
