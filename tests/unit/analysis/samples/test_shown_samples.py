"""The samples of one role beside what its tables document."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.samples.shown_samples import objects_of
from apiref.model.json_file import Json
from tests.unit.analysis.references import SOURCE, entries, operation, reference
from tests.unit.analysis.samples.shown import shown

TABLE = ".. list-table::\n\n   * - size\n     - The size.\n"
PAGE = f"=== {SOURCE}/about.rst\nAbout\n=====\n\nCommon\n------\n\nThe ``common``.\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It has ``size``.", {"size"}),
        (TABLE, {"size"}),
        ("size: The size.", {"size"}),
        ("size (optional) - The size.", {"size"}),
        ('It has "size".', {"size"}),
        ("**size**", {"size"}),
        ("See `Common`_.", {"common"}),
        ("The response is the same as elsewhere.", {"a", "b"}),
        ("It takes the same parameters as others.", {"a", "b"}),
        ("The same.", set()),
        ("A size.", set()),
    ],
)
def test_names_that_a_text_documents(tmp_path: Path, text: str, names: set[str]) -> None:
    tree = reference(
        tmp_path, operation(text=text, response="a", shown={}), PAGE, operation("Two", response="b")
    )
    assert shown(tree).described == names


def test_a_mere_literal_is_too_little_where_it_matters(tmp_path: Path) -> None:
    text = f"It has ``color``.\n\n{TABLE}"
    tree = reference(tmp_path, operation(text=text, response="a", shown={}))
    assert shown(tree, is_strict=True).described == {"size"}


def test_templates_of_names(tmp_path: Path) -> None:
    rows = entries(
        "a: body object optional Such as ``volumes_{type}``.",
        "h: header string required ``h_{type}``",
    )
    tree = reference(tmp_path, operation(response="a h", shown={}), rows)
    assert [bool(each.fullmatch("volumes_fast")) for each in shown(tree).templates] == [True]


def test_fields_that_a_body_may_hold(tmp_path: Path) -> None:
    part = operation(endpoint="PUT /things/{id}", request="id a q", response="b=b_2", sent={"x": 1})
    tree = reference(tmp_path, part, entries("q: query"))
    samples = shown(tree, "request")
    assert [row.name for row in samples.body] == ["a"]
    assert samples.answered == {"b_2"}
    assert [row.name for row in samples.unshown] == ["a"]


def test_rows_that_a_sample_shows(tmp_path: Path) -> None:
    tree = reference(tmp_path, operation(response="a b", shown={"x": {"b": 1}}))
    assert [row.name for row in shown(tree).unshown] == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Once not known, so that a further member was undocumented.
        ("You may include additional properties in the request.", True),
        ("A driver may add fields of its own.", True),
        ("It can have custom attributes that users choose.", True),
        ("This extension has additional attributes.", False),
        ("A driver may add a field.", False),
    ],
)
def test_a_text_that_leaves_members_open(tmp_path: Path, text: str, expected: bool) -> None:
    part = operation(response="a", shown={"a": 1, "b": 2}, text=text)
    assert shown(reference(tmp_path, part)).takes_any is expected


@pytest.mark.parametrize(
    ("sent", "answered", "value", "expected"),
    [
        ("any b", "c", {"b": 1}, True),
        # It stands for one of its name, or for members of something else.
        ("any b", "c", {"any": {}}, False),
        ("b", "any c", {"b": 1}, False),
        ("b q", "c", {"b": 1}, False),
    ],
)
def test_a_row_for_members_of_any_name(
    tmp_path: Path, sent: str, answered: str, value: Json, expected: bool
) -> None:
    texts = (f"{key} object optional Any key-value pairs." for key in ("any: body", "q: query"))
    part = operation(endpoint="PUT /things", request=sent, response=answered, sent=value)
    tree = reference(tmp_path, part, entries(*texts))
    assert shown(tree, "request").takes_any is expected
    assert not shown(tree, "request", is_strict=True).takes_any


@pytest.mark.parametrize(
    ("rows", "value", "recased"),
    [
        ("created_at", {"createdAt": 1}, [("createdAt", "created_at")]),
        ("created_at", {"Created-At": 1}, [("Created-At", "created_at")]),
        ("created_at", {"created_at": 1}, []),
        # The row is shown elsewhere, or beside it.
        ("created_at part", {"part": {"created_at": 1}, "createdAt": 1}, []),
        ("created_at", {"created_at": 1, "createdAt": 1}, []),
        # Users choose it.
        ("name metadata", {"metadata": {"Name": 1}}, []),
        # It is short, or of a header.
        ("id", {"ID": 1}, []),
        ("head", {"Head": 1}, []),
    ],
)
def test_names_but_for_case(
    tmp_path: Path, rows: str, value: Json, recased: list[tuple[str, str]]
) -> None:
    tree = reference(tmp_path, operation(response=rows, shown=value), entries("head: header"))
    samples = shown(tree)
    assert [(member.name, row.name) for member, _, row in samples.recased] == recased
    names = {member.name for member in samples.shown[0].members}
    assert {name for _, name in recased} <= names


def test_what_is_in_a_recased_object_is_led_to_by_its_row(tmp_path: Path) -> None:
    value: Json = {"createdParts": [{"id": 1}]}
    tree = reference(tmp_path, operation(response="created_parts", shown=value))
    names = [member.names for member in shown(tree).shown[0].members]
    assert names == [("created_parts",), ("created_parts", "id")]


@pytest.mark.parametrize(
    ("url", "value", "expected"),
    [
        ("/specs/{key}", {"a": "b"}, True),
        ("/specs/{key}/", {"a": "b"}, True),
        ("/specs/{key}", {"a": {}}, False),
        ("/specs/{key}", {"a": "b", "c": "d"}, False),
        ("/specs", {"a": "b"}, False),
        ("/specs/{key}", ["b"], False),
    ],
)
def test_samples_of_a_member_that_the_url_names(
    tmp_path: Path, url: str, value: Json, expected: bool
) -> None:
    tree = reference(tmp_path, operation(endpoint=f"GET {url}", response="x", shown=value))
    samples = shown(tree)
    assert samples.is_named_by_url(samples.shown[0]) is expected


def test_all_objects_and_empty_arrays(tmp_path: Path) -> None:
    value: Json = {"a": [{"b": []}, [{}]], "c": None, "d": 1}
    tree = reference(tmp_path, operation(response="x", shown=value))
    found = [(names, path) for names, path, _ in objects_of(shown(tree).shown[0])]
    assert found == [
        ((), ()),
        (("a",), ("a", 0)),
        (("a",), ("a", 1, 0)),
        (("a", "b"), ("a", 0, "b")),
        (("c",), ("c",)),
    ]
