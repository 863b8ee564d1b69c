"""Rules of ``apiref.rules.operations.sections``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = (
    "operation-twice",
    "operation-same-url",
    "operation-without-title",
    "operation-in-operation",
    "section-without-method",
)


def page(*operations: tuple[str, str]) -> str:
    """Operations as pairs of a title and what follows ``.. rest_method::``."""
    text = f"{INDEX}=== api-ref/source/things.inc\n"
    for title, directive in operations:
        text += f"{title}\n{'=' * 40}\n\n.. rest_method:: {directive}\n\nIt.\n\n"
    return text


def test_operations_are_silent(tmp_path: Path) -> None:
    tree = page(
        ("List things", "GET /things"),
        ("Create thing", "POST /things"),
        ("Show thing", "GET /things/{id}"),
        ("Replace thing", "PUT /things/{id}"),
        ("Update thing", "PATCH /things/{id}"),
        ("Delete thing", "DELETE /things/{id}"),
        ("List parts", "GET /parts"),
    )
    assert_expected(tmp_path, tree, *RULES)


def test_the_same_operation_twice(tmp_path: Path) -> None:
    tree = page(
        ("Show thing", "GET /things/{id}"),
        ("Show thing", "GET /things/{thing_id} <<< operation-twice"),
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "first at api-ref/source/things.inc:4" in found[0].message


def test_two_titles_for_one_url_that_takes_no_body(tmp_path: Path) -> None:
    tree = page(
        ("List things", "GET /things"),
        ("List parts", "GET /things <<< operation-same-url"),
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "'List parts' has the same method and URL as 'List things'" in found[0].message


@pytest.mark.parametrize(
    "operations",
    [
        (("Start", "POST /things/{id}/action"), ("Stop", "POST /things/{id}/action")),
        (("Update thing", "PUT /things/{id}"), ("Update specs", "PUT /things/{id}")),
        (("List", "GET /things?a={a}"), ("List", "GET /things?b={b}")),
        (("Show (microversions 1.2 - 1.6)", "GET /things"), ("Show", "GET /things")),
        (("Show", "GET /things\n   max_version: 2.5"), ("Show", "GET /things")),
        (("Show", "GET /v2"), ("Show", "GET /v2/")),
    ],
)
def test_operations_that_share_a_url_on_purpose(
    tmp_path: Path, operations: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    """Once false positives: actions, other bodies, queries and microversions."""
    assert_expected(tmp_path, page(*operations), "operation-twice", "operation-same-url")


def test_an_operation_with_a_query_parameter_of_its_own(tmp_path: Path) -> None:
    """Once a false positive: what it is for follows from the query, not from the URL."""
    table = "Request\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - {0}: {0}\n\n"
    text = page(("List things", "GET /things")) + table.format("limit")
    second = page(("Show several things", "GET /things")).partition("things.inc\n")[2]
    text += second + table.format("ids")
    file = "=== api-ref/source/parameters.yaml\nlimit:\n  in: query\nids:\n  in: PLACE\n"
    assert_expected(tmp_path / "a", text + file.replace("PLACE", "query"), "operation-same-url")
    text = "GET /things <<< operation-same-url".join(text.rsplit("GET /things", 1))
    assert_expected(tmp_path / "b", text + file.replace("PLACE", "header"), "operation-same-url")


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize(
    ("samples", "mark"),
    [(("a", "a"), " <<< operation-same-url"), (("a", "b"), ""), (("a", "a: b"), "")],
)
def test_two_changes_with_one_request(
    tmp_path: Path, method: str, samples: tuple[str, str], mark: str
) -> None:
    example = "Request Example\n---------------\n\n"
    parts = [
        example + "".join(f".. literalinclude:: {name}.json\n\n" for name in names.split(": "))
        for names in samples
    ]
    text = page(("Update thing", f"{method} /things/{{id}}")) + parts[0]
    second = page(("Update labels", f"{method} /things/{{id}}{mark}"))
    text += second.partition("things.inc\n")[2] + parts[1]
    for name in ("a", "b"):
        text += f'=== api-ref/source/{name}.json\n{{"{name}": 1}}\n'
    assert_expected(tmp_path, text, "operation-same-url")


def test_documents_of_their_own_may_repeat_each_other(tmp_path: Path) -> None:
    """Once a false positive: the discovery document on the page of each version."""
    operation = "Versions\n========\n\n.. rest_method:: GET /\n"
    tree = f"{INDEX}=== api-ref/source/things.inc\n{operation}"
    tree += f"=== api-ref/source/other.rst\nOther\n#####\n\n{operation}"
    assert_expected(tmp_path, tree, "operation-twice", "operation-same-url")


def test_an_operation_outside_of_sections(tmp_path: Path) -> None:
    tree = "=== api-ref/source/index.rst\n.. rest_method:: GET / <<< operation-without-title\n"
    assert_expected(tmp_path, tree, "operation-without-title")


NESTED = """\
=== api-ref/source/things.inc
Create thing
~~~~~~~~~~~~

.. rest_method:: POST /things

Request
-------

.. rest_parameters:: parameters.yaml

   - name: name

List things <<< operation-in-operation
-----------

.. rest_method:: GET /things

Request
-------

.. rest_parameters:: parameters.yaml

   - limit: limit
=== api-ref/source/parameters.yaml
limit:
  in: query
  type: integer
  required: false
  description: It.
name:
  in: body
  type: string
  required: true
  description: It.
"""


def test_a_title_of_the_level_of_the_parts_before_it(tmp_path: Path) -> None:
    found = assert_expected(tmp_path, INDEX + NESTED, "operation-in-operation", "body-on-get")
    assert "underline 'List things' with '~', as 'Create thing' is" in found[0].message
    assert found[0].operation == "GET /things"


def test_a_title_that_is_missing(tmp_path: Path) -> None:
    nested = NESTED.replace("List things <<< operation-in-operation\n-----------\n\n", "")
    nested = nested.replace("GET /things", "GET /things <<< operation-in-operation")
    found = assert_expected(tmp_path, INDEX + nested, "operation-in-operation")
    assert "add a title above it, within 'Request'" in found[0].message


REPEATED = """\
=== api-ref/source/things.inc
List things
~~~~~~~~~~~

.. rest_method:: GET /dark-things

Response codes: 200

Response
--------

.. rest_parameters:: parameters.yaml

   - name: name

Response Example
----------------

.. rest_method:: CALL

.. literalinclude:: things.json
=== api-ref/source/parameters.yaml
name:
  in: body
  type: string
  required: true
  description: It.
=== api-ref/source/things.json
{"name": "a"}
"""
FOLLOWING = (
    "operation-same-url",
    "status-codes-missing",
    "unknown-method",
    "response-without-example",
    "sample-without-table",
)


@pytest.mark.parametrize(
    "call",
    ["GET /dark-things", "GET /dark-things?limit=2", "GET /dark-thimgs", "/dark-things"],
)
def test_an_example_that_repeats_the_url_of_its_operation(tmp_path: Path, call: str) -> None:
    """Once with wrong advice, and with findings about an operation that it is not."""
    repeated = REPEATED.replace("CALL", f"{call} <<< operation-in-operation")
    found = assert_expected(tmp_path, INDEX + repeated, "operation-in-operation", *FOLLOWING)
    assert "it repeats the URL of the operation, so remove it" in found[0].message


def test_an_operation_in_an_example_of_another(tmp_path: Path) -> None:
    for call in ("GET /dark-things/{id}", "POST /dark-things", "GET /other-things"):
        repeated = REPEATED.replace("CALL", f"{call} <<< operation-in-operation")
        found = assert_expected(tmp_path, INDEX + repeated, "operation-in-operation")
        assert "add a title above it, within 'Response Example'" in found[0].message


def test_a_section_of_operations_is_no_operation(tmp_path: Path) -> None:
    """Once a false positive: a chapter with an operation of its own, and others in sections."""
    tree = page(("Things", "GET /things")) + "Show\n----\n\n.. rest_method:: GET /things/{id}\n"
    assert_expected(tmp_path, tree, "operation-in-operation")


def test_a_section_with_codes_but_without_a_method(tmp_path: Path) -> None:
    tree = (
        page(("List things", "GET /things"))
        + "Show thing <<< section-without-method\n==========\n\nIt.\n\nRequest\n-------\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"
        "=== api-ref/source/parameters.yaml\nid:\n  in: body\n"
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].subject == "Show thing"


@pytest.mark.parametrize(
    ("title", "mark"), [("All status codes", ""), ("Show thing", "  <<< section-without-method")]
)
def test_the_codes_of_all_operations(tmp_path: Path, title: str, mark: str) -> None:
    """Once a false alarm: such a section has no operation of its own."""
    text = page(("List things", "GET /things"))
    text += f"{title}{mark}\n================\n\nNormal response codes: 200\n"
    assert_expected(tmp_path, text, "section-without-method")


def test_a_misspelt_method_is_one_finding(tmp_path: Path) -> None:
    """Once a cascade: ``directive-ineffective`` reports it."""
    tree = (
        f"{INDEX}=== api-ref/source/things.inc\nList\n====\n\n.. rest_method: GET /things\n\n"
        "Normal response codes: 200\n"
    )
    assert_expected(tmp_path, tree, "section-without-method")


@pytest.mark.parametrize("place", ["header", "query"])
def test_parameters_that_many_operations_share(tmp_path: Path, place: str) -> None:
    """Once a false positive: a section about the request ID, filters, and so on."""
    tree = (
        page(("List things", "GET /things")) + "Request IDs\n===========\n\nIt.\n\n**Request**\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - X-Request-Id: id\n\n"
        f"=== api-ref/source/parameters.yaml\nid:\n  in: {place}\n"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_table_above_the_operations_of_a_section(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\nAll things have:\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"
        "List things\n-----------\n\n.. rest_method:: GET /things\n\nIt.\n\n"
        "=== api-ref/source/parameters.yaml\nid:\n  in: body\n"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_section_that_lists_the_fields_of_a_resource(tmp_path: Path) -> None:
    """Once a false positive: it comes before the operations that refer to it."""
    tree = (
        page(("List things", "GET /things"))
        + "The thing\n=========\n\nA thing has these fields.\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - id: id\n\n"
        "=== api-ref/source/parameters.yaml\nid:\n  in: body\n"
    )
    assert_expected(tmp_path, tree, *RULES)
