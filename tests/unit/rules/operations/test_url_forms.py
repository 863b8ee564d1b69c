"""Rules of ``apiref.rules.operations.url_forms``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected, findings, write_tree

RULES = (
    "url-placeholder-syntax",
    "url-character",
    "url-leading-slash",
    "url-empty-segment",
    "url-missing-slash",
    "url-query-undocumented",
    "url-unlike-siblings",
    "url-trailing-slash",
)


def pages(*urls: str) -> str:
    """One operation for each ``METHOD URL``; the mark may follow it."""
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    for number, url in enumerate(urls):
        text += f"Operation {number}\n{'=' * 20}\n\n.. rest_method:: {url}\n\nIt.\n\n"
    return text


def test_valid_urls_are_silent(tmp_path: Path) -> None:
    text = pages(
        "GET /v2/things",
        "POST /v2/things",
        "GET /v2/things/{thing_id}?all=1&name={name}",
        "GET /v2/things/{thing-id}/os-parts/{part_id}",
        "GET /",
        "GET /v2/",
    )
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("url", "column", "words"),
    [
        ("/things/<id>", 30, "write '{id}'"),
        ("/things/:id", 30, "write '{id}'"),
        ("/things/%(id)s", 30, "write '{id}'"),
        ("/things/${id}", 30, "write '{id}'"),
        ("/things/%{id}", 30, "write '{id}'"),
        ("/things/{{id}}", 30, "write '{id}'"),
        ("/things/$id/parts", 30, "write '{id}'"),
        ("/things/{id", 30, "is not closed"),
        ("/things/id}", 30, "is not opened"),
        ("/things/{}", 30, "put a name between the braces"),
    ],
)
def test_a_placeholder_of_wrong_syntax(tmp_path: Path, url: str, column: int, words: str) -> None:
    found = assert_expected(
        tmp_path, pages(f"GET {url} <<< url-placeholder-syntax"), "url-placeholder-syntax"
    )
    assert len(found) == 1
    assert found[0].location.column == column
    assert words in found[0].message


@pytest.mark.parametrize(
    ("url", "column", "words"),
    [
        ("/things/\u200b{id}", 30, "U+200B"),
        ("/things/ {id}", 30, "a space"),
        ("/things/ \u200b{id}", 30, "U+200B"),
        ("/thïngs", 25, "U+00EF"),
        ("/things\u00a0", 29, "U+00A0"),
    ],
)
def test_a_character_that_no_url_has(tmp_path: Path, url: str, column: int, words: str) -> None:
    write_tree(tmp_path, pages("GET /parts", f"GET {url}"))
    found = [item for item in findings(tmp_path) if item.rule == "url-character"]
    assert [item.location.column for item in found] == [column]
    assert words in found[0].message


def test_a_missing_leading_slash(tmp_path: Path) -> None:
    text = pages("GET /v2/things", "GET /v2/parts", "GET v2/wholes <<< url-leading-slash")
    found = assert_expected(tmp_path, text, *RULES)
    assert "write '/v2/wholes'" in found[0].message


def test_the_only_url_without_a_leading_slash(tmp_path: Path) -> None:
    assert_expected(tmp_path, pages("GET things <<< url-leading-slash"), *RULES)


@pytest.mark.parametrize("other", ["things/{id}", "/things/{id}"])
def test_a_reference_that_often_writes_no_leading_slashes(tmp_path: Path, other: str) -> None:
    assert_expected(tmp_path, pages("GET things", f"GET {other}"), "url-leading-slash")


def test_two_slashes_in_a_row(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, pages("GET /v2//things <<< url-empty-segment"), *RULES)
    assert found[0].location.column == 25


@pytest.mark.parametrize(
    ("url", "column", "right"),
    [
        ("/v2/things{thing_id}", 35, "/v2/things/{thing_id}"),
        ("/v2/things/{thing_id}parts/{id}", 46, "/v2/things/{thing_id}/parts/{id}"),
        ("/v2/things/{thing_id}{part_id}", 46, "/v2/things/{thing_id}/{part_id}"),
        ("/v2things/{thing_id}", 28, "/v2/things/{thing_id}"),
        # Once not reported: no other URL has the segment.
        ("/v2/things/{thing_id}stop", 46, "/v2/things/{thing_id}/stop"),
    ],
)
def test_a_missing_slash(tmp_path: Path, url: str, column: int, right: str) -> None:
    text = pages(
        "GET /v2/things",
        "GET /v2/things/{thing_id}",
        "PUT /v2/things/{thing_id}/{part_id}",
        "GET /v2/things/{thing_id}/{part_id}",
        "GET /v2/things/{thing_id}/parts",
        "PUT /v2/things/{thing_id}/parts",
        f"DELETE {url} <<< url-missing-slash",
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert f"write '{right}'" in found.message
    assert found.location.column == column


@pytest.mark.parametrize(
    "url",
    [
        "/things{?limit}",
        "/things{.format}",
        "/things/{id}.json",
        "/things/{id}:stop",
        "/v{version}/things",
        "/thing{id}",
        "/things/{id}s",
    ],
)
def test_no_slash_is_missing(tmp_path: Path, url: str) -> None:
    text = pages("GET /things", "GET /things/{id}", "PUT /things/{id}", f"POST {url}")
    assert_expected(tmp_path, text, "url-missing-slash")


def test_a_missing_slash_in_one_of_two(tmp_path: Path) -> None:
    """Once not reported: as many URLs are written with the slash as without it."""
    text = pages("GET /things", "GET /things/{id}", "DELETE /things{id} <<< url-missing-slash")
    assert_expected(tmp_path, text, "url-missing-slash")


def test_words_that_are_also_written_as_one(tmp_path: Path) -> None:
    text = pages("GET /back/ups", "GET /backups", "POST /backups", "DELETE /backups")
    assert_expected(tmp_path, text, "url-missing-slash")


def test_a_query_that_no_row_documents(tmp_path: Path) -> None:
    text = (
        f"{INDEX}=== api-ref/source/things.inc\nList\n====\n\n"
        ".. rest_method:: GET /things?limit=3&markr={marker} <<< url-query-undocumented\n\n"
        "Request\n-------\n\n.. rest_parameters:: parameters.yaml\n\n"
        "   - limit: limit\n   - marker: marker\n"
        "=== api-ref/source/parameters.yaml\n"
        "limit:\n  in: query\nmarker:\n  in: query\n"
    )
    found = assert_expected(tmp_path, text, "url-query-undocumented")
    assert "did you mean 'marker'?" in found[0].message
    assert found[0].location.column == 38


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


def test_a_url_of_the_service_itself(tmp_path: Path) -> None:
    """Once a false positive: it has no version."""
    text = pages("GET /v2/things", "POST /v2/things", "GET /v2/things/{id}", "GET /info")
    assert_expected(tmp_path, text, *RULES)


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


PLAIN = ("GET /v2/things", "POST /v2/things", "GET /v2/things/{id}", "PUT /v2/things/{id}")


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


@pytest.mark.parametrize(("depth", "mark"), [(20, " <<< url-missing-slash"), (21, "")])
def test_how_many_segments_are_compared(tmp_path: Path, depth: int, mark: str) -> None:
    around = "/x" * (depth - 2)
    urls = (f"GET {around}/back/ups", f"PUT {around}/back/ups", f"DELETE {around}/backups{mark}")
    assert_expected(tmp_path, pages(*urls), "url-missing-slash")


def test_a_query_behind_an_operation_without_rows(tmp_path: Path) -> None:
    text = pages("GET /parts?a=1", "GET /things?b=1 <<< url-query-undocumented")
    text += ".. rest_parameters:: parameters.yaml\n\n   - name: name\n"
    text += "=== api-ref/source/parameters.yaml\nname:\n  in: query\n"
    (found,) = assert_expected(tmp_path, text, "url-query-undocumented")
    assert (
        found.message
        == "no row of this operation documents query parameter 'b' of the URL; add one"
    )


WORDS = ("GET /things", "POST /things", "GET /things/{id}", "GET /parts", "GET /parts/{id}")


def test_a_url_without_its_collection(tmp_path: Path) -> None:
    text = pages(*WORDS, "DELETE /{id} <<< url-unlike-siblings")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "starts with a placeholder, '{id}'" in found.message


@pytest.mark.parametrize("url", ["DELETE /depot/things/{id}", "PUT /depot/things/{id}/parts"])
def test_a_url_with_the_prefix_of_a_deployment_and_no_version(tmp_path: Path, url: str) -> None:
    (found,) = assert_expected(tmp_path, pages(*WORDS, f"{url} <<< url-unlike-siblings"), *RULES)
    assert "starts with '/depot'" in found.message


@pytest.mark.parametrize(
    "urls",
    [
        # Another operation than that without it, a collection, several, and one of few.
        ("GET /depot/things/{id}",),
        ("PUT /depot/things",),
        ("PUT /depot/things/{id}", "PUT /depot/parts/{id}"),
        ("PUT /depot/parts/{id}",),
        ("PUT /depot/things/{id}/parts/{part_id}",),
    ],
)
def test_urls_that_may_start_with_a_word_of_their_own(
    tmp_path: Path, urls: tuple[str, ...]
) -> None:
    assert_expected(tmp_path, pages(*WORDS, *urls), *RULES)


@pytest.mark.parametrize(
    "urls", [("GET /{api_version}",), ("GET /{project_id}/a", "GET /{project_id}/b")]
)
def test_urls_that_may_start_with_a_placeholder(tmp_path: Path, urls: tuple[str, ...]) -> None:
    assert_expected(tmp_path, pages(*WORDS, *urls), *RULES)


def test_an_invisible_character_is_reported_once(tmp_path: Path) -> None:
    """Once a finding of the segment, or of the placeholder, beside that of the character."""
    text = pages(*WORDS, "DELETE /thi\u200bngs/{id} <<< url-character")
    assert_expected(tmp_path, text, *RULES, "url-placeholder-misnamed")
    text = pages("GET /things/{th\u200bing_id} <<< url-character") + (
        "\n.. rest_parameters:: parameters.yaml\n\n   - thing_id: thing_id\n"
        "=== api-ref/source/parameters.yaml\nthing_id:\n  in: path\n"
    )
    assert_expected(tmp_path, text, *RULES, "url-placeholder-misnamed")


def test_singular_and_plural_may_both_be_right(tmp_path: Path) -> None:
    """Once a false positive: the schema of one image beside that of a list of them."""
    text = pages("GET /v2/schemas/images", "POST /v2/schemas/images", "GET /v2/schemas/image")
    assert_expected(tmp_path, text, *RULES)


def test_numbered_segments_differ_on_purpose(tmp_path: Path) -> None:
    assert_expected(tmp_path, pages("GET /type1", "POST /type1", "GET /type2"), *RULES)


def test_unversioned_urls_of_a_page_of_their_own(tmp_path: Path) -> None:
    """Once a false positive: ``GET /versions`` beside pages whose URLs all start with ``/v2``."""
    text = pages(*(f"GET /v2/kind{letter}" for letter in "abcdef")).replace(
        "things.inc\n=== api", "things.inc\n.. include:: versions.inc\n=== api"
    )
    text += (
        "=== api-ref/source/versions.inc\nVersions\n========\n\n.. rest_method:: GET /versions\n"
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_trailing_slash_that_no_other_url_has(tmp_path: Path) -> None:
    text = pages("GET /v2/things/ <<< url-trailing-slash", "POST /v2/things")
    found = assert_expected(tmp_path, text, *RULES)
    assert found[0].location.column == 32


@pytest.mark.parametrize("urls", [("GET /things/",), ("GET /things/", "GET /things/{id}/")])
def test_trailing_slashes_of_all_urls(tmp_path: Path, urls: tuple[str, ...]) -> None:
    assert_expected(tmp_path, pages(*urls), "url-trailing-slash")


def test_the_url_of_a_version_may_end_in_a_slash(tmp_path: Path) -> None:
    """Once a false positive."""
    text = pages("GET /{api_version}/", "GET /things")
    assert_expected(tmp_path, text, "url-trailing-slash")


def test_a_query_parameter_whose_value_has_a_row(tmp_path: Path) -> None:
    """Once a false positive."""
    text = pages("GET /things?method={name}&kind={other} <<< url-query-undocumented")
    text += ".. rest_parameters:: parameters.yaml\n\n   - name: name\n"
    text += "=== api-ref/source/parameters.yaml\nname:\n  in: query\n"
    (found,) = assert_expected(tmp_path, text, "url-query-undocumented")
    assert found.subject == "kind"


def test_url_templates(tmp_path: Path) -> None:
    """Once a false positive: RFC 6570, methods behind a colon, and patterns of routers."""
    text = pages(
        "GET /v2/things{?limit,marker}",
        "GET /v2/things{?limit}{&marker}",
        "POST /v2/things/{thing}:publish",
        "GET /v2/files/{+path}",
        "GET /v2/things/{id:[0-9a-f]+}",
    )
    assert_expected(tmp_path, text, *RULES)


def test_an_undocumented_name_in_a_url_template(tmp_path: Path) -> None:
    text = pages("GET /v2/things{?limit,marker} <<< url-query-undocumented")
    text += ".. rest_parameters:: parameters.yaml\n\n   - limit: limit\n"
    text += "=== api-ref/source/parameters.yaml\nlimit:\n  in: query\n"
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert (found.subject, found.location.column) == ("marker", 40)


def test_a_resource_without_the_account_of_all_others(tmp_path: Path) -> None:
    """Once a false positive: nothing of that name is behind the account."""
    urls = [f"GET /v1/{{account}}/{{container}}/{name}" for name in "abcdef"]
    text = pages("GET /v1/{account}", *urls)
    text = text.replace("things.inc\n=== ", "things.inc\n.. include:: others.inc\n=== ")
    other = pages("GET /v1/endpoints").partition("=== api-ref/source/things.inc\n")[2]
    assert_expected(tmp_path, f"{text}=== api-ref/source/others.inc\n{other}", *RULES)


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
    ("url", "rule"),
    [
        ("< address (given by the client) >", ""),
        ("< thing >/ parts", "url-character"),
        ("</things and parts>", "url-character"),
    ],
)
def test_words_in_place_of_a_url(tmp_path: Path, url: str, rule: str) -> None:
    """Once a false positive."""
    mark = f" <<< {rule}" if rule else ""
    assert_expected(tmp_path, pages(f"GET {url}{mark}"), "url-character")


@pytest.mark.parametrize("mark", ["`", '"', "``"])
def test_a_url_in_backticks_or_quotes(tmp_path: Path, mark: str) -> None:
    """Once with the advice to put a slash in front of the backtick."""
    text = pages("GET /parts", "GET /parts/{id}", f"GET {mark}/things{mark} <<< url-leading-slash")
    (found,) = assert_expected(tmp_path, text, "url-leading-slash")
    assert found.message.endswith("; write /things")


@pytest.mark.parametrize(
    ("query", "severity"), [("limit=3", "INFO"), ("limit={a}", "WARNING"), ("size=3", "WARNING")]
)
def test_a_value_that_the_url_fixes(tmp_path: Path, query: str, severity: str) -> None:
    text = pages("GET /things", f"GET /things?{query} <<< url-query-undocumented")
    table = ".. rest_parameters:: parameters.yaml\n\n   - {0}: {0}\n\n"
    first, second = text.split("Operation 1")
    text = f"{first}{table.format('limit')}Operation 1{second}{table.format('name')}"
    text += "=== api-ref/source/parameters.yaml\nname:\n  in: query\nlimit:\n  in: query\n"
    (found,) = assert_expected(tmp_path, text, "url-query-undocumented")
    assert found.severity.name == severity


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
