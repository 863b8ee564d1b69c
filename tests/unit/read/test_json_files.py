"""``apiref.read.json_files`` and the locations of ``apiref.model.json_file``."""

from __future__ import annotations

import pytest

from apiref.model.json_file import Json, JsonPath, location_of, pointer
from apiref.read.json_files import read_json


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{\n  "a": 1\n  "b": 2}', (3, 3), "missing comma"),
        ('{\n  "a": 1,\n  ....\n}', (3, 3), "dots are no JSON"),
        ('{\n  "a": 1,\n}', (2, 9), "remove it"),
        ("[1,]", (1, 3), "remove it"),
        ('{"a": 1', (1, 8), "is not closed"),
        ("{'a': 1}", (1, 2), "double quotes"),
        ('{"a" 1}', (1, 6), "colon"),
        ('{"a": }', (1, 7), "expected a value"),
        ("{}\n{}", (2, 1), "after the end"),
        ("", (1, 1), "empty"),
        ('{\n"a": NaN}', (2, 6), "NaN"),
        ('{"a":\u30001}', (1, 6), "U+3000"),
        ('{"a": "b\n"}', (1, 9), "not closed"),
    ],
)
def test_what_is_no_json(text: str, place: tuple[int, int], words: str) -> None:
    file, (problem,) = read_json("a.json", text)
    assert file.valid is file.repaired is ("comma" in words or "remove it" in words)
    if "remove it" not in words:
        assert (problem.location.line, problem.location.column) == place
    else:
        assert problem.location.line in (place[0], place[0] + 1)
    assert words in problem.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1\n, "b": [1, 2,],\n}', {"a": 1, "b": [1, 2]}),
        ('{"a": {"c": 1}\n"b": [{}\n{}]\n"d": "x,]"}', {"a": {"c": 1}, "b": [{}, {}], "d": "x,]"}),
        ('{"a": 1,,\n}', {"a": 1}),
        # Not certainly a comma, or more than commas.
        ('{"a": 1 "b": 2}', None),
        ('{"a": "x\n"b": 2}', None),
        ('["a"\n"b"]', None),
        ('{"a": 1,\n"b" 2}', None),
        ('{"a":\n"b": 2}', None),
        ("[" + "1,]" * 30, None),
    ],
)
def test_what_commas_repair(text: str, value: Json) -> None:
    file, (problem,) = read_json("a.json", text)
    assert (file.value, file.repaired) == (value, value is not None)
    assert problem.kind == "json-syntax"
    assert not read_json("a.json", text, "not-json")[0].valid


def test_places_in_repaired_text() -> None:
    file, _ = read_json("a.json", '{\n  "a": [1, {"b": 2,}],\n  "c": 3\n  "d": 4\n}')
    assert location_of(file, ("a", 1, "b"))[1:] == (2, 18)
    assert location_of(file, ("d",), key=True)[1:] == (4, 3)


def test_duplicate_keys_with_their_places() -> None:
    text = '{\n  "a": {"b": 1, "c": [{"b": 1}], "b": 2},\n  "\\u0061": 3\n}'
    _, problems = read_json("a.json", text)
    assert [(p.subject, p.location.line, p.location.column) for p in problems] == [
        ("b", 2, 34),
        ("a", 3, 3),
    ]


TEXT = '{\n  "a": [1, {"b c": "x\\"]", "\\u00e9": null}],\n  "d": {}, "a": [true, [2]]\n}'


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        (("d",), True, (3, 3)),
        (("d",), False, (3, 8)),
        (("a",), True, (3, 12)),
        (("a", 0), False, (3, 18)),
        (("a", 1, 0), True, (3, 25)),
        (("d", "no", "more"), False, (3, 8)),
        (("no",), True, (1, 1)),
    ],
)
def test_places(path: JsonPath, key: bool, place: tuple[int, int]) -> None:
    file, _ = read_json("a.json", TEXT)
    found = location_of(file, path, key=key)
    assert (found.line, found.column) == place


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_with_all_ends_of_lines(end: str) -> None:
    file, _ = read_json("a.json", end.join(["[", "  1,", "", "  2", "]"]))
    found = location_of(file, (1,))
    assert (found.line, found.column) == (4, 3)


def test_pointers() -> None:
    assert pointer(("tasks", 0, "id")) == "tasks[0].id"
    assert pointer(()) == "$"
