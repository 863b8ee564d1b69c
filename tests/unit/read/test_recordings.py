"""Readers of recorded traffic."""

from __future__ import annotations

import base64
import gzip
import json
import os
import zlib
from pathlib import Path
from typing import Any

import pytest

from apiref.model.exchange import Body, Exchange, Unreadable
from apiref.read import har as har_files
from apiref.read import recordings
from apiref.read.har import RecordingError
from apiref.read.recordings import read_recording
from tests.traffic import entry, exchanges, har, write_har


def read(root: Path, *entries: Any) -> tuple[Exchange, ...]:
    return tuple(exchanges(write_har(root / "a.har", *entries)))


def problem(path: Path) -> str:
    with pytest.raises(RecordingError) as caught:
        list(read_recording(path))
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    return message


def test_an_exchange(tmp_path: Path) -> None:
    url = "http://user:secret@host:9292/image/v2/things/7?limit=2&name=a%20b&empty="
    headers = {"Content-Type": "application/json; charset=UTF-8", "Location": "/v2"}
    sent = entry("post", url, 201, sent={"a": 1}, answered={"b": [2]}, headers=headers)
    (exchange,) = read(tmp_path, sent)
    assert exchange.number == 1
    assert exchange.method == "POST"
    assert exchange.path == "/image/v2/things/7"
    assert exchange.query == (("limit", "2"), ("name", "a b"), ("empty", ""))
    assert exchange.request == Body("application/json", {"a": 1}, is_json=True, is_empty=False)
    assert exchange.response.value == {"b": [2]}
    assert exchange.response.media_type == "application/json"
    assert exchange.response_headers == {"content-type", "location"}
    assert exchange.succeeded
    assert "secret" not in repr(exchange)


def test_a_byte_order_mark_and_an_empty_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.har"
    path.write_text(json.dumps(har()), encoding="utf-8-sig")
    assert list(read_recording(path)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("is no recording: invalid JSON", b'{"log": {"entries": [{"request": {"method'),
        ("neither HAR nor a cassette nor a log", b""),
        ("neither HAR nor a cassette nor a log", b"GET /v2/things\n200\n"),
        ("is not UTF-8 (byte 9)", b'{"log": "\xff"}'),
        ("neither HAR nor a cassette nor a log", json.dumps(har()).encode("utf-16")),
        ("cannot be read: invalid YAML: line 2 column 3", b"interactions:\n- }"),
        ("cannot be read: invalid YAML", b"interactions: [\xff]"),
        ("is nested too deeply", b"interactions:\n" + b"- " * 2000),
        ("has no list 'interactions'", b'{"_type": "export", "resources": []}'),
        ("or 'log.entries'", b"[]"),
        ("or 'log.entries'", b'{"log": {}}'),
        ("or 'log.entries'", b'{"log": {"entries": {}}}'),
        ("or 'log.entries'", b'{"log": []}'),
        ("is nested too deeply", b"[" * 200_000),
        ("is no recording: invalid JSON", b'{"log": ' + b"1" * 5000 + b"}"),
    ],
)
def test_a_file_that_is_no_recording(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(data)
    assert name in problem(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert "is not a file" in problem(tmp_path)
    assert "is not a file" in problem(tmp_path / "fifo")
    assert "is not a file" in problem(Path(os.devnull))
    assert "no such file" in problem(tmp_path / "missing")
    assert "File name too long" in problem(tmp_path / ("a" * 5000))
    # Command-line arguments cannot contain it.
    with pytest.raises(RecordingError):
        list(read_recording(Path("a\0b")))


RECORDED = Path(__file__).with_name("recorded")
# What the tools recorded of the same requests to a real Glance.
CREATE = ("POST", (), 201, "application/json", True, True)
LIST = ("GET", (("limit", "2"),), 200, "application/json", False, True)
REFUSED = ("GET", (("limit", "x"),), 400, "application/json", False, True)
TOOLS = {
    "betamax.json": (LIST, CREATE, REFUSED),
    "chromium.har": (LIST, CREATE, REFUSED),
    "firefox.har": (LIST, CREATE, REFUSED),
    "gabbi.txt": (LIST, CREATE, REFUSED),
    # Bodies that are not JSON are not in its log; its hook for Betamax raises an error for them.
    "keystoneauth.log": (LIST, CREATE, (*REFUSED[:3], "text/html", False, False)),
    "keystoneauth.yaml": (LIST, CREATE),
    "mitmproxy.har": (LIST, CREATE, REFUSED),
    "newman.json": (LIST, CREATE, REFUSED),
    "openstack.log": (
        LIST,
        (
            "GET",
            (("marker", "3c8fb532-1b75-400b-93c0-0de5b4abb0c1"), ("limit", "2")),
            *LIST[2:],
        ),
    ),
    "playwright.har": (LIST, CREATE, REFUSED),
    "playwright.zip": (LIST, CREATE, REFUSED),
    "postman.json": (LIST, CREATE, REFUSED),
    "vcr.json": (LIST, CREATE, REFUSED),
    "vcr.yaml": (LIST, CREATE, REFUSED),
}


@pytest.mark.parametrize("name", sorted(path.name for path in RECORDED.iterdir()))
def test_what_tools_record(name: str) -> None:
    """All files were written by the tools that they are named after.

    They were shortened to three exchanges, and tokens and ports changed. ``newman.json`` is the
    report of newman 6.2.2; ``postman.json`` has the same responses as examples, which Postman's
    own library, postman-collection 5.3.1, wrote. ``playwright.zip`` is what Playwright 1.65 writes
    if the name ends so. Insomnia exports HAR.
    """
    found = list(exchanges(RECORDED / name))
    assert (
        tuple(
            (
                each.method,
                each.query,
                each.status,
                each.response.media_type,
                each.request.is_json,
                each.response.is_json,
            )
            for each in found
        )
        == TOOLS[name]
    )
    assert {each.path.removeprefix("/{{baseUrl}}") for each in found} == {"/v2/tasks"}
    assert [each.number for each in found] == [*range(1, len(found) + 1)]
    for each in found:
        assert "user-agent" in each.request_headers
        assert {"content-type", "x-openstack-request-id"} <= each.response_headers
        assert ("location" in each.response_headers) == (each.method == "POST")
        if each.status == 200:
            assert each.response.value.keys() >= {"tasks", "first", "schema"}
        if each.method == "POST":
            assert each.request.value.keys() == {"type", "input"}
            assert each.response.value["status"] == "pending"


def test_a_redirect_to_the_same_path_in_a_cassette(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "interactions:\n"
        "- request: {method: GET, uri: 'http://h/v2'}\n"
        "  response: {status: {code: 302}, headers: {location: ['http://h/v2/']}}\n"
        "- request: {method: GET, uri: 'http://h/v2/'}\n"
        "  response: {status: {code: 200}}\n"
        "- request: {method: GET, uri: 'http://h/v2/'}\n"
    )
    first, second = read_recording(tmp_path / "a.yaml")
    assert isinstance(first, Exchange)
    assert (first.number, first.path) == (2, "/v2/")
    assert second == Unreadable(str(tmp_path / "a.yaml"), 3, "has no response")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_har(tmp_path / "a.har", entry())
    monkeypatch.setattr(har_files, "MAX_BYTES", 100)
    assert "split it" in problem(path)


WRONG: list[tuple[Any, str]] = [
    (None, "request"),
    ([], "request"),
    ({"request": {}}, "response"),
    ({"request": [], "response": {}}, "request"),
    ({"request": {}, "response": {}}, "method"),
    ({"request": {"method": 7, "url": "/"}, "response": {"status": 200}}, "method"),
    ({"request": {"method": "G T", "url": "/"}, "response": {"status": 200}}, "method"),
    ({"request": {"method": "GET"}, "response": {"status": 200}}, "URL"),
    ({"request": {"method": "GET", "url": "/"}, "response": {"status": True}}, "status"),
    ({"request": {"method": "GET", "url": "/"}, "response": {"status": "200"}}, "status"),
    ({"request": {"method": "GET", "url": "/"}, "response": {"status": 9999}}, "status"),
    ({"request": {"method": "GET", "url": "http://[1"}, "response": {"status": 200}}, "URL"),
]


@pytest.mark.parametrize(("wrong", "lacks"), WRONG)
def test_an_entry_that_is_no_exchange(tmp_path: Path, wrong: Any, lacks: str) -> None:
    first, second = read_recording(write_har(tmp_path / "a.har", wrong, entry()))
    assert isinstance(first, Unreadable)
    assert first.number == 1
    assert lacks in first.problem
    assert second.number == 2


def test_a_file_of_other_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "_MOST_UNREADABLE", 2)
    assert len(list(read_recording(write_har(tmp_path / "a.har", 1, 2)))) == 2
    assert "more than 2 entries are not exchanges" in problem(
        write_har(tmp_path / "b.har", 1, 2, 3)
    )


@pytest.mark.parametrize("odd", [None, 7, "text", [], {}, [7, None, {"name": 7}, {"value": "x"}]])
def test_parts_of_odd_types_are_as_if_they_were_not_there(tmp_path: Path, odd: Any) -> None:
    made = entry(sent={"a": 1}, answered={"b": 1})
    for message in ("request", "response"):
        made[message]["headers"] = odd
        made[message]["cookies"] = odd
    made["request"]["postData"] = made["response"]["content"] = odd
    made["request"]["queryString"] = odd
    (exchange,) = read(tmp_path, made)
    assert exchange.request == exchange.response == Body()
    content = {"mimeType": odd, "text": odd, "encoding": odd}
    made["response"]["content"] = content
    (exchange,) = read(tmp_path, made)
    assert not exchange.response.is_json


def test_what_no_server_answered_is_left_out(tmp_path: Path) -> None:
    blocked, aborted, tunnel = entry(status=0), entry(status=-1), entry("CONNECT", "host:443")
    assert [each.number for each in read(tmp_path, blocked, aborted, tunnel, entry())] == [4]


def test_pseudo_headers_of_http_2(tmp_path: Path) -> None:
    made = entry(
        sent_headers={":method": "GET", ":authority": "h", "x-a": "1"}, headers={":status": "200"}
    )
    (exchange,) = read(tmp_path, made)
    assert exchange.request_headers == {"x-a"}
    assert exchange.response_headers == set()


PLAIN = json.dumps({"id": "ü"}).encode()
RAW = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("", PLAIN),
        ("", '{"id": "ü"}'.encode()),
        ("gzip", gzip.compress(PLAIN, mtime=0)),
        ("x-gzip", gzip.compress(PLAIN, mtime=0)),
        ("deflate", zlib.compress(PLAIN)),
        ("deflate", zlib.compress(PLAIN, 9)),
        ("deflate", RAW.compress(PLAIN) + RAW.flush()),
        # Already decompressed, as browsers write it.
        ("gzip", PLAIN),
        ("br", PLAIN),
    ],
)
def test_bodies_in_base64(tmp_path: Path, name: str, data: bytes) -> None:
    made = entry(headers={"Content-Encoding": name, "Content-Type": "application/json"})
    made["response"]["content"] |= {"text": base64.b64encode(data).decode(), "encoding": "base64"}
    (exchange,) = read(tmp_path, made)
    assert exchange.response.value == {"id": "ü"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("br", b'\x0b\x05\x80{"id": 7}\x03'),
        ("gzip", gzip.compress(PLAIN, mtime=0)[:-12]),
        ("gzip", b"\x1f\x8bnonsense"),
        ("", b"\x89PNG\r\n\x1a\n\0\0"),
        ("", b"{\xff}"),
    ],
)
def test_binary_bodies_are_no_json(tmp_path: Path, name: str, data: bytes) -> None:
    made = entry(headers={"Content-Encoding": name, "Content-Type": "application/json"})
    made["response"]["content"] |= {"text": base64.b64encode(data).decode(), "encoding": "base64"}
    (exchange,) = read(tmp_path, made)
    assert not exchange.response.is_json
    assert not exchange.response.is_empty


def test_a_body_that_unpacks_to_very_much_is_no_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MAX_BODY", 1000)
    bomb = gzip.compress(b'{"a": "' + b"0" * 10_000 + b'"}', mtime=0)
    made = entry(headers={"Content-Encoding": "gzip", "Content-Type": "application/json"})
    made["response"]["content"] |= {"text": base64.b64encode(bomb).decode(), "encoding": "base64"}
    (exchange,) = read(tmp_path, made)
    assert exchange.response == Body("application/json", is_empty=False)


def test_a_body_that_is_compressed_too_well_is_no_text(tmp_path: Path) -> None:
    """A few kilobytes once became millions of values."""
    bomb = gzip.compress(b"[" + b"{}," * 1_000_000 + b"{}]", mtime=0)
    made = entry(headers={"Content-Encoding": "gzip", "Content-Type": "application/json"})
    made["response"]["content"] |= {"text": base64.b64encode(bomb).decode(), "encoding": "base64"}
    (exchange,) = read(tmp_path, made)
    assert exchange.response == Body("application/json", is_empty=False)


def test_a_body_that_is_very_large_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MAX_BODY", 2_000_000)
    made = [entry(answered={"a": "x" * number}) for number in (1_999_990, 2_000_000)]
    good, bad, page = read_recording(
        write_har(
            tmp_path / "a.har",
            *made,
            entry(answered="x" * 3_000_000, headers={"Content-Type": "text/plain"}),
        )
    )
    assert isinstance(good, Exchange)
    assert bad == Unreadable(str(tmp_path / "a.har"), 2, "has a body of more than 2 MB")
    assert isinstance(page, Exchange)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "<html>",
        "a=1&b=2",
        "[" * 100_000,
        '{"a": 1}{"b": 2}',
        "1" * 5000,
        '{"a": NaN}',
        '{"a": Infinity}',
        "\ud800",
    ],
)
def test_texts_that_are_no_json(tmp_path: Path, text: str) -> None:
    made = entry(answered=text, headers={"Content-Type": "application/json"})
    (exchange,) = read(tmp_path, made)
    assert not exchange.response.is_json
    assert not exchange.response.is_empty


@pytest.mark.parametrize(
    ("media_type", "text", "value"),
    [
        ("application/problem+json", "7", 7),
        ("APPLICATION/JSON;charset=utf-8", '"a"', "a"),
        ("application/openstack-images-v2.1-json-patch", "[]", []),
        ("application/json", "\ufeff{}", {}),
        ("", " \n{}", {}),
        ("text/plain", '{"a": 1, "a": 2}', {"a": 2}),
    ],
)
def test_what_json_is(tmp_path: Path, media_type: str, text: str, value: Any) -> None:
    made = entry(answered=text, headers={"Content-Type": media_type})
    (exchange,) = read(tmp_path, made)
    assert exchange.response.is_json
    assert exchange.response.value == value


def test_the_type_that_the_header_tells(tmp_path: Path) -> None:
    made = entry(answered="7", headers={"content-type": "application/json"})
    del made["response"]["content"]["mimeType"]
    (exchange,) = read(tmp_path, made)
    assert exchange.response.value == 7


def test_params_of_a_form_are_a_body(tmp_path: Path) -> None:
    made = entry("POST")
    made["request"]["postData"] = {
        "mimeType": "application/x-www-form-urlencoded",
        "params": [{"name": "a", "value": "1"}],
    }
    (exchange,) = read(tmp_path, made)
    assert not exchange.request.is_empty


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("http://u:canary@h/v2", ("http://h", "/v2", ())),
        ("http://u:canary@h/v2?a=1#canary", ("http://h", "/v2", (("a", "1"),))),
        ("http://h/v2#access_token=canary", ("http://h", "/v2", ())),
        ("https://h", ("https://h", "", ())),
        ("/v2/things", ("://", "/v2/things", ())),
        ("*", ("://", "*", ())),
    ],
)
def test_urls_lose_the_user_and_the_fragment(
    tmp_path: Path, url: str, parts: tuple[object, ...]
) -> None:
    (exchange,) = read(tmp_path, entry(url=url))
    assert (exchange.origin, exchange.path, exchange.query) == parts
    assert "canary" not in repr(exchange)
