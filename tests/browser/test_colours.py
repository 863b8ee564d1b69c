"""Readers choose light or dark colours, or leave it to their system."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import opened

PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(19, 24, 29)"}


def ground(page: Page) -> str:
    """The colour scheme that a page is in."""
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return next(name for name, shown in PAPER.items() if shown == colour)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_choice_is_kept(reference: Site, browser: Browser, system: str) -> None:
    with opened(browser, color_scheme=system) as page:
        page.goto(reference.address("v2/index.html"))
        sample = ".highlight >> nth=0"
        for name, expected in (
            ("Automatic colours", system),
            ("Light colours", "light"),
            ("Dark colours", "dark"),
            ("Automatic colours", system),
        ):
            button = page.get_by_role("button", name=name)
            assert ground(page) == expected
            shade = page.locator(sample).evaluate("(e) => getComputedStyle(e).backgroundColor")
            assert (shade == "rgb(28, 35, 42)") is (expected == "dark")
            page.goto(reference.address("search.html"))
            assert ground(page) == expected
            page.goto(reference.address("v2/index.html"))
            button.click()


def test_paper_is_white(reference: Site, browser: Browser) -> None:
    with opened(browser, color_scheme="dark") as page:
        page.goto(reference.address("v2/index.html"))
        page.locator("button.colours").click()
        page.locator("button.colours").click()
        assert ground(page) == "dark"
        page.emulate_media(media="print")
        assert ground(page) == "light"


def test_the_choice_lasts_for_a_page_without_storage(reference: Site, browser: Browser) -> None:
    with opened(browser, color_scheme="light") as page:
        page.add_init_script(
            """Object.defineProperty(window, "localStorage", {
              get() { throw new DOMException("not allowed"); },
            })"""
        )
        page.goto(reference.address("v2/index.html"))
        button = page.locator("button.colours")
        button.click()
        button.click()
        assert ground(page) == "dark"
