"""The recording proxy in front of Glance, in place of Keystone's middleware.

Clients send a token, as they always do. The proxy turns it into the headers that say to Glance who
is asking, and takes away such headers where a client sends them itself. It records what the client
sent and got, so these headers are in no recording.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.live.loopback import LoopbackServer, QuietHandler
from tests.live.recording import Exchange, Recording

IDENTITY_HEADERS = ("X-Identity-Status", "X-Roles", "X-User-Id", "X-Project-Id")
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "te", "trailer", "upgrade"}
UPSTREAM_SECONDS = 60

Identities = Mapping[str, Mapping[str, str]]


def identity(role: str, project: str, user: str | None) -> dict[str, str]:
    """The headers that identify the user to Glance."""
    headers = {"X-Identity-Status": "Confirmed", "X-Roles": role, "X-Project-Id": project}
    return headers if user is None else headers | {"X-User-Id": user}


class RecordingProxy:
    """Passes requests on to a server of this machine, and records them.

    ``identities`` are the identity headers by token. A request with no token, or an unknown one,
    is passed on without any.
    """

    def __init__(self, upstream_port: int, identities: Identities, recording: Recording) -> None:
        self.upstream_port = upstream_port
        self.identities = identities
        self.recording = recording
        self._server = LoopbackServer(self._handler())
        # The methods that clients use.
        self.port, self.url = self._server.port, self._server.url

    @contextmanager
    def running(self) -> Iterator[RecordingProxy]:
        """Serve until the end of the block."""
        with self._server.running():
            yield self

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(QuietHandler):
            protocol_version = "HTTP/1.1"

            def __getattr__(self, name: str) -> Any:
                # The base class calls "do_" and the method; all of them are treated alike.
                if name.startswith("do_"):
                    return self.pass_on
                raise AttributeError(name)

            def pass_on(self) -> None:
                if "Transfer-Encoding" in self.headers:
                    self.close_connection = True
                    self.send_error(411)
                    return
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                proxy._exchange(self, body)

        return Handler

    def _exchange(self, client: BaseHTTPRequestHandler, body: bytes) -> None:
        started, start = datetime.now(UTC), time.perf_counter()
        upstream = http.client.HTTPConnection(
            "127.0.0.1", self.upstream_port, timeout=UPSTREAM_SECONDS
        )
        try:
            _send(upstream, client, body, self._identity(client))
            response = upstream.getresponse()
            waited = time.perf_counter()
            content = response.read()
        except (OSError, http.client.HTTPException):
            client.close_connection = True
            client.send_error(502)
            return
        finally:
            upstream.close()
        dropped = HOP_BY_HOP | {"transfer-encoding"}
        headers = [(k, v) for k, v in response.getheaders() if k.lower() not in dropped]
        if not any(name.lower() == "content-length" for name, _ in headers):
            headers.append(("Content-Length", str(len(content))))
        # Before responding, so that whoever waits for the client finds it recorded.
        self.recording.add(
            Exchange(
                method=client.command,
                url=f"http://{client.headers.get('Host', f'127.0.0.1:{self.port}')}{client.path}",
                request_headers=client.headers.items(),
                request_body=body,
                status=response.status,
                reason=response.reason,
                response_headers=headers,
                response_body=content,
                started=started,
                waited=waited - start,
                received=time.perf_counter() - waited,
            )
        )
        client.send_response_only(response.status, response.reason)
        for name, value in headers:
            client.send_header(name, value)
        client.end_headers()
        client.wfile.write(content)

    def _identity(self, client: BaseHTTPRequestHandler) -> Mapping[str, str]:
        return self.identities.get(client.headers.get("X-Auth-Token", ""), {})


def _send(
    upstream: http.client.HTTPConnection,
    client: BaseHTTPRequestHandler,
    body: bytes,
    identity_headers: Mapping[str, str],
) -> None:
    upstream.putrequest(client.command, client.path, skip_host=True, skip_accept_encoding=True)
    kept_back = HOP_BY_HOP | {"x-auth-token"} | {name.lower() for name in IDENTITY_HEADERS}
    for name, value in client.headers.items():
        if name.lower() not in kept_back:
            upstream.putheader(name, value)
    for name, value in identity_headers.items():
        upstream.putheader(name, value)
    upstream.endheaders(body or None)
