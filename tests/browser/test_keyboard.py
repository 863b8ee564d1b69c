"""Everything can be reached and used by keyboard, with visible focus."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import DESKTOP, PHONE, open_all, opened, settle

WIDTHS = {"desktop": DESKTOP, "phone": PHONE}

# Marks everything that the keyboard must reach, and returns its number.
MARK_REACHABLE = """
() => {
  const css = "a[href], button:enabled, input:enabled, select:enabled, summary, [tabindex='0']";
  const rendered = { visibilityProperty: true, contentVisibilityAuto: false };
  const reachable = [...document.querySelectorAll(css)]
    .filter((each) => each.checkVisibility(rendered) && each.tabIndex >= 0);
  reachable.forEach((each, number) => { each.dataset.reachable = number; });
  return reachable.length;
}
"""

# The focused element: its number, its name, and what is wrong with its focus style.
FOCUSED = """
() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const style = getComputedStyle(focused);
  const faults = [];
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!outlined && style.boxShadow === "none") faults.push("focus does not show");
  const seen = [...focused.getClientRects()].some((box) => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (left >= right || top >= bottom) return false;
    return [0.1, 0.5, 0.9].some((part) => {
      const at = document.elementFromPoint(left + (right - left) / 2, top + (bottom - top) * part);
      return at && (focused.contains(at) || at.contains(focused));
    });
  });
  if (!seen) faults.push("is out of view or covered");
  return {
    number: Number(focused.dataset.reachable ?? -1),
    text: focused.outerHTML.slice(0, 90),
    faults,
  };
}
"""


def walk(page: Page) -> tuple[set[int], list[str]]:
    """Press Tab until the focus leaves the page; return what was reached and what is wrong."""
    reached: set[int] = set()
    faults = []
    for _ in range(page.evaluate(MARK_REACHABLE) + 200):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return reached, faults
        faults += [f"{fault}: {focused['text']}" for fault in focused["faults"]]
        reached.add(focused["number"])
    return reached, [*faults, "the focus never leaves the page"]


@pytest.mark.parametrize("width", WIDTHS)
def test_tab_reaches_everything_visibly(our_site: Site, browser: Browser, width: str) -> None:
    faults = []
    for path in our_site.pages:
        # Not one for all: on its fifth page, Chromium once goes from the last stop to the first.
        with opened(browser, WIDTHS[width]) as page:
            page.goto(our_site.address(path))
            open_all(page)
            expected = page.evaluate(MARK_REACHABLE)
            assert expected > 3, path
            reached, found = walk(page)
            faults += [f"{path}: {fault}" for fault in found]
            for number in sorted(set(range(expected)) - reached):
                html = page.evaluate(
                    "(n) => document.querySelector(`[data-reachable='${n}']`).outerHTML", number
                )
                faults.append(f"{path}: never reached: {html[:90]}")
    assert not faults, "\n".join(faults)


def test_the_first_stop_skips_to_the_content(our_site: Site, browser: Browser) -> None:
    with opened(browser) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            page.keyboard.press("Tab")
            link = page.locator(":focus")
            assert "skip" in link.inner_text().lower(), path
            assert link.is_visible(), path
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            inside = page.evaluate(
                """() => {
                  const main = document.querySelector("main");
                  return main.contains(document.activeElement)
                    || Boolean(main.compareDocumentPosition(document.activeElement)
                      & Node.DOCUMENT_POSITION_FOLLOWING);
                }"""
            )
            assert inside, path


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keys_open_and_close_an_operation(generated: Site, browser: Browser, key: str) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        details = page.locator("section.operation details").first
        details.locator("summary").focus()
        page.keyboard.press(key)
        assert details.evaluate("(each) => each.open")
        page.keyboard.press(key)
        assert not details.evaluate("(each) => each.open")


def test_show_all_opens_and_closes_every_operation(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        details = page.locator("section.operation > details")
        button = page.locator("button.expand-all")
        for expected in (True, False):
            button.focus()
            page.keyboard.press("Enter")
            states = details.evaluate_all("(all) => all.map((each) => each.open)")
            assert states == [expected] * details.count()
            assert button.get_attribute("aria-expanded") == str(expected).lower()


def test_arrow_keys_choose_a_sample(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        samples = page.locator(".samples").first
        tabs = samples.get_by_role("tab")
        panels = samples.locator("[role=tabpanel]")
        assert tabs.count() == panels.count() == 3

        def shown() -> list[bool]:
            chosen = tabs.evaluate_all("(all) => all.map((each) => each.ariaSelected === 'true')")
            visible = panels.evaluate_all(
                "(all) => all.map((each) => each.querySelector('pre').checkVisibility())"
            )
            assert chosen == visible
            return list(visible)

        tabs.first.focus()
        assert shown() == [True, False, False]
        page.keyboard.press("ArrowRight")
        assert shown() == [False, True, False]
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert shown() == [False, False, True]
        page.keyboard.press("Home")
        assert shown() == [True, False, False]
        page.keyboard.press("End")
        assert shown() == [False, False, True]
        # One tab stop for all tabs: the next one is in the visible panel.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('[role=tablist]')") is None
        for tab, panel in zip(tabs.all(), panels.all(), strict=True):
            assert tab.get_attribute("aria-controls") == panel.get_attribute("id")


def test_copy_buttons_copy(our_site: Site, browser: Browser) -> None:
    copied = 0
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            open_all(page)
            settle(page)
            for block in page.locator("div.highlight:visible").all():
                block.get_by_role("button", name="Copy").focus()
                page.keyboard.press("Enter")
                settle(page)
                text = page.evaluate("navigator.clipboard.readText()")
                # The prompt itself is not copied.
                shown = (block.locator("pre").text_content() or "").removeprefix("$ ")
                assert text.rstrip() == shown.rstrip(), path
                copied += 1
            for operation in page.locator("section.operation").all():
                operation.get_by_role("button", name="Copy URL").first.focus()
                page.keyboard.press("Space")
                settle(page)
                urls = operation.locator("summary code.url").all_text_contents()
                assert page.evaluate("navigator.clipboard.readText()").split() == urls, path
                copied += 1
    assert copied > 4
