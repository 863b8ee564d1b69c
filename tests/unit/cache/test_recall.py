"""``apiref.cache.recall``: an outcome is reused only if nothing has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from apiref.cache.recall import Recall
from apiref.cli import main
from apiref.engine.session import Session
from apiref.model.outcome import Outcome
from apiref.model.settings import Settings
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from tests.trees import write_tree

TREE = """\
=== apiref.toml
samples = ["extra"]
=== api-ref/source/index.rst
.. include:: things.inc
.. literalinclude:: samples/thing.json
   :language: json
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
id:
  in: body
=== api-ref/source/samples/thing.json
{"id": 1}
=== extra/more.json
{"id": 2}
"""


def recalled(root: Path, names: set[str] | None = None) -> Outcome | None:
    return Recall(root, names).outcome(Files(root).still_holds)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree whose check has just been stored."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    write_tree(root, TREE)
    files = Files(root)
    read_trees(files.root, read_settings(files, ()), files)
    Recall(root, None).save(files.trace(), Outcome(Settings(), (), 1, 2, 3))
    return root


def test_nothing_has_changed(tree: Path) -> None:
    assert recalled(tree) == Outcome(Settings(), (), 1, 2, 3)
    for path in tree.rglob("*.inc"):
        os.utime(path, (1, 1))
    assert recalled(tree) is not None


def change(path: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(text)


def test_a_choice_of_rules_is_another_check(tree: Path) -> None:
    assert recalled(tree, {"json-syntax"}) is None


@pytest.mark.parametrize(
    "edit",
    [
        change("apiref.toml", 'samples = ["extra"]\nsample-indent = 2\n'),
        change("pyproject.toml", "[tool.apiref]\n"),
        change("api-ref/source/index.rst", ".. include:: things.inc\n"),
        change("api-ref/source/things.inc", "Nothing\n"),
        change("api-ref/source/parameters.yaml", "id:\n  in: path\n"),
        change("api-ref/source/samples/thing.json", '{"id": 3}\n'),
        change("api-ref/source/samples/unused.json", "{}\n"),
        change("api-ref/source/new.inc", "New\n"),
        change("extra/new.json", "{}\n"),
        lambda root: (root / "extra/more.json").unlink(),
        lambda root: (root / "api-ref/source/things.inc").unlink(),
        lambda root: (root / "api-ref").rename(root / "elsewhere"),
    ],
)
def test_something_has_changed(tree: Path, edit: Callable[[Path], object]) -> None:
    edit(tree)
    if (tree / "pyproject.toml").exists():
        # apiref.toml has priority, so pyproject.toml was not read.
        assert recalled(tree) is not None
        (tree / "apiref.toml").unlink()
    assert recalled(tree) is None


def test_what_could_not_be_read_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    write_tree(root, TREE)
    outside = tmp_path / "outside.inc"
    outside.write_text("Secret\n")
    (root / "api-ref/source/linked.inc").symlink_to(outside)
    files = Files(root)
    read_trees(files.root, read_settings(files, ()), files)
    Recall(root, None).save(files.trace(), Outcome(Settings(), (), 1, 2, 3))
    assert recalled(root) is None


def test_a_damaged_store_recalls_nothing(tree: Path) -> None:
    (store,) = (tree.parent / "cache/apiref").glob("*.recall")
    data = store.read_bytes()
    for damaged in (b"", data[:20], data[:-5], data[:16] + b"\x80\x05]."):
        store.write_bytes(damaged)
        assert recalled(tree) is None


def test_the_command_says_the_same_twice_and_less_without_a_cache(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    write_tree(root, TREE)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "apiref", "check", str(root), "--statistics"]

    def lines(*more: str) -> list[str]:
        done = subprocess.run(
            [*command, *more], capture_output=True, text=True, env=environment, check=False
        )
        assert done.stderr == ""
        # The last line contains the duration.
        return done.stdout.splitlines()[:-1]

    first = lines()
    assert first == lines() == lines("--no-cache")
    (root / "api-ref/source/samples/thing.json").write_text('{"id": 1,}\n')
    assert lines() != first


def test_the_command_runs_no_rule_if_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    write_tree(root, TREE)
    code = main(["check", str(root)])
    # The last line contains the duration.
    first = capsys.readouterr().out.splitlines()[:-1]

    def update(_session: Session) -> Outcome:
        raise AssertionError("checked again")

    monkeypatch.setattr(Session, "update", update)
    assert main(["check", str(root)]) == code
    assert first
    assert capsys.readouterr().out.splitlines()[:-1] == first
    (root / "api-ref/source/things.inc").write_text("Nothing\n")
    with pytest.raises(AssertionError, match="checked again"):
        main(["check", str(root)])
