"""Shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

# Needs a browser, and has its own tox environment.
collect_ignore = ["browser"]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests neither use nor fill the cache of the user."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
