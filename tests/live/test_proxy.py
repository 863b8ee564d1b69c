"""The proxy, in front of a server that echoes the requests."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.live.loopback import LoopbackServer, QuietHandler
from tests.live.proxy import RecordingProxy, identity
from tests.live.recording import Recording

OPERATIONS = ("GET /v2/tasks", "POST /v2/tasks")
IDENTITIES = {"secret-7": identity("admin", "the-project", "the-user")}


class Echo(QuietHandler):
    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        told = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": self.rfile.read(length).decode(),
        }
        body = json.dumps(told).encode()
        self.send_response(201 if self.command == "POST" else 200)
        self.send_header("X-Seen", "yes")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PATCH = do_GET


@contextmanager
def proxied() -> Iterator[RecordingProxy]:
    recording = Recording(OPERATIONS)
    with (
        LoopbackServer(Echo).running() as server,
        RecordingProxy(server.port, IDENTITIES, recording).running() as proxy,
    ):
        yield proxy


def ask(
    proxy: RecordingProxy, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        response = connection.getresponse()
        content = response.read()
        return response, json.loads(content) if response.status < 400 else content
    finally:
        connection.close()


def test_a_token_becomes_an_identity() -> None:
    with proxied() as proxy:
        _, told = ask(proxy, "GET", "/v2/tasks?limit=1", X_Auth_Token="secret-7")
    assert told["path"] == "/v2/tasks?limit=1"
    assert told["headers"]["x-identity-status"] == "Confirmed"
    assert told["headers"]["x-roles"] == "admin"
    assert told["headers"]["x-user-id"] == "the-user"
    assert told["headers"]["x-project-id"] == "the-project"
    assert "x-auth-token" not in told["headers"]


def test_nobody_without_a_token_gets_an_identity() -> None:
    forged = {"X_Identity_Status": "Confirmed", "X_Roles": "admin"}
    with proxied() as proxy:
        for headers in ({}, {"X_Auth_Token": "unknown"}, forged):
            _, told = ask(proxy, "GET", "/v2/tasks", **headers)
            assert not [name for name in told["headers"] if name.startswith("x-")]


def test_an_identity_without_a_user() -> None:
    assert "X-User-Id" not in identity("admin", "the-project", None)


def test_what_is_recorded_is_what_the_client_saw() -> None:
    with proxied() as proxy:
        response, told = ask(
            proxy,
            "POST",
            "/v2/tasks",
            b'{"a": 1}',
            X_Auth_Token="secret-7",
            Content_Type="text/plain",
            Host="images.example.com",
        )
        (made,) = proxy.recording.entries
    assert told["body"] == '{"a": 1}'
    assert told["headers"]["host"] == "images.example.com"
    assert (response.status, made["response"]["status"]) == (201, 201)
    assert made["request"]["url"] == "http://images.example.com/v2/tasks"
    assert made["request"]["postData"]["text"] == '{"a": 1}'
    assert json.loads(made["response"]["content"]["text"]) == told
    assert {"name": "X-Seen", "value": "yes"} in made["response"]["headers"]
    # The test adds the echo to the response; the request must not contain the identity.
    recorded = json.dumps(made["request"]).lower()
    for text in ("secret-7", "x-identity-status", "x-roles", "the-user", "the-project"):
        assert text not in recorded
    assert "secret-7" not in json.dumps(made)


def test_other_requests_pass_and_leave_no_trace() -> None:
    with proxied() as proxy:
        response, told = ask(proxy, "PATCH", "/v2/images/1", b"[]", X_Auth_Token="secret-7")
        assert (response.status, told["method"]) == (200, "PATCH")
        assert proxy.recording.entries == []


def test_one_connection_serves_several_requests() -> None:
    with proxied() as proxy:
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=10)
        for _ in range(3):
            connection.request("GET", "/v2/tasks")
            assert connection.getresponse().read()
        connection.close()
        assert len(proxy.recording.entries) == 3


def test_a_server_that_is_gone_is_a_bad_gateway() -> None:
    with proxied() as proxy:
        proxy.upstream_port = 1
        response, _ = ask(proxy, "GET", "/v2/tasks")
        assert response.status == 502
        assert proxy.recording.entries == []
