"""Values that stand for those of recorded bodies."""

from __future__ import annotations

import re

import pytest

from apiref.analysis.traffic.placeholders import Placeholders
from apiref.model.json_file import Json

ONE, TWO = "0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11", "1B9D5A52-7F09-4C8E-8B0E-0A9F4B0F6D11"


def placeholders(seed: str = "GET /things") -> Placeholders:
    listed = {"state": ("up", "down"), "password": ("hunter2",)}
    names = ("state", "metadata", "colour", "name")
    return Placeholders(seed, listed, names, ("metadata",), ("v2", "things"))


def replaced(value: Json, name: str = "name") -> Json:
    return placeholders().of(value, name)


@pytest.mark.parametrize(
    "value", [None, True, 7, 1.5, "", "True", "none", "2", "2.15", "v2.1", "/v2/things", "/v3"]
)
def test_values_that_stay(value: Json) -> None:
    assert replaced(value) == value
    assert replaced({"a": [value]}) == {"a": [value]}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("canary", "name"),
        ("12345", "name"),
        ("canary@example.org", "name"),
        ("192.168.7.9", "192.0.2.1"),
        ("10.7.0.0/16", "192.0.2.0/16"),
        ("10.7.0.0/canary", "name"),
        ("fe80::7", "2001:db8::1"),
        ("fa:16:3e:aa:bb:cc", "00:00:5e:00:53:01"),
        ("fa-16-3e-aa-bb-cc", "00-00-5e-00-53-01"),
        ("2019-07-07", "2026-01-01"),
        ("2019-07-07T07:07:07Z", "2026-01-01T12:01:00Z"),
        ("2019-07-07 07:07:07.777+07:30", "2026-01-01 12:01:00.000+00:00"),
        (
            "http://u:p@canary.org:7/canary/x;y?limit=7&k4n4ry=z#canary",
            "http://example.com/item/item2",
        ),
        ("/v2/things/canary", "/v2/things/item"),
        ("http://[canary", "https://example.com"),
        ("req-canary", "name"),
    ],
)
def test_values_that_are_replaced(value: str, shown: str) -> None:
    found = replaced(value)
    assert isinstance(found, str)
    assert found.partition("?")[0] == shown
    assert "canary" not in found


def test_the_query_of_a_url() -> None:
    found = replaced("/v2/things?limit=7&marker=canary&k4n4ry7=1")
    assert found == "/v2/things?limit=7&marker=marker&key1=1"


def test_ids_are_alike_everywhere_and_in_every_run() -> None:
    value = [{"id": ONE, "self": f"/v2/things/{ONE}"}, {"id": TWO, "owner": ONE.replace("-", "")}]
    first, second = replaced(value)  # type: ignore[misc]
    assert first["self"] == f"/v2/things/{first['id']}"
    assert second["owner"] == first["id"].replace("-", "")
    assert len({first["id"], second["id"], ONE, TWO.lower()}) == 4
    assert replaced(value) == [first, second]
    assert placeholders("GET /others").of(ONE) != first["id"]
    assert re.fullmatch(r"req-[0-9a-f-]{36}", str(replaced(f"req-{ONE}")))


def test_times_keep_their_order() -> None:
    value: Json = {"end": "2019-07-09T00:00:00Z", "start": "2019-07-08T00:00:00.5", "n": ["a"]}
    made = placeholders()
    made.learn([value])
    assert made.of(value) == {
        "end": "2026-01-01T12:02:00Z",
        "start": "2026-01-01T12:01:00.0",
        "n": ["n"],
    }


def test_values_that_the_reference_lists() -> None:
    value: Json = {"state": "up", "name": "up", "other": "down"}
    assert replaced(value) == {"state": "up", "name": "name", "other": "other"}
    assert replaced([{"state": "odd"}, {"state": "odder"}]) == [
        {"state": "state"},
        {"state": "state2"},
    ]


def test_credentials_of_all_types() -> None:
    value: Json = {"password": 7, "auth_token": "1", "adminPass": "true", "secret": None}
    assert replaced(value) == {
        "password": 0,
        "auth_token": "auth_token",
        "adminPass": "adminPass",
        "secret": None,
    }


def test_names_that_users_choose() -> None:
    value: Json = {"metadata": {"colour": "a", "mine": {"x": 1}}, "odd": 1, "k4n4ry": 2}
    assert replaced(value) == {
        "metadata": {"colour": "colour", "key1": {"key2": 1}},
        "odd": 1,
        "key3": 2,
    }


def test_lists_are_short() -> None:
    assert replaced([1, 2, 3]) == [1, 2]
