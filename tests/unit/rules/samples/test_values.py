"""Rules of ``apiref.rules.samples.values``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.model.cause import Cause
from apiref.model.finding import Severity
from tests.trees import assert_expected, findings, write_tree
from tests.unit.rules.things import things


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "80", '"80"'),
        ("boolean", "false", '"false"'),
        ("string", '"a"', "1"),
        ("array", "[]", "{}"),
        ("object", "{}", "[]"),
        ("integer", "1.0", "1.5"),
        ("float", "1", '"1"'),
    ],
)
def test_types(tmp_path: Path, kind: str, good: str, bad: str) -> None:
    parameter = f"value: {kind} required A value."
    assert_expected(
        tmp_path,
        things("value: value", parameter, f'{{\n  "value": {good}\n}}'),
        "sample-value-type",
    )
    sample = f'{{\n  "value": {bad} <<< sample-value-type\n}}'
    (found,) = assert_expected(
        tmp_path, things("value: value", parameter, sample), "sample-value-type"
    )
    assert found.location.column == 12
    assert bad in found.message


@pytest.mark.parametrize(
    "parameter",
    [
        "value: string required Either a string or a list.",
        "value: JSON required Whatever it is.",
        "value: uuid-or-name required Unknown types are left alone.",
        'value: "string[]" required A value.',
        'value: "[string]" required A value.',
    ],
)
def test_once_a_false_alarm_of_types(tmp_path: Path, parameter: str) -> None:
    assert_expected(
        tmp_path, things("value: value", parameter, '{"value": [1]}'), "sample-value-type"
    )


def test_null_that_the_description_does_not_mention(tmp_path: Path) -> None:
    sample = '{\n  "value": null <<< sample-value-null\n}'
    rules = ("sample-value-null", "sample-value-type")
    assert_expected(
        tmp_path, things("value: value", "value: string required A value.", sample), *rules
    )


@pytest.mark.parametrize(
    "text",
    [
        "A value, or ``null``.",
        "It may be null.",
        "Unset until it ends.",
        "Only valid if ``kind`` is ``a``.",
        "It is only set when it has ended.",
        # Once false alarms, as is the next one.
        "Recorded after the transfer.",
        "The state, once replication is set up.",
    ],
)
def test_null_that_the_description_mentions(tmp_path: Path, text: str) -> None:
    tree = things("value: value", f"value: string required {text}", '{"value": null}')
    assert_expected(tmp_path, tree, "sample-value-null", "sample-value-type")


def test_null_in_a_deprecated_operation(tmp_path: Path) -> None:
    tree = things("value: value", "value: string required A value.", '{"value": null}')
    deprecated = tree.replace("Shows a thing.", "This API is deprecated.")
    assert deprecated != tree
    assert_expected(tmp_path, deprecated, "sample-value-null")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("value: object required The image, or an empty string for a volume.", '""'),
        ("value: array required The networks; could also be the special string *auto*.", '"auto"'),
        ("value: integer required The limit, or ``unlimited``.", '"unlimited"'),
        ("value: integer required The tag. Blank if there is none.", '""'),
        ("value: none required Starts it.", "{}"),
        ("value: object required The network, or auto.", '"auto"'),
        ("value: object required The network or the keyword auto.", '"auto"'),
        ("value: boolean required One of 'True', 'on' or 1.", '"True"'),
    ],
)
def test_a_value_that_the_description_names(tmp_path: Path, parameter: str, value: str) -> None:
    """Once a false alarm: a value of several types has one in the table."""
    sample = f'{{"value": {value}}}'
    assert_expected(tmp_path, things("value: value", parameter, sample), "sample-value-type")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("value: integer required Never an empty list.", '""'),
        ("value: object required The auto network.", '"auto"'),
        ("value: object required The network or automata.", '"auto"'),
        ("value: boolean required One of true or false.", '"true"'),
        ("value: none required Starts it.", '{"now": true}'),
        ("value: none required Starts it.", "false"),
    ],
)
def test_a_value_that_is_not_empty_or_not_documented(
    tmp_path: Path, parameter: str, value: str
) -> None:
    sample = f'{{\n"value": {value}\n}}'
    text = things("value: value", parameter, sample)
    write_tree(tmp_path, text)
    assert [item.rule for item in findings(tmp_path) if item.rule == "sample-value-type"]


def test_a_named_value_in_quotes(tmp_path: Path) -> None:
    parameter = "value: boolean required Set it to ``true`` or ``false``."
    sample = '{\n  "value": "true" <<< sample-value-type\n}'
    assert_expected(tmp_path, things("value: value", parameter, sample), "sample-value-type")


@pytest.mark.parametrize(("kind", "shown"), [("string", "{ }"), ("object", "[ ]")])
def test_a_list_or_an_object_with_content_is_not_a_typo_of_the_sample(
    tmp_path: Path, kind: str, shown: str
) -> None:
    """Was reported at the sample, although the type is wrong."""
    sample = shown.replace(" ", '{"a": 1}' if shown == "[ ]" else '"a": 1')
    tree = things("value: value", f"value: {kind} required A thing.", f'{{"value": {sample}}}')
    tree = tree.replace(f"type: {kind}", f"type: {kind} <<< sample-value-type")
    assert_expected(tmp_path, tree, "sample-value-type", "contradicted-type")


def test_a_row_that_refers_to_an_entry_of_another_type(tmp_path: Path) -> None:
    tree = things(
        "host: host <<< sample-value-type\nname: host",
        "host: string required The host.",
        '{"host": [{"cpu": 1}], "name": "a"}',
    )
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.location.column == 12
    assert found.cause is None


@pytest.mark.parametrize(
    ("entry", "advice"),
    [
        ("host_1: array required Hosts.", "refer to the entry 'host_1', which no row refers to"),
        (
            "host_1: string required An array.",
            "refer to the entry 'host_1', which no row refers to",
        ),
        ("host_1: string required A host.", "refer to an entry that is an array"),
    ],
)
def test_an_unused_entry_of_the_type_that_a_sample_shows(
    tmp_path: Path, entry: str, advice: str
) -> None:
    """Once two findings: the other one was that no row refers to it."""
    tree = things(
        "host: host <<< sample-value-type\nname: host",
        f"host: string required The host.\n{entry}",
        '{"host": [{"cpu": 1}], "name": "a"}',
    )
    rules = ["sample-value-type"]
    if "host_1" in advice:
        rules.append("unused-parameter")
    assert assert_expected(tmp_path, tree, *rules)[0].message.endswith(advice)


def test_several_rows_that_refer_to_an_entry_of_another_type(tmp_path: Path) -> None:
    """Once told to change one of the two, although there are simply two kinds of fields."""
    tree = things(
        "used: used\ndisk: used <<< sample-value-type\nport: used",
        "used: object required The use.",
        '{"used": {"in": 1}, "disk": 3, "port": 4}',
    )
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.message.endswith("refer to an entry that is an integer")
    assert [line for _, line, _ in found.places] == [15, 1]


def test_a_sample_unlike_what_the_description_says(tmp_path: Path) -> None:
    sample = '{"parts": {"a": 1}} <<< sample-value-type'
    tree = things("parts: parts", "parts: array required List of parts.", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.message.endswith("fix the sample")


@pytest.mark.parametrize(
    ("kind", "shown", "severity"),
    [
        ("boolean", '""', Severity.WARNING),
        ("integer", '""', Severity.WARNING),
        ("boolean", '"x"', Severity.ERROR),
        # Nobody writes it where an object or a list is absent.
        ("object", '""', Severity.ERROR),
        ("array", '""', Severity.ERROR),
    ],
)
def test_an_empty_string(tmp_path: Path, kind: str, shown: str, severity: Severity) -> None:
    sample = f'{{"value": {shown}}} <<< sample-value-type'
    tree = things("value: value", f"value: {kind} required It.", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.severity is severity


def test_a_row_whose_samples_disagree(tmp_path: Path) -> None:
    sample = '{"things": [{"hosts": [1]},\n{"hosts": {"a": 1}} <<< sample-value-type\n]}'
    tree = things("hosts: hosts", "hosts: array required The hosts.", sample)
    assert_expected(tmp_path, tree, "sample-value-type")


@pytest.mark.parametrize(
    ("kind", "shown", "advice"),
    [
        ("integer", '"80"', "write 80, without quotes"),
        ("integer", '""', "mention the empty string in the description, or fix the sample"),
        ("object", '""', "fix one of the two"),
        ("boolean", '"True"', "write true, without quotes"),
        ("object", '"null"', "write null, without quotes"),
        ("object", '"80"', "fix one of the two"),
        ("string", "80", "fix one of the two"),
    ],
)
def test_how_to_fix_a_value(tmp_path: Path, kind: str, shown: str, advice: str) -> None:
    sample = f'{{"value": {shown}}} <<< sample-value-type'
    tree = things("value: value", f"value: {kind} required A value.", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.message.endswith(advice)


@pytest.mark.parametrize("name", ["id", "host_id", "hostUuid"])
def test_an_identifier_of_digits_may_be_a_string(tmp_path: Path, name: str) -> None:
    """Once told to write the number without quotes."""
    sample = f'{{"{name}": "123"}} <<< sample-value-type'
    tree = things(f"{name}: value", "value: integer required A value.", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-type")
    assert found.message.endswith("fix one of the two")


def test_empty_strings_in_all_samples(tmp_path: Path) -> None:
    """Once told to change the type, and an error."""
    tree = things("size: size", "size: integer required It.", '{"size": ""}').replace(
        "=== api-ref/source/parameters.yaml",
        ".. literalinclude:: two.json\n   :language: json\n=== api-ref/source/parameters.yaml",
    )
    write_tree(tmp_path, f'{tree}=== api-ref/source/two.json\n{{"size": ""}}\n')
    (found,) = [each for each in findings(tmp_path) if each.rule == "sample-value-type"]
    assert found.severity is Severity.WARNING
    assert found.location.path.endswith("parameters.yaml")
    assert found.message.endswith("mention the empty string in the description, or fix the sample")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The ID. From version 2.53 it is a string as UUID.", ""),
        ("The ID; can be given as a string.", ""),
        ("The ID of the string. Since version 2.", " <<< sample-value-type"),
        ("The ID.", " <<< sample-value-type"),
    ],
)
def test_a_type_on_some_condition(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm: the description names the other type and its condition."""
    tree = things("id: id", f"id: integer required {text}", f'{{\n"id": "9a5b"{mark}\n}}')
    tree = tree.replace(f"description: {text}", f'description: "{text}"')
    assert_expected(tmp_path, tree, "sample-value-type")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("value: string required The command. Since version 2.20 it is a list.", "[1]"),
        ("value: integer required The number; with details an object of ``used``.", "{}"),
        ("value: string required The state, or in responses a boolean.", "true"),
        ("value: string required The data, as an object or as a serialized text.", "{}"),
        ("value: string required A text that can be a JSON object as well.", "{}"),
        ("value: string required A URL, but you can also pass the ID (integer).", "1"),
        ("value: integer required A size, which can be sent as integer and string.", '"1"'),
        ("value: string required It is of type integer here, whereas a name otherwise.", "1"),
        (
            "value: integer required It can be specified not only as 'integer' but also 'string'.",
            '"1"',
        ),
    ],
)
def test_a_type_that_is_another_one_at_times(tmp_path: Path, parameter: str, value: str) -> None:
    """Once a false alarm."""
    sample = f'{{"value": {value}}}'
    assert_expected(tmp_path, things("value: value", parameter, sample), "sample-value-type")


@pytest.mark.parametrize(
    "text",
    [
        "A string with names.",
        "The text. A string if there is any.",
        "A string, or so.",
        "The size and string of it, if any.",
        "The kind. Strings and objects differ.",
    ],
)
def test_a_type_that_the_description_always_gives(tmp_path: Path, text: str) -> None:
    sample = '{\n  "value": "a" <<< sample-value-type\n}'
    tree = things("value: value", f"value: object required {text}", sample)
    assert_expected(tmp_path, tree, "sample-value-type")


def test_a_row_of_another_entry_says_nothing_of_the_type(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    text = things(
        "size: size\nlinks: size <<< wrong-entry",
        "links: array required The links.\nsize: integer required The size.",
        '{\n  "size": 1,\n  "links": []\n}',
    )
    assert_expected(tmp_path, text, "sample-value-type", "wrong-entry")


def test_a_row_of_a_query_parameter_says_nothing_of_the_type(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    table = ".. rest_parameters:: parameters.yaml\n\n   - size: size\n"
    text = things("size: size <<< not-in-response", "size: integer required It.", '{"size": "1"}')
    text = text.replace("in: body", "in: query")
    text = text.replace("Response\n--------", f"Request\n-------\n\n{table}\nResponse\n--------")
    assert_expected(tmp_path, text, "sample-value-type", "not-in-response")


def test_an_entry_of_a_wrong_place_has_a_type_all_the_same(tmp_path: Path) -> None:
    text = things("size: size", "size: integer required It.", '{"size": "1"} <<< sample-value-type')
    text = text.replace("in: body", "in: query <<< not-in-response")
    assert_expected(tmp_path, text, "sample-value-type", "not-in-response")


TOLD = ("sample-value-type", "contradicted-type")


def test_a_type_that_description_and_sample_contradict_is_one_finding(tmp_path: Path) -> None:
    """Once two findings for one defect."""
    text = things("tags: tags", "tags: object required A list of tags.", '{"tags": []}')
    text = text.replace("type: object", "type: object <<< sample-value-type")
    (found,) = assert_expected(tmp_path, text, *TOLD)
    assert "a sample shows an array" in found.message
    assert found.cause == Cause("entry", "api-ref/source/parameters.yaml", "tags")


def test_a_type_that_the_description_alone_contradicts(tmp_path: Path) -> None:
    text = things("tags: tags", "tags: object required A list of tags.", '{"tags": {}}')
    assert_expected(
        tmp_path, text.replace("type: object", "type: object <<< contradicted-type"), *TOLD
    )


def test_a_type_that_one_sample_alone_contradicts(tmp_path: Path) -> None:
    text = things(
        "tags: tags", "tags: object required The tags.", '{"tags": []} <<< sample-value-type'
    )
    assert_expected(tmp_path, text, *TOLD)


def test_a_list_around_a_field_of_its_name(tmp_path: Path) -> None:
    """Once a false alarm: the row is that of the inner field, which is of its type."""
    rows, entries = (
        "host: host\nsize: size",
        "host: string required A host.\nsize: integer required It.",
    )
    sample = '{"host": [{"part": {"size": 1, "host": "a"}}]}'
    assert_expected(tmp_path, things(rows, entries, sample), "sample-value-type")


def test_a_list_around_a_field_of_its_name_that_is_wrong_as_well(tmp_path: Path) -> None:
    rows, entries = (
        "host: host\nsize: size",
        "host: object required A host.\nsize: integer required It.",
    )
    text = things(rows, entries, '{"host": [{"part": {"size": 1, "host": "a"}}]}')
    text = text.replace("type: object", "type: object <<< sample-value-type")
    assert_expected(tmp_path, text, "sample-value-type")


LISTED = """\
Truth values
============

The values are {values}.

.. _other:

Other
=====

The values are 'none' and 'all'.

"""


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        ("true, \u2018True\u2019 and \u2018on\u2019", ""),
        ('true and "True"', ""),
        ("true and false", " <<< sample-value-type"),
        ("True and False", " <<< sample-value-type"),
    ],
)
def test_a_value_that_a_linked_section_lists(tmp_path: Path, values: str, mark: str) -> None:
    """Once a false alarm: the section says that the service also accepts quoted booleans."""
    entry = "on: boolean required Switch it on. See :ref:`the list <truth-values>`."
    text = things("on: on", entry, f'{{"on": "True"}}{mark}')
    sections = ".. _truth-values:\n\n" + LISTED.format(values=values)
    text = text.replace("Show thing\n=", f"{sections}Show thing\n=")
    assert_expected(tmp_path, text, "sample-value-type")


def test_a_value_that_a_section_without_a_link_lists(tmp_path: Path) -> None:
    text = things("on: on", "on: boolean required It.", '{"on": "True"} <<< sample-value-type')
    sections = LISTED.format(values="'True'")
    text = text.replace("Show thing\n=", f"{sections}Show thing\n=")
    assert_expected(tmp_path, text, "sample-value-type")


def test_null_under_a_row_that_refers_to_a_part_of_the_url(tmp_path: Path) -> None:
    """Once two findings for one defect: the description is that of another parameter."""
    rules = ("sample-value-null", "not-in-response")
    text = things("kind: kind", "kind: string required It.", '{"kind": null}')
    text = text.replace("in: body", "in: query <<< not-in-response")
    assert_expected(tmp_path, text, *rules)


@pytest.mark.parametrize(
    ("text", "value", "advice"),
    [
        ("One of ``OPEN`` or ``SHUT``.", "open", "use one form, such as 'OPEN'"),
        ("One of ``HALF_OPEN`` or ``SHUT``.", "HALF OPEN", "such as 'HALF_OPEN'"),
        ("Valid values are ``open`` and ``shut``.", "oepn", "such as 'open'"),
        ("Valid values are ``open`` and ``shut``.", "ajar", "fix the value, or the list"),
        ("The state, ``open`` or ``shut``.", "ajar", "fix the value, or the list"),
        ("For example, one of ``open`` or ``shut``.", "Open", "such as 'open'"),
    ],
)
def test_a_value_that_is_not_listed(tmp_path: Path, text: str, value: str, advice: str) -> None:
    sample = f'{{\n    "gate": "{value}" <<< sample-value-unlisted\n}}'
    tree = things("gate: gate", f"gate: string required {text}", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlisted")
    assert advice in found.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("One of ``open`` or ``shut``.", "open"),
        ('One of ``"open"`` or ``"shut"``.', "open"),
        # An empty text is no value, and a free text is none of a list.
        ("One of ``open`` or ``shut``.", ""),
        ("Formats: ``json`` or ``xml``.", "2026-04-01"),
        # The list is not the whole.
        ("One of ``open`` or ``shut``, and ajar at times.", "ajar"),
        ("One of ``open`` or ``shut``. Drivers may have others.", "ajar"),
        ("For example: ``open``, ``shut``.", "ajar"),
        ("The state, such as ``open`` or ``shut``.", "ajar"),
        ("The state. ``open`` or ``shut``, for example.", "ajar"),
        ("It is always ``open``.", "ajar"),
        ("As set by ``open``, if so, or ``shut``.", "ajar"),
    ],
)
def test_a_value_that_may_be_listed(tmp_path: Path, text: str, value: str) -> None:
    tree = things("gate: gate", f"gate: string required '{text}'", f'{{"gate": "{value}"}}')
    assert_expected(tmp_path, tree, "sample-value-unlisted")


@pytest.mark.parametrize(
    ("value", "mark"), [("opene", " <<< sample-value-unlisted"), ("opened", ""), ("half", "")]
)
def test_a_part_of_a_value_is_not_mentioned(tmp_path: Path, value: str, mark: str) -> None:
    """Once not reported: the description has the letters."""
    text = "One of ``opened`` or ``shut``. It is opened by half-past nine."
    sample = f'{{\n    "gate": "{value}"{mark}\n}}'
    tree = things("gate: gate", f"gate: string required {text}", sample)
    assert_expected(tmp_path, tree, "sample-value-unlisted")


def test_an_operation_that_json_patch_does_not_have(tmp_path: Path) -> None:
    """Once not reported."""
    sample = """\
[
    {"op": "replace", "path": "/gate", "value": "open"},
    {"op": "delete", "path": "/gate"} <<< sample-value-unlisted
]
"""
    tree = things("gate: gate", "gate: string required It.", sample)
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlisted")
    assert found.subject == "[1].op"
    assert "'add', 'copy', 'move'" in found.message


def test_a_value_that_is_not_among_those_of_the_entry(tmp_path: Path) -> None:
    sample = '{\n    "gate": "ajar" <<< sample-value-unlisted\n}'
    tree = things("gate: gate", "gate: string required It.", sample)
    tree = tree.replace("  type: string", "  type: string\n  enum: [open, shut]")
    assert_expected(tmp_path, tree, "sample-value-unlisted")


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("open", " <<< sample-value-unlisted"),
        ("OPEN", ""),
        # The text may speak of some situation.
        ("AJAR", ""),
    ],
)
def test_a_value_that_the_text_lists(tmp_path: Path, value: str, mark: str) -> None:
    sample = f'{{\n    "gate": "{value}"{mark}\n}}'
    tree = things("gate: gate", "gate: string required It.", sample)
    listed = "Its ``gate`` has one of these values:\n\n* ``OPEN``: It is.\n* ``SHUT``: It is not."
    tree = tree.replace("Shows a thing.", listed)
    assert_expected(tmp_path, tree, "sample-value-unlisted")


def test_a_value_in_several_samples_is_one_finding(tmp_path: Path) -> None:
    sample = '{\n    "gate": "ajar" <<< sample-value-unlisted\n}'
    tree = things("gate: gate", "gate: string required One of ``open``, ``shut``.", sample)
    tree = tree.replace("   :language: json\n", "\n.. literalinclude:: thing_2.json\n")
    tree += '=== api-ref/source/thing_2.json\n{"gate": "ajar"}\n'
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlisted")
    assert len(found.places) == 2


def test_a_value_that_is_not_listed_behind_others(tmp_path: Path) -> None:
    """No text, a listed one, one of an open list, and one in the description."""
    entries = {
        "size": "integer required The size.",
        "door": "string required One of ``open``, ``shut``.",
        "lock": "string required One of ``on``, ``off``. Drivers may have others.",
        "tags": "string required One of ``a``, ``b``; or kept.",
        "gate": "string required One of ``open``, ``shut``.",
    }
    tree = things(
        "\n".join(f"{name}: {name}" for name in entries),
        "\n".join(f"{name}: {text}" for name, text in entries.items()),
        '{"size": 1, "door": "open", "lock": "half", "tags": "kept",\n'
        '"gate": "ajar" <<< sample-value-unlisted\n}',
    )
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlisted")
    assert found.message.startswith("'ajar' is none of the values listed for 'gate';")


def test_a_wrong_value_is_shown_as_it_is_written(tmp_path: Path) -> None:
    sample = '{\n  "value": "f\u00fcnf" <<< sample-value-type\n}'
    text = things("value: value", "value: integer required A value.", sample)
    (found,) = assert_expected(tmp_path, text, "sample-value-type")
    assert 'is a string, "f\u00fcnf", but' in found.message


def test_null_behind_other_values(tmp_path: Path) -> None:
    """One that is none, one of an entry of another place, and one that is reported already."""
    names = ("id", "kind", "host", "name")
    text = things(
        "\n".join(f"{name}: {name}" for name in names),
        "\n".join(f"{name}: string required It." for name in names),
        '[{"id": "a", "kind": null,\n"host": null, <<< sample-value-null\n"name": "b"},\n'
        '{"id": "a", "kind": null, "host": null,\n"name": null <<< sample-value-null\n}]',
    )
    above, kind, below = text.partition("\nkind:\n")
    text = above + kind + below.replace("in: body", "in: query", 1)
    found = assert_expected(tmp_path, text, "sample-value-null")
    assert [each.subject for each in found] == ["[0].host", "[1].name"]


def test_types_that_are_wrong_in_several_ways(tmp_path: Path) -> None:
    """A value, a type, a value, and a row."""
    text = things(
        "size: size\ntags: tags\nport: port\nhost: name <<< sample-value-type\nname: name",
        "size: integer required It.\ntags: object required It.\nport: integer required It.\n"
        "name: string required It.",
        '[{"size": "1", "tags": [1], <<< sample-value-type\n'
        '"port": "2", "host": [1], "name": "a"}, <<< sample-value-type\n{"tags": [1]}]',
    )
    text = text.replace("type: object", "type: object <<< sample-value-type")
    found = assert_expected(tmp_path, text, "sample-value-type")
    told = {each.subject: each.message for each in found}
    assert told["tags"] == (
        "'tags' is documented as object, but samples show an array, such as [1]; fix the type"
    )
    assert told["host"] == (
        "row 'host' refers to 'name', which is documented as string, but the sample shows an array,"
        " such as [1]; refer to an entry that is an array"
    )
    assert "'[0].size' is a string, \"1\", but 'size' is documented as integer;" in told["[0].size"]


def test_several_values_that_a_list_lacks_are_one_finding(tmp_path: Path) -> None:
    """Once a finding for each of them, although the list is not complete."""
    entry = "gate: string required One of ``open``, ``shut``."
    tree = things("gate: gate", entry, '[{"gate": "ajar"}, {"gate": "lost"}]')
    tree = tree.replace("\ngate:\n", "\ngate: <<< sample-value-unlisted\n")
    (found,) = assert_expected(tmp_path, tree, "sample-value-unlisted")
    assert found.message.startswith("samples show 'ajar', 'lost', which are none of the values")


@pytest.mark.parametrize(("method", "severity"), [("GET", "warning"), ("POST", "info")])
def test_another_case_in_a_request(tmp_path: Path, method: str, severity: str) -> None:
    """Once a warning, although services often accept it."""
    tree = things(
        "gate: gate", "gate: string required One of ``OPEN``, ``SHUT``.", '{"gate": "open"}'
    )
    tree = tree.replace("GET", method)
    if method == "POST":
        tree = tree.replace("Response\n--------", "Request\n-------")
    write_tree(tmp_path, tree)
    (found,) = [it for it in findings(tmp_path) if it.rule == "sample-value-unlisted"]
    assert found.severity.label == severity
