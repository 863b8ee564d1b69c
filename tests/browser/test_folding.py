"""The fields of an object can be folded, and are shown again where they are needed."""

from playwright.sync_api import Browser, Locator, Page

from tests.browser.checkers import Checkers
from tests.browser.sites import Site
from tests.browser.watched import open_all, opened, settle


def outer(page: Page, site: Site) -> tuple[Locator, Locator]:
    """The first row with fields of its own, and the row of the first of these."""
    page.goto(site.address("v2/index.html"))
    open_all(page)
    row = page.locator("tr.has-fields").first
    return row, page.locator("tr.has-fields + tr").first


def test_folding_hides_the_fields_and_nothing_else(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        row, field = outer(page, reference)
        shown = "tr[id]:visible"
        before = page.locator(shown).count()
        button = row.get_by_role("button", name="Fields of")
        assert (button.get_attribute("aria-expanded"), field.is_visible()) == ("true", True)
        button.press("Enter")
        assert (button.get_attribute("aria-expanded"), field.is_visible()) == ("false", False)
        depth = "Number(each.className.match(/depth-(\\d)/)?.[1] || 0)"
        inside = row.evaluate(
            f"""(row) => {{
              const depth = (each) => {depth};
              let count = 0;
              let each = row.nextElementSibling;
              for (; each && depth(each) > depth(row); each = each.nextElementSibling) count += 1;
              return count;
            }}"""
        )
        assert inside > 0
        assert page.locator(shown).count() == before - inside
        button.press("Enter")
        assert page.locator(shown).count() == before


def test_an_address_shows_a_folded_field(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        row, field = outer(page, reference)
        row.get_by_role("button", name="Fields of").click()
        page.goto(f"{reference.address('v2/index.html')}#{field.get_attribute('id')}")
        settle(page)
        assert field.is_visible()
        button = row.get_by_role("button", name="Fields of")
        assert button.get_attribute("aria-expanded") == "true"


def test_print_shows_folded_fields(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        row, field = outer(page, reference)
        row.get_by_role("button", name="Fields of").click()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert field.is_visible()


def sample(page: Page, site: Site) -> Locator:
    """The first sample of a list, in view."""
    page.goto(f"{site.address('v2/index.html')}#list-tasks")
    block = page.locator("#list-tasks div.of-response pre").first
    block.scroll_into_view_if_needed()
    block.get_by_role("button").first.wait_for()
    return block


def shown(block: Locator) -> str:
    """The text that readers see, on one line."""
    return " ".join(block.inner_text().split())


def test_objects_and_arrays_of_a_sample_fold(reference: Site, browser: Browser) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        block = sample(page, reference)
        whole, seen = block.text_content() or "", shown(block)
        # The sample, the list, and its three objects.
        names = [each.get_attribute("aria-label") for each in block.get_by_role("button").all()]
        assert names == ["Contents", "Contents of tasks", *3 * ["Contents"]]
        outer, inner = block.get_by_role("button").nth(1), block.get_by_role("button").nth(2)
        inner.press("Enter")
        assert shown(block).count('"created_at"') == 2
        outer.press("Enter")
        assert shown(block).endswith('"tasks": [] }')
        assert outer.get_attribute("aria-expanded") == "false"
        block.locator("..").get_by_role("button", name="Copy").click()
        assert page.evaluate("navigator.clipboard.readText()") == whole.rstrip()
        outer.press("Enter")
        assert inner.get_attribute("aria-expanded") == "false"
        inner.press("Enter")
        assert shown(block) == seen


def test_what_a_search_finds_unfolds(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        block = sample(page, reference)
        seen = shown(block)
        outer, inner = block.get_by_role("button").nth(1), block.get_by_role("button").nth(2)
        inner.click()
        outer.click()
        folded = "each => each.dispatchEvent(new Event('beforematch', {bubbles: true}))"
        # As browsers do: from the outside, and each lets others know.
        for place in range(2):
            block.locator(".folding[hidden]").first.evaluate(folded)
            assert outer.get_attribute("aria-expanded") == "true"
            assert inner.get_attribute("aria-expanded") == ("true" if place else "false")
        assert shown(block) == seen


def test_paper_shows_folded_samples(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        block = sample(page, reference)
        seen = shown(block)
        block.get_by_role("button").nth(1).click()
        page.emulate_media(media="print")
        assert shown(block) == seen


def test_folded_samples_have_no_barrier(
    reference: Site, browser: Browser, checkers: Checkers
) -> None:
    with opened(browser) as page:
        block = sample(page, reference)
        for button in reversed(block.get_by_role("button").all()[2:]):
            button.click()
        assert checkers.inaccessible(page) == []


def test_samples_that_nobody_sees_are_left_alone(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        settle(page)
        assert page.locator(".fold-sample").count() == 0
