"""Rules of ``apiref.rules.samples.consistency``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected

RULES = ("sample-self-link", "sample-time-order")
PAGE = """\
=== api-ref/source/index.rst
.. literalinclude:: thing.json
   :language: json
=== api-ref/source/thing.json
"""


def test_a_self_that_leads_to_its_id(tmp_path: Path) -> None:
    sample = """\
{
    "things": [
        {"id": "7", "self": "/v2/things/7"},
        {"id": "8", "self": "https://host/v2/things/8?full=true"},
        {"id": 9, "self": "/v2/things/nine"},
        {"self": "/v2/things"},
        {"id": "", "self": "things/1"},
        {"id": "1", "self": 2},
        {"id": "9", "name": "nine", "self": "/v2/things/nine"},
        {"id": "1", "self": "/v2/things/2"} <<< sample-self-link
    ]
}
"""
    assert_expected(tmp_path, PAGE + sample, *RULES)


IDS = ("5f1c7b1e-6b0e-4d0f-9d5e-3a1f5f2f8a11", "b2a7d0c4-91ab-4c55-8f0d-0c6a7d1e9f22")


@pytest.mark.parametrize(
    ("link", "mark"),
    [
        (f'"rel": "self", "href": "http://host/v2/things/{IDS[1]}"', " <<< sample-self-link"),
        (f'"rel": "self", "href": "http://host/v2/things/{IDS[0]}"', ""),
        (f'"rel": "bookmark", "href": "http://host/v2/parts/{IDS[1]}"', ""),
        # A resource with another name.
        ('"rel": "self", "href": "http://host/v2/things/beta"', ""),
        (f'"rel": "self", "href": "http://host/v2/things/{IDS[0]}/parts/{IDS[1]}"', ""),
        ('"rel": "self", "href": null', ""),
    ],
)
def test_a_self_in_a_list_of_links(tmp_path: Path, link: str, mark: str) -> None:
    """Once not reported."""
    sample = f'[{{"id": "{IDS[0]}",\n"links": [1, {{{link}}}]{mark}\n}}]\n'
    for found in assert_expected(tmp_path, PAGE + sample, *RULES):
        assert found.subject == "[0].links[1].href"


def test_a_self_that_leads_elsewhere(tmp_path: Path) -> None:
    sample = """\
{
    "id": "7",
    "self": "/v2/things/77" <<< sample-self-link
}
"""
    found = assert_expected(tmp_path, PAGE + sample, *RULES)
    assert found[0].location.column == 13
    assert [place.line for place in found[0].places] == [2]
    assert found[0].subject == "self"


def test_times_in_order_and_times_that_cannot_be_compared(tmp_path: Path) -> None:
    sample = """\
[
    {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"},
    {"created_at": "2026-01-02T00:00:00Z", "updated_at": "2026-01-01T00:00:00"},
    {"created_at": "2026-01-02T00:00:00Z", "updated_at": null},
    {"created_at": "today", "updated_at": "2026-01-01T00:00:00Z"},
    {"created_at": "2026-13-45T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
]
"""
    assert_expected(tmp_path, PAGE + sample, *RULES)


def test_times_out_of_order(tmp_path: Path) -> None:
    sample = """\
{
    "created_at": "2026-01-02T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z", <<< sample-time-order
    "deleted_at": "2026-01-01T00:00:00Z",
    "inner": {
        "updated_at": "2026-01-02T00:00:00.500000",
        "expires_at": "2026-01-02T00:00:00.400000" <<< sample-time-order
    }
}
"""
    found = assert_expected(tmp_path, PAGE + sample, *RULES)
    assert [each.subject for each in found] == ["updated_at", "inner.expires_at"]
    assert [place.line for each in found for place in each.places] == [2, 6]
