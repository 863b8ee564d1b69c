"""``apiref --print-completion``; in bash, the script is asked as the shell does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from apiref.cli import main
from apiref.commands.completion import SHELLS


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str]) -> str:
    assert_ends(0, "bash")
    return capsys.readouterr().out


def assert_ends(code: int, shell: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", shell])
    assert ended.value.code == code


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ch"], ["check"]),
        (["openapi", "--stri"], ["--strict"]),
        (["check", "--fail-on", "n"], ["never"]),
        (["check", "api"], ["api-ref"]),
        (["openapi", "-o", "a"], ["api-ref", "a.yaml"]),
    ],
)
def test_completion_in_bash(
    tmp_path: Path, script: str, typed: list[str], offered: list[str]
) -> None:
    (tmp_path / "api-ref").mkdir()
    (tmp_path / "a.yaml").touch()
    ask = (
        f"COMP_WORDS=(apiref {' '.join(typed)}); COMP_CWORD={len(typed)}; _shtab_apiref;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script + ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert sorted(done.stdout.split()) == sorted(offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_knows_the_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert_ends(0, shell)
    assert "verify" in capsys.readouterr().out


def test_without_the_package_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert_ends(2, "bash")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("apiref: ")
    assert line.endswith("; install it with: pip install 'os-api-ref-check[completion]'")
