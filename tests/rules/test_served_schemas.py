"""Rules of ``apiref.rules.served_schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.schemas import check, schema


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"id": {"type": "string"}, "state": {"type": "string"}, "size": {"type": "integer"}}, 0),
        ({"id": {"type": "string"}, "state": {"type": "string"}}, 1),
        ({"id": {"type": "integer"}, "state": {}, "size": {}}, 1),
        ({"id": {}, "state": {"enum": ["up"]}, "size": {}}, 1),
        ({"id": {}, "state": {"enum": ["down", "up"]}, "size": {}}, 0),
        ({"id": {}, "state": {}, "size": {}, "more": {}}, 1),
    ],
)
def test_the_schema_that_the_service_serves(
    tmp_path: Path, properties: dict[str, Any], expected: int
) -> None:
    served = json.dumps({"name": "thing", "properties": properties}, indent=2)
    more = (
        '\n[served-schemas]\n"schemas/thing.json" = "api-ref/source/served.json"\n'
        f"=== api-ref/source/served.json\n{served}\n"
    )
    found = check(tmp_path, schema(), more=more)
    assert [each.rule for each in found] == ["served-schema-differs"] * expected
