"""Rules of ``apiref.rules.operations.path_parameters``."""

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.operations.url_trees import COLUMNS, RULES, entry, operation, tree

WRONG_IN = "path <<< path-parameter-not-in-url"


def test_a_row_that_is_nothing_like_the_placeholder(tmp_path: Path) -> None:
    pages = operation("/things/{thing_id} <<< url-placeholder-undocumented", "cascade: cascade")
    assert_expected(tmp_path, tree(pages, entry("cascade", WRONG_IN)), *RULES)


@pytest.mark.parametrize("url", ["/things", "/things?cascade=true", "/things?part_id=<id>"])
def test_a_path_parameter_that_is_sent_in_the_query(tmp_path: Path, url: str) -> None:
    """Once "add {cascade} to the URL, or refer to an entry with in: query", at its only row."""
    name = "part_id" if "part_id" in url else "cascade"
    pages = operation(url, f"{name}: {name}")
    (found,) = assert_expected(tmp_path, tree(pages, entry(name, WRONG_IN)), *RULES)
    assert found.message.endswith("; write 'in: query'")


def test_a_path_parameter_with_an_entry_for_queries(tmp_path: Path) -> None:
    pages = operation("/things", "cascade: cascade_path <<< path-parameter-not-in-url")
    parameters = entry("cascade_path") + entry("query_cascade", "query")
    (found,) = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert "refer to the entry 'query_cascade'" in found.message


def test_a_path_parameter_with_an_entry_of_another_type(tmp_path: Path) -> None:
    pages = operation("/things", "cascade: cascade")
    other = entry("query_cascade", "query").replace("string", "boolean")
    (found,) = assert_expected(tmp_path, tree(pages, entry("cascade", WRONG_IN) + other), *RULES)
    assert found.message.endswith("; write 'in: query'")


@pytest.mark.parametrize(
    ("text", "at_row"), [("The key of an item of the thing.", True), ("The key.", False)]
)
def test_a_placeholder_and_an_entry_with_its_description(
    tmp_path: Path, text: str, at_row: bool
) -> None:
    """Once "write 'in: path'" at the entry of another type, though there is the right one."""
    told = " <<< path-parameter-elsewhere"
    pages = operation("/things/{key}", f"key: key_request{told if at_row else ''}")
    wrong = entry("key_request", "body" if at_row else f"body{told}").replace("string", "object")
    parameters = (wrong + entry("key_path")).replace("It.", text)
    (found,) = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert ("refer to the entry 'key_path'" in found.message) is at_row


def test_a_path_parameter_that_the_sample_of_the_request_shows(tmp_path: Path) -> None:
    """Once "add {part_id} to the URL"."""
    pages = operation("/things", "part_id: part_id <<< path-parameter-not-in-url")
    pages = pages.replace("GET", "POST") + ".. literalinclude:: request.json\n\n"
    pages += operation("/parts/{part_id}", "part_id: part_id", title="Show part")
    text = tree(pages, entry("part_id")) + '=== api-ref/source/request.json\n{"part_id": "a"}\n'
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.endswith("; refer to an entry with 'in: body'")


@pytest.mark.parametrize(
    ("method", "other", "added"),
    [
        ("PUT", "GET /others/{thing_id}", False),
        ("GET", "GET /others/{thing_id}", False),
        ("GET", "GET /things/{thing_id}", True),
        ("PUT", "GET /things/{thing_id}", True),
        # POST creates a thing, at a URL without it, unless all do.
        ("POST", "GET /things/{thing_id}", False),
        ("POST", "POST /things/{thing_id}", True),
        ("PUT", "POST /things/{thing_id}", False),
    ],
)
def test_a_path_parameter_of_other_urls(
    tmp_path: Path, method: str, other: str, added: bool
) -> None:
    """Once "add {thing_id} to the URL" wherever another URL had it."""
    pages = operation("/things", "thing_id: thing_id <<< path-parameter-not-in-url")
    shown, url = other.split()
    pages = pages.replace(" GET", f" {method}")
    pages += operation(url, "thing_id: thing_id", title="Show").replace(" GET", f" {shown}")
    (found,) = assert_expected(tmp_path, tree(pages, entry("thing_id")), *RULES)
    assert ("; add '{thing_id}' to '/things', refer to" in found.message) is added


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("thing_id_1_9", ""),
        ("thing_id", " <<< path-parameter-not-in-url"),
        # No version, but in which of several places.
        ("thing_2_id", " <<< path-parameter-not-in-url"),
    ],
)
def test_a_path_parameter_of_older_versions(tmp_path: Path, key: str, mark: str) -> None:
    """Once an error: a further path parameter with a version replaces it."""
    rows = f"thing_id: {key}{mark}\nthing: thing"
    parameters = entry(key) + entry("thing") + "  min_version: 1.10\n"
    assert_expected(tmp_path, tree(operation("/things/{thing}", rows), parameters), *RULES)


def test_a_parameter_of_the_wrong_place_is_reported_once(tmp_path: Path) -> None:
    pages = operation("/things", "limit: limit") + operation(
        "/parts", "limit: limit", title="List parts"
    )
    parameters = entry("limit").replace("in: path", "in: path <<< path-parameter-not-in-url")
    found = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert len(found[0].places) == 2


def test_a_placeholder_documented_as_a_body_field(tmp_path: Path) -> None:
    pages = (
        operation("/things/{id}", "id: id <<< path-parameter-elsewhere")
        + operation("/things", "id: id", title="List things", heading="Response")
        + operation("/parts/{id}", "id: id_path", title="Show part")
    )
    parameters = entry("id_path") + entry("id", "body")
    found = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert "refer to the entry 'id_path'" in found[0].message
    assert found[0].location.column == 10


def test_an_entry_whose_rows_are_all_placeholders_is_wrong_itself(tmp_path: Path) -> None:
    pages = operation("/things/{id}", "id: id")
    parameters = entry("id", "body <<< path-parameter-elsewhere")
    found = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert "write 'in: path'" in found[0].message


@pytest.mark.parametrize(
    ("key", "mark", "of_row"),
    [
        ("id_path", " <<< path-parameter-elsewhere", ""),
        ("id_other", "", " <<< path-parameter-elsewhere"),
    ],
)
def test_an_entry_whose_key_says_path(tmp_path: Path, key: str, mark: str, of_row: str) -> None:
    """Once told at each row, as one operation lacks the placeholder."""
    pages = operation("/things/{id}", f"id: {key}{of_row}")
    pages += operation("/parts", f"id: {key}", title="Show part")
    parameters = entry(key, f"query{mark}")
    assert_expected(tmp_path, tree(pages, parameters), "path-parameter-elsewhere")


@pytest.mark.parametrize(
    ("key", "count", "blamed"),
    [("sort_path", 1, False), ("sort_path", 2, True), ("sort", 1, True), ("sort", 2, True)],
)
def test_a_path_entry_whose_key_says_path(
    tmp_path: Path, key: str, count: int, blamed: bool
) -> None:
    """Once "write in: query" at an entry whose only row is more likely wrong."""
    marks = ["", " <<< path-parameter-not-in-url"]
    pages = "".join(
        operation(f"/{title}s", f"sort: {key}{marks[not blamed]}", title=f"List {title}s")
        for title in ("thing", "part")[:count]
    )
    parameters = entry(key, f"path{marks[blamed]}")
    assert_expected(tmp_path, tree(pages, parameters), *RULES)


@pytest.mark.parametrize(
    ("name", "other"), [("part_id", "/x"), ("depth", "/x/{depth}"), ("depth", "/x")]
)
def test_a_path_parameter_that_no_like_url_has(tmp_path: Path, name: str, other: str) -> None:
    """Once with the advice to add it to the URL, if it identifies or another URL has it."""
    pages = operation("/things", f"{name}: {name} <<< path-parameter-not-in-url")
    pages = pages.replace("GET", "POST")
    pages += operation(other, f"{name}: {name}" * (name in other), title="Show other")
    (found,) = assert_expected(tmp_path, tree(pages, entry(name)), *RULES)
    assert found.message.endswith("; refer to an entry with the right 'in', or remove the row")


@pytest.mark.parametrize("key", ["path_id", "id_uri", "url_id"])
def test_an_entry_whose_only_row_should_refer_to_another_one(tmp_path: Path, key: str) -> None:
    """Once "write in: path" at the entry of a field of bodies."""
    pages = operation("/things/{id}", "id: id <<< path-parameter-elsewhere")
    parameters = entry(key) + entry("id", "body")
    (found,) = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert f"refer to the entry '{key}'" in found.message


def test_a_path_row_in_a_response_is_out_of_place_there(tmp_path: Path) -> None:
    """Once a false positive: ``row-places`` reports a response with a path entry."""
    pages = operation("/things", "id: id", heading="Response")
    assert_expected(tmp_path, tree(pages, entry("id")), *RULES)


@pytest.mark.parametrize(
    "words", ["It is part of the URL before version 2.60 only.", "As in */{project_id}/things*."]
)
def test_an_optional_parameter_of_some_urls_is_silent(tmp_path: Path, words: str) -> None:
    """Once a warning, and before that one error for each operation."""
    rows = "project_id: project_id_path\nthing_id: thing_id"
    pages = operation("/things/{thing_id}", rows)
    pages += operation("/parts/{thing_id}", rows, title="Show part")
    former = entry("project_id_path").replace("true", "false").replace("It.", words)
    assert_expected(tmp_path, tree(pages, former + entry("thing_id")), *RULES)
    # The same words say little about one that is always there.
    always = entry("project_id_path", WRONG_IN).replace("It.", words)
    assert_expected(tmp_path / "b", tree(pages, always + entry("thing_id")), *RULES)


def test_an_optional_path_parameter_that_is_none_is_an_error(tmp_path: Path) -> None:
    pages = operation("/things", "all: all")
    parameters = entry("all", WRONG_IN).replace("required: true", "required: false")
    (found,) = assert_expected(tmp_path, tree(pages, parameters), *RULES)
    assert found.severity.label == "error"


def test_a_placeholder_with_a_row_of_another_place_is_paired_with_none(tmp_path: Path) -> None:
    """Once "write {project_id} in the URL", as that row was the only one left over."""
    rows = "project_id: project_id <<< path-parameter-not-in-url\n"
    rows += "spec_key: spec_key <<< path-parameter-elsewhere"
    pages = operation("/specs/{spec_key}", rows)
    pages += operation("/specs", "spec_key: spec_key", title="List specs", heading="Response")
    assert_expected(tmp_path, tree(pages, entry("project_id") + entry("spec_key", "body")), *RULES)


def test_a_csv_table_with_another_place(tmp_path: Path) -> None:
    table = COLUMNS.format(name="thing_id", elsewhere="  <<< path-parameter-elsewhere")
    table = '"plain"'.join(table.rsplit('"URI"', 1))
    pages = operation("/parts/{part_id}/things/{thing_id}", "").replace("GET", "PUT")
    (found,) = assert_expected(tmp_path, tree(pages + "**Request**\n\n" + table, ""), *RULES)
    assert found.message.endswith("its row says that it is in the body; write 'path' there")
