"""Rules of ``apiref.rules.parameter_types``."""

from pathlib import Path

import pytest

from tests.trees import INDEX, assert_expected

PAGE = (
    INDEX
    + """\
=== api-ref/source/things.inc
Things
======

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - thing: thing
=== api-ref/source/parameters.yaml
"""
)

RULES = (
    "misspelt-type",
    "nonstandard-type",
    "several-types",
    "unknown-type",
    "contradicted-type",
)


def tree(type_: str, description: str = "A thing.", mark: str = "") -> str:
    mark = f" <<< {mark}" if mark else ""
    return (
        f"{PAGE}thing:\n  in: body\n  type: {type_}{mark}\n  required: true\n"
        f"  description: |\n    {description}\n"
    )


@pytest.mark.parametrize(
    "type_", ["array", "boolean", "float", "integer", "none", "object", "string"]
)
def test_standard_types_are_silent(tmp_path: Path, type_: str) -> None:
    assert_expected(tmp_path, tree(type_), *RULES)


@pytest.mark.parametrize(
    ("type_", "standard"),
    [
        ("list", "array"),
        ("dict", "object"),
        ("bool", "boolean"),
        ("int", "integer"),
        ("uuid", "string"),
        ("UUID", "string"),
        ("String", "string"),
        ("enum", "string"),
        ("file", "string"),
        ("ipv4", "string"),
        ("any", "object"),
        ('"string[]"', "array"),
        ('"[string]"', "array"),
        ("JSON", "object"),
        ("number", "float"),
        ("array of strings", "array"),
        ("list of dicts", "array"),
        ("array[string]", "array"),
        ("string (UUID)", "string"),
        ("strings", "string"),
    ],
)
def test_other_names_of_types(tmp_path: Path, type_: str, standard: str) -> None:
    found = assert_expected(tmp_path, tree(type_, mark="nonstandard-type"), *RULES)
    assert found[0].location.column == 9
    assert f"the standard name is '{standard}'" in found[0].message


@pytest.mark.parametrize(
    ("type_", "meant"), [("sting", "string"), ("interger", "integer"), ("boolen", "boolean")]
)
def test_misspelt_types(tmp_path: Path, type_: str, meant: str) -> None:
    found = assert_expected(tmp_path, tree(type_, mark="misspelt-type"), *RULES)
    assert f"did you mean '{meant}'?" in found[0].message


@pytest.mark.parametrize("type_", ["string or null", "none|string", "string, none", "null/str"])
def test_several_types(tmp_path: Path, type_: str) -> None:
    found = assert_expected(tmp_path, tree(type_, mark="several-types"), *RULES)
    assert "write 'string'" in found[0].message


def test_a_type_that_nobody_knows(tmp_path: Path) -> None:
    assert_expected(tmp_path, tree("thing", mark="unknown-type"), *RULES)


@pytest.mark.parametrize(
    ("type_", "description"),
    [
        ("boolean", "The UUID of the volume."),
        ("object", "The UUID of the volume."),
        ("integer", "The volume UUID."),
        ("object", "The associated volume type ID for the volume."),
        ("object", "An availability zone name."),
        ("object", "A list of ``limit`` objects."),
        ("integer", "List of all hosts."),
        ("object", "A collection of ``cgsnapshot`` objects."),
        ("array", "A dictionary of allocations."),
        ("string", "An object that describes the image."),
        ("object", "Indicates whether the volume is encrypted."),
        ("integer", "If ``true``, the volume is encrypted."),
        ("boolean", "The number of volumes."),
        ("float", "The page size, a whole number."),
        ("integer", "The date and time when the resource was created."),
    ],
)
def test_a_type_that_the_description_contradicts(
    tmp_path: Path, type_: str, description: str
) -> None:
    found = assert_expected(tmp_path, tree(type_, description, "contradicted-type"), *RULES)
    assert found[0].location.column == 9


@pytest.mark.parametrize(
    ("type_", "description"),
    [
        ("string", "The UUID of the volume."),
        ("array", "A list of volumes."),
        ("array", "The UUIDs of the volumes."),
        ("string", "A list of IDs, separated by commas."),
        ("object", "A list of key and value pairs."),
        ("object", "A list of image metadata entries."),
        ("object", "The name and the size of the volume."),
        ("array", "A list of dictionaries."),
        ("string", "A dictionary, encoded as a string."),
        ("object", "The UUID of the volume and its name."),
        ("string", "Indicates whether the volume is bootable, as a string."),
        ("integer", "Indicates whether the volume is shared: 0 or 1."),
        ("object", "The number of volumes in each state, by state."),
        ("integer", "The ID of the agent."),
        ("float", "The ratio, an integer or a float."),
        ("object", "The name server object."),
        ("object", "If true, all; an object with the details otherwise."),
    ],
)
def test_descriptions_that_only_seem_to_contradict(
    tmp_path: Path, type_: str, description: str
) -> None:
    assert_expected(tmp_path, tree(type_, description), *RULES)


@pytest.mark.parametrize("type_", ["iso8601 timestamp", "uuid_str", "RFC 3339 date"])
def test_what_a_string_holds_is_no_unknown_type(tmp_path: Path, type_: str) -> None:
    assert_expected(tmp_path, tree(type_, mark="nonstandard-type"), *RULES)


@pytest.mark.parametrize("type_", ["iso8601 stamp", "thing_ref_x"])
def test_words_that_are_no_type(tmp_path: Path, type_: str) -> None:
    assert_expected(tmp_path, tree(type_, mark="unknown-type"), *RULES)
