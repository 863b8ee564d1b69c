"""Folders of which nothing was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.absent_folders import absent_folder
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("doc/samples/thing.json", "doc"),
        # Of this one, something was read.
        ("api-ref/elsewhere/thing.json", None),
        # It is near enough to be a slip.
        ("api-reff/source/thing.json", None),
        # It is no folder.
        ("thing.json", None),
    ],
)
def test_folders(tmp_path: Path, path: str, folder: str | None) -> None:
    assert absent_folder(reference(tmp_path, operation()), path) == folder


@pytest.mark.parametrize("name", ["schemas/thing.json", "other/source/status.yaml"])
def test_only_what_was_read_tells_that_a_folder_is_there(tmp_path: Path, name: str) -> None:
    tree = reference(tmp_path, operation(), f"=== {name}\n{{}}\n")
    assert absent_folder(tree, f"{name.partition('/')[0]}/thing.json") is not None
