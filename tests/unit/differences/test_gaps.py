"""What a reference and the document of a service's code do not have in common.

The document has the form of those of OpenStack's code generator, written by hand.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apiref.differences.gaps import GAPS, gaps
from apiref.model.finding import Finding
from apiref.openapi.references import tree_of
from apiref.read.files import Files
from apiref.rules.registry import rule_names
from tests.limits import cpu_limit
from tests.trees import write_tree
from tests.unit.openapi.documents import PAGE, document

TREE = (
    PAGE
    + """\
List servers
------------

.. rest_method:: GET /servers

Normal response codes: 200

Error response codes: 403

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - limit: limit

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - servers: servers
   - id: id
   - links: links

.. literalinclude:: servers.json

Create a server
---------------

.. rest_method:: POST /servers

Normal response codes: 202

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - server: server
   - name: name
   - networks: networks

.. literalinclude:: create.json

Start a server
--------------

.. rest_method:: POST /servers/{server_id}/action

Normal response codes: 202

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - server_id: server_id
   - os-start: os-start

Resize a server
---------------

.. rest_method:: POST /servers/{server_id}/action

Normal response codes: 202

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - server_id: server_id
   - resize: resize
   - flavorRef: flavor

.. literalinclude:: resize.json

=== api-ref/source/servers.json
{"servers": [{"id": "a", "links": [{"href": "b"}]}]}
=== api-ref/source/create.json
{"server": {"name": "a", "networks": "auto"}}
=== api-ref/source/resize.json
{"resize": {"flavorRef": "1"}}
=== api-ref/source/parameters.yaml
flavor:
  in: body
  type: string
  required: true
  description: The flavor.
id:
  in: body
  type: string
  required: true
  description: The ID.
limit:
  in: query
  type: integer
  required: false
  description: How many.
links:
  in: body
  type: array
  required: true
  description: Links.
name:
  in: body
  type: string
  required: true
  description: The name.
networks:
  in: body
  type: string
  required: true
  min_version: 2.37
  description: The networks.
os-start:
  in: body
  type: none
  required: true
  description: The action.
resize:
  in: body
  type: object
  required: true
  description: The action.
server:
  in: body
  type: object
  required: true
  description: The server.
server_id:
  in: path
  type: string
  required: true
  description: The ID.
servers:
  in: body
  type: array
  required: true
  description: The servers.
"""
)


def _json(schema: Any) -> Any:
    return {"content": {"application/json": {"schema": schema}}}


def _reference(name: str) -> Any:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**members: Any) -> Any:
    return {"type": "object", "properties": members}


TEXT = {"type": "string"}
GENERATED: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "OpenStack Compute API", "version": "2.96"},
    "paths": {
        "/v2.1/servers": {
            "get": {
                "operationId": "servers:get",
                "parameters": [{"$ref": "#/components/parameters/servers_limit"}],
                "responses": {
                    "200": {"description": "Ok"} | _json(_reference("ServersListResponse")),
                    "403": {"description": "Error"},
                },
            },
            "post": {
                "operationId": "servers:post",
                "requestBody": _json(_reference("ServersCreateRequest")),
                "responses": {"202": {"description": "Ok"}},
            },
        },
        "/v2.1/servers/{id}/action": {
            "parameters": [{"$ref": "#/components/parameters/servers_id"}],
            "post": {
                "operationId": "servers/id/action:post",
                "requestBody": _json(_reference("ServersActionRequest")),
                "responses": {"202": {"description": "Ok"}},
            },
        },
    },
    "components": {
        "parameters": {
            "servers_id": {"name": "id", "in": "path", "required": True, "schema": TEXT},
            "servers_limit": {
                "name": "limit",
                "in": "query",
                "schema": {"type": ["string", "integer"], "format": "integer"},
            },
        },
        "schemas": {
            "ServersListResponse": _object(
                servers={
                    "type": "array",
                    "items": _object(id=TEXT, links={"type": "array", "items": _object(href=TEXT)}),
                }
            ),
            "ServersCreateRequest": {
                "oneOf": [_reference("ServersCreate_21"), _reference("ServersCreate_237")],
                "x-openstack": {"discriminator": "microversion"},
            },
            "ServersCreate_21": _object(server=_object(name=TEXT))
            | {"x-openstack": {"min-ver": "2.1", "max-ver": "2.36"}},
            "ServersCreate_237": _object(
                server=_object(name=TEXT, networks={"oneOf": [TEXT, {"type": "array"}]})
            )
            | {"x-openstack": {"min-ver": "2.37"}},
            "ServersActionRequest": {
                "oneOf": [
                    _reference("ServersActionOs-StartRequest"),
                    _reference("ServersActionResizeRequest"),
                ],
                "x-openstack": {"discriminator": "action"},
            },
            "ServersActionOs-StartRequest": _object(**{"os-start": {}})
            | {"x-openstack": {"action-name": "os-start"}},
            "ServersActionResizeRequest": _object(resize=_object(flavorRef=TEXT))
            | {"x-openstack": {"action-name": "resize"}},
        },
    },
}
SCHEMAS = GENERATED["components"]["schemas"]
BY_ACTION = {"x-openstack": {"discriminator": "action"}}
Edit = Callable[[Any, Any, Any], Any]


def _found(root: Path, text: str, generated: Any) -> list[Finding]:
    write_tree(root, text)
    files = Files(root)
    return gaps(tree_of(files, None, rule_names()), files.text_if_there, generated)


def _lines(found: list[Finding]) -> list[tuple[str, str, str]]:
    """The rule, the text of the line and the message of each finding."""
    lines = TREE.split("=== ")
    texts = {part.partition("\n")[0]: part.partition("\n")[2].split("\n") for part in lines}
    return [
        (
            finding.rule,
            texts[finding.location.path][finding.location.line - 1].strip(),
            finding.message,
        )
        for finding in found
    ]


def test_the_same_in_another_form(tmp_path: Path) -> None:
    assert _found(tmp_path, TREE, GENERATED) == []


@pytest.mark.parametrize("line", ["GET /servers", "GET|HEAD /servers", "GET/servers"])
def test_the_own_document(tmp_path: Path, line: str) -> None:
    tree = TREE.replace("GET /servers", line)
    own = document(tmp_path / "own", tree)
    assert _found(tmp_path / "tree", tree, own) == []


def test_several_methods_in_one_line(tmp_path: Path) -> None:
    tree = TREE.replace("GET /servers", "GET|HEAD /servers")
    (found,) = _found(tmp_path, tree, GENERATED)
    assert (found.rule, found.message) == (
        "compare-operation",
        "the document has no HEAD /servers",
    )


CASES: dict[str, tuple[Edit, list[tuple[str, str, str]]]] = {
    "an operation of the reference": (
        lambda paths, _, __: paths["/v2.1/servers"].pop("post"),
        [
            (
                "compare-operation",
                ".. rest_method:: POST /servers",
                "the document has no POST /servers",
            )
        ],
    ),
    "an operation of the document": (
        lambda paths, _, __: paths.update({"/v2.1/servers/{id}/action/x": {"get": {}}}),
        [
            (
                "compare-operation",
                ".. rest_method:: POST /servers/{server_id}/action",
                "the reference has no GET /v2.1/servers/{id}/action/x",
            )
        ],
    ),
    "an action of the reference": (
        lambda _, schemas, __: schemas["ServersActionRequest"]["oneOf"].pop(),
        [
            (
                "compare-operation",
                ".. rest_method:: POST /servers/{server_id}/action",
                "the document has no action 'Resize a server' of POST /servers/{server_id}/action",
            )
        ],
    ),
    "an action of the document": (
        lambda _, schemas, __: schemas["ServersActionRequest"]["oneOf"].append(
            _object(stop={}) | {"x-openstack": {"action-name": "stop"}}
        ),
        [
            (
                "compare-operation",
                ".. rest_method:: POST /servers/{server_id}/action",
                "the reference has no action 'stop' of POST /v2.1/servers/{id}/action",
            )
        ],
    ),
    "a parameter of the reference": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"].pop("parameters"),
        [
            (
                "compare-parameter",
                "- limit: limit",
                "the document has no query parameter 'limit' in the request",
            )
        ],
    ),
    "a parameter of the document": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"]["parameters"].append(
            {"name": "marker", "in": "query"}
        ),
        [
            (
                "compare-parameter",
                ".. rest_parameters:: parameters.yaml",
                "the reference has no query parameter 'marker' in the request",
            )
        ],
    ),
    "the type of a parameter": (
        lambda _, __, parameters: parameters["servers_limit"].update(schema={"type": "boolean"}),
        [
            (
                "compare-type",
                "- limit: limit",
                "'query parameter limit' is integer in the reference, and boolean in the document",
            )
        ],
    ),
    "a body of the reference": (
        lambda paths, _, __: paths["/v2.1/servers"]["post"].pop("requestBody"),
        [
            (
                "compare-body",
                ".. rest_parameters:: parameters.yaml",
                "the document has no body of the request",
            )
        ],
    ),
    "a body of the document": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"].update(requestBody=_json(_object(a={}))),
        [
            (
                "compare-body",
                ".. rest_parameters:: parameters.yaml",
                "the reference has no body of the request",
            )
        ],
    ),
    "a field of the reference": (
        lambda _, schemas, __: schemas["ServersCreate_237"]["properties"]["server"][
            "properties"
        ].pop("networks"),
        [
            (
                "compare-field",
                "- networks: networks",
                "the document has no field 'server.networks' in the request",
            )
        ],
    ),
    "a field of the document": (
        lambda _, schemas, __: schemas["ServersListResponse"]["properties"]["servers"]["items"][
            "properties"
        ].update(host={}),
        [
            (
                "compare-field",
                ".. rest_parameters:: parameters.yaml",
                "the reference has no field 'servers[].host' in the response",
            )
        ],
    ),
    "the type of a field": (
        lambda _, schemas, __: schemas["ServersActionResizeRequest"]["properties"]["resize"][
            "properties"
        ].update(flavorRef={"type": "integer"}),
        [
            (
                "compare-type",
                "- flavorRef: flavor",
                "'resize.flavorRef' is string in the reference, and integer in the document",
            )
        ],
    ),
    "codes": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"].update(
            responses={"202": {}, "404": {}} | paths["/v2.1/servers"]["get"]["responses"]
        ),
        [
            (
                "compare-code",
                "Normal response codes: 200",
                "the reference has no code '202'",
            ),
            (
                "compare-error-code",
                "Normal response codes: 200",
                "the reference has no code '404'",
            ),
        ],
    ),
    "codes of the reference": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"].update(responses={"400": {}}),
        [
            (
                "compare-error-code",
                "Normal response codes: 200",
                "the reference has no code '400'",
            ),
            ("compare-code", "Normal response codes: 200", "the document has no code '200'"),
            ("compare-error-code", "Error response codes: 403", "the document has no code '403'"),
        ],
    ),
    "no codes of errors at all": (
        lambda paths, _, __: paths["/v2.1/servers"]["get"]["responses"].pop("403"),
        [],
    ),
    "an object of any members": (
        lambda _, schemas, __: schemas["ServersCreate_237"]["properties"].update(
            server={"type": "object"}
        ),
        [
            (
                "compare-field",
                "- networks: networks",
                "the document has no field 'server.networks' in the request",
            )
        ],
    ),
    "nothing of a response": (
        lambda _, schemas, __: schemas.pop("ServersListResponse"),
        [],
    ),
}


@pytest.mark.parametrize("about", CASES)
def test_what_only_one_side_has(about: str, tmp_path: Path) -> None:
    edit, expected = CASES[about]
    generated = copy.deepcopy(GENERATED)
    components = generated["components"]
    edit(generated["paths"], components["schemas"], components["parameters"])
    assert _lines(_found(tmp_path, TREE, generated)) == expected


def test_every_rule_has_a_case() -> None:
    assert {rule for _, expected in CASES.values() for rule, _, _ in expected} == set(GAPS)


@pytest.mark.parametrize("prefix", ["", "/v2", "/compute/v2.1", "/v2.1/{tenant_id}"])
def test_what_stands_before_the_path_does_not_matter(tmp_path: Path, prefix: str) -> None:
    text = TREE.replace("GET /servers", f"GET {prefix}/servers")
    text = text.replace("POST /servers", f"POST {prefix}/servers")
    assert _found(tmp_path, text, GENERATED) == []


def test_two_versions_of_a_path_are_told_apart(tmp_path: Path) -> None:
    first = "List servers\n------------\n\n.. rest_method:: GET /v1/servers\n\n"
    text = TREE.replace("GET /servers", "GET /v2.1/servers")
    text = text.replace("List servers\n", f"{first}Normal response codes: 200\n\nList servers\n", 1)
    (found,) = _found(tmp_path, text, GENERATED)
    assert found.message == "the document has no GET /v1/servers"


def test_what_the_document_says_of_all_actions(tmp_path: Path) -> None:
    generated = copy.deepcopy(GENERATED)
    action = generated["paths"]["/v2.1/servers/{id}/action"]["post"]
    action["responses"]["200"] = _json(_object(password=TEXT))
    before, after = TREE.split("Resize a server\n")
    text = f"{before}Resize a server\n{after.replace('codes: 202', 'codes: 200, 202', 1)}"
    assert _found(tmp_path / "one", text, generated) == []
    (found,) = _found(tmp_path / "none", TREE, generated)
    assert (found.rule, found.subject) == ("compare-code", "200")
    assert len(found.places) == 1


@pytest.mark.parametrize(
    "paths",
    [
        None,
        [],
        {"/servers": None},
        {"/servers": {"get": {"parameters": 3, "responses": [], "requestBody": "x"}}},
        {"/servers": {"get": {"responses": {"200": {"content": {"a": None}}}}}},
        {"/servers": {"post": {"requestBody": _json({"oneOf": 3, "x-openstack": 7})}}},
        {"/servers": {"post": {"requestBody": _json({"oneOf": [3]} | BY_ACTION)}}},
    ],
)
def test_odd_documents(tmp_path: Path, paths: Any) -> None:
    _found(tmp_path, TREE, {"openapi": "3.1.0", "paths": paths})


def test_schemas_that_many_refer_to(tmp_path: Path) -> None:
    generated = copy.deepcopy(GENERATED)
    schemas = generated["components"]["schemas"]
    for number in range(40):
        inner = _reference(f"a{number + 1}")
        schemas[f"a{number}"] = _object(x=inner, y=inner) | {"anyOf": [inner, inner]}
    schemas["ServersListResponse"] = schemas["ServersCreateRequest"] = schemas["a0"]
    with cpu_limit(10):
        assert _found(tmp_path, TREE, generated)


def test_many_actions(tmp_path: Path) -> None:
    generated = copy.deepcopy(GENERATED)
    forms = generated["components"]["schemas"]["ServersActionRequest"]["oneOf"]
    forms += [
        _object() | {"x-openstack": {"action-name": f"a\n{number}"}} for number in range(9_000)
    ]
    with cpu_limit(10):
        found = _found(tmp_path, TREE, generated)
    assert len(found) == 9_000
    assert not any("\n" in finding.message for finding in found)


def test_responses_of_actions(tmp_path: Path) -> None:
    generated = copy.deepcopy(GENERATED)
    action = generated["paths"]["/v2.1/servers/{id}/action"]["post"]
    forms = [
        _object(**{name: TEXT}) | {"x-openstack": {"action-name": name}}
        for name in ("os-start", "resize")
    ]
    action["responses"]["202"] = _json({"oneOf": forms} | BY_ACTION)
    text = TREE.replace(
        ".. literalinclude:: resize.json\n",
        ".. literalinclude:: resize.json\n\nResponse\n~~~~~~~~\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - id: id\n",
    )
    found = _found(tmp_path, text, generated)
    assert [(finding.subject, finding.message) for finding in found] == [
        ("resize", "the reference has no field 'resize' in the response"),
        ("id", "the document has no field 'id' in the response"),
    ]
