"""The recording: exchanges over HTTP, written as HAR 1.2.

A recording never holds credentials. It belongs to a reference: only the requests to its documented
operations are kept. The scenario makes other requests through the same proxy, to create images
for example; these pass, and leave no trace.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

REDACTED = "REDACTED"
SECRET_HEADERS = {"authorization", "cookie", "proxy-authorization", "set-cookie", "x-auth-token"}
HTTP_VERSION = "HTTP/1.1"

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Exchange:
    """One request and its response, as the client saw them."""

    method: str
    url: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    response_headers: Headers
    response_body: bytes
    started: datetime
    # In seconds: until the response started, and until it was complete.
    waited: float
    received: float


@dataclass
class Recording:
    """Exchanges of the documented operations, in the order in which they ended.

    ``operations`` are methods and URL templates such as ``GET /v2/tasks/{task_id}``.
    """

    operations: Sequence[str]
    entries: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._patterns = [_pattern(operation) for operation in self.operations]

    def chapter(self, title: str) -> None:
        """Group the following exchanges under a title; HAR calls that a page."""
        self.pages.append(
            {
                "startedDateTime": _moment(datetime.now(UTC)),
                "id": f"chapter-{len(self.pages) + 1}",
                "title": title,
                "pageTimings": {},
            }
        )

    def belongs(self, method: str, url: str) -> bool:
        """Whether this is a request to a documented operation."""
        wanted = f"{method} {urlsplit(url).path}"
        return any(pattern.fullmatch(wanted) for pattern in self._patterns)

    def add(self, exchange: Exchange) -> None:
        """Keep an exchange if it belongs here."""
        if not self.belongs(exchange.method, exchange.url):
            return
        made = entry(exchange)
        with self._lock:
            if self.pages:
                made = {"pageref": self.pages[-1]["id"]} | made
            self.entries.append(made)

    def mark(self, samples: dict[str, str]) -> None:
        """Mark the last exchange as samples, by role: request, response."""
        with self._lock:
            self.entries[-1]["_samples"] = samples

    def har(self) -> dict[str, Any]:
        """The whole recording as a HAR document."""
        return {
            "log": {
                "version": "1.2",
                "creator": {"name": "tests.live", "version": "1"},
                "pages": self.pages,
                "entries": self.entries,
                "comment": "Only requests to these operations are recorded: "
                + ", ".join(self.operations),
            }
        }

    def write(self, path: Path) -> None:
        """Write the recording into a file."""
        text = json.dumps(self.har(), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def _pattern(operation: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", operation)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def entry(exchange: Exchange) -> dict[str, Any]:
    """One entry of a HAR, without credentials."""
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": HTTP_VERSION,
        "cookies": [],
        "headers": _headers(exchange.request_headers),
        "queryString": [
            {"name": name, "value": value}
            for name, value in parse_qsl(urlsplit(exchange.url).query, keep_blank_values=True)
        ],
        "headersSize": -1,
        "bodySize": len(exchange.request_body),
    }
    if exchange.request_body:
        request["postData"] = {
            "mimeType": _value(exchange.request_headers, "content-type"),
            "params": [],
            "text": exchange.request_body.decode("utf-8", "replace"),
        }
    milliseconds = [round(1000 * seconds, 3) for seconds in (exchange.waited, exchange.received)]
    return {
        "startedDateTime": _moment(exchange.started),
        "time": round(sum(milliseconds), 3),
        "request": request,
        "response": {
            "status": exchange.status,
            "statusText": exchange.reason,
            "httpVersion": HTTP_VERSION,
            "cookies": [],
            "headers": _headers(exchange.response_headers),
            "content": _content(exchange),
            "redirectURL": _value(exchange.response_headers, "location"),
            "headersSize": -1,
            "bodySize": len(exchange.response_body),
        },
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds[0], "receive": milliseconds[1]},
    }


def _content(exchange: Exchange) -> dict[str, Any]:
    body = exchange.response_body
    content: dict[str, Any] = {
        "size": len(body),
        "mimeType": _value(exchange.response_headers, "content-type"),
    }
    try:
        return content | {"text": body.decode("utf-8")}
    except UnicodeDecodeError:
        return content | {"text": base64.b64encode(body).decode("ascii"), "encoding": "base64"}


def _headers(headers: Headers) -> list[dict[str, str]]:
    return [
        {"name": name, "value": REDACTED if name.lower() in SECRET_HEADERS else value}
        for name, value in headers
    ]


def _value(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
