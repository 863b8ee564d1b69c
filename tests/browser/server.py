"""Serves a site as a strict host would, and records the requests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
# Not at the root of the host, to detect addresses that begin with "/".
PREFIX = "/docs/reference"


@dataclass(frozen=True)
class Answer:
    """A response: the requested path, the status and the size of the body."""

    path: str
    status: int
    size: int


class Server(ThreadingHTTPServer):
    """Serves one folder below ``PREFIX``.

    ``answers`` has all answers since they were last cleared. ``script_delay`` is how many seconds
    late scripts come, as over a slow line.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.answers: list[Answer] = []
        self.script_delay = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{PREFIX}"


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{PREFIX}/")
        return super().translate_path(path.removeprefix(PREFIX) if inside else "/not/there")

    def do_GET(self) -> None:
        if self.path.partition("?")[0].endswith(".js"):
            time.sleep(self.server.script_delay)
        super().do_GET()

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        self.status = code

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.server.answers.append(Answer(self.path, self.status, int(value)))
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        # Other pages request everything again.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Do not log; the responses are recorded."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server of the folder, while the context is active."""
    server = Server(folder)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
