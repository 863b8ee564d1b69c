"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

# Needs a browser, and has an environment of tox of its own.
collect_ignore = ["browser"]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks of the tests neither use nor fill the cache of the user who runs them."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
