"""Rules of ``apiref.rules.sample_fields``."""

# Hostile and tiny inputs read best on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.finding import Finding
from tests.rules.things import things
from tests.trees import assert_expected

RULES = (
    "sample-field-undocumented",
    "sample-field-misspelt",
    "misnamed-row",
    "sample-field-missing",
    "sample-field-perhaps-missing",
    "sample-foreign",
    "enclosing-object-undocumented",
)
ROWS = "thing: thing\nid: id\nname: name\nsize: size"
PARAMETERS = """\
thing: object required A thing.
id: string required The UUID of the thing.
name: string optional The name.
size: integer optional The size, or ``null``.
"""

ALL_OPTIONAL = PARAMETERS.replace("required", "optional")


def check(
    tmp_path: Path, sample: str, rows: str = ROWS, parameters: str = PARAMETERS
) -> list[Finding]:
    return assert_expected(tmp_path, things(rows, parameters, sample), *RULES)


@pytest.mark.parametrize(
    "sample",
    [
        '{"thing": {"id": "a", "name": "b", "size": 1}}',
        '{"thing": {"id": "a"}}',
        '{"thing": {"id": "a", "size": null}}',
    ],
)
def test_what_the_table_says_is_silent(tmp_path: Path, sample: str) -> None:
    check(tmp_path, sample)


def test_a_field_of_no_row(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "name": "b",\n    "owner": 1 <<< sample-field-undocumented\n  }\n}',
    )
    assert (found.location.column, found.subject) == (5, "thing.owner")
    assert found.operation == "GET /things/{id}"


def test_a_misspelt_field_is_not_also_missing(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "nmae": "b", <<< sample-field-misspelt\n    "size": 1\n  }\n}',
    )
    assert "'name'" in found.message


def test_a_missing_field_is_told_at_its_object(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{\n  "thing": { <<< sample-field-missing\n    "name": "b",\n    "size": 1\n  }\n}',
    )
    assert (found.location.column, found.subject) == (12, "id")


def test_a_foreign_sample_is_one_finding(tmp_path: Path) -> None:
    text = things(ROWS, PARAMETERS, '{"router": {"routes": [], "gateway": 1}}')
    text = text.replace("thing.json\n   :language", "thing.json <<< sample-foreign\n   :language")
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert found.subject == "thing.json"


@pytest.mark.parametrize("sample", ["null", "5"])
def test_a_sample_without_any_member_is_foreign(tmp_path: Path, sample: str) -> None:
    text = things("name: name", "name: string required The name.", sample)
    text = text.replace("thing.json\n   :language", "thing.json <<< sample-foreign\n   :language")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("rows", "parameters", "sample"),
    [
        # A body that is a plain string.
        ("name: name", "name: string required The name.", '"a"'),
        # Members that the description of the row around them names.
        (
            "thing: thing",
            "thing: object required A thing, with ``id`` and ``name``.",
            '{"thing": {"id": "a", "name": "b"}}',
        ),
        # Dotted rows.
        (
            "thing: thing\nthing.id: id",
            "thing: object required A thing.\nid: string required Its UUID.",
            '{"thing": {"id": "a"}}',
        ),
        # Keys that users choose.
        (
            "id: id\nmetadata: metadata",
            "id: string required x.\nmetadata: object required Key and value pairs.",
            '{"id": "a", "metadata": {"mine": "b"}}',
        ),
        # A templated name.
        (
            "thing: thing\n'{name}': name",
            "thing: object required A thing.\nname: string required x.",
            '{"thing": {"anything": "b"}}',
        ),
        # An empty list says nothing about its items.
        (
            "things: things\nid: id",
            "things: array required Things.\nid: string required x.",
            '{"things": []}',
        ),
        # An absent optional object takes its fields along.
        (
            "id: id\nthing: thing\nname: name",
            "id: string required x.\nthing: object optional A thing.\nname: string required x.",
            '{"id": "a"}',
        ),
    ],
)
def test_once_a_false_alarm(tmp_path: Path, rows: str, parameters: str, sample: str) -> None:
    check(tmp_path, sample, rows, parameters)


def test_an_optional_field_without_example(tmp_path: Path) -> None:
    text = things(ROWS, PARAMETERS, '{"thing": {"id": "a", "name": "b"}}')
    text = text.replace("- size: size", "- size: size <<< field-without-example")
    assert_expected(tmp_path, text, "field-without-example")


def test_a_slip_in_the_row_of_a_required_field(tmp_path: Path) -> None:
    """It is told once, at the row: the key of its entry tells which of the two names is right."""
    text = things(
        "revert: revert\nsanpshot_id: snapshot_id <<< misspelt-row-name",
        "revert: object required A thing.\nsnapshot_id: string required The UUID.",
        '{\n    "revert": {\n        "snapshot_id": "a"\n    }\n}',
    )
    assert_expected(tmp_path, text, *RULES, "misspelt-row-name")


@pytest.mark.parametrize(
    "row", ["serv-ids: server_id", "srv_id: server_id", "server-id: server_id"]
)
def test_a_row_whose_key_has_the_name_of_the_sample(tmp_path: Path, row: str) -> None:
    """The row is to be mended, as the key and the sample agree."""
    text = things(
        f"name: name\n{row} <<< misnamed-row",
        "name: string required The name.\nserver_id: string required The UUID.",
        '{\n    "name": "b",\n    "server_id": "a"\n}',
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "write 'server_id'" in found.message
    assert [place.path for place in found.places] == ["api-ref/source/thing.json"]


def test_a_slip_in_the_row_and_its_entry(tmp_path: Path) -> None:
    text = things(
        "revert: revert\nsanpshot_id: sanpshot_id",
        "revert: object required A thing.\nsanpshot_id: string required The UUID.",
        '{\n    "revert": {\n        "snapshot_id": "a" <<< sample-field-misspelt\n    }\n}',
    )
    (found,) = assert_expected(tmp_path, text, *RULES, "misspelt-row-name")
    assert [place.path for place in found.places] == ["api-ref/source/things.inc"]


def test_a_misspelt_name_is_told_where_the_others_disagree(tmp_path: Path) -> None:
    """The key of the entry sides with the sample, or with the row; and that is all of it."""
    parameters = "state-thing: string optional The state.\nname: string required The name."
    text = things(
        "staet: state-thing <<< misspelt-row-name\nname: name",
        parameters,
        '{\n  "name": "a",\n  "state": "up"\n}',
    )
    assert_expected(tmp_path, text, *RULES, "misspelt-row-name", "field-without-example")
    text = things(
        "state: state-thing\nname: name",
        parameters,
        '{\n  "name": "a",\n  "staet": "up" <<< sample-field-misspelt\n}',
    )
    assert_expected(tmp_path, text, *RULES, "misspelt-row-name", "field-without-example")


def test_a_list_whose_row_describes_its_items_was_once_a_false_alarm(tmp_path: Path) -> None:
    tree = """\
=== api-ref/source/index.rst
List
====

.. rest_method:: GET /things

Response
--------

.. rest_parameters:: parameters.yaml

   - locations: locations

.. literalinclude:: things.json
   :language: json
=== api-ref/source/parameters.yaml
locations:
  description: |
    A list of objects, each with a ``url`` key.
  in: body
  required: false
  type: array
=== api-ref/source/things.json
[{"url": "file:///a"}]
"""
    assert_expected(tmp_path, tree, "sample-field-undocumented", "sample-foreign")


TWO = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
=== api-ref/source/things.inc
{before}Act
===

.. rest_method:: POST /act

{text}

Request
-------

.. rest_parameters:: parameters.yaml

   - act: act
{rows}
.. literalinclude:: one.json
   :language: json

.. literalinclude:: two.json
   :language: json
=== api-ref/source/parameters.yaml
act: {{in: body, type: object, required: true, description: "{description}"}}
stop: {{in: body, type: none, required: true, description: Stops it.}}
speed: {{in: body, type: integer, required: true, description: How fast.}}
"""


def two(one: str, other: str, rows: str = "", **parts: str) -> str:
    """An operation with two samples of its request."""
    parts = {"before": "", "text": "It.", "description": "Acts.", "rows": rows, **parts}
    text = TWO.format(**parts)
    return f"{text}=== api-ref/source/one.json\n{one}\n=== api-ref/source/two.json\n{other}\n"


def test_actions_that_exclude_each_other(tmp_path: Path) -> None:
    """Once a false alarm: each sample shows one of the members."""
    text = two('{"act": {"speed": 1}}', '{"stop": null}', "   - speed: speed\n   - stop: stop\n")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize("link", ["`Fields`_", "the :ref:`fields <all-fields>`"])
@pytest.mark.parametrize("place", ["text", "description"])
def test_fields_of_a_linked_section(tmp_path: Path, link: str, place: str) -> None:
    """Once a false alarm."""
    sample = '{"act": {"speed": 1}}'
    before = (
        ".. _all-fields:\n\nFields\n======\n\n.. rest_parameters:: parameters.yaml\n\n"
        "   - speed: speed\n\n"
    )
    text = two(sample, sample, before=before, **{place: f"See {link}."})
    assert_expected(tmp_path, text, *RULES)


def test_fields_of_a_section_without_a_link(tmp_path: Path) -> None:
    before = "Fields\n======\n\n.. rest_parameters:: parameters.yaml\n\n   - speed: speed\n\n"
    sample = '{"act": {}, "speed": 1} <<< sample-field-undocumented'
    assert_expected(tmp_path, two(sample, '{"act": {}}', before=before), *RULES)


def test_the_sample_of_an_error(tmp_path: Path) -> None:
    """Once a false alarm."""
    sample = '{"act": {}}'
    text = two(sample, '{"code": 404, "title": "Not found"}')
    text = text.replace(".. literalinclude:: two", "**Error**\n\n.. literalinclude:: two")
    assert_expected(tmp_path, text, *RULES)


def test_an_id_that_is_a_name_in_the_sample(tmp_path: Path) -> None:
    """Once a false alarm: the row ``id`` documents the name of the member."""
    check(
        tmp_path,
        '{"73d5f9f3-23e9-4b45-909a-e8a1db4cf24c": {"name": "a"}}',
        "id: id\nname: name",
    )


INNER = "id: id\nname: name\nsize: size"


def test_a_field_in_an_object_that_has_no_row_itself(tmp_path: Path) -> None:
    check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "name": "b",\n    "owner": 1 <<< sample-field-undocumented\n  }\n}',
        INNER,
    )


def test_a_misspelt_field_in_a_list_that_has_no_row_itself(tmp_path: Path) -> None:
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
        # What encloses all may be left out of the table.
        ('{"thing": {"id": "a", "name": "b"}}', INNER),
        ('{"things": []}', INNER),
        ('{"things": [], "id": "a"}', INNER),
        # The names of the outer object may be the users'.
        ('{"cpu": {"id": "a", "name": "b"}, "disk": {"id": "b"}, "gpu": {}}', INNER),
        ('{"cpu": {"quick": 1}, "disk": {"quick": 2}}', "id: id"),
        # As may those of an object of which hardly anything is documented.
        ('{"thing": {"mine": {"a": 1}, "yours": {"a": 1}}}', "thing: thing"),
    ],
)
def test_objects_that_need_no_row(tmp_path: Path, sample: str, rows: str) -> None:
    check(tmp_path, sample, rows, ALL_OPTIONAL)


def test_an_action_that_no_row_tells(tmp_path: Path) -> None:
    check(tmp_path, '{\n  "reset": {} <<< sample-field-undocumented\n}', INNER, ALL_OPTIONAL)


def test_fields_that_lack_a_row_for_one_reason_are_one_finding(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{"thing": {"id": "a",\n"name": "b",\n"size": 1,\n"name_fast": "c", <<< sample-field-undocumented\n"size_fast": 2}}',
    )
    assert "(and 'size_fast' likewise)" in found.message


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
    text = text.replace("thing.json\n   :language", "thing.json <<< sample-foreign\n   :language")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize("rows", ["thing: thing\nid: id", "id: id"])
@pytest.mark.parametrize("value", ['{"code": 1, "text": "a"}', '["a"]', '[{"code": 1}]'])
def test_an_object_or_list_of_no_row(tmp_path: Path, rows: str, value: str) -> None:
    """Also where the enclosing object has no row, as is the style of many references."""
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
        # The key of the row is no name of either.
        ("atachment: one <<< misnamed-row\nid: id", '{"attachment": {"id": "a"}}'),
        # The key of the row has it.
        ("thing: thing\nis-up: is_up <<< misnamed-row", '{"thing": {"is_up": "a"}}'),
        # What encloses a sample is seldom misspelt.
        ("thinng: one <<< misnamed-row\nid: id", '{"thing": {"id": "a"}}'),
        # The row's entry is of another type than what the sample shows.
        ("thing: thing <<< misnamed-row\nid: id", '{"things": [{"id": "a"}]}'),
    ],
)
def test_a_row_with_another_name_than_the_sample(tmp_path: Path, rows: str, sample: str) -> None:
    """Once told at the sample, although the mend belongs to the row."""
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


def test_a_misspelt_field_whose_name_the_reference_has_elsewhere(tmp_path: Path) -> None:
    rows = "   - speed_limit: speed_1\n\nResponse\n--------\n\n.. rest_parameters:: parameters.yaml\n\n   - speed_limit: speed_1\n\n"
    sample = '{"act": {"speedlimit": 1}}'
    text = two(f"{sample} <<< sample-field-misspelt", sample, rows)
    text = text.replace("\nspeed:", "\nspeed_1:")
    text = text.replace(
        ".. literalinclude:: one.json",
        "Request Example\n---------------\n\n.. literalinclude:: one.json",
    )
    assert_expected(tmp_path, text, *RULES)


OTHER = """\
Other
=====

.. rest_method:: GET /others

Response
--------

.. rest_parameters:: parameters.yaml

{rows}
.. literalinclude:: other.json
   :language: json

"""


@pytest.mark.parametrize(
    ("kind", "sample", "told"),
    [
        ("object", '{"thing": {"id": "a"}}', True),
        # The list of such objects.
        ("array", '{"things": [{"id": "a"}]}', True),
        # A number of them, or a list further in: once false alarms.
        ("integer", '{"thing": 1}', False),
        ("array", '{"parts": [{"thing": [{"id": "a"}]}]}', False),
    ],
)
def test_an_object_around_all_that_only_other_tables_have(
    tmp_path: Path, kind: str, sample: str, told: bool
) -> None:
    name = "things" if "things" in sample else "thing"
    rows = f"   - {name}: {name}\n   - id: id\n" + (
        "   - parts: parts\n" if "parts" in sample else ""
    )
    text = things(
        "id: id",
        f"{name}: {kind} optional It.\nid: string optional The UUID.\nparts: array optional Them.",
        '{"thing": {"id": "a"}}',
    )
    mark = " <<< enclosing-object-undocumented" if told else ""
    text = text.replace(
        ".. rest_parameters:: parameters.yaml", f".. rest_parameters:: parameters.yaml{mark}"
    )
    text = text.replace("Show thing\n", f"{OTHER.format(rows=rows)}Show thing\n")
    text += f"=== api-ref/source/other.json\n{sample}\n"
    assert_expected(tmp_path, text, "enclosing-object-undocumented")


@pytest.mark.parametrize(
    "row", ["name_{kind}", "name_${kind}", "name_<kind>", "{kind}_name", "a_{kind}_name"]
)
def test_a_name_that_users_complete(tmp_path: Path, row: str) -> None:
    """The others of its table are no placeholders, and count as anywhere else."""
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
        # Nothing in it has a row; its name is another one; it is no list.
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


def test_a_former_version_with_another_answer(tmp_path: Path) -> None:
    """Once a false alarm: the rows are those of the later microversion."""
    text = things(ROWS, PARAMETERS, '{"thing": {"id": "a"}}')
    text = text.replace(
        ".. literalinclude:: thing.json",
        ".. literalinclude:: v2.48/thing.json\n   :language: json\n\n.. literalinclude:: thing.json",
    )
    text = text.replace("=== api-ref/source/thing.json", "=== api-ref/source/v2.48/thing.json")
    text += '=== api-ref/source/thing.json\n{"cpu0_time": 1, "memory": 2, "vda_read": 3}\n'
    assert_expected(tmp_path, text, *RULES)


def test_rows_for_the_keys_and_values_that_users_choose(tmp_path: Path) -> None:
    """Once a false alarm."""
    check(
        tmp_path,
        '{"extra_specs": {"hw:policy": "a"}}',
        "extra_specs: specs\nkey: key\nvalue: value",
        "specs: object required Key and value pairs.\nkey: string required The key.\n"
        "value: string required The value.",
    )


def test_another_name_that_the_description_gives(tmp_path: Path) -> None:
    """Once a false alarm: a former name of the field, which the description tells."""
    check(
        tmp_path,
        '{"id": "a", "X-OLD:hints": {"group": "b"}}',
        "id: id\nhints: hints",
        "id: string required x.\nhints: object optional Also as ``X-OLD:hints``.",
    )


def test_a_description_that_names_the_member_of_a_shown_field(tmp_path: Path) -> None:
    check(
        tmp_path,
        '{\n"id": "a", "name": "b",\n"status": "ERROR" <<< sample-field-undocumented\n}',
        "id: id\nname: name",
        "id: string required x.\nname: string optional Absent if ``status`` is ``ERROR``.",
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("This supports all the same parameters as stop.", ""),
        ("The request has the same attributes that stop has.", ""),
        ("It stops at the same time as others.", " <<< sample-field-undocumented"),
    ],
)
def test_parameters_of_another_operation_of_the_page(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm: the text says that the fields are those of another operation."""
    before = (
        "Stop\n====\n\n.. rest_method:: POST /stop\n\nRequest\n-------\n\n"
        ".. rest_parameters:: parameters.yaml\n\n   - stop: stop\n   - speed: speed\n\n"
    )
    sample = f'{{"act": {{}},\n"speed": 1{mark}\n}}'
    assert_expected(tmp_path, two(sample, '{"act": {}}', before=before, text=text), *RULES)


KEYED = """\
inventories: object required Inventories.
name: object required The resource class.
total: integer required The total.
"""


@pytest.mark.parametrize("name", ["resource_class", "RESOURCE_CLASS"])
def test_a_row_for_names_that_users_choose(tmp_path: Path, name: str) -> None:
    """Once a false alarm: the row says what the names are."""
    check(
        tmp_path,
        '{"inventories": {"VCPU": {"total": 1}, "DISK_GB": {"total": 2}}}',
        f"inventories: inventories\n{name}: name\ntotal: total",
        KEYED,
    )


def test_an_object_that_is_missing_beside_documented_ones(tmp_path: Path) -> None:
    check(
        tmp_path,
        '{\n"inventories": {"total": 1} <<< sample-field-missing\n}',
        "inventories: inventories\ninventory: name\ntotal: total",
        KEYED,
    )


def test_a_name_in_several_objects_is_one_finding(tmp_path: Path) -> None:
    sample = (
        '{"thing": {"id": "a", "name": "b",\n"state": 1 <<< sample-field-undocumented\n},\n'
        '"other": {"name": "b", "size": 1, "state": 2}}'
    )
    check(tmp_path, sample)


def test_a_part_of_a_file_that_is_no_json(tmp_path: Path) -> None:
    """Once a false alarm: the page shows the first document only."""
    text = things(ROWS, PARAMETERS, '{"thing": {"id": "a"}}\n{"thing": {}}')
    text = text.replace("   :language: json\n", "   :language: json\n   :lines: 1\n")
    assert_expected(tmp_path, text, "json-syntax", *RULES)


def test_a_row_whose_description_has_a_template_for_its_name(tmp_path: Path) -> None:
    """Once a false alarm."""
    check(
        tmp_path,
        '{"resize": {"number": 1}}',
        "action: action\nnumber: number",
        "action: object required As in ``{<action_name>:{...}}``.\nnumber: integer required x.",
    )


@pytest.mark.parametrize(
    ("rows", "inner"),
    [
        # What users choose is no place for it, be it empty or absent.
        ("thing: thing\nid: id\nname: name\nmetadata: metadata", ', "metadata": {}'),
        ("thing: thing\nid: id\nname: name\nmetadata: metadata", ""),
    ],
)
def test_a_field_that_is_missing_beside_a_free_form_object(
    tmp_path: Path, rows: str, inner: str
) -> None:
    sample = '{\n  "thing": {"name": "b"' + inner + "} <<< sample-field-missing\n}"
    parameters = f"{PARAMETERS}metadata: object optional Key and value pairs.\n"
    check(tmp_path, sample, rows, parameters)


def test_a_field_that_may_be_in_an_absent_object(tmp_path: Path) -> None:
    parameters = f"{PARAMETERS}host: object optional The host.\n"
    check(
        tmp_path,
        '{"thing": {"name": "b"}}',
        "thing: thing\nname: name\nhost: host\nid: id",
        parameters,
    )


@pytest.mark.parametrize(
    "text",
    [
        "It has:\n\n- speed: How fast.",
        "It has:\n\n* *speed* - How fast.",
        "It has:\n\n* **speed** (optional): How fast.",
        "It has:\n\nspeed\n  How fast.",
        "It has:\n\n:speed: How fast.",
        'It has a "speed".',
    ],
)
def test_fields_that_the_text_explains(tmp_path: Path, text: str) -> None:
    """Once false alarms: names that are not marked up as literals."""
    sample = '{"act": {"speed": 1}}'
    assert_expected(tmp_path, two(sample, sample, text=text), *RULES)


@pytest.mark.parametrize("text", ["It has its own speed.", "The speed: how fast it acts."])
def test_a_word_of_the_text_explains_no_field(tmp_path: Path, text: str) -> None:
    sample = '{"act": {},\n"speed": 1 <<< sample-field-undocumented\n}'
    assert_expected(tmp_path, two(sample, '{"act": {}}', text=text), *RULES)


STOP = (
    ".. _the-stop:\n\nStop\n====\n\n.. rest_method:: POST /stop\n\nRequest\n-------\n\n"
    ".. rest_parameters:: parameters.yaml\n\n   - stop: stop\n   - speed: speed\n\n"
)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("See `Stop`_ for the other fields.", ""),
        ("The parameters are described at :ref:`the-stop`.", ""),
        ("The response is that of the other operation.", ""),
        ("Acts until `Stop`_ is called.", " <<< sample-field-undocumented"),
    ],
)
def test_fields_of_an_operation_to_which_the_text_defers(
    tmp_path: Path, text: str, mark: str
) -> None:
    """Once a false alarm."""
    sample = f'{{"act": {{}},\n"speed": 1{mark}\n}}'
    assert_expected(tmp_path, two(sample, '{"act": {}}', before=STOP, text=text), *RULES)


def test_a_field_of_a_later_version_is_not_what_was_meant(tmp_path: Path) -> None:
    """Once called a misspelt one: the sample is of the version before."""
    text = things(
        "id: id\nexport_locations: locations",
        "id: string required x.\nlocations: array required x.",
        '{"id": "a",\n"export_location": "b" <<< sample-field-undocumented\n}',
    )
    text = text.replace("  type: array\n", "  type: array\n  min_version: 2.9\n")
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("parameter", "sample"),
    [
        ("data: string required The thing.", '{"id": 1, "name": "a", "size": 2}'),
        ("thing: object required A thing within the request body.", '{"id": 1, "name": "a"}'),
        ("things: array required The things.", '[{"id": 1, "name": "a"}]'),
    ],
)
def test_one_row_for_the_whole_body(tmp_path: Path, parameter: str, sample: str) -> None:
    """Once a cascade of false alarms: the row is no member, but describes the document."""
    name = parameter.partition(":")[0]
    check(tmp_path, sample, f"{name}: {name}", parameter)


@pytest.mark.parametrize(
    ("parameter", "sample"),
    [
        ("thing: object required A thing.", '{"id": 1, "name": "a"}'),
        ("thing: object required A thing.", '[{"id": 1}]'),
    ],
)
def test_one_row_for_a_member(tmp_path: Path, parameter: str, sample: str) -> None:
    name, rule = parameter.partition(":")[0], "sample-field-missing"
    found = assert_expected(
        tmp_path, things(f"{name}: {name}", parameter, f"{sample} <<< {rule}"), rule
    )
    assert len(found) == 1


def test_a_list_that_lacks_the_member_of_a_row(tmp_path: Path) -> None:
    """The row may mean the list itself."""
    sample = '[{"id": 1, "size": 2}] <<< sample-field-perhaps-missing'
    rows = "things: things\nid: id\nsize: size"
    check(tmp_path, sample, rows, PARAMETERS + "things: array required The things.\n")


def test_an_object_that_is_one_of_several_choices(tmp_path: Path) -> None:
    """Once an error: asked for one group of settings, the service shows that one alone."""
    parameters = "ldap: object required A.\nurl: string required B.\n"
    parameters += "identity: object required C.\ndriver: string required D.\n"
    rows = "ldap: ldap\nurl: url\nidentity: identity\ndriver: driver"
    check(tmp_path, '{"ldap":\n{"url": "a"}} <<< sample-field-perhaps-missing', rows, parameters)


def envelopes(shown: str, rows: str = "thing: thing\n   - id: id", mark: str = "") -> str:
    """Two resources, "thing" and "port", with ids; "Show thing" shows a sample of another one."""
    text = "=== api-ref/source/index.rst\nAPI\n===\n\n"
    for name, listed, file in (("thing", rows, shown), ("port", "port: port\n   - id: id", "port")):
        marked = f" <<< {mark}" if mark and name == "thing" else ""
        text += (
            f"Show {name}\n~~~~~~~~~~\n\n.. rest_method:: GET /{name}s\n\nResponse\n--------\n\n"
            f".. rest_parameters:: parameters.yaml\n\n   - {listed}\n\n"
            f".. literalinclude:: {file}.json{marked}\n   :language: json\n\n"
        )
    text += "Create thing\n~~~~~~~~~~~~\n\n.. rest_method:: POST /things\n\nResponse\n--------\n\n"
    text += ".. rest_parameters:: parameters.yaml\n\n   - thing: thing\n   - id: id\n\n"
    text += ".. literalinclude:: thing.json\n   :language: json\n\n"
    text += "=== api-ref/source/parameters.yaml\n"
    for key, kind in (("id", "string"), ("port", "object"), ("thing", "object")):
        text += f"{key}:\n  description: It.\n  in: body\n  required: true\n  type: {kind}\n"
    text += '=== api-ref/source/port.json\n{"port": {"id": "a"}}\n'
    return text + '=== api-ref/source/thing.json\n{"thing": {"id": "a"}}\n'


def test_the_envelope_of_another_resource(tmp_path: Path) -> None:
    """Once told as an object that lacks a row: all that it encloses has a row."""
    (found,) = assert_expected(tmp_path, envelopes("port", mark="sample-foreign"), *RULES)
    assert found.subject == "port.json"


def test_a_table_without_the_envelopes_that_others_have(tmp_path: Path) -> None:
    text = envelopes("thing", "id: id")
    text = text.replace("parameters.yaml\n\n   - id", f"parameters.yaml <<< {RULES[-1]}\n\n   - id")
    assert_expected(tmp_path, text, *RULES)


def test_two_cases_with_a_table_and_a_sample_each(tmp_path: Path) -> None:
    """Once false alarms: each sample lacks what only the other table requires."""
    text = "=== api-ref/source/index.rst\nMake\n====\n\n.. rest_method:: POST /things\n\n"
    for case in ("one", "two"):
        text += (
            f"Make {case}\n--------\n\nRequest\n~~~~~~~\n\n.. rest_parameters:: parameters.yaml\n\n"
            f"   - name: name\n   - {case}: {case}\n\n"
            f".. literalinclude:: {case}.json\n   :language: json\n\n"
        )
    text += "=== api-ref/source/parameters.yaml\n"
    for key in ("name", "one", "two"):
        text += f"{key}:\n  description: It.\n  in: body\n  required: true\n  type: string\n"
    rule = "sample-field-missing"
    text += '=== api-ref/source/one.json\n{"name": "a", "one": "b"}\n=== api-ref/source/two.json\n'
    assert_expected(tmp_path / "a", text + '{"name": "a", "two": "b"}\n', *RULES)
    assert_expected(tmp_path / "b", text + f'{{"two": "b"}} <<< {rule}\n', *RULES)


MEMBERS = (
    "thing: object required A.\nparts: array required B.\nsize: integer required C.\n"
    "name: string required D.\nstate: string required E.\n"
)


@pytest.mark.parametrize("parts", ["[]", "null"])
def test_an_empty_list_whose_row_has_no_rows_behind_it(tmp_path: Path, parts: str) -> None:
    sample = f'{{"thing": {{"parts": {parts}, "size": 1, "name": "a"}}}}'
    rows = "thing: thing\nparts: parts\nsize: size\nname: name\nstate: state"
    check(tmp_path, f"{sample} <<< sample-field-missing", rows, MEMBERS)


@pytest.mark.parametrize(
    "behind", ["name: name\nsize: size", "state: state\nsize: size\nname: name"]
)
def test_an_empty_list_that_may_hold_the_missing_field(tmp_path: Path, behind: str) -> None:
    sample = '{"thing": {"parts": [], "size": 1, "name": "a"}}'
    rows = f"thing: thing\nparts: parts\n{behind}"
    check(tmp_path, sample, rows if "state" in behind else f"{rows}\nstate: state", MEMBERS)


CASED = """\
server: object required The server.
server_name: string {} The name.
server_state: string {} The state.
metadata: object optional Key and value pairs.
other: object optional An object.
"""
CASED_ROWS = "server: server\nserver_name: server_name\nserver_state: server_state"
CASED_ROWS += "\nmetadata: metadata\nother: other"
MISSPELT = " <<< sample-field-misspelt"


@pytest.mark.parametrize("required", ["required", "optional"])
@pytest.mark.parametrize(
    "sample",
    [
        f'{{"server": {{\n"serverName": "a",{MISSPELT}\n"server_state": "b"}}}}',
        f'{{"server": {{\n"Server-Name": "a",{MISSPELT}\n"x": "c",\n"server_state": "b"}}}}',
        # The object around, and an item of a list whose other items have the right name.
        f'{{\n"Server": {{{MISSPELT}\n"server_name": "a", "server_state": "b"}}}}',
        '{"server": [{"server_name": "a", "server_state": "b"},'
        f'\n{{"servername": "a",{MISSPELT}\n"server_state": "b"}}]}}',
    ],
)
def test_a_name_of_another_case_is_one_finding(tmp_path: Path, required: str, sample: str) -> None:
    kind = "array" if "[" in sample else "object"
    parameters = CASED.replace("object", kind, 1).format(required, required)
    rules = [rule for rule in RULES if rule != "field-without-example"]
    if '"x"' in sample:
        rules.remove("sample-field-undocumented")
    (found,) = assert_expected(tmp_path, things(CASED_ROWS, parameters, sample), *rules)
    assert "did you mean the same?" in found.message


@pytest.mark.parametrize(
    "members",
    [
        # Names that the users of the service choose.
        '"server_name": "a", "server_state": "b", "metadata": {"Server-Name": "x"}',
        '"metadata": {"Server-Name": "x", "server_state": "y"}',
        # The row is shown elsewhere, and never in such an object.
        '"server_name": "a", "server_state": "b", "other": {"serverName": "x"}',
    ],
)
def test_a_name_of_another_case_elsewhere(tmp_path: Path, members: str) -> None:
    text = things(CASED_ROWS, CASED.format("optional", "optional"), f'{{"server": {{{members}}}}}')
    assert_expected(tmp_path, text, "sample-field-misspelt", "sample-column-titles")
