"""The Chromium of the system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The browser, while the context is active; it cannot reach other hosts."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    assert executable, "no Chromium; on Debian: apt-get install chromium"
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:
        # Chromium has no sandbox for root.
        arguments.append("--no-sandbox")
    browser = playwright.chromium.launch(executable_path=executable, args=arguments)
    try:
        yield browser
    finally:
        browser.close()
