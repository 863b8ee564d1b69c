"""Rules of ``apiref.rules.parameters.types``."""

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

.. rest_method:: GET /things

.. rest_parameters:: parameters.yaml

   - thing: thing
=== api-ref/source/parameters.yaml
"""
)

RULES = (
    "misspelt-type",
    "nonstandard-type",
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
        ("JSON object", "object"),
        ("key-only", "none"),
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
    ("type_", "intended"), [("sting", "string"), ("interger", "integer"), ("boolen", "boolean")]
)
def test_misspelt_types(tmp_path: Path, type_: str, intended: str) -> None:
    found = assert_expected(tmp_path, tree(type_, mark="misspelt-type"), *RULES)
    assert f"did you mean '{intended}'?" in found[0].message
    assert found[0].fix is not None


def test_a_misspelt_type_that_is_not_certain(tmp_path: Path) -> None:
    (found,) = assert_expected(tmp_path, tree("intfloat", mark="misspelt-type"), *RULES)
    assert found.fix is None


@pytest.mark.parametrize("type_", ["thing", "string or thing", "thing|null", "string or"])
def test_a_type_that_nobody_knows(tmp_path: Path, type_: str) -> None:
    """What follows a known type is meant to explain it."""
    (found,) = assert_expected(tmp_path, tree(type_, mark="unknown-type"), *RULES)
    expected = Severity.INFO if type_.startswith("string") else Severity.WARNING
    assert found.severity is expected


@pytest.mark.parametrize(
    "type_", ["string or null", "string, none", "none|array", "int/None", "float/Integer"]
)
def test_several_known_types(tmp_path: Path, type_: str) -> None:
    """Once a false alarm."""
    assert_expected(tmp_path, tree(type_), *RULES)


def test_an_unknown_type_of_several_entries_is_one_finding(tmp_path: Path) -> None:
    entries = "a: {in: body, type: thing}\nb: {in: body, type: stuff} <<< unknown-type\n"
    page = PAGE.replace("   - thing: thing\n", "   - thing: thing\n   - a: a\n   - b: b\n")
    text = page + tree("thing", mark="unknown-type").removeprefix(PAGE) + entries
    (found, _) = assert_expected(tmp_path, text, "unknown-type")
    assert len(found.places) == 1


@pytest.mark.parametrize(("count", "severity"), [(2, Severity.WARNING), (3, Severity.INFO)])
def test_an_unknown_type_that_a_file_has_chosen(
    tmp_path: Path, count: int, severity: Severity
) -> None:
    """Once a warning for a name that all such entries have."""
    entries = "".join(f"a{at}: {{in: body, type: thing}}\n" for at in range(count))
    rows = "".join(f"   - a{at}: a{at}\n" for at in range(count))
    write_tree(tmp_path, PAGE.replace("   - thing: thing\n", rows) + entries)
    (found,) = (each for each in findings(tmp_path) if each.rule == "unknown-type")
    assert found.severity == severity


@pytest.mark.parametrize(
    ("others", "severity"),
    [
        ("uuid enum", Severity.INFO),
        ("uuid str", Severity.WARNING),
        ("only-thing,since", Severity.INFO),
        ("only-other,since", Severity.WARNING),
    ],
)
def test_a_file_with_types_of_its_own(tmp_path: Path, others: str, severity: Severity) -> None:
    """Once a warning for one of several names that a file has chosen."""
    entries = "a0: {in: body, type: only-thing}\n" + "".join(
        f'a{at}: {{in: body, type: "{kind.replace(",", " ")}"}}\n'
        for at, kind in enumerate(others.split(), 1)
    )
    rows = "".join(f"   - a{at}: a{at}\n" for at in range(len(others.split()) + 1))
    write_tree(tmp_path, PAGE.replace("   - thing: thing\n", rows) + entries)
    found, *_ = (each for each in findings(tmp_path) if each.rule == "unknown-type")
    assert found.severity == severity


def test_types_behind_others(tmp_path: Path) -> None:
    kinds = {
        "string": "",
        "sting": "misspelt-type",
        "strang": "misspelt-type",
        "list": "nonstandard-type",
        "dict": "nonstandard-type",
        "thing": "unknown-type",
        "stuff": "unknown-type",
    }
    entries = "".join(
        f"a{at}: {{in: body, type: {kind}}}{mark and f' <<< {mark}'}\n"
        for at, (kind, mark) in enumerate(kinds.items())
    )
    rows = "".join(f"   - a{at}: a{at}\n" for at in range(len(kinds)))
    page = PAGE.replace("   - thing: thing\n", rows)
    assert_expected(tmp_path, f"{page}{entries}", *RULES)


@pytest.mark.parametrize("type_", ["iso8601 timestamp", "uuid_str", "RFC 3339 date"])
def test_what_a_string_holds_is_no_unknown_type(tmp_path: Path, type_: str) -> None:
    assert_expected(tmp_path, tree(type_, mark="nonstandard-type"), *RULES)


@pytest.mark.parametrize("type_", ["iso8601 stamp", "thing_ref_x", "thing object"])
def test_words_that_are_no_type(tmp_path: Path, type_: str) -> None:
    assert_expected(tmp_path, tree(type_, mark="unknown-type"), *RULES)


@pytest.mark.parametrize(
    ("type_", "usual", "count"), [("uuid", 20, 0), ("bool", 0, 0), ("bool", 10, 10)]
)
def test_a_type_that_most_entries_have(tmp_path: Path, type_: str, usual: int, count: int) -> None:
    """Once a false alarm for each of them: it is a convention."""
    kinds = [type_] * 10 + ["boolean" if type_ == "bool" else "string"] * usual + ["list"]
    entries = "".join(f"a{at}: {{in: body, type: {kind}}}\n" for at, kind in enumerate(kinds))
    rows = "".join(f"   - a{at}: a{at}\n" for at in range(len(kinds)))
    write_tree(
        tmp_path,
        tree("string").replace("=== api-ref/source/param", f"{rows}=== api-ref/source/param")
        + entries,
    )
    assert [each.rule for each in findings(tmp_path)].count("nonstandard-type") == count + 1
