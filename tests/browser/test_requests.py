"""What pages ask for: of nobody else, little, and nothing that is missing or of no use."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.server import PREFIX, Server
from tests.browser.sites import Site
from tests.browser.watched import open_all, opened, settle, watch
from tests.site.html_page import parse

REQUESTS_OF_A_VIEW = 12
BYTES_OF_A_VIEW = 250_000
BYTES_OF_A_SITE = 800_000
FILES_OF_A_SITE = 45
# Read by Sphinx itself, and by the builds of other projects: no page refers to them.
FOR_MACHINES = {".buildinfo", "objects.inv"}
# Attributes that name a file.
REFERRING = ("href", "src", "action", "data", "poster")


@pytest.mark.parametrize("over", ["http", "file"])
def test_pages_ask_nobody_else_and_have_nothing_to_complain_about(
    site: Site, browser: Browser, over: str
) -> None:
    complaints = []
    for path in [*site.pages, "search.html?q=show", "search.html?q=nothing+of+the+kind"]:
        with opened(browser) as page:
            seen = watch(page)
            page.goto(site.address(path, over))
            if "?" in path:
                # Searching goes on after the page has loaded.
                page.wait_for_load_state("networkidle")
            open_all(page)
            settle(page)
            complaints += [f"{path}: {message}" for message in seen.console]
            violations = page.evaluate("window.policyViolations")
            complaints += [f"{path}: policy: {violation}" for violation in violations]
            inside = site.folder.as_uri() if over == "file" else site.url
            complaints += [
                f"{path}: asks for {url}"
                for url in seen.requests
                if not url.startswith((f"{inside}/", "data:"))
            ]
    assert not complaints, "\n".join(complaints)


def test_nothing_that_is_asked_for_is_missing(site: Site, browser: Browser, server: Server) -> None:
    server.answers.clear()
    with opened(browser) as page:
        for path in site.pages:
            page.goto(site.address(path), wait_until="networkidle")
    missing = {answer.path for answer in server.answers if answer.status >= 400}
    assert len(server.answers) >= len(site.pages)
    assert not missing


def test_a_page_view_is_small(our_site: Site, browser: Browser, server: Server) -> None:
    too_much = []
    for path in [*our_site.pages, "search.html?q=show"]:
        server.answers.clear()
        with opened(browser) as page:
            page.goto(our_site.address(path), wait_until="networkidle")
        requests, size = len(server.answers), sum(answer.size for answer in server.answers)
        if requests > REQUESTS_OF_A_VIEW or size > BYTES_OF_A_VIEW:
            too_much.append(f"{path}: {requests} requests, {size} bytes")
    assert not too_much, "\n".join(too_much)


def test_the_site_is_small(our_site: Site) -> None:
    sizes = [path.stat().st_size for path in our_site.folder.rglob("*") if path.is_file()]
    assert sum(sizes) <= BYTES_OF_A_SITE
    assert len(sizes) <= FILES_OF_A_SITE


def test_every_file_is_of_use_to_a_page(site: Site, browser: Browser, server: Server) -> None:
    server.answers.clear()
    with opened(browser) as page:
        # Scripts ask for more than the pages name.
        page.goto(site.address("search.html?q=show"), wait_until="networkidle")
    used = {unquote(urlsplit(each.path).path.removeprefix(f"{PREFIX}/")) for each in server.answers}
    waiting = ["index.html", *used]
    while waiting:
        name = waiting.pop()
        for referred in referred_to(site.folder / name):
            if referred not in used:
                used.add(referred)
                waiting.append(referred)
    files = {
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file()
    }
    assert sorted(files - used - {"index.html"} - FOR_MACHINES) == []


def referred_to(file: Path) -> Iterator[str]:
    """The files of a site that a page or a style sheet refers to, relative to the site."""
    addresses: list[str] = []
    if file.suffix == ".html":
        for element in parse(file.read_text(encoding="utf-8")).walk():
            addresses += [
                element.attributes[name] for name in REFERRING if name in element.attributes
            ]
            candidates = element.attributes.get("srcset", "").split(",")
            addresses += [each.split()[0] for each in candidates if each.split()]
    elif file.suffix == ".css":
        addresses += re.findall(r"""url\(\s*["']?([^"')]+)""", file.read_text(encoding="utf-8"))
    root = next((p for p in file.parents if (p / "objects.inv").exists()), file.parent)
    for address in addresses:
        target = urlsplit(urldefrag(urljoin(file.as_uri(), address)).url)
        path = Path(unquote(target.path))
        if target.scheme == "file" and path.is_relative_to(root) and path.is_file():
            yield path.relative_to(root).as_posix()
