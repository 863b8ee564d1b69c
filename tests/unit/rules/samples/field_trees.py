"""Trees for the tests of the rules about fields of samples."""

from __future__ import annotations

from pathlib import Path

from apiref.model.finding import Finding
from tests.trees import assert_expected
from tests.unit.rules.things import things

RULES = (
    "sample-field-undocumented",
    "sample-field-misspelt",
    "misnamed-row",
    "sample-field-missing",
    "sample-field-perhaps-missing",
    "sample-foreign",
    "enclosing-object-undocumented",
)
ROWS = "thing: thing\nid: id\nname: name\nsize: size"
PARAMETERS = """\
thing: object required A thing.
id: string required The UUID of the thing.
name: string optional The name.
size: integer optional The size, or ``null``.
"""

ALL_OPTIONAL = PARAMETERS.replace("required", "optional")


def check(
    tmp_path: Path, sample: str, rows: str = ROWS, parameters: str = PARAMETERS
) -> list[Finding]:
    return assert_expected(tmp_path, things(rows, parameters, sample), *RULES)


TWO = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
=== api-ref/source/things.inc
{before}Act
===

.. rest_method:: POST /act

{text}

Request
-------

.. rest_parameters:: parameters.yaml

   - act: act
{rows}
.. literalinclude:: one.json
   :language: json

.. literalinclude:: two.json
   :language: json
=== api-ref/source/parameters.yaml
act: {{in: body, type: object, required: true, description: "{description}"}}
stop: {{in: body, type: none, required: true, description: Stops it.}}
speed: {{in: body, type: integer, required: true, description: How fast.}}
"""


def two(one: str, other: str, rows: str = "", **parts: str) -> str:
    """An operation with two samples of its request."""
    parts = {"before": "", "text": "It.", "description": "Acts.", "rows": rows, **parts}
    text = TWO.format(**parts)
    return f"{text}=== api-ref/source/one.json\n{one}\n=== api-ref/source/two.json\n{other}\n"
