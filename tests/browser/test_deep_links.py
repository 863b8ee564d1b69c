"""Every link to a place in a page opens its target and shows it."""

import pytest
from docutils.nodes import make_id
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import DESKTOP, PHONE, close_all, opened, settle, watch

WIDTHS = {"desktop": DESKTOP, "phone": PHONE}
# The targets that must have anchors: operations, their sections, rows of parameters and codes.
PROMISED = (
    "section.operation",
    "section.operation section",
    "table.parameters tbody tr",
    "table.status-codes tbody tr",
    ".sample",
)

# Whether an element is in view: rendered, within the window, and not covered.
IN_VIEW = """
(id) => {
  const target = document.getElementById(id);
  if (!target) return "is not there";
  if (target.matches("section.operation") && !target.querySelector("details").open)
    return "is closed";
  if (!target.checkVisibility({ contentVisibilityAuto: false })) return "is not rendered";
  const box = target.getBoundingClientRect();
  if (box.top < -1 || box.top >= innerHeight) return `is at ${box.top} px`;
  // The first line of a row may begin in a cell; of a section, in its heading.
  const first = target.querySelector("h1, h2, h3, h4, h5, h6, td, p") ?? target;
  const at = first.getBoundingClientRect();
  const seen = document.elementFromPoint(at.left + 3, at.top + at.height / 2);
  if (!seen || !(target.contains(seen) || seen.contains(target)))
    return `is under ${seen?.outerHTML.slice(0, 80)}`;
  return "";
}
"""


def fault(page: Page, target: str) -> str:
    """Why a target is not in view; empty if it is."""
    settle(page)
    return str(page.evaluate(IN_VIEW, target))


def promised(page: Page, *kinds: str) -> list[str]:
    """The anchors of a page, of all kinds or of some."""
    return page.locator(", ".join(kinds or PROMISED)).evaluate_all(
        "(all) => all.map((each) => each.id)"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_promised_address_shows_its_target(site: Site, browser: Browser, width: str) -> None:
    faults, tried = [], 0
    with opened(browser, WIDTHS[width]) as page:
        for path in site.pages:
            address = site.address(path)
            page.goto(address)
            targets = promised(page)
            tried += len(targets)
            faults += [f"{path}: an element has no id"] * targets.count("")
            for target in filter(None, targets):
                close_all(page)
                page.goto(f"{address}#{target}")
                if found := fault(page, target):
                    faults.append(f"{path}#{target} {found}")
    assert tried > len(site.operations)
    assert not faults, "\n".join(faults)


def test_a_page_that_loads_at_an_address_shows_its_target(our_site: Site, browser: Browser) -> None:
    faults, tried = [], 0
    for path in our_site.pages:
        with opened(browser) as page:
            page.goto(our_site.address(path))
            # Each takes a page of its own, so test one of each kind: the last, far down.
            targets = [promised(page, kind)[-1] for kind in PROMISED if page.locator(kind).count()]
        for target in targets:
            tried += 1
            with opened(browser) as page:
                page.goto(f"{our_site.address(path)}#{target}")
                if found := fault(page, target):
                    faults.append(f"{path}#{target} {found}")
    assert tried >= 4
    assert not faults, "\n".join(faults)


def test_anchors_of_titles_lead_to_their_operations(site: Site, browser: Browser) -> None:
    """The anchor of an operation in stock os-api-ref, for the first of that title."""
    titles = {make_id(operation.title): operation.title for operation in site.operations}
    faults = []
    with opened(browser) as page:
        for path in site.pages:
            page.goto(site.address(path))
            for anchor, (operation, heading) in page.evaluate(OPERATIONS_OF, [*titles]).items():
                if heading.startswith(titles[anchor]):
                    page.goto(f"{site.address(path)}#{anchor}")
                    del titles[anchor]
                    if found := fault(page, operation):
                        faults.append(f"{path}#{anchor} {found}")
    assert not titles
    assert not faults, "\n".join(faults)


# The operations that contain given anchors of the page, with their titles.
OPERATIONS_OF = """
(anchors) => Object.fromEntries(anchors
  .map((anchor) => [anchor, document.getElementById(anchor)?.closest("section.operation")])
  .filter(([anchor, section]) => section)
  .map(([anchor, section]) =>
    [anchor, [section.id, section.querySelector("h1, h2, h3, h4, h5, h6").textContent]]))
"""


@pytest.fixture
def book(our_site: Site, browser: Browser) -> tuple[str, list[str]]:
    """The page with the most operations, and their anchors."""
    best: tuple[str, list[str]] = ("", [])
    with opened(browser) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            anchors = page.evaluate(
                "() => [...document.querySelectorAll('section.operation')].map((each) => each.id)"
            )
            best = max(best, (our_site.address(path), anchors), key=lambda each: len(each[1]))
    assert len(best[1]) > 2
    return best


def test_back_and_forward_show_what_was_shown(
    book: tuple[str, list[str]], browser: Browser
) -> None:
    address, anchors = book
    with opened(browser) as page:
        page.goto(address)
        for anchor in (anchors[0], anchors[-1]):
            page.locator(f"a[href$='#{anchor}']:visible").first.click()
            assert fault(page, anchor) == ""
        close_all(page)
        page.go_back()
        assert page.url.endswith(f"#{anchors[0]}")
        assert fault(page, anchors[0]) == ""
        close_all(page)
        page.go_forward()
        assert page.url.endswith(f"#{anchors[-1]}")
        assert fault(page, anchors[-1]) == ""


def test_an_address_typed_again_shows_its_target_again(
    book: tuple[str, list[str]], browser: Browser
) -> None:
    address, anchors = book
    with opened(browser) as page:
        page.goto(f"{address}#{anchors[1]}")
        assert fault(page, anchors[1]) == ""
        close_all(page)
        page.evaluate("scrollTo(0, 0)")
        page.goto(f"{address}#{anchors[1]}")
        assert fault(page, anchors[1]) == ""


def test_a_link_followed_again_shows_its_target_again(
    book: tuple[str, list[str]], browser: Browser
) -> None:
    address, anchors = book
    with opened(browser) as page:
        page.goto(address)
        for _ in range(2):
            close_all(page)
            page.evaluate("scrollTo(0, 0)")
            page.locator(f"a[href$='#{anchors[0]}']:visible").first.click()
            assert fault(page, anchors[0]) == ""


def test_addresses_that_stock_pages_made_still_work(
    book: tuple[str, list[str]], browser: Browser
) -> None:
    """Stock pages name the open operations in the query, and their details by the title."""
    address, anchors = book
    with opened(browser) as page:
        seen = watch(page)
        page.goto(address)
        titles = page.evaluate(OPERATIONS_OF, anchors[:2]).values()
        first, second = (f"{make_id(title.strip('¶'))}-detail" for _, title in titles)
        for address_part, expected in {
            "?expanded=": [],
            "?expanded=%": [],
            f"?expanded={first}": anchors[:1],
            f"?expanded={first},{second}": anchors[:2],
            f"?expanded={first}#{anchors[1]}": anchors[:2],
            f"#{second}": anchors[1:2],
        }.items():
            page.goto("about:blank")
            page.goto(address + address_part)
            settle(page)
            shown = "section.operation:has(details.operation-details[open])"
            assert page.locator(shown).evaluate_all("(all) => all.map(({id}) => id)") == expected
        assert fault(page, anchors[1]) == ""
        assert seen.console == []


@pytest.mark.parametrize("over", ["http", "file"])
def test_find_in_page_reaches_what_is_closed(
    reference: Site, generated: Site, browser: Browser, over: str
) -> None:
    """A link to a text fragment opens hidden content by means of find-in-page."""
    hidden = [
        # In a table, in a sample, and in the last of several samples.
        (reference, "v2/index.html", "ISO%208601"),
        (generated, "v1/books.html", "What%20is%20written%20on%20the%20cover"),
        (generated, "v1/books.html", "Middlemarch"),
        (generated, "v1/books.html", "Shirley"),
    ]
    for site, path, text in hidden:
        with opened(browser) as page:
            page.goto(f"{site.address(path, over)}#:~:text={text}")
            page.wait_for_function(_TEXT_IN_VIEW, arg=text.replace("%20", " "))


_TEXT_IN_VIEW = """
(text) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const start = walker.currentNode.data.replaceAll("\\n", " ").indexOf(text);
    if (start < 0) continue;
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + text.length);
    const box = range.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  }
  return false;
}
"""
