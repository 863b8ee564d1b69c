"""Runs the checker on hostile input, and asserts what must hold for any input."""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.limits import PATIENCE_SECONDS, cpu_limit

TOOLS = Path(__file__).resolve().parents[2] / "tools"
MAX_SECONDS = 5.0
MAX_KILOBYTES = 500_000
# Of <linux/prctl.h>.
_PR_CAPBSET_DROP = 24

# The limits apply to the run itself and what it starts, not to the imports before it.
_MEASURED = """
import os, resource, sys
from apiref.cli import main
started = sum(os.times()[:4])
code = main(sys.argv[1:])
took = sum(os.times()[:4]) - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"@@ {took} {peak}", file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True)
class Run:
    """The result of a run: exit code, findings of the JSON report, and the lines of stderr."""

    code: int
    findings: list[dict[str, Any]]
    errors: list[str]

    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.findings}

    def of(self, rule: str) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["rule"] == rule]

    def places(self, rule: str) -> list[tuple[str, int, int]]:
        return [(each["path"], each["line"], each["column"]) for each in self.of(rule)]


def environment(**more: str) -> dict[str, str]:
    """The environment for a child process that runs the checker of this working tree."""
    kept = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    return {**kept, "PYTHONPATH": str(TOOLS), "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(root: Path, *, measured: bool = False) -> Run:
    """Check a folder, and assert what must hold for any input.

    Where ``measured``, in a process of its own, with time and memory limited, and without the
    privileges of root; else here, which is quicker.
    """
    command = ["check", "--format", "json", str(root)]
    code, output, errors = _apart(command) if measured else ended(*command)
    assert "Traceback" not in "\n".join(errors), errors
    assert code in (0, 1, 2), (code, errors)
    if code == 2:
        _assert_usage(output, errors)
        return Run(code, [], errors)
    assert errors == []
    return Run(code, located_findings(output, code), errors)


def located_findings(report: str, code: int) -> list[dict[str, Any]]:
    """The findings of a JSON report, which must have places inside the tree."""
    findings: list[dict[str, Any]] = json.loads(report)["findings"]
    assert code == (1 if findings else 0)
    for finding in findings:
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        assert "\n" not in finding["message"]
        assert not finding["path"].startswith(("/", "../")), finding
    return findings


def _apart(command: list[str]) -> tuple[int, str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command],
        capture_output=True,
        env=environment(),
        encoding="utf-8",
        preexec_fn=_limit,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    errors = done.stderr.splitlines()
    assert errors, f"died with {done.returncode}"
    assert errors[-1].startswith("@@ "), done.stderr
    took, peak = (float(word) for word in errors.pop().split()[1:])
    assert took < MAX_SECONDS, f"took {took:.1f} s"
    assert peak < MAX_KILOBYTES, f"took {peak / 1000:.0f} MB"
    return done.returncode, done.stdout, errors


def _limit() -> None:
    """Ends the process that calls it, should it not end by itself, and forbids root what files do.

    Without ``CAP_DAC_OVERRIDE`` and ``CAP_DAC_READ_SEARCH``, root may only read what it may as the
    owner. Others have neither.
    """
    seconds = 3 * int(MAX_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


class Ended(NamedTuple):
    """The result of a command: its exit code, its output, and the lines of its errors."""

    code: int
    output: str
    errors: list[str]


def ended(*command: str) -> Ended:
    """Run a command in this process; assert that it ends as documented, and steers no terminal."""
    from apiref.cli import main

    output, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with (
        cpu_limit(MAX_SECONDS),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(errors),
    ):
        try:
            code = main(command)
        except SystemExit as error:
            # argparse writes how the command is used, and then the error.
            assert error.code == 2
            code, usage = 2, errors.getvalue()
            assert_printable(usage)
            errors = io.StringIO(f"apiref: {usage.splitlines()[-1]}")
    output.flush()
    done = Ended(code, output.buffer.getvalue().decode(), errors.getvalue().splitlines())
    assert code in (0, 1, 2), done
    assert all(line.isprintable() for line in done.errors), done.errors
    if code == 2:
        _assert_usage(done.output, done.errors)
    return done


def assert_printable(text: str) -> None:
    """A text of lines for people has nothing that steers a terminal."""
    assert all(line.isprintable() for line in text.split("\n")), text


def _assert_usage(output: str, errors: list[str]) -> None:
    assert len(errors) == 1, errors
    assert errors[0].startswith("apiref: ")
    assert output == ""
