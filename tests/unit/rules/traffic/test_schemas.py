"""Rules of ``apiref.rules.traffic.schemas``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.schemas.documents import schema_set
from apiref.analysis.traffic.url_values import url_values
from tests.traffic import assert_verified, traffic_of
from tests.unit.rules.observed import TRAFFIC, TREE, observed

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


def test_observed_schema_is_reported_once_at_the_keyword(tmp_path: Path) -> None:
    traffic = TRAFFIC.replace('"size": 7', '"size": 9')
    again = traffic.partition("> POST")[2]
    text = with_schema(
        f"{traffic}> POST{again}", SCHEMA.replace('": 8', '": 8 <<< observed-schema')
    )
    (found,) = assert_verified(tmp_path, text, "observed-schema")
    assert found.subject == "response size"
    assert "'size': the integer does not satisfy 'maximum'; correct" in found.message
    assert "entry 2: POST /v2/things, and 1 more" in found.message


STRICT = """\
=== schemas/thing.json
{
  "properties": {
    "size": {
      "additionalProperties": {
        "maximum": 8 <<< observed-schema
      }
    },
    "state": {
      "additionalProperties": false <<< observed-schema
    }
  },
  "required": [ <<< observed-schema
    "host"
  ]
}
=== apiref.toml
[schemas]
"POST /v2/things" = { response = "schemas/thing.json" }
"""


@pytest.mark.parametrize(
    ("show_values", "told"),
    [
        (
            False,
            {
                "response size.{...}": "the integer does not satisfy 'maximum'",
                "response state": "'{...}' is not allowed",
                "response $": "'host' is a required property",
            },
        ),
        (
            True,
            {
                "response size.on-7-2": "9 is greater than the maximum of 8",
                "response state": "Additional properties are not allowed ('on-7-2' was unexpected)",
                "response $": "'host' is a required property",
            },
        ),
    ],
)
def test_observed_schema_of_names_that_users_choose(
    tmp_path: Path, show_values: bool, told: dict[str, str]
) -> None:
    traffic = TRAFFIC.replace('"size": 7', '"size": {"on-7-2": 9}')
    traffic = traffic.replace('"state": "up"', '"state": {"on-7-2": 9}')
    text = with_schema(traffic, STRICT)
    found = assert_verified(tmp_path, text, "observed-schema", show_values=show_values)
    assert {each.subject for each in found} == told.keys()
    assert all(told[each.subject] in each.message for each in found)


def test_observed_schema_of_an_error_is_silent(tmp_path: Path) -> None:
    more = '> POST /v2/things\n< 400\n< {"id": 7}\n'
    assert_verified(tmp_path, with_schema(TRAFFIC + more), "observed-schema")


def test_observed_schema_leaves_what_observed_field_reports(tmp_path: Path) -> None:
    strict = SCHEMA.replace('"required"', '"additionalProperties": false,\n  "required"')
    traffic = TRAFFIC.replace('"size": 7', '"size": 7, "colour": "red"')
    assert_verified(tmp_path, with_schema(traffic, strict), "observed-schema")


URL_SCHEMAS = """\
=== schemas/query.json
{
  "properties": {
    "state": {
      "enum": ["up", "down"]
    },
    "limit": {
      "minimum": 1,
      "type": "integer"
    },
    "ratio": {
      "type": "number"
    },
    "deep": {
      "type": ["boolean", "null"]
    },
    "level": {
      "enum": [1, 2]
    },
    "ids": {
      "items": {"$ref": "#/$defs/id"},
      "type": "array"
    }
  },
  "$defs": {
    "id": {
      "maximum": 9,
      "type": "integer"
    }
  },
  "additionalProperties": false
}
=== apiref.toml
[schemas]
"GET /v2/things" = { query = "schemas/query.json" }
"""
ROWS = "".join(
    f"   - {name}: {name}\n" for name in ("limit", "ratio", "deep", "level", "ids", "odd")
)
ENTRIES = "".join(
    f"{name}:\n  description: It.\n  in: query\n  required: false\n  type: string\n"
    for name in ("limit", "ratio", "deep", "level", "ids", "odd")
)


def asked(*queries: str, status: int = 200, marked: str = "") -> str:
    """A tree with a schema for its query, and traffic with those queries."""
    tree = TREE.replace("   - state: state_query\n", f"   - state: state_query\n{ROWS}")
    tree = tree.replace("things:\n  description", f"{ENTRIES}things:\n  description")
    schemas = URL_SCHEMAS
    if marked:
        assert marked in schemas
        schemas = schemas.replace(marked, f"{marked} <<< observed-url-schema", 1)
    exchanges = [f'> GET /v2/things?{query}\n< {status}\n< {{"things": []}}\n' for query in queries]
    return f"{tree}{schemas}=== traffic\n{''.join(exchanges)}"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "state=up&limit=10",
        "limit=1&limit=2",
        "ratio=1&ratio=-1.5&ratio=1e3",
        "deep=true&deep=False&deep=0&deep=",
        "level=2",
        "ids=1&ids=2",
        "ids=1,2,9",
        # Whether it is documented is compared with the table.
        "colour=red",
    ],
)
def test_observed_url_schema_of_queries_that_are_valid(tmp_path: Path, query: str) -> None:
    assert_verified(tmp_path, asked(query), "observed-url-schema")


@pytest.mark.parametrize(
    ("query", "marked", "subject"),
    [
        ("limit=ten", '"minimum": 1,\n      "type": "integer"', "query limit"),
        ("limit=1&limit=ten", '"minimum": 1,\n      "type": "integer"', "query limit"),
        ("limit=1.5", '"minimum": 1,\n      "type": "integer"', "query limit"),
        ("limit=", '"minimum": 1,\n      "type": "integer"', "query limit"),
        ("limit=0", '"minimum": 1,', "query limit"),
        ("state=gone", '"enum": ["up", "down"]', "query state"),
        ("level=3", '"enum": [1, 2]', "query level"),
        ("deep=maybe", '"type": ["boolean", "null"]', "query deep"),
        ("ratio=NaN", '"type": "number"', "query ratio"),
        ("ids=1,10", '"maximum": 9,', "query ids[1]"),
        ("odd=1", '"additionalProperties": false', "query "),
    ],
)
def test_observed_url_schema_of_queries_that_were_accepted(
    tmp_path: Path, query: str, marked: str, subject: str
) -> None:
    (found,) = assert_verified(
        tmp_path / "taken", asked("state=up", query, marked=marked), "observed-url-schema"
    )
    assert found.subject.startswith(subject)
    assert "entry 2: GET /v2/things?" in found.message
    # Requests that the service refuses may be wrong on purpose.
    assert_verified(tmp_path / "refused", asked(query, status=400), "observed-url-schema")


def test_observed_url_schema_reports_a_keyword_once(tmp_path: Path) -> None:
    queries = [f"limit={word}" for word in ("ten", "two", "ten", "one")]
    marked = '"minimum": 1,\n      "type": "integer"'
    (found,) = assert_verified(tmp_path, asked(*queries, marked=marked), "observed-url-schema")
    assert "entry 1: GET /v2/things?limit, and 2 more" in found.message
    assert "ten" not in found.message


PATH = """\
=== schemas/path.json
{
  "properties": {
    "thing_id": {
      "pattern": "^[0-9 ]+$"
    },
    "size": {
      "type": "integer"
    }
  },
  "required": ["thing_id", "size"]
}
=== apiref.toml
[schemas]
"GET /v2/things/{thing_id}/at-{size}.json" = { path = "schemas/path.json" }
"""


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("things/7/at-3.json", ""),
        ("things/7%208/at-3.json/", ""),
        ("things/x/at-3.json", '"pattern": "^[0-9 ]+$"'),
        ("things/7%2F8/at-3.json", '"pattern": "^[0-9 ]+$"'),
        ("things/7/at-x.json", '"type": "integer"'),
    ],
)
def test_observed_url_schema_of_paths(tmp_path: Path, path: str, mark: str) -> None:
    tree = TREE.replace("GET /v2/things\n", "GET /v2/things/{thing_id}/at-{size}.json\n")
    schemas = PATH.replace(mark, f"{mark} <<< observed-url-schema") if mark else PATH
    traffic = f'=== traffic\n> GET /image/v2/{path}\n< 200\n< {{"things": []}}\n'
    found = assert_verified(tmp_path / "a", tree + schemas + traffic, "observed-url-schema")
    assert len(found) == bool(mark)
    refused = traffic.replace("< 200", "< 404")
    assert_verified(tmp_path / "b", tree + PATH + refused, "observed-url-schema")


def test_observed_url_schema_of_very_many_values(tmp_path: Path) -> None:
    """The number of validations does not grow with the number of exchanges."""
    queries = [f"limit={number}" for number in range(1, 3000)]
    traffic = traffic_of(tmp_path, asked(*queries))
    schemas = schema_set(traffic.tree)
    found = list(url_values(traffic.observed[0], "query", schemas, "schemas/query.json"))
    assert len(found) == 10
    assert found[0].values == {"limit": 1}
