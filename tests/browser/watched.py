"""Browser pages that record their errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}

# Violations of the policy, including those without a console message.
_NOTE_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI || event.sample}`);
});
"""


@dataclass
class Watch:
    """The activity of one page: console messages, uncaught errors, and requests."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.console.append(f"{message.type}: {message.text} ({message.location['url']})")

    def on_error(self, error: Exception) -> None:
        self.console.append(f"uncaught: {error}")

    def on_request(self, request: Request) -> None:
        self.requests.append(request.url)


@contextmanager
def opened(
    browser: Browser, viewport: dict[str, int] | None = None, **options: Any
) -> Iterator[Page]:
    """A page in a context of its own, without cache, cookies or anything else of another test.

    Motion is reduced if the options do not say otherwise, so that scrolling is over at once.
    """
    options = {"reduced_motion": "reduce"} | options
    context = browser.new_context(viewport=viewport or DESKTOP, **options)
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def watch(page: Page) -> Watch:
    """Watch a page from now on."""
    seen = Watch()
    page.add_init_script(_NOTE_VIOLATIONS)
    page.on("console", seen.on_console)
    page.on("pageerror", seen.on_error)
    page.on("request", seen.on_request)
    return seen


def settle(page: Page) -> None:
    """Wait until the page has reacted: two frames have been drawn."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def open_all(page: Page) -> None:
    """Open everything that can be opened, and lay out what is far from the window too."""
    page.evaluate(
        """() => {
          document.querySelectorAll("details").forEach((each) => { each.open = true; });
          document.querySelectorAll(".operation-body").forEach((each) => {
            each.style.contentVisibility = "visible";
          });
        }"""
    )
    settle(page)


def close_all(page: Page) -> None:
    """Close all operations."""
    page.evaluate(
        "() => document.querySelectorAll('.operation details').forEach((d) => { d.open = false; })"
    )
    settle(page)
