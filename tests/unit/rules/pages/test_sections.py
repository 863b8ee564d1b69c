"""Rules of ``apiref.rules.pages.sections``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = (
    "empty-section",
    "section-twice",
    "section-title-misspelt",
    "title-without-underline",
    "title-underlined-twice",
)


def page(body: str, title: str = "Show thing") -> str:
    return (
        f"{INDEX}=== api-ref/source/things.inc\n{title}\n{'=' * 40}\n\n"
        f".. rest_method:: GET /things/{{id}}\n\n{body}\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "Request\n-------\n\nNo parameters.\n",
        "Request\n-------\n\n| A line block.\n",
        "Request\n-------\n\n   A quotation.\n",
        "Request\n-------\n\n.. image:: a.png\n",
        "Request\n-------\n\nQuery\n`````\n\nNone.\n",
        "Request\n-------\n\n.. a comment\n   over two lines\n\nText.\n",
        "Response Example (status: sucess)\n---------------------------------\n\nText.\n",
        "The request\n-----------\n\n.. _target:\n\nText.\n",
        "Request\n-------\nText.\n\nResponse\n--------\n\nText.\n",
        "**Request**\n\nText.\n",
        "Request the things.\n",
        "Query strings\n-------------\n\nText.\n",
        "Reqest body json example code\n-----------------------------\n\nText.\n",
        "Reqest exmaple\n--------------\n\nText.\n",
        "Response boy\n------------\n\nText.\n",
    ],
)
def test_valid_sections_are_silent(tmp_path: Path, body: str) -> None:
    assert_expected(tmp_path, page(body), *RULES)


def test_a_section_without_anything(tmp_path: Path) -> None:
    body = "Request <<< empty-section\n-------\n\n.. a comment\n   of two lines\n\nResponse\n"
    found = assert_expected(tmp_path, page(body + "--------\n\nText.\n"), *RULES)
    assert found[0].subject == "Request"


TABLE = ".. rest_parameters:: parameters.yaml\n\n   - id: id\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [("Text.\n", "Text.\n"), (TABLE, TABLE.replace("id", "name")), (TABLE, TABLE)],
    ids=["the same text", "two tables", "the same table"],
)
def test_two_parts_of_one_title(tmp_path: Path, first: str, second: str) -> None:
    body = f"Request\n-------\n\n{first}\nRequest <<< section-twice\n-------\n\n{second}"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert "(the first is in line 6)" in found[0].message


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("Text.\n", "Other text.\n", "Request"),
        (TABLE, TABLE, "Response"),
        (TABLE, "No.\n", "Request"),
    ],
    ids=["different text", "different titles", "one table"],
)
def test_two_parts_that_differ(tmp_path: Path, first: str, second: str, title: str) -> None:
    body = f"Request\n-------\n\n{first}\n{title}\n--------\n\n{second}"
    assert_expected(tmp_path, page(body), *RULES)


def test_a_section_beside_operations_that_occurs_twice(tmp_path: Path) -> None:
    body = "Notes\n~~~~~\n\nText.\n\nNotes <<< section-twice\n~~~~~\n\nText.\n\n"
    method = ".. rest_method:: GET /things/{id}\n"
    tree = page("").replace(method, f"{body}List\n~~~~\n\n{method}")
    assert_expected(tmp_path, tree, *RULES)


def test_parts_of_an_operation_within_another_one(tmp_path: Path) -> None:
    """Only the level of its title is the defect, and is reported."""
    body = f"Request\n-------\n\n{TABLE}\nList\n-----\n\n.. rest_method:: GET /things\n"
    assert_expected(tmp_path, page(f"{body}\nRequest\n-------\n\n{TABLE}"), *RULES)


def test_a_directive_without_effect_is_reported_once(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    body = "Request\n-------\n\n.. literalinclude: a.json <<< directive-ineffective\n\nResponse\n"
    body += "--------\n\nText.\n"
    assert_expected(tmp_path, page(body), *RULES, "directive-ineffective")


def test_the_last_section_without_anything(tmp_path: Path) -> None:
    assert_expected(tmp_path, page("Request <<< empty-section\n-------\n"), *RULES)


@pytest.mark.parametrize(
    ("title", "intended"),
    [
        ("Response Exmaple", "Example"),
        ("Reqest", "Request"),
        ("Response paramters (1.2)", "parameters"),
        ("reqest body json example", "request"),
        ("Quer body", "Query"),
    ],
)
def test_a_misspelt_part(tmp_path: Path, title: str, intended: str) -> None:
    body = f"{title} <<< section-title-misspelt\n{'-' * 30}\n\nText.\n"
    found = assert_expected(tmp_path, page(body), *RULES)
    assert f"did you mean '{intended}'?" in found[0].message


def test_a_title_without_an_underline(tmp_path: Path) -> None:
    body = "Text.\n\nResponse Example <<< title-without-underline\n\nText.\n"
    assert_expected(tmp_path, page(body), *RULES)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Text.\n\nShow things", " <<< title-without-underline"),
        ("Text.\n\nShow all the things", " <<< title-without-underline"),
        ("Text.\n\nShow all of the things", ""),
        ("Text.\n\nShows all things.", ""),
        ("Text.\n\n**Show things**", ""),
        ("Shows things", ""),
    ],
)
def test_a_title_of_an_operation_without_an_underline(tmp_path: Path, text: str, mark: str) -> None:
    """The only text below a title describes the operation."""
    tree = f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n{text}{mark}\n\n"
    tree += ".. rest_method:: GET /things\n"
    assert_expected(tmp_path, tree, *RULES)


def test_a_title_with_two_underlines(tmp_path: Path) -> None:
    body = "Request\n-------\n------- <<< title-underlined-twice\n\nText.\n"
    assert_expected(tmp_path, page(body), *RULES)


def test_a_page_that_starts_with_an_ordinary_line(tmp_path: Path) -> None:
    page = "{title}\n\nText about it.\n\nShow\n----\n\n.. rest_method:: GET /{name}\n"
    tree = "\n".join(
        (
            "=== api-ref/source/index.rst",
            ".. include:: ants.inc",
            ".. include:: bees.inc",
            "=== api-ref/source/ants.inc",
            page.format(title="Ants\n====", name="ants"),
            "=== api-ref/source/bees.inc",
            ".. A comment",
            "",
            page.format(title="Bees <<< page-without-title", name="bees"),
        )
    )
    assert_expected(tmp_path, tree, "page-without-title")


def test_the_only_page_starts_with_an_ordinary_line(tmp_path: Path) -> None:
    body = "Ants\n\nText about it.\n\nShow\n----\n\n.. rest_method:: GET /ants\n"
    tree = (
        f"=== api-ref/source/index.rst\n.. include:: ants.inc\n=== api-ref/source/ants.inc\n{body}"
    )
    assert_expected(tmp_path, tree, "page-without-title")


def test_pages_that_start_with_sentences(tmp_path: Path) -> None:
    page = "{title}\n\nShow\n----\n\n.. rest_method:: GET /{name}\n"
    tree = "\n".join(
        (
            "=== api-ref/source/index.rst",
            ".. include:: ants.inc",
            ".. include:: bees.inc",
            "=== api-ref/source/ants.inc",
            page.format(title="Ants\n====", name="ants"),
            "=== api-ref/source/bees.inc",
            page.format(title="Bees are no ants.", name="bees"),
        )
    )
    assert_expected(tmp_path, tree, "page-without-title")


def test_a_section_whose_directive_became_a_comment(tmp_path: Path) -> None:
    """Once two findings for one defect: ``directive-ineffective`` reports it."""
    body = "Response Example\n----------------\n\n.. literalinclude: thing.json\n\nText.\n"
    body += "\nMore\n----\n\n.. literalinclude: thing.json\n"
    assert_expected(tmp_path, page(body), *RULES)


def _halves(first: str, second: str) -> str:
    """An operation with a request and a response, under these titles."""
    return f"""\
{INDEX}=== api-ref/source/things.inc
Update thing
============

.. rest_method:: PUT /things/{{id}}

{first}

.. rest_parameters:: parameters.yaml

   - id: id
   - name: name

.. literalinclude:: thing-request.json
   :language: json

{second}

.. rest_parameters:: parameters.yaml

   - name: name
   - size: size

.. literalinclude:: thing-response.json
   :language: json

=== api-ref/source/parameters.yaml
id:
  in: path
  type: string
  required: true
  description: The identifier.
name:
  in: body
  type: string
  required: true
  description: The name.
size:
  in: body
  type: integer
  required: true
  description: The size.
=== api-ref/source/thing-request.json
{{"name": "a"}}
=== api-ref/source/thing-response.json
{{"name": "a", "size": 1}}
"""


FOLLOWING = (
    "section-twice",
    "title-without-underline",
    "not-in-response",
    "sample-without-table",
    "sample-field-missing",
    "sample-field-undocumented",
    "duplicate-row",
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Request\n-------", "Response\n--------"),
        ("Request\n-------", "Request <<< section-twice\n-------"),
        ("Response <<< section-twice\n--------", "Response\n--------"),
        ("Request\n-------", "Response <<< title-without-underline"),
    ],
)
def test_a_wrong_title_of_a_half_is_reported_alone(tmp_path: Path, first: str, second: str) -> None:
    """And at the half that has it: only requests have parameters in the path."""
    assert_expected(tmp_path, _halves(first, second), *FOLLOWING)


@pytest.mark.parametrize(
    ("title", "more", "mark"),
    [
        ("Animals", "Ants\n====\n\nText.\n\nBees\n====\n\nText.\n", ""),
        ("Animals", "Ants\n====\n\nText.\n", ""),
        ("Animals", "", " <<< empty-section"),
    ],
)
def test_a_first_title_that_names_those_behind_it(
    tmp_path: Path, title: str, more: str, mark: str
) -> None:
    """Once a false alarm: nothing but further titles of its level follows it."""
    tree = f"=== api-ref/source/index.rst\n{title}{mark}\n=======\n\n{more}"
    assert_expected(tmp_path, tree, "empty-section")


def test_a_later_title_without_anything(tmp_path: Path) -> None:
    tree = "=== api-ref/source/index.rst\nAnimals\n=======\n\nAnts <<< empty-section\n====\n\n"
    assert_expected(tmp_path, f"{tree}Bees\n====\n\nText.\n", "empty-section")


def test_a_later_title_with_lines_above_and_below(tmp_path: Path) -> None:
    title = "####\n{}\n####\n\n"
    tree = f"=== api-ref/source/index.rst\n{title.format('Bats')}Text.\n\n"
    tree += title.format("Ants <<< empty-section") + title.format("Bees")
    assert_expected(tmp_path, f"{tree}Text.\n", "empty-section")


def test_titles_right_behind_an_include(tmp_path: Path) -> None:
    """Once a false alarm: the directive was taken for the title above the adornment."""
    page = "=== api-ref/source/{0}.inc\nText about {0}.\n"
    tree = (
        "=== api-ref/source/index.rst\n#######\nAnimals\n#######\n\nText.\n\n"
        "####\nAnts\n####\n.. include:: ants.inc\n####\nBees\n####\n.. include:: bees.inc\n"
        "#####\nWasps <<< empty-section\n#####\n"
    )
    assert_expected(tmp_path, tree + page.format("ants") + page.format("bees"), "empty-section")


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        (".. [#size] At most ten of them.", ""),
        (".. [IEEE754] The standard of numbers.", ""),
        (".. At most ten of them.", " <<< empty-section"),
    ],
)
def test_a_section_of_footnotes(tmp_path: Path, content: str, mark: str) -> None:
    """Once a false alarm: they were taken for comments."""
    body = f"Text, and a [#size]_ and [IEEE754]_.\n\nNotes{mark}\n-----\n\n{content}\n"
    assert_expected(tmp_path, page(body), "empty-section")


ROW = ".. rest_parameters:: parameters.yaml\n\n   - {0}: {0}\n"


@pytest.mark.parametrize("between", ["Second request\n--------------\n\nThe same again.\n\n", ""])
def test_the_responses_of_two_requests(tmp_path: Path, between: str) -> None:
    """Once a false alarm: each of two exchanges has its response."""
    mark = "" if between else " <<< section-twice"
    body = (
        f"First request\n-------------\n\nText.\n\nResponse\n--------\n\n{ROW.format('ticket')}\n"
        f"{between}Response{mark}\n--------\n\n{ROW.format('session')}"
    )
    assert_expected(tmp_path, page(body), *RULES)


def test_the_requests_of_an_operation_with_one_title(tmp_path: Path) -> None:
    body = "Response\n--------\n\nText.\n\n".join(
        f"Request{mark}\n-------\n\n{ROW.format(name)}\n"
        for mark, name in (("", "ticket"), (" <<< section-twice", "session"))
    )
    assert_expected(tmp_path, page(body), *RULES)


STATUSES = ".. rest_status_code:: success status.yaml\n\n   - 200\n\n"
SAMPLE = ".. literalinclude:: a.json\n\n"


@pytest.mark.parametrize(
    ("step", "mark"),
    [
        ("**Second step**\n\n", ""),
        (f"**Second step**\n\nOf two.\n\n{STATUSES}", ""),
        ("Second step\n\n", " <<< section-twice"),
        (f"**Example**\n\n{SAMPLE}", " <<< section-twice"),
        (f"**Example**\n\n{SAMPLE}Text.\n\n", " <<< section-twice"),
    ],
)
def test_the_steps_of_an_exchange_below_bold_lines(tmp_path: Path, step: str, mark: str) -> None:
    """Once a false alarm: each step has a request and a response."""
    parts = [f"{{}}\n{'-' * 8}\n\n{ROW.format(name)}\n" for name in ("receipt", "ticket")]
    second = f"Request{mark}\n-------\n\n{ROW.format('ticket')}\n"
    body = f"{parts[0].format('Request')}{parts[1].format('Response')}{step}{second}"
    assert_expected(tmp_path, page(f"{body}{parts[0].format('Response')}"), "section-twice")


def test_the_last_text_of_a_section_without_operations(tmp_path: Path) -> None:
    tree = f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\nText.\n\nShow things\n"
    assert_expected(tmp_path, tree, *RULES)


def test_a_comment_that_is_indented_by_one_space(tmp_path: Path) -> None:
    body = "Request <<< empty-section\n-------\n\n.. a comment\n of two lines\n\nResponse\n"
    assert_expected(tmp_path, page(body + "--------\n\nText.\n"), *RULES)


@pytest.mark.parametrize(
    ("call", "title", "severity"),
    [
        ("GET /things", "Request", "INFO"),
        ("DELETE /things", "Request Parameters", "INFO"),
        ("GET /things", "Response", "WARNING"),
        ("POST /things", "Request", "WARNING"),
        ("GET /things/{id}", "Request", "WARNING"),
    ],
)
def test_a_request_that_needs_nothing(tmp_path: Path, call: str, title: str, severity: str) -> None:
    body = page(f"{title} <<< empty-section\n------------------\n")
    (found,) = assert_expected(tmp_path, body.replace("GET /things/{id}", call), "empty-section")
    assert found.severity.name == severity
