"""``apiref.read.parameters`` and ``apiref.read.yaml_nodes``."""

from __future__ import annotations

import pytest

from apiref.read.parameters import read_parameters

TEXT = """\
# A comment.
one: &one
  in: body
  required: true  # another
  min_version: 2.10
  type: string
two:
  <<: *one
  type: array
  type: object
one:
  description: |
    Text # not a comment of YAML
"""


def test_entries_fields_and_places() -> None:
    file, problems = read_parameters("p.yaml", TEXT)
    assert file is not None
    assert problems == []
    first, second, third = file.parameters
    assert (first.key, first.location.line, first.template) == ("one", 2, True)
    assert (first.place, first.type, first.required) == ("body", "string", True)
    assert first.min_version == "2.10"
    field = first.field("required")
    assert field is not None
    assert (field.location.line, field.location.column) == (4, 3)
    assert (field.value_location.line, field.value_location.column) == (4, 13)
    assert [f.name for f in second.fields] == ["in", "required", "min_version", "type", "type"]
    assert second.type == "object"
    assert [f.merged for f in second.fields][:3] == [True] * 3
    assert second.fields[0].location.line == 8
    assert file.by_key()["one"] is third


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    file, _ = read_parameters("p.yaml", TEXT.replace("\n", end))
    assert file is not None
    assert [parameter.location.line for parameter in file.parameters] == [2, 7, 11]
    assert [comment.location.line for comment in file.comments][:2] == [1, 4]


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_what_only_yaml_calls_an_end_of_a_line(char: str) -> None:
    file, _ = read_parameters("p.yaml", f"a:\n  in: x{char}y\nb: {{}}\n")
    assert file is not None
    assert file.parameters[1].location.line == 3


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("a:\n  in: [\n", "yaml-syntax", (3, 1)),
        ("a:\n\tin: x\n", "yaml-syntax", (2, 1)),
        ("é: \0\n", "yaml-syntax", (1, 4)),
        ("- a\n", "yaml-structure", (1, 1)),
        ("a: {}\nb: 1\n", "yaml-structure", (2, 1)),
    ],
)
def test_problems(text: str, kind: str, place: tuple[int, int]) -> None:
    _, (problem,) = read_parameters("p.yaml", text)
    assert (problem.kind, problem.location.line, problem.location.column) == (kind, *place)


def test_a_large_file_is_read_in_full() -> None:
    text = "".join(f"p{n}: {{in: body, type: string, required: true}}\n" for n in range(20_000))
    file, problems = read_parameters("p.yaml", text)
    assert file is not None
    assert problems == []
    assert len(file.parameters[-1].fields) == 3


def test_a_key_without_a_colon_is_told_at_its_own_line() -> None:
    _, (problem,) = read_parameters("p.yaml", "id:\n  in: path\n  type string\n  required: true\n")
    assert (problem.location.line, problem.location.column) == (3, 3)
    assert problem.message == "is not valid YAML: there is no colon behind the key"
