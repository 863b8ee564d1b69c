"""A tiny reference that is clean, with one operation that sends and one that only answers."""

from __future__ import annotations

from pathlib import Path

from apiref.fixes.edits import Edits
from apiref.lsp.state import Snapshot, Workspace
from apiref.model.fix import Edit
from apiref.model.location import Location, line_and_column
from tests.trees import INDEX, write_tree

PAGE = "api-ref/source/things.inc"
PARAMETERS = "api-ref/source/parameters.yaml"
STATUS = "api-ref/source/status.yaml"
REQUEST = "api-ref/source/samples/thing-create-request.json"
RESPONSE = "api-ref/source/samples/thing-show-response.json"
SCHEMA = "schemas/thing.json"

TREE = f"""\
=== apiref.toml
sample-indent = 4
sorted-samples = true
level = "info"
[schemas]
"POST /things" = {{ request = "schemas/new.json" }}
"GET /things/{{thing_id}}" = {{ response = "{SCHEMA}" }}
=== schemas/new.json
{{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {{"name": {{"type": "string"}}}},
    "required": ["name"],
    "additionalProperties": false
}}
=== {SCHEMA}
{{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {{
        "id": {{"type": "string", "format": "uuid"}},
        "name": {{"type": "string"}}
    }},
    "required": ["id", "name"],
    "additionalProperties": false
}}
{INDEX}=== {PAGE}
Create thing
============

.. rest_method:: POST /things

Creates a thing.

.. rest_status_code:: success status.yaml

   - 201

.. rest_status_code:: error status.yaml

   - 400

Request
-------

.. rest_parameters:: parameters.yaml

   - name: name

.. literalinclude:: samples/thing-create-request.json
   :language: json

Show thing
==========

.. rest_method:: GET /things/{{thing_id}}

Shows a thing.

.. rest_status_code:: success status.yaml

   - 200

.. rest_status_code:: error status.yaml

   - 404: no-thing

Request
-------

.. rest_parameters:: parameters.yaml

   - thing_id: thing_id-in-path

Response
--------

.. rest_parameters:: parameters.yaml

   - id: thing_id
   - name: name

.. literalinclude:: samples/thing-show-response.json
   :language: json
=== {PARAMETERS}
thing_id-in-path:
  description: |
    The UUID of the thing.
  in: path
  required: true
  type: string
name:
  description: |
    The name, such as ``box``.
  in: body
  required: true
  type: string
thing_id:
  description: |
    The UUID of the thing.
  in: body
  required: true
  type: string
=== {STATUS}
200:
  default: |
    The thing is in the body.
201:
  default: |
    The thing was created.
400:
  default: |
    The name is wrong.
404:
  no-thing: |
    There is no such thing.
=== {REQUEST}
{{
    "name": "box"
}}
=== {RESPONSE}
{{
    "id": "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47",
    "name": "box"
}}
"""


def workspace(root: Path, *edits: tuple[str, str]) -> Workspace:
    """The tiny reference on the disk, after edits of its text: what to replace, and with what."""
    text = TREE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    write_tree(root, text)
    return Workspace(root)


def checked(root: Path, *edits: tuple[str, str]) -> Snapshot:
    """The tiny reference after edits, read and checked."""
    return workspace(root, *edits).check()


def at(snapshot: Snapshot, path: str, mark: str, *, after: bool = False) -> Location:
    """The location of a text in a file, or behind it."""
    text = snapshot.text(path)
    assert mark in text, mark
    return Location(path, *line_and_column(text, text.index(mark) + after * len(mark)))


def shown(snapshot: Snapshot, places: list[Location]) -> list[str]:
    """The names of the files of locations, each with the text of its line from there on."""
    found = []
    for place in places:
        lines = [*snapshot.text(place.path).split("\n"), ""]
        rest = lines[place.line - 1][place.column - 1 :]
        found.append(f"{place.path.rpartition('/')[2]}: {rest}".rstrip())
    return found


def after(root: Path, snapshot: Snapshot, edits: tuple[Edit, ...] | list[Edit]) -> list[str]:
    """The rules of the findings after edits, which are not saved."""
    edited = Workspace(root)
    for path in {edit.start.path for edit in edits}:
        text = Edits(snapshot.text(path))
        assert text.add(edit for edit in edits if edit.start.path == path)
        edited.texts[path] = text.applied()
    return [finding.rule for finding in edited.check().findings()]
