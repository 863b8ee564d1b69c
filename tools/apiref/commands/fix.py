"""``apiref check --fix`` and ``--diff``: applies or shows all certain fixes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from apiref.commands.common import CLEAN, FINDINGS, fail
from apiref.engine import fixing
from apiref.engine.baseline import Result
from apiref.engine.fixing import Change
from apiref.read.files import Files
from apiref.report.text import printable


def show(changes: Iterable[Change]) -> int:
    """Write a unified diff to standard output; return exit code 1 if there are changes, else 0."""
    code = CLEAN
    for change in changes:
        code = FINDINGS
        for line in fixing.diff(change):
            _write(line)
    return code


def _write(line: str) -> None:
    """Write a line byte by byte, whatever its line end and the encoding of standard output."""
    if sys.stdout.isatty():
        sys.stdout.write(printable(line.rstrip("\r\n")) + "\n")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(line.encode("utf-8"))


def hint_at_recorded(result: Result) -> None:
    """Say on standard error how many findings of the baseline have a fix, if any do."""
    fixable, new = (
        sum(finding.fix is not None for finding in findings)
        for findings in (result.all_findings, result.findings)
    )
    if fixable > new:
        print(
            f"apiref: fixes for {_count(fixable - new, 'finding')} of the baseline are left out;"
            " --fix --write-baseline applies them, too",
            file=sys.stderr,
        )


def apply(files: Files, changes: Iterable[Change], *, quiet: bool) -> bool:
    """Write the changed files and report on standard error; return whether all succeeded."""
    findings = written = 0
    succeeded = True
    for change in changes:
        try:
            fixing.write(files, change)
        except fixing.ConflictError as error:
            fail(f"{change.path}: not fixed: {error}")
            succeeded = False
        except OSError as error:
            fail(f"{change.path}: not fixed: cannot be written: {error.strerror or error}")
            succeeded = False
        else:
            written += 1
            findings += change.findings
    if written or not quiet:
        print(
            f"apiref: fixed {_count(findings, 'finding')} in {_count(written, 'file')}",
            file=sys.stderr,
        )
    return succeeded


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
