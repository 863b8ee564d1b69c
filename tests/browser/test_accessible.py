"""axe-core finds no violations in any state of a page."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.checkers import Checkers
from tests.browser.sites import Site
from tests.browser.watched import DESKTOP, PHONE, open_all, opened

ORDINARY = {"reduced_motion": "no-preference"}
STATES: dict[str, dict[str, Any]] = {
    "desktop, light": {"viewport": DESKTOP, "color_scheme": "light", **ORDINARY},
    "desktop, dark": {"viewport": DESKTOP, "color_scheme": "dark", **ORDINARY},
    "phone, light": {"viewport": PHONE, "color_scheme": "light", **ORDINARY},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark", **ORDINARY},
    "forced colours, no motion": {"forced_colors": "active", "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("state", STATES)
def test_no_page_has_a_barrier(
    site: Site, browser: Browser, checkers: Checkers, state: str
) -> None:
    barriers = []
    with opened(browser, **STATES[state]) as page:
        for path in site.pages:
            page.goto(site.address(path))
            barriers += [f"{path}, closed: {each}" for each in checkers.inaccessible(page)]
            if page.locator("details").count():
                open_all(page)
                barriers += [f"{path}, open: {each}" for each in checkers.inaccessible(page)]
    assert not barriers, "\n".join(barriers)


def test_search_results_have_no_barrier(
    our_site: Site, browser: Browser, checkers: Checkers
) -> None:
    with opened(browser) as page:
        page.goto(our_site.address(f"search.html?q={our_site.operations[0].title}"))
        page.locator("#search-results li").first.wait_for()
        barriers = checkers.inaccessible(page)
        page.goto(our_site.address(our_site.pages[0]))
        page.get_by_role("banner").get_by_role("searchbox").fill(our_site.operations[0].title)
        page.locator(".search-panel a").first.wait_for()
        barriers += checkers.inaccessible(page)
    assert not barriers, "\n".join(barriers)
