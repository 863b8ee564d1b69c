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
        ("pending", "success", "any other"),
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


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (("a", "b"), []),
        # The same words are in two lists: the one that is left with fewer of its own is meant.
        (("pending", "failure"), ["success"]),
        # Half of the values are enough, and one is not.
        (("pending", "failure", "one", "two"), ["success"]),
        (("pending", "failure", "one", "two", "three"), []),
        (("pending", "one"), []),
    ],
)
def test_the_list_that_a_table_shows(
    tmp_path: Path, rows: tuple[str, ...], missing: list[str]
) -> None:
    more = '"kind": {"enum": ["a", "b"]}, "other": {"enum": ["w", "pending", "failure", "y"]}'
    text = page(*rows).replace('"kind": {"enum": ["a", "b"]}', more)
    write_tree(tmp_path, text)
    found = [each for each in findings(tmp_path) if "no row for" in each.message]
    assert [each.subject for each in found] == missing


def test_an_uneven_table_is_not_compared(tmp_path: Path) -> None:
    text = page("``pending``", "``failure`` <<< table-uneven")
    text = text.replace("<<< table-uneven\n     - It is so.", "<<< table-uneven")
    other = ".. list-table:: <<< value-table\n\n   * - pending\n   * - success\n"
    assert_expected(tmp_path, text.replace("\nText.\n", f"\n{other}"), *RULES)


@pytest.mark.parametrize("wrong", ["   :colour: red\n", ""])
def test_a_table_whose_head_is_wrong_is_not_compared(tmp_path: Path, wrong: str) -> None:
    mark = "" if wrong else " <<< value-table"
    text = page("``pending``", "``failure``", mark=mark).replace("   :header", f"{wrong}   :header")
    assert_expected(tmp_path, text, "value-table")


def test_uneven_rows_of_three_kinds(tmp_path: Path) -> None:
    """The number that most rows have is the usual one, and of two as frequent the smaller."""
    rows = "   * - a\n     - b\n   * - c\n     - d\n   * - e <<< table-uneven\n   * - f\n"
    text = f"{INDEX}=== api-ref/source/things.inc\n.. list-table::\n\n"
    rows = rows.replace("   * - f\n", "   * - f\n     - g\n     - h\n")
    (found,) = assert_expected(tmp_path, f"{text}{rows}", "table-uneven")
    assert "has 1 cell, the others have 2; add" in found.message


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("paused",), "the schema does not allow 'paused'; did you mean 'success'?"),
        (("paused", "ended"), "the schema does not allow 'paused'; it allows pending, success,"),
    ],
)
def test_what_is_left_over(tmp_path: Path, wrong: tuple[str, ...], message: str) -> None:
    write_tree(tmp_path, page("pending", *wrong, "failure"))
    found = [each for each in findings(tmp_path) if each.rule == "value-table"]
    assert len(found) == len(wrong) + (len(wrong) > 1)
    assert message in "".join(each.message for each in found)


@pytest.mark.parametrize(
    ("rows", "moved"),
    [
        ("success failure pending", "pending"),
        ("failure success pending", "failure"),
        ("b a", "b"),
    ],
)
def test_the_one_value_that_has_to_move(tmp_path: Path, rows: str, moved: str) -> None:
    write_tree(tmp_path, page(*rows.split()))
    (found,) = (each for each in findings(tmp_path) if each.rule == "value-table")
    assert found.subject == moved


def test_an_uneven_table_behind_an_even_one(tmp_path: Path) -> None:
    rows = "   * - a\n     - b\n   * - c <<< table-uneven\n   * - d\n     - e\n"
    text = page("``pending``", "``success``", "``failure``")
    text = text.replace("\nText.\n", f"\n.. list-table::\n\n{rows}")
    assert_expected(tmp_path, text, *RULES)
