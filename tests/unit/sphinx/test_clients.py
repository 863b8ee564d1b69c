"""The same request for each client."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from apiref.model.json_file import Json
from apiref.sphinx.clients import Code, curl, http, python
from apiref.sphinx.requests import Body, Request

SERVICE, HEADER = "$ENDPOINT", "OpenStack-API-Version: $SERVICE_TYPE"
VARIABLES = {
    "ENDPOINT": "https://books.example.org",
    "OS_TOKEN": "secret",
    "SERVICE_TYPE": "library",
    "book_id": "17",
    "sort": "title",
    "Accept_Language": "it",
}
ODD = {
    "title": 'Emma\'s "copy" \\ {x} $sort \u00fc',
    "lent": None,
    "loan": {"until": True, "fees": [1, 2.5, False], "notes": [], "more": {}},
}


def request(value: Json = None, *, method: str = "POST", lines: int = 1, **parts: Any) -> Request:
    """A request, with a value as JSON in its body, if any, of at least so many lines."""
    text = json.dumps(value, indent=1) + "\n" * lines
    body = None if value is None else Body(text, value, None)
    given = {"url": "/v2/books", "query": {}, "headers": {}, "version": None, **parts}
    return Request(method=method, body=body, **given)


@dataclass
class Sent:
    """What arrives at the service."""

    method: str
    url: str
    headers: dict[str, str]
    body: Json


class Session:
    def __init__(self, auth: tuple[str, str] | None = None) -> None:
        self.auth = auth


class Adapter:
    """Sends as that of keystoneauth1 does."""

    sent: Sent | None = None

    def __init__(self, session: Session, endpoint_override: str) -> None:
        _endpoint, token = session.auth or ("", "")
        # What it knows of the endpoint itself is for lists of services alone.
        self.endpoint = endpoint_override
        self.additional_headers = {"X-Auth-Token": token} if token else {}

    def request(
        self,
        url: str,
        method: str,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        **rest: Json,
    ) -> Any:
        query = "&".join(f"{name}={value}" for name, value in (params or {}).items())
        given = self.additional_headers | (headers or {})
        if "json" in rest:
            given["Content-Type"] = "application/json"
        address = self.endpoint + url + ("?" + query if query else "")
        Adapter.sent = Sent(method, address, given, rest.get("json"))
        return Response()

    def get(self, url: str, **rest: Any) -> Any:
        return self.request(url, "GET", **rest)

    def post(self, url: str, **rest: Any) -> Any:
        return self.request(url, "POST", **rest)


class Response:
    status_code, text = 200, "{}"


def by_python(code: Code, version: str | None, monkeypatch: pytest.MonkeyPatch) -> Sent | None:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(sys.modules, "keystoneauth1", ModuleType("keystoneauth1"))
    contents = {"adapter.Adapter": Adapter, "session.Session": Session}
    token = {"token_endpoint.Token": lambda endpoint, token: (endpoint, token)}
    for name, kind in (contents | token).items():
        module, _, member = name.partition(".")
        made = ModuleType(f"keystoneauth1.{module}")
        setattr(made, member, kind)
        monkeypatch.setitem(sys.modules, f"keystoneauth1.{module}", made)
    exec(code.text(version), {})
    return Adapter.sent


def filled(text: str) -> str:
    for name, value in VARIABLES.items():
        text = text.replace(f"${{{name}}}", value).replace(f"${name}", value)
    return text


def by_curl(code: Code, version: str | None) -> Sent:
    words = shlex.split(code.text(version))
    pairs = list(pairwise(words))
    headers = dict(filled(value).split(": ", 1) for option, value in pairs if option == "-H")
    methods = [value for option, value in pairs if option == "-X"]
    method = "HEAD" if "--head" in words else next(iter(methods), "GET")
    (url,) = (word for word in words if word.startswith("$ENDPOINT"))
    bodies = [value for option, value in pairs if option == "-d"]
    return Sent(method, filled(url), headers, json.loads(bodies[0]) if bodies else None)


def by_http(code: Code, version: str | None) -> Sent:
    head, _, body = code.text(version).partition("\n\n")
    first, *lines = filled(head).split("\n")
    method, url, protocol = first.split(" ")
    assert protocol == "HTTP/1.1"
    headers = dict(line.split(": ", 1) for line in lines)
    return Sent(method, url, headers, json.loads(body) if body else None)


@pytest.mark.parametrize("version", [None, "2.60"])
@pytest.mark.parametrize(
    ("made", "query"),
    [
        (request(method="GET"), ""),
        (request(method="GET", url="/v2/books/${book_id}/pages"), ""),
        (
            request(method="GET", query={"sort": "$sort", "by": "$sort"}),
            "?sort=title&by=title",
        ),
        (request(ODD, headers={"Accept-Language": "$Accept_Language"}), ""),
        (request([{"op": "add"}], method="POST"), ""),
        (request(method="COPY"), ""),
        (request({"auth": {}}), ""),
    ],
)
def test_all_clients_send_the_same(
    made: Request, query: str, version: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"X-Auth-Token": "secret"} if made.has_token else {}
    headers |= {name: filled(value) for name, value in made.headers.items()}
    headers |= {"Content-Type": "application/json"} if made.body else {}
    headers |= {"OpenStack-API-Version": f"library {version}"} if version else {}
    url = "https://books.example.org" + filled(made.url) + query
    value = made.body and made.body.value
    sent = Sent(made.method, url, headers, value)
    assert by_curl(curl(made, SERVICE, HEADER), version) == sent
    assert by_python(python(made, SERVICE, HEADER), version, monkeypatch) == sent
    # The body has what looks like variables, and HTTP has no quotes.
    if value is not ODD:
        assert by_http(http(made, SERVICE, HEADER), version) == sent


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_without_a_body_needs_no_method_for_curl(method: str) -> None:
    assert by_curl(curl(request(method=method), SERVICE, HEADER), None).method == method
    assert "-X" not in curl(request(method=method), SERVICE, HEADER).lines[0]


@pytest.mark.parametrize(
    ("url", "command"),
    [
        ("/v2/books/123456", ['curl -sS "$ENDPOINT/v2/books/123456" \\']),
        ("/v2/books/1234567", ["curl -sS \\", '  "$ENDPOINT/v2/books/1234567" \\']),
    ],
)
def test_a_long_address_is_on_a_line_of_its_own(url: str, command: list[str]) -> None:
    made = curl(request(method="GET", url=url), SERVICE, HEADER)
    stated = f'  -H "{HEADER} 2.1" \\'
    token = '  -H "X-Auth-Token: $OS_TOKEN"'
    assert made.text("2.1").split("\n") == [*command, stated, token]


def test_a_long_body_is_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = request({"pages": "many"}, lines=50)
    monkeypatch.chdir(tmp_path)
    Path("request.json").write_text('{"pages": "few"}', encoding="utf-8")
    sent = by_python(python(made, SERVICE, HEADER), None, monkeypatch)
    assert sent and sent.body == {"pages": "few"}
    assert curl(made, SERVICE, HEADER).lines[-1] == "  -d @request.json"
    assert http(made, SERVICE, HEADER).lines[-2:] == ["", "< request.json"]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("it's", '"it\'s"'),
        ('a "b"', "'a \"b\"'"),
        ("\ud800", '"\\ud800"'),
        ("a\nb", '"a\\nb"'),
    ],
)
def test_texts_in_python(text: str, literal: str) -> None:
    assert f'"x": {literal},' in python(request({"x": text}), SERVICE, HEADER).text(None)


def test_an_address_without_variables() -> None:
    code = python(request(method="GET"), "https://books.example.org", HEADER).text(None)
    assert 'endpoint = "https://books.example.org"' in code
