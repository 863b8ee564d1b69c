"""Where Glance imports images from: a small HTTP server on this machine.

It has a fast source and a slow one. The slow one does not guess how long is long enough: it sends
the first half of the image, and the rest when it is told to. Until then the task that reads from
it is ``processing``, however fast the machine is.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.live.loopback import LoopbackServer, QuietHandler

MEBIBYTE = 1024 * 1024
SIZE = 15 * MEBIBYTE


def qcow2(size: int) -> bytes:
    """An empty disk in the format qcow2, which Glance looks for in what it imports.

    The header is followed by zeros: the file allocates no cluster.
    """
    header = struct.pack(
        ">4sIQIIQIIQQIIQQQQII",
        b"QFI\xfb",
        3,  # the version
        0,  # no backing file
        0,
        16,  # clusters of 64 KiB
        1024 * MEBIBYTE,  # the size of the disk
        0,  # not encrypted
        2,  # two entries in the first table of clusters
        3 * 65536,
        65536,
        1,
        0,  # no snapshots
        0,
        0,  # no features
        0,
        0,
        4,
        104,  # the length of this header
    )
    return header + bytes(size - len(header))


class ImageSource:
    """The server: ``/fast/NAME`` and ``/slow/NAME`` are images, anything else is not found."""

    def __init__(self) -> None:
        self._image = qcow2(SIZE)
        self._waiting: set[str] = set()
        self._released: set[str] = set()
        self._changed = threading.Condition()
        self._server = LoopbackServer(self._handler())
        self.port, self.url = self._server.port, self._server.url

    def release(self, path: str) -> None:
        """Let everybody who reads from a slow path have the rest of the image."""
        with self._changed:
            self._released.add(path)
            self._changed.notify_all()

    def wait_for_reader(self, path: str, seconds: float) -> bool:
        """Wait until somebody waits for a slow path; return whether that happened."""
        with self._changed:
            return self._changed.wait_for(lambda: path in self._waiting, seconds)

    def _wait_for(self, path: str) -> None:
        with self._changed:
            self._waiting.add(path)
            self._changed.notify_all()
            self._changed.wait_for(lambda: path in self._released or "" in self._released)

    @contextmanager
    def running(self) -> Iterator[ImageSource]:
        """Serve until the end of the block."""
        with self._server.running():
            try:
                yield self
            finally:
                self.release("")  # Everybody who still waits.

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        source = self

        class Handler(QuietHandler):
            def do_GET(self) -> None:
                kind = self.path.split("/")[1]
                if kind not in ("fast", "slow"):
                    self.send_error(404)
                    return
                image = source._image
                self.send_response(200)
                self.send_header("Content-Type", "application/octet-stream")
                self.send_header("Content-Length", str(len(image)))
                self.end_headers()
                half = len(image) // 2
                self.wfile.write(image[:half])
                if kind == "slow":
                    source._wait_for(self.path)
                self.wfile.write(image[half:])

        return Handler
