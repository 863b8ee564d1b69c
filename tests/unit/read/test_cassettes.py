"""Recordings of test tools, as entries of HAR; their files are read in ``test_recordings.py``."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pytest

from apiref.read.cassettes import har_entry, yaml_interactions
from tests.limits import cpu_limit


def loaded(text: str) -> list[Any]:
    return list(yaml_interactions(io.BytesIO(text.encode())))


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


def test_yaml_is_read_as_text_whatever_types_are_named() -> None:
    (first, second) = loaded(
        "version: 1\ninteractions:\n"
        "- &a {body: null, code: 200, text: 'null', old: !!python/unicode 'a', at: 2026-01-01}\n"
        "- {<<: *a, data: !!binary YQ==, made: !!python/object/apply:os.getcwd []}\n"
    )
    assert first == {"body": None, "code": "200", "text": "null", "old": "a", "at": "2026-01-01"}
    assert second == {"<<": first, "data": b"a", "made": []}
    assert loaded("http_interactions: [{a: b}]") == [{"a": "b"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1", "no list 'interactions'"),
        ("interactions: 7", "no list 'interactions'"),
        ("- interactions: []", "no list 'interactions'"),
        ("interactions: [secret", r"^invalid YAML: line \d column \d+$"),
        ("interactions: *secret", "^invalid YAML: undefined alias$"),
        ("interactions: [&secret [*secret]]", "^invalid YAML: undefined alias$"),
        ("interactions: \x07secret", "^invalid YAML"),
        ("interactions: [!!binary secret7]", "padding"),
        ("? [a]\n: interactions", "no list 'interactions'"),
    ],
)
def test_yaml_that_is_no_cassette(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        loaded(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 100_000, "\n- " + "- " * 100_000, "[" * 900 + "]" * 900])
def test_yaml_that_is_too_deep(text: str) -> None:
    with cpu_limit(5), pytest.raises(RecursionError):
        loaded(f"interactions: {text}")


def test_aliases_of_aliases_take_no_memory() -> None:
    levels = "".join(f"  - &a{n + 1} [*a{n}, *a{n}, *a{n}]\n" for n in range(30))
    last = loaded(f"x: &a0 [a]\ninteractions:\n{levels}")[-1]
    assert last[0] is last[1]


def test_a_large_cassette_is_never_in_memory_as_a_whole() -> None:
    data = b"interactions:\n" + b"- {request: {body: aaaaaaaaaa}}\n" * 30_000
    tracemalloc.start()
    assert sum(1 for _ in yaml_interactions(io.BytesIO(data))) == 30_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(data) / 5
