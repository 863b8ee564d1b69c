"""``apiref stats``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.cli import main
from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
Things
======

Make a thing
------------

.. rest_method:: POST /things

Normal response codes: 201

.. rest_status_code:: error status.yaml

   - 400
   - 409: busy

Request
~~~~~~~

.. rest_parameters:: parameters.yaml

   - name: name
   - size: size

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - name: name

.. literalinclude:: thing.json
   :language: json
=== api-ref/source/parameters.yaml
name:
  description: The name.
  in: body
  required: true
  type: string
size:
  in: body
  required: true
  type: integer
=== api-ref/source/status.yaml
400:
  default: The request is wrong.
409:
  busy: ""
=== api-ref/source/thing.json
{"name": "a"}
"""


def test_the_figures_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, TREE)
    assert main(["stats", str(tmp_path), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    expected = {
        "operations": 1,
        "requests": 1,
        "request_samples": 0,
        "responses": 1,
        "response_samples": 1,
        "fields": 3,
        "described_fields": 2,
        "codes": 3,
        "described_codes": 1,
    }
    assert document == {"pages": {"api-ref/source/index.rst": expected}, "total": expected}


def test_the_figures_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, TREE)
    assert main(["stats", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["page", "operations", "requests", "responses", "fields", "codes"]
    assert lines[1].split() == ["api-ref/source/index.rst", "1", "0/1", "1/1", "2/3", "1/3"]
    assert lines[3].split() == ["total", "1", "0/1", "1/1", "2/3", "1/3"]
