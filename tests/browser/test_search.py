"""Search finds every operation and parameter, offline too, and lands on them."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from apiref.model.operation import Operation
from tests.browser.sites import Site
from tests.browser.test_deep_links import fault
from tests.browser.watched import opened

OVER = ("http", "file")
FINISHED = re.compile("search finished|did not match", re.IGNORECASE)


def hits(page: Page, site: Site, query: str, over: str) -> list[str]:
    """Where the hits of a query lead, the best first."""
    page.goto(site.address(f"search.html?{urlencode({'q': query})}", over))
    # Sphinx shows the hits one by one, and says so when it has shown the last.
    page.locator("#search-results").get_by_text(FINISHED).wait_for()
    return page.locator("#search-results li > a").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )


def queries(operation: Operation) -> list[str]:
    """What a reader would look for an operation by."""
    found = [operation.title]
    for endpoint in operation.endpoints:
        found += [f"{endpoint.method} {endpoint.url}", endpoint.url]
    return found


def leads_to(page: Page, address: str, operation: Operation) -> bool:
    """Whether an address is that of an operation."""
    if "#" not in address:
        return False
    page.goto(address)
    anchor = address.rpartition("#")[2]
    shown = page.evaluate(
        """(id) => {
          const section = document.getElementById(id)?.closest("section.operation");
          // Not only the first node: the words that were searched for are marked.
          const title = section?.querySelector("h1, h2, h3, h4, h5, h6").cloneNode(true);
          title?.querySelector(".headerlink").remove();
          return section && [
            title.textContent.trim(),
            [...section.querySelectorAll("summary code.url")].map((each) => each.textContent),
          ];
        }""",
        anchor,
    )
    expected = [operation.title, [endpoint.url for endpoint in operation.endpoints]]
    return bool(shown == expected and fault(page, anchor) == "")


@pytest.mark.parametrize("over", OVER)
def test_every_operation_is_found(site: Site, browser: Browser, over: str) -> None:
    unfound = []
    assert site.operations
    with opened(browser) as page:
        for operation in site.operations:
            for query in queries(operation):
                found = hits(page, site, query, over)
                if not any(leads_to(page, address, operation) for address in found):
                    unfound.append(f"{query!r} of {operation.title!r}, in {len(found)} hits")
    assert not unfound, "\n".join(unfound)


@pytest.mark.parametrize("over", OVER)
def test_the_first_hits_for_a_url_within_pages_are_its_operations(
    our_site: Site, browser: Browser, over: str
) -> None:
    late = []
    with opened(browser) as page:
        for operation in our_site.operations:
            for endpoint in operation.endpoints:
                query = f"{endpoint.method} {endpoint.url}"
                alike = [
                    each
                    for each in our_site.operations
                    if any(
                        (e.method, e.url) == (endpoint.method, endpoint.url) for e in each.endpoints
                    )
                ]
                found = [hit for hit in hits(page, our_site, query, over) if "#" in hit]
                if not any(leads_to(page, hit, operation) for hit in found[: len(alike)]):
                    late.append(f"{query!r} of {operation.title!r}")
    assert not late, "\n".join(late)


@pytest.mark.parametrize("over", OVER)
def test_every_parameter_is_found(our_site: Site, browser: Browser, over: str) -> None:
    names = {
        row.name
        for operation in our_site.operations
        for part in operation.tables
        for row in part.table.rows
    }
    assert names
    unfound = []
    with opened(browser) as page:
        for name in sorted(names):
            for address in hits(page, our_site, name, over):
                anchor = address.rpartition("#")[2]
                page.goto(address)
                if page.evaluate(_NAME_OF_ROW, anchor) == name and fault(page, anchor) == "":
                    break
            else:
                unfound.append(name)
    assert unfound == []


_NAME_OF_ROW = """
(id) => document.getElementById(id)?.matches("tr")
  && document.getElementById(id).querySelector(".parameter-name code").textContent
"""


def test_the_field_in_the_header_searches(our_site: Site, browser: Browser) -> None:
    with opened(browser) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            field = page.get_by_role("banner").get_by_role("searchbox")
            field.fill("details")
            field.press("Enter")
            page.wait_for_url("**/search.html?q=details*")
            page.locator("#search-results li").first.wait_for()
