"""The required fields that samples lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.missing_fields import is_stand_in, missing_fields
from apiref.model.json_file import Json, pointer
from apiref.model.tree import Tree
from tests.unit.analysis.references import SOURCE, entries, listing, operation, reference
from tests.unit.analysis.samples.shown import shown

ID = "73d5f9f3-0000-4000-8000-000000000000"


def _required(*keys: str) -> str:
    return entries(*(f"{key}: body string required The thing." for key in keys))


def _found(tree: Tree, *, is_strict: bool = False) -> list[tuple[str, str, bool]]:
    found = missing_fields(shown(tree, is_strict=is_strict))
    return [(item.field.name, pointer(item.path), item.certain) for item in found]


SIZE = [("size", "$", True)]
PART = entries("part: body object")
BESIDE = f'=== {SOURCE}/beside.json\n{{"part": {{"a": 1}}, "size": 1}}\n'
WITHIN = f'=== {SOURCE}/within.json\n{{"part": {{"size": 1}}}}\n'


@pytest.mark.parametrize(
    ("rows", "value", "parts", "found"),
    [
        ("a size", {"a": 1}, [_required("size")], SIZE),
        ("a size", {"a": 1}, [], []),
        ("a size", {"size": 1}, [_required("size")], []),
        # A row of the same name is optional.
        ("a size size=size_2", {"a": 1}, [_required("size")], []),
        # Two names of one field.
        ("size os-size", {"size": 1}, [_required("size", "os-size")], []),
        ("size os-size", {"os-size": 1}, [_required("size", "os-size")], []),
        ("os-size size", {"os-size": 1}, [_required("size", "os-size")], []),
        (
            "size os-size",
            {"size": 1},
            [_required("size"), entries("os-size: body integer required The thing.")],
            [("os-size", "$", True)],
        ),
        (
            "size os-size",
            {"size": 1},
            [_required("size"), entries("os-size: body string required Another.")],
            [("os-size", "$", True)],
        ),
        ("size os-rate", {"size": 1}, [_required("size", "os-rate")], [("os-rate", "$", True)]),
        (
            "size os-size",
            {"a": 1},
            [_required("size", "os-size")],
            [*SIZE, ("os-size", "$", True)],
        ),
        (
            "size os-size",
            {"size": 1},
            [entries("size: body string required ", "os-size: body string required ")],
            [("os-size", "$", True)],
        ),
        # What the description, or the key, tells.
        ("size", {"a": 1}, [entries("size: body string required It. It may be absent.")], []),
        ("size", {"a": 1}, [entries("size: body string required Required if it is.")], []),
        ("size=size_optional", {"a": 1}, [_required("size_optional")], []),
        ("SIZE", {"a": 1}, [_required("SIZE")], []),
        ("id", {ID: [1]}, [_required("id")], []),
        ("id", {"a": [1]}, [_required("id")], [("id", "$", True)]),
        # The one object that encloses all is where it should stand.
        ("a size", {"part": {"a": 1}}, [_required("size")], [("size", "part", True)]),
        ("a size", {"parts": [{"a": 1}]}, [_required("size")], [("size", "parts[0]", True)]),
        ("a size", {"b": {"a": 1}, "c": {"a": 1}}, [_required("size")], [("size", "$", False)]),
        # Another sample, or its dotted name, shows where it belongs.
        ("b.size", {"b": {"a": 1}}, [_required("b.size")], [("size", "b", True)]),
        ("b.size", {"a": 1}, [_required("b.size")], []),
        # It may stand in what is empty, or is not shown.
        ("part size", {"part": {}, "a": 1}, [_required("size"), entries("part: body object")], []),
        ("part size", {"part": None}, [_required("size"), entries("part: body object")], []),
        # Once not reported: a text that is null or empty contains nothing.
        ("part size", {"part": None}, [_required("size")], [("size", "$", True)]),
        # Once not reported: another item of the list has it.
        ("a size", [{"a": 1, "size": 1}, {"a": 1}], [_required("size")], [("size", "$", False)]),
        ("a size", [{"size": 1}, {}], [_required("size")], []),
        ("a size", {"a": [{"size": 1}, {"b": 1}]}, [_required("size")], [("size", "a", False)]),
        ("a size", {"a": [{"size": 1}, {"b": 1}], "size": 1}, [_required("size")], []),
        (
            "a b.size",
            {"a": [{"b": {"size": 1}}, {"b": {"c": 1}}]},
            [_required("b.size")],
            [("size", "a", False)],
        ),
        # Once not reported: an object without anything.
        ("size a", {}, [_required("size", "a")], SIZE),
        ("a size", {}, [_required("size")], []),
        ("a size", [], [_required("size")], []),
        # Once not reported: elsewhere, the field is beside what is empty.
        ("part size a", {"part": {}, "a": 1}, [_required("size"), PART, BESIDE], SIZE),
        ("part size a", {"part": {}, "a": 1}, [_required("size"), PART, BESIDE, WITHIN], []),
        ("part size a", {"a": 1}, [_required("size"), entries("part: body object")], []),
        ("part size a", {"a": 1}, [_required("size"), entries("part: query object")], []),
        ("metadata size a", {"a": 1}, [_required("size"), entries("metadata: body object")], SIZE),
        # Of ``key`` and ``value``, users choose the names.
        ("key value", {"a": 1}, [_required("key", "value")], []),
        ("key size", {"a": 1}, [_required("key")], [("key", "$", True)]),
        # Users choose the names of what encloses documented fields.
        (
            "parts class total size",
            {"parts": {"VCPU": {"total": 1}}},
            [_required("total", "size"), entries("class: body object required The class.")],
            [],
        ),
        # Each of the others lacks one condition.
        (
            "a <it> SIZE depends optional=thing_optional b.c size",
            {"a": 1},
            [
                _required("it", "<it>", "SIZE", "thing_optional", "b.c", "size"),
                entries("depends: body string required Required if it is."),
            ],
            SIZE,
        ),
        # The sample is a text.
        ("size", "a", [_required("size")], []),
    ],
)
def test_fields(
    tmp_path: Path,
    rows: str,
    value: Json,
    parts: list[str],
    found: list[tuple[str, str, bool]],
) -> None:
    assert _found(reference(tmp_path, listing(response=rows, shown=value), *parts)) == found


# With its own fields, an object may be another choice than the only one that is shown.
@pytest.mark.parametrize(
    ("rows", "certain"),
    [("a start size", False), ("a start a=a_2", True), ("a start", True)],
)
def test_an_object_that_may_be_another_choice(tmp_path: Path, rows: str, certain: bool) -> None:
    required = entries("start: body object required The thing.")
    tree = reference(tmp_path, listing(response=rows, shown={"a": 1}), required)
    assert _found(tree) == [("start", "$", certain)]


def test_a_list_may_be_what_a_row_means(tmp_path: Path) -> None:
    required = entries("parts: body array required The parts.")
    tree = reference(tmp_path, listing(response="parts a", shown=[{"a": 1}]), required)
    assert _found(tree) == [("parts", "[0]", False)]


def _several(root: Path, *values: str, heading: str = "Response") -> Tree:
    text = f"{heading}\n{'-' * len(heading)}\n\n"
    text += "".join(f".. literalinclude:: {number}.json\n\n" for number in range(len(values)))
    files = "".join(f"=== {SOURCE}/{number}.json\n{value}\n" for number, value in enumerate(values))
    required = entries(*(f"{key}: body object required The thing." for key in ("start", "stop")))
    return reference(root, listing(text=text, response="start stop"), files, required)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        # Each shows one alone, as of the actions of one operation.
        (['{"start": 1}', '{"stop": 1}'], 0),
        (['{"start": 1}', '{"start": 2}'], 2),
        (['{"start": 1}', '{"stop": 1, "a": 1}'], 2),
        (['{"start": 1}', '{"stop": 1}', '{"start": 1, "stop": 1}'], 2),
        (['{"start": 1}'], 1),
    ],
)
def test_samples_of_several_choices(tmp_path: Path, values: list[str], count: int) -> None:
    assert len(_found(_several(tmp_path, *values), is_strict=True)) == count


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"kind": 1, "size": 2, "rate": 3}, []),
        ({"kind": 1, "name": 2}, []),
        ({"kind": 1, "size": 2}, ["rate"]),
        # Of the second form it lacks less.
        ({"kind": 1}, ["name"]),
        ({"size": 2, "name": 1}, ["kind", "rate"]),
        ({"a": 1}, ["kind", "size", "rate", "name"]),
    ],
)
@pytest.mark.parametrize("tables", ["kind size rate|kind name", "kind name|kind size rate"])
def test_forms_that_share_a_row(tmp_path: Path, tables: str, value: Json, found: list[str]) -> None:
    """Once a false alarm: a sample of one form lacks what only the other one requires."""
    first, second = tables.split("|")
    more = "".join(f"   - {name}: {name}\n" for name in second.split())
    text = f"Response\n--------\n\n.. rest_parameters:: parameters.yaml\n\n{more}"
    part = listing(text=text, response=first, shown=value)
    tree = reference(tmp_path, part, _required("kind", "size", "rate", "name"))
    assert sorted(name for name, _, _ in _found(tree)) == sorted(found)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        (['{"start": 1}', '{"start": 1, "stop": 1}'], 0),
        # No sample shows it.
        (['{"start": 1}', '{"start": 1, "a": 1}'], 2),
    ],
)
def test_a_brief_answer_beside_a_detailed_one(
    tmp_path: Path, values: list[str], count: int
) -> None:
    """Once a false alarm: the brief one lacks fields that the other one shows."""
    assert len(_found(_several(tmp_path, *values))) == count


def test_a_brief_request_beside_a_detailed_one(tmp_path: Path) -> None:
    heading = "Request\n-------\n\n"
    text = f"{heading}.. literalinclude:: brief.json\n\n"
    part = operation(
        endpoint="POST /a", text=text, request="start stop", sent={"start": 1, "stop": 1}
    )
    brief = f'=== {SOURCE}/brief.json\n{{"start": 1}}\n'
    tree = reference(tmp_path, part, brief, _required("start", "stop"))
    (found,) = missing_fields(shown(tree, "request"))
    assert found.field.name == "stop"


@pytest.mark.parametrize("heading", ["Response (brief)", "Response, selected fields only"])
def test_samples_that_are_cut_short(tmp_path: Path, heading: str) -> None:
    assert _found(_several(tmp_path, '{"a": 1}', heading=heading)) == []


@pytest.mark.parametrize(
    ("version", "is_strict", "found"),
    [("2.1", False, []), ("2.1", True, []), ("2.3", False, SIZE), ("2.3", True, SIZE)],
)
def test_fields_of_a_microversion(
    tmp_path: Path, version: str, is_strict: bool, found: list[tuple[str, str, bool]]
) -> None:
    required = f"{_required('size')}  min_version: 2.2\n"
    heading = f"Response ({version})"
    part = listing(response="a size", shown={"a": 1}, heading=heading)
    assert _found(reference(tmp_path, part, required), is_strict=is_strict) == found


@pytest.mark.parametrize(("bound", "found"), [("  min_version: 2.2\n", SIZE), ("", [])])
def test_a_description_that_limits_a_field_to_a_microversion(
    tmp_path: Path, bound: str, found: list[tuple[str, str, bool]]
) -> None:
    """It counts only where the entry itself does not say so."""
    entry = entries("size: body string required Only returned starting with version 2.2.")
    part = listing(response="a size", shown={"a": 1}, heading="Response (2.5)")
    assert _found(reference(tmp_path, part, f"{entry}{bound}")) == found


@pytest.mark.parametrize(("is_strict", "found"), [(True, SIZE), (False, [])])
def test_an_optional_row_of_another_microversion(
    tmp_path: Path, is_strict: bool, found: list[tuple[str, str, bool]]
) -> None:
    rows = f"{_required('size')}{entries('size_2')}  max_version: 2.1\n"
    part = listing(response="a size size=size_2", shown={"a": 1}, heading="Response (2.3)")
    assert _found(reference(tmp_path, part, rows), is_strict=is_strict) == found


def test_a_field_stands_where_another_sample_has_it(tmp_path: Path) -> None:
    text = "Response\n--------\n\n.. literalinclude:: other.json\n\n"
    part = listing(text=text, response="a size", shown={"b": {"a": 1}, "c": {"d": 1}})
    other = f'=== {SOURCE}/other.json\n{{"b": {{"size": 1}}, "c": {{"d": 1}}}}\n'
    tree = reference(tmp_path, part, other, _required("size"))
    assert _found(tree, is_strict=True) == [("size", "b", True)]


def test_what_the_response_has_is_less_certain_of_the_request(tmp_path: Path) -> None:
    part = operation(endpoint="PUT /a", request="a size", response="size", sent={"a": 1})
    tree = reference(tmp_path, part, _required("size"))
    (found,) = missing_fields(shown(tree, "request"))
    assert not found.certain


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("<name>", "It.", True),
        ("{name}", "It.", True),
        ("name", "Expressed as ``<name>: {}``.", True),
        ("name", "Expressed as ``{name}: {}``.", True),
        ("name", "The ``name`` stands for that of a network.", True),
        ("name", "The text stands for a name.", False),
        ("name", "It is <name>.", False),
        ("name", "It.", False),
    ],
)
def test_names_that_stand_for_others(tmp_path: Path, name: str, text: str, expected: bool) -> None:
    entry = entries(f"key: body object required {text}")
    tree = reference(tmp_path, listing(response=f"{name}=key", shown={}), entry)
    assert is_stand_in(shown(tree).body[0]) is expected


@pytest.mark.parametrize(
    ("url", "row", "count"),
    [
        ("/things/{thing_id}", "id", 0),
        ("/things/{thing_id}", "size", 1),
        ("/things/{name}", "id", 1),
        ("/things/{thing_id}/parts", "thing_id id", 1),
    ],
)
def test_the_row_of_a_part_of_the_url(tmp_path: Path, url: str, row: str, count: int) -> None:
    """Once a second finding: the row has the name of no part of the URL."""
    part = operation(endpoint=f"PUT {url}", request=f"{row} a", sent={"thing": {"a": 1}})
    tree = reference(tmp_path, part, _required("id", "size"))
    assert len([*missing_fields(shown(tree, "request"))]) == count


@pytest.mark.parametrize(("key", "found"), [("blue", []), ("thing", ["label"]), ("a", ["label"])])
def test_a_row_of_the_key_that_the_url_names(tmp_path: Path, key: str, found: list[str]) -> None:
    """Once missing in the object behind that key."""
    part = operation(
        endpoint="GET /things/{label}", response="label a", shown={key: {"a": 1, "b": 2}}
    )
    tree = reference(tmp_path, part, _required("label"))
    assert [item.field.name for item in missing_fields(shown(tree))] == found


@pytest.mark.parametrize(
    ("row", "found"),
    [("parts_links", [("parts_links", "$", True)]), ("size", [("size", "parts[0]", True)])],
)
def test_the_links_of_a_list_are_beside_it(
    tmp_path: Path, row: str, found: list[tuple[str, str, bool]]
) -> None:
    """Once missing from the first item of the list."""
    part = listing(response=f"parts a {row}", shown={"parts": [{"a": 1}]})
    assert _found(reference(tmp_path, part, _required(row))) == found
