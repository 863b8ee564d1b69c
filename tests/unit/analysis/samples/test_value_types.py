"""Values of another type than documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.comparison import Value, compare
from apiref.analysis.samples.value_types import (
    contradictions,
    fits_type,
    is_shown_as_documented,
    may_be_null,
    outermost_values,
)
from apiref.model.json_file import Json
from tests.unit.analysis.references import entries, listing, reference


def _value(root: Path, kind: str, text: str, value: Json) -> Value:
    entry = entries(f"a: body {kind} optional {text}")
    tree = reference(root, listing(response="a b", shown={"a": value, "b": "x"}), entry)
    return compare(tree)[0].values[0]


@pytest.mark.parametrize(
    ("kind", "text", "value", "expected"),
    [
        ("string", "It.", "x", True),
        ("string", "It.", 1, False),
        ("string", "It.", None, None),
        ("thing", "It.", 1, None),
        ("none", "It.", {}, None),
        ("none", "It.", "x", False),
        # The description says that it can be something else.
        ("integer", "Either a number or a text.", "x", None),
        ("integer", "The size. Since 2.1 it is a string.", "x", None),
        ("string", "A list, as text, in a request and a list in a response.", ["x"], None),
        ("string", "It can be any JSON value.", {"x": 1}, None),
        ("integer", "A string that is a size.", "x", False),
        ("integer", "The size, or ``max``.", "max", None),
        ("integer", 'The size, or "max".', "max", None),
        ("integer", "The size or the max.", "max", None),
        ("integer", "The size. The max.", "max", False),
        ("integer", "Such as ``5``.", "5", False),
        ("integer", 'Such as "5".', "5", None),
        ("integer", "It may be empty.", "", None),
        ("integer", "It.", "", False),
        ("integer", "It holds an empty list.", "", False),
    ],
)
def test_verdicts(tmp_path: Path, kind: str, text: str, value: Json, expected: bool | None) -> None:
    assert fits_type(_value(tmp_path, kind, text, value)) is expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("string", "It.", False),
        ("string", "It may be null.", True),
        ("string", "It is unset at first.", True),
        ("none", "It.", True),
    ],
)
def test_whether_null_is_told(tmp_path: Path, kind: str, text: str, expected: bool) -> None:
    assert may_be_null(_value(tmp_path, kind, text, 1)) is expected


# Of ``{"host": {"host": "x"}}``, the outer one is not what a row of a text means.
def test_values_at_their_shallowest_place(tmp_path: Path) -> None:
    value: Json = {"a": 1, "part": {"a": 2}, "host": {"host": "x"}}
    tree = reference(tmp_path, listing(response="a part host a=a_2", shown=value))
    (found,) = compare(tree)
    assert [".".join(each.names) for each in outermost_values(found)] == ["a", "part"]


def test_an_object_of_which_another_field_has_the_type_of_its_row(tmp_path: Path) -> None:
    tree = reference(tmp_path, listing(response="host", shown={"host": {"name": "x"}}))
    assert [value.names for value in outermost_values(compare(tree)[0])] == [("host",)]


def test_a_wrong_value_behind_others(tmp_path: Path) -> None:
    """One of which nothing is known, and one whose row refers to a wrong entry."""
    shown: Json = {"z": None, "status": 5, "a": 1}
    tree = reference(tmp_path, listing(response="z status=b a", shown=shown), entries("status"))
    assert [item.parameter.key for item in contradictions(tree)] == ["a"]


def _shows(number: int, value: Json, row: str = "a") -> str:
    shown: Json = {row: value, "b": "x"}
    return listing(title=f"Show {number}", response=f"{row}=a b", shown=shown)


@pytest.mark.parametrize(
    ("kind", "text", "values", "blames"),
    [
        ("string", "It.", ["x"], []),
        ("string", "It.", [1], ["value"]),
        # All samples show the same other type.
        ("string", "It.", [1, 2], ["type"]),
        ("string", "It.", [1, True], ["value", "value"]),
        ("string", "It.", ["x", 1], ["value"]),
        # The description agrees with the sample.
        ("object", "A list of things.", [[]], ["type"]),
        # Nobody writes a list by a slip.
        ("string", "It.", [["x"]], ["type"]),
        ("string", "It.", [[]], ["value"]),
        ("string", "It.", ["x", ["x"]], ["row"]),
        # Quotes around what is documented are wrong in the samples.
        ("integer", "It.", ["5", "6"], ["value", "value"]),
        ("integer", "It.", ["5", "x"], ["type"]),
        ("integer", "It.", ["5", "6", "7"], ["value"] * 3),
        # Unless all of many samples have them.
        ("integer", "It.", ["5", "6", "7", "8"], ["type"]),
        # The description begins with the documented type.
        ("object", "A map of names.", [["x"]], ["sample"]),
        ("object", "The map.", [["x"]], ["type"]),
        ("boolean", "It.", ["true", "False"], ["value", "value"]),
        ("boolean", "It.", ["true", "x"], ["type"]),
    ],
)
def test_what_is_to_blame(
    tmp_path: Path, kind: str, text: str, values: list[Json], blames: list[str]
) -> None:
    parts = [_shows(number, value) for number, value in enumerate(values)]
    tree = reference(tmp_path, *parts, entries(f"a: body {kind} optional {text}"))
    found = contradictions(tree)
    assert [item.blame for item in found] == blames
    assert all(item.parameter.key == "a" for item in found)
    wrong = [value for item in found for _, value in item.values]
    assert len(wrong) == sum(not isinstance(value, str) or kind != "string" for value in values)


@pytest.mark.parametrize(
    ("values", "blames"), [([1], ["value"]), ([1, 2], ["row"]), ([1, [2]], ["value", "row"])]
)
def test_plain_values_of_what_is_an_object_elsewhere(
    tmp_path: Path, values: list[Json], blames: list[str]
) -> None:
    """Once told at the values, although two kinds of fields share an entry."""
    parts = [_shows(number, value) for number, value in enumerate([{"b": 1}, *values])]
    tree = reference(tmp_path, *parts, entries("a: body object optional It."))
    assert [item.blame for item in contradictions(tree)] == blames


@pytest.mark.parametrize(
    ("name", "blame"), [("parts", "sample"), ("part", "type")], ids=["list", "single"]
)
def test_a_list_according_to_the_description(tmp_path: Path, name: str, blame: str) -> None:
    shown = _shows(1, {"x": 1}, row=name)
    entry = entries("a: body array optional List of parts.")
    assert [item.blame for item in contradictions(reference(tmp_path, shown, entry))] == [blame]


@pytest.mark.parametrize(("others", "blame"), [(1, "value"), (2, "sample")])
def test_an_object_in_most_samples(tmp_path: Path, others: int, blame: str) -> None:
    """Once told to change the type, although other samples of the name show it."""
    parts = [listing(title=f"Get {n}", response="b", shown={"a": {}}) for n in range(others)]
    entry = entries("a: body object optional It.")
    tree = reference(tmp_path, _shows(1, "x"), *parts, entry)
    assert [item.blame for item in contradictions(tree)] == [blame]


@pytest.mark.parametrize(("elsewhere", "blame"), [(None, "type"), ({"item": {"b": 1}}, "row")])
def test_a_list_in_one_of_several_rows(tmp_path: Path, elsewhere: Json, blame: str) -> None:
    """Once told to refer to another entry, although no sample agrees with this one."""
    second = listing(title="Show 2", response="items=a c", shown=elsewhere)
    entry = entries("a: body object optional It.")
    tree = reference(tmp_path, _shows(1, [1], row="items"), second, entry)
    assert [item.blame for item in contradictions(tree)] == [blame]


@pytest.mark.parametrize(("key", "count"), [("disk_size", 0), ("size", 1), ("node_size", 1)])
def test_a_row_of_another_object_by_its_key(tmp_path: Path, key: str, count: int) -> None:
    """Once a false alarm: the row was that of a field in another object."""
    rows = f"disk size={key}"
    tree = reference(
        tmp_path,
        listing(response=rows, shown={"size": {"x": 1}}),
        entries("disk: body object", f"{key}: body string"),
    )
    assert len(contradictions(tree)) == count


def test_a_row_of_another_entry_is_told_as_such(tmp_path: Path) -> None:
    tree = reference(tmp_path, _shows(1, 5, row="status"), entries("status: body", "a: body"))
    assert contradictions(tree) == ()


def test_a_value_in_a_linked_section(tmp_path: Path) -> None:
    about = '=== api-ref/source/about.rst\nAbout\n=====\n\nValues\n------\n\nOr "max".\n'
    entry = entries("a: body integer optional See `Values`_.")
    tree = reference(tmp_path, about, _shows(1, "max"), _shows(2, "min"), entry)
    assert [value.place.value for item in contradictions(tree) for _, value in item.values] == [
        "min"
    ]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [([{"a": 1}], True), ([{"a": "x"}], False), ([{"a": 1}, {"a": "x"}], False), ([], False)],
)
def test_a_type_that_samples_show_as_documented(
    tmp_path: Path, shown: list[Json], expected: bool
) -> None:
    entry = entries("a: body integer optional It.")
    tree = reference(tmp_path, listing(response="a", shown=shown), entry)
    (parameter,) = tree.parameters
    assert is_shown_as_documented(tree, parameter) is expected


def test_a_field_elsewhere_that_is_named_like_an_item(tmp_path: Path) -> None:
    """Once told at one of two rows, as another operation shows a text of that name."""
    other = listing(title="Show 3", response="c", shown={"item": "x", "c": "y"})
    second = listing(title="Show 2", response="items=a c", shown={"c": "y"})
    entry = entries("a: body string optional It.")
    tree = reference(tmp_path, _shows(1, [1], row="items"), second, other, entry)
    assert [item.blame for item in contradictions(tree)] == ["type"]
