"""Fields that texts, descriptions and tables of other styles document."""

# Tiny inputs read best on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected
from tests.unit.rules.samples.field_trees import PARAMETERS, ROWS, RULES, check, two
from tests.unit.rules.things import things


def test_a_former_version_with_another_response(tmp_path: Path) -> None:
    """Once a false alarm: the rows are those of the later microversion."""
    text = things(ROWS, PARAMETERS, '{"thing": {"id": "a"}}')
    text = text.replace(
        ".. literalinclude:: thing.json",
        ".. literalinclude:: v2.48/thing.json\n   :language: json\n\n.. literalinclude:: thing.json",
    )
    text = text.replace("=== api-ref/source/thing.json", "=== api-ref/source/v2.48/thing.json")
    text += '=== api-ref/source/thing.json\n{"cpu0_time": 1, "memory": 2, "vda_read": 3}\n'
    assert_expected(tmp_path, text, *RULES)


@pytest.mark.parametrize(
    ("bound", "mark"), [("min_version: 2.48", ""), ("", " <<< sample-field-undocumented")]
)
def test_a_former_version_that_a_description_mentions(
    tmp_path: Path, bound: str, mark: str
) -> None:
    """Once a false alarm: no row is of that version, though a description names a field of it."""
    rows = "state: state\ndetails: details"
    entries = "state: string required It.\ndetails: object required About memory."
    text = things(rows, entries, '{"state": "on", "details": {}}')
    text = text.replace("  in: body\n", f"  in: body\n  {bound}\n" if bound else "  in: body\n")
    text = text.replace(
        ".. literalinclude:: thing.json",
        ".. literalinclude:: v2.48/thing.json\n   :language: json\n\n.. literalinclude:: thing.json",
    )
    text = text.replace("=== api-ref/source/thing.json", "=== api-ref/source/v2.48/thing.json")
    text += f'=== api-ref/source/thing.json\n{{"state": "on", "memory": 2}}{mark}\n'
    assert_expected(tmp_path, text, "sample-field-undocumented", "sample-field-missing")


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
    """Once a false alarm: the description mentions a former name of the field."""
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


def test_a_part_of_a_file_that_is_not_json(tmp_path: Path) -> None:
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
        # It does not belong in what users choose, be it empty or absent.
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
    """Once reported as misspelled: the sample is of the previous version."""
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
        ("layout: JSON required The layout of the disks.", '{"disks": [{"size": 1}]}'),
    ],
)
def test_one_row_for_the_whole_body(tmp_path: Path, parameter: str, sample: str) -> None:
    """Once a cascade of false alarms: the row is not a member, but describes the document."""
    name = parameter.partition(":")[0]
    check(tmp_path, sample, f"{name}: {name}", parameter)


@pytest.mark.parametrize(
    ("parameter", "sample"),
    [
        ("thing: object required A thing.", '{"id": 1, "name": "a"}'),
        ("thing: object required A thing.", '[{"id": 1}]'),
        ("thing: object required A thing.", '{"id": 1, "parts": []}'),
    ],
)
def test_one_row_for_a_member(tmp_path: Path, parameter: str, sample: str) -> None:
    name, rule = parameter.partition(":")[0], "sample-field-missing"
    found = assert_expected(
        tmp_path, things(f"{name}: {name}", parameter, f"{sample} <<< {rule}"), rule
    )
    assert len(found) == 1


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
    """Once reported as an object without a row: everything inside it has a row."""
    (found,) = assert_expected(tmp_path, envelopes("port", mark="sample-foreign"), *RULES)
    assert found.subject == "port.json"


def test_the_envelope_that_a_row_stands_for(tmp_path: Path) -> None:
    """Once a false alarm: the table has the name of the action instead of the row."""
    text = envelopes("port").replace(
        "thing:\n  description: It.", "thing:\n  description: 'As ``<action>: {...}``.'"
    )
    assert_expected(tmp_path, text, "sample-foreign")


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
def test_an_empty_list_without_rows_of_its_items(tmp_path: Path, parts: str) -> None:
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
    rules = [*RULES]
    if '"x"' in sample:
        rules.remove("sample-field-undocumented")
    (found,) = assert_expected(tmp_path, things(CASED_ROWS, parameters, sample), *rules)
    assert "use one name" in found.message


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


STYLES = """\
=== api-ref/source/index.rst
Show layout
===========

.. rest_method:: GET /layout

Response
--------

In the old style:

.. rest_parameters:: parameters.yaml

   - caption: caption
   - columns: columns

In the new style:

.. rest_parameters:: parameters.yaml

   - label: label
   - grid: grid

Response Example
----------------

In the old style:

.. literalinclude:: old.json
   :language: json

In the new style:

.. literalinclude:: new.json
   :language: json

=== api-ref/source/parameters.yaml
""" + "".join(
    f"{key}: {{in: body, required: true, type: string, description: It.}}\n"
    for key in ("caption", "columns", "label", "grid", "style")
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"caption": "a", "columns": "b"}', '{"label": "c", "grid": "d"}'),
        ('{"caption": "a", "columns": "b"}', '{"grid": "d"} <<< sample-field-missing'),
        ('{"columns": "b"} <<< sample-field-missing', '{"label": "c", "grid": "d"}'),
        # Each shows a field of either table; it is one finding, with two places.
        (
            '{"caption": "a", "columns": "b", "label": "c"} <<< sample-field-missing',
            '{"label": "c", "caption": "a", "columns": "b"}',
        ),
    ],
)
def test_two_tables_of_one_role_with_a_sample_each(tmp_path: Path, old: str, new: str) -> None:
    """Once a false alarm: each sample lacks what only the other table requires."""
    text = f"{STYLES}=== api-ref/source/old.json\n{old}\n=== api-ref/source/new.json\n{new}\n"
    assert_expected(tmp_path, text, "sample-field-missing", "sample-field-undocumented")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"style": 1, "caption": 2, "columns": 3}', '{"style": 4, "label": 5, "grid": 6}'),
        (
            '{"style": 1, "caption": 2, "columns": 3}',
            '{"style": 4, "grid": 6} <<< sample-field-missing',
        ),
        (
            '{"style": 1, "columns": 3} <<< sample-field-missing',
            '{"style": 4, "label": 5, "grid": 6}',
        ),
    ],
)
@pytest.mark.parametrize("heading", ["In the new style:", ""])
def test_two_tables_that_share_a_row(tmp_path: Path, old: str, new: str, heading: str) -> None:
    """Once a false alarm: each sample fits its own table, whatever the line above says."""
    text = STYLES.replace("In the new style:", heading)
    for name in ("caption", "label"):
        text = text.replace(f"   - {name}", f"   - style: style\n   - {name}")
    text += f"=== api-ref/source/old.json\n{old}\n=== api-ref/source/new.json\n{new}\n"
    assert_expected(tmp_path, text, "sample-field-missing", "sample-field-undocumented")


LISTS = """\
=== api-ref/source/index.rst
Make boats
==========

.. rest_method:: POST /boats

{role}
--------

.. rest_parameters:: parameters.yaml

   - boats: boats
   - name: name
   - sails: sails

**Example boat list:**

.. literalinclude:: brief.json
   :language: json

**Example detailed boat list:**

.. literalinclude:: detailed.json
   :language: json

=== api-ref/source/parameters.yaml
boats: {{in: body, required: true, type: array, description: The boats.}}
name: {{in: body, required: true, type: string, description: The name.}}
sails: {{in: body, required: true, type: integer, description: How many sails.}}
=== api-ref/source/brief.json
{{
    "boats": [
        {{{brief}
            "name": "a"
        }}
    ]
}}
=== api-ref/source/detailed.json
{{
    "boats": [
        {{{detailed}
            "name": "a"{sails}
        }}
    ]
}}
"""
MISSING = " <<< sample-field-missing"
SAILS = ',\n            "sails": 2'


@pytest.mark.parametrize(
    ("role", "sails", "brief", "detailed"),
    [
        ("Response", SAILS, "", ""),
        ("Request", SAILS, MISSING, ""),
        # Neither shows it.
        ("Response", "", MISSING, ""),
    ],
)
def test_a_brief_and_a_detailed_list(
    tmp_path: Path, role: str, sails: str, brief: str, detailed: str
) -> None:
    """Once a false alarm: the brief list lacks what the detailed one shows."""
    text = LISTS.format(role=role, sails=sails, brief=brief, detailed=detailed)
    assert_expected(tmp_path, text, "sample-field-missing")


EXTENDED = """\
=== api-ref/source/index.rst
Show boat
=========

.. rest_method:: GET /boats/{{boat_id}}

Response
--------

.. rest_parameters:: parameters.yaml

   - boat: boat
   - name: name
   - sails: sails

.. literalinclude:: boat.json
   :language: json

Show crew of boat
=================

.. rest_method:: GET /boats/{{boat_id}}{url}

Response
--------

.. rest_parameters:: parameters.yaml

   - crew: crew

.. literalinclude:: crew.json
   :language: json

=== api-ref/source/parameters.yaml
boat: {{in: body, required: true, type: object, description: The boat.}}
crew: {{in: body, required: true, type: array, description: The crew.}}
name: {{in: body, required: true, type: string, description: The name.}}
sails: {{in: body, required: true, type: integer, description: How many sails.}}
=== api-ref/source/boat.json
{{"boat": {{"name": "a", "sails": 2}}}}
=== api-ref/source/crew.json
"""
WHOLE = '{"boat": {"name": "a", "sails": 2, "crew": []}}'


@pytest.mark.parametrize(
    ("url", "sample"),
    [
        ("", WHOLE),
        # A field that neither documents.
        (
            "",
            '{"boat": {"name": "a", "sails": 2, "crew": [],\n"keel": 1 <<< sample-field-undocumented\n}}',
        ),
        # It shows its own field alone, so that the URL may be a copy.
        (" <<< operation-same-url", '{"crew": []}'),
    ],
)
def test_an_operation_that_extends_another_one(tmp_path: Path, url: str, sample: str) -> None:
    """Once false alarms: the fields of the other operation, and the URL of both."""
    text = f"{EXTENDED.format(url=url)}{sample}\n"
    assert_expected(tmp_path, text, "operation-same-url", "sample-field-undocumented")


def test_the_fields_of_an_operation_of_another_url(tmp_path: Path) -> None:
    text = EXTENDED.format(url="/crew")
    members = WHOLE.replace('"sails"', '\n"sails"').replace('"name"', '\n"name"')
    members = members.replace('"a",', '"a", <<< sample-field-undocumented')
    assert_expected(
        tmp_path, f"{text}{members}\n", "operation-same-url", "sample-field-undocumented"
    )
