"""Bodies: schemas derived from tables, samples as examples, and where they belong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.openapi.documents import (
    PAGE,
    assert_sound,
    document,
    made,
    resolved,
    response_schema,
)

HEAD = "Things\n------\n\n.. rest_method:: {}\n\nDoes.\n\n"
TABLE = "{0}\n{1}\n\n.. rest_parameters:: parameters.yaml\n\n{2}\n\n"


def _tree(
    method: str,
    rows: str,
    sample: str = "",
    entries: str = "",
    name: str = "a.json",
    more: str = "",
) -> str:
    role = "Request" if method.startswith(("POST", "PUT", "PATCH")) else "Response"
    listed = "\n".join(f"   - {row}: {row}" for row in rows.split())
    page = PAGE + HEAD.format(method) + "Normal response codes: 200\n\n" + more
    page += TABLE.format(role, "~" * len(role), listed)
    if sample:
        page += f".. literalinclude:: {name}\n   :language: json\n"
    page += f"=== api-ref/source/parameters.yaml\n{entries}"
    return page + (f"=== api-ref/source/{name}\n{sample}\n" if sample else "")


def _entry(name: str, kind: str, more: str = "", description: str = "What.") -> str:
    extra = "".join(f"  {line}\n" for line in more.splitlines())
    return f"{name}:\n  in: body\n  type: {kind}\n  description: {description}\n{extra}"


def _schema(root: Path, *arguments: str) -> dict[str, Any]:
    found = document(root, _tree("GET /things", *arguments))
    assert_sound(found)
    return response_schema(found, found["paths"]["/things"]["get"])


@pytest.mark.parametrize(
    ("kind", "description", "schema"),
    [
        ("string", "What.", {"type": "string"}),
        ("integer", "What, or ``null``.", {"type": ["integer", "null"]}),
        ("integer", "Is never ``null``, and must not be null.", {"type": "integer"}),
        ("float", "What.", {"type": "number"}),
        ("string or null", "What.", {"type": ["string", "null"]}),
        ("uuid", "What.", {"type": "string", "format": "uuid"}),
        ("array", "What.", {"type": "array", "items": {}}),
        ("timestamp", "What.", {"type": "string"}),
        ("whatever", "What.", {}),
        (
            "string",
            "One of ``a``, ``b`` or ``c``.",
            {"type": "string", "enum": ["a", "b", "c"]},
        ),
    ],
)
def test_types(tmp_path: Path, kind: str, description: str, schema: dict[str, Any]) -> None:
    found = _schema(tmp_path, "a", "", _entry("a", kind, description=f'"{description}"'))
    made = found["properties"]["a"]
    assert made.pop("description")
    assert made == schema


def test_required_is_what_every_body_has(tmp_path: Path) -> None:
    required = "required: true"
    entries = _entry("a", "string", required) + _entry("b", "string", "required: false")
    entries += _entry("c", "string", f"{required}\nmin_version: 2.3")
    entries += _entry("d", "string", required, description="It may be absent.")
    entries += _entry("e", "string", required)
    found = _schema(tmp_path, "a b c d e", '{"a": "", "d": ""}', entries)
    # No sample shows "e", so its nesting is a guess.
    assert found["required"] == ["a"]
    assert found["properties"]["c"]["x-openstack-min-version"] == "2.3"


def test_fields_that_no_page_shows(tmp_path: Path) -> None:
    entry = _entry("a", "integer", "minimum: 1\nmaximum: 9", "[One., Two.]")
    made = _schema(tmp_path, "a", "", entry)["properties"]["a"]
    assert made == {"type": "integer", "minimum": 1, "maximum": 9, "description": "One.\n\nTwo."}


def test_null_in_a_sample_is_a_value(tmp_path: Path) -> None:
    found = _schema(tmp_path, "a", '{"a": null}', _entry("a", "string", "enum: [x]"))
    assert found["properties"]["a"]["type"] == ["string", "null"]
    assert found["properties"]["a"]["enum"] == ["x", None]


def test_names_that_users_choose_are_patterns(tmp_path: Path) -> None:
    page = _tree("GET /things", "quota_{type}", "", _entry('"quota_{type}"', "integer"))
    found = document(tmp_path, page)
    schema = response_schema(found, found["paths"]["/things"]["get"])
    assert list(schema["patternProperties"]) == ["^quota_.+$"]
    assert "properties" not in schema


def test_lists_of_lists(tmp_path: Path) -> None:
    entries = _entry("a", "array") + _entry("b", "string")
    found = _schema(tmp_path, "a b", '{"a": [[{"b": ""}]]}', entries)
    items = found["properties"]["a"]["items"]
    assert items["type"] == "array"
    assert list(items["items"]["properties"]) == ["b"]


def test_a_request(tmp_path: Path) -> None:
    entries = _entry("a", "string", "required: true")
    found = document(tmp_path, _tree("POST /things", "a", '{"a": "x"}', entries))
    body = found["paths"]["/things"]["post"]["requestBody"]
    assert body["required"] is True
    content = body["content"]["application/json"]
    assert resolved(found, content["schema"])["required"] == ["a"]
    assert resolved(found, content["examples"]["a"]) == {"value": {"a": "x"}}


def test_a_json_patch_changes_what_the_rows_document(tmp_path: Path) -> None:
    sample = '[{"op": "replace", "path": "/a", "value": "x"}]'
    more = TABLE.format("Request headers", "~" * 15, "   - Content-Type: patch")
    entries = _entry("a", "string", "required: true")
    entries += (
        "patch:\n  in: header\n  type: string\n  description: Is ``application/patch+json``.\n"
    )
    found = document(tmp_path, _tree("PATCH /things", "a", sample, entries, more=more))
    content = found["paths"]["/things"]["patch"]["requestBody"]["content"]
    schema = resolved(found, content["application/patch+json"]["schema"])
    assert schema["type"] == "array"
    assert list(schema["x-openstack-members"]["properties"]) == ["a"]


ERRORS = ".. rest_status_code:: error status.yaml\n\n   - 404\n   - 409\n\n"


@pytest.mark.parametrize(
    ("name", "code"), [("error-409.json", "409"), ("thing-error.json", "default")]
)
def test_samples_of_failures(tmp_path: Path, name: str, code: str) -> None:
    entries = _entry("a", "string")
    page = _tree("GET /things", "a", '{"code": 1}', entries, name, ERRORS)
    found = document(tmp_path, page + "=== api-ref/source/status.yaml\n404:\n  default: No.\n")
    responses = found["paths"]["/things"]["get"]["responses"]
    stem = name.removesuffix(".json")
    assert stem in responses[code]["content"]["application/json"]["examples"]
    assert "examples" not in responses["200"]["content"]["application/json"]
    # A code without a reason has its standard phrase.
    assert responses["409"]["description"] == "Conflict"


def _with_sample(file: str, language: str, text: str) -> str:
    page = PAGE + HEAD.format("GET /things") + "Normal response codes: 200\n\n"
    page += f".. literalinclude:: {file}\n   :language: {language}\n"
    return page + f"=== api-ref/source/{file}\n{text}\n"


def test_samples_that_are_no_json(tmp_path: Path) -> None:
    found = document(tmp_path / "a", _with_sample("a.xml", "xml", "<a/>"))
    operation = found["paths"]["/things"]["get"]
    content = operation["responses"]["200"]["content"]["application/xml"]
    assert resolved(found, content["examples"]["a"]) == {"value": "<a/>\n"}
    found = document(tmp_path / "b", _with_sample("a.txt", "console", "$ curl"))
    operation = found["paths"]["/things"]["get"]
    assert operation["x-codeSamples"] == [{"lang": "shell", "label": "a.txt", "source": "$ curl"}]
    found = document(tmp_path / "c", _with_sample("a.json", "json", "{oops"))
    example = found["components"]["examples"]["a"]
    assert example == {"value": "{oops\n"}


def test_samples_that_cannot_be_carried(tmp_path: Path) -> None:
    page = PAGE + HEAD.format("GET /things")
    page += ".. literalinclude:: gone.json\n\n.. literalinclude:: a.json\n   :lines: 1\n"
    ledger = made(tmp_path, page + "=== api-ref/source/a.json\n{}\n").ledger
    assert (ledger.total["samples"], ledger.carried("samples")) == (2, 0)
    reasons = {reason for _, reason in ledger.lost}
    assert reasons == {"its file cannot be read", "the page shows only a part of it"}


def test_a_sample_of_unknown_role_is_kept(tmp_path: Path) -> None:
    page = PAGE + HEAD.format("POST /things") + "Normal response codes: 200\n\n"
    page += ".. literalinclude:: a.json\n=== api-ref/source/a.json\n{}\n"
    found = made(tmp_path, page)
    operation = found.document["paths"]["/things"]["post"]
    assert list(operation["x-openstack-samples"]) == ["a"]
    assert any(item.rule == "openapi-role" for item in found.ledger.findings)


def test_json_in_the_page_itself(tmp_path: Path) -> None:
    page = PAGE + HEAD.format("GET /things") + "Normal response codes: 200\n\n"
    page += 'Response\n~~~~~~~~\n\n.. code-block:: json\n\n   {"a": 1}\n'
    found = document(tmp_path, page)
    content = found["paths"]["/things"]["get"]["responses"]["200"]["content"]
    assert resolved(found, content["application/json"]["examples"]["inline-1"]) == {
        "value": {"a": 1}
    }


def test_a_file_that_two_operations_show_is_one_component(tmp_path: Path) -> None:
    page = PAGE
    for path in ("/a", "/b"):
        page += (
            HEAD.format(f"GET {path}")
            .replace("Things", f"Things {path}")
            .replace("------", "---------")
        )
        page += "Normal response codes: 200\n\n.. literalinclude:: a.json\n\n"
    found = document(tmp_path, page + "=== api-ref/source/a.json\n{}\n")
    assert list(found["components"]["examples"]) == ["a"]


def test_no_codes_leave_the_code_open(tmp_path: Path) -> None:
    found = made(tmp_path, PAGE + HEAD.format("GET /things"))
    operation = found.document["paths"]["/things"]["get"]
    assert list(operation["responses"]) == ["default"]
    assert any(item.rule == "openapi-codes" for item in found.ledger.findings)


def test_a_row_of_the_path_that_a_sample_shows_is_in_the_body(tmp_path: Path) -> None:
    entries = "a:\n  in: path\n  type: string\n  description: A.\n" + _entry("b", "string")
    found = made(tmp_path, _tree("GET /things", "b a", '{"b": "", "a": ""}', entries))
    schema = response_schema(found.document, found.document["paths"]["/things"]["get"])
    assert list(schema["properties"]) == ["b", "a"]
    assert found.ledger.carried("parameters") == 2
    assert any(item.rule == "openapi-place" for item in found.ledger.findings)


def test_rows_that_have_no_place(tmp_path: Path) -> None:
    entries = "a:\n  in: path\n  type: string\n  description: A.\n"
    entries += "b:\n  in: query\n  type: string\n  description: B.\n"
    entries += "c:\n  in: somewhere\n  type: string\n  description: C.\n"
    ledger = made(tmp_path, _tree("GET /things", "a b c d", "", entries)).ledger
    reasons = sorted(reason for _, reason in ledger.lost)
    assert reasons == [
        "'in' is 'somewhere'",
        "a response has no query",
        "it is not in any URL of the operation",
        "the parameters file has no entry for it",
    ]


def test_objects_by_identifiers(tmp_path: Path) -> None:
    uuid = "5b0c3c3c-8d0a-4f3c-9d2e-0f6f3a6c1b7e"
    entries = _entry("a", "object") + _entry("b", "string")
    found = _schema(tmp_path, "a b", f'{{"a": {{"{uuid}": {{"b": ""}}}}}}', entries)
    described = found["properties"]["a"]["additionalProperties"]
    assert (described["type"], list(described["properties"])) == ("object", ["b"])
    assert "properties" not in found["properties"]["a"]


def test_lists_by_identifiers_are_no_objects(tmp_path: Path) -> None:
    uuid = "5b0c3c3c-8d0a-4f3c-9d2e-0f6f3a6c1b7e"
    entries = _entry("a", "object") + _entry("b", "string")
    found = _schema(tmp_path, "a b", f'{{"a": {{"{uuid}": [{{"b": ""}}]}}}}', entries)
    assert "additionalProperties" not in found["properties"]["a"]


@pytest.mark.parametrize(("form", "depth"), [("{{}}", 1), ("{{{0}: {{}}}}", 2)])
def test_maps_in_lists_and_maps(tmp_path: Path, form: str, depth: int) -> None:
    """Once wrong: only the outermost identifiers were not taken for names."""
    uuid = '"5b0c3c3c-8d0a-4f3c-9d2e-0f6f3a6c1b7e"'
    inner = form.format(uuid).replace("{}", '{"b": ""}')
    entries = _entry("a", "array") + _entry("b", "string")
    found = _schema(tmp_path, "a b", f'{{"a": [{{{uuid}: {inner}}}]}}', entries)
    described = found["properties"]["a"]["items"]
    for _ in range(depth):
        assert "properties" not in described
        described = described["additionalProperties"]
    assert list(described["properties"]) == ["b"]


def test_what_is_unknown_may_be_anything(tmp_path: Path) -> None:
    text = _tree("GET /things", "", '{"a": [1]}')
    content = document(tmp_path, text)["paths"]["/things"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {}
    text = _tree("GET /things", "", "size,count\n", name="a.csv")
    content = document(tmp_path / "b", text)["paths"]["/things"]["get"]["responses"]["200"]
    assert content["content"]["text/plain"]["schema"] == {}


@pytest.mark.parametrize("text", ["GET /things\nAccept: application/json", "HTTP/1.1 200 OK\n"])
def test_a_whole_message_is_no_body(tmp_path: Path, text: str) -> None:
    found = document(tmp_path, _tree("GET /things", "", text, name="a.txt"))
    operation = found["paths"]["/things"]["get"]
    assert "content" not in operation["responses"]["200"]
    (shown,) = operation["x-codeSamples"]
    assert (shown["lang"], shown["source"]) == ("http", text.rstrip())


def test_an_array_that_a_sample_shows_as_an_object_has_items(tmp_path: Path) -> None:
    entries = _entry("a", "array", "required: true") + _entry("b", "string")
    schema = _schema(tmp_path, "a b", '{"a": {"b": "x"}}', entries)
    a = schema["properties"]["a"]
    assert (a["type"], a["items"], list(a["properties"])) == (["object", "array"], {}, ["b"])


def test_an_object_that_a_sample_shows_as_a_list_is_both(tmp_path: Path) -> None:
    entries = _entry("a", "object", "required: true") + _entry("b", "string")
    a = _schema(tmp_path, "a b", '{"a": [{"b": "x"}]}', entries)["properties"]["a"]
    assert a["type"] == ["object", "array"]
    assert list(a["items"]["properties"]) == ["b"]


def test_a_string_that_a_sample_shows_with_fields_is_both(tmp_path: Path) -> None:
    entries = _entry("a", "string", "required: true") + _entry("b", "string")
    schema = _schema(tmp_path, "a b", '{"a": {"b": "x"}}', entries)
    assert schema["properties"]["a"]["type"] == ["string", "object"]


def test_members_named_as_references_are_text(tmp_path: Path) -> None:
    sample = '{"a": [{"$ref": "#/nowhere"}]}'
    found = document(tmp_path, _tree("GET /things", "a", sample, _entry("a", "array")))
    example = found["components"]["examples"]["a"]
    assert json.loads(example["value"]) == json.loads(sample)
    assert "$ref" in example["description"]


def test_a_guessed_place_is_noted(tmp_path: Path) -> None:
    sample = '{"thing": {"auth": {"id": "x"}}}'
    entries = "".join(_entry(name, "string") for name in ("thing", "auth", "seen", "id"))
    found = made(tmp_path, _tree("GET /things", "thing auth seen id", sample, entries))
    thing = response_schema(found.document, found.document["paths"]["/things"]["get"])
    inner = resolved(found.document, thing["properties"]["thing"])["properties"]
    assert list(inner) == ["auth", "seen"]
    assert list(inner["auth"]["properties"]) == ["id"]
    guesses = [item for item in found.ledger.findings if item.rule == "openapi-guess"]
    assert [item.subject for item in guesses] == ["seen"]
