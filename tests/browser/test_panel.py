"""Samples are beside the text where there is room, and below it elsewhere."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.sites import Site
from tests.browser.watched import DESKTOP, PHONE, open_all, opened, settle

PLACES = """
(operation) => {
  const panel = operation.querySelector(".operation-panel").getBoundingClientRect();
  const text = operation.querySelector(".operation-body > section").getBoundingClientRect();
  const beside = panel.left >= text.right && panel.top < text.bottom;
  return { beside, below: panel.top >= text.bottom };
}
"""


@pytest.mark.parametrize(
    ("viewport", "place"),
    [({"width": 1200, "height": 900}, "beside"), (DESKTOP, "beside"), (PHONE, "below")],
)
def test_where_the_samples_are(
    reference: Site, browser: Browser, viewport: Any, place: str
) -> None:
    with opened(browser, viewport=viewport) as page:
        page.goto(reference.address("v2/index.html"))
        open_all(page)
        found = page.locator("section.operation:has(.operation-panel)")
        assert found.count() >= 5
        for operation in found.all():
            assert operation.evaluate(PLACES)[place], operation.get_attribute("id")


def test_samples_stay_in_view(reference: Site, browser: Browser) -> None:
    with opened(browser, viewport=DESKTOP) as page:
        page.goto(f"{reference.address('v2/index.html')}#list-tasks-request-sort-dir")
        panel = page.locator("#list-tasks .operation-panel")
        box = panel.bounding_box()
        assert box
        assert 0 <= box["y"] < DESKTOP["height"] / 2


def test_what_is_far_from_the_window_is_not_laid_out(reference: Site, browser: Browser) -> None:
    """Else opening hundreds of operations would take seconds."""
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        page.get_by_role("button", name="Show all").click()
        settle(page)
        laid_out = page.locator(".operation-body").evaluate_all(
            "(all) => all.map((e) => e.firstElementChild.checkVisibility({"
            " contentVisibilityAuto: true }))"
        )
        assert laid_out[0]
        assert not laid_out[-1]


def test_a_single_operation_has_its_height_from_the_start(
    reference: Site, browser: Browser
) -> None:
    """Else find-in-page scrolls to where a text was before the operation around it grew."""
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        page.locator("#list-tasks details.operation-details > summary").click()
        body = page.locator("#list-tasks .operation-body")
        assert body.evaluate("(e) => getComputedStyle(e).contentVisibility") == "visible"


def test_the_title_stays_above_what_is_read(reference: Site, browser: Browser) -> None:
    with opened(browser, viewport=DESKTOP) as page:
        page.goto(f"{reference.address('v2/index.html')}#list-tasks-request-sort-dir")
        title = page.locator("#list-tasks > h3").bounding_box()
        row = page.locator("#list-tasks-request-sort-dir").bounding_box()
        panel = page.locator("#list-tasks .operation-panel").bounding_box()
        assert title and row and panel
        assert title["y"] == 0
        assert title["height"] <= row["y"] < DESKTOP["height"] / 2
        assert title["height"] <= panel["y"]
        link = page.locator("#list-tasks-request-limit a").first
        link.focus()
        box = link.bounding_box()
        assert box
        assert box["y"] >= title["height"]
