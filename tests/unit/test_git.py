"""What git is run with, and what is read of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from apiref import git


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; the command ``git`` prints its environment."""
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec /usr/bin/env\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    return tmp_path


def variables(folder: Path) -> dict[str, str]:
    lines = git.output(folder, "status").splitlines()
    parted = [line.partition("=") for line in lines]
    return {name: value for name, _, value in parted if name.startswith("GIT_")}


def test_safe_directories_are_kept(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [("safe.directory", "/a"), ("core.fsmonitor", "/b"), ("SAFE.Directory", "")]
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(given)))
    for number, (name, value) in enumerate(given):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    found = variables(told)
    assert {name: found[name] for name in found if name.startswith("GIT_CONFIG")} == {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "/a",
        "GIT_CONFIG_KEY_1": "safe.directory",
        "GIT_CONFIG_VALUE_1": "",
    }


@pytest.mark.parametrize("count", ["", "x", "-1", "1"])
def test_counts_without_settings(told: Path, count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", count)
    assert variables(told)["GIT_CONFIG_COUNT"] == "0"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("GIT_DIR", False),
        ("GIT_INDEX_FILE", False),
        ("GIT_CONFIG_PARAMETERS", False),
        ("GIT_CONFIG_GLOBAL", True),
        ("GIT_CEILING_DIRECTORIES", True),
    ],
)
def test_variables(told: Path, name: str, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/a")
    assert (name in variables(told)) is kept


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_repository_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    os.chown(tmp_path, 1, 1)
    with pytest.raises(git.GitError, match="ownership"):
        git.output(tmp_path, "rev-parse", "--git-dir")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path))
    assert git.output(tmp_path, "rev-parse", "--git-dir") == ".git"


def test_a_bare_repository_is_none(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", tmp_path], check=True)
    with pytest.raises(git.GitError):
        git.output(tmp_path, "rev-parse", "--git-dir")


def test_contents(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    large = b"a\0\n" * 100_000
    for name, data in (("large", large), ("empty", b""), ("\udcff ü", b"x")):
        (tmp_path / name).write_bytes(data)
    subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)
    listed = [line.split("\t") for line in git.parts(tmp_path, "ls-files", "-s", "-z")]
    assert [name for _, name in listed] == ["empty", "large", "\udcff ü"]
    names = [about.split()[1] for about, _ in listed]
    assert list(git.blobs(tmp_path, names)) == [b"", large, b"x"]
    with pytest.raises(git.GitError):
        list(git.blobs(tmp_path, ["0" * 40]))


@pytest.mark.parametrize("argument", ["nonsense", "a\0b"])
def test_what_cannot_be_done(tmp_path: Path, argument: str) -> None:
    with pytest.raises(git.GitError):
        git.output(tmp_path, argument)
    with pytest.raises(git.GitError):
        list(git.parts(tmp_path, argument))


def test_objects_without_a_repository(tmp_path: Path) -> None:
    with pytest.raises(git.GitError):
        list(git.blobs(tmp_path, ["a" * 40] * 100_000))


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.GitError, match="No such file"):
        git.output(tmp_path, "status")
    with pytest.raises(git.GitError, match="No such file"):
        list(git.parts(tmp_path, "status"))
