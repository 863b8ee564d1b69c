"""Recorded HTTP traffic: requests and the responses to them."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.json_file import Json


class Body(NamedTuple):
    """The body of a request or response.

    ``value`` is the JSON value where ``is_json``, else None; it is None as well where it was let
    go, others being like it. ``media_type`` is without its parameters, in lower case, and empty
    where none was sent.
    """

    media_type: str = ""
    value: Json = None
    is_json: bool = False
    is_empty: bool = True


class Exchange(NamedTuple):
    """One request and its response.

    ``recording`` is the path of the file, ``number`` the entry in it, from 1. ``origin`` is the
    scheme, host and port. ``url`` is the path and the query as reports show them: without
    credentials. ``path`` is that of the URL, as it was sent; ``query`` holds the names and values
    of its parameters. Of the headers only the names are kept, in lower case: their values may be
    credentials. ``version`` is the microversion that a header told, that of the response first.
    """

    recording: str
    number: int
    method: str
    origin: str
    url: str
    path: str
    query: tuple[tuple[str, str], ...]
    request_headers: frozenset[str]
    request: Body
    status: int
    response_headers: frozenset[str]
    response: Body
    version: tuple[int, int] | None = None

    @property
    def label(self) -> str:
        """How reports quote the exchange: the entry, the method and the URL."""
        return f"entry {self.number}: {self.method} {self.url}"

    @property
    def shown_path(self) -> str:
        """The path as reports show it."""
        return self.url.partition("?")[0]

    @property
    def succeeded(self) -> bool:
        """Whether the service did what it was asked: a code from 200 to 399."""
        return 200 <= self.status < 400


class Unreadable(NamedTuple):
    """An entry of a recording that is no exchange, and what is wrong with it."""

    recording: str
    number: int
    problem: str
