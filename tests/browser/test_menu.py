"""The menu tells where the reader is, and can be filtered."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import PHONE, opened, settle

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


@pytest.mark.parametrize("height", [900, 300])
def test_the_menu_marks_what_the_reader_sees(
    generated: Site, browser: Browser, height: int
) -> None:
    with opened(browser, {"width": 1280, "height": height}) as page:
        page.goto(generated.address("v1/books.html"))
        anchors = page.locator("section.operation").evaluate_all("(all) => all.map((e) => e.id)")
        assert len(anchors) > 3
        for anchor in anchors:
            page.evaluate("(id) => document.getElementById(id).scrollIntoView()", anchor)
            marked = page.locator(f"{CURRENT}[href='#{anchor}']")
            at_the_end = page.evaluate("scrollY + innerHeight >= document.body.scrollHeight - 1")
            if at_the_end:
                break
            marked.wait_for()
            assert page.locator(CURRENT).count() == 1
            assert in_view(page, CURRENT)


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
