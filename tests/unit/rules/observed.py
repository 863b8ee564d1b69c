"""A tiny reference with matching traffic, to be changed."""

from __future__ import annotations

from tests.trees import INDEX

TABLES = """\
=== api-ref/source/things.inc
List things
===========

.. rest_method:: GET /v2/things

Lists things.

Normal response codes: 200

Request
-------

.. rest_parameters:: parameters.yaml

   - state: state_query

Response
--------

.. rest_parameters:: parameters.yaml

   - things: things

Create thing
============

.. rest_method:: POST /v2/things

Creates a thing.

.. rest_status_code:: success status.yaml

   - 201

.. rest_status_code:: error status.yaml

   - 400

Request
-------

.. rest_parameters:: parameters.yaml

   - name: name

Response
--------

.. rest_parameters:: parameters.yaml

   - Location: location
   - id: id
   - state: state
   - size: size
"""
PARAMETERS = """\
=== api-ref/source/parameters.yaml
location:
  description: Where the thing is.
  in: header
  required: true
  type: string
state_query:
  description: |
    Only things in a state, one of ``up`` or ``down``.
  in: query
  required: false
  type: string
id:
  description: The id.
  in: body
  required: true
  type: string
name:
  description: The name, or ``null``.
  in: body
  required: true
  type: string
size:
  description: The size.
  in: body
  required: false
  type: integer
state:
  description: |
    The state: ``up`` or ``down``.
  in: body
  required: true
  type: string
things:
  description: The things. Each is free-form.
  in: body
  required: true
  type: array
"""
STATUS = """\
=== api-ref/source/status.yaml
201:
  default: Made.
400:
  default: Wrong.
"""
TRAFFIC = """\
=== traffic
> GET /v2/things?state=up
> X-Auth-Token: secret
< 200
< {"things": []}
> POST /v2/things
> {"name": "a"}
< 201
< Location: /v2/things/7
< {"id": "7", "state": "up", "size": 7}
"""
TREE = INDEX + TABLES + PARAMETERS + STATUS


def observed(
    traffic: str = TRAFFIC, tree: str = TREE, *, change: tuple[str, str] = ("", "")
) -> str:
    """The tree with its traffic; of the two texts in ``change`` the first becomes the second."""
    text = tree + traffic
    old, new = change
    assert old in text, f"nothing to change: {old}"
    return text.replace(old, new, 1) if old else text
