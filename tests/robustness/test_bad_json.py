"""Hostile and broken JSON and schemas: a located finding or a one-line error, never a traceback or a hang."""

# Short inputs are easier to read on one line each.
# ruff: noqa: E501

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.robustness.hostile import run
from tests.robustness.spoiling import SOURCE, spoil

JSON = {
    "deep arrays": "[" * 100_000,
    "deep arrays, closed": "[" * 100_000 + "]" * 100_000,
    "deep objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "rather deep": "[" * 500 + "]" * 500,
    "deep enough for a rule": '{"name": ' + '{"a": [' * 95 + "]}" * 95 + "}",
    "half a surrogate": '{"name": "\\ud800", "\\udfff": 1}',
    "half a surrogate twice": '{"\\udfff": 1, "\\udfff": 1}',
    "a number of 5,000 digits": '{"name": ' + "9" * 5_000 + "}",
    "a number of 4,000 digits": '{"name": ' + "9" * 4_000 + "}",
    "a large exponent": '{"name": 1e99999, "a": -1e999999, "b": 1e-99999}',
    "not a number": '{"name": NaN}',
    "infinity": '{"name": -Infinity}',
    "a duplicate key": '{"name": "a", "name": "b"}',
    "a duplicate key that is escaped": '{"name": "a", "n\\u0061me": "b"}',
    "many duplicate keys": "{" + '"name": 1,' * 50_000 + '"name": 2}',
    "many duplicates": "{" + ",".join(f'"k{n}": 1, "k{n}": 2' for n in range(8_000)) + "}",
    "many wrong fields": "[" + '{"nam": 1, "x": [{"y": 2}]},' * 10_000 + "{}]",
    "many names": "{" + ",".join(f'"k{n}": 1' for n in range(8_000)) + "}",
    "no value": "{",
    "half a string": '{"name": "',
    "a bad escape": '{"name": "\\x"}',
    "half an escape": '{"name": "\\u12',
    "a control character": '{"name": "a\tb\x01"}',
    "a comment": '// this\n{"name": 1}',
    "a single quote": "{'name': 1}",
    "two documents": "{}\n{}",
    "a scalar": '"name"',
    "null": "null",
    "an empty key": '{"": {"": [{"": 1}]}}',
    "keys like paths": '{"a.b": 1, "a[0]": 2, "$": 3, "a/b": 4, "{name}": 5}',
    "only blanks": " \n\t\r\n",
    "a long line": '{"name": "' + "x" * 1_900_000 + '"}',
    "too large": '{"name": "' + "x" * 10_000_000 + '"}',
}


@pytest.mark.parametrize("case", JSON)
def test_json(tree: Path, case: str) -> None:
    done = spoil(tree, "samples/thing.json", JSON[case])
    assert case in ("a long line", "a scalar") or done.findings


@pytest.mark.parametrize("case", JSON)
@pytest.mark.parametrize("place", ["binding", "beside"])
def test_json_as_a_schema(tree: Path, case: str, place: str) -> None:
    (tree / "schemas").mkdir()
    (tree / "schemas/sound.json").write_text("{}")
    name = "broken" if place == "binding" else "sound"
    (tree / "schemas/broken.json").write_text(JSON[case], errors="surrogatepass")
    (tree / "apiref.toml").write_text(
        f'[schemas]\n"GET /things/{{id}}" = {{response = "schemas/{name}.json"}}\n'
    )
    assert run(tree, measured=len(JSON[case]) > 5_000).findings


SCHEMAS = {
    "a reference to itself": '{"$ref": "#"}',
    "a reference in a circle": '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}',
    "a property of itself": '{"properties": {"name": {"$ref": "#"}}}',
    "a property that explodes": '{"properties": {'
    + ",".join(f'"p{n}": {{"$ref": "#"}}' for n in range(10))
    + "}}",
    "allOf that explodes": '{"allOf": [{"$ref": "#"}, {"$ref": "#"}], "properties": {"name": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}',
    "a reference outside": '{"$ref": "../../../../../../etc/passwd"}',
    "a reference to fetch": '{"$ref": "http://127.0.0.1:9/x.json"}',
    "a reference to a file": '{"$ref": "file:///etc/passwd"}',
    "a reference that is none": '{"$ref": [1], "$id": 5, "$schema": []}',
    "an identifier elsewhere": '{"$id": "http://127.0.0.1:9/", "$ref": "x.json", "$anchor": "a b"}',
    "a pattern that is none": '{"properties": {"name": {"type": "string", "pattern": "("}}}',
    "a pattern that backtracks": '{"properties": {"name": {"type": "string", "pattern": "^(a+)+$"}}}',
    "types of all kinds": '{"type": 5, "properties": [], "required": "name", "enum": 1, "items": 7, "allOf": {}}',
    "numbers of all kinds": '{"properties": {"name": {"multipleOf": 0, "minLength": -1, "maxLength": 1e400}}}',
    "a dialect to fetch": '{"$schema": "http://127.0.0.1:9/dialect"}',
}


@pytest.mark.parametrize("case", SCHEMAS)
def test_schemas(tree: Path, case: str) -> None:
    (tree / "schemas").mkdir()
    (tree / "schemas/thing.json").write_text(SCHEMAS[case])
    (tree / "apiref.toml").write_text(
        '[schemas]\n"GET /things/{id}" = {response = "schemas/thing.json"}\n'
        '[served-schemas]\n"schemas/thing.json" = "api-ref/source/samples/thing.json"\n'
    )
    assert run(tree, measured=True).findings


def test_a_pattern_that_backtracks_does_not_hang(tree: Path) -> None:
    (tree / SOURCE / "samples/thing.json").write_text('{\n    "name": "' + "a" * 60 + '!"\n}\n')
    test_schemas(tree, "a pattern that backtracks")


# RST.


@pytest.mark.parametrize(
    ("value", "rule"), [("null", "sample-null-quoted"), ("[0-9a-f]{8}", "sample-pattern-shown")]
)
def test_many_wrong_values_of_documented_fields(tree: Path, value: str, rule: str) -> None:
    """Once the rows of each value were searched for among those of all, and in all rows."""
    names = [f"field_{n}" for n in range(5_000)]
    page = tree / SOURCE / "things.inc"
    rows = "".join(f"   - {name}: thing_name\n" for name in names)
    page.write_text(page.read_text().replace("   - name: thing_name\n", rows))
    sample = json.dumps(dict.fromkeys(names, value), indent=4)
    assert len(spoil(tree, "samples/thing.json", sample).of(rule)) == len(names)
