"""Rules of ``apiref.rules.rows.entries``."""

from pathlib import Path

import pytest

from apiref.model.location import Location
from tests.trees import INDEX, assert_expected, findings, write_tree

RULES = (
    "unknown-parameter",
    "row-without-key",
    "missing-parameters-file",
    "empty-parameters-file",
    "empty-table",
    "duplicate-row",
    "conflicting-rows",
    "wrong-entry",
    "misspelt-row-name",
)

FILE = "=== api-ref/source/parameters.yaml\n"


def page(*rows: str, file: str = " parameters.yaml", mark: str = "") -> str:
    lines = "".join(f"   - {row}\n" for row in rows)
    mark = f" <<< {mark}" if mark else ""
    return (
        f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
        f".. rest_method:: POST /things\n\nRequest\n-------\n\n"
        f".. rest_parameters::{file}{mark}\n\n{lines}\nText.\n"
    )


def entry(key: str, place: str = "body", type_: str = "string", more: str = "") -> str:
    text = f"{key}:\n  in: {place}\n  type: {type_}\n  required: true\n  description: It.\n"
    return text + (f"  {more}\n" if more else "")


def test_a_valid_table_is_silent(tmp_path: Path) -> None:
    rows = (
        "id: server_id",
        "name: name_1",
        "status: status-in-query",
        "volume_type: volume_type_id_363",
        "l7policies: l7policy-ids",
        "instance_id: instance_uuid_query_optional",
        "X-Image-Meta-Store: store-header",
        "zoneName: availability_zone",
        "gigabytes_{volume_type}: gigabytes_for_type",
    )
    tree = page(*rows) + FILE
    for row in rows:
        key = row.split(": ")[1]
        tree += entry(key, "query" if "query" in key else "header" if "header" in key else "body")
    assert_expected(tmp_path, tree + entry("l7policies-optional") + entry("name"), *RULES)


def test_a_key_that_the_file_lacks(tmp_path: Path) -> None:
    tree = page("id: sevrer_id <<< unknown-parameter") + FILE + entry("server_id")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 10
    assert found[0].operation == "POST /things"
    assert "did you mean 'server_id'?" in found[0].message
    assert found[0].places == (Location("api-ref/source/parameters.yaml"),)


def test_an_unused_entry_is_meant_before_a_used_one(tmp_path: Path) -> None:
    tree = page("a: name_1", "b: name_3 <<< unknown-parameter") + FILE
    found = assert_expected(tmp_path, tree + entry("name_1") + entry("name_2"), *RULES)
    assert "did you mean 'name_2'?" in found[0].message


@pytest.mark.parametrize(
    ("key", "entries", "advice"),
    [
        ("box_id,", entry("box_id"), "does not define; write 'box_id'"),
        ("box_id,", entry("other"), "does not define; write 'box_id', and add it there"),
        ("car_box_sise", entry("car_box_size"), "did you mean 'car_box_size'?"),
        ("car_colour", entry("boat_colour"), "does not define; add it there"),
    ],
)
def test_what_a_key_that_the_file_lacks_may_mean(
    tmp_path: Path, key: str, entries: str, advice: str
) -> None:
    """Once "did you mean" an entry of another thing, or "add it" with a comma."""
    tree = page(f"size: {key} <<< unknown-parameter") + FILE
    assert assert_expected(tmp_path, tree + entries, "unknown-parameter")[0].message.endswith(
        advice
    )


def test_a_missing_entry_is_one_finding_for_all_rows(tmp_path: Path) -> None:
    tree = page("a: thing <<< unknown-parameter", "b: b", "c: thing") + FILE + entry("b")
    found = assert_expected(tmp_path, tree, *RULES)
    assert [place.line for place in found[0].places] == [13]
    assert "add it there" in found[0].message


def test_rows_of_a_broken_entry_are_not_reported(tmp_path: Path) -> None:
    """Once a cascade: the structure of the entry is the defect."""
    tree = page("a: a", "b: b") + FILE + "a: text\n" + entry("b")
    assert_expected(tmp_path, tree, *RULES)


def test_rows_of_a_broken_file_are_not_reported(tmp_path: Path) -> None:
    """Once a cascade: the syntax of the file is the defect."""
    assert_expected(tmp_path, page("a: a", "b: b") + FILE + "a: [\n", *RULES)


def test_a_row_without_a_key(tmp_path: Path) -> None:
    tree = page("a: a", "b <<< row-without-key") + FILE + entry("a")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 6


def test_a_key_without_the_space_before_it(tmp_path: Path) -> None:
    """Its entry is not unused."""
    tree = page("a: a", "x:b:b <<< row-without-key") + FILE + entry("a") + entry("b")
    (found,) = assert_expected(tmp_path, tree, *RULES, "unused-parameter")
    assert found.message.endswith("write '- x:b: b'")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    tree = page("a: a", "b: b", file=" paramaters.yaml", mark="missing-parameters-file")
    found = assert_expected(tmp_path, tree + FILE + entry("a"), *RULES)
    assert found[0].location.column == 22
    assert "did you mean 'api-ref/source/parameters.yaml'?" in found[0].message


def test_a_missing_file_is_one_finding_for_all_tables(tmp_path: Path) -> None:
    second = "\n.. rest_parameters:: none.yaml\n\n   - b: b\n"
    tree = page("a: a", file=" none.yaml", mark="missing-parameters-file") + second
    found = assert_expected(tmp_path, tree, *RULES)
    assert len(found) == 1
    assert len(found[0].places) == 1


def test_a_file_outside_the_repository(tmp_path: Path) -> None:
    tree = page("a: a", file=" ../../../x.yaml", mark="missing-parameters-file")
    found = assert_expected(tmp_path / "root", tree, *RULES)
    assert "outside the repository" in found[0].message


def test_a_file_of_response_codes(tmp_path: Path) -> None:
    """Once a finding for each reason, as if it were a field, and for each row."""
    tree = page("a: a", file=" status.yaml", mark="missing-parameters-file")
    tree += "=== api-ref/source/status.yaml\n200:\n  default: Fine.\n404:\n  default: No.\n"
    (found,) = assert_expected(tmp_path, tree, *RULES, "misspelt-field", "missing-field")
    assert found.message == "'status.yaml' contains response codes; refer to a parameters file"


def test_a_table_without_a_file(tmp_path: Path) -> None:
    tree = page("a: a", file="", mark="missing-parameters-file")
    found = assert_expected(tmp_path, tree, *RULES)
    assert "has no parameters file" in found[0].message


def test_a_file_without_entries(tmp_path: Path) -> None:
    tree = page("a: a", "b: b") + FILE + "# nothing <<< empty-parameters-file\n"
    assert_expected(tmp_path, tree, *RULES)


def test_a_table_without_rows(tmp_path: Path) -> None:
    assert_expected(tmp_path, page(mark="empty-table") + FILE + entry("a"), *RULES)


def test_a_table_that_cannot_be_read_is_not_also_empty(tmp_path: Path) -> None:
    write_tree(tmp_path, page().replace("Text.", "   a: a") + FILE + entry("a"))
    found = [f.rule for f in findings(tmp_path)]
    assert "directive-syntax" in found
    assert "empty-table" not in found


def test_the_same_row_twice(tmp_path: Path) -> None:
    tree = page("a: a", "b: b", "a: a <<< duplicate-row") + FILE + entry("a") + entry("b")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 6
    assert "first in line 11" in found[0].message


def test_the_same_path_row_twice_around_an_object(tmp_path: Path) -> None:
    tree = page("id: id", "o: o", "id: id <<< duplicate-row") + FILE
    assert_expected(tmp_path, tree + entry("id", "path") + entry("o", type_="object"), *RULES)


def test_fields_of_inner_objects_may_repeat(tmp_path: Path) -> None:
    """Once a false positive: ``links`` of the server, then those of its flavor."""
    tree = page("server: server", "links: links", "flavor: flavor", "links: links") + FILE
    tree += entry("flavor", type_="object") + entry("links", type_="array")
    assert_expected(tmp_path, tree + entry("server", type_="object"), *RULES)


def test_a_field_named_like_the_object_around_it(tmp_path: Path) -> None:
    """Once a false positive: the ``host`` within the object ``host``."""
    tree = page("host: host", "host: host_name") + FILE
    assert_expected(tmp_path, tree + entry("host", type_="object") + entry("host_name"), *RULES)


def test_two_rows_of_one_name(tmp_path: Path) -> None:
    tree = page("a: a", "a: a_optional <<< conflicting-rows") + FILE
    found = assert_expected(tmp_path, tree + entry("a") + entry("a_optional"), *RULES)
    assert "with the entry 'a' in line 11 and with 'a_optional'" in found[0].message


def test_two_rows_of_one_name_with_dots(tmp_path: Path) -> None:
    """Once not reported: the second one may be in another object, but its name says in which."""
    rows = ("o: o", "o.a: a", "o.b: o", "o.a: b <<< conflicting-rows")
    tree = page(*rows) + FILE + entry("o", type_="object") + entry("a") + entry("b")
    assert_expected(tmp_path, tree, *RULES)


def test_two_rows_of_one_name_for_two_places_or_versions(tmp_path: Path) -> None:
    """Once a false positive."""
    rows = page("a: a_path", "a: a", "b: b_1", "b: b_2") + FILE
    tree = rows + entry("a_path", "path") + entry("a")
    tree += entry("b_1", more="max_version: 2.9") + entry("b_2", more="min_version: 2.10")
    assert_expected(tmp_path, tree, *RULES)
    # One of the two is enough.
    assert_expected(tmp_path, tree.replace("  min_version: 2.10\n", ""), *RULES)
    assert_expected(tmp_path, tree.replace("  max_version: 2.9\n", ""), *RULES)


@pytest.mark.parametrize(
    ("url", "mark"),
    [("/{id}/things/{id}", ""), ("/things/{id}", " <<< conflicting-rows")],
)
def test_two_rows_for_a_placeholder_that_is_twice_in_the_url(
    tmp_path: Path, url: str, mark: str
) -> None:
    """Once a false alarm: each row describes one of them."""
    tree = page("id: id_1", f"id: id_2{mark}").replace("POST /things", f"GET {url}") + FILE
    assert_expected(tmp_path, tree + entry("id_1", "path") + entry("id_2", "path"), *RULES)


def test_two_rows_of_one_name_behind_others(tmp_path: Path) -> None:
    rows = ("a: a_path", "a: a", "b: b_1", "b: b_2", "c: c", "c: c_2 <<< conflicting-rows")
    tree = page(*rows) + FILE + entry("a_path", "path") + entry("a") + entry("c") + entry("c_2")
    tree += entry("b_1", more="max_version: 2.9") + entry("b_2", more="min_version: 2.10")
    assert_expected(tmp_path, tree, *RULES)


def test_the_entry_of_another_parameter(tmp_path: Path) -> None:
    tree = page("limit: limit", "marker: limit <<< wrong-entry", "updated_at: created_at")
    tree += FILE + entry("created_at") + entry("limit") + entry("marker_1")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 14
    assert "refer to the entry 'marker_1', which no row refers to" in found[0].message


def test_an_unused_entry_of_any_suffix_fits(tmp_path: Path) -> None:
    tree = page("properties: user_id <<< wrong-entry", "user_id: user_id") + FILE
    tree += entry("properties-task") + entry("user_id")
    found = assert_expected(tmp_path, tree, *RULES, "unused-parameter")
    assert "refer to the entry 'properties-task', which no row refers to" in found[0].message


def test_a_wrong_entry_that_shares_a_weak_word(tmp_path: Path) -> None:
    tree = page("updated_at: created_at <<< wrong-entry") + FILE
    assert_expected(tmp_path, tree + entry("created_at") + entry("updated_at"), *RULES)


def test_a_wrong_entry_of_the_same_thing(tmp_path: Path) -> None:
    other = "\n.. rest_parameters:: parameters.yaml\n\n   - name: thing_name_1\n"
    tree = page("links: thing_name_1 <<< wrong-entry") + other + FILE
    found = assert_expected(tmp_path, tree + entry("thing_links") + entry("thing_name_1"), *RULES)
    assert "refer to the entry 'thing_links', which no row refers to" in found[0].message


@pytest.mark.parametrize(
    "rows", [("links: thing_name",), ("name: thing_name", "label: thing_name")]
)
def test_no_custom_tells_that_an_entry_is_another_one(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    """The key is all that there is, or there is no entry for the name that the row shows."""
    tree = page(*rows) + FILE + entry("thing_name")
    assert_expected(tmp_path, tree + (entry("thing_links") if len(rows) == 1 else ""), *RULES)


@pytest.mark.parametrize("fitting", ["size_2", "size_post", "size_gate"])
def test_the_fitting_entry_ends_like_that_of_the_row(tmp_path: Path, fitting: str) -> None:
    """Once the first one of that name; numbers mean nothing."""
    key = "color_1" if fitting == "size_2" else fitting.replace("size", "color")
    tree = page("color: color", f"size: {key} <<< wrong-entry", "size: size_1") + FILE
    names = {"color", "size_1", key, fitting} | ({"size_get"} - {fitting})
    rest = "\n.. rest_parameters:: parameters.yaml\n\n   - size: size_get\n"
    tree = tree.replace(FILE, rest + FILE)
    (found,) = assert_expected(tmp_path, tree + "".join(map(entry, sorted(names))), "wrong-entry")
    assert f"refer to the entry '{fitting}'" in found.message


def test_an_entry_whose_key_ends_like_a_suffix(tmp_path: Path) -> None:
    tree = page("minItems: readonly <<< wrong-entry") + FILE + entry("minItems")
    assert_expected(tmp_path, tree + entry("readonly"), *RULES)


def test_a_row_that_cannot_stand_there_is_reported_once(tmp_path: Path) -> None:
    """Once two findings for one defect, of which one suggested the wrong entry."""
    table = "\n.. rest_parameters:: parameters.yaml\n\n   - {}\n"
    tree = page("limit: limit", "marker: marker") + "\nResponse\n--------\n"
    tree += table.format("marker: limit <<< not-in-response") + FILE
    tree += entry("limit", "query") + entry("marker", "query")
    assert_expected(tmp_path, tree, *RULES, "not-in-response")


def test_a_row_against_the_custom_of_the_tree(tmp_path: Path) -> None:
    second = "\n.. rest_parameters:: parameters.yaml\n\n   - id: id\n   - image_id: image_id_1\n"
    third = "\n.. rest_parameters:: parameters.yaml\n\n   - id: id\n"
    tree = page("id: image_id_1 <<< wrong-entry") + second + third + FILE
    found = assert_expected(tmp_path, tree + entry("id") + entry("image_id_1"), *RULES)
    assert "refer to the entry 'id'" in found[0].message


def test_a_more_telling_entry_is_no_other_one(tmp_path: Path) -> None:
    """Once a false positive: no convention says that ``id`` must be the general entry."""
    second = "\n.. rest_parameters:: parameters.yaml\n\n   - id: id\n   - image_id: image_id\n"
    tree = page("id: image_id") + second + FILE
    assert_expected(tmp_path, tree + entry("id") + entry("image_id"), *RULES)


def test_a_fitting_entry_of_another_place_does_not_count(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = page("tenant: project_id") + FILE
    assert_expected(tmp_path, tree + entry("tenant", "query") + entry("project_id"), *RULES)


@pytest.mark.parametrize(
    ("row", "intended", "place"),
    [
        ("craeted_at: created_at", "created_at", "body"),
        ("creaated_at: created_at_1", "created_at", "body"),
        ("membr_of: thing_member_of", "member_of", "query"),
        ("nmae: thing_name_query", "name", "query"),
        ("X-Thing-Nmae: x-thing-name", "X-Thing-Name", "header"),
        ("server.nmae: server_name", "server.name", "body"),
        ("X_Thing_Name: X-Thing-Name_2", "X-Thing-Name", "header"),
    ],
)
def test_a_name_that_is_one_typo_away_from_its_key(
    tmp_path: Path, row: str, intended: str, place: str
) -> None:
    tree = page(f"{row} <<< misspelt-row-name") + FILE + entry(row.partition(": ")[2], place)
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert f"write '{intended}'" in found.message
    assert found.location.column == 6


@pytest.mark.parametrize(
    ("row", "place"), [("X_Thing: X-Thing", "body"), ("thing_name: x-thing-name", "header")]
)
def test_underscores_that_are_right(tmp_path: Path, row: str, place: str) -> None:
    tree = page(row) + FILE + entry(row.partition(": ")[2], place)
    assert_expected(tmp_path, tree, "misspelt-row-name")


def rows_of_one_entry(name: str, usual: str, count: int, place: str) -> str:
    """A row of an entry, and as many operations with a row of it with another name."""
    table = f".. rest_parameters:: parameters.yaml\n\n   - {usual}: trace_code\n\n"
    operation = f"\n\n.. rest_method:: GET /{{0}}\n\n{table}"
    others = "".join(f"{word}\n======{operation.format(word)}" for word in OTHERS[:count])
    return page(f"{name}: trace_code") + others + FILE + entry("trace_code", place)


OTHERS = ("First", "Second", "Third", "Fourth")


@pytest.mark.parametrize(
    ("name", "usual", "place"),
    [
        ("X-Acme-Taril", "X-Acme-Trail", "header"),
        ("X-Acne-Trail", "X-Acme-Trail", "header"),
        ("X-Acme-Trai", "X-Acme-Trail", "header"),
        ("sirt_key", "sort_key", "query"),
        ("startingMarkr", "startingMarker", "body"),
    ],
)
def test_a_name_unlike_that_of_the_other_rows(
    tmp_path: Path, name: str, usual: str, place: str
) -> None:
    tree = rows_of_one_entry(name, usual, 3, place).replace(
        f"{name}: trace_code\n", f"{name}: trace_code <<< misspelt-row-name\n"
    )
    (found,) = assert_expected(tmp_path, tree, "misspelt-row-name")
    assert f"write '{usual}'" in found.message


@pytest.mark.parametrize(
    ("name", "count", "place"),
    [
        # The others may be wrong.
        ("X-Acme-Taril", 2, "header"),
        # Plural, case, another word, another number, a further word.
        ("X-Acme-Trails", 4, "header"),
        ("x-acme-trail", 4, "header"),
        ("X-Acme-Token", 4, "header"),
        ("X-Acme2-Trail", 4, "header"),
        ("X-Acme-Trail-Id", 4, "header"),
        # Left to the rules about URLs.
        ("X-Acme-Taril", 4, "path"),
    ],
)
def test_a_name_that_may_differ_from_those_of_other_rows(
    tmp_path: Path, name: str, count: int, place: str
) -> None:
    tree = rows_of_one_entry(name, "X-Acme-Trail", count, place)
    assert_expected(tmp_path, tree, "misspelt-row-name")


def test_a_misspelt_name_in_several_tables_is_one_finding(tmp_path: Path) -> None:
    one = page("nmae: name <<< misspelt-row-name")
    other = page("nmae: name").partition("things.inc\n")[2].replace("=== ", "")
    (found,) = assert_expected(tmp_path, f"{one}\n{other}{FILE}{entry('name')}", *RULES)
    assert len(found.places) == 1


@pytest.mark.parametrize(
    ("row", "more"),
    [
        # The word is one of the reference's own.
        ("form: from", entry("form_2")),
        ("volume: volumes", ""),
        ("ids: id_2", ""),
        ("abc_id: adc_ids", ""),
        ("vol_size: volume_size", ""),
        # Two words differ: another name.
        ("sender_nmae: sendr_name", ""),
    ],
)
def test_names_that_are_not_typos(tmp_path: Path, row: str, more: str) -> None:
    tree = page(row) + FILE + entry(row.partition(": ")[2]) + more
    assert_expected(tmp_path, tree, "misspelt-row-name")


def test_a_name_that_a_sample_has_is_not_a_typo(tmp_path: Path) -> None:
    text = page("attachement: attachment").replace(
        "Text.", ".. literalinclude:: thing.json\n   :language: json"
    )
    sample = '=== api-ref/source/thing.json\n{"attachement": 1}\n'
    assert_expected(tmp_path, text + FILE + entry("attachment") + sample, "misspelt-row-name")


@pytest.mark.parametrize("name", ["sort-key", "sortKey", "sort_keys", "key", "sort_key_2"])
def test_query_parameters_may_differ_in_form(tmp_path: Path, name: str) -> None:
    """Once a false positive."""
    assert_expected(tmp_path, page(f"{name}: sort_key") + FILE + entry("sort_key", "query"), *RULES)


def test_a_key_that_leaves_a_word_out(tmp_path: Path) -> None:
    """Once a false positive."""
    tree = page("X-Remove-Account-Meta-name: X-Remove-Account-name") + FILE
    assert_expected(tmp_path, tree + entry("X-Remove-Account-name", "header"), *RULES)


NESTED = ("wholes: wholes", "parts: parts", "id: part_id", "url: url")
ENTRIES = (
    entry("wholes", type_="array")
    + entry("parts", type_="array")
    + entry("part_id")
    + entry("whole_id")
    + entry("part_id_optional")
    + entry("url")
)


def test_the_outer_object_goes_on_behind_the_inner_one(tmp_path: Path) -> None:
    """Once a false positive."""
    assert_expected(tmp_path, page(*NESTED, "id: whole_id") + FILE + ENTRIES, *RULES)


@pytest.mark.parametrize(
    ("rows", "again"),
    [(NESTED, "part_id_optional"), (("wholes: wholes", "id: part_id"), "whole_id")],
)
def test_a_row_twice_behind_an_inner_object(
    tmp_path: Path, rows: tuple[str, ...], again: str
) -> None:
    tree = page(*rows, f"id: {again} <<< conflicting-rows") + FILE + ENTRIES
    assert_expected(tmp_path, tree, *RULES)


def _described(key: str, description: str) -> str:
    return f"{key}:\n  in: body\n  type: string\n  required: true\n  description: {description}\n"


@pytest.mark.parametrize(
    ("row", "description"),
    [
        ("zone: thing_az", "The zone of the thing."),
        ("availability_zone: thing_az", "The availability zone."),
        ("owner_id: user_id", "The UUID of the user."),
        ("address: floating_ip", "The floating IP address."),
    ],
)
def test_an_entry_that_describes_what_the_row_shows(
    tmp_path: Path, row: str, description: str
) -> None:
    """Once a false alarm: an entry of its own for the operation."""
    name, _, key = row.partition(": ")
    tree = page(row) + "=== api-ref/source/parameters.yaml\n"
    tree += _described(f"{name}_body", "It.") + _described(key, description)
    assert_expected(tmp_path, tree, "wrong-entry")


def test_the_entry_of_another_field_while_the_own_one_lies_unused(tmp_path: Path) -> None:
    tree = page("model_uuid: model_name <<< wrong-entry")
    tree += "=== api-ref/source/parameters.yaml\n"
    tree += _described("model_name", "The name of the model.")
    tree += _described("model_uuid", "The UUID of the model.")
    assert_expected(tmp_path, tree, "wrong-entry", "unused-parameter")


@pytest.mark.parametrize(("second", "mark"), [("Request", " <<< duplicate-row"), ("Response", "")])
def test_a_table_that_stands_twice(tmp_path: Path, second: str, mark: str) -> None:
    text = f"{INDEX}=== api-ref/source/things.inc\nThings\n======\n\n"
    text += ".. rest_method:: PUT /things\n\nRequest\n-------\n\n"
    table = ".. rest_parameters:: parameters.yaml{}\n\n   - a: a\n\n"
    title = "" if second == "Request" else f"{second}\n--------\n\n"
    text += table.format("") + title + table.format(mark)
    assert_expected(tmp_path, text + FILE + entry("a"), "duplicate-row")


@pytest.mark.parametrize(
    ("program", "text", "mark"),
    [
        ("conf.py", "make('made.yaml')", ""),
        ("making.py", "make('v2/made.yaml')", ""),
        ("making.py", "make('other.yaml')", "missing-parameters-file"),
        ("tools/making.py", "make('made.yaml')", "missing-parameters-file"),
    ],
)
def test_a_file_that_the_build_makes(tmp_path: Path, program: str, text: str, mark: str) -> None:
    """Once a false positive."""
    tree = page("a: a", file=" made.yaml", mark=mark)
    assert_expected(tmp_path, f"{tree}=== api-ref/source/{program}\n{text}\n", *RULES)


def test_a_row_of_an_entry_that_describes_something_else(tmp_path: Path) -> None:
    """Once only the unused entry was reported."""
    rows = "made: made"
    tree = page(rows).replace("Things\n======", "Boats\n=====").replace("/things", "/boats")
    for name, mark in (("car", " <<< wrong-entry"), ("bus", "")):
        table = page(rows).partition("======\n")[2].replace("/things", f"/{name}")
        tree += f"{name}\n====\n{table}".replace(rows, rows + mark)
    texts = {"made": "When the boat was built.", "made_1": "When the car was built."}
    tree += FILE + "".join(entry(key).replace("It.", text) for key, text in texts.items())
    (found,) = assert_expected(tmp_path, tree, "wrong-entry", "unused-parameter")
    assert "('boat'); refer to the entry 'made_1', which no row refers to" in found.message


def test_the_entry_of_another_resource_in_all_rows(tmp_path: Path) -> None:
    """One finding, though the names of the rows differ; once "remove" the unused entry."""
    text = f"{INDEX}=== api-ref/source/things.inc\n.. -*- rst -*-\n"
    for url, row in (
        ("/boats", "boats.id: boat_id"),
        ("/cars", "cars.id: boat_id <<< wrong-entry"),
        ("/cars/{car}", "car.id: boat_id"),
    ):
        text += f"\n{url} list\n{'=' * 20}\n\n.. rest_method:: GET {url}\n\nResponse\n--------\n"
        text += f"\n.. rest_parameters:: parameters.yaml\n\n   - {row}\n"
    text += FILE + entry("boat_id") + entry("car_id")
    (found,) = assert_expected(tmp_path, text, "wrong-entry", "unused-parameter")
    assert "refer to the entry 'car_id', which no row refers to" in found.message
    assert len(found.places) == 1


@pytest.mark.parametrize(("role", "mark"), [("response", ""), ("request", " <<< wrong-entry")])
def test_an_entry_that_speaks_of_the_role_of_its_row(tmp_path: Path, role: str, mark: str) -> None:
    """Once the entry of requests for a row of a response, as only that one has its name."""
    tree = page("x-api-version: header_version" + mark).replace("Request\n-", f"{role}\n-")
    tree += FILE + entry("header_version", "header").replace("It.", "Sent with this response.")
    tree += entry("x-api-version", "header").replace("It.", "What a request should send.")
    assert_expected(tmp_path, tree, "wrong-entry")


def test_the_entry_of_other_rows_of_the_page_is_meant_before_an_unused_one(tmp_path: Path) -> None:
    """Once advice to use a stray entry, which has the name of the row as its key."""
    tree = page("colour: colour_1", "size: size_path", "size: colour_1 <<< wrong-entry") + FILE
    tree += entry("colour_1") + entry("size_path") + entry("size")
    (found,) = assert_expected(tmp_path, tree, "wrong-entry")
    assert found.message.endswith("refer to the entry 'size_path'")


@pytest.mark.parametrize(("other", "mark"), [("box_lid", ""), ("lid", " <<< wrong-entry")])
def test_an_entry_that_only_rows_of_one_name_have(tmp_path: Path, other: str, mark: str) -> None:
    """Once wrong, as its description has only one of the words of the name."""
    tree = page(f"box_lid: top_cover{mark}") + FILE
    tree = tree.replace(
        FILE, f"\n.. rest_parameters:: parameters.yaml\n\n   - {other}: top_cover\n{FILE}"
    )
    tree += entry("top_cover").replace("It.", "The lid.") + entry("box_lid")
    assert_expected(tmp_path, tree, "wrong-entry")
