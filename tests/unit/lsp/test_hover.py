"""What a reader wants to know about the thing under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.lsp.hover import hover
from tests.unit.lsp.small import PAGE, PARAMETERS, RESPONSE, SCHEMA, STATUS, at, checked

NAME = """\
**name**: body, string, required

The name, such as `box`.

Used in `POST /things`, `GET /things/{thing_id}`."""


@pytest.mark.parametrize(
    ("path", "mark", "word"),
    [
        (PAGE, "name: name", "name"),
        (PAGE, "name\n", "name"),
        (PARAMETERS, "name:", "name"),
        (RESPONSE, '"name"', "name"),
        (SCHEMA, '"name"', "name"),
    ],
)
def test_an_entry_wherever_it_counts(tmp_path: Path, path: str, mark: str, word: str) -> None:
    snapshot = checked(tmp_path)
    found = hover(snapshot.trees[0], at(snapshot, path, mark))
    assert found is not None
    assert found[1:] == (word, NAME)


@pytest.mark.parametrize(
    ("path", "mark", "text"),
    [
        (PAGE, "404", "**404** no-thing\n\nThere is no such thing."),
        (STATUS, "no-thing", "**404** no-thing\n\nThere is no such thing."),
        (STATUS, "404:", "**404** no-thing\n\nThere is no such thing."),
        (PAGE, "samples/thing-create", '```json\n{\n    "name": "box"\n}\n```'),
        (PAGE, "status.yaml", None),
        (PAGE, "Creates", None),
    ],
)
def test_others(tmp_path: Path, path: str, mark: str, text: str | None) -> None:
    snapshot = checked(tmp_path)
    found = hover(snapshot.trees[0], at(snapshot, path, mark))
    assert (found and found[2]) == text


def test_versions_and_an_entry_without_rows(tmp_path: Path) -> None:
    extra = "size:\n  in: body\n  type: integer\n  required: false\n  min_version: 1.2\n"
    extra += "  max_version: 2.10\n  description: |\n    The size.\n"
    snapshot = checked(
        tmp_path, ("=== api-ref/source/status.yaml", f"{extra}=== api-ref/source/status.yaml")
    )
    found = hover(snapshot.trees[0], at(snapshot, PARAMETERS, "size:"))
    assert found is not None
    head, text, uses = found[2].split("\n\n")
    assert head == "**size**: body, integer, optional, since 1.2, until 2.10"
    assert (text, uses) == ("The size.", "No row refers to it.")


def test_only_the_beginning_of_a_long_sample(tmp_path: Path) -> None:
    many = "[" + ",\n".join(map(str, range(100))) + "]"
    snapshot = checked(tmp_path, ('{\n    "name": "box"\n}', many))
    found = hover(snapshot.trees[0], at(snapshot, PAGE, "samples/thing-create"))
    assert found is not None
    assert found[2].split("\n")[-3:] == ["39,", "...", "```"]
