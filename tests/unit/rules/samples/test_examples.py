"""Rules of ``apiref.rules.samples.examples``."""

from pathlib import Path

import pytest

from apiref.model.finding import Severity
from tests.trees import INDEX, assert_expected

RULES = (
    "sample-under-wrong-heading",
    "sample-of-other-operation",
    "request-without-example",
    "response-without-example",
    "sample-without-table",
    "sample-unlike-heading",
    "sample-language",
)
PARAMETERS = (
    "=== api-ref/source/parameters.yaml\nid:\n  in: path\nname:\n  in: body\n  required: true\n"
    "  type: string\n  description: It.\n"
)


def sample(file: str, language: str = "json") -> str:
    option = f"   :language: {language}\n" if language else ""
    return f".. literalinclude:: {file}\n{option}\n"


def part(title: str, body: str) -> str:
    return f"{title}\n{'-' * 60}\n\n{body}\n"


TABLE = ".. rest_parameters:: parameters.yaml{mark}\n\n   - name: name\n"


def table(mark: str = "") -> str:
    return TABLE.format(mark=f" <<< {mark}" if mark else "")


def operation(
    *parts: str, method: str = "PUT /things", title: str = "Update thing", text: str = "It."
) -> str:
    return f"{title}\n{'=' * 40}\n\n.. rest_method:: {method}\n\n{text}\n\n" + "".join(parts) + "\n"


def tree(*operations: str, **files: str) -> str:
    """The names of files have ``_`` instead of dashes, and no ``.json``."""
    text = f"{INDEX}=== api-ref/source/things.inc\n{''.join(operations)}{PARAMETERS}"
    for name, content in files.items():
        text += f"=== api-ref/source/{name.replace('_', '-')}.json\n{content}\n"
    return text


BOTH = "GET /a\n.. rest_method:: HEAD /a"
NAMED = '{"name": "a"}'
REQUEST = part("Request", table()) + part("Request Example", sample("thing-update-request.json"))
RESPONSE = part("Response", table()) + part(
    "Response Example", sample("thing-update-response.json")
)


def test_a_complete_operation_is_silent(tmp_path: Path) -> None:
    text = tree(
        operation(REQUEST, RESPONSE), thing_update_request=NAMED, thing_update_response=NAMED
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_response_under_the_heading_of_a_request(tmp_path: Path) -> None:
    request = part("Request", table()) + part(
        "Request Example", sample("thing-update-response.json <<< sample-under-wrong-heading")
    )
    text = tree(operation(request), thing_update_request=NAMED, thing_update_response=NAMED)
    found = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert "include 'thing-update-request.json'" in found[0].message
    assert found[0].location.column == 21


def test_a_response_under_the_heading_of_a_request_that_has_no_sample(tmp_path: Path) -> None:
    fine = part("Request", table()) + part("Request Example", sample("thing.json"))
    mark = " <<< sample-under-wrong-heading"
    wrong = "".join(
        part("Request Example", sample(f"{name}-response.json{mark}")) for name in ("a", "b")
    )
    answer = part("Response", table())
    text = tree(operation(fine, wrong, answer), thing=NAMED, a_response=NAMED, b_response=NAMED)
    found = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert all("include the request sample, or change" in each.message for each in found)


@pytest.mark.parametrize(
    ("title", "url", "file"),
    [
        ("Show access request", "/things", "access_request_show"),
        ("Show one", "/access_requests", "access-request"),
        ("Show request key", "/keys", "request-key"),
    ],
)
@pytest.mark.parametrize("label", ["", "**Example of the access requests**\n\n"])
def test_a_resource_with_the_name_of_a_role(
    tmp_path: Path, title: str, url: str, file: str, label: str
) -> None:
    """Once false alarms: "access request" was taken for a request, in files and in labels."""
    label = label.replace("access requests", "request key" if "key" in file else "access requests")
    response = part("Response", table() + "\n" + label + sample(f"{file}.json"))
    text = tree(operation(response, method=f"GET {url}", title=title))
    text += f"=== api-ref/source/{file}.json\n{NAMED}\n"
    assert_expected(tmp_path, text, "sample-under-wrong-heading", "sample-without-table")


def test_the_request_of_a_resource_with_the_name_of_a_role(tmp_path: Path) -> None:
    mark = " <<< sample-under-wrong-heading"
    response = part("Response", table() + "\n" + sample(f"access-request-request.json{mark}"))
    text = tree(operation(response, title="Update access request"), access_request_request=NAMED)
    assert_expected(tmp_path, text, "sample-under-wrong-heading")


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        ("name: name", ""),
        ("size: name", " <<< sample-under-wrong-heading"),
        ("name.size: name", " <<< sample-under-wrong-heading"),
    ],
)
def test_a_response_that_returns_the_request(tmp_path: Path, row: str, mark: str) -> None:
    """Once a false alarm, unless the response has further fields."""
    shown = (
        table().replace("- name: name", f"- {row}")
        + "\n"
        + sample(f"thing-update-request.json{mark}")
    )
    text = tree(operation(REQUEST, part("Response", shown)), thing_update_request=NAMED)
    assert_expected(tmp_path, text, "sample-under-wrong-heading")


def test_two_swapped_samples_are_one_finding(tmp_path: Path) -> None:
    request = REQUEST.replace(
        "update-request.json", "update-response.json <<< sample-under-wrong-heading"
    )
    response = RESPONSE.replace("update-response", "update-request")
    more = part("Response Example", sample("more-request.json <<< sample-under-wrong-heading"))
    text = tree(
        operation(request, response, more),
        thing_update_request=NAMED,
        thing_update_response=NAMED,
        more_request='{"size": 1}',
    )
    swapped, wrong = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert "swap it with 'thing-update-request.json'" in swapped.message
    assert wrong.subject == "more-request.json"


def test_the_sample_of_another_operation(tmp_path: Path) -> None:
    create = operation(
        part("Request", table()) + part("Request Example", sample("thing-create-request.json")),
        method="POST /things",
        title="Create thing",
    )
    update = operation(
        part("Request", table())
        + part("Request Example", sample("thing-create-request.json <<< sample-of-other-operation"))
    )
    text = tree(create, update, thing_create_request=NAMED, thing_update_request=NAMED)
    # That it violates the schema of this operation is a consequence.
    text += '=== schemas/update.json\n{"type": "object", "required": ["size"]}\n'
    text += '=== apiref.toml\n[schemas]\n"PUT /things" = {request = "schemas/update.json"}\n'
    rules = ("sample-of-other-operation", "sample-unused", "sample-schema")
    found = assert_expected(tmp_path, text, *rules)
    assert "'thing-update-request.json', whose name fits this operation" in found[0].message
    assert found[0].operation == "PUT /things"


def test_the_samples_of_two_operations_are_exchanged(tmp_path: Path) -> None:
    mark = " <<< sample-of-other-operation"
    create = operation(
        part("Request", table())
        + part("Request Example", sample(f"thing-update-request.json{mark}")),
        method="POST /things",
        title="Create thing",
    )
    update = operation(
        part("Request", table())
        + part("Request Example", sample(f"thing-create-request.json{mark}"))
    )
    text = tree(create, update, thing_create_request=NAMED, thing_update_request=NAMED)
    found = assert_expected(tmp_path, text, "sample-of-other-operation")
    assert found[0].severity is Severity.WARNING
    assert found[0].message == (
        "sample 'thing-update-request.json' is named after 'Update thing'; exchange it with"
        " 'thing-create-request.json', which is shown there"
    )


def test_the_response_of_another_operation_is_one_finding(tmp_path: Path) -> None:
    """Was reported twice, also as a response under the heading of a request."""
    create = operation(
        part("Response", table()) + part("Response Example", sample("thing-create-response.json")),
        method="POST /things",
        title="Create thing",
    )
    mark = " <<< sample-of-other-operation"
    update = operation(
        part("Request", table())
        + part("Request Example", sample(f"thing-create-response.json{mark}"))
    )
    text = tree(create, update, thing_create_response=NAMED, thing_update_request=NAMED)
    assert_expected(
        tmp_path, text, "sample-of-other-operation", "sample-unused", "sample-under-wrong-heading"
    )


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        ('{"size": 1}', " <<< sample-of-other-operation"),
        ('{"kind": {"size": 1}}', " <<< sample-of-other-operation"),
        (NAMED, ""),
    ],
)
def test_a_sample_that_does_not_fit_while_another_one_does(
    tmp_path: Path, content: str, mark: str
) -> None:
    """Once its fields were reported as undocumented, and those of the table as missing."""
    shown = sample(f"thing-part-update-response.json{mark}")
    update = operation(
        part("Response", table()) + part("Response Example", shown), title="Update thing part"
    )
    text = tree(update, thing_part_update_response=content, thing_part_update=NAMED)
    rules = ("sample-of-other-operation", "sample-field-undocumented", "sample-field-missing")
    found = assert_expected(tmp_path, text, *rules)
    assert [item.message for item in found] == [
        "sample 'thing-part-update-response.json' does not fit the table; include"
        " 'thing-part-update.json', whose name fits this operation and its table and which no"
        " page shows"
    ] * len(mark[:1])


def test_the_sample_of_a_longer_title(tmp_path: Path) -> None:
    """Once with the advice to include the sample of a thing for the type of a thing."""
    show, create = (
        operation(
            part("Response", table())
            + part("Response Example", sample("thing-type-show-response.json")),
            title=title,
            method=method,
        )
        for title, method in (
            ("Show thing type", "GET /types/{id}"),
            ("Create thing type", "POST /types"),
        )
    )
    text = tree(show, create, thing_type_show_response=NAMED, thing_create_response=NAMED)
    assert_expected(tmp_path, text, "sample-of-other-operation")


ACTIONS = """\
spin:
  in: body
  required: true
  type: object
  description: The spin.
stop:
  in: body
  required: true
  type: none
  description: The stop.
speed:
  in: body
  required: false
  type: integer
  description: How fast.
"""


def act(title: str, rows: str, file: str) -> str:
    return operation(
        part("Request", ".. rest_parameters:: parameters.yaml\n\n" + rows)
        + part("Request Example", sample(file)),
        method="POST /things/{id}/action",
        title=title,
    )


def actions(*operations: str, title: str = "Spin (spin action)") -> str:
    spin = act(title, "   - id: id\n   - spin: spin\n   - speed: speed\n", "spin.json")
    text = tree(spin, *operations, spin='{"spin": {"speed": 1}}', stop='{"stop": null}')
    return f"{text}=== api-ref/source/parameters.yaml\n{PARAMETERS.partition(chr(10))[2]}{ACTIONS}"


FIELDS = (
    "sample-of-other-operation",
    "sample-field-undocumented",
    "sample-field-missing",
    "sample-field-perhaps-missing",
)


def test_the_sample_of_another_action(tmp_path: Path) -> None:
    """Once fields of the sample without rows, and a row that it lacks."""
    mark = " <<< sample-of-other-operation"
    stop = act("Stop", "   - id: id\n   - stop: stop\n", f"spin.json{mark}")
    (found,) = assert_expected(tmp_path, actions(stop), *FIELDS)
    assert "is one of 'Spin (spin action)', which documents its only member" in found.message
    assert found.severity == Severity.ERROR


@pytest.mark.parametrize(
    "stop",
    [
        act("Stop", "   - id: id\n   - stop: stop\n", "stop.json"),
        # A second way to call one action, whose name is no row of its own.
        act("Spin at a speed (spin)", "   - id: id\n   - speed: speed\n", "spin.json"),
        act("Go round", "   - id: id\n   - speed: speed\n", "spin.json"),
        # At another URL, fields may have the names of actions.
        act("Stop", "   - id: id\n   - stop: stop\n", "spin.json").replace("/action", "/do"),
        act("Stop", "   - id: id\n", "spin.json"),
    ],
)
def test_requests_that_are_no_other_action(tmp_path: Path, stop: str) -> None:
    assert_expected(tmp_path, actions(stop), "sample-of-other-operation")


@pytest.mark.parametrize(
    ("url", "file", "mark"),
    [
        ("/things/{id}/action", "other.json", " <<< sample-of-other-operation"),
        ("/things/{id}/action", "thing-stop.json", ""),
        ("/spins/{id}", "other.json", ""),
    ],
)
def test_the_resource_of_a_url_and_the_name_of_a_file(
    tmp_path: Path, url: str, file: str, mark: str
) -> None:
    """Once false positives: neither belongs to another action."""
    stop = act("Stop", "   - id: id\n   - stop: stop\n", f"{file}{mark}")
    text = actions(stop).replace("/things/{id}/action", url)
    text += f'=== api-ref/source/{file}\n{{"spin": {{}}}}\n'
    assert_expected(tmp_path, text, "sample-of-other-operation")


def test_operations_may_share_a_sample(tmp_path: Path) -> None:
    create = operation(
        part("Request", table()) + part("Request Example", sample("thing-create-request.json")),
        method="POST /things",
        title="Create thing",
    )
    update = create.replace("POST", "PUT").replace("Create", "Update")
    text = tree(create, update, thing_create_request=NAMED)
    assert_expected(tmp_path, text, "sample-of-other-operation")


def test_a_request_without_an_example(tmp_path: Path) -> None:
    text = tree(
        operation(part("Request", table("request-without-example")), RESPONSE),
        thing_update_response=NAMED,
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_response_without_an_example(tmp_path: Path) -> None:
    text = tree(
        operation(REQUEST, part("Response", table("response-without-example"))),
        thing_update_request=NAMED,
    )
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    "words",
    [
        "There is no body content for the response of a successful PUT request.",
        "This operation does not return a response body.",
        "The response has an empty body.",
        "Nothing is returned: there is neither body nor header.",
    ],
)
def test_a_text_that_says_there_is_no_body(tmp_path: Path, words: str) -> None:
    text = tree(operation(part("Response", table()), text=words))
    assert_expected(tmp_path, text, "response-without-example")


def test_an_example_in_the_page_itself(tmp_path: Path) -> None:
    """Once a false alarm."""
    body = part("Response", table()) + part("Response Example", '::\n\n   {"name": "a"}\n')
    assert_expected(tmp_path, tree(operation(body)), "response-without-example")


def test_an_unused_sample_of_the_operation_is_the_finding(tmp_path: Path) -> None:
    """Once a cascade: ``sample-unused`` reports it."""
    text = tree(
        operation(part("Request", table()), RESPONSE),
        thing_update_request=f"{NAMED} <<< sample-unused",
        thing_update_response=NAMED,
    )
    assert_expected(tmp_path, text, "sample-unused", "request-without-example")


def test_a_sample_without_a_table(tmp_path: Path) -> None:
    response = part(
        "Response Example", sample("thing-update-response.json <<< sample-without-table")
    )
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, thing_update_response=NAMED
    )
    found = assert_expected(tmp_path, text, *RULES)
    assert "no table documents the response" in found[0].message


@pytest.mark.parametrize(
    "body",
    [
        "====== ===\nField  Is\n====== ===\nname   It.\n====== ===\n",
        "The fields are those of `Show thing <https://example.com>`_.\n",
        "The response body is a map of names that depend on the driver.\n",
        TABLE.format(mark="").replace("rest_parameters", "rest_paramters"),
    ],
)
def test_fields_documented_in_another_way(tmp_path: Path, body: str) -> None:
    response = part("Response", body) + part(
        "Response Example", sample("thing-update-response.json")
    )
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, thing_update_response=NAMED
    )
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("section", "mark"),
    [("Pages of ``marker``.", " <<< sample-without-table"), ("It has a ``name``.", "")],
)
def test_a_link_to_a_section(tmp_path: Path, section: str, mark: str) -> None:
    """It documents what that section names."""
    response = part("Response Example", sample("thing-update-response.json" + mark))
    text = tree(
        operation(REQUEST, response, text="For information, see `Filtering`_."),
        f"Filtering\n=========\n\n{section}\n",
        thing_update_request=NAMED,
        thing_update_response=NAMED,
    )
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("above", "beside", "mark"),
    [
        ("It.", "The response is that of `Show thing`_.", ""),
        ("It.", "The same as in Show thing.", ""),
        ("Unlike Show thing, it changes.", "It.", " <<< sample-without-table"),
        ("It.", "The same as in Update thing.", " <<< sample-without-table"),
    ],
)
def test_a_response_that_is_that_of_another_operation(
    tmp_path: Path, above: str, beside: str, mark: str
) -> None:
    """Once false alarms; the other operation has a table, or not."""
    response = part("Response", f"{beside}\n\n{sample(f'thing.json{mark}')}")
    show = operation(method="GET /things", title="Show thing")
    text = tree(show, operation(REQUEST, response, text=above), thing=NAMED)
    text += f"=== api-ref/source/thing-update-request.json\n{NAMED}\n"
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize("content", ["{}", "[]", '"text"'])
def test_a_sample_without_fields_needs_no_table(tmp_path: Path, content: str) -> None:
    response = part("Response Example", sample("thing-update-response.json"))
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, thing_update_response=content
    )
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Response Example (task status: success)", '{"status": "failure"}'),
        ("Response Example (status: ``success``)", '{"task": {"status": "failure"}}'),
        ("Response Example (is_public = true)", '{"is_public": false}'),
    ],
)
def test_a_sample_that_contradicts_its_heading(tmp_path: Path, title: str, content: str) -> None:
    body = part(title, sample("a.json <<< sample-unlike-heading"))
    found = assert_expected(tmp_path, tree(operation(body), a=content), "sample-unlike-heading")
    assert "include the right sample" in found[0].message
    assert found[0].places[0].path == "api-ref/source/a.json"


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Response Example (task status: success)", '{"status": "success"}'),
        ("Response Example (task status: success)", '{"state": "failure"}'),
        ("Response Example (microversion: 2.5)", '{"status": "failure"}'),
        ("Response Example (status: any)", '{"status": {"a": 1}}'),
        ("Response Example (since version 1.2)", '{"version": "1.3"}'),
    ],
)
def test_headings_that_a_sample_does_not_contradict(
    tmp_path: Path, title: str, content: str
) -> None:
    body = part(title, sample("a.json"))
    assert_expected(tmp_path, tree(operation(body), a=content), "sample-unlike-heading")


def test_the_sample_that_a_heading_asks_for_is_not_reported_as_unused(tmp_path: Path) -> None:
    """Once a cascade."""
    body = part("Response (status: success)", sample("a.json <<< sample-unlike-heading"))
    text = tree(operation(body), a='{"status": "failure"}', b='{"status": "success"}')
    assert_expected(tmp_path, text, "sample-unlike-heading", "sample-unused")


@pytest.mark.parametrize(
    ("language", "words"), [("", "add ':language: json'"), ("jsno", "did you mean 'json'?")]
)
def test_a_language_that_is_missing_or_misspelled(
    tmp_path: Path, language: str, words: str
) -> None:
    body = part("Response Example", sample("a.json", language)).replace(
        "a.json", "a.json <<< sample-language"
    )
    found = assert_expected(tmp_path, tree(operation(body), a=NAMED), "sample-language")
    assert words in found[0].message


@pytest.mark.parametrize("language", ["json", "javascript", "JSON", "none", "toml"])
def test_languages_that_sphinx_knows(tmp_path: Path, language: str) -> None:
    body = part("Response Example", sample("a.json", language))
    assert_expected(tmp_path, tree(operation(body), a=NAMED), "sample-language")


def test_a_sample_of_an_error(tmp_path: Path) -> None:
    """Once a false alarm: tables document successful responses."""
    body = sample("thing-response.json")
    text = tree(
        operation(REQUEST, part("Response", "**In case of an error**\n\n" + body)),
        thing_update_request=NAMED,
        thing_response='{"code": 404}',
    )
    assert_expected(tmp_path, text, "sample-without-table")


def test_a_schema_that_is_served_needs_no_table(tmp_path: Path) -> None:
    """Once a false alarm."""
    files = {
        "one": '{"name": "thing", "properties": {"id": {"type": "string"}, "any": {}}}',
        "two": '{"$schema": "http://json-schema.org/draft-04/schema#"}',
        "other": '{"name": "thing", "properties": {"id": "a"}}',
    }
    parts = [
        operation(part("Response Example", sample(f"{name}.json")), method=f"GET /{name}")
        for name in files
    ]
    parts[2] = parts[2].replace("other.json", "other.json <<< sample-without-table")
    assert_expected(tmp_path, tree(*parts, **files), "sample-without-table")


def test_a_part_of_the_url_with_the_entry_of_a_field_is_no_body(tmp_path: Path) -> None:
    """Once a cascade: the wrong entry is reported by ``path-parameter-elsewhere``."""
    text = tree(operation(part("Request", table()), method="DELETE /things/{name}"))
    assert_expected(tmp_path, text, *RULES)


SEVERAL = '{"results": [{"name": "a", "size": 1, "state": "b"}]}'


@pytest.mark.parametrize(
    "text",
    [
        "It answers with a list of results, each with ``name``, ``size`` and ``state``.",
        "It answers with ``results``; see ``name`` and ``state``.",
    ],
)
def test_a_response_that_the_text_documents(tmp_path: Path, text: str) -> None:
    """Once a false alarm."""
    shown = part("Response", f"{text}\n\n" + sample("thing-show-response.json"))
    page = operation(shown, method="GET /things", title="Show thing")
    assert_expected(tmp_path, tree(page, thing_show_response=SEVERAL), *RULES)


def test_a_response_of_which_the_text_documents_little(tmp_path: Path) -> None:
    shown = sample("thing-show-response.json <<< sample-without-table")
    page = operation(
        part("Response", "Its ``name`` is there.\n\n" + shown),
        method="GET /things",
        title="Show thing",
    )
    assert_expected(tmp_path, tree(page, thing_show_response=SEVERAL), *RULES)


@pytest.mark.parametrize(
    ("language", "marked"),
    [("bash", True), ("yaml", True), ("python", True), ("javascript", False), ("text", False)],
)
def test_a_language_that_is_not_that_of_the_file(
    tmp_path: Path, language: str, marked: bool
) -> None:
    mark = " <<< sample-language" if marked else ""
    example = f".. literalinclude:: thing-update-response.json{mark}\n   :language: {language}\n"
    response = part("Response", table()) + part("Response Example", example)
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, thing_update_response=NAMED
    )
    assert_expected(tmp_path, text, "sample-language")


def test_a_file_that_is_what_its_language_says(tmp_path: Path) -> None:
    example = ".. literalinclude:: thing-update-response.json\n   :language: bash\n"
    response = part("Response", table()) + part("Response Example", example)
    text = tree(operation(REQUEST, response), thing_update_request=NAMED)
    text += "=== api-ref/source/thing-update-response.json\ncurl -X GET /things\n"
    assert_expected(tmp_path, text, "sample-language")


def test_the_response_as_the_request(tmp_path: Path) -> None:
    wrong = part("Request", table()) + part(
        "Request Example", sample("thing-update.json <<< sample-of-other-operation")
    )
    right = part("Response", table()) + part("Response Example", sample("thing-update.json"))
    text = tree(operation(wrong, right), thing_update=NAMED, thing_update_request=NAMED)
    found = assert_expected(tmp_path, text, "sample-of-other-operation", "sample-unused")
    assert "is shown as both request and response; include 'thing-update-request.json'" in (
        found[0].message
    )


def test_one_sample_for_both(tmp_path: Path) -> None:
    both = part("Request", table()) + part("Request Example", sample("thing-update.json"))
    both += part("Response", table()) + part("Response Example", sample("thing-update.json"))
    text = tree(operation(both), thing_update=NAMED)
    assert_expected(tmp_path, text, "sample-of-other-operation", "sample-unused")


def test_the_details_belong_to_what_shows_them(tmp_path: Path) -> None:
    def shown(title: str, url: str, file: str) -> str:
        response = part("Response", table()) + part("Response Example", sample(file))
        return operation(response, title=title, method=f"GET {url}")

    text = tree(
        shown("List things", "/things", "things-list.json"),
        shown(
            "Show thing details",
            "/things/{id}",
            "things-list.json <<< sample-of-other-operation",
        ),
        things_list=NAMED,
        thing_details=NAMED,
    )
    assert_expected(tmp_path, text, "sample-of-other-operation", "sample-unused")


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        ('[{"name": "a"}]', " <<< sample-without-table"),
        ('["a", {"name": "b"}]', " <<< sample-without-table"),
        ('["a", "b"]', ""),
        ("[{}]", ""),
        ('[["a"], 1]', ""),
    ],
)
def test_a_sample_that_is_an_array(tmp_path: Path, content: str, mark: str) -> None:
    """Once overlooked: objects in an array have fields that a table should document."""
    response = part("Response Example", sample(f"thing-update-response.json{mark}"))
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, thing_update_response=content
    )
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("The body of the response is a mapping, with keys that are unique to each driver.", ""),
        ("The response says what each driver has.", " <<< sample-without-table"),
    ],
)
def test_a_body_whose_names_are_those_of_a_driver(tmp_path: Path, words: str, mark: str) -> None:
    """Once a false alarm: there is nothing that a table could list."""
    body = f"{words}\n\nExample for a request with detail=false:\n\n"
    response = part("Response Example", body + sample(f"driver-properties.json{mark}"))
    text = tree(operation(REQUEST, response), thing_update_request=NAMED, driver_properties=NAMED)
    assert_expected(tmp_path, text, "sample-without-table", "sample-under-wrong-heading")


def test_a_body_that_differs(tmp_path: Path) -> None:
    """Once a false alarm: no table can list what each driver stores."""
    body = "Response parameters can differ based on the driver.\n\n"
    response = part("Response parameters", body) + part("Example", sample("thing-response.json"))
    text = tree(operation(REQUEST, response), thing_update_request=NAMED, thing_response=NAMED)
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("method", "words"),
    [("GET", "a GET request seldom has a body"), ("PUT", "no table documents the request")],
)
def test_a_body_of_a_request_that_has_none(tmp_path: Path, method: str, words: str) -> None:
    """Once told to document a body that there is not."""
    shown = part("Request Example", sample("a.json <<< sample-without-table"))
    text = tree(operation(shown, method=f"{method} /things/{{thing_id}}"), a=NAMED)
    (found,) = assert_expected(tmp_path, text, "sample-without-table")
    assert found.message.startswith(words)


def test_nobody_completes_a_deprecated_operation(tmp_path: Path) -> None:
    text = tree(
        operation(
            part("Request", table()),
            part("Response Example", sample("thing.json")),
            text="This API is deprecated.",
        ),
        thing=NAMED,
    )
    assert_expected(tmp_path, text, *RULES)


def test_the_request_of_a_delete_needs_no_example(tmp_path: Path) -> None:
    """Once an advice that made it worse: such a request hardly ever has a body."""
    text = tree(operation(part("Request", table()), method="DELETE /things", title="Delete things"))
    assert_expected(tmp_path, text, *RULES)


def test_operations_without_examples_behind_others(tmp_path: Path) -> None:
    """Each of the others has an example, or needs none."""
    shown = part("Response Example", '::\n\n   {"name": "a"}\n')
    marks = ("request-without-example", "response-without-example")
    text = tree(
        operation(part("Request", table()), method=BOTH, title="Show a"),
        operation(part("Response", table()), shown, method="GET /b", title="Show b"),
        operation(part("Request", table()), shown.replace("Response", "Request"), title="Use c"),
        operation(REQUEST, RESPONSE),
        operation(part("Request", table()), text="There is no body.", title="Use d"),
        operation(part("Response", table()), text="It returns no body.", title="Use e"),
        operation(*(part("Either", TABLE.replace("name: name", "id: id")),), title="Use f"),
        operation(
            part("Request", table()),
            part("Response", table()),
            text="This API is deprecated.",
            title="Use g",
        ),
        operation(part("Request", table(marks[0])), part("Response", table(marks[1])), title="Use"),
        thing_update_request=NAMED,
        thing_update_response=NAMED,
    )
    assert_expected(tmp_path, text.replace("{mark}", ""), *marks)


def test_samples_without_tables_behind_others(tmp_path: Path) -> None:
    answer = part("Response Example", sample("a.json"))
    text = tree(
        operation(TABLE.format(mark=""), answer),
        operation(answer, text="It has a ``name``.", title="Use a"),
        operation(answer, part("Response", table()), title="Use b"),
        operation(part("Request", table()), answer, method=BOTH, title="Show b"),
        operation(
            part("Request Example", sample("b.json <<< sample-without-table") + sample("a.json")),
            part("Response Example", sample("a.json <<< sample-without-table")),
            title="Use c",
        ),
        a=NAMED,
        b=NAMED,
    )
    sent, answered = assert_expected(tmp_path, text, "sample-without-table")
    assert "no table documents the request" in sent.message
    assert sent.subject == "b.json"
    assert (len(sent.places), len(answered.places)) == (1, 0)


@pytest.mark.parametrize(
    ("words", "mark"),
    [("``a`` and ``b``", ""), ("``a``", " <<< sample-without-table")],
)
@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1, "b": 2, "c": 3}',
        '{"x": {"a": 1, "b": 2, "c": 3}}',
        '{"a": {"x": 1, "y": 2}, "b": 2}',
    ],
)
def test_a_text_that_names_two_thirds_of_the_members(
    tmp_path: Path, words: str, mark: str, content: str
) -> None:
    answer = part("Response Example", sample(f"a.json{mark}"))
    assert_expected(
        tmp_path, tree(operation(answer, text=words), a=content), "sample-without-table"
    )


def test_a_text_that_names_half_of_the_members(tmp_path: Path) -> None:
    answer = part("Response Example", sample("a.json <<< sample-without-table"))
    text = tree(operation(answer, text="``a`` and ``b``"), a='{"a": 1, "b": 2, "c": 3, "d": 4}')
    assert_expected(tmp_path, text, "sample-without-table")


def test_one_language_is_missing_behind_others(tmp_path: Path) -> None:
    """A sample that is shown twice is another rule's."""
    body = part(
        "Response Example",
        sample("b.json", "").replace("\n", "\n   :colour: red\n", 1)
        + sample("c.json", "")
        + sample("c.json", "")
        + sample("d.txt", "")
        + sample("e.json", "toml")
        + sample("a.json <<< sample-language", ""),
    )
    files = dict.fromkeys("abce", NAMED)
    assert_expected(tmp_path, tree(operation(body), **files), "sample-language")


def test_a_wrong_sample_behind_a_response_that_returns_the_request(tmp_path: Path) -> None:
    """And one whose file is missing."""
    mark = " <<< sample-under-wrong-heading"
    shown = sample("thing-update-request.json")
    shown += sample(f"gone-request.json{mark}") + sample(f"more-request.json{mark}")
    response = part("Response", table()) + part("Response Example", shown)
    text = tree(
        operation(REQUEST, response), thing_update_request=NAMED, more_request='{"size": 1}'
    )
    found = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert all("the heading 'Response Example' says response" in each.message for each in found)


@pytest.mark.parametrize(
    ("title", "file"),
    [
        # Under the other heading, but not its counterpart.
        ("Response Example", "thing.json"),
        # Its counterpart, but under no heading of a role.
        ("Example", "thing-update-request.json"),
    ],
)
def test_samples_that_are_not_swapped(tmp_path: Path, title: str, file: str) -> None:
    mark = " <<< sample-under-wrong-heading"
    request = part("Request", table())
    request += part("Request Example", sample(f"thing-update-response.json{mark}"))
    text = tree(
        operation(part(title, sample(file)), request),
        thing=NAMED,
        thing_update_request=NAMED,
        thing_update_response=NAMED,
    )
    (found,) = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert found.message.endswith("; include 'thing-update-request.json'")


def test_a_text_that_names_the_members_of_objects_in_an_array(tmp_path: Path) -> None:
    answer = part("Response Example", sample("a.json <<< sample-without-table"))
    text = tree(operation(answer, text="It has a ``name``."), a=f"[{NAMED}]")
    assert_expected(tmp_path, text, "sample-without-table")


@pytest.mark.parametrize(
    ("members", "mark"), [("a b c", " <<< unused-parameter"), ("a b", ""), ("a", "")]
)
def test_the_entries_to_which_the_missing_table_would_refer(
    tmp_path: Path, members: str, mark: str
) -> None:
    """They are half of its rows at least."""
    answer = part("Response Example", sample("b.json <<< sample-without-table"))
    shown = ", ".join(f'"{name}": 1' for name in members.split())
    text = tree(operation(REQUEST, answer), thing_update_request=NAMED, b=f"{{{shown}}}")
    text = text.replace("id:\n  in: path\n", f"a:{mark}\n  in: body\n")
    assert_expected(tmp_path, text, "sample-without-table", "unused-parameter")


def test_the_heading_above_a_wrong_sample_is_the_nearest(tmp_path: Path) -> None:
    shown = sample("thing-update-request.json <<< sample-under-wrong-heading")
    response = part("Response", f"{table()}\nResponse Example\n{'~' * 30}\n\n{shown}")
    text = tree(operation(response), thing_update_request='{"size": 1}')
    (found,) = assert_expected(tmp_path, text, "sample-under-wrong-heading")
    assert "the heading 'Response Example' says response" in found.message


@pytest.mark.parametrize(
    ("language", "mark"), [("bsah", " <<< sample-language"), ("bash", ""), ("toml", "")]
)
def test_the_language_of_a_file_that_is_not_json(tmp_path: Path, language: str, mark: str) -> None:
    """Once not reported."""
    example = f".. literalinclude:: thing-curl{mark}\n   :language: {language}\n"
    text = tree(operation(REQUEST, part("Curl", example)), thing_update_request=NAMED)
    text += "=== api-ref/source/thing-curl\ncurl -X GET /things\n"
    assert_expected(tmp_path, text, "sample-language")
