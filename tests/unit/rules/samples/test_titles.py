"""Rules of ``apiref.rules.samples.titles``."""

from pathlib import Path

from tests.trees import assert_expected
from tests.unit.rules.things import things

RULES = (
    "sample-column-titles",
    "sample-field-misspelt",
    "sample-field-missing",
    "sample-field-undocumented",
)
ROWS = "id: id\ncreated_at: created_at"
PARAMETERS = "id: string required The ID.\ncreated_at: string required The time."


def test_titles_of_columns_are_one_finding(tmp_path: Path) -> None:
    sample = '{\n    "ID": "1", <<< sample-column-titles\n    "Created At": "now"\n}'
    found = assert_expected(tmp_path, things(ROWS, PARAMETERS, sample), *RULES)
    assert found[0].location.column == 5
    assert found[0].message == (
        "the sample shows column titles instead of field names: 'ID' for 'id', 'Created At' for"
        " 'created_at'; write the names that the API uses"
    )
    assert [place.line for place in found[0].places] == [3]


def test_one_title_among_fields(tmp_path: Path) -> None:
    sample = '{\n    "id": "1",\n    "Created At": "now" <<< sample-column-titles\n}'
    assert_expected(tmp_path, things(ROWS, PARAMETERS, sample), *RULES)


def test_a_field_in_capitals_is_misspelled(tmp_path: Path) -> None:
    sample = '{\n    "ID": "1", <<< sample-field-misspelt\n    "created_at": "now"\n}'
    assert_expected(
        tmp_path,
        things(ROWS, PARAMETERS, sample),
        *RULES,
    )


def test_an_object_of_titles_of_one_word_each(tmp_path: Path) -> None:
    sample = '{"Name": "a", "ID": 1, "Size": 2} <<< sample-column-titles'
    rows = "id: id\nname: name\nsize: size"
    parameters = "".join(
        f"{name}: string required The {name}.\n" for name in ("id", "name", "size")
    )
    assert_expected(tmp_path, things(rows, parameters, sample), *RULES)


def test_a_title_that_the_table_has(tmp_path: Path) -> None:
    rows = "Created At: created_at\ncreated: created"
    parameters = "created_at: string required The time.\ncreated: string required The day."
    sample = '{"Created At": "now", "created": "today"}'
    assert_expected(tmp_path, things(rows, parameters, sample), "sample-column-titles")


def test_titles_inside_an_object(tmp_path: Path) -> None:
    sample = '{"thing": {\n    "ID": "1", <<< sample-column-titles\n    "Created At": "now"\n}}'
    rows, parameters = f"thing: thing\n{ROWS}", f"thing: object required It.\n{PARAMETERS}"
    (found,) = assert_expected(tmp_path, things(rows, parameters, sample), *RULES)
    assert found.subject == "ID"
    assert "'ID' for 'id', 'Created At' for 'created_at'" in found.message
