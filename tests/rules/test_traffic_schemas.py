"""Rules of ``apiref.rules.traffic_schemas``."""

from __future__ import annotations

from pathlib import Path

from tests.rules.observed import TRAFFIC, TREE, observed
from tests.traffic import assert_verified

SCHEMA = """\
=== schemas/thing.json
{
  "type": "object",
  "properties": {
    "id": {"type": "string"},
    "state": {
      "enum": ["up", "down"]
    },
    "size": {
      "maximum": 8
    }
  },
  "required": ["id"]
}
=== apiref.toml
[schemas]
"POST /v2/things" = { response = "schemas/thing.json" }
"""


def with_schema(traffic: str = TRAFFIC, schema: str = SCHEMA) -> str:
    return observed(traffic, TREE + schema)


def test_observed_schema_that_holds_is_silent(tmp_path: Path) -> None:
    assert_verified(tmp_path, with_schema(), "observed-schema")


def test_observed_schema_is_told_once_at_the_keyword(tmp_path: Path) -> None:
    traffic = TRAFFIC.replace('"size": 7', '"size": 9')
    again = traffic.partition("> POST")[2]
    text = with_schema(
        f"{traffic}> POST{again}", SCHEMA.replace('": 8', '": 8 <<< observed-schema')
    )
    (found,) = assert_verified(tmp_path, text, "observed-schema")
    assert found.subject == "response size"
    assert "entry 2: POST /v2/things, and 1 more" in found.message


def test_observed_schema_of_an_error_is_silent(tmp_path: Path) -> None:
    more = '> POST /v2/things\n< 400\n< {"id": 7}\n'
    assert_verified(tmp_path, with_schema(TRAFFIC + more), "observed-schema")


def test_observed_schema_leaves_what_observed_field_tells(tmp_path: Path) -> None:
    strict = SCHEMA.replace('"required"', '"additionalProperties": false,\n  "required"')
    traffic = TRAFFIC.replace('"size": 7', '"size": 7, "colour": "red"')
    assert_verified(tmp_path, with_schema(traffic, strict), "observed-schema")
