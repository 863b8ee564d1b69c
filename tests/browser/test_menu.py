"""The menu tells where the reader is, and can be filtered."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import PHONE, open_all, opened, settle

CURRENT = ".page-toc a[aria-current='location']"


def in_view(page: Page, selector: str) -> bool:
    """Whether an element is in the part of the menu that the reader sees."""
    found: bool = page.locator(selector).evaluate(
        """(each) => {
          const box = each.getBoundingClientRect();
          const menu = each.closest(".menu").getBoundingClientRect();
          return box.top >= menu.top && box.bottom <= Math.min(menu.bottom, innerHeight);
        }"""
    )
    return found


@pytest.mark.parametrize("height", [2000, 900, 300])
def test_the_menu_marks_what_the_reader_sees(
    generated: Site, browser: Browser, height: int
) -> None:
    with opened(browser, {"width": 1280, "height": height}) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        links = page.locator(".page-toc a:visible")
        anchors = [href[1:] for href in links.evaluate_all("(all) => all.map((e) => e.hash)")]
        assert page.locator(CURRENT).all_inner_texts() == ["Books"]
        # Room for the last one to go to the top.
        page.evaluate("document.body.style.paddingBottom = '100vh'")
        tried = 0
        for anchor in filter(None, anchors):
            page.evaluate("(id) => document.getElementById(id).scrollIntoView()", anchor)
            page.locator(f"{CURRENT}[href='#{anchor}']").wait_for()
            assert page.locator(CURRENT).count() == 1
            assert in_view(page, CURRENT)
            tried += 1
            # Still in what the menu does not list.
            before = page.evaluate("scrollY")
            page.mouse.wheel(0, 200)
            page.wait_for_function("(before) => scrollY >= before + 200", arg=before)
            page.locator(CURRENT).wait_for()
        assert tried > 5


def test_a_filter_leaves_what_has_the_words_and_its_groups(
    generated: Site, browser: Browser
) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        links = page.locator(".page-toc a:visible")
        everything = links.all_inner_texts()
        field = page.get_by_role("searchbox", name="Filter")
        field.fill("lend")
        assert [text.split("\n")[-1] for text in links.all_inner_texts()] == [
            "Books",
            "Actions on a book",
            "Lend a book",
        ]
        # All of a group, and by method.
        field.fill("actions on")
        assert links.count() == 4
        field.fill("DELETE")
        assert links.last.inner_text().endswith("Delete a book")
        # Words in any order.
        field.fill("book lend")
        assert links.last.inner_text().endswith("Lend a book")
        page.get_by_role("status").get_by_text("Shows 1 of").wait_for()
        field.fill("no such words")
        assert links.count() == 0
        field.fill("")
        assert links.all_inner_texts() == everything


def test_short_lists_have_no_filter(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        assert page.locator(".menu-filter").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_there_is_no_field_that_does_nothing(
    generated: Site, browser: Browser, scripts: bool
) -> None:
    with opened(browser, java_script_enabled=scripts) as page:
        page.goto(generated.address("v1/books.html"))
        assert page.locator(".menu-filter").is_visible() is scripts
        assert page.locator("button.colours").is_visible() is scripts


def test_the_menu_of_a_phone_is_closed(generated: Site, browser: Browser) -> None:
    with opened(browser, PHONE) as page:
        page.goto(generated.address("v1/books.html"))
        page.evaluate("scrollTo(0, 900)")
        settle(page)
        assert not page.locator(".page-toc").is_visible()
