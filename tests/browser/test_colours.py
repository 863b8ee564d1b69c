"""Readers choose light or dark colours, or leave it to their system."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import opened, watch

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
        other = {"light": "dark", "dark": "light"}[system]
        # The first press is the one that changes something for sure.
        for name, expected in (
            ("Automatic colours", system),
            (f"{other.capitalize()} colours", other),
            (f"{system.capitalize()} colours", system),
            ("Automatic colours", system),
        ):
            button = page.get_by_role("button", name=name)
            button.wait_for()
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
        seen = watch(page)
        page.add_init_script(
            """Object.defineProperty(window, "localStorage", {
              get() { throw new DOMException("not allowed"); },
            })"""
        )
        page.goto(reference.address("v2/index.html"))
        page.locator("button.colours").click()
        assert ground(page) == "dark"
        assert seen.console == []


def test_the_button_shows_what_is_chosen(reference: Site, browser: Browser) -> None:
    with opened(browser, color_scheme="light") as page:
        page.goto(reference.address("v2/index.html"))
        button = page.locator("button.colours")
        pictures = set()
        for _press in range(3):
            button.click()
            page.mouse.move(0, 0)
            page.locator("#content").focus()
            # The same colours around it, so that only the picture can differ.
            page.evaluate("document.querySelectorAll('link[media]').forEach((e) => e.remove())")
            pictures.add(button.screenshot())
        assert len(pictures) == 3


@pytest.mark.parametrize("stored", [None, "toString", "pink"])
def test_what_is_no_choice_is_ignored(reference: Site, browser: Browser, stored: str) -> None:
    with opened(browser, color_scheme="dark") as page:
        page.goto(reference.address("v2/index.html"))
        if stored:
            page.evaluate("(name) => localStorage.setItem('apiref-colours', name)", stored)
            page.reload()
        assert ground(page) == "dark"
        assert page.get_by_role("button", name="Automatic colours").count() == 1


def test_other_pages_follow(reference: Site, browser: Browser) -> None:
    with opened(browser, color_scheme="light") as page:
        page.goto(reference.address("v2/index.html"))
        other = page.context.new_page()
        other.goto(reference.address("search.html"))
        other.locator("button.colours").click()
        page.get_by_role("button", name="Dark colours").wait_for()
        assert ground(page) == "dark"


def test_a_page_that_the_reader_comes_back_to_follows(reference: Site, browser: Browser) -> None:
    with opened(browser, color_scheme="light") as page:
        page.goto(reference.address("v2/index.html"))
        # As if it had been kept in memory while another one wrote this.
        page.evaluate("localStorage.setItem('apiref-colours', 'dark')")
        assert ground(page) == "light"
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        assert ground(page) == "dark"
