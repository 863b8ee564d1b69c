"""``apiref init``."""

from __future__ import annotations

import importlib.metadata
import io
import json
import sys
from pathlib import Path

import pytest

from apiref import __version__
from apiref.cli import main
from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
{"id": 1
=== tox.ini
[tox]
=== .pre-commit-config.yaml
repos:
  - repo: local
"""
BASELINE = ".apiref-baseline.json"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Installed:
    """The checker, installed from what pip wrote down; nothing is written for the index."""

    def __init__(self, origin: str = "") -> None:
        self.origin = origin

    def read_text(self, _: str) -> str | None:
        return self.origin or None


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed())
    write_tree(tmp_path, TREE)
    return tmp_path


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_it_shows_and_writes_nothing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(tree)
    assert main(["init", str(tree)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "apiref.toml: no settings are needed; found api-ref/source"
    assert lines[1].startswith(f"{BASELINE}: records today's findings")
    assert "errors: 1" in lines[1]
    assert "    [testenv:apiref]" in lines
    assert f"    deps = os-api-ref-check=={__version__}" in lines
    assert lines[-1] == "Nothing is written; --write writes this."
    assert contents(tree) == before


def test_after_it_has_written_the_check_is_clean(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tree), "--write", "--requirement", "a @ git+b"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"Wrote {BASELINE}, .pre-commit-config.yaml, tox.ini; review and commit them."
    assert "deps = a @ git+b\n" in (tree / "tox.ini").read_text()
    assert main(["check", str(tree), "--level", "info"]) == 0
    after = contents(tree)
    capsys.readouterr()
    assert main(["init", str(tree), "--write"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"{BASELINE}: is there already; it stays as it is"
    assert lines[-1] == "There is nothing to write."
    assert contents(tree) == after


def test_the_baseline_has_the_findings_of_the_new_settings(tree: Path) -> None:
    write_tree(tree, "=== doc/api/index.rst\n.. rest_method:: GET /\n")
    assert main(["init", str(tree), "--write"]) == 0
    assert '"path": "doc/api/index.rst"' in (tree / BASELINE).read_text()
    assert main(["check", str(tree), "--level", "info"]) == 0


def test_a_sound_reference_needs_no_baseline(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, "=== api-ref/source/index.rst\n\nAPI\n===\n\n.. rest_expand_all::\n")
    (tree / "api-ref/source/thing.json").unlink()
    assert main(["init", str(tree)]) == 0
    assert f"{BASELINE}: is not needed, since there are no findings" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "writes"), [("y\n", True), ("\n", False), ("", False)])
def test_a_terminal_is_asked(
    tree: Path, monkeypatch: pytest.MonkeyPatch, answer: str, writes: bool
) -> None:
    output = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["init", str(tree)]) == 0
    assert "Write this? [y/N] " in output.getvalue()
    assert (tree / BASELINE).exists() is writes


def test_what_came_from_git_is_installed_from_there(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git = {"vcs": "git", "commit_id": "abc"}
    origin = json.dumps({"url": "https://example.org/x", "vcs_info": git})
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed(origin))
    assert main(["init", str(tree)]) == 0
    needed = "os-api-ref-check @ git+https://example.org/x@abc"
    shown = capsys.readouterr().out
    assert f"    deps = {needed}\n" in shown
    assert '- repo: "https://example.org/x"\n' in shown
    assert ' rev: "abc"\n' in shown


def test_what_came_from_a_folder_has_to_be_named(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    origin = json.dumps({"url": "file:///x", "dir_info": {"editable": True}})
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed(origin))
    before = contents(tree)
    assert main(["init", str(tree), "--write"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "installed from a folder" in line
    assert "--requirement" in line
    assert contents(tree) == before
    assert main(["init", str(tree), "--requirement", "a @ git+b@c"]) == 0
    # Without such files, nothing has to be installed.
    (tree / "tox.ini").unlink()
    (tree / ".pre-commit-config.yaml").unlink()
    assert main(["init", str(tree), "--write"]) == 0


def test_what_cannot_be_written_is_one_line(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(tree)
    monkeypatch.setattr("apiref.engine.fixing.write_bytes", fails)
    assert main(["init", str(tree), "--write"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        "apiref: .pre-commit-config.yaml: not written: No space left on device; nothing is written"
    )
    assert contents(tree) == before


def test_a_requirement_is_one_line(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tree), "--requirement", "a\nb"]) == 2
    assert "--requirement must be one line" in capsys.readouterr().err
