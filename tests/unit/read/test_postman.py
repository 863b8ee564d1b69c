"""Collections of Postman and reports of newman; whole files are read in ``test_recordings.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apiref.cli import main
from apiref.read.postman import example_interactions, run_interactions
from tests.traffic import exchanges

ROOT = Path(__file__).resolve().parents[3]
CONVERTED = Path(__file__).with_name("converted.json")


def test_the_examples_of_a_collection() -> None:
    request = {
        "method": "POST",
        "url": {"raw": "{{base}}/things?a=1"},
        "header": [
            {"key": "A", "value": "1"},
            {"key": "B", "value": "2", "disabled": True},
            {"value": "3"},
            7,
            "C: 4",
        ],
        "body": {"mode": "raw", "raw": "{}"},
    }
    response = {"originalRequest": request, "code": 200, "header": None, "body": "[]"}
    items = [
        {"name": "one", "request": request, "response": [response, response]},
        {"item": [{"request": "http://h/a", "response": [{"code": 204}, 7]}, None]},
        {"response": [{"code": 200}]},
        {"request": {"url": "http://h/b"}},
    ]
    first, second, third, odd, last = example_interactions({"item": items})
    assert first == second
    assert first["request"] == {
        "method": "POST",
        "uri": "/{{base}}/things?a=1",
        "headers": {"A": "1", "C": "4"},
        "body": "{}",
    }
    assert first["response"] == {"status": {"code": 200}, "headers": {}, "body": "[]"}
    assert third["request"]["method"] == "GET"
    assert third["request"]["uri"] == "http://h/a"
    assert (odd, last) == (7, {"response": {"code": 200}})


def of(**request: Any) -> dict[str, Any]:
    """What is read of a request."""
    (found,) = example_interactions({"request": request, "response": [{"code": 200}]})
    sent: dict[str, Any] = found["request"]
    return sent


HOST = {"protocol": "http", "host": ["h", "org"], "port": "80"}


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        (None, None),
        ("http://h/a", "http://h/a"),
        ("localhost:9292/a", "http://localhost:9292/a"),
        ("{{base}}/a/:id?b=:c", "/{{base}}/a/{{id}}?b=:c"),
        ("/a", "/a"),
        ({}, None),
        ({"raw": 7}, 7),
        ({"raw": "http://h/:id/b", "variable": [{"key": "id", "value": "7"}]}, "http://h/7/b"),
        ({"raw": "http://h/:id", "variable": [{"id": "id", "value": 7}, 8]}, "http://h/7"),
        ({"raw": "http://h/:id", "variable": [{"key": "id", "value": None}]}, "http://h/{{id}}"),
        (
            {"raw": "http://h/:id", "variable": [{"key": "id", "value": "<uuid>"}]},
            "http://h/{{uuid}}",
        ),
        (HOST, "http://h.org:80"),
        ({**HOST, "path": ["a", {"type": "string", "value": "b"}]}, "http://h.org:80/a/b"),
        ({**HOST, "path": "/a/b"}, "http://h.org:80/a/b"),
        ({"raw": "http://h/old", "host": "{{base}}", "path": ["a", ":b"]}, "/{{base}}/a/{{b}}"),
        (
            {
                "host": ["h"],
                "query": [
                    {"key": "a", "value": "1%20"},
                    {"key": "b", "value": None},
                    {"key": "c", "value": ""},
                    {"key": "d", "value": "2", "disabled": True},
                    {"key": "e", "value": "<string>"},
                    7,
                ],
            },
            "http://h?a=1%20&b&c=&e={{string}}",
        ),
    ],
)
def test_urls(url: Any, uri: Any) -> None:
    assert of(url=url)["uri"] == uri


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (None, None),
        ({"mode": "raw", "raw": '{"a": 1}'}, '{"a": 1}'),
        ({"mode": "raw", "raw": '{"a": "{{b}}"}'}, None),
        ({"mode": "raw", "raw": 7}, None),
        ({"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1"}]}, None),
        ("text", None),
    ],
)
def test_bodies(body: Any, text: str | None) -> None:
    assert of(url="http://h", body=body)["body"] == text


@pytest.mark.parametrize(
    ("header", "found"),
    [("A: b\r\nC:d:e\n", {"A": "b", "C": "d:e"}), (None, {}), (7, {}), ({"key": "A"}, {})],
)
def test_headers(header: Any, found: dict[str, str]) -> None:
    assert of(url="http://h", header=header)["headers"] == found


@pytest.mark.parametrize(
    ("stream", "body"),
    [
        ({"type": "Buffer", "data": [123, 125]}, b"{}"),
        ({"type": "Buffer", "data": [256]}, None),
        ({"type": "Buffer", "data": ["{"]}, None),
        ({"type": "Buffer"}, "text"),
        (7, "text"),
    ],
)
def test_bodies_in_a_report_of_newman(stream: Any, body: Any) -> None:
    response = {"code": 200, "stream": stream, "body": "text"}
    (found,) = run_interactions({"request": {"url": HOST}, "response": response})
    assert found["request"]["uri"] == "http://h.org:80"
    assert found["response"]["body"] == body


def test_executions_that_are_no_exchange() -> None:
    assert list(run_interactions({"request": {}, "requestError": {"code": "ECONNREFUSED"}})) == []
    assert list(run_interactions(7)) == [7]


def test_a_converted_document() -> None:
    """openapi-to-postmanv2 6.3.3 made it of our OpenAPI document; descriptions are left out.

    It has examples of the bodies, and placeholders such as ``<uuid>`` in URLs.
    """
    create, listed, shown = exchanges(CONVERTED)
    assert (create.method, create.path, create.status) == ("POST", "/{{baseUrl}}/v2/tasks", 201)
    assert create.request.is_json
    assert dict(listed.query)["limit"] == "25"
    assert dict(listed.query)["marker"] == "{{uuid}}"
    assert shown.path == "/{{baseUrl}}/v2/tasks/{{uuid}}"
    assert shown.response.is_json
    assert main(["verify", "--reference", str(ROOT), str(CONVERTED)]) == 0
