"""A tiny reference of one operation, for rules that hold samples, tables and schemas together."""

from __future__ import annotations

HEAD = """\
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

Response
--------

.. rest_parameters:: parameters.yaml
"""
SAMPLE = "api-ref/source/thing.json"


def things(rows: str, parameters: str, sample: str, schema: str = "") -> str:
    """The tree: ``rows`` and ``parameters`` as lines ``name: key`` and ``key: type required text``.

    The marks ``<<< rule`` may stand at the end of any line.
    """
    listed = "\n".join(f"   - {row}" for row in rows.strip().splitlines())
    text = f"{HEAD}\n{listed}\n\n.. literalinclude:: thing.json\n   :language: json\n"
    text += "=== api-ref/source/parameters.yaml\n"
    for line in parameters.strip().splitlines():
        key, _, rest = line.partition(": ")
        kind, required, description = rest.split(" ", 2)
        text += (
            f"{key}:\n  description: {description}\n  in: body\n"
            f"  required: {'true' if required == 'required' else 'false'}\n  type: {kind}\n"
        )
    text += f"=== {SAMPLE}\n{sample.strip()}\n"
    if schema:
        text += f"=== schemas/thing.json\n{schema.strip()}\n"
        text += (
            '=== apiref.toml\n[schemas]\n"GET /things/{id}" = { response = "schemas/thing.json" }\n'
        )
    return text
