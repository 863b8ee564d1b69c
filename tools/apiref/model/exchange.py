"""Recorded HTTP exchanges: requests and their responses."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.json_file import Json


class Body(NamedTuple):
    """The body of a request or response.

    ``value`` is the JSON value if ``is_json``, else None. It is also None for a body that was
    dropped because earlier ones have the same shape. ``media_type`` is in lower case, without
    parameters, and empty if none was sent.
    """

    media_type: str = ""
    value: Json = None
    is_json: bool = False
    is_empty: bool = True


def is_variable(text: str) -> bool:
    """Whether a part of a URL is not what was sent: collections of Postman have ``{{name}}``."""
    return "{{" in text


class Exchange(NamedTuple):
    """One request and its response.

    ``recording`` is the path of the file, ``number`` the entry in it, from 1. ``origin`` is the
    scheme, host and port; ``path`` is the path as sent; ``query`` holds the names and values of
    the query parameters. The user, the fragment and the values of headers are not kept.
    ``version`` is the microversion from the response headers, else from the request headers.
    ``shown`` is the URL as reports show it, empty until the exchange is matched.
    """

    recording: str
    number: int
    method: str
    origin: str
    path: str
    query: tuple[tuple[str, str], ...]
    request_headers: frozenset[str]
    request: Body
    status: int
    response_headers: frozenset[str]
    response: Body
    version: tuple[int, int] | None = None
    shown: str = ""

    @property
    def label(self) -> str:
        """How reports refer to the exchange: entry number, method and URL."""
        return f"entry {self.number}: {self.method} {self.shown}"

    @property
    def succeeded(self) -> bool:
        """Whether the service did what was asked: a status code from 200 to 300.

        300 comes with the list of versions. Other redirects say nothing about the operation.
        """
        return 200 <= self.status <= 300


class Unreadable(NamedTuple):
    """An entry of a recording that cannot be used, and the reason."""

    recording: str
    number: int
    problem: str
