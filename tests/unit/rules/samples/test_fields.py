"""Rules of ``apiref.rules.samples.fields``."""

# Tiny inputs read best on one line each.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trees import assert_expected, findings, write_tree
from tests.unit.analysis.references import entries, operation, reference, whole
from tests.unit.rules.samples.field_trees import PARAMETERS, ROWS, RULES, check, two
from tests.unit.rules.things import things


@pytest.mark.parametrize(
    "sample",
    [
        '{"thing": {"id": "a", "name": "b", "size": 1}}',
        '{"thing": {"id": "a"}}',
        '{"thing": {"id": "a", "size": null}}',
    ],
)
def test_what_the_table_documents_is_silent(tmp_path: Path, sample: str) -> None:
    check(tmp_path, sample)


def test_a_field_of_no_row(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "name": "b",\n    "owner": 1 <<< sample-field-undocumented\n  }\n}',
    )
    assert (found.location.column, found.subject) == (5, "thing.owner")
    assert found.operation == "GET /things/{id}"


@pytest.mark.parametrize(
    ("role", "method", "advice"),
    [
        ("request", "PUT", "add rows for all of its fields"),
        (
            "request",
            "DELETE",
            "add rows for all of its fields, or remove the sample, as a DELETE request seldom has a"
            " body",
        ),
        ("response", "GET", "add rows for all of its fields"),
    ],
)
def test_a_table_that_documents_no_body(
    tmp_path: Path, role: str, method: str, advice: str
) -> None:
    """Once told to add a row for the envelope alone, which other tables omit."""
    tree = things(
        "id: id", "id: string required It.", '{"thing": {"size": 1}} <<< sample-field-undocumented'
    )
    tree = tree.replace("Response\n", f"{role.title()}\n").replace("in: body", "in: path")
    tree = tree.replace("GET", method)
    (found,) = assert_expected(tmp_path, tree, "sample-field-undocumented")
    assert found.message == (
        f"the {role} table documents no body, but the sample shows 'size' in 'thing'; {advice}"
    )


def test_tables_that_document_no_body_are_one_finding_each(tmp_path: Path) -> None:
    """Once one finding for each set of fields that tables have in common."""
    tree = reference(
        tmp_path,
        operation("Create", "POST /things", request="q", sent={"a": 1, "b": 2}),
        operation("Update", "PUT /things/{id}", request="q", sent={"a": 1, "c": 2}),
        entries("q: query"),
    )
    found = [each.subject for each in findings(tmp_path) if each.rule == RULES[0]]
    assert tree.operations
    assert sorted(found) == ["a, b", "a, c"]


@pytest.mark.parametrize(
    ("third", "rules"),
    [
        ('"nmae": "c"', "sample-field-misspelt"),
        ('"name": "c", "nmae": "c"', "sample-field-undocumented"),
        ('"host_name": "b"', "sample-field-misspelt"),
        ('"host_name": "c"', "sample-field-undocumented"),
        ('"colour": "c"', "sample-field-undocumented"),
    ],
)
def test_a_slip_in_one_of_several_objects(tmp_path: Path, third: str, rules: str) -> None:
    """Once called a field without a row, as other objects show the row."""
    shown = f'{{"things": [{{"id": "a", "name": "b"}},\n{{"id": "c", {third}}} <<< {rules}\n]}}'
    tree = things(
        "things: things\nid: id\nname: name",
        "things: array required It.\nid: string required It.\nname: string optional It.",
        shown,
    )
    assert_expected(tmp_path, tree, *RULES)


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("Any key-value pair beside it.", "1", ""),
        ("Custom attributes of the thing.", "1", ""),
        ("Any key-value pair beside it.", "[1]", " <<< sample-field-undocumented"),
        ("The key of it.", "1", " <<< sample-field-undocumented"),
    ],
)
def test_a_row_for_members_of_any_name(tmp_path: Path, text: str, value: str, mark: str) -> None:
    """Once a false alarm: the row stood for the member."""
    tree = things(
        "id: id\nname: id\nmore: more",
        f"id: string required It.\nmore: string optional {text}",
        f'{{"id": "a", "name": "b",\n"colour": {value}{mark}\n}}',
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_row_for_a_member_of_the_object_above(tmp_path: Path) -> None:
    """Once a false alarm: the sign before the name is none of it."""
    tree = things(
        "part: part\n\\>size: size\n> name: size",
        "part: object required A part.\nsize: string required It.",
        '{"part": {"size": "a", "name": "b"}}',
    )
    assert_expected(tmp_path, tree, *RULES)


def test_two_fields_of_no_row(tmp_path: Path) -> None:
    sample = '{"thing": {"id": "a",\n"owner": 1, <<< sample-field-undocumented\n"name": "b",\n'
    (found,) = check(tmp_path, f'{sample}"colour": 2,\n"size": 3}}}}')
    assert found.subject == "thing.owner, thing.colour"
    assert found.message == (
        "the response table has no rows for 'thing.owner', 'thing.colour', which the sample shows;"
        " add them, or remove them from the sample"
    )
    row, other = found.places
    page = (tmp_path / row.path).read_text().splitlines()
    assert page[row.line - 1] == "   - name: name"
    assert (other.path, other.line) == ("api-ref/source/thing.json", 4)


def test_fields_of_no_row_in_two_objects(tmp_path: Path) -> None:
    sample = '{"thing": {"part": {"id": 1,\n"x": 1@\n}, "more": {"name": 1,\n"y": 1@\n}}}'
    keys = ("thing", "part", "more", "id", "name")
    found = check(
        tmp_path,
        sample.replace("@", " <<< sample-field-undocumented"),
        "\n".join(f"{key}: {key}" for key in keys),
        "\n".join(f"{key}: object required It." for key in keys),
    )
    assert [each.subject for each in found] == ["thing.part.x", "thing.more.y"]


def test_a_misspelled_field_is_not_also_missing(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{\n  "thing": {\n    "id": "a",\n    "nmae": "b", <<< sample-field-misspelt\n    "size": 1\n  }\n}',
    )
    assert "'name'" in found.message


def test_a_missing_field_is_reported_at_its_object(tmp_path: Path) -> None:
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
        # Members that the description of the enclosing row names.
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
        # An absent optional object implies that its fields are absent.
        (
            "id: id\nthing: thing\nname: name",
            "id: string required x.\nthing: object optional A thing.\nname: string required x.",
            '{"id": "a"}',
        ),
    ],
)
def test_once_a_false_alarm(tmp_path: Path, rows: str, parameters: str, sample: str) -> None:
    check(tmp_path, sample, rows, parameters)


def test_a_typo_in_the_row_of_a_required_field(tmp_path: Path) -> None:
    """It is reported once, at the row: the key of its entry shows which of the names is right."""
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
    """The row is wrong, as the key and the sample agree."""
    text = things(
        f"name: name\n{row} <<< misnamed-row",
        "name: string required The name.\nserver_id: string required The UUID.",
        '{\n    "name": "b",\n    "server_id": "a"\n}',
    )
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert "rename the row to 'server_id'" in found.message
    assert found.intended == "server_id"
    assert [place.path for place in found.places] == ["api-ref/source/thing.json"]


def test_a_typo_in_the_row_and_its_entry(tmp_path: Path) -> None:
    text = things(
        "revert: revert\nsanpshot_id: sanpshot_id",
        "revert: object required A thing.\nsanpshot_id: string required The UUID.",
        '{\n    "revert": {\n        "snapshot_id": "a" <<< sample-field-misspelt\n    }\n}',
    )
    (found,) = assert_expected(tmp_path, text, *RULES, "misspelt-row-name")
    assert [place.path for place in found.places] == ["api-ref/source/things.inc"]


def test_a_misspelled_name_is_reported_where_the_others_disagree(tmp_path: Path) -> None:
    """The key of the entry agrees with the sample or with the row; it is one finding."""
    parameters = "state-thing: string optional The state.\nname: string required The name."
    text = things(
        "staet: state-thing <<< misspelt-row-name\nname: name",
        parameters,
        '{\n  "name": "a",\n  "state": "up"\n}',
    )
    assert_expected(tmp_path, text, *RULES, "misspelt-row-name")
    text = things(
        "state: state-thing\nname: name",
        parameters,
        '{\n  "name": "a",\n  "staet": "up" <<< sample-field-misspelt\n}',
    )
    assert_expected(tmp_path, text, *RULES, "misspelt-row-name")


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
    ("kind", "sample", "is_reported"),
    [
        ("object", '{"thing": {"id": "a"}}', True),
        # The list of such objects.
        ("array", '{"things": [{"id": "a"}]}', True),
        # A count of them, or a list further inside: once false alarms.
        ("integer", '{"thing": 1}', False),
        ("array", '{"parts": [{"thing": [{"id": "a"}]}]}', False),
    ],
)
def test_an_outermost_object_that_only_other_tables_have(
    tmp_path: Path, kind: str, sample: str, is_reported: bool
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
    mark = " <<< enclosing-object-undocumented" if is_reported else ""
    text = text.replace(
        ".. rest_parameters:: parameters.yaml", f".. rest_parameters:: parameters.yaml{mark}"
    )
    text = text.replace("Show thing\n", f"{OTHER.format(rows=rows)}Show thing\n")
    text += f"=== api-ref/source/other.json\n{sample}\n"
    assert_expected(tmp_path, text, "enclosing-object-undocumented")
    deprecated = text.replace("Shows a thing.", "This API is deprecated.").replace(
        mark or " <<<", ""
    )
    assert_expected(tmp_path / "deprecated", deprecated, "enclosing-object-undocumented")


def test_a_list_that_lacks_the_member_of_a_row(tmp_path: Path) -> None:
    """The row may mean the list itself."""
    sample = '[{"id": 1, "size": 2}] <<< sample-field-perhaps-missing'
    rows = "things: things\nid: id\nsize: size"
    check(tmp_path, sample, rows, PARAMETERS + "things: array required The things.\n")


def test_an_object_that_is_one_of_several_choices(tmp_path: Path) -> None:
    """Once a false alarm: asked for one group of settings, the service shows only that one."""
    parameters = "ldap: object required A.\nurl: string required B.\n"
    parameters += "identity: object required C.\ndriver: string required D.\n"
    rows = "ldap: ldap\nurl: url\nidentity: identity\ndriver: driver"
    check(tmp_path, '{"ldap":\n{"url": "a"}} <<< sample-field-perhaps-missing', rows, parameters)


POOLS = "thing: object required A thing.\nname: string optional It.\npool_id: string required It.\n"
WITH_POOLS = "thing: thing\nname: name\npool_id: pool_id"


@pytest.mark.parametrize("name", ["pools", "pool"])
def test_the_id_of_what_the_sample_shows(tmp_path: Path, name: str) -> None:
    """Once two findings for one defect: a row ``pool_id``, and ``pools`` in the sample."""
    sample = f'{{"thing": {{"name": "a", "{name}": [{{"id": "b"}}]}}}}'
    rows = f"{WITH_POOLS} <<< misnamed-row"
    (found,) = check(tmp_path, sample, rows, POOLS)
    assert f"rename the row to '{name}'" in found.message


def test_the_id_of_something_else(tmp_path: Path) -> None:
    sample = (
        '{"thing": { <<< sample-field-perhaps-missing\n"name": "a", "tag": 1,\n'
        '"ports": [{"id": "b"}] <<< sample-field-undocumented\n}}'
    )
    rows, entries = (
        WITH_POOLS.replace("name: name", "name: name\ntag: tag"),
        f"{POOLS}tag: integer optional It.\n",
    )
    found = check(tmp_path, sample, rows, entries)
    assert len(found) == 2


def test_a_field_that_several_samples_lack_is_one_finding(tmp_path: Path) -> None:
    """Once a finding for each sample."""
    rows = "   - speed: speed\n   - stop: stop\n"
    one = '{"act": {"speed": 1}}'
    text = two(f"{one} <<< sample-field-missing", one, rows)
    (found,) = assert_expected(tmp_path, text, *RULES)
    assert [place.path.rpartition("/")[2] for place in found.places] == ["two.json", "things.inc"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Only shown to administrators.", ""),
        ("The owner, which is shown only to administrators.", ""),
        ("Required if the name is not given.", ""),
        ("It is mutually exclusive with ``name``.", ""),
        ("Deprecated, and removed in 2.10.", ""),
        ("The owner, which is required.", " <<< sample-field-missing"),
        ("It can be removed by administrators.", " <<< sample-field-missing"),
    ],
)
def test_a_required_field_of_some_cases(tmp_path: Path, text: str, mark: str) -> None:
    """Once a false alarm: the description says that it is not always there."""
    sample = f'{{"thing":\n{{"id": "a"}}{mark}\n}}'
    check(tmp_path, sample, f"{ROWS}\nowner: owner", f"{PARAMETERS}owner: string required {text}\n")


@pytest.mark.parametrize(
    ("text", "mark"), [("**owner**", ""), ("owner", " <<< sample-field-undocumented")]
)
def test_a_field_that_the_text_explains_under_its_name(
    tmp_path: Path, text: str, mark: str
) -> None:
    """Once a false alarm, where the name is in bold."""
    tree = things(ROWS, PARAMETERS, f'{{"thing": {{"id": "a",\n"owner": "b"{mark}\n}}}}')
    tree = tree.replace("Shows a thing.", f"Shows a thing.\n\n* {text}\n\n  Who made it.")
    assert_expected(tmp_path, tree, *RULES)


THINGS = "things: array required The things.\nthing: object required A thing.\nname: string required It.\n"


@pytest.mark.parametrize(("name", "mark"), [("thing", ""), ("owner", " <<< sample-field-missing")])
def test_a_row_that_describes_the_items_of_a_list(tmp_path: Path, name: str, mark: str) -> None:
    """Once a false alarm: ``thing`` is the singular of ``things``."""
    rows, entries = (
        f"things: things\n{name}: {name}\nname: name",
        THINGS.replace("thing:", f"{name}:"),
    )
    check(tmp_path, f'{{"things": [\n{{"name": "a"}}{mark}\n]}}', rows, entries)


HINTS = tuple(f"hint{number}" for number in range(6))
MANY = "\n".join(f"{hint}: string optional A hint." for hint in HINTS)
TARGET = "target: string required What to do.\nclean_steps: array optional The steps.\n"


@pytest.mark.parametrize(
    ("sample", "mark"),
    [
        (
            '{"target": "a",\n"claen_steps": [{"step": "b", "args": {}, "order": 1}] <<< sample-field-misspelt\n}',
            "",
        ),
        ('{"target": "a", "clean_steps": [{"step": "b", "args": {}, "order": 1}]}', ""),
        # It shares one name by chance.
        (
            '{"target": "a", "weight": 1, "height": 2, "colour": "b", "owner": "c"}',
            " <<< sample-foreign",
        ),
    ],
)
def test_one_misspelt_name_beside_many_optional_rows(
    tmp_path: Path, sample: str, mark: str
) -> None:
    """Once the sample was foreign: it shows next to none of the rows."""
    parameters = TARGET + MANY
    rows = "\n".join(f"{key}: {key}" for key in ("target", "clean_steps", *HINTS))
    text = things(rows, parameters, sample)
    text = text.replace("thing.json\n   :language", f"thing.json{mark}\n   :language")
    assert_expected(tmp_path, text, "sample-field-misspelt", "sample-foreign")


def test_members_of_one_object_lack_rows_for_one_reason(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        '{"thing": {"id": "a", "name": "b", "size": 1,\n"v": 1, <<< sample-field-undocumented\n"w": 2, "x": 3}}',
    )
    assert found.subject == "thing.v, thing.w, thing.x"
    assert "no rows for 'thing.v', 'thing.w', 'thing.x', which" in found.message
    page, *samples = found.places
    assert page.path == "api-ref/source/things.inc", "the row beside which those rows belong"
    assert "- size" in (tmp_path / page.path).read_text().splitlines()[page.line - 1]
    assert [place.line for place in samples] == [3, 3]


SHARED = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: crew.inc
=== api-ref/source/crew.inc
{}{}=== api-ref/source/crew.json
{{"name": "a",
"boat": 1}} <<< sample-field-undocumented
=== api-ref/source/parameters.yaml
name: {{in: body, type: string, required: true, description: The name.}}
boat: {{in: body, type: integer, required: true, description: The boat.}}
"""
SAIL = """\
{title}
=========

.. rest_method:: GET /{title}

{title}.

Response
--------

.. rest_parameters:: parameters.yaml

   - name: name
{rows}
.. literalinclude:: crew.json

"""


def test_a_sample_that_another_operation_documents(tmp_path: Path) -> None:
    parts = (
        SAIL.format(title="Show old", rows=""),
        SAIL.format(title="Show new", rows="   - boat: boat\n"),
    )
    (found,) = assert_expected(tmp_path, SHARED.format(*parts), "sample-field-undocumented")
    assert "add one, or show a sample of its own" in found.message
    assert "'Show new', which documents it" in found.message


def test_a_sample_that_another_operation_documents_entirely(tmp_path: Path) -> None:
    """Once told to add rows for all of its fields."""
    parts = (
        SAIL.format(title="Show old", rows="").replace("name: name", "link: link"),
        SAIL.format(title="Show new", rows="   - boat: boat\n"),
    )
    text = SHARED.format(*parts).replace(" <<< sample-field-undocumented", "")
    text += "link: {in: header, type: string, required: true, description: It.}\n"
    write_tree(tmp_path, text)
    (found,) = [each for each in findings(tmp_path) if each.rule == "sample-field-undocumented"]
    assert "show a sample of its own, as this is also that of 'Show new', which" in found.message


def test_the_field_of_another_operation_under_a_similar_name(tmp_path: Path) -> None:
    """Once with the advice to rename it."""
    old = "".join(SAIL.format(title=f"Show {it}", rows="   - boats: boats\n") for it in "ab")
    new = SAIL.format(title="Show new", rows="   - boat: boat\n")
    text = SHARED.format(old, new).replace("sample-field-undocumented", "sample-field-misspelt")
    text += "boats: {in: body, type: integer, required: true, description: The boats.}\n"
    (found,) = assert_expected(tmp_path, text, "sample-field-misspelt")
    assert "or show a sample of its own, as this is also that of 'Show new'" in found.message


@pytest.mark.parametrize(
    ("file", "rows", "advice"),
    [
        ("new-show.json", "", "show a sample of its own, as this is also that of 'Show new'"),
        # The other table has the row as well.
        (
            "new-show.json",
            "   - size: size\n",
            "add it, remove the row, or refer to an optional entry",
        ),
        # It has the name of neither.
        (
            "crew.json",
            "",
            "add it, remove the row, or make it optional in api-ref/source/parameters.yaml",
        ),
    ],
)
def test_a_sample_of_another_operation_that_lacks_a_field(
    tmp_path: Path, file: str, rows: str, advice: str
) -> None:
    """Once told to add a field to the sample of another operation."""
    parts = (
        SAIL.format(title="Show old", rows="   - size: size\n"),
        SAIL.format(title="Show new", rows=f"   - boat: boat\n{rows}"),
    )
    text = SHARED.format(*parts).replace(" <<< sample-field-undocumented", "")
    text += "size:\n  description: It.\n  in: body\n  required: true\n  type: integer\n"
    write_tree(tmp_path, text.replace("crew.json", file))
    found = [
        each
        for each in findings(tmp_path)
        if "field-missing" in each.rule or "perhaps" in each.rule
    ]
    assert [each.message.rpartition("; ")[2] for each in found] == [advice]


def test_a_sample_of_another_operation_under_a_similar_name(tmp_path: Path) -> None:
    """Once told to rename the field or the row, although the other table has the name."""
    parts = (
        SAIL.format(title="Show old", rows="   - boats: size\n"),
        SAIL.format(title="Show new", rows="   - boat: boat\n"),
    )
    text = SHARED.format(*parts).replace(" <<< sample-field-undocumented", "")
    text += "size:\n  description: It.\n  in: body\n  required: true\n  type: integer\n"
    text += '=== api-ref/source/fleet.json\n{"boats": 2}\n'
    write_tree(tmp_path, text)
    (found,) = [each for each in findings(tmp_path) if each.rule == "sample-field-misspelt"]
    assert found.message.endswith(
        "use one name, or show a sample of its own, as this is also that of 'Show new', which"
        " documents it"
    )


def test_the_row_of_a_list_in_a_table_of_one(tmp_path: Path) -> None:
    """Once told to show a sample of its own."""
    tree = things(
        "things: things <<< sample-field-missing\nid: id\nname: name",
        "things: array required It.\nid: string required It.\nname: string required It.",
        '{"id": "a", "name": "b"}',
    )
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert found.message.endswith("remove the row, as the URL is that of one of them")


@pytest.mark.parametrize(
    ("more", "advice"),
    [
        ("", "rename the row to 'things', and refer to an entry that is an array"),
        ("things: array required Them.", "to 'things', and refer to the entry 'things'"),
        ("things: object required Them.", "to 'things', and refer to an entry that is an array"),
    ],
)
def test_a_misnamed_row_whose_entry_is_of_one(tmp_path: Path, more: str, advice: str) -> None:
    """Once an advice that made a row of a wrong type."""
    parameters = f"thing: object required It.\nid: string required It.\n{more}"
    rows = "thing: thing <<< misnamed-row\nid: id"
    tree = things(rows, parameters, '{"things": [{"id": "a"}]}')
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert found.message.endswith(advice)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (
            '[{"id": "a"}]',
            "a sample of this operation, as the one is an array and the other an object",
        ),
        ('{"id": "a"}', "if they are the same field, use one name"),
    ],
)
def test_the_sample_of_a_list_in_place_of_one(tmp_path: Path, value: str, advice: str) -> None:
    """Once told to rename the row."""
    sample = f'{{"things": {value}}} <<< sample-field-misspelt'
    tree = things(
        "thing: thing\nid: id", "thing: object required It.\nid: string required It.", sample
    )
    sent = "Request\n-------\n\n.. rest_parameters:: parameters.yaml\n\n   - thing: thing\n\n"
    tree = tree.replace("Response\n", f"{sent}Response\n", 1)
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert found.message.endswith(advice)


def test_a_list_without_the_object_around_it(tmp_path: Path) -> None:
    """Once told to add the list to each of its own items."""
    tree = things(
        "things: things\nid: id",
        "things: array required It.\nid: string required It.",
        '[{"id": "a"}] <<< sample-field-perhaps-missing',
    )
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert found.message.endswith("wrap the list in an object, as 'things', or remove the row")


def test_an_entry_of_other_rows_is_not_made_optional(tmp_path: Path) -> None:
    sample = '{"thing": {"id": "a"}} <<< sample-field-missing'
    parameters = PARAMETERS.replace("name: string optional", "name: string required")
    (found,) = check(tmp_path, sample, f"{ROWS}\nother: name", parameters)
    assert found.message == (
        "fields 'name', 'other' are required, but missing from 'thing' in the response sample;"
        " add them, remove the rows, or refer to an optional entry"
    )


ONE = "field 'name' is required, but missing from 'thing' in the response sample"
TWO = "fields 'name', 'size' are required, but missing from 'thing' in the response sample"


@pytest.mark.parametrize(
    ("required", "entries", "message"),
    [
        (
            "name: string",
            "",
            f"{ONE}; add it, remove the row, or make it optional in api-ref/source/parameters.yaml",
        ),
        (
            "name: string",
            "name-opt: string optional It.",
            f"{ONE}; add it, or refer to 'name-opt', which is optional",
        ),
        (
            "",
            "",
            f"{TWO}; add them, remove the rows, or make them optional in"
            " api-ref/source/parameters.yaml",
        ),
        (
            "",
            "name-opt: string optional It.",
            f"{TWO}; add them, remove the rows, or make them optional in"
            " api-ref/source/parameters.yaml",
        ),
        (
            "",
            "name-opt: string optional It.\nsize-opt: integer optional It.",
            f"{TWO}; add them, or refer to 'name-opt', 'size-opt', which are optional",
        ),
    ],
)
def test_what_to_do_about_missing_fields(
    tmp_path: Path, required: str, entries: str, message: str
) -> None:
    """One field is required, or, without a name, all are."""
    sample = '{"thing": {"id": "a"}} <<< sample-field-missing'
    parameters = PARAMETERS.replace(f"{required} optional", f"{required} required") + entries
    (found,) = check(tmp_path, sample, parameters=parameters)
    assert found.message == message


def test_a_field_of_no_row_in_a_sample_without_a_comma(tmp_path: Path) -> None:
    sample = '{\n"thing": {\n"id": "a"\n"owner": 1 <<< json-syntax, sample-field-undocumented\n}}'
    assert_expected(tmp_path, things(ROWS, PARAMETERS, sample), *RULES, "json-syntax")


@pytest.mark.parametrize(
    ("other", "mark"),
    [("", ""), ('{"name": ', ""), ('{"name": "b", "tag": 2}', " <<< sample-field-missing")],
)
def test_a_request_with_another_sample(tmp_path: Path, other: str, mark: str) -> None:
    """Once missing, although a sample that cannot be read may show them."""
    part = operation(
        endpoint="POST /things/{id}", request="id name tag size", sent={"name": "a", "tag": 1}
    )
    part = part.replace('{\n  "name"', f'{{{mark}\n  "name"')
    again = ".. literalinclude:: show-thing-request.json\n"
    part = part.replace(again, f"{again}\n.. literalinclude:: other-request.json\n")
    if other:
        part += f"=== api-ref/source/other-request.json\n{other}\n"
    known = entries("id: path string required It.", "size: body integer required It.")
    assert_expected(tmp_path, whole(part, known), "sample-field-missing")


def test_a_table_with_a_placeholder_in_the_body_documents_no_body(tmp_path: Path) -> None:
    """Once two findings of a table, as another one lacks one of the fields too."""
    one = operation("Update box", "PUT /boxes/{box}", request="box", sent={"lid": 1, "rim": 2})
    other = operation("Create box", "POST /boxes", request="rim", sent={"lid": 1, "rim": 2})
    write_tree(tmp_path, whole(one, other))
    found = [it for it in findings(tmp_path) if it.rule == "sample-field-undocumented"]
    assert [it.subject for it in found] == ["lid", "lid, rim"]


@pytest.mark.parametrize(("row", "mark"), [("thing", "wrong"), ("other", "")])
def test_rows_of_more_than_the_part_that_a_url_names(tmp_path: Path, row: str, mark: str) -> None:
    """Once told to add them to the part."""
    part = operation(
        endpoint="GET /things/{id}/tags", response=f"{row} size tags", shown={"tags": {"a": "b"}}
    )
    known = entries("size: body integer required It.", "tags: body object required It.")
    write_tree(tmp_path, whole(part, known))
    (found,) = [it for it in findings(tmp_path) if it.rule.startswith("sample-field-")]
    is_at_table = found.location.path.endswith("things.inc")
    assert is_at_table is found.message.endswith("as the URL is that of a part only") is bool(mark)


LISTED = "id: string required The UUID.\nname: string required It."


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (
            '[{"id": "a", "name": "b"},\n{"id": "a"}, <<< sample-field-perhaps-missing\n{"id": "b"}]',
            "missing from some items in the response sample",
        ),
        (
            '{"things": [{"id": "a", "name": "b"},\n{"name": "a"} <<< sample-field-perhaps-missing\n]}',
            "missing from some items of 'things' in the response sample",
        ),
    ],
)
def test_a_field_that_only_some_items_have(tmp_path: Path, sample: str, words: str) -> None:
    tree = things("id: id\nname: name", LISTED, sample)
    found = assert_expected(tmp_path, tree, "sample-field-missing", "sample-field-perhaps-missing")
    assert words in found[0].message


def test_a_field_that_some_items_and_another_sample_lack_is_told_once(tmp_path: Path) -> None:
    tree = things("id: id\nname: name", LISTED, '{"id": "a", "b": 1} <<< sample-field-missing')
    tree = tree.replace("Response\n", "Request\n").replace("GET", "PUT")
    shown = ".. literalinclude:: thing.json\n"
    tree = tree.replace(shown, f"{shown}\n{shown.replace('thing', 'some')}")
    tree += '=== api-ref/source/some.json\n[{"id": "a", "name": "b"}, {"id": "a"}]\n'
    assert_expected(tmp_path, tree, "sample-field-missing", "sample-field-perhaps-missing")
