"""All pages, style sheets and images are valid."""

from tests.browser.checkers import Checkers
from tests.browser.sites import Site


def test_the_nu_html_checker_finds_no_error(site: Site, checkers: Checkers) -> None:
    files = [
        path
        for path in sorted(site.folder.rglob("*"))
        if path.suffix in (".html", ".css", ".svg") and "_sources" not in path.parts
    ]
    errors = checkers.invalid(files)
    assert not errors, "\n".join(errors)
