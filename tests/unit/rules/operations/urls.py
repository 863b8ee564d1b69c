"""Pages with operations of given URLs, for the tests of rules about URLs."""

from __future__ import annotations

from tests.trees import INDEX

RULES = (
    "url-placeholder-syntax",
    "url-character",
    "url-leading-slash",
    "url-empty-segment",
    "url-missing-slash",
    "url-query-undocumented",
    "url-unlike-siblings",
    "url-trailing-slash",
)

WORDS = ("GET /things", "POST /things", "GET /things/{id}", "GET /parts", "GET /parts/{id}")


def pages(*urls: str) -> str:
    """One operation for each ``METHOD URL``; the mark may follow it."""
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    for number, url in enumerate(urls):
        text += f"Operation {number}\n{'=' * 20}\n\n.. rest_method:: {url}\n\nIt.\n\n"
    return text
