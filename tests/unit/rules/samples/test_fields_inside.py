"""Fields of inner objects, objects without a row, and rows of another name."""

# Tiny inputs read best on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.samples.field_trees import ALL_OPTIONAL, RULES, check, two
from tests.unit.rules.things import things

INNER = "id: id\nname: name\nsize: size"


def test_a_field_in_an_object_that_has_no_row_itself(tmp_path: Path) -> None:
    check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "name": "b",\n    "owner": 1 <<< sample-field-undocumented\n  }\n}',
        INNER,
    )


def test_a_misspelled_field_in_a_list_that_has_no_row_itself(tmp_path: Path) -> None:
    check(
        tmp_path,
        '{\n  "things": [\n    {"id": "a",\n     "nmae": "b"} <<< sample-field-misspelt\n  ]\n}',
        INNER,
    )


def test_an_object_whose_only_documented_member_is_one_of_the_object_around_it(
    tmp_path: Path,
) -> None:
    check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "parts": [ <<< sample-field-undocumented\n      {"id": "b", "weight": 1}\n    ]\n  }\n}',
        INNER,
    )


@pytest.mark.parametrize(
    ("sample", "rows"),
    [
        # The outermost object may be left out of the table.
        ('{"thing": {"id": "a", "name": "b"}}', INNER),
        ('{"things": []}', INNER),
        ('{"things": [], "id": "a"}', INNER),
        # Users may choose the names of the outer object.
        ('{"cpu": {"id": "a", "name": "b"}, "disk": {"id": "b"}, "gpu": {}}', INNER),
        ('{"cpu": {"quick": 1}, "disk": {"quick": 2}}', "id: id"),
        # And those of an object of which hardly anything is documented.
        ('{"thing": {"mine": {"a": 1}, "yours": {"a": 1}}}', "thing: thing"),
    ],
)
def test_objects_that_need_no_row(tmp_path: Path, sample: str, rows: str) -> None:
    check(tmp_path, sample, rows, ALL_OPTIONAL)


def test_an_action_without_a_row(tmp_path: Path) -> None:
    check(tmp_path, '{\n  "reset": {} <<< sample-field-undocumented\n}', INNER, ALL_OPTIONAL)


def test_fields_that_lack_a_row_for_one_reason_are_one_finding(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{"thing": {"id": "a",\n"name": "b",\n"size": 1,\n"name_fast": "c", <<< sample-field-undocumented\n"size_fast": 2}}',
    )
    assert "(nor for 'size_fast')" in found.message


def test_an_object_whose_members_dotted_rows_document(tmp_path: Path) -> None:
    check(
        tmp_path, '{"thing": {"id": "a", "part": {"id": "b"}}}', "thing: thing\nid: id\npart.id: id"
    )


def test_a_body_of_which_the_table_has_nothing(tmp_path: Path) -> None:
    text = things(
        "Location: location",
        "location: string optional Where it is.",
        '{"thing": {"id": "a"}} <<< sample-field-undocumented',
    )
    assert_expected(tmp_path, text.replace("in: body", "in: header"), *RULES)


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("The response body is any JSON, whose shape depends on the driver.", ""),
        ("The body contains a dictionary of properties with their descriptions.", ""),
        ("The body maps the UUID of each thing to its kind.", ""),
        ("The request body is any JSON.", " <<< sample-field-undocumented"),
        ("The body is the thing. Any thing will do.", " <<< sample-field-undocumented"),
    ],
)
def test_a_body_that_the_text_leaves_open(tmp_path: Path, said: str, mark: str) -> None:
    """Once a false alarm: there is nothing that a table could list."""
    text = things("Location: location", "location: string optional Where.", '{"one": ["a"]}' + mark)
    text = text.replace("in: body", "in: header").replace("Shows a thing.", said)
    assert_expected(tmp_path, text, *RULES)


def test_a_sample_that_shares_one_common_name_with_the_table(tmp_path: Path) -> None:
    """Once a finding for each of its fields: the rows are those of another operation."""
    text = things(
        "\n".join(f"{name}: {name}" for name in ("name", "owner", "shared", "zone", "flavor")),
        "\n".join(
            f"{name}: string optional The {name}."
            for name in ("name", "owner", "shared", "zone", "flavor")
        ),
        '{"things": [{"name": "a", "weight": 1, "color": "b", "self": "/c", "parts": []}]}',
    )
    # Its outermost member has the name of the resource, so that it is the right sample.
    text = text.replace("parameters.yaml\n", "parameters.yaml <<< sample-foreign\n", 1)
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.message.endswith("it is the sample of this operation, so correct the rows")


@pytest.mark.parametrize("rows", ["thing: thing\nid: id", "id: id"])
@pytest.mark.parametrize("value", ['{"code": 1, "text": "a"}', '["a"]', '[{"code": 1}]'])
def test_an_object_or_list_of_no_row(tmp_path: Path, rows: str, value: str) -> None:
    """Also if the enclosing object has no row, as in many references."""
    sample = (
        '{\n  "thing": {\n    "id": "a",\n'
        f'    "fault": {value} <<< sample-field-undocumented\n  }}\n}}'
    )
    (found,) = check(tmp_path, sample, rows)
    assert found.subject == "thing.fault"


def test_an_inner_object_with_a_name_that_the_outer_one_has(tmp_path: Path) -> None:
    sample = (
        '{\n  "thing": {\n    "id": "a",\n'
        '    "parts": [{"id": "b"}] <<< sample-field-undocumented\n  }\n}'
    )
    check(tmp_path, sample, "thing: thing\nid: id")


def test_a_sample_with_one_common_name_is_foreign(tmp_path: Path) -> None:
    parameters = "\n".join(
        f"{name}: string optional x." for name in ("namespace", "owner", "hidden", "kind", "id")
    )
    sample = '{"routers": [{"id": "a", "gateway": 1, "routes": [], "mtu": 1, "address": "b"}]}'
    rows = "namespace: namespace\nowner: owner\nhidden: hidden\nkind: kind\nid: id"
    text = things(rows, parameters, sample)
    text = text.replace("thing.json\n   :language", "thing.json <<< sample-foreign\n   :language")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("rows", "sample"),
    [
        # The key of the row is neither of the names.
        ("atachment: one <<< misnamed-row\nid: id", '{"attachment": {"id": "a"}}'),
        # The key of the row has it.
        ("thing: thing\nis-up: is_up <<< misnamed-row", '{"thing": {"is_up": "a"}}'),
        # The object around a sample is seldom misspelled.
        ("thinng: one <<< misnamed-row\nid: id", '{"thing": {"id": "a"}}'),
        # The row's entry is of another type than what the sample shows.
        ("thing: thing <<< misnamed-row\nid: id", '{"things": [{"id": "a"}]}'),
    ],
)
def test_a_row_with_another_name_than_the_sample(tmp_path: Path, rows: str, sample: str) -> None:
    """Was reported at the sample, although the row is wrong."""
    parameters = """\
thing: object required A thing.
one: object required A thing.
attachment: object required An attachment.
is_up: string required Whether it is up.
id: string required The UUID.
"""
    (found,) = check(tmp_path, sample, rows, parameters)
    assert found.places


def test_a_row_with_another_name_than_several_samples(tmp_path: Path) -> None:
    sample = '{"act": {"speed_limit": 1}}'
    rows = "   - speedlimit: speed_1 <<< misnamed-row\n"
    text = two(sample, sample, rows).replace("\nspeed:", "\nspeed_1:")
    assert_expected(tmp_path, text, *RULES)


def test_a_misspelled_field_whose_name_the_reference_has_elsewhere(tmp_path: Path) -> None:
    rows = "   - speed_limit: speed_1\n\nResponse\n--------\n\n.. rest_parameters:: parameters.yaml\n\n   - speed_limit: speed_1\n\n"
    sample = '{"act": {"speedlimit": 1}}'
    text = two(f"{sample} <<< sample-field-misspelt", sample, rows)
    text = text.replace("\nspeed:", "\nspeed_1:")
    text = text.replace(
        ".. literalinclude:: one.json",
        "Request Example\n---------------\n\n.. literalinclude:: one.json",
    )
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    "row", ["name_{kind}", "name_${kind}", "name_<kind>", "{kind}_name", "a_{kind}_name"]
)
def test_a_name_that_users_complete(tmp_path: Path, row: str) -> None:
    """The other rows of its table are not placeholders, and count as usual."""
    shown = row.replace("${kind}", "fast").replace("{kind}", "fast").replace("<kind>", "fast")
    check(
        tmp_path,
        f'{{"thing": {{"id": "a", "{shown}": "b",\n"owner": 1}}}} <<< sample-field-undocumented',
        f'thing: thing\nid: id\n"{row}": name',
    )


def test_a_table_of_names_that_are_all_the_users(tmp_path: Path) -> None:
    check(tmp_path, '{"thing": {"id": "a", "owner": 1}}', 'thing: thing\nid: id\n"{any}": name')


INNER_OBJECTS = """\
things: array optional Things.
policies: array optional Policies.
l7rules: array optional Rules.
id: string optional The UUID.
name: string optional The name.
"""


@pytest.mark.parametrize(
    ("inner", "mark"),
    [
        ('"rules": [{"id": "c"}]', " <<< sample-field-misspelt"),
        # Nothing in it has a row; its name differs; it is not a list.
        ('"rules": [{"size": 1}]', ""),
        ('"parts": [{"id": "c"}]', ""),
        ('"rules": {"id": "c"}', ""),
        ('"l7rules": [{"id": "c"}], "rules": [{"id": "c"}]', ""),
    ],
)
def test_an_inner_object_under_another_name(tmp_path: Path, inner: str, mark: str) -> None:
    check(
        tmp_path,
        f'{{"things": [{{"id": "a", "name": "b", "policies": [{{"id": "b", {inner}}}]}}]}}{mark}',
        "things: things\nid: id\nname: name\npolicies: policies\nl7rules: l7rules",
        INNER_OBJECTS,
    )


def test_a_field_of_which_only_another_object_has_a_row(tmp_path: Path) -> None:
    """Once a crash: the name of the row is that of the field, and not the start of it."""
    check(
        tmp_path,
        '{"thing": {"name": "a",\n"id": "b", <<< sample-field-undocumented\n"part": {"id": "c"}}}',
        "thing: thing\nname: name\npart: thing\npart.id: id",
    )


UUID = "5b0c3c3c-8d0a-4f3c-9d2e-0f6f3a6c1b7e"


@pytest.mark.parametrize(
    "members",
    [
        '"id": "a", "name": "b"',
        '"id": "a",\n"nmae": "b"  <<< sample-field-misspelt\n',
        '"id": "a", "name": "b",\n"colour": "c"  <<< sample-field-undocumented\n',
        '"id": "a", "Name": "b"  <<< sample-field-misspelt\n',
        '"name": "b"  <<< sample-field-missing',
    ],
)
def test_objects_by_identifiers(tmp_path: Path, members: str) -> None:
    """Once passed over: their keys have no rows."""
    check(tmp_path, f'{{"thing": {{"{UUID}":\n{{{members}}}}}}}')


def test_a_row_for_the_keys_of_a_map(tmp_path: Path) -> None:
    rows = "thing: thing\nthing_id: id\nname: name"
    check(tmp_path, f'{{"thing": {{"{UUID}": {{"name": "a"}}}}}}', rows)
    check(tmp_path, f'{{"thing": {{"{UUID}": ["a"]}}}}', "thing: thing\nthing_id: id")
