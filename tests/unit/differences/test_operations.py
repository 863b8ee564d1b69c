"""What changes between two documents."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from apiref.differences.operations import changes
from tests.unit.openapi.documents import PAGE, document

LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
SHOW: dict[str, Any] = {
    "summary": "Show a thing",
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}, LIMIT],
    "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
    "responses": {
        "200": {
            "description": "Good.",
            "headers": {"Location": {"required": True, "schema": {"type": "string"}}},
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        "404": {"description": "Gone."},
    },
}


def _document(**paths: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "paths": {"/things/{id}": {"get": copy.deepcopy(SHOW)}, **paths}}


def _changed(edit: Any) -> list[tuple[str, str, str, str, bool]]:
    old, new = _document(), _document()
    edit(new["paths"]["/things/{id}"]["get"])
    return [
        (found.place, found.kind, found.what, found.name, found.is_breaking)
        for found in changes(old, new)
    ]


def test_nothing_changes() -> None:
    assert changes(_document(), _document()) == []


def test_operations_come_and_go() -> None:
    more = _document(**{"/other": {"post": {"summary": "Make", "responses": {}}}})
    (added,) = changes(_document(), more)
    assert (added.operation, added.kind, added.name) == ("POST /other", "added", "Make")
    assert not added.is_breaking
    (removed,) = changes(more, _document())
    assert (removed.operation, removed.kind, removed.is_breaking) == (
        "POST /other",
        "removed",
        True,
    )


def test_a_placeholder_of_another_name_is_the_same() -> None:
    new = _document()
    item = new["paths"].pop("/things/{id}")
    item["get"]["parameters"][0]["name"] = "thing"
    new["paths"]["/things/{thing}"] = item
    (found,) = changes(_document(), new)
    assert (found.what, found.before, found.after) == ("name", "id", "thing")
    assert not found.is_breaking


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (
            lambda get: get["parameters"].pop(),
            ("request", "removed", "query parameter", "limit", True),
        ),
        (
            lambda get: get["parameters"].append({"name": "new", "in": "query"}),
            ("request", "added", "query parameter", "new", False),
        ),
        (
            lambda get: get["parameters"].append(
                {"name": "X-New", "in": "header", "required": True}
            ),
            ("request", "added", "header parameter", "X-New", True),
        ),
        (
            lambda get: get["parameters"][1].update(required=True),
            ("request", "changed", "required", "query parameter limit", True),
        ),
        (
            lambda get: get["parameters"][1].update(schema={"type": "string"}),
            ("request", "changed", "type", "query parameter limit", True),
        ),
        (lambda get: get.pop("requestBody"), ("request", "removed", "body", "body", True)),
        (
            lambda get: get["requestBody"].update(required=True),
            ("request", "changed", "required", "body", True),
        ),
        (
            lambda get: get["requestBody"]["content"].update({"text/plain": {}}),
            ("request", "added", "media type", "text/plain", False),
        ),
        (
            lambda get: get["responses"].pop("404"),
            ("response 404", "removed", "code", "404", False),
        ),
        (lambda get: get["responses"].pop("200"), ("response 200", "removed", "code", "200", True)),
        (
            lambda get: get["responses"].update({"409": {}}),
            ("response 409", "added", "code", "409", False),
        ),
        (
            lambda get: get["responses"]["200"].pop("headers"),
            ("response 200", "removed", "header", "Location", True),
        ),
        (
            lambda get: get["responses"]["200"]["headers"]["Location"].pop("required"),
            ("response 200", "changed", "required", "header Location", True),
        ),
        (
            lambda get: get["responses"]["200"].pop("content"),
            ("response 200", "removed", "media type", "application/json", True),
        ),
        (
            lambda get: get.update({"x-openstack-max-version": "2.5"}),
            ("", "added", "max-version", "operation", True),
        ),
    ],
)
def test_each_part_is_compared(edit: Any, change: tuple[str, str, str, str, bool]) -> None:
    assert _changed(edit) == [change]


def test_texts_are_left_aside() -> None:
    assert _changed(lambda get: get.update(description="New.", summary="New")) == []


@pytest.mark.parametrize("odd", [None, [], "text", {"get": []}, {"get": {"parameters": 3}}])
def test_documents_that_are_none(odd: Any) -> None:
    changes({"openapi": "3.1.0", "paths": odd}, _document())
    changes(_document(), _document(**{"/odd": odd}))


ACTIONS = (
    PAGE
    + """\
Start
-----

.. rest_method:: POST /things/{id}/action

Normal response codes: 202

.. rest_parameters:: parameters.yaml

   - id: id
   - start: start

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - id: id
   - start: start

Stop
----

.. rest_method:: POST /things/{id}/action

Normal response codes: 202

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - id: id
   - stop: stop

=== api-ref/source/parameters.yaml
id:
  in: path
  type: string
  required: true
  description: The ID.
start:
  in: body
  type: string
  required: true
  description: How.
stop:
  in: body
  type: string
  required: true
  description: How.
"""
)


def test_actions_are_compared_one_by_one(tmp_path: Path) -> None:
    old = document(tmp_path / "old", ACTIONS)
    new = document(
        tmp_path / "new",
        ACTIONS.replace("stop:\n  in: body\n  type: string", "stop:\n  in: body\n  type: integer"),
    )
    (found,) = changes(old, new)
    assert (found.action, found.what, found.name) == ("Stop", "type", "stop")
    start, _, rest = ACTIONS.partition("Stop\n----")
    alone = document(tmp_path / "alone", start + "===" + rest.partition("===")[2])
    (found,) = changes(old, alone)
    assert (found.kind, found.what, found.action) == ("removed", "operation", "Stop")
    (found,) = changes(alone, old)
    assert (found.kind, found.what, found.action) == ("added", "operation", "Stop")
