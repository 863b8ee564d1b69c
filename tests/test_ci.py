"""``.ci/run`` calls tox as its arguments say; here tox, and what is to be installed, is a fake."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = "apt-get chromium java epubcheck curl nvim latexmk xelatex".split()
EVERYTHING = "run -e pep8,api-ref,docs,constraints,release,openapi,live,browser,editor"
QUICK = "run -e pep8,api-ref,docs"
UNIT = "run -qq -e py3 -- tests/unit --ignore=tests/unit/sphinx"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the script and the fakes; its tox prints how it is called."""
    script = tmp_path / ".ci/run"
    script.parent.mkdir()
    shutil.copy(ROOT / ".ci/run", script)
    fake(tmp_path / ".tox/ci/bin/tox", 'case $* in *fail*) exit 1 ;; esac; echo "$*"')
    for name in PROGRAMS:
        fake(tmp_path / "bin" / name, "exit 1")
    fake(tmp_path / "bin/ldconfig", "echo libatomic.so.1")
    return tmp_path


def fake(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{copy / 'bin'}:{os.environ['PATH']}"
    command = [copy / ".ci/run", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PATH": path}
    )


@pytest.mark.parametrize(
    ("arguments", "calls"),
    [
        ([], [EVERYTHING, "run -qq -e py3 --"]),
        (["-k", "a b"], [EVERYTHING, "run -qq -e py3 -- -k a b"]),
        (["--quick"], [QUICK, UNIT]),
        (["--quick", "-x"], [QUICK, f"{UNIT} -x"]),
    ],
)
def test_environments_and_arguments(copy: Path, arguments: list[str], calls: list[str]) -> None:
    done = run(copy, *arguments)
    assert done.stdout.splitlines() == calls, done.stderr
    assert done.returncode == 0
    told = " ".join(done.stderr.replace(".ci/run: ", "").split())
    assert "of packages from PyPI" in told and "less than five minutes" in told


def test_a_failure_is_the_exit_code(copy: Path) -> None:
    done = run(copy, "--quick", "fail")
    assert done.returncode == 1
    assert QUICK in done.stdout


def test_help_runs_nothing(copy: Path) -> None:
    done = run(copy, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: .ci/run [--quick]")
    assert QUICK not in done.stdout


def test_a_library_that_playwright_needs_is_installed(copy: Path) -> None:
    """Debian 12 has it only with other packages."""
    fake(copy / "bin/ldconfig", "exit 0")
    fake(copy / "bin/id", "echo 0")
    done = run(copy)
    assert "installing the Debian packages libatomic1 " in done.stderr
    assert done.returncode == 1
