"""Recordings of test tools, as entries of HAR; their files are read in ``test_recordings.py``."""

from __future__ import annotations

from typing import Any

import pytest

from apiref.read.cassettes import har_entry


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (None, {"text": None}),
        ("a", {"text": "a"}),
        ({"string": "a"}, {"text": "a"}),
        ({"string": b"\xff"}, {"text": "/w==", "encoding": "base64"}),
        (b"a", {"text": "YQ==", "encoding": "base64"}),
        ({"base64_string": "YQ==", "encoding": "utf-8"}, {"text": "YQ==", "encoding": "base64"}),
    ],
)
def test_an_interaction(body: object, content: object) -> None:
    request = {"method": "PUT", "uri": "/a", "headers": {"A": ["1", "2"], "B": "3"}, "body": body}
    headers = {"Location": ["/a/"], "Empty": []}
    response = {"status": {"code": "301"}, "headers": headers, "body": body}
    assert har_entry({"request": request, "response": response}) == {
        "request": {
            "method": "PUT",
            "url": "/a",
            "headers": [{"name": "A", "value": "1"}, {"name": "B", "value": "3"}],
            "postData": content,
        },
        "response": {
            "status": 301,
            "headers": [{"name": "Location", "value": "/a/"}, {"name": "Empty", "value": []}],
            "content": content,
            "redirectURL": "/a/",
        },
    }


@pytest.mark.parametrize("odd", [None, 7, "text", [], {}])
def test_parts_of_odd_types(odd: Any) -> None:
    assert har_entry(odd) == odd
    assert har_entry({"request": odd, "response": odd}).keys() <= {"request", "response"}
    parts = {"headers": odd, "status": odd, "body": odd}
    made = har_entry({"request": parts, "response": parts})
    assert (made["request"]["url"], made["response"]["status"]) == (None, None)
    assert made["response"]["headers"] == []
