"""The recording as HAR 1.2."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.live.recording import REDACTED, Exchange, Headers, Recording, entry

OPERATIONS = ("POST /v2/tasks", "GET /v2/tasks", "GET /v2/tasks/{task_id}")


def exchange(
    method: str = "GET",
    path: str = "/v2/tasks?limit=1&status=",
    request_headers: Headers = (),
    request_body: bytes = b"",
    response_headers: Headers = (("Content-Type", "application/json"),),
    response_body: bytes = b"{}",
) -> Exchange:
    return Exchange(
        method=method,
        url=f"http://127.0.0.1:9292{path}",
        request_headers=request_headers,
        request_body=request_body,
        status=200,
        reason="OK",
        response_headers=response_headers,
        response_body=response_body,
        started=datetime(2026, 4, 14, 9, 41, 5, 318274, tzinfo=UTC),
        waited=0.0125,
        received=0.001,
    )


def test_an_entry_has_all_that_har_requires() -> None:
    made = entry(exchange())
    assert made["startedDateTime"] == "2026-04-14T09:41:05.318Z"
    assert made["time"] == 13.5
    assert made["timings"] == {"send": 0, "wait": 12.5, "receive": 1.0}
    assert made["cache"] == {}
    request = made["request"]
    assert request["queryString"] == [
        {"name": "limit", "value": "1"},
        {"name": "status", "value": ""},
    ]
    assert set(request) == set(
        "method url httpVersion cookies headers queryString headersSize bodySize".split()
    )
    response = made["response"]
    assert response["content"] == {"size": 2, "mimeType": "application/json", "text": "{}"}
    assert set(response) == set(
        "status statusText httpVersion cookies headers content redirectURL headersSize "
        "bodySize".split()
    )


def test_the_body_of_a_request() -> None:
    made = entry(exchange("POST", "/v2/tasks", [("content-type", "text/plain")], b"{\xc3\xa4"))
    assert made["request"]["postData"] == {"mimeType": "text/plain", "params": [], "text": "{ä"}
    assert made["request"]["bodySize"] == 3


def test_a_binary_body_is_encoded() -> None:
    made = entry(exchange(response_body=b"\xff\x00"))
    content = made["response"]["content"]
    assert content["encoding"] == "base64"
    assert base64.b64decode(content["text"]) == b"\xff\x00"


def test_location_is_where_the_response_leads() -> None:
    made = entry(exchange(response_headers=[("Location", "http://127.0.0.1:9292/v2/tasks/1")]))
    assert made["response"]["redirectURL"] == "http://127.0.0.1:9292/v2/tasks/1"


@pytest.mark.parametrize("name", ["X-Auth-Token", "authorization", "Cookie", "Set-Cookie"])
def test_credentials_are_struck_out(name: str) -> None:
    secret = [(name, "secret-7"), ("Accept", "text/html")]
    made = entry(exchange(request_headers=secret, response_headers=secret))
    for side in ("request", "response"):
        assert {"name": name, "value": REDACTED} in made[side]["headers"]
        assert {"name": "Accept", "value": "text/html"} in made[side]["headers"]
    assert "secret-7" not in json.dumps(made)


@pytest.mark.parametrize(
    ("method", "path", "belongs"),
    [
        ("GET", "/v2/tasks", True),
        ("GET", "/v2/tasks?limit=1", True),
        ("GET", "/v2/tasks/some-id", True),
        ("DELETE", "/v2/tasks/some-id", False),
        ("GET", "/v2/tasks/some-id/more", False),
        ("GET", "/v2/tasks/", False),
        ("GET", "/v2/images", False),
        ("GET", "/other/v2/tasks", False),
    ],
)
def test_only_the_documented_operations_are_kept(method: str, path: str, belongs: bool) -> None:
    recording = Recording(OPERATIONS)
    recording.add(exchange(method, path))
    assert len(recording.entries) == belongs


def test_chapters_and_samples(tmp_path: Path) -> None:
    recording = Recording(OPERATIONS)
    recording.add(exchange())
    recording.chapter("First")
    recording.add(exchange())
    recording.mark({"response": "task.json"})
    recording.chapter("Second")
    recording.add(exchange())
    path = tmp_path / "tasks.har"
    recording.write(path)
    log = json.loads(path.read_text(encoding="utf-8"))["log"]
    assert log["version"] == "1.2"
    assert set(log["creator"]) == {"name", "version"}
    assert [page["title"] for page in log["pages"]] == ["First", "Second"]
    ids = [page["id"] for page in log["pages"]]
    assert [made.get("pageref") for made in log["entries"]] == [None, *ids]
    assert [made.get("_samples") for made in log["entries"]] == [
        None,
        {"response": "task.json"},
        None,
    ]
    assert all(operation in log["comment"] for operation in OPERATIONS)
