"""Shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

# They need a browser or an editor, and have their own tox environments.
collect_ignore = ["browser", "neovim"]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests neither use nor fill the cache of the user."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
