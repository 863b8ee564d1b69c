"""The fields of an object can be folded, and are shown again where they are needed."""

from playwright.sync_api import Browser, Locator, Page

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
