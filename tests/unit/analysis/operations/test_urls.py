"""URL templates."""

from __future__ import annotations

import pytest

from apiref.analysis.operations.urls import (
    holds_several,
    is_discovery,
    is_further_method,
    is_version,
    malformed,
    place_in,
    placeholders,
    query_parameters,
    segments,
)
from apiref.model.location import Location
from apiref.model.page import Endpoint


def endpoint(label: str) -> Endpoint:
    method, _, url = label.partition(" ")
    return Endpoint(method, url, Location("a.inc", 5), Location("a.inc", 5, 22))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("GET|HEAD /things", True),
        ("PUT,POST /things", True),
        ("PUT /things, PATCH /things/{id}", True),
        ("PUT /things or PATCH /things", True),
        ("GET /things", False),
        ("GET /things/POST", False),
    ],
)
def test_several_methods_in_one_directive(label: str, expected: bool) -> None:
    assert holds_several(endpoint(label)) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("PUT /a", True), (", or PUT /a", True), ("It is PUT /a", False)]
)
def test_a_further_line_of_a_directive(text: str, expected: bool) -> None:
    assert is_further_method(text) is expected


def test_placeholders_of_the_path() -> None:
    found = list(placeholders(endpoint("GET /a/{b}/{+c}/{d:[0-9]+}/{ e }/{f/g}{?h}")))
    assert [item.name for item in found] == ["b", "c", "d", "e", "f/g"]
    assert [item.offset for item in found[:2]] == [3, 7]
    assert found[1].location == Location("a.inc", 5, 29)


def test_the_place_of_a_character() -> None:
    assert place_in(endpoint("GET /a"), 1) == Location("a.inc", 5, 23)


def test_parameters_of_the_query() -> None:
    found = query_parameters("/a?b={b}&c=1&d{&e,f}")
    assert found == (("b", ""), ("c", "1"), ("d", ""), ("e", ""), ("f", ""))
    assert query_parameters("/a,b") == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/v2/things/{id}/", ("v2", "things", "{}")),
        ("/a-{b}?c=/d", ("a-{}",)),
        ("/", ()),
    ],
)
def test_segments(url: str, expected: tuple[str, ...]) -> None:
    assert segments(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v2", True),
        ("v2.1", True),
        ("v2_1", True),
        ("2", False),
        ("va", False),
    ],
)
def test_versions(text: str, expected: bool) -> None:
    assert is_version(text) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/", True),
        ("/v2.1/", True),
        ("/{api_version}", True),
        ("/{id}", False),
        ("/v2/things", False),
    ],
)
def test_discovery(url: str, expected: bool) -> None:
    assert is_discovery(endpoint(f"GET {url}")) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a/%(b)s", [("%(b)s", "b", 3)]),
        ("/a/${b}", [("${b}", "b", 3)]),
        ("/a/$(b)", [("$(b)", "b", 3)]),
        ("/a/{{ b }}", [("{{ b }}", "b", 3)]),
        ("/a/%7Bb%7D", [("%7Bb%7D", "b", 3)]),
        ("/a/<b>", [("<b>", "b", 3)]),
        ("/a/&lt;b&gt;", [("&lt;b&gt;", "b", 3)]),
        ("/a/:b/c", [(":b", "b", 3)]),
        ("/a/$b", [("$b", "b", 3)]),
        ("/a/[b]", [("[b]", "b", 3)]),
        ("/a/(b)", [("(b)", "b", 3)]),
        ("/a/{}", [("{}", "", 3)]),
        ("/a/b}/{c", [("b}", "b", 3), ("{c", "c", 6)]),
        ("/a/{b}/c:d", []),
        ("/a?b=<c>", []),
    ],
)
def test_what_is_meant_as_a_placeholder(url: str, expected: list[tuple[str, str, int]]) -> None:
    assert [tuple(item) for item in malformed(url)] == expected
