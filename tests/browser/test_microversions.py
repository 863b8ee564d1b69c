"""The selector shows what exists in a version and hides the rest."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.sites import Site
from tests.browser.watched import open_all, opened, settle

# The restrictions on the pages of the generated tree, with first and last version.
RESTRICTED = {
    "Delete a book": ((2, 3), (2, 9)),
    "lent_until": ((2, 3), None),
    "until": ((2, 3), None),
    "loan": ((2, 5), None),
    # It is in the loan.
    "reader": ((2, 5), None),
    "mood": ((2, 2), (2, 9)),
    "shelf": ((2, 10), None),
}


def shown(page: Page) -> dict[str, list[bool]]:
    """The visibility of every operation and row, by name."""
    pairs = page.evaluate(
        """() => [
          ...[...document.querySelectorAll("section.operation")].map((each) => [
            each.querySelector("h1, h2, h3, h4, h5, h6").firstChild.textContent.trim(), each]),
          ...[...document.querySelectorAll("section.operation:not([hidden]) tr[id]")]
            .filter((row) => row.closest("table.parameters"))
            .map((row) => [row.querySelector("code").textContent, row]),
        ].map(([name, each]) => [name, each.checkVisibility()])"""
    )
    found: dict[str, list[bool]] = {}
    for name, visible in pairs:
        found.setdefault(name, []).append(visible)
    return found


def test_choosing_a_version_hides_what_it_does_not_have(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        everything = shown(page)
        assert set(RESTRICTED) <= set(everything)
        assert all(all(each) for each in everything.values())
        selector = page.get_by_label("Microversion")
        options = selector.locator("option").evaluate_all("(all) => all.map((each) => each.value)")
        assert options == ["", *(f"2.{minor}" for minor in range(1, 13))]
        for minor in (1, 2, 3, 4, 5, 9, 10, 12):
            selector.select_option(f"2.{minor}")
            settle(page)
            now = shown(page)
            for name, states in everything.items():
                first, last = RESTRICTED.get(name, (None, None))
                inside = (not first or first <= (2, minor)) and (not last or (2, minor) <= last)
                assert set(now.get(name, [])) <= {inside}, f"{name} in 2.{minor}"
                assert not inside or len(now[name]) >= 1, f"{name} in 2.{minor}"
                assert states
        selector.select_option("")
        settle(page)
        assert shown(page) == everything


@pytest.mark.parametrize(
    ("client", "line", "place"),
    [
        ("curl", '  -H "OpenStack-API-Version: $SERVICE_TYPE {}" \\', 1),
        (
            "Python",
            'service.additional_headers["OpenStack-API-Version"] = '
            "f\"{{environ['SERVICE_TYPE']}} {}\"",
            9,
        ),
        ("HTTP", "OpenStack-API-Version: $SERVICE_TYPE {}", 1),
    ],
)
def test_requests_ask_for_the_chosen_version(
    generated: Site, browser: Browser, client: str, line: str, place: int
) -> None:
    code = f".call [data-title='{client}'] pre >> nth=0"
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        page.get_by_role("tab", name=client).first.click()
        written = page.inner_text(code)
        assert "API-Version" not in written
        for version in ("2.1", "2.9"):
            page.get_by_label("Microversion").select_option(version)
            lines = written.splitlines()
            lines.insert(place, line.format(version))
            assert page.inner_text(code).splitlines() == lines
        page.get_by_label("Microversion").select_option("")
        assert page.inner_text(code) == written


@pytest.mark.parametrize("client", ["curl", "Python", "HTTP"])
def test_a_request_names_one_version(generated: Site, browser: Browser, client: str) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        open_all(page)
        page.get_by_label("Microversion").select_option("2.9")
        section = page.locator("section.operation", has_text="Throws a book away")
        page.get_by_role("tab", name=client).first.click()
        code = section.locator(f".call [data-title='{client}'] pre").inner_text()
        assert (code.count("API-Version"), "2.9" in code) == (1, True)


def test_the_address_names_the_chosen_version(generated: Site, browser: Browser) -> None:
    address = generated.address("v1/books.html")
    with opened(browser) as page:
        page.goto(f"{address}?expanded=#shelves")
        page.get_by_label("Microversion").select_option("2.9")
        assert page.url == f"{address}?expanded=&microversion=2.9#shelves"
        page.goto("about:blank")
        page.goto(f"{address}?microversion=2.2")
        assert page.get_by_label("Microversion").input_value() == "2.2"
        assert not page.locator("section.operation", has_text="Throws a book away").is_visible()
        page.get_by_label("Microversion").select_option("")
        assert page.url == address
        page.goto(f"{address}?microversion=9")
        assert page.get_by_label("Microversion").input_value() == ""


def test_an_address_within_a_hidden_row_is_no_error(generated: Site, browser: Browser) -> None:
    """A link to something that the chosen version lacks shows it nevertheless."""
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        page.get_by_label("Microversion").select_option("2.1")
        anchor = page.locator("section.operation", has_text="Throws a book away").get_attribute(
            "id"
        )
        page.goto(f"{generated.address('v1/books.html')}#{anchor}")
        settle(page)
        assert page.locator(f"#{anchor}").is_visible()


def test_releases_stand_beside_their_versions(generated: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(generated.address("v1/books.html"))
        options = page.get_by_label("Microversion").locator("option").all_inner_texts()
        assert "2.1 - Alder" in options
        assert "2.9 - Beech" in options


def test_a_tree_without_versions_has_no_selector(reference: Site, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(reference.address("v2/index.html"))
        assert page.locator("select").count() == 0
