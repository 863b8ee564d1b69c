"""What the URLs of traffic hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apiref.analysis.schemas.documents import schema_set
from apiref.analysis.traffic.url_values import coerced, url_values
from apiref.model.json_file import Json
from tests.traffic import traffic_of
from tests.unit.analysis.references import bound, operation, whole


@pytest.mark.parametrize(
    ("text", "types", "value"),
    [
        ("5", {"integer"}, 5),
        ("-5", {"integer"}, -5),
        ("5.5", {"integer"}, "5.5"),
        ("5.5", {"number"}, 5.5),
        ("5e3", {"number"}, 5000.0),
        ("nan", {"number"}, "nan"),
        ("\u0665", {"integer"}, "\u0665"),
        ("True", {"boolean"}, True),
        ("off", {"boolean"}, False),
        ("maybe", {"boolean"}, "maybe"),
        ("1", {"boolean", "integer"}, 1),
        ("null", {"null", "string"}, None),
        ("", {"null"}, None),
        ("5", {"string"}, "5"),
        ("5", set(), "5"),
    ],
)
def test_what_a_text_means(text: str, types: set[str], value: Json) -> None:
    found = coerced(text, frozenset(types))
    assert (type(found), found) == (type(value), value)


def _of_exchange(
    root: Path, properties: dict[str, Any], *urls: str, role: str = "query"
) -> list[Any]:
    schema = bound({"properties": properties}, role=role)
    recorded = "".join(f"> GET {url}\n< {'404' if 'bad' in url else '200'}\n" for url in urls)
    tree = whole(operation(endpoint="GET /v1/{kind}/{id}.json"), schema)
    traffic = traffic_of(root, f"{tree}=== traffic\n{recorded}")
    (observed,) = traffic.observed
    schemas = schema_set(traffic.tree)
    return [item.values for item in url_values(observed, role, schemas, "schemas/thing.json")]


@pytest.mark.parametrize(
    ("properties", "query", "values"),
    [
        ({"a": {"type": "integer"}}, "a=1&b=2", [{"a": 1, "b": "2"}]),
        # A list: several times, or with commas.
        ({"a": {"type": "array", "items": {"type": "integer"}}}, "a=1&a=2", [{"a": [1, 2]}]),
        ({"a": {"type": "array"}}, "a=1,2", [{"a": ["1", "2"]}]),
        # What is no list is told in turn.
        ({"a": {"type": "integer"}}, "a=1&a=2&b=3", [{"a": 1, "b": "3"}, {"a": 2, "b": "3"}]),
        # Without a type, the values tell it.
        ({"a": {"enum": [1, 2]}}, "a=1", [{"a": 1}]),
        ({"a": {"const": 1}}, "a=1", [{"a": 1}]),
        ({}, "a=1", [{"a": "1"}]),
        ({}, "", [{}]),
    ],
)
def test_queries(
    tmp_path: Path, properties: dict[str, Any], query: str, values: list[dict[str, Json]]
) -> None:
    assert _of_exchange(tmp_path, properties, f"/v1/a/b.json?{query}".rstrip("?")) == values


@pytest.mark.parametrize(
    ("role", "url"), [("query", "a/b.json?a={{c}}&b=1"), ("path", "a/{{c}}.json")]
)
def test_what_a_recording_has_as_a_variable_is_unknown(tmp_path: Path, role: str, url: str) -> None:
    assert _of_exchange(tmp_path, {}, f"/v1/{url}", role=role) == []


def test_each_set_of_names_and_each_value_is_told(tmp_path: Path) -> None:
    queries = ("a=1", "a=1", "a=2", "a=1&b=1", "b=1", "c=1&bad=1")
    urls = [f"/v1/a/b.json?{query}" for query in queries]
    found = _of_exchange(tmp_path, {}, *urls)
    assert found == [{"a": "1"}, {"a": "2"}, {"a": "1", "b": "1"}, {"b": "1"}]


def test_of_many_values_a_few_are_told(tmp_path: Path) -> None:
    found = _of_exchange(tmp_path, {}, *(f"/v1/a/b.json?a={number}" for number in range(30)))
    assert found == [{"a": str(number)} for number in range(10)]


@pytest.mark.parametrize(
    ("url", "values"),
    [
        ("/v1/a/b.json", [{"kind": "a", "id": "b"}]),
        ("/image/v1/a%20b/c.d.json/", [{"kind": "a b", "id": "c.d"}]),
        (f"/v1/a/{'b' * 1989}.json", [{"kind": "a", "id": "b" * 1989}]),
        (f"/v1/a/{'b' * 1990}.json", [{}]),
    ],
)
def test_paths(tmp_path: Path, url: str, values: list[dict[str, Json]]) -> None:
    assert _of_exchange(tmp_path, {}, url, role="path") == values
