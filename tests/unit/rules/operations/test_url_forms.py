"""Rules of ``apiref.rules.operations.url_forms``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected, findings, write_tree
from tests.unit.rules.operations.urls import RULES, WORDS, pages


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


def test_a_url_of_the_service_itself(tmp_path: Path) -> None:
    """Once a false positive: it has no version."""
    text = pages("GET /v2/things", "POST /v2/things", "GET /v2/things/{id}", "GET /info")
    assert_expected(tmp_path, text, *RULES)


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
