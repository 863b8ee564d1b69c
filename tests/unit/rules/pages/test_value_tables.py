"""Rules of ``apiref.rules.pages.value_tables``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = ("value-table", "table-uneven")
SCHEMA = """\
=== schemas/thing.json
{
    "properties": {"status": {"$ref": "#/$defs/status"}, "kind": {"enum": ["a", "b"]}},
    "$defs": {"status": {"enum": ["pending", "success", "failure"]}},
    "if": {"properties": {"status": {"enum": ["pending", "failure"]}}}
}
=== apiref.toml
[schemas]
"GET /things" = { response = "schemas/thing.json" }
"""


def page(*rows: str, mark: str = "") -> str:
    text = f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
    text += f".. list-table::{mark}\n   :header-rows: 1\n\n   * - Status\n     - Meaning\n"
    for row in rows:
        value, _, rest = row.partition(" ")
        text += f"   * - {value} {rest}".rstrip() + "\n     - It is so.\n"
    return text + "\nText.\n" + SCHEMA


@pytest.mark.parametrize(
    "rows",
    [
        ("``pending``", "``success``", "``failure``"),
        ("pending", "success", "failure"),
        ("``other``", "``values``"),
        ("``pending``", "``one``", "``two``"),
        ("A failure of something", "Or its success", "``pending``"),
    ],
)
def test_tables_that_agree_or_mean_something_else(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert_expected(tmp_path, page(*rows), *RULES)


def test_a_missing_value(tmp_path: Path) -> None:
    text = page("``pending``", "``failure``", mark=" <<< value-table")
    found = assert_expected(tmp_path, text, *RULES)
    assert "no row for 'success'" in found[0].message


def test_a_misspelt_value(tmp_path: Path) -> None:
    text = page("``pending``", "``sucess`` <<< value-table", "``failure``")
    found = assert_expected(tmp_path, text, *RULES)
    assert len(found) == 1
    assert "did you mean 'success'?" in found[0].message


def test_a_value_too_many(tmp_path: Path) -> None:
    text = page("``pending``", "``success``", "``failure``", "``paused`` <<< value-table")
    found = assert_expected(tmp_path, text, *RULES)
    assert "it allows pending, success, failure" in found[0].message


def test_a_value_twice(tmp_path: Path) -> None:
    text = page("``pending``", "``success``", "``success`` <<< value-table", "``failure``")
    assert_expected(tmp_path, text, *RULES)


def test_values_out_of_order(tmp_path: Path) -> None:
    text = page("``success`` <<< value-table", "``pending``", "``failure``")
    found = assert_expected(tmp_path, text, *RULES)
    assert "the order in the schema is pending, success, failure" in found[0].message


def test_a_text_table(tmp_path: Path) -> None:
    text = (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
        "=========== =======\nStatus      Meaning\n=========== =======\n"
        "``pending`` Waits.\n``succes``  Done. <<< value-table\n``failure`` Failed.\n"
        f"=========== =======\n{SCHEMA}"
    )
    assert_expected(tmp_path, text, *RULES)


def test_a_row_that_lost_a_cell_is_one_finding(tmp_path: Path) -> None:
    text = page("``pending``", "``success`` <<< table-uneven", "``failure``")
    text = text.replace("<<< table-uneven\n     - It is so.", "<<< table-uneven")
    found = assert_expected(tmp_path, text, *RULES)
    assert "has 1 cell, the others have 2; add" in found[0].message
    assert found[0].subject == "success"


def test_a_row_with_a_cell_too_many(tmp_path: Path) -> None:
    text = page("``pending``", "``success``", "``failure``")
    # A cell without text has the line of the row above.
    text = text.replace(
        "It is so.\n   * - ``failure``\n", "It is so. <<< table-uneven\n   * -\n     - More.\n"
    )
    found = assert_expected(tmp_path, text, "table-uneven")
    assert "has 3 cells, the others have 2; remove" in found[0].message
    assert found[0].subject == "row"
