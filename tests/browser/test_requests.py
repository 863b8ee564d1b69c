"""The requests of pages: none to other hosts, few, and none for missing or unused files."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.server import PREFIX, Server
from tests.browser.sites import Site
from tests.browser.watched import open_all, opened, settle, watch
from tests.site.html_page import Element, parse

REQUESTS_OF_A_VIEW = 12
BYTES_OF_A_VIEW = 250_000
BYTES_OF_A_SITE = 800_000
FILES_OF_A_SITE = 45
# Read by Sphinx itself and by builds of other projects, not by pages.
FOR_MACHINES = {".buildinfo", "objects.inv", "llms.txt", "llms-full.txt"}
# Attributes that contain a file name.
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
                # Searching continues after the page has loaded.
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


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    pages = {path: parse((site.folder / path).read_text(encoding="utf-8")) for path in site.pages}
    anchors = {
        path: {element.attributes.get("id") for element in root.walk()}
        for path, root in pages.items()
    }
    dead = []
    for path, root in pages.items():
        for address in addresses_in(root):
            target = urlsplit(urljoin(f"http://site/{path}", address))
            name = unquote(target.path.removeprefix("/"))
            if target.netloc != "site":
                continue
            if not (site.folder / name).is_file():
                dead.append(f"{path}: {address}: no such file")
            elif target.fragment and unquote(target.fragment) not in anchors.get(name, ()):
                dead.append(f"{path}: {address}: no such anchor")
    assert not dead, "\n".join(dead)


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
        # Scripts request more than the pages refer to.
        page.goto(site.address("search.html?q=show"), wait_until="networkidle")
    used = {unquote(urlsplit(each.path).path.removeprefix(f"{PREFIX}/")) for each in server.answers}
    waiting = ["index.html", *used]
    while waiting:
        name = waiting.pop()
        for referred in referred_to(site, name):
            if referred not in used:
                used.add(referred)
                waiting.append(referred)
    files = {
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file()
    }
    assert sorted(files - used - {"index.html"} - FOR_MACHINES) == []


def addresses_in(root: Element) -> Iterator[str]:
    """All URLs in the elements of a page."""
    for element in root.walk():
        yield from (element.attributes[name] for name in REFERRING if name in element.attributes)
        candidates = element.attributes.get("srcset", "").split(",")
        yield from (each.split()[0] for each in candidates if each.split())


def referred_to(site: Site, name: str) -> Iterator[str]:
    """The files of a site that one of its pages or style sheets refers to."""
    file = site.folder / name
    addresses: list[str] = []
    if file.suffix == ".html":
        addresses += addresses_in(parse(file.read_text(encoding="utf-8")))
    elif file.suffix == ".css":
        addresses += re.findall(r"""url\(\s*["']?([^"')]+)""", file.read_text(encoding="utf-8"))
    for address in addresses:
        target = urlsplit(urljoin(f"http://site/{name}", address))
        path = unquote(target.path.removeprefix("/"))
        if target.netloc == "site" and (site.folder / path).is_file():
            yield path
