"""Rules of ``apiref.rules.parameters.fields``."""

from pathlib import Path

import pytest

from apiref.model.finding import Severity
from tests.trees import INDEX, assert_expected, findings, write_tree

PAGE = (
    INDEX
    + """\
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things/{thing_id}

Request
-------

.. rest_parameters:: parameters.yaml

   - thing_id: thing_id

Response
--------

.. rest_parameters:: parameters.yaml

   - name: name
=== api-ref/source/parameters.yaml
"""
)

THING_ID = """\
thing_id:
  in: path
  type: string
  required: true
  description: The ID.
"""

SOUND = (
    PAGE
    + THING_ID
    + """\
name:
  in: body
  type: string
  required: false
  description: |
    The name.
  min_version: 2.10
  max_version: 2.11
  default: a
  format: uuid
  enum: [a, b]
  example: a
"""
)

RULES = (
    "misspelt-field",
    "unknown-field",
    "missing-field",
    "missing-required",
    "required-not-boolean",
    "optional-path-parameter",
    "unknown-place",
    "field-value",
)


def test_complete_entries_are_silent(tmp_path: Path) -> None:
    assert_expected(tmp_path, SOUND, *RULES)


def test_a_misspelt_required_is_reported_once(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            "name:\n  in: body\n  type: string\n  requried: true <<< misspelt-field\n"
            "  description: The name.\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 3
    assert found[0].subject == "name"
    assert "shows the parameter as optional" in found[0].message
    assert "did you mean 'required'?" in found[0].message


@pytest.mark.parametrize(
    ("fields", "has_fix"),
    [
        ("requried: true", True),
        ("requried: maybe", False),
        ("requried: true\n  requried: true", False),
        ("required: true\n  min_vresion: 2.1", True),
        ("required: true\n  min_vresion: two", False),
    ],
)
def test_the_fix_of_a_misspelt_field(tmp_path: Path, fields: str, has_fix: bool) -> None:
    entry = f"name:\n  in: body\n  type: string\n  {fields}\n  description: The name.\n"
    write_tree(tmp_path, PAGE + THING_ID + entry)
    (found,) = (each for each in findings(tmp_path) if each.rule == "misspelt-field")
    assert (found.fix is not None) is has_fix


def test_a_misspelt_description_is_reported_once(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            "name:\n  in: body\n  type: string\n  required: true\n"
            "  Description: The name. <<< misspelt-field\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "did you mean 'description'?" in found[0].message


def test_a_field_of_another_name_is_reported_by_its_value(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            "name:\n  location: body <<< misspelt-field\n  type: string\n  required: true\n"
            "  description: The name.\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "did you mean 'in'?" in found[0].message


def test_a_field_that_nobody_knows(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            "name:\n  in: body\n  type: string\n  required: true\n  description: The name.\n"
            "  nullable: true <<< unknown-field\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 3


@pytest.mark.parametrize("field", ["min: 0", "max: 9", "minimum: 0", "Type: text", "types: a"])
def test_a_field_that_stands_for_none_that_is_missing(tmp_path: Path, field: str) -> None:
    """Once a false alarm: ``min`` was taken for ``in``."""
    entry = THING_ID.replace("thing_id", "name").replace("path", "body")
    assert_expected(tmp_path, f"{PAGE}{THING_ID}{entry}  {field} <<< unknown-field\n", *RULES)


def test_missing_fields_are_one_finding_at_the_key(tmp_path: Path) -> None:
    tree = PAGE + THING_ID + "name: <<< missing-field\n  in: body\n  required: true\n"
    found = assert_expected(tmp_path, tree, *RULES)
    assert "no 'type' and no 'description'" in found[0].message
    assert [place.line - found[0].location.line for place in found[0].places] == [2]


@pytest.mark.parametrize("lost", ["required", "type", "description"])
def test_a_field_that_stands_under_the_name_of_another(tmp_path: Path, lost: str) -> None:
    """The duplicate of the other field is the only defect: no field is missing as well."""
    entry = THING_ID.replace("thing_id", "name").replace("path", "body")
    write_tree(tmp_path, PAGE + THING_ID + entry.replace(f"  {lost}:", "  in:"))
    found = {each.rule for each in findings(tmp_path)}
    assert "duplicate-field" in found
    assert not found & {"missing-field", "missing-required"}


def test_fields_that_are_indented_into_the_description(tmp_path: Path) -> None:
    """Once with the advice to add them."""
    lines = ["in: body", "required: true", "type: string"]
    text = "name: <<< missing-field\n  description: |\n    The name.\n"
    text += "".join(f"    {line}\n" for line in lines)
    page = PAGE.replace("   - thing_id: thing_id\n", "   - thing_id: thing_id\n   - name: name\n")
    (found,) = assert_expected(tmp_path / "all", f"{page}{THING_ID}{text}", *RULES)
    assert found.message.endswith("; these lines are indented into its description, so dedent them")
    text = text.replace("missing-field", "missing-required")
    for line in ("in: body", "type: string"):
        text = text.replace(f"    {line}\n", "") + f"  {line}\n"
    (found,) = assert_expected(tmp_path / "one", f"{page}{THING_ID}{text}", *RULES)
    assert found.message.endswith("; this line is indented into its description, so dedent it")


def test_a_missing_required(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + ("name: <<< missing-required\n  in: body\n  type: string\n  description: The name.\n")
    )
    (found,) = assert_expected(tmp_path, tree, *RULES)
    assert [place.line - found.location.line for place in found.places] == [3]


def test_required_is_a_boolean(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            'name:\n  in: body\n  type: string\n  required: "false" <<< required-not-boolean\n'
            "  description: The name.\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 13
    assert "the text 'false'" in found[0].message
    assert "shows the parameter as required" in found[0].message


def test_an_empty_required(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + (
            "name:\n  in: body\n  type: string\n  required: <<< required-not-boolean\n"
            "  description: The name.\n"
        )
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "is empty" in found[0].message


def test_required_in_any_spelling_of_yaml(tmp_path: Path) -> None:
    for word in ("True", "TRUE", "yes", "no", "False"):
        assert_expected(tmp_path, SOUND.replace("required: false", f"required: {word}"), *RULES)


def test_an_optional_path_parameter(tmp_path: Path) -> None:
    tree = SOUND.replace("required: true", "required: false <<< optional-path-parameter", 1)
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 13


def test_a_path_parameter_without_required(tmp_path: Path) -> None:
    tree = SOUND.replace("  required: true\n", "", 1).replace(
        "thing_id:\n", "thing_id: <<< optional-path-parameter\n"
    )
    assert_expected(tmp_path, tree, *RULES)


def test_an_optional_path_parameter_that_no_row_refers_to(tmp_path: Path) -> None:
    """It is to be removed, not to be required."""
    other = THING_ID.replace("thing_id", "other").replace("true", "false")
    assert_expected(tmp_path, PAGE + THING_ID + other, *RULES)


def test_an_optional_path_parameter_outside_the_url_is_another_fault(tmp_path: Path) -> None:
    tree = SOUND.replace("required: true", "required: false", 1).replace("/{thing_id}", "")
    assert_expected(tmp_path, tree, *RULES)


def test_an_operation_with_a_url_that_lacks_the_parameter(tmp_path: Path) -> None:
    """Once a false positive: the parameter is optional in such an operation."""
    tree = SOUND.replace("required: true", "required: false", 1)
    two = tree.replace(
        ".. rest_method:: GET /things/{thing_id}\n",
        ".. rest_method:: GET /things/{thing_id}\n\n.. rest_method:: GET /things\n",
    )
    assert two != tree
    assert_expected(tmp_path, two, "optional-path-parameter")


def test_an_unknown_place(tmp_path: Path) -> None:
    tree = SOUND.replace("in: body", "in: Body <<< unknown-place")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 7
    assert "did you mean 'body'?" in found[0].message


def test_an_unknown_place_without_a_close_one(tmp_path: Path) -> None:
    tree = SOUND.replace("in: body", "in: cookie <<< unknown-place")
    found = assert_expected(tmp_path, tree, *RULES)
    assert "did you mean" not in found[0].message


def test_values_that_are_no_text(tmp_path: Path) -> None:
    tree = SOUND.replace(
        "type: string\n  required: false", "type: [a] <<< field-value\n  required: false"
    )
    found = assert_expected(tmp_path, tree, *RULES)
    assert "is a list" in found[0].message


def test_an_empty_description(tmp_path: Path) -> None:
    tree = SOUND.replace("description: The ID.", "description: <<< field-value")
    found = assert_expected(tmp_path, tree, *RULES)
    assert found[0].location.column == 3


def test_a_version_that_is_a_list(tmp_path: Path) -> None:
    tree = SOUND.replace("min_version: 2.10", "min_version: [2, 10] <<< field-value")
    assert_expected(tmp_path, tree, *RULES)


def test_merge_keys_bring_fields(tmp_path: Path) -> None:
    """Once a false positive: a merged entry, an incomplete template, a bound taken back by null."""
    tree = (
        PAGE
        + """\
thing_id:
  in: path
  type: string
  required: true
  description: The ID.
common: &common
  in: body
  required: true
  min_version: 2.10
name:
  <<: *common
  type: string
  description: The name.
  min_version: null
"""
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_fault_of_a_template_is_reported_once(tmp_path: Path) -> None:
    tree = (
        PAGE
        + THING_ID
        + """\
common: &common
  in: bdoy <<< unknown-place
  required: 1 <<< required-not-boolean
  min_vresion: 2.1 <<< misspelt-field
  type: string
  description: A name.
name:
  <<: *common
name_2:
  <<: *common
"""
    )
    assert_expected(tmp_path, tree, *RULES)


def test_a_template_that_rows_refer_to_may_not_be_optional(tmp_path: Path) -> None:
    tree = (
        PAGE
        + """\
thing_id: &thing_id
  in: path
  type: string
  required: false <<< optional-path-parameter
  description: The ID.
other_id:
  <<: *thing_id
  required: true
"""
    )
    assert_expected(tmp_path, tree, "optional-path-parameter")


# Each entry lacks one condition of the rules.
OTHERS = """\
base: &base
  type: string
copy:
  <<: *base
  in: body
  required: true
  description: The copy.
twice:
  description: The thing.
  description: The thing.
lost:
  in: path
  required: false
  type: string
  description: Of no URL.
misspelt:
  in: path
  requierd: true
  type: string
  description: The thing.
empty:
  in:
  required:
listed:
  in: [body]
  required: [true]
blank:
  in: " "
good:
  in: body
  type: string
  required: false
  description: The thing.
"""


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("in: body\n  tpye: string\n  required: true\n  description: It.", "misspelt-field"),
        (
            "in: body\n  type: string\n  requried: true\n  tpye: a\n  description: It.",
            "misspelt-field",
        ),
        ("in: body\n  requried: true\n  descripton: It.\n  colour: red", "unknown-field"),
        ("in: body\n  required: true\n  description: It.", "missing-field"),
        ("in: body\n  type: string\n  description: It.", "missing-required"),
        ("in: body\n  required: 'yes'", "required-not-boolean"),
        ("in: bodi", "unknown-place"),
        ("<<: *base\n  in: body\n  description: ' '", "field-value"),
    ],
)
def test_an_entry_behind_others(tmp_path: Path, entry: str, rule: str) -> None:
    rows = "   - thing_id: thing_id\n   - lost: lost\n   - misspelt: misspelt\n"
    page = PAGE.replace("   - thing_id: thing_id\n", rows)
    write_tree(tmp_path, f"{page}{THING_ID}{OTHERS}name:\n  {entry}\n")
    found = [each for each in findings(tmp_path) if each.subject == "name"]
    assert rule in {each.rule for each in found}


def test_a_field_that_may_stand_for_one_of_two(tmp_path: Path) -> None:
    """Its value fits both, or one that an entry needs only sometimes."""
    entry = "name:\n  in: body\n  required: true\n  {}\n"
    for number, (fields, rule) in enumerate(
        (
            ("type: string\n  zzz: The name.", "misspelt-field"),
            ("zzz: string", "misspelt-field"),
            ("type: string\n  description: It.\n  zzz: 2.10", "unknown-field"),
            ("type: string\n  description: It.\n  zzz: The name.", "unknown-field"),
        )
    ):
        root = tmp_path / str(number)
        write_tree(root, PAGE + THING_ID + entry.format(fields))
        found = [each.rule for each in findings(root) if "zzz" in each.message]
        assert found == [rule], fields


def test_a_path_parameter_that_is_optional_behind_others(tmp_path: Path) -> None:
    """One of no URL, used below a table outside of operations, and one with a misspelt field."""
    table = ".. rest_parameters:: parameters.yaml\n\n"
    rows = f"{table}   - thing_id: thing_id\n   - lost: lost\n   - typo: typo\n"
    page = PAGE.replace(
        "Things\n======\n", f"Text\n====\n\n{table}   - typo: typo\n\nThings\n======\n"
    )
    page = page.replace(f"{table}   - thing_id: thing_id\n", rows)
    page = page.replace("{thing_id}", "{thing_id}/{typo}")
    typo = "typo:\n  in: path\n  type: string\n  requierd: true\n  description: It.\n"
    lost = "lost:\n  in: path\n  type: string\n  required: false\n  description: It.\n"
    last = THING_ID.replace("true", "false <<< optional-path-parameter")
    name = "name:\n  in: body\n"
    assert_expected(tmp_path, f"{page}{typo}{lost}{name}{last}", "optional-path-parameter")


@pytest.mark.parametrize(("length", "end"), [(40, "'"), (41, "...'")])
def test_how_much_of_a_wrong_value_is_quoted(tmp_path: Path, length: int, end: str) -> None:
    entry = f"name:\n  in: body\n  required: {'x' * length} <<< required-not-boolean\n"
    (found,) = assert_expected(tmp_path, f"{PAGE}{THING_ID}{entry}", "required-not-boolean")
    assert f"is the text '{'x' * 40}{end}, not" in found.message


@pytest.mark.parametrize(
    ("place", "count", "others", "known", "severity"),
    [
        ("query", 10, "false", 20, Severity.INFO),
        ("query", 9, "false", 20, Severity.WARNING),
        # More than say it.
        ("query", 4, "false", 3, Severity.INFO),
        ("query", 3, "false", 3, Severity.WARNING),
        # Too few for a custom.
        ("query", 2, "false", 1, Severity.WARNING),
        # No entry says that it is optional.
        ("query", 3, "true", 20, Severity.INFO),
        ("query", 2, "true", 20, Severity.WARNING),
        ("body", 10, "false", 20, Severity.WARNING),
    ],
)
def test_required_left_out_of_many_entries(
    tmp_path: Path, place: str, count: int, others: str, known: int, severity: Severity
) -> None:
    """As a way to say that filters are optional, but not for what a response always contains."""
    heading = {"query": "Request", "body": "Response"}[place]
    rows = "".join(f"   - f{number}: f{number}\n" for number in range(count))
    table = f"\n{heading}\n-------\n\n.. rest_parameters:: parameters.yaml\n\n{rows}"
    page, _, file = PAGE.partition("=== api-ref/source/parameters.yaml\n")
    stated = "".join(
        f"s{number}:\n  in: {place}\n  type: string\n  required: {others}\n  description: It.\n"
        for number in range(known)
    )
    entries = "".join(
        f"f{number}:\n  in: {place}\n  type: string\n  description: It.\n"
        for number in range(count)
    )
    write_tree(
        tmp_path,
        f"{page}{table}=== api-ref/source/parameters.yaml\n{file}{THING_ID}{stated}{entries}",
    )
    found = [each for each in findings(tmp_path) if each.rule == "missing-required"]
    assert [each.severity for each in found] == [severity] * count


def test_a_missing_required_of_an_entry_without_rows(tmp_path: Path) -> None:
    entry = "size:\n  in: body\n  type: string\n  description: The size.\n"
    found = assert_expected(tmp_path, PAGE + THING_ID + entry, "missing-required")
    assert not found
