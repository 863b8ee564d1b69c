"""Search finds every operation and parameter, offline too, and leads to them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from apiref.model.operation import Operation
from tests.browser.sites import Site
from tests.browser.test_deep_links import fault
from tests.browser.watched import opened

OVER = ("http", "file")


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
      .map((each) => [each.id, each.querySelector("code").textContent]),
  ];
}
"""


def hits(page: Page, site: Site, query: str, over: str) -> list[str]:
    """The targets of the results of a query, relative to the site, best first."""
    page.goto(site.address(f"search.html?{urlencode({'q': query})}", over))
    page.locator("#search-results .search-summary").wait_for()
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


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("creat task", "Create task"),
        ("crate tsak", "Create task"),
        ("How do I list tasks?", "List tasks"),
        # Its name depends on the version of Python.
        ("which call returns 413?", f"413 - {HTTPStatus(413).phrase}"),
        ("limit", "limit"),
        ("400 marker", "400 - Bad Request"),
        ("task schema", "Show task schema"),
        ("get /V2/tasks/{task_id}", "Show task details"),
        ("X-Auth-Token", "Authentication"),
        ("pagination", "Pagination"),
        ("who may list tasks?", "List tasks"),
        ("how long is a task kept", "Expiration"),
        ("what does failure mean?", "failure"),
        ("task status", "Task Status"),
        ("sample of create task", "Create task"),
        # An action is done with what can be sent rather than with what is read.
        ("import an image", "type"),
    ],
)
def test_what_a_reader_may_ask(reference: Site, browser: Browser, query: str, first: str) -> None:
    with opened(browser) as page:
        page.goto(reference.address(f"search.html?{urlencode({'q': query})}"))
        title = page.locator("#search-results li .hit-title :is(strong, code)").first
        assert title.inner_text() == first


@pytest.mark.parametrize("query", ["delete a task", "how do I cancel a task"])
def test_an_action_that_no_operation_is_titled_by(
    reference: Site, browser: Browser, query: str
) -> None:
    with opened(browser) as page:
        page.goto(reference.address(f"search.html?{urlencode({'q': query})}"))
        summary = page.locator("#search-results .search-summary")
        action = "delete" if "delete" in query else "cancel"
        assert f"No operation is titled \u201c{action}\u201d" in summary.inner_text()
        summary.get_by_role("link").click()
        assert page.url == reference.address("rest-operations.html")


def test_the_text_with_most_words_is_shown(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("search.html?q=delete+a+task"))
        shown = page.locator("#search-results .hit-text").first.inner_text()
        assert "No call deletes a task" in shown


def test_an_action_that_an_operation_is_titled_by(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        for query in ("delete a book", "returned", "list books"):
            page.goto(generated.address(f"search.html?{urlencode({'q': query})}"))
            summary = page.locator("#search-results .search-summary")
            assert "No operation" not in summary.inner_text()


def test_a_noun_finds_what_reads_it(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("search.html?q=book"))
        methods = page.locator("#search-results .method").all_inner_texts()
        assert methods[0] == "GET"
        assert "DELETE" in methods


def test_what_is_not_there(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("search.html?q=xylophone"))
        summary = page.locator("#search-results .search-summary")
        assert summary.inner_text() == "Nothing found for \u201cxylophone\u201d"
        page.goto(reference.address("search.html?q=task+409"))
        assert summary.inner_text().endswith(", none with \u201c409\u201d")


def test_deprecated_operations_come_after_others_of_such_a_title(
    generated: Site, browser: Browser
) -> None:
    with opened(browser) as page:
        page.goto(generated.address("search.html?q=book"))
        hits = page.locator("#search-results .hit:has(.method)")
        titles = hits.locator("strong", has_text="book").all_inner_texts()
        old = hits.filter(has=page.locator(".until")).locator("strong").all_inner_texts()
        assert old == ["Delete a book"] == titles[-1:]
        assert len(titles) > 1


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("xylophone", "Nothing found for"),
        ("metres", "2 results for"),
        ("novels", "1 result for"),
        ("book", "The first 12 of "),
    ],
)
def test_how_many_results_there_are(
    generated: Site, browser: Browser, query: str, summary: str
) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        page.get_by_role("banner").get_by_role("searchbox").fill(query)
        panel = page.locator(".search-panel")
        assert panel.locator(".search-summary").inner_text().startswith(summary)
        more = panel.get_by_role("link", name="All results")
        assert more.count() == ("first" in summary)
        if more.count():
            more.click()
            page.wait_for_url("**/search.html?q=book")


@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_results_while_typing(reference: Site, browser: Browser, key: str) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        page.keyboard.press(key)
        page.keyboard.type("list t")
        panel = page.locator(".search-panel")
        panel.locator("a").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.textContent").startswith("GET List tasks")
        page.keyboard.press("Escape")
        assert not panel.is_visible()
        assert page.evaluate("document.activeElement.id") == "site-search"
        page.keyboard.type("a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/v2/index.html#*")
        assert not panel.is_visible()
        assert fault(page, page.url.partition("#")[2]) == ""


def test_a_slash_is_also_typed(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        page.keyboard.press("/")
        page.keyboard.type("/v2/tasks")
        assert page.get_by_role("banner").get_by_role("searchbox").input_value() == "/v2/tasks"


def test_results_go_when_the_reader_goes_on(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        field = page.get_by_role("banner").get_by_role("searchbox")
        panel = page.locator(".search-panel")
        field.fill("task")
        panel.locator("a").first.wait_for()
        page.mouse.click(300, 700)
        assert not panel.is_visible()
        field.fill("tasks")
        assert panel.is_visible()
        field.fill("")
        assert not panel.is_visible()
