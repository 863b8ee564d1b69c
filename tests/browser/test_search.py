"""Search finds every operation and parameter, offline too, and leads to them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from apiref.model.operation import Operation
from tests.browser.sites import Site
from tests.browser.test_deep_links import fault
from tests.browser.watched import opened

OVER = ("http", "file")
FINISHED = re.compile("search finished|did not match", re.IGNORECASE)


@dataclass(frozen=True)
class Places:
    """The targets on the pages by their addresses, which are relative to the site.

    An operation is its title and its URLs, a row its name.
    """

    operations: dict[str, tuple[str, tuple[str, ...]]]
    rows: dict[str, str]


@pytest.fixture(scope="session")
def places_of(browser: Browser) -> Callable[[Site], Places]:
    @cache
    def read(site: Site) -> Places:
        places = Places({}, {})
        with opened(browser) as page:
            for path in site.pages:
                page.goto(site.address(path))
                operations, rows = page.evaluate(PLACES)
                for anchor, title, urls in operations:
                    places.operations[f"{path}#{anchor}"] = (title, tuple(urls))
                for anchor, name in rows:
                    places.rows[f"{path}#{anchor}"] = name
        return places

    return read


PLACES = """
() => {
  const title = (section) => {
    const copy = section.querySelector("h1, h2, h3, h4, h5, h6").cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((each) => each.remove());
    return copy.textContent.trim();
  };
  const urls = (section) =>
    [...section.querySelectorAll("summary code.url")].map((each) => each.textContent);
  return [
    [...document.querySelectorAll("section.operation")]
      .map((each) => [each.id, title(each), urls(each)]),
    [...document.querySelectorAll("table.parameters tr[id]")]
      .map((each) => [each.id, each.querySelector(".parameter-name code").textContent]),
  ];
}
"""


def hits(page: Page, site: Site, query: str, over: str) -> list[str]:
    """The targets of the results of a query, relative to the site, best first."""
    page.goto(site.address(f"search.html?{urlencode({'q': query})}", over))
    # Sphinx shows results one by one, and announces the last one.
    page.locator("#search-results").get_by_text(FINISHED).wait_for()
    links = page.locator("#search-results li > a").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    base = site.address("", over)
    return [re.sub(r"\?[^#]*", "", link).removeprefix(base) for link in links]


def lands(page: Page, site: Site, place: str, over: str) -> bool:
    """Whether a reader who follows a result sees its subject."""
    page.goto(site.address(place, over))
    return fault(page, place.partition("#")[2]) == ""


def identity(operation: Operation) -> tuple[str, tuple[str, ...]]:
    return operation.title, tuple(endpoint.url for endpoint in operation.endpoints)


def queries(operation: Operation) -> list[str]:
    """The queries that a reader may use to find an operation."""
    urls = [f"{endpoint.method} {endpoint.url}" for endpoint in operation.endpoints]
    return list(dict.fromkeys([operation.title, *urls, *identity(operation)[1]]))


@pytest.mark.parametrize("over", OVER)
def test_every_operation_is_found(
    site: Site, browser: Browser, places_of: Callable[[Site], Places], over: str
) -> None:
    places = places_of(site)
    assert site.operations
    unfound = []
    with opened(browser) as page:
        for operation in site.operations:
            for query in queries(operation):
                found = hits(page, site, query, over)
                own = [hit for hit in found if places.operations.get(hit) == identity(operation)]
                if not own or not lands(page, site, own[0], over):
                    unfound.append(f"{query!r} of {operation.title!r}, in {len(found)} hits")
    assert not unfound, "\n".join(unfound)


def test_the_first_hits_for_a_url_within_pages_are_its_operations(
    our_site: Site, browser: Browser, places_of: Callable[[Site], Places]
) -> None:
    places = places_of(our_site)
    by_url: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for operation in our_site.operations:
        for endpoint in operation.endpoints:
            by_url.setdefault(f"{endpoint.method} {endpoint.url}", set()).add(identity(operation))
    late = []
    with opened(browser) as page:
        for query, operations in by_url.items():
            found = [hit for hit in hits(page, our_site, query, "http") if "#" in hit]
            first = [places.operations.get(hit) for hit in found[: len(operations)]]
            if set(first) != operations:
                late.append(f"{query}: {found[:5]}")
    assert not late, "\n".join(late)


@pytest.mark.parametrize("over", OVER)
def test_every_parameter_is_found(
    our_site: Site, browser: Browser, places_of: Callable[[Site], Places], over: str
) -> None:
    places = places_of(our_site)
    tables = [part.table for operation in our_site.operations for part in operation.tables]
    names = sorted({row.name for table in tables for row in table.rows})
    assert names
    unfound = []
    with opened(browser) as page:
        for name in names:
            found = hits(page, our_site, name, over)
            rows = [hit for hit in found if places.rows.get(hit) == name]
            if not rows or not lands(page, our_site, rows[0], over):
                unfound.append(f"{name}, in {len(found)} hits")
    assert not unfound, "\n".join(unfound)


def test_the_field_in_the_header_searches(our_site: Site, browser: Browser) -> None:
    with opened(browser) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            field = page.get_by_role("banner").get_by_role("searchbox")
            field.fill("details")
            field.press("Enter")
            page.wait_for_url("**/search.html?q=details*")
            page.locator("#search-results li").first.wait_for()
