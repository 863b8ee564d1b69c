"""One browser; each site is built and served once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.checkers import Checkers
from tests.browser.chromium import launched
from tests.browser.server import Server, serving
from tests.browser.sites import OURS, SPLIT, Site, build, other_trees
from tests.npm import installed


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of ``site`` for every tree, those of ``our_site`` for our own trees only."""
    if "site" in metafunc.fixturenames:
        metafunc.parametrize("site", [*OURS, *other_trees()], indirect=True, scope="session")
    elif "our_site" in metafunc.fixturenames:
        metafunc.parametrize("our_site", OURS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def checkers() -> Checkers:
    return Checkers(installed(Path(__file__).parent))


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[str, Server]]:
    """The running servers by name of their site."""
    running: dict[str, Server] = {}
    yield running


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory, servers: dict[str, Server]
) -> Iterator[Callable[[str], Site]]:
    """Build and serve a site on first use."""
    sites: dict[str, Site] = {}
    with ExitStack() as stack:

        def get(name: str) -> Site:
            if name not in sites:
                site = build(name, tmp_path_factory.mktemp(name))
                servers[name] = stack.enter_context(serving(site.folder))
                sites[name] = replace(site, url=servers[name].url)
            return sites[name]

        yield get


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, built: Callable[[str], Site]) -> Site:
    return built(request.param)


@pytest.fixture(scope="session")
def our_site(request: pytest.FixtureRequest, built: Callable[[str], Site]) -> Site:
    return built(request.param)


@pytest.fixture
def server(request: pytest.FixtureRequest, servers: dict[str, Server]) -> Server:
    """The server of the site of the test."""
    name = "site" if "site" in request.fixturenames else "our_site"
    return servers[request.getfixturevalue(name).name]


@pytest.fixture(scope="session")
def reference(built: Callable[[str], Site]) -> Site:
    return built("reference")


@pytest.fixture(scope="session")
def generated(built: Callable[[str], Site]) -> Site:
    return built("generated")


@pytest.fixture(scope="session")
def split(built: Callable[[str], Site]) -> Site:
    return built(SPLIT)
