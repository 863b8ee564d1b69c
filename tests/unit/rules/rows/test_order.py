"""Rules of ``apiref.rules.rows.order``."""

from pathlib import Path

from tests.trees import INDEX, assert_expected

RULES = ("row-order-by-schema",)


def tree(*rows: str, **entries: str) -> str:
    """A request table; an entry is written as ``in type required [min_version]``."""
    lines = "".join(f"   - {row}\n" for row in rows)
    text = (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
        f".. rest_method:: PUT /things/{{id}}\n\nRequest\n-------\n\n"
        f".. rest_parameters:: parameters.yaml\n\n{lines}\n"
    )
    text += "=== api-ref/source/parameters.yaml\n"
    for key, words in entries.items():
        place, type_, required, *version = words.split()
        text += f"{key}:\n  in: {place}\n  type: {type_}\n  required: {required}\n"
        text += "  description: It.\n"
        text += "".join(f"  min_version: {bound}\n" for bound in version)
    return text


ENTRIES = {
    "Token": "header string true",
    "id": "path string true",
    "limit": "query integer false",
    "thing": "body object true",
    "name": "body string true",
    "size": "body integer false",
    "tags": "body array true 2.10",
    "colour": "body string true 2.10",
}


SCHEMA = """\
=== apiref.toml
row-order = "schema"

[schemas]
"PUT /things/{id}" = { request = "schema.json" }
=== schema.json
{"type": "object", "properties": {"size": {},
"name": {},
"colour": {}}}
"""


def test_the_order_of_the_schema_is_silent(tmp_path: Path) -> None:
    text = tree("id: id", "size: size", "name: name", "colour: colour", **ENTRIES) + SCHEMA
    assert_expected(tmp_path, text, *RULES)


def test_a_row_elsewhere_than_its_property(tmp_path: Path) -> None:
    rows = ("id: id", "colour: colour <<< row-order-by-schema", "size: size", "name: name")
    found = assert_expected(tmp_path, tree(*rows, **ENTRIES) + SCHEMA, *RULES)
    assert found[0].location.column == 6
    assert "the row after 'name'" in found[0].message
    assert [place.line for place in found[0].places] == [3, 2]


def test_two_rows_with_the_same_place(tmp_path: Path) -> None:
    entries = ENTRIES | {"a": "body string true", "b": "body string true"}
    mark = " <<< row-order-by-schema"
    rows = ("size: size", "name: name", "colour: colour", f"b: b{mark}", f"a: a{mark}")
    schema = SCHEMA.replace('{"size"', '{"a": {}, "b": {}, "size"')
    found = assert_expected(tmp_path, tree(*rows, **entries) + schema, *RULES)
    assert ["after 'a'" in each.message for each in found] == [True, False]
    assert "to the top" in found[1].message
