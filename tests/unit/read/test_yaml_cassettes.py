"""Cassettes in YAML; whole files are read in ``test_recordings.py``."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pytest

from apiref.read.yaml_cassettes import yaml_interactions
from tests.limits import cpu_limit


def loaded(text: str) -> list[Any]:
    return list(yaml_interactions(io.BytesIO(text.encode())))


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
