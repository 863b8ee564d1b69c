"""Symbolic links out of a tree or in circles: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.hostile import run
from tests.robustness.spoiling import FILES, SOURCE


@pytest.mark.parametrize("name", FILES)
def test_a_link_to_itself(tree: Path, name: str) -> None:
    path = tree / SOURCE / name
    path.unlink()
    path.symlink_to(path.name)
    assert run(tree).findings


@pytest.mark.parametrize("name", FILES)
def test_a_link_out_of_the_repository(tree: Path, name: str) -> None:
    path = tree / SOURCE / name
    outside = tree.parent / "secret"
    outside.write_text("very: secret\n")
    path.unlink()
    path.symlink_to(outside)
    done = run(tree)
    assert done.findings
    assert "very" not in str(done.findings)


def test_a_linked_folder_out_of_the_repository(tree: Path) -> None:
    (tree / SOURCE / "samples").rename(tree.parent / "elsewhere")
    (tree / SOURCE / "samples").symlink_to(tree.parent / "elsewhere")
    assert any("thing.json" in finding["message"] for finding in run(tree).findings)


def test_a_linked_source_out_of_the_repository(tree: Path) -> None:
    (tree / SOURCE).rename(tree.parent / "elsewhere")
    (tree / SOURCE).symlink_to(tree.parent / "elsewhere")
    assert run(tree).code == 2


def test_a_link_within_the_repository_is_read(tree: Path) -> None:
    path = tree / SOURCE / "samples/thing.json"
    path.rename(tree / "thing.json")
    path.symlink_to(tree / "thing.json")
    assert run(tree).findings == []


def test_folders_that_loop(tree: Path) -> None:
    (tree / SOURCE / "loop").symlink_to(tree / SOURCE)
    (tree / SOURCE / "samples/up").symlink_to("..")
    assert run(tree).findings == []


# Configuration.
