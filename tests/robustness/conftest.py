"""The tree that the tests spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.spoiling import PAGE
from tests.trees import write_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A valid tree in a repository of its own, for tests to break."""
    root = tmp_path / "repository"
    root.mkdir()
    write_tree(root, PAGE)
    (root / "tox.ini").touch()
    return root
