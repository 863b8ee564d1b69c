"""The request of each operation, as a shell would read its command, and what is said of it."""

from __future__ import annotations

import json
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from tests.site.html_page import Element, parse
from tests.unit.sphinx.building import build, conf, write

PARAMETERS = """\
Accept-Language:
  description: The language.
  in: header
  required: true
  type: string
book_id:
  description: The number.
  in: path
  required: true
  type: string
sort:
  description: The order.
  in: query
  required: true
  type: string
title:
  description: |
    The title, as in::

      {"title": "Emma"}
  in: body
  required: true
  type: string
"""


def page(tmp_path: Path, request: str, body: str = "", **settings: object) -> Element:
    """An operation with a request table and some RST below it."""
    rest = (
        "Books\n=====\n\n.. rest_expand_all::\n\nChange a book\n-------------\n\n"
        f".. rest_method:: {request}\n\nRequest\n~~~~~~~\n\n"
        ".. rest_parameters:: parameters.yaml\n\n"
        "   - book_id: book_id\n   - sort: sort\n   - Accept-Language: Accept-Language\n"
        f"   - title: title\n\n{body}\n"
    )
    if "{book_id}" not in request:
        rest = rest.replace("   - book_id: book_id\n", "")
    files = {
        "index.rst": rest,
        "parameters.yaml": PARAMETERS,
        "conf.py": conf("apiref.sphinx", **settings),
        "samples/v2.60/book.json": '{"title": "Emma\'s"}\n',
        "samples/form.txt": "title=Emma",
    }
    made = build(write(tmp_path / "source", files), tmp_path / "out")
    assert made.warnings == []
    return parse(made.text("index.html"))


def words(found: Element) -> list[str]:
    (block,) = found.all("div", "call")
    command, _python, _http = block.all("pre")
    return shlex.split(command.text().replace("\\\n", ""))


def said(found: Element) -> Element:
    (block,) = found.all("div", "call")
    (text,) = block.all("p")
    return text


def headers(found: Element) -> list[str]:
    given = words(found)
    return [value for option, value in pairwise(given) if option == "-H"]


def body(found: Element) -> str | None:
    given = words(found)
    return given[given.index("-d") + 1] if "-d" in given else None


def sample(path: str, language: str = "json", heading: str = "Request Example") -> str:
    return f"{heading}\n{'~' * 40}\n\n.. literalinclude:: {path}\n   :language: {language}\n"


SELECTOR = {"os_api_ref_min_microversion": "2.1", "os_api_ref_max_microversion": "2.70"}
VERSIONED = "PUT /v2/books/{book_id}\n   min_version: 2.9"


def test_what_a_request_needs(tmp_path: Path) -> None:
    found = page(tmp_path, VERSIONED, sample("samples/v2.60/book.json"))
    assert words(found)[:5] == [
        "curl",
        "-sS",
        "-X",
        "PUT",
        "$ENDPOINT/v2/books/${book_id}?sort=$sort",
    ]
    assert headers(found) == [
        "OpenStack-API-Version: $SERVICE_TYPE 2.60",
        "X-Auth-Token: $OS_TOKEN",
        "Accept-Language: $Accept_Language",
        "Content-Type: application/json",
    ]
    assert json.loads(body(found) or "") == {"title": "Emma's"}


def test_every_variable_is_explained(tmp_path: Path) -> None:
    found = page(tmp_path, VERSIONED, sample("samples/v2.60/book.json"))
    assert said(found).text() == (
        "$ENDPOINT is the address of the service, $SERVICE_TYPE is the type of the service, such as"
        " compute, $OS_TOKEN is a token, and $book_id, $sort, and $Accept_Language are parameters."
    )
    targets = {each.attributes.get("href") for each in said(found).all("a")}
    assert targets == {f"#change-a-book-request-{name}" for name in _LINKED}


_LINKED = ("book-id", "sort", "accept-language")


@pytest.mark.parametrize(
    "shown",
    [
        "",
        sample("samples/form.txt", "text"),
        sample("samples/form.txt"),
        sample("samples/v2.60/book.json", heading="Response Example"),
        'Request Example\n~~~~~~~~~~~~~~~\n\n::\n\n   "https://books.example.org"\n',
    ],
)
def test_a_body_only_from_a_whole_sample(tmp_path: Path, shown: str) -> None:
    """Once wrong: the sample in the description of a parameter was sent, and a form as JSON."""
    suppressed = {"suppress_warnings": ["misc.highlighting_failure"]}
    found = page(tmp_path, "PUT /v2/books/{book_id}", shown, **suppressed)
    assert body(found) is None
    assert "Content-Type: application/json" not in headers(found)


def test_a_long_body_is_in_a_file(tmp_path: Path) -> None:
    listed = "".join(f"    {number},\n" for number in range(40))
    shown = f"Request Example\n~~~~~~~~~~~~~~~\n\n::\n\n   [\n{listed}    40\n   ]\n"
    found = page(tmp_path, "POST /v2/books", shown)
    assert body(found) == "@request.json"
    assert ", request.json has a body like that of the sample, and $sort and" in said(found).text()


@pytest.mark.parametrize("own", ['{"auth": {}}', '{"author": {}}'])
def test_no_token_to_get_a_token(tmp_path: Path, own: str) -> None:
    shown = f"Request Example\n~~~~~~~~~~~~~~~\n\n::\n\n   {own}\n"
    found = page(tmp_path, "POST /v3/auth/tokens", shown)
    asks = "X-Auth-Token: $OS_TOKEN" in headers(found)
    assert asks is ("author" in own)


@pytest.mark.parametrize(
    ("least", "expected"), [("2.9", "2.60"), ("2.61", "2.61"), ("x", "2.60"), (None, "2.60")]
)
def test_the_microversion_that_a_request_needs(
    tmp_path: Path, least: str | None, expected: str
) -> None:
    bound = f"\n   min_version: {least}" if least else ""
    found = page(
        tmp_path,
        f"POST /v2/books{bound}",
        sample("samples/v2.60/book.json"),
        apiref_version_header="X-Books-API-Version:",
        **SELECTOR,
    )
    assert f"X-Books-API-Version: {expected}" in headers(found)


def test_no_microversion_where_none_is_needed(tmp_path: Path) -> None:
    found = page(tmp_path, "GET /v2/books")
    assert headers(found) == ["X-Auth-Token: $OS_TOKEN", "Accept-Language: $Accept_Language"]


def test_samples_in_folders_of_versions_of_the_api(tmp_path: Path) -> None:
    """Once wrong: an API without microversions was asked for one."""
    found = page(tmp_path, "PUT /v2/books/{book_id}", sample("samples/v2.60/book.json"))
    assert not any("API-Version" in header for header in headers(found))


def test_variables_of_the_settings(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        VERSIONED,
        apiref_curl_endpoint="$BOOKS_URL",
        apiref_version_header="X-Books-API-Version: $BRANCH",
    )
    assert said(found).text().startswith("$BOOKS_URL is the address of the service,")
    assert "$BRANCH is yours to set" in said(found).text()


def test_the_selector_on_the_page_sets_the_header(tmp_path: Path) -> None:
    """Once missing: what the selector adds to the command was not explained."""
    found = page(tmp_path, "GET /v2/books", **SELECTOR)
    assert "$SERVICE_TYPE" not in " ".join(words(found))
    assert "$SERVICE_TYPE is the type of the service" in said(found).text()


def test_the_address_of_the_service(tmp_path: Path) -> None:
    found = page(tmp_path, "HEAD /v2/books", apiref_curl_endpoint="https://books.example.org")
    assert words(found)[:4] == [
        "curl",
        "-sS",
        "--head",
        "https://books.example.org/v2/books?sort=$sort",
    ]
    none = page(tmp_path / "none", "GET /v2/books", apiref_curl_endpoint="")
    assert none.all("div", "call") == []


def test_the_line_of_a_version_for_the_selector(tmp_path: Path) -> None:
    found = page(tmp_path, "GET /v2/books", **SELECTOR)
    lines = [each.attributes["data-version-line"] for each in found.all("div", "sample")]
    assert lines == [
        '  -H "OpenStack-API-Version: $SERVICE_TYPE x.y" \\',
        'service.additional_headers["OpenStack-API-Version"] = f"{environ[\'SERVICE_TYPE\']} x.y"',
        "OpenStack-API-Version: $SERVICE_TYPE x.y",
    ]
    assert not any("data-version-stated" in each.attributes for each in found.all("div", "sample"))
    versioned = page(tmp_path / "versioned", VERSIONED, **SELECTOR)
    samples = versioned.all("div", "sample")
    for each in samples:
        (block,) = each.all("pre")
        at = int(each.attributes["data-version-place"] or "")
        line = (each.attributes["data-version-line"] or "").replace("x.y", "2.9")
        assert block.text().split("\n")[at] == line
    assert all("data-version-stated" in each.attributes for each in samples)


def test_no_lines_without_a_selector(tmp_path: Path) -> None:
    found = page(tmp_path, VERSIONED)
    assert len(found.all("div", "sample")) == 3
    assert not any("data-version-line" in each.attributes for each in found.all("div", "sample"))


def test_pages_with_a_command_of_their_own(tmp_path: Path) -> None:
    own = "Example\n~~~~~~~\n\n::\n\n   curl https://books.example.org\n"
    assert page(tmp_path, "GET /v2/books", own).all("div", "call") == []
