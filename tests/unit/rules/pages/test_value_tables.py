"""Rules of ``apiref.rules.pages.value_tables``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected, findings, write_tree

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


def page(*rows: str) -> str:
    text = f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
    text += ".. list-table::\n   :header-rows: 1\n\n   * - Status\n     - Meaning\n"
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
        ("pending", "success", "any other"),
        ("A failure of something", "Or its success", "``pending``"),
    ],
)
def test_tables_that_agree_or_mean_something_else(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert_expected(tmp_path, page(*rows), *RULES)


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


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("a", "b"), []),
        # The same words are in two lists: the one that is left with fewer of its own is meant.
        (("pending", "failure"), ["failure"]),
        # Half of the values are enough, and one is not.
        (("pending", "failure", "one", "two"), ["failure"]),
        (("pending", "failure", "one", "two", "three"), []),
        (("pending", "one"), []),
    ],
)
def test_the_list_that_a_table_shows(
    tmp_path: Path, rows: tuple[str, ...], wrong: list[str]
) -> None:
    more = '"kind": {"enum": ["a", "b"]}, "other": {"enum": ["w", "pending", "failure", "y"]}'
    text = page(*rows).replace('"kind": {"enum": ["a", "b"]}', more)
    write_tree(tmp_path, text)
    found = [each for each in findings(tmp_path) if each.rule == "value-table"]
    assert [each.subject for each in found] == wrong


def test_an_uneven_table_is_not_compared(tmp_path: Path) -> None:
    text = page("``pending``", "``failure`` <<< table-uneven")
    text = text.replace("<<< table-uneven\n     - It is so.", "<<< table-uneven")
    other = ".. list-table::\n\n   * - pending\n   * - success <<< value-table\n"
    assert_expected(tmp_path, text.replace("\nText.\n", f"\n{other}"), *RULES)


@pytest.mark.parametrize("wrong", ["   :colour: red\n", ""])
def test_a_table_whose_head_is_wrong_is_not_compared(tmp_path: Path, wrong: str) -> None:
    mark = "" if wrong else " <<< value-table"
    text = page("``pending``", f"``failure``{mark}").replace("   :header", f"{wrong}   :header")
    assert_expected(tmp_path, text, "value-table")


def test_uneven_rows_of_three_kinds(tmp_path: Path) -> None:
    """The number that most rows have is the usual one, and of two as frequent the smaller."""
    rows = "   * - a\n     - b\n   * - c\n     - d\n   * - e <<< table-uneven\n   * - f\n"
    text = f"{INDEX}=== api-ref/source/things.inc\n.. list-table::\n\n"
    rows = rows.replace("   * - f\n", "   * - f\n     - g\n     - h\n")
    (found,) = assert_expected(tmp_path, f"{text}{rows}", "table-uneven")
    assert "has 1 cell, the others have 2; add" in found.message


def test_an_uneven_table_behind_an_even_one(tmp_path: Path) -> None:
    rows = "   * - a\n     - b\n   * - c <<< table-uneven\n   * - d\n     - e\n"
    text = page("``pending``", "``success``", "``failure``")
    text = text.replace("\nText.\n", f"\n.. list-table::\n\n{rows}")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("pending failure", "failure"),
        ("pending success", "success"),
        ("pending succes failure", "succes"),
        ("pending success failure paused", "paused"),
        ("pending success success failure", "success"),
        ("success pending failure", "success"),
    ],
)
def test_the_first_row_that_differs(tmp_path: Path, rows: str, wrong: str) -> None:
    write_tree(tmp_path, page(*rows.split()))
    (found,) = (each for each in findings(tmp_path) if each.rule == "value-table")
    assert found.subject == wrong
    assert "the values pending, success, failure, which the schema allows" in found.message
