"""A tiny reference with a schema that agrees with its table and its sample, to be changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from apiref.model.finding import Finding
from tests.trees import findings, write_tree
from tests.unit.rules.things import things

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PARAMETERS = """\
id: string required The UUID of the thing.
state: string required The state, ``up`` or ``down``. Default is ``up``.
size: integer optional The size, or ``null``.
"""
SAMPLE = '{\n  "id": "0b9d5a52-7f09-4c8e-8b0e-0a9f4b0f6d11",\n  "state": "up",\n  "size": null\n}'
TOPICS = ("schema", "sample-schema", "row-not-in-schema", "sample-without", "served")


def schema() -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "state": {"$ref": "#/$defs/state"},
            "size": {"type": ["integer", "null"]},
        },
        "required": ["id", "state"],
        "additionalProperties": False,
        "$defs": {"state": {"type": "string", "enum": ["up", "down"], "default": "up"}},
    }


def check(
    root: Path, value: object, sample: str = SAMPLE, parameters: str = PARAMETERS, more: str = ""
) -> list[Finding]:
    rows = "id: id\nstate: state\nsize: size"
    write_tree(root, things(rows, parameters, sample, json.dumps(value, indent=2)) + more)
    return [found for found in findings(root) if found.rule.startswith(TOPICS)]


def line_of(root: Path, text: str, path: str = "schemas/thing.json") -> int:
    lines = (root / path).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
