"""Logs with requests and responses; files of the tools are read in ``test_recordings.py``."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from apiref.read.http_logs import logged_interactions
from tests.limits import cpu_limit

REQUEST = 'REQ: curl -g -i -X GET http://h/a -H "Accept: a/b" -H "X-Auth-Token: {SHA256}0"\n'


def logged(text: str) -> list[Any]:
    return list(logged_interactions(io.BytesIO(text.encode())))


def bodies(text: str) -> list[Any]:
    return [each["response"]["body"] for each in logged(text)]


def test_a_request_and_its_response() -> None:
    (found,) = logged(
        '2026-01-01 DEBUG keystoneauth.session REQ: curl -g -i --cacert "/a b" -X PUT "http://h/a?b=c"'
        ' -H "Accept: a/b" -H "X-Auth-Token: {SHA256}0" -d \'{"a": "it\'s"}\'\n'
        'http://h "PUT /a?b=c HTTP/1.1" 202 2\n'
        "2026-01-01 DEBUG keystoneauth.session RESP: [202] Content-Type: application/json"
        " Date: Mon, 30 Nov 2026 01:00:00 GMT Location: http://h/a/ Warning: Beware: 7 x-a: 1\n"
        '2026-01-01 DEBUG keystoneauth.session RESP BODY: {"b": 1}\n'
        "PUT call to a for http://h/a used request id req-1\n"
    )
    assert found["request"] == {
        "method": "PUT",
        "uri": "http://h/a?b=c",
        "headers": {"Accept": "a/b", "X-Auth-Token": "{SHA256}0"},
        "body": '{"a": "it\'s"}',
    }
    response = found["response"]
    assert (response["status"], response["body"]) == ({"code": "202"}, '{"b": 1}')
    assert [*response["headers"]] == ["Content-Type", "Date", "Location", "Warning", "x-a"]
    assert response["headers"]["Content-Type"] == "application/json"
    assert response["headers"]["Warning"] == "Beware: 7"


def test_headers_as_older_versions_print_them() -> None:
    (found,) = logged(
        f"{REQUEST}RESP: [200] {{'Server': 'a', 'Content-Type': 'b/c', 'X-A': '1'}}\n"
    )
    assert found["response"]["headers"] == {"Server": "a", "Content-Type": "b/c", "X-A": "1"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('RESP BODY: {"a": [\n 1,\n 2]\n}\nother\n', '{"a": [\n 1,\n 2]\n}'),
        ('RESP BODY: [1]\n{"other": 1}\n', "[1]"),
        ("RESP BODY: Omitted, Content-Type is set to text/html.\n", None),
        ("RESP BODY: a {\nmessage}\n", None),
        ("RESP BODY: {\n", None),
        ('RESP BODY: {"token": {"catalog": "<removed>"}}\n', None),
        ("RESP BODY: " + "[" * 100_000, None),
        ("other\n", None),
    ],
)
def test_bodies(text: str, body: str | None) -> None:
    assert bodies(f"{REQUEST}RESP: [200] A: b\nother\n{text}") == [body]


def test_several_exchanges_with_other_lines_between() -> None:
    one = f"a\n{REQUEST}b\nRESP: [200] A: b\nc\nRESP BODY: [1]\nd\n"
    none = f"{REQUEST}RESP: [204]\n"
    assert bodies(one + none + one) == ["[1]", None, "[1]"]
    assert bodies(f"RESP: [200] A: b\nRESP BODY: [0]\n{one}{REQUEST}") == ["[1]"]


def test_requests_at_the_same_time_are_left_out() -> None:
    both = f"{REQUEST}{REQUEST}RESP: [200] A: b\nRESP BODY: [1]\nRESP: [201] A: b\nRESP BODY: [2]\n"
    assert bodies(f"{both}{REQUEST}RESP: [202] A: b\nRESP BODY: [3]\n") == ["[3]"]


def test_what_gabbi_prints() -> None:
    first, second = logged(
        "... #### one ####\n> POST http://h/a?b=c\n> content-type: a/b\n> x-a: b: c\n\n"
        '{\n "a": 1\n}\n\n< 201 Created\n< location: /a\n\n[\n]\n\n✓ gabbi.one\n'
        "... #### two ####\n> GET http://h/d\n\n\n< 204 No Content\n< x-b: 1\n\n✓ gabbi.two\n"
    )
    assert first["request"] == {
        "method": "POST",
        "uri": "http://h/a?b=c",
        "headers": {"content-type": "a/b", "x-a": "b: c"},
        "body": '{\n "a": 1\n}',
    }
    assert first["response"] == {
        "status": {"code": "201"},
        "headers": {"location": "/a"},
        "body": "[\n]",
    }
    assert second["request"]["body"] is second["response"]["body"] is None


def test_lines_that_end_as_on_windows() -> None:
    text = "> POST http://h/a\n> x-a: b\n\n[1]\n\n< 201 Created\n< x-b: c\n\n[2]\n"
    assert logged(text.replace("\n", "\r\n")) == logged(text) != []


@pytest.mark.parametrize("text", ["", "\n", "a\nb\n", "RESP: [200]\nRESP BODY: {}\n", "> GET /a\n"])
def test_what_is_no_log(text: str) -> None:
    assert logged(text) == []


def test_a_long_log_takes_linear_time() -> None:
    many = "".join(f"> a{number}: b\n" for number in range(100_000))
    text = json.dumps([*range(100_000)])
    with cpu_limit(5):
        assert len(logged(f"> GET http://h/a\n{many}\n< 200\n{many.replace('> ', '< ')}")) == 1
        assert bodies(f"{REQUEST}RESP: [200] {'a: ' * 100_000}\nRESP BODY: {text}") == [text]
        assert logged('REQ: curl -g -i -X GET "http://h' * 100_000) == []
