"""Serve Glance's WSGI application on a free loopback port; a process of its own.

The server is wsgiref of the standard library, with a thread for each request. Only the proxy of
the same machine talks to it, a request at a time or two, so nothing faster is worth a dependency.

The first line on standard output is the port. The process ends when its standard input does, so it
never outlives the one that started it.
"""

from __future__ import annotations

import sys
import threading
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """A WSGI server with a thread for each request."""

    daemon_threads = True

    def server_bind(self) -> None:
        # The parent asks for the name of the host, which can take seconds where there is no DNS.
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]
        self.setup_environ()


class Handler(WSGIRequestHandler):
    """A handler that makes no DNS requests either."""

    def address_string(self) -> str:
        return str(self.client_address[0])

    def log_message(self, format: str, *args: Any) -> None:
        sys.stderr.write(f"{format % args}\n")


def main() -> None:
    # Sets up Glance as OS_GLANCE_CONFIG_DIR says; takes seconds.
    from glance.wsgi.api import application

    with ThreadedServer(("127.0.0.1", 0), Handler) as server:
        server.set_app(application)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_port, flush=True)
        sys.stdin.read()
        server.shutdown()


if __name__ == "__main__":
    main()
