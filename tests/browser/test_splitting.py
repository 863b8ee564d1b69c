"""Addresses of a long page lead to the pages of its sections."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.checkers import Checkers
from tests.browser.sites import Site
from tests.browser.test_deep_links import fault, promised
from tests.browser.watched import opened, settle, watch

WHOLE = "v1/books.html"


@pytest.mark.parametrize("over", ["http", "file"])
def test_addresses_of_the_whole_page(
    generated: Site, split: Site, browser: Browser, over: str
) -> None:
    with opened(browser) as page:
        page.goto(generated.address(WHOLE))
        anchors = promised(page, "section.operation", "table.parameters tbody tr")
    assert len(anchors) > 20
    faults = []
    with opened(browser) as page:
        seen = watch(page)
        for anchor in anchors[::3]:
            page.goto("about:blank")
            page.goto(f"{split.address(WHOLE, over)}#{anchor}")
            page.wait_for_url(f"**/books-*#{anchor}")
            if found := fault(page, anchor):
                faults.append(f"#{anchor} {found}")
        assert seen.console == []
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("address", "page_name"),
    [
        ("?expanded=list-books-detail,lend-a-book-detail", "books-books"),
        ("?expanded=lend-a-book-detail&microversion=2.3", "books-actions-on-a-book"),
        ("?expanded=list-books-detail#lend-a-book", "books-actions-on-a-book"),
    ],
)
def test_addresses_that_stock_pages_made(
    split: Site, browser: Browser, address: str, page_name: str
) -> None:
    with opened(browser) as page:
        page.goto(split.address(WHOLE) + address)
        page.wait_for_url(f"**/{page_name}.html?*")
        settle(page)
        target = "list-books" if page_name == "books-books" else "lend-a-book"
        assert fault(page, target) == ""
        if "microversion" in address:
            assert page.locator("#microversion").input_value() == "2.3"


def test_without_scripts_the_address_leads_to_the_link(split: Site, browser: Browser) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{split.address(WHOLE)}#lend-a-book")
        page.locator("li:has(:target) a").click()
        assert page.url.endswith("/v1/books-actions-on-a-book.html")


def test_the_list_is_valid_and_accessible(
    split: Site, browser: Browser, checkers: Checkers
) -> None:
    assert not checkers.invalid([split.folder / WHOLE])
    with opened(browser) as page:
        page.goto(split.address(WHOLE))
        assert checkers.inaccessible(page) == []
