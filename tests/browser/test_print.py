"""Everything on the page is printed, and nothing is cut off."""

import unicodedata
from collections import Counter

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from tests.browser.sites import Site
from tests.browser.watched import opened, settle

# The printable width of A4 at the margins that Chromium prints with, in CSS pixels.
PAPER = {"width": 718, "height": 1047}
MARGIN = "1cm"

# The innermost text blocks of the page, and every line of samples. A request says the same for each
# client, and is printed for the first one.
BLOCKS = """
() => {
  const blocks = [];
  const css = "h1, h2, h3, h4, h5, h6, p, pre, summary .endpoint, td, th, dt, figcaption";
  for (const block of document.querySelectorAll(css)) {
    if (!block.closest("main") || block.querySelector(css)) continue;
    if (block.closest(".call .sample + .sample")) continue;
    const copy = block.cloneNode(true);
    copy.querySelectorAll(".headerlink, button").forEach((each) => each.remove());
    blocks.push(...(block.matches("pre") ? copy.textContent.split("\\n") : [copy.textContent]));
  }
  return blocks;
}
"""


def squeezed(text: str) -> str:
    """A text without ligatures and without white space, at which lines and pages break."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def printed_text(paper: bytes) -> str:
    """The text of a PDF."""
    sheets = PdfDocument(paper)
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    # PDFium treats a hyphen at the end of a line as hyphenation.
    return squeezed(text.replace("\ufffe", "-").replace("\x02", "-"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_paper_has_all_text(site: Site, browser: Browser, scripts: bool) -> None:
    lost = []
    expected = 0
    for path in site.pages:
        with opened(browser) as page:
            # The text in the HTML, before scripts change it.
            page.route("**/*.js", lambda route: route.abort())
            page.goto(site.address(path))
            blocks = Counter(filter(None, map(squeezed, page.evaluate(BLOCKS))))
        expected += blocks.total()
        with opened(browser, java_script_enabled=scripts) as page:
            page.goto(site.address(path))
            margins = dict.fromkeys(("top", "bottom", "left", "right"), MARGIN)
            paper = page.pdf(format="A4", margin=margins)
        printed = printed_text(paper)
        lost += [
            f"{path}: {block!r} {printed.count(block)} of {count} times"
            for block, count in blocks.items()
            if printed.count(block) < count
        ]
    assert expected > 100
    assert not lost, "\n".join(lost)


def test_no_operation_begins_below_its_title(our_site: Site, browser: Browser) -> None:
    titles = {squeezed(operation.title) for operation in our_site.operations}
    sheets = 0
    for path in our_site.pages:
        with opened(browser) as page:
            page.goto(our_site.address(path))
            if not page.locator("section.operation").count():
                continue
            for sheet in PdfDocument(page.pdf(format="A4")):
                sheets += 1
                lines = sheet.get_textpage().get_text_range().strip().split("\n")
                assert squeezed(lines[-1]) not in titles, path
    assert sheets > 4


def test_nothing_is_cut_off_on_paper(site: Site, browser: Browser) -> None:
    cut = []
    with opened(browser, PAPER) as page:
        for path in site.pages:
            page.goto(site.address(path))
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            settle(page)
            cut += [f"{path}: {each}" for each in page.evaluate(_CUT_OFF)]
            page.emulate_media(media=None)
    assert not cut, "\n".join(cut)


_CUT_OFF = """
() => {
  const found = [];
  for (const each of document.querySelectorAll("body, body *")) {
    if (!each.checkVisibility()) continue;
    const box = each.getBoundingClientRect();
    const clips = getComputedStyle(each).overflowX !== "visible";
    const visuallyHidden = box.width <= 1 || box.height <= 1;
    const clipped = clips && each.scrollWidth > each.clientWidth + 1;
    const tooWide = clipped || box.right > innerWidth + 1;
    if (tooWide && !visuallyHidden) found.push(each.outerHTML.slice(0, 100));
  }
  return found;
}
"""


def test_paper_has_no_controls(our_site: Site, browser: Browser) -> None:
    with opened(browser, PAPER) as page:
        for path in our_site.pages:
            page.goto(our_site.address(path))
            page.emulate_media(media="print")
            controls = page.locator("button:visible, input:visible, select:visible, nav:visible")
            assert controls.count() == 0, f"{path}: {controls.first.evaluate('e => e.outerHTML')}"
            page.emulate_media(media=None)
