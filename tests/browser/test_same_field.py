"""A field is marked in the samples when the reader is at its row, and the reverse."""

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.sites import Site
from tests.browser.watched import open_all, opened

WIDE = {"width": 1440, "height": 500}


def operation(page: Page, site: Site, anchor: str) -> Locator:
    page.goto(site.address("v2/index.html"))
    open_all(page)
    return page.locator(f"#{anchor}")


def marked_keys(section: Locator) -> list[str]:
    return section.locator(".highlight .same-field").all_inner_texts()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_row_marks_its_keys(reference: Site, browser: Browser, by: str) -> None:
    with opened(browser, WIDE) as page:
        section = operation(page, reference, "show-tasks-associated-with-image")
        row = section.locator("tr[data-field='tasks.status']")
        assert marked_keys(section) == []
        if by == "mouse":
            row.hover()
        else:
            row.locator(".headerlink").focus()
        keys = marked_keys(section)
        assert keys
        assert {*keys} == {'"status"'}
        # As often as the samples of the response have it within tasks.
        samples = section.locator("div.of-response").all_inner_texts()
        assert len(keys) == sum(text.count('"status"') for text in samples)
        page.mouse.move(0, 0)
        page.locator("#content").focus()
        assert marked_keys(section) == []


def test_a_key_marks_its_row(reference: Site, browser: Browser) -> None:
    with opened(browser, WIDE) as page:
        section = operation(page, reference, "create-task")
        for half in ("request", "response"):
            key = section.locator(f"div.of-{half} .nt", has_text='"type"').first
            key.hover()
            rows = section.locator("tr.same-field")
            assert rows.locator("td:first-child code").all_inner_texts() == ["type"]
            tables = rows.locator("xpath=ancestor::table").evaluate_all(
                "(all) => all.map((each) => each.className)"
            )
            assert all(f"of-{half}" in each for each in tables)


def test_a_key_that_is_out_of_sight_is_shown(reference: Site, browser: Browser) -> None:
    with opened(browser, WIDE) as page:
        section = operation(page, reference, "show-tasks-associated-with-image")
        row = section.locator("tr[data-field='tasks.updated_at']")
        row.locator(".headerlink").focus()
        inside = section.locator(".highlight .same-field").first.evaluate(
            """(each) => {
              const box = each.getBoundingClientRect();
              const panel = each.closest(".operation-panel").getBoundingClientRect();
              return box.top >= panel.top && box.bottom <= panel.bottom;
            }"""
        )
        assert inside


def test_what_is_no_field_marks_nothing(reference: Site, browser: Browser) -> None:
    with opened(browser, WIDE) as page:
        section = operation(page, reference, "show-tasks-associated-with-image")
        section.locator("tr[id$='-image-id']").first.hover()
        assert page.locator(".same-field").count() == 0
