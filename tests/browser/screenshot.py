"""Takes the screenshot of the README: ``python -m tests.browser.screenshot``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launched
from tests.browser.server import serving
from tests.browser.sites import ROOT, build
from tests.browser.watched import opened, settle

PICTURE = ROOT / ".github" / "page.png"
SIZE = {"width": 1280, "height": 900}


def take(target: Path) -> None:
    """Take a screenshot of the page of operations, with the first one open."""
    with (
        tempfile.TemporaryDirectory() as work,
        sync_playwright() as playwright,
        launched(playwright) as browser,
    ):
        site = build("reference", Path(work))
        with serving(site.folder) as server, opened(browser, SIZE) as page:
            page.goto(f"{server.url}/v2/index.html#create-task")
            settle(page)
            page.screenshot(path=target)


if __name__ == "__main__":
    take(PICTURE)
