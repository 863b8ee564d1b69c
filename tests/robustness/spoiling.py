"""A small sound tree, and checks of it with one file spoilt."""

from __future__ import annotations

from pathlib import Path

from tests.robustness.hostile import Run, run

PAGE = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
=== api-ref/source/things.inc
Show thing
==========

.. rest_method:: GET /things/{id}

Shows a thing.

Response codes
--------------

.. rest_status_code:: success status.yaml

   - 200

.. rest_status_code:: error status.yaml

   - 404

Request
-------

.. rest_parameters:: parameters.yaml

   - id: thing_id

Response
--------

.. rest_parameters:: parameters.yaml

   - name: thing_name

.. literalinclude:: samples/thing.json
   :language: json
=== api-ref/source/parameters.yaml
thing_id:
  description: |
    The UUID of the thing.
  in: path
  required: true
  type: string
thing_name:
  description: |
    The name of the thing.
  in: body
  required: true
  type: string
=== api-ref/source/status.yaml
200:
  default: |
    The request was successful.
404:
  default: |
    There is no such thing.
=== api-ref/source/samples/thing.json
{
    "name": "one"
}
"""
SOURCE = "api-ref/source"
FILES = ("index.rst", "things.inc", "parameters.yaml", "status.yaml", "samples/thing.json")


def spoil(tree: Path, name: str, content: bytes | str) -> Run:
    """Replace a file of the tree, and check it."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    (tree / SOURCE / name).write_bytes(data)
    return run(tree, measured=len(data) > 5_000)
