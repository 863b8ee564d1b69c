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


def test_a_body_that_has_to_be_sent() -> None:
    new = _document()
    new["paths"]["/things/{id}"]["get"]["requestBody"]["required"] = True
    old = _document()
    del old["paths"]["/things/{id}"]["get"]["requestBody"]
    assert [change.id for change in changes(old, new)] == ["required-request-body-added"]


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


def _described(parameters: str, rows: str, sample: str) -> str:
    page = f"""\
Create a thing
--------------

.. rest_method:: POST /things

Normal response codes: 201

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

{rows}
.. literalinclude:: thing.json

=== api-ref/source/thing.json
{sample}
=== api-ref/source/parameters.yaml
{parameters}"""
    return PAGE + page


NAMED = """\
name:
  in: body
  type: string
  required: true
  description: The name.
thing:
  in: body
  type: object
  required: true
  description: The thing.
"""
ROWS = "   - thing: thing\n   - name: name\n"


@pytest.mark.parametrize(
    ("sample", "names"),
    [
        # What is around a field is not in the table, but only in the sample.
        ('{"thing": {"name": "a"}}', ["response-property-moved"]),
        ('{"name": "a", "thing": {"id": 1}}', []),
        # The row still says that it is required.
        ('{"name": "a", "thing": {}, "more": 1}', []),
    ],
)
def test_rows_whose_place_only_a_sample_shows(
    tmp_path: Path, sample: str, names: list[str]
) -> None:
    old = document(tmp_path / "old", _described(NAMED, ROWS, '{"name": "a", "thing": {"id": 1}}'))
    new = document(tmp_path / "new", _described(NAMED, ROWS, sample))
    assert [change.id for change in changes(old, new)] == names
    back = [change.id for change in changes(new, old)]
    assert back == names


def test_a_row_that_no_sample_shows_is_not_optional_because_of_that(tmp_path: Path) -> None:
    old = document(tmp_path / "old", _described(NAMED, ROWS, '{"thing": {"name": "a"}}'))
    new = document(tmp_path / "new", _described(NAMED, ROWS, '{"thing": {"id": 1}}'))
    assert [change.id for change in changes(old, new)] == []
    optional = NAMED.replace("required: true", "required: false", 1)
    stated = document(tmp_path / "stated", _described(optional, ROWS, '{"thing": {"name": "a"}}'))
    (found,) = changes(old, stated)
    assert (found.id, found.name) == ("response-property-became-optional", "thing.name")


def test_null_that_only_a_sample_shows(tmp_path: Path) -> None:
    old = document(tmp_path / "old", _described(NAMED, ROWS, '{"thing": {"name": "a"}}'))
    new = document(tmp_path / "new", _described(NAMED, ROWS, '{"thing": {"name": null}}'))
    (found,) = changes(old, new)
    assert (found.id, found.name) == ("response-null-shown", "thing.name")
    assert changes(new, old) == []
    other = NAMED.replace("string", "integer")
    number = document(tmp_path / "other", _described(other, ROWS, '{"thing": {"name": null}}'))
    assert [change.id for change in changes(old, number)] == ["response-type-changed"]


def test_an_object_that_had_no_row(tmp_path: Path) -> None:
    sample = '{"thing": {"name": "a"}}'
    old = document(tmp_path / "old", _described(NAMED, "   - name: name\n", sample))
    new = document(tmp_path / "new", _described(NAMED, ROWS, sample))
    assert changes(old, new) == changes(new, old) == []


def test_versions_of_a_row_say_nothing_of_the_others(tmp_path: Path) -> None:
    sample = '{"thing": {"name": "a"}}'
    old = document(tmp_path / "old", _described(NAMED, ROWS, sample))
    later = "thing_later:\n  in: body\n  type: object\n  min_version: 2.6\n  required: true\n"
    parameters = NAMED.replace("thing:\n", "thing:\n  max_version: 2.5\n") + later
    rows = ROWS.replace("thing: thing\n", "thing: thing\n   - thing: thing_later\n")
    new = document(tmp_path / "new", _described(parameters, rows, sample))
    assert [change.id for change in changes(old, new)] == [
        "max-version-added",
        "response-alternative-added-from-version",
    ]


def test_an_action_of_another_title(tmp_path: Path) -> None:
    old = document(tmp_path / "old", ACTIONS)
    new = document(tmp_path / "new", ACTIONS.replace("Start\n-----", "Begin (deprecated)\n-----"))
    found = changes(old, new)
    assert [(change.id, change.action) for change in found] == [
        ("operation-deprecated", "Begin (deprecated)")
    ]
    both = ACTIONS.replace("Start\n-----", "Begin\n-----").replace("Stop\n----", "End\n---")
    assert changes(old, document(tmp_path / "both", both)) == []
