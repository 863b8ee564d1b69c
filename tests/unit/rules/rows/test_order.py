"""Rules of ``apiref.rules.rows.order``."""

import json
from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

RULES = ("row-groups", "row-order-by-schema")
ELSEWHERE = ("path-parameter-elsewhere", "path-parameter-not-in-url")


def tree(*rows: str, sample: object = None, **entries: str) -> str:
    """A request table; an entry is written as ``in type required [min_version]``."""
    lines = "".join(f"   - {row}\n" for row in rows)
    text = (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
        f".. rest_method:: PUT /things/{{id}}\n\nRequest\n-------\n\n"
        f".. rest_parameters:: parameters.yaml\n\n{lines}\n"
    )
    if sample is not None:
        text += "Request Example\n---------------\n\n.. literalinclude:: sample.json\n"
        text += f"   :language: json\n=== api-ref/source/sample.json\n{json.dumps(sample)}\n"
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


def test_the_order_of_the_guideline_is_silent(tmp_path: Path) -> None:
    rows = ("Token: Token", "id: id", "limit: limit", "thing: thing", "name: name", "size: size")
    text = tree(*rows, "colour: colour", sample={"thing": {"name": "a"}}, **ENTRIES)
    assert_expected(tmp_path, text, *RULES)


def test_one_row_among_those_of_another_place(tmp_path: Path) -> None:
    text = tree("name: name", "size: size", "id: id <<< row-groups", **ENTRIES)
    found = assert_expected(tmp_path, text, *RULES)
    assert found[0].location.column == 6
    assert "move it before all others" in found[0].message


def test_one_finding_for_each_table(tmp_path: Path) -> None:
    text = tree("name: name <<< row-groups", "limit: limit", "id: id", "Token: Token", **ENTRIES)
    assert len(assert_expected(tmp_path, text, "row-groups")) == 1


def test_the_enclosing_object_comes_first(tmp_path: Path) -> None:
    sample = {"thing": {"name": "a"}}
    text = tree("name: name", "thing: thing <<< row-groups", sample=sample, **ENTRIES)
    found = assert_expected(tmp_path, text, *RULES)
    assert "before 'name'" in found[0].message


@pytest.mark.parametrize("sample", [{"name": "a", "thing": {}}, {"thing": "a"}, [], None])
def test_an_object_among_others_may_stand_anywhere(tmp_path: Path, sample: object) -> None:
    """Once a false positive: the sample shows that the object encloses nothing."""
    assert_expected(tmp_path, tree("name: name", "thing: thing", sample=sample, **ENTRIES), *RULES)


def test_fields_of_inner_objects_follow_them(tmp_path: Path) -> None:
    """Once a false positive: ``name`` is a field of the optional object before it."""
    text = tree("size: size", "thing: thing", "name: name", **ENTRIES)
    assert_expected(tmp_path, text, *RULES)


def test_duplicates_and_misplaced_rows_do_not_count(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    text = tree("id: id", "name: name", "id: id", **ENTRIES)
    assert_expected(tmp_path, text, *RULES)
    response = tree("name: name", "id: id", **ENTRIES).replace("Request\n-", "Response\n-")
    assert_expected(tmp_path, response.replace("/{id}", ""), *RULES)


def test_a_table_of_neither_half_has_no_enclosing_object(tmp_path: Path) -> None:
    text = tree("name: name", "thing: thing", sample={"thing": {"name": "a"}}, **ENTRIES)
    text = text.replace("Request\n-------\n\n", "").replace(
        "Request Example\n---------------\n\n", ""
    )
    assert_expected(tmp_path, text, "row-groups")


def test_a_row_that_no_url_has_does_not_count(tmp_path: Path) -> None:
    """Once two findings for one defect: that it is in no URL is reported by another rule."""
    entries = {**ENTRIES, "colour": "path string true"}
    rows = ("id: id", "limit: limit", "colour: colour <<< path-parameter-not-in-url", "name: name")
    assert_expected(tmp_path, tree(*rows, **entries), *RULES, *ELSEWHERE)


def test_a_part_of_the_url_is_in_the_path(tmp_path: Path) -> None:
    """Once two findings for one defect: that its entry is none of the path is another rule's."""
    entries = {**ENTRIES, "id": "body string true"}
    text = tree("size: size <<< row-groups", "id: id", **entries)
    text = text.replace("id:\n  in: body", "id:\n  in: body <<< path-parameter-elsewhere")
    found = assert_expected(tmp_path, text, *RULES, *ELSEWHERE)
    (moved,) = (item for item in found if item.rule == "row-groups")
    assert "it is a body parameter; move it after 'id'" in moved.message


def test_a_field_with_the_name_of_a_part_of_the_url(tmp_path: Path) -> None:
    """The row of the path is there as well, so that this one is what it says."""
    entries = {**ENTRIES, "id_body": "body string true"}
    rows = ("id: id", "name: name", "id: id_body")
    assert_expected(tmp_path, tree(*rows, **entries), *RULES, *ELSEWHERE)


def test_a_field_that_resembles_a_part_of_the_url(tmp_path: Path) -> None:
    """Once a false alarm: it was taken for a part of the URL."""
    text = tree("thing_id: id", "size: size", "thingId: name", **ENTRIES)
    assert_expected(tmp_path, text.replace("{id}", "{thing_id}"), "row-groups")


def test_an_object_that_holds_a_field_of_its_name(tmp_path: Path) -> None:
    """Once a false positive: the row is that of the inner one."""
    sample = {"thing": [{"name": "a", "thing": "b"}]}
    entries = {**ENTRIES, "thing": "body string true"}
    assert_expected(tmp_path, tree("name: name", "thing: thing", sample=sample, **entries), *RULES)


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
    """With that setting, the order of the guideline does not count within the body."""
    text = tree("id: id", "size: size", "name: name", "colour: colour", **ENTRIES) + SCHEMA
    assert_expected(tmp_path, text, *RULES)


def test_a_row_elsewhere_than_its_property(tmp_path: Path) -> None:
    rows = ("id: id", "colour: colour <<< row-order-by-schema", "size: size", "name: name")
    found = assert_expected(tmp_path, tree(*rows, **ENTRIES) + SCHEMA, *RULES)
    assert found[0].location.column == 6
    assert "the row after 'name'" in found[0].message
    assert [place.line for place in found[0].places] == [3, 2]


def test_an_order_that_most_tables_have(tmp_path: Path) -> None:
    """Once a false alarm for each of them: sorting by name is a convention."""
    text = tree("name: name <<< row-groups", "id: id", **ENTRIES)
    page, _, rest = text.partition("Things\n======\n")
    one, _, entries = rest.partition("=== api-ref/source/parameters.yaml\n")
    for number in (9, 10):
        every = [
            f"Thing {at}\n========\n{one.replace('/things', f'/{at}')}" for at in range(number)
        ]
        whole = f"{page}{''.join(every)}=== api-ref/source/parameters.yaml\n{entries}"
        whole = whole if number == 9 else whole.replace(" <<< row-groups", "")
        assert_expected(tmp_path / str(number), whole, "row-groups")
