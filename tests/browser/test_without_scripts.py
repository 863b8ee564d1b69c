"""Without scripts, everything is readable, and there are no controls that do nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser, java_script_enabled=False) as page:
        yield page


def test_every_operation_opens_and_all_text_shows(our_site: Site, page: Page) -> None:
    for path in our_site.pages:
        page.goto(our_site.address(path))
        for summary in page.locator("main section.operation > details > summary").all():
            summary.click()
        hidden = page.evaluate(
            """() => {
              const unread = [];
              const main = document.querySelector("main");
              const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.data.trim();
                const parent = walker.currentNode.parentElement;
                if (!text || parent.closest("script, .api-controls, noscript")) continue;
                if (!parent.checkVisibility({ visibilityProperty: true })) unread.push(text);
              }
              return unread;
            }"""
        )
        assert hidden == [], path


def test_controls_that_need_scripts_are_hidden(our_site: Site, page: Page) -> None:
    for path in our_site.pages:
        page.goto(our_site.address(path))
        for control in page.locator("button:visible, select:visible").all():
            html = control.evaluate("(each) => each.outerHTML")
            sends = control.evaluate("(each) => each.form !== null && each.type === 'submit'")
            assert sends, f"{path}: {html}"


def test_the_search_page_says_that_it_needs_scripts(our_site: Site, page: Page) -> None:
    page.goto(our_site.address("search.html"))
    assert "javascript" in page.locator("main").inner_text().lower()
