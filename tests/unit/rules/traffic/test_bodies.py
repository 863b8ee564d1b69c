"""Rules of ``apiref.rules.traffic.bodies``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.traffic import assert_verified
from tests.unit.rules.observed import TRAFFIC, TREE, observed

ANSWER = '{"id": "7", "state": "up", "size": 7}'


def answered(body: str, change: tuple[str, str] = ("", "")) -> str:
    """The traffic with another response to the creation of a thing."""
    return observed(TRAFFIC.replace(ANSWER, body), change=change)


def marked_last(text: str, line: str, mark: str) -> str:
    before, found, behind = text.rpartition(f"{line}\n")
    assert found
    return f"{before}{line} <<< {mark}\n{behind}"


def test_observed_field_that_no_row_has(tmp_path: Path) -> None:
    text = answered('{"id": "7", "state": "up", "colour": "red"}')
    text = marked_last(text, ".. rest_parameters:: parameters.yaml", "observed-field")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "colour"
    assert "entry 2: POST /v2/things" in found.message
    text = text.replace('"colour"', '"a@b.example"')
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "{...}"
    assert "the response has '{...}', which no row documents" in found.message
    (found,) = assert_verified(tmp_path, text, show_values=True)
    assert found.subject == "a@b.example"


def test_observed_field_of_a_row_that_is_misspelled(tmp_path: Path) -> None:
    text = observed(change=("   - state: state\n", "   - stat: state <<< observed-field\n"))
    (found,) = assert_verified(tmp_path, text)
    assert "rename the row" in found.message


def test_observed_field_of_a_body_without_any_table(tmp_path: Path) -> None:
    text = observed(change=("POST /v2/things\n", "POST /v2/things <<< observed-field\n"))
    before, _, _ = text.partition(
        "Request\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - name"
    )
    _, _, behind = text.partition("   - name: name\n\n")
    (found,) = assert_verified(tmp_path, before + behind, "observed-field")
    assert found.subject == "request body"


def test_observed_field_of_a_body_with_nothing_in_common(tmp_path: Path) -> None:
    text = answered('{"nodes": [], "edges": {}}')
    text = marked_last(text, ".. rest_parameters:: parameters.yaml", "observed-field")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "response body"


@pytest.mark.parametrize("status", [400, 500])
def test_observed_field_of_an_error_is_silent(tmp_path: Path, status: int) -> None:
    more = f'> POST /v2/things\n> {{"colour": 1}}\n< {status}\n< {{"error": {{}}}}\n'
    assert_verified(tmp_path, observed() + more)


def test_observed_required_field_that_is_missing(tmp_path: Path) -> None:
    text = answered('{"id": "7", "size": 7}')
    text = text.replace(
        "or ``down``.\n  in: body\n  required: true",
        "or ``down``.\n  in: body\n  required: true <<< observed-required",
    )
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "state"
    assert found.operation == "POST /v2/things"


def test_observed_required_of_an_optional_field_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, answered('{"id": "7", "state": "up"}'))


@pytest.mark.parametrize("value", ['"7"', "7.5", "true", "[]", "{}"])
def test_observed_type_is_reported_at_the_type(tmp_path: Path, value: str) -> None:
    text = answered(f'{{"id": "7", "state": "up", "size": {value}}}')
    text = text.replace("type: integer", "type: integer <<< observed-type")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "size"
    assert "fix the type" in found.message


def test_observed_null_is_reported_at_the_description(tmp_path: Path) -> None:
    text = answered('{"id": "7", "state": "up", "size": null}')
    text = text.replace("The size.", "The size. <<< observed-null")
    (found,) = assert_verified(tmp_path, text)
    assert "say when it is" in found.message


def test_observed_null_that_the_description_mentions_is_silent(tmp_path: Path) -> None:
    text = TRAFFIC.replace('{"name": "a"}', '{"name": null}')
    assert_verified(tmp_path, observed(text))


def test_observed_value_that_the_description_lacks(tmp_path: Path) -> None:
    text = answered('{"id": "7", "state": "paused", "size": 7}')
    before, line, behind = text.rpartition("  description: |\n    The state")
    text = f"{before}  description: | <<< observed-value{line[len('  description: |') :]}{behind}"
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "state=paused"
    text = text.replace("paused", "in use")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "state={...}"
    (found,) = assert_verified(tmp_path, text, show_values=True)
    assert found.subject == "state=in use"


def test_observed_value_of_a_query_that_the_description_lacks(tmp_path: Path) -> None:
    text = observed(TRAFFIC.replace("state=up", "state=paused"))
    text = text.replace("  description: |\n", "  description: | <<< observed-value\n", 1)
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "state=paused"
    text = text.replace("state=paused", "state=P4ssw0rd")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "state={...}"
    assert "'state' has the value '{...}' (shown by --show-values), which" in found.message
    (found,) = assert_verified(tmp_path, text, show_values=True)
    assert found.subject == "state=P4ssw0rd"
    assert "'state' has the value 'P4ssw0rd', which" in found.message
    assert "GET /v2/things?state=P4ssw0rd)" in found.message


def test_observed_value_of_a_refused_query_is_silent(tmp_path: Path) -> None:
    assert_verified(
        tmp_path, observed() + "> GET /v2/things?state=paused\n< 404\n", "observed-value"
    )


def test_observed_value_of_a_query_that_is_a_variable_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, observed(TRAFFIC.replace("state=up", "state={{state}}")))


def test_observed_content_type_that_is_not_json(tmp_path: Path) -> None:
    more = "> GET /v2/things\n< 200\n< Content-Type: text/html\n< <html>\n"
    text = observed()
    before, _, behind = text.partition("   - things: things")
    mark = marked_last(before, ".. rest_parameters:: parameters.yaml", "observed-content-type")
    text = f"{mark}   - things: things{behind}{more}"
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "text/html"
    text = text.replace("text/html", "text/odd")
    (found,) = assert_verified(tmp_path, text)
    assert found.subject == "{...}"
    (found,) = assert_verified(tmp_path, text, show_values=True)
    assert found.subject == "text/odd"


def test_observed_content_type_of_an_empty_response_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, observed() + "> GET /v2/things\n< 200\n")


ENVELOPE = """\
> GET /v2/things/{number}
< 200
< {{"thing": {{"id": "7", "state": "up"}}}}
"""
SHOW = """\
Show thing
==========

.. rest_method:: GET /v2/things/{thing_id}

Shows a thing.

Response
--------

.. rest_parameters:: parameters.yaml

   - id: id
   - state: state

"""


def test_observed_field_around_a_resource_is_silent(tmp_path: Path) -> None:
    tree = TREE.replace("Create thing\n===", SHOW + "Create thing\n===")
    traffic = TRAFFIC + ENVELOPE.format(number=7).replace('"thing"', '"part"')
    assert_verified(tmp_path, observed(traffic, tree), "observed-field")


def test_observed_field_around_a_resource_that_others_document(tmp_path: Path) -> None:
    show = SHOW.replace("parameters.yaml\n", "parameters.yaml <<< observed-field\n")
    tree = TREE.replace("Create thing\n===", show + "Create thing\n===")
    text = observed(TRAFFIC + ENVELOPE.format(number=7), tree)
    (found,) = assert_verified(tmp_path, text, "observed-field")
    assert found.subject == "thing"


def test_observed_field_of_a_json_patch_is_silent(tmp_path: Path) -> None:
    traffic = TRAFFIC.replace('{"name": "a"}', '[{"op": "add", "path": "/a", "value": 1}]')
    assert_verified(tmp_path, observed(traffic))


def test_observed_field_of_a_schema_document_is_silent(tmp_path: Path) -> None:
    tree = TREE.replace("- state: state_query\n\nResponse\n", "- state: state_query\n\nAnswer\n")
    before, _, behind = tree.partition("Answer\n")
    tree = before + behind.partition("   - things: things\n\n")[2]
    schema = '{"name": "a", "properties": {"a": {"type": "string"}}}'
    assert_verified(tmp_path, observed(TRAFFIC.replace('{"things": []}', schema), tree))


def test_observed_type_and_null_are_reported_once_per_parameter(tmp_path: Path) -> None:
    show = SHOW.replace("   - state: state\n", "   - state: state\n   - size: size\n")
    tree = TREE.replace("Create thing\n===", show + "Create thing\n===")
    tree = tree.replace("type: integer", "type: integer <<< observed-type")
    tree = tree.replace("The size.", "The size. <<< observed-null")
    more = "".join(
        f'> GET /v2/things/{number}\n< 200\n< {{"id": "7", "state": "up", "size": {value}}}\n'
        for number, value in enumerate(("null", '"7"', "null", '"8"'))
    )
    traffic = TRAFFIC.replace('"size": 7', '"size": "7"') + more
    text = observed(traffic, tree)
    found = assert_verified(tmp_path, text, "observed-type", "observed-null")
    assert [len(finding.places) for finding in found] == [1, 2]


@pytest.mark.parametrize("word", ["``null``", "Unset", "None"])
def test_observed_null_that_the_description_mentions(tmp_path: Path, word: str) -> None:
    text = answered('{"id": "7", "state": "up", "size": null}', ("The size.", f"{word}, or size."))
    assert_verified(tmp_path, text)


def test_observed_field_that_only_the_text_names(tmp_path: Path) -> None:
    text = answered('{"id": "7", "state": "up", "colour": 1}', ("Creates a", "With ``colour``. A"))
    text = marked_last(text, ".. rest_parameters:: parameters.yaml", "observed-field")
    assert_verified(tmp_path, text)


def test_observed_required_query_that_is_missing(tmp_path: Path) -> None:
    tree = TREE.replace("in: query\n  required: false", "in: query\n  required: true")
    assert_verified(tmp_path, observed(tree=tree))
    tree = tree.replace("query\n  required: true", "query\n  required: true <<< observed-required")
    more = '> GET /v2/things\n< 200\n< {"things": []}\n> GET /v2/things\n< 400\n'
    (found,) = assert_verified(tmp_path, observed(tree=tree) + more, "observed-required")
    assert "entry 3: GET /v2/things)" in found.message


def test_observed_required_header_that_is_missing(tmp_path: Path) -> None:
    tree = TREE.replace(
        "in: header\n  required: true", "in: header\n  required: true <<< observed-required"
    )
    traffic = TRAFFIC.replace("< Location: /v2/things/7\n", "")
    assert_verified(tmp_path, observed(traffic, tree))
    optional = TREE.replace("in: header\n  required: true", "in: header\n  required: false")
    assert_verified(tmp_path / "other", observed(traffic, optional))


@pytest.mark.parametrize(
    ("description", "is_reported"),
    [
        ("The state, always ``on``.", True),
        ("The only value allowed is ``on``.", True),
        ("One of ``on`` or ``off``. Default is ``up``.", True),
        ("One of ``on`` or ``off``. Since 2.5 also ``up``.", False),
        ("The state, such as ``on``.", False),
    ],
)
def test_observed_value_by_description(tmp_path: Path, description: str, is_reported: bool) -> None:
    mark = " <<< observed-value" if is_reported else ""
    before, _, behind = TREE.rpartition("  description: |\n    The state: ``up`` or ``down``.\n")
    tree = f"{before}  description: |{mark}\n    {description}\n{behind}"
    assert_verified(tmp_path, observed(tree=tree))


@pytest.mark.parametrize(
    ("description", "is_reported"),
    [
        ("First ``down``, later it works.", True),
        ("First ``down``, then ``up``.", False),
        ("It.", False),
    ],
)
def test_observed_value_of_a_schema_that_the_description_lacks(
    tmp_path: Path, description: str, is_reported: bool
) -> None:
    mark = " <<< observed-value" if is_reported else ""
    before, _, behind = TREE.rpartition("  description: |\n    The state: ``up`` or ``down``.\n")
    tree = f"{before}  description: |{mark}\n    {description}\n{behind}"
    tree += '=== schema.json\n{"properties": {"state": {"enum": ["up", "down"]}}}\n'
    tree += '=== apiref.toml\n[schemas]\n"POST /v2/things" = { response = "schema.json" }\n'
    assert_verified(tmp_path, observed(tree=tree), "observed-value")


@pytest.mark.parametrize(
    ("rows", "sent", "required"),
    [
        ("name size", '{"size": 7}', "name"),
        # The response has it, so that the request may do without.
        ("state size", '{"size": 7}', ""),
    ],
)
def test_observed_required_field_of_a_request(
    tmp_path: Path, rows: str, sent: str, required: str
) -> None:
    lines = "".join(f"   - {row}: {row}\n" for row in rows.split())
    tree = TREE.replace("   - name: name\n", lines)
    if required:
        head, _, rest = tree.partition(f"\n{required}:\n")
        rest = rest.replace("required: true", "required: true <<< observed-required", 1)
        tree = f"{head}\n{required}:\n{rest}"
    traffic = TRAFFIC.replace('{"name": "a"}', sent)
    assert_verified(tmp_path, observed(traffic, tree), "observed-required")


def test_observed_required_behind_a_body_without_a_table(tmp_path: Path) -> None:
    before, _, behind = TREE.partition("Response\n--------\n\n")
    tree = before + behind.partition("   - things: things\n\n")[2]
    text = observed(TRAFFIC.replace('"state": "up", ', ""), tree).replace(
        "or ``down``.\n  in: body\n  required: true",
        "or ``down``.\n  in: body\n  required: true <<< observed-required",
    )
    (found,) = assert_verified(tmp_path, text, "observed-required")
    assert found.operation == "POST /v2/things"


@pytest.mark.parametrize(
    ("value", "where", "message"),
    [
        ("7", "type: string", "'name' is documented as string, but the request has an integer"),
        ("null", "description: The name.", "'name' is null in the request, which"),
    ],
)
def test_values_of_an_entry_with_rows_of_two_names(
    tmp_path: Path, value: str, where: str, message: str
) -> None:
    mark = "observed-null" if value == "null" else "observed-type"
    tree = TREE.replace("   - size: size\n", "   - size: size\n   - title: name\n")
    head, _, rest = tree.replace(", or ``null``", "").partition("\nname:\n")
    tree = head + "\nname:\n" + rest.replace(where, f"{where} <<< {mark}", 1)
    traffic = TRAFFIC.replace('"name": "a"', f'"name": {value}')
    traffic = traffic.replace('"size": 7', f'"size": 7, "title": {value}')
    (found,) = assert_verified(tmp_path, observed(traffic, tree), "observed-null", "observed-type")
    assert found.subject == "name"
    assert message in found.message


def test_observed_value_of_one_of_several_queries(tmp_path: Path) -> None:
    """Each of the others lacks one condition."""
    rows = "   - size: size\n   - limit: limit\n   - state: state_query\n"
    tree = TREE.replace("   - state: state_query\n", rows)
    limit = "limit:\n  description: It.\n  in: query\n  required: false\n  type: integer\n"
    tree = tree.replace("\nid:\n", f"\n{limit}id:\n")
    tree = tree.replace("  description: |\n", "  description: | <<< observed-value\n", 1)
    traffic = TRAFFIC.replace("?state=up", "?limit=2&state=&state=up&state=down&state=paused")
    (found,) = assert_verified(tmp_path, observed(traffic, tree), "observed-value")
    assert found.subject == "state=paused"
