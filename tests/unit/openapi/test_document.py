"""The OpenAPI document of a reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.openapi.documents import (
    PAGE,
    assert_sound,
    document,
    made,
    parameters,
    resolved,
    response_schema,
)

TREE = (
    PAGE
    + """\
List things
-----------

.. rest_method:: GET /v2/things

Lists **all** things; see `the guide <https://example.org/guide?a=b#c>`_.

.. rest_status_code:: success status.yaml

   - 200

.. rest_status_code:: error status.yaml

   - 404: gone

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - X-Mode: mode
   - limit: limit

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - X-Total: total
   - things: things
   - id: thing_id_body
   - size: size

.. literalinclude:: samples/things.json
   :language: json

Show a thing
------------

.. rest_method:: GET /v2/things/{thing_id}

   min_version: 2.4
   max_version: 2.9

Normal response codes: 200

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - thing_id: thing_id

=== api-ref/source/parameters.yaml
mode:
  in: header
  type: string
  required: true
  enum: [fast, slow]
  default: slow
  description: How.
total:
  in: header
  type: integer
  required: true
  description: How many there are.
thing_id:
  in: path
  type: string
  format: uuid
  required: true
  description: The thing.
limit:
  in: query
  type: integer
  required: false
  default: 25
  min_version: 2.3
  description: How many.
size:
  in: body
  type: integer
  required: false
  description: |
    The size, or ``null``.
thing_id_body:
  in: body
  type: uuid
  required: true
  description: The ID.
things:
  in: body
  type: array
  required: true
  description: All of them.
=== api-ref/source/status.yaml
200:
  default: |
    All is well.
404:
  default: Not there.
  gone: It is *gone*.
=== api-ref/source/samples/things.json
{"things": [{"id": "0e2a1c8e-6a2f-4d67-8d4b-9f8f8e7cfa11", "size": 3}]}
"""
)


def test_a_whole_operation(tmp_path: Path) -> None:
    found = document(tmp_path, TREE)
    assert_sound(found)
    assert list(found["paths"]) == ["/v2/things", "/v2/things/{thing_id}"]
    assert [tag["name"] for tag in found["tags"]] == ["Things"]
    assert found["tags"][0]["description"] == "What there is."
    operation = found["paths"]["/v2/things"]["get"]
    assert operation["operationId"] == "list-things"
    assert operation["summary"] == "List things"
    assert operation["tags"] == ["Things"]
    assert operation["description"] == (
        "Lists **all** things; see [the guide](https://example.org/guide?a=b#c)."
    )
    assert operation["responses"]["404"] == {"description": "It is *gone*."}
    good = operation["responses"]["200"]
    assert good["description"] == "All is well."
    assert good["headers"]["X-Total"]["schema"] == {"type": "integer"}
    examples = good["content"]["application/json"]["examples"]
    assert resolved(found, examples["things"])["value"]["things"][0]["size"] == 3


def test_parameters_have_what_the_entries_state(tmp_path: Path) -> None:
    found = document(tmp_path, TREE)
    listed = parameters(found, found["paths"]["/v2/things"]["get"])
    assert listed["X-Mode"] == {
        "name": "X-Mode",
        "in": "header",
        "description": "How.",
        "required": True,
        "schema": {"type": "string", "enum": ["fast", "slow"], "default": "slow"},
    }
    assert listed["limit"]["schema"] == {"type": "integer", "default": 25}
    assert "required" not in listed["limit"]
    assert listed["limit"]["x-openstack-min-version"] == "2.3"
    shown = parameters(found, found["paths"]["/v2/things/{thing_id}"]["get"])
    assert shown["thing_id"]["schema"] == {"type": "string", "format": "uuid"}
    assert found["components"]["parameters"]["thing_id"] == shown["thing_id"]


def test_a_body_nests_as_its_sample_shows(tmp_path: Path) -> None:
    found = document(tmp_path, TREE)
    schema = response_schema(found, found["paths"]["/v2/things"]["get"])
    assert schema["type"] == "object"
    assert schema["required"] == ["things"]
    things = schema["properties"]["things"]
    assert things["type"] == "array"
    assert things["items"]["required"] == ["id"]
    assert things["items"]["properties"]["id"]["format"] == "uuid"
    assert things["items"]["properties"]["size"]["type"] == ["integer", "null"]


def test_microversions_are_extensions(tmp_path: Path) -> None:
    operation = document(tmp_path, TREE)["paths"]["/v2/things/{thing_id}"]["get"]
    assert operation["x-openstack-min-version"] == "2.4"
    assert operation["x-openstack-max-version"] == "2.9"


def test_codes_in_a_line_of_text_are_no_description(tmp_path: Path) -> None:
    operation = document(tmp_path, TREE)["paths"]["/v2/things/{thing_id}"]["get"]
    assert "description" not in operation
    assert operation["responses"] == {"200": {"description": "OK"}}


def test_the_same_tree_gives_the_same_document(tmp_path: Path) -> None:
    one, other = (json.dumps(document(tmp_path / name, TREE)) for name in ("a", "b"))
    assert one == other


def test_what_the_tree_does_not_tell_is_noted(tmp_path: Path) -> None:
    ledger = made(tmp_path, TREE).ledger
    found = {(item.rule, item.location.path, item.subject) for item in ledger.findings}
    assert found == {
        ("openapi-version", "api-ref/source", "version"),
        ("openapi-description", "api-ref/source/things.inc", "Show a thing"),
        ("openapi-reason", "api-ref/source/things.inc", "200"),
    }
    assert [ledger.carried(kind) for kind in ("operations", "parameters", "samples")] == [2, 7, 1]


CONFIGURED = """\
=== apiref.toml
[openapi]
title = "Things"
version = "2.4"
server = "https://{host=things.example}:{port=80}/"
token-header = "X-Auth-Token"
license = "Apache-2.0"
page = "https://docs.example/things/"
"""


def test_the_configuration_says_the_rest(tmp_path: Path) -> None:
    linked = TREE.replace("see `the", "see :ref:`below <more>` and :ref:`gone`; `the")
    linked = linked.replace("Show a thing\n---", ".. _more:\n\nShow a thing\n---")
    found = document(tmp_path, linked + CONFIGURED)
    assert found["info"]["title"] == "Things"
    assert found["info"]["version"] == "2.4"
    assert found["servers"] == [
        {
            "url": "https://{host}:{port}/",
            "variables": {"host": {"default": "things.example"}, "port": {"default": "80"}},
        }
    ]
    assert found["security"] == [{"token": []}]
    assert found["components"]["securitySchemes"]["token"]["name"] == "X-Auth-Token"
    description = found["paths"]["/v2/things"]["get"]["description"]
    assert "see [below](https://docs.example/things/index.html#more) and gone;" in description
    documentation = found["paths"]["/v2/things/{thing_id}"]["get"]["externalDocs"]
    assert documentation == {"url": "https://docs.example/things/index.html#show-a-thing"}


def test_a_link_to_the_section_of_an_operation(tmp_path: Path) -> None:
    linked = TREE.replace("see `the", "see `Show a thing`_ and `Nothing`_; `the") + CONFIGURED
    description = document(tmp_path, linked)["paths"]["/v2/things"]["get"]["description"]
    assert "see [Show a thing](https://docs.example/things/index.html#show-a-thing)" in description
    assert " and Nothing; " in description


def test_what_a_title_calls_deprecated(tmp_path: Path) -> None:
    found = document(tmp_path, TREE.replace("Show a thing\n-", "Show (DEPRECATED)\n-----"))
    assert found["paths"]["/v2/things/{thing_id}"]["get"]["deprecated"] is True
    assert "deprecated" not in found["paths"]["/v2/things"]["get"]


def test_what_a_description_calls_deprecated(tmp_path: Path) -> None:
    text = TREE.replace("description: How many.", "description: (Deprecated) How many.")
    text = text.replace("description: All of them.", "description: Not deprecated.")
    found = document(tmp_path, text)
    operation = found["paths"]["/v2/things"]["get"]
    assert parameters(found, operation)["limit"]["deprecated"] is True
    assert "deprecated" not in response_schema(found, operation)["properties"]["things"]


def test_a_placeholder_and_its_row_may_part_words_otherwise(tmp_path: Path) -> None:
    found = made(tmp_path, TREE.replace("things/{thing_id}", "things/{thing-id}"))
    listed = parameters(found.document, found.document["paths"]["/v2/things/{thing-id}"]["get"])
    assert listed["thing-id"]["description"] == "The thing."
    assert listed["thing-id"]["x-openstack-name"] == "thing_id"
    assert found.ledger.carried("parameters") == found.ledger.total["parameters"]


def test_what_cannot_be_read_is_noted(tmp_path: Path) -> None:
    text = TREE.replace("mode:\n  in: header", "mode: [\n  in: header")
    rules = {item.rule for item in made(tmp_path, text).ledger.findings}
    assert {"yaml-syntax", "openapi-lost-parameter"} <= rules


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/v2/things/{thing_id}?detail=true", "/v2/things/{thing_id}"),
        ("/v2/things/{+path}", "/v2/things/{path}"),
        ("/v2/things/{a b}{?x,y}", "/v2/things/{a_b}"),
        ("/v2/{id}/things/{id}", "/v2/{id}/things/{id_2}"),
        ("v2/things/%(name)s", "/v2/things/{name}"),
        ("http://{host}/v2/things", "/v2/things"),
        ("/v2/things/{open", "/v2/things/{open}"),
        ("/v2/things/:id", "/v2/things/{id}"),
        ("/v2/things/{thing/part}", "/v2/things/{thing_part}"),
        ("/", "/"),
    ],
)
def test_urls_become_paths(tmp_path: Path, url: str, path: str) -> None:
    text = TREE.replace("/v2/things/{thing_id}\n", f"{url}\n")
    found = document(tmp_path, text)
    assert_sound(found)
    assert path in found["paths"]


def test_two_names_of_one_path_are_one(tmp_path: Path) -> None:
    more = (
        "Delete a thing\n--------------\n\n.. rest_method:: DELETE /v2/things/{id}\n\n"
        "Deletes.\n\nNormal response codes: 204\n\n"
    )
    found = document(
        tmp_path,
        TREE.replace("=== api-ref/source/parameters", more + "=== api-ref/source/parameters"),
    )
    assert_sound(found)
    item = found["paths"]["/v2/things/{thing_id}"]
    assert list(item) == ["get", "delete"]
    assert item["delete"]["x-openstack-url"] == "/v2/things/{id}"
    (parameter,) = item["delete"]["parameters"]
    assert parameter["name"] == "thing_id"
    assert parameter["x-openstack-name"] == "id"


@pytest.mark.parametrize(
    ("written", "methods"),
    [("PUT/v2/things/{", ["put"]), ("GET|HEAD /v2/things/{", ["get", "head"])],
)
def test_what_one_directive_stands_for(tmp_path: Path, written: str, methods: list[str]) -> None:
    found = made(tmp_path, TREE.replace("GET /v2/things/{", written))
    assert_sound(found.document)
    assert list(found.document["paths"]["/v2/things/{thing_id}"]) == methods
    assert found.ledger.carried("operations") == found.ledger.total["operations"]


def test_a_method_that_openapi_lacks_is_told(tmp_path: Path) -> None:
    ledger = made(tmp_path, TREE.replace("GET /v2/things/{", "COPY /v2/things/{")).ledger
    assert ledger.carried("operations") == 1
    assert any(item.rule == "openapi-lost-operation" for item in ledger.findings)
