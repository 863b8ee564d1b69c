"""Rules of ``apiref.rules.operations.methods``."""

from pathlib import Path

import pytest

from apiref.model.fix import Edit
from tests.trees import INDEX, assert_expected

RULES = (
    "unknown-method",
    "method-without-url",
    "several-methods",
    "method-option",
    "method-versions",
    "method-unlike-title",
)


def page(directive: str, title: str = "Operation") -> str:
    return (
        f"{INDEX}=== api-ref/source/things.inc\n{title}\n{'=' * 40}\n\n"
        f".. rest_method:: {directive}\n\nIt.\n"
    )


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "COPY"])
def test_methods_of_http_are_silent(tmp_path: Path, method: str) -> None:
    assert_expected(tmp_path, page(f"{method} /things"), *RULES)


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        ("DELTE /things", "did you mean 'DELETE'?"),
        ("get /things", "write 'GET'"),
        ("/things", "no method before the URL '/things'"),
        ("FETCH /things", "HTTP has no method 'FETCH'"),
    ],
)
def test_a_method_that_http_does_not_have(tmp_path: Path, directive: str, words: str) -> None:
    found = assert_expected(tmp_path, page(f"{directive} <<< unknown-method"), *RULES)
    assert words in found[0].message
    assert found[0].location.column == 18
    fixes = [(each.fix.changes, *each.fix.edits) for each in found if each.fix]
    edit = Edit(found[0].location, "get", "GET")
    assert fixes == ([(1, edit)] if words == "write 'GET'" else [])


def test_an_empty_directive(tmp_path: Path) -> None:
    tree = page("").replace(".. rest_method:: \n", ".. rest_method:: <<< unknown-method\n")
    found = assert_expected(tmp_path, tree, *RULES)
    assert "neither a method nor a URL" in found[0].message


def test_a_method_without_a_url(tmp_path: Path) -> None:
    assert_expected(tmp_path, page("GET <<< method-without-url"), *RULES)


@pytest.mark.parametrize(
    "directive",
    [
        "GET|HEAD /things <<< several-methods",
        "PUT,PATCH /things <<< several-methods",
        "GET /things or POST /things <<< several-methods",
        "PUT, PATCH /things <<< several-methods",
        "PUT | PATCH /things <<< several-methods",
        "GET or HEAD /things <<< several-methods",
        "GET /things/{id} and HEAD /things/{id} <<< several-methods",
        "GET /things\n   POST /things <<< several-methods",
    ],
)
def test_several_methods_in_one_directive(tmp_path: Path, directive: str) -> None:
    """One finding, which once was up to four: the rest was taken for the URL."""
    urls = ("url-leading-slash", "url-character", "url-placeholder-syntax")
    assert_expected(tmp_path, page(directive), *RULES, *urls)


@pytest.mark.parametrize("bounds", ["min_version: 2.10", "min_version: 2.9", "unknown"])
def test_bounds_of_versions(tmp_path: Path, bounds: str) -> None:
    text = page(f"GET /things\n   {bounds}\n   max_version: 2.10")
    assert_expected(tmp_path, text, *RULES)


def test_bounds_that_contradict_each_other(tmp_path: Path) -> None:
    bounds = "GET /things\n   min_version: 2.10 <<< method-versions\n   max_version: 2.9"
    found = assert_expected(tmp_path, page(bounds), *RULES)
    assert "2.10 is later than max_version 2.9" in found[0].message
    assert found[0].location.column == 4


def test_a_bound_that_is_no_version(tmp_path: Path) -> None:
    bounds = "GET /things\n   min_version: two <<< method-versions"
    found = assert_expected(tmp_path, page(bounds), *RULES)
    assert "'two' is not a version" in found[0].message


def test_faults_behind_operations_without_any(tmp_path: Path) -> None:
    text = page("GET /things\n   min_version: 2.1\n   unknown\n   odd: 1 <<< method-option")
    for number, directive in enumerate(
        (
            "GET|HEAD /things <<< several-methods",
            "DELTE /things <<< unknown-method",
            "GET /a\n   min_version: 2.1\n   POST /b <<< several-methods",
            "GET /a\n   max_version: a <<< method-versions\n   min_version: 2.1",
            "GET /a\n   max_version: 2.1\n   min_version: 2.2 <<< method-versions",
            "GET <<< method-without-url",
        )
    ):
        text += f"\nUse {number}\n======\n\n.. rest_method:: {directive}\n\nIt.\n"
    assert_expected(tmp_path, text, *RULES)


def test_an_option_that_is_ignored(tmp_path: Path) -> None:
    bounds = "GET /things\n   min_verison: 2.1 <<< method-option"
    found = assert_expected(tmp_path, page(bounds), *RULES)
    assert "did you mean 'min_version'?" in found[0].message


@pytest.mark.parametrize(
    ("title", "method", "expected"),
    [
        ("Delete thing", "GET", "DELETE"),
        ("Delete thing", "POST", "DELETE"),
        ("Remove a thing", "PUT", "DELETE"),
        ("Show thing", "DELETE", "GET"),
        ("List things", "PUT", "GET"),
        ("List things", "POST", "GET"),
        ("Create thing", "GET", "POST or PUT"),
        ("Update thing", "GET", "PUT or PATCH"),
    ],
)
def test_a_method_unlike_the_title(tmp_path: Path, title: str, method: str, expected: str) -> None:
    tree = page(f"{method} /things/{{id}} <<< method-unlike-title", title)
    found = assert_expected(tmp_path, tree, *RULES)
    assert f"suggests {expected}, not {method}" in found[0].message


@pytest.mark.parametrize(
    ("title", "directive"),
    [
        ("Delete group", "POST /groups/{id}/delete"),
        ("Delete things", "POST /things/bulk"),
        ("Update thing", "POST /things/{id}"),
        ("Create thing", "PUT /things/{id}"),
        ("Show metadata", "POST /things/{id}/action"),
        ("Disassociate things", "GET /things/{id}/disassociate"),
        ("Get Current Log Levels", "PUT /services/get-log"),
    ],
)
def test_other_methods_may_fit_a_title(tmp_path: Path, title: str, directive: str) -> None:
    """The last one was once a false positive: the URL itself says what the method does not."""
    assert_expected(tmp_path, page(directive, title), *RULES)


def test_reading_by_post_with_a_body(tmp_path: Path) -> None:
    """Once a false positive: a query too long for a URL."""
    tree = page("POST /things/{id}", "List things") + (
        "\nRequest\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - filter: filter\n"
        "=== api-ref/source/parameters.yaml\nfilter:\n  in: body\n"
    )
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(("file", "mark"), [("a.json", ""), ("a.sh", " <<< method-unlike-title")])
def test_deleting_by_post_with_a_body(tmp_path: Path, file: str, mark: str) -> None:
    """A command line is no body."""
    language = "json" if file == "a.json" else "bash"
    tree = page(f"POST /things/{{id}}{mark}", "Delete thing") + (
        f"\nExample\n-------\n\n.. literalinclude:: {file}\n   :language: {language}\n"
        f'=== api-ref/source/{file}\n{{"force": true}}\n'
    )
    assert_expected(tmp_path, tree, *RULES)


def test_reading_by_post_with_a_body_in_the_page(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = page("POST /things/{id}", "List things") + (
        "\nRequest Example\n---------------\n\n.. code:: json\n\n   {}\n"
    )
    assert_expected(tmp_path, tree, "method-unlike-title")


@pytest.mark.parametrize(
    ("method", "text", "mark"),
    [
        ("ANY", "It.", ""),
        ("METHOD", "It.", ""),
        ("VERB", "VERB is GET or POST.", ""),
        ("VERB", "VERB is GET.", " <<< unknown-method"),
        ("VERB", "It is GET or POST.", " <<< unknown-method"),
        # One of them, which only its spelling hides.
        ("Get", "Get is like HEAD and POST.", " <<< unknown-method"),
    ],
)
def test_a_word_for_several_methods(tmp_path: Path, method: str, text: str, mark: str) -> None:
    """Once false positives."""
    tree = page(f"{method} /things{mark}").replace("It.", text)
    assert_expected(tmp_path, tree, "unknown-method")
