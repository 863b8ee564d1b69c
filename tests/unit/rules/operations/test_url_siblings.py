"""Rule ``url-unlike-siblings``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.operations.urls import RULES, WORDS, pages

PLAIN = ("GET /v2/things", "POST /v2/things", "GET /v2/things/{id}", "PUT /v2/things/{id}")


def test_a_url_without_the_version_of_its_siblings(tmp_path: Path) -> None:
    text = pages(
        "GET /v2/things",
        "POST /v2/things",
        "GET /v2/things/{id}",
        "DELETE /things/{id} <<< url-unlike-siblings",
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "does not start with '/v2'" in found[0].message


def test_a_url_with_another_version_than_its_siblings(tmp_path: Path) -> None:
    text = pages(
        "GET /v2/things",
        "POST /v2/things",
        "GET /v2/things/{id}",
        "DELETE /v3/things/{id} <<< url-unlike-siblings",
    )
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    "urls",
    [
        ("GET /v2/things", "POST /v2/things", "DELETE /things/{id}"),
        ("GET /v2/a", "GET /v2/b", "GET /v2/c", "GET /v3/things/a", "GET /v3/things/b"),
        (*(f"GET /v2/{name}" for name in "abcd"), "GET http://host/things/a"),
        ("GET /{id}/a", "GET /a", "GET /b", "GET /c"),
    ],
)
def test_urls_with_too_few_siblings(tmp_path: Path, urls: tuple[str, ...]) -> None:
    assert_expected(tmp_path, pages(*urls), "url-unlike-siblings")


def test_a_url_without_the_project_of_its_siblings(tmp_path: Path) -> None:
    urls = [f"GET /v2/{{project_id}}/{name}" for name in "abcdef"]
    text = pages(*urls, "GET /v2/things/all <<< url-unlike-siblings")
    (found,) = assert_expected(tmp_path, text, "url-unlike-siblings")
    assert "does not start with '/v2/{project_id}'" in found.message
    assert_expected(tmp_path / "few", pages(*urls[1:], "GET /v2/things/all"), "url-unlike-siblings")
    other = pages(*urls[1:], "GET /v2/{project}/f", "GET /v2/things/all")
    assert_expected(tmp_path / "other", other, "url-unlike-siblings")


def test_a_url_with_the_prefix_of_a_deployment(tmp_path: Path) -> None:
    text = pages(
        "GET /v2/things",
        "POST /v2/things",
        "GET /v2/things/{id}",
        "DELETE /depot/v2/things/{id} <<< url-unlike-siblings",
    )
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize("segment", ["os_things", "os-thing", "osthings"])
def test_a_segment_with_another_separator(tmp_path: Path, segment: str) -> None:
    urls = ("GET /os-things", "POST /os-things", "GET /os-things/{id}")
    text = pages(*urls, f"DELETE /{segment}/{{id}} <<< url-unlike-siblings")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "did you mean 'os-things'?" in found.message
    assert found.intended == "os-things"


def test_a_collection_without_the_version_of_its_siblings(tmp_path: Path) -> None:
    text = pages(
        "GET /things <<< url-unlike-siblings",
        "POST /v2/things",
        "GET /v2/things/{id}",
        "DELETE /v2/things/{id}",
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_segment_that_differs_by_a_letter(tmp_path: Path) -> None:
    text = pages(
        "GET /v2/things",
        "POST /v2/things",
        "GET /v2/thing/{id}/parts <<< url-unlike-siblings",
        "DELETE /v2/things/{id}",
        "GET /v2/hteings <<< url-unlike-siblings",
    ).replace("hteings", "thigns")
    found = assert_expected(tmp_path, text, *RULES)
    assert [item.location.column for item in found] == [26, 26]
    assert all("did you mean 'things'?" in item.message for item in found)


@pytest.mark.parametrize(
    "urls",
    [
        # Too short, a version, a word of two URLs, and one that is like a word of one URL only.
        ("GET /ant", "POST /ant", "GET /atn"),
        ("GET /v2_1/a", "GET /v2_1/b", "GET /v3_1/c"),
        ("GET /things", "POST /things", "GET /thigns", "POST /thigns"),
        ("GET /things", "POST /thigns"),
        (*(f"GET /v2/{{project_id}}/{name}" for name in "abcdef"), "GET /v2/x/y", "GET /v2/w/y"),
        ("GET /v2/things", "POST /v2/things", "GET /v2/a/thigns"),
    ],
)
def test_segments_that_may_differ_by_a_letter(tmp_path: Path, urls: tuple[str, ...]) -> None:
    assert_expected(tmp_path, pages(*urls), "url-unlike-siblings")


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("DELETE /v2/{project_id}/things/{id}", " <<< url-unlike-siblings"),
        # What follows is not known from elsewhere.
        ("DELETE /v2/{project_id}/parts/{id}", ""),
    ],
)
def test_the_only_placeholder_behind_the_version(tmp_path: Path, url: str, mark: str) -> None:
    assert_expected(tmp_path, pages(*PLAIN, f"{url}{mark}"), "url-unlike-siblings")


def test_two_placeholders_behind_the_version(tmp_path: Path) -> None:
    urls = (*PLAIN, "DELETE /v2/{project_id}/things/{id}", "HEAD /v2/{project_id}/things/{id}")
    assert_expected(tmp_path, pages(*urls), "url-unlike-siblings")
    assert_expected(tmp_path / "few", pages(*PLAIN[1:], urls[-1]), "url-unlike-siblings")


@pytest.mark.parametrize(
    ("urls", "other"),
    [
        (("GET /big_ant_nests", "POST /big_ant_nests", "DELETE /big-ant-nests/{id}"), "_"),
        # As often; the one that comes first is taken for right.
        (("GET /big_things", "DELETE /big-things/{id}"), "_"),
        (("GET /status", "GET /statuses/{id}", "DELETE /statuses/{id}"), "statuses"),
        (("GET /statuses/{id}", "GET /status"), "statuses"),
    ],
)
def test_a_collection_that_is_written_in_two_ways(
    tmp_path: Path, urls: tuple[str, ...], other: str
) -> None:
    odd = next(url for url in urls if "-" in url or url.endswith("/status"))
    text = pages(*urls).replace(f"{odd}\n", f"{odd} <<< url-unlike-siblings\n", 1)
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.startswith("other URLs have '")
    assert f"{other}" in found.message
    assert found.message.endswith("; use one of the two")


def test_several_urls_of_the_rarer_way_are_one_finding(tmp_path: Path) -> None:
    urls = ("GET /a_b", "POST /a_b", "PATCH /a_b", "PUT /a-b/{id}", "DELETE /a-b/{id}")
    text = pages(*urls).replace(urls[3], f"{urls[3]} <<< url-unlike-siblings")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert len(found.places) == 1


@pytest.mark.parametrize(
    "urls",
    [
        # Both take the same request, so that there are two.
        ("GET /schemas/big_thing", "GET /schemas/big-thing"),
        ("GET /schemas/things", "GET /schemas/thing"),
        # Items are often in the singular, and actions are verbs.
        ("GET /things", "GET /thing/{id}"),
        ("GET /things/{id}", "GET /things", "POST /thing"),
        ("GET /a_b", "POST /a-b", "PUT /aB"),
        ("GET /<a_id>", "PUT /(a_id)"),
    ],
)
def test_collections_that_are_two(tmp_path: Path, urls: tuple[str, ...]) -> None:
    assert_expected(tmp_path, pages(*urls), "url-unlike-siblings")


@pytest.mark.parametrize(
    ("urls", "intended"),
    [
        (("GET /ants", "POST /ants", "GET /atns"), "ants"),
        (("GET /ports", "PUT /ports", "GET /parts", "PUT /parts", "GET /prts"), "parts"),
    ],
)
def test_the_shortest_segment_that_differs_by_a_letter(
    tmp_path: Path, urls: tuple[str, ...], intended: str
) -> None:
    (found,) = assert_expected(
        tmp_path, pages(*urls).replace(urls[-1], f"{urls[-1]} <<< url-unlike-siblings"), *RULES
    )
    assert f"did you mean '{intended}'?" in found.message


@pytest.mark.parametrize(("count", "mark"), [(4, " <<< url-unlike-siblings"), (3, "")])
def test_how_many_urls_start_with_a_word(tmp_path: Path, count: int, mark: str) -> None:
    assert_expected(tmp_path, pages(*WORDS[:count], f"DELETE /{{id}}{mark}"), "url-unlike-siblings")


@pytest.mark.parametrize(("names", "mark"), [("abcd", " <<< url-unlike-siblings"), ("abc", "")])
def test_how_many_urls_of_other_pages_have_a_version(tmp_path: Path, names: str, mark: str) -> None:
    text = pages(*(f"GET /v2/{name}" for name in names))
    text = text.replace("things.inc\n=== ", "things.inc\n.. include:: others.inc\n=== ")
    other = pages("GET /v2/x", f"GET /y/z{mark}").partition("=== api-ref/source/things.inc\n")[2]
    assert_expected(
        tmp_path, f"{text}=== api-ref/source/others.inc\n{other}", "url-unlike-siblings"
    )


def test_a_url_without_its_collection(tmp_path: Path) -> None:
    text = pages(*WORDS, "DELETE /{id} <<< url-unlike-siblings")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "starts with a placeholder, '{id}'" in found.message


def test_a_url_with_the_prefix_of_a_deployment_before_the_version(tmp_path: Path) -> None:
    """Once only told if another URL had all but its last segment."""
    urls = [f"GET /v1/{{account}}/{name}" for name in ("things", "parts", "tags")]
    odd = "PUT /depot/v1/{account}/things/{id}/parts <<< url-unlike-siblings"
    (found,) = assert_expected(tmp_path, pages(*urls, odd), *RULES)
    assert "starts with '/depot'" in found.message


@pytest.mark.parametrize("url", ["DELETE /depot/things/{id}", "PUT /depot/things/{id}/parts"])
def test_a_url_with_the_prefix_of_a_deployment_and_no_version(tmp_path: Path, url: str) -> None:
    (found,) = assert_expected(tmp_path, pages(*WORDS, f"{url} <<< url-unlike-siblings"), *RULES)
    assert "starts with '/depot'" in found.message


def test_a_resource_that_lost_the_account_of_all_others(tmp_path: Path) -> None:
    urls = [
        f"GET /v1/{{account}}/{name}" for name in ("alpha", "beta", "gamma", "delta", "things/x")
    ]
    text = pages(*urls, "POST /v1/{account}/things/x")
    text = text.replace("things.inc\n=== ", "things.inc\n.. include:: others.inc\n=== ")
    other = pages("GET /v1/things <<< url-unlike-siblings")
    other = other.partition("=== api-ref/source/things.inc\n")[2]
    assert_expected(tmp_path, f"{text}=== api-ref/source/others.inc\n{other}", *RULES)


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("/v2/{thing_id}/parts", " <<< url-unlike-siblings"),
        ("/v2/all/{thing_id}/parts", ""),
        ("/v2/{part_id}/{thing_id}", " <<< url-unlike-siblings"),
    ],
)
def test_a_segment_that_is_always_before_a_placeholder(tmp_path: Path, url: str, mark: str) -> None:
    """Once not reported."""
    known = ("GET /v2/things/{thing_id}", "PUT /v2/things/{thing_id}")
    assert_expected(tmp_path, pages(*known, f"GET {url}{mark}"), "url-unlike-siblings")


def test_a_placeholder_without_a_fixed_place(tmp_path: Path) -> None:
    urls = ("/v2/things/{id}", "/v2/parts/{id}", "/v2/{id}", "/v2/things/{tag}", "/v2/{tag}")
    assert_expected(tmp_path, pages(*(f"GET {url}" for url in urls)), "url-unlike-siblings")


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("DELETE /v2/net/things/{id}", ""),
        ("DELETE /v2/things/{id}", " <<< url-unlike-siblings"),
        # Not one of the others.
        ("DELETE /v2/parts/{id}", ""),
    ],
)
def test_the_second_segment_of_all_others(tmp_path: Path, url: str, mark: str) -> None:
    """Once not reported."""
    known = ("GET /v2/net/things", "POST /v2/net/things", "GET /v2/net/things/{id}")
    assert_expected(tmp_path, pages(*known, f"{url}{mark}"), "url-unlike-siblings")


def test_the_second_segment_of_few_others(tmp_path: Path) -> None:
    urls = ("GET /v2/net/things", "GET /v2/net/things/{id}", "DELETE /v2/things/{id}")
    assert_expected(tmp_path, pages(*urls), "url-unlike-siblings")


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("/things/{thing_id}/{part_id}", " <<< url-unlike-siblings"),
        ("/things/{thing_id}/{name}", ""),
        ("/things/{part_id}", ""),
    ],
)
def test_a_placeholder_that_is_named_after_a_lost_segment(
    tmp_path: Path, url: str, mark: str
) -> None:
    """Once not reported."""
    text = pages("GET /things/{thing_id}/parts", f"GET {url}{mark}")
    assert_expected(tmp_path, text, "url-unlike-siblings")


def test_a_word_in_place_of_the_only_placeholder(tmp_path: Path) -> None:
    assert_expected(tmp_path, pages("GET /parts", "GET /{part_id}"), "url-unlike-siblings")
