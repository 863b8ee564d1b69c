"""Nothing moves while a page loads, and nothing overflows a narrow window."""

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Server
from tests.browser.sites import Site
from tests.browser.watched import DESKTOP, PHONE, SMALL_PHONE, open_all, opened, settle

WIDTHS = {"desktop": DESKTOP, "phone": PHONE}
NARROW = {"390 px": PHONE, "320 px": SMALL_PHONE}
READABLE = 250

_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80));
    window.shifts.push(`${entry.value.toFixed(4)}: ${moved.join(" | ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(
    site: Site, browser: Browser, server: Server, width: str
) -> None:
    shifts = []
    # Delay what scripts do, to make it visible.
    server.script_delay = 0.3
    try:
        with opened(browser, WIDTHS[width]) as page:
            page.add_init_script(_SHIFTS)
            for path in site.pages:
                page.goto(site.address(path))
                settle(page)
                shifts += [f"{path}: {shift}" for shift in page.evaluate("window.shifts")]
    finally:
        server.script_delay = 0.0
    assert not shifts, "\n".join(shifts)


@pytest.mark.parametrize("width", NARROW)
def test_no_page_scrolls_sideways(site: Site, browser: Browser, width: str) -> None:
    wide = []
    with opened(browser, NARROW[width]) as page:
        for path in site.pages:
            page.goto(site.address(path))
            for state in ("closed", "open"):
                if state == "open":
                    open_all(page)
                needed = page.evaluate("document.scrollingElement.scrollWidth")
                if needed > NARROW[width]["width"]:
                    wide.append(f"{path}, {state}: {needed} px; {page.evaluate(_STICKING_OUT)}")
    assert not wide, "\n".join(wide)


_STICKING_OUT = """
() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 5)
  .map((each) => `${each.tagName}.${each.className}`)
  .join(" ")
"""


def test_descriptions_are_wide_enough_to_read_on_a_phone(site: Site, browser: Browser) -> None:
    narrow = []
    seen = 0
    with opened(browser, PHONE) as page:
        for path in site.pages:
            page.goto(site.address(path))
            open_all(page)
            widths = page.evaluate(
                """() => [...document.querySelectorAll("table.parameters tbody tr")].map((row) => {
                  const cell = row.cells[3];
                  const style = getComputedStyle(cell);
                  const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
                  return [row.id, cell.clientWidth - padding];
                })"""
            )
            seen += len(widths)
            narrow += [f"{path}#{row}: {width} px" for row, width in widths if width < READABLE]
    assert seen, "no row of a parameters table"
    assert not narrow, "\n".join(narrow)


@pytest.mark.parametrize("width", NARROW)
def test_tables_of_parameters_and_codes_need_no_scrolling(
    site: Site, browser: Browser, width: str
) -> None:
    """No text is cut off or needs horizontal scrolling."""
    cut = []
    with opened(browser, NARROW[width]) as page:
        for path in site.pages:
            page.goto(site.address(path))
            open_all(page)
            cut += page.evaluate(
                """() => [...document.querySelectorAll("table.parameters, table.status-codes")]
                  .filter((table) => table.parentElement.scrollWidth >
                                     table.parentElement.clientWidth + 1)
                  .map((table) => table.querySelector("tbody tr").id)"""
            )
    assert not cut, "\n".join(cut)


def test_the_menu_marks_the_methods_of_operations(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        links = page.get_by_role("navigation", name="On this page").get_by_role("link")
        texts = [" ".join(text.split()) for text in links.all_inner_texts()]
    assert {"POST Create task", "GET List tasks", "General Information"} <= set(texts)
