"""The request of every operation is shown for the client that the reader chose."""

from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import open_all, opened

NO_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("not allowed"); } });
"""


def shown(page: Page) -> set[str]:
    """The clients whose requests are on the screen."""
    open_all(page)
    return {
        str(each.get_attribute("data-title"))
        for each in page.locator(".call .sample").all()
        if each.is_visible()
    }


def test_the_choice_holds_for_all_operations_and_is_kept(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        assert shown(page) == {"curl"}
        page.get_by_role("tab", name="Python").nth(1).click()
        assert shown(page) == {"Python"}
        page.reload()
        assert shown(page) == {"Python"}
        page.get_by_role("tab", name="Python").first.focus()
        page.keyboard.press("ArrowRight")
        assert shown(page) == {"HTTP"}
        assert page.evaluate("document.activeElement.textContent") == "HTTP"


def test_samples_of_other_kinds_are_chosen_one_by_one(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        groups = page.locator(".samples.tabbed:not(.call *)")
        groups.nth(0).get_by_role("tab").nth(1).click()
        assert shown(page) == {"curl"}
        chosen = page.locator(".samples:not(.call *) [role=tab][aria-selected=true]")
        first = page.locator(".samples:not(.call *) [role=tab]:first-child[aria-selected=true]")
        assert chosen.count() - first.count() == 1


def test_the_reader_stays_at_the_tab(generated: Site, browser: Browser) -> None:
    """Requests above become longer or shorter, too."""
    with opened(browser, viewport={"width": 900, "height": 700}) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        tab = page.get_by_role("tab", name="HTTP").last
        tab.scroll_into_view_if_needed()
        before = tab.bounding_box()
        tab.click()
        after = tab.bounding_box()
        assert before and after
        assert abs(before["y"] - after["y"]) < 1


def test_the_choice_lasts_for_a_page_without_storage(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.add_init_script(NO_STORAGE)
        page.goto(reference.address("v2/index.html"))
        assert shown(page) == {"curl"}
        page.get_by_role("tab", name="Python").first.click()
        assert shown(page) == {"Python"}


def test_paper_has_the_command_alone(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        open_all(page)
        page.get_by_role("tab", name="Python").first.click()
        page.emulate_media(media="print")
        assert shown(page) == {"curl"}
