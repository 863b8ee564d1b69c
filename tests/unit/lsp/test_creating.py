"""Adds what a reference lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.fixes.edits import Edits
from apiref.lsp.creating import creations
from tests.unit.lsp.small import (
    PAGE,
    PARAMETERS,
    REQUEST,
    RESPONSE,
    SCHEMA,
    STATUS,
    after,
    checked,
)

ROW = "   - name: name\n"
SHOW = "   - id: thing_id\n"
PATH = "   - thing_id: thing_id-in-path\n"
NAME = '    "name": "box"\n'


def created(
    root: Path, rule: str, *edits: tuple[str, str]
) -> tuple[str, dict[str, str], list[str]]:
    """What is offered for a finding of a rule: its title, the texts, and what is found then."""
    snapshot = checked(root, *edits)
    finding = next(it for it in snapshot.findings() if it.rule == rule)
    ((title, made),) = creations(snapshot.trees[0], finding)
    texts: dict[str, str] = {}
    for path in sorted({edit.start.path for edit in made}):
        text = Edits(snapshot.text(path))
        assert text.add(edit for edit in made if edit.start.path == path)
        texts[path] = text.applied()
    return title, texts, after(root, snapshot, made)


def new_sample(root: Path, *edits: tuple[str, str]) -> object:
    """The sample that is offered where one is missing."""
    snapshot = checked(root, *edits)
    (finding,) = [it for it in snapshot.findings() if it.rule == "sample-missing"]
    ((_, (edit,)),) = creations(snapshot.trees[0], finding)
    return json.loads(edit.new)


def entry(key: str, text: str, place: str, kind: str, required: str = "true") -> str:
    lines = (f"{key}:", "  description: |", f"    {text}", f"  in: {place}")
    return "\n".join((*lines, f"  required: {required}", f"  type: {kind}", ""))


def test_an_entry_of_the_type_that_the_sample_shows(tmp_path: Path) -> None:
    edits = (ROW, "   - size: size\n"), (NAME, '    "size": 1\n')
    title, texts, found = created(tmp_path, "unknown-parameter", *edits)
    assert title == "Create the entry 'size'"
    new = entry("size", "The size.", "body", "integer", "false")
    assert f"type: string\n{new}thing_id:\n" in texts[PARAMETERS]
    # The schema of the request does not have it.
    assert set(found) == {"row-not-in-schema", "sample-schema", "schema-field-undocumented"}


@pytest.mark.parametrize(
    ("old", "row", "place", "required"),
    [
        (PATH, "thing_id: a-in-path", "path", "true"),
        (PATH, "thing_id: thing_id-in-path\n   - a: a", "query", "false"),
        (SHOW, "id: z-thing", "body", "true"),
        (ROW, "name: z-name", "body", "false"),
    ],
)  # fmt: skip
def test_an_entry_for_the_place_of_the_row(
    tmp_path: Path, old: str, row: str, place: str, required: str
) -> None:
    _, texts, _ = created(tmp_path, "unknown-parameter", (old, f"   - {row}\n"))
    name, key = row.split("\n")[-1].strip(" -").split(": ")
    text = f"The {name.replace('_', ' ')}."
    assert entry(key, text, place, "string", required) in texts[PARAMETERS]


def test_an_entry_keeps_blank_lines_and_groups(tmp_path: Path) -> None:
    page = (ROW, f"{ROW}   - zone: zone\n")
    spaced = (
        ("name:\n  desc", "\n# variables in body\nname:\n  desc"),
        ("thing_id:\n  desc", "\nthing_id:\n  desc"),
    )
    _, texts, _ = created(tmp_path, "unknown-parameter", page, *spaced)
    assert texts[PARAMETERS].endswith(
        "  type: string\n\n" + entry("zone", "The zone.", "body", "string", "false")
    )
    _, texts, _ = created(
        tmp_path, "unknown-parameter", (ROW, f"{ROW}   - alias: alias\n"), *spaced
    )
    new = entry("alias", "The alias.", "body", "string", "false")
    assert f"# variables in body\n{new}\nname:\n" in texts[PARAMETERS]


def test_rows_for_members_of_a_sample(tmp_path: Path) -> None:
    sample = '    "name": "box",\n    "parts": true,\n    "size": 1.5\n'
    properties = (
        '"name": {"type": "string"}, "parts": {"type": "boolean"}, "size": {"type": "number"}'
    )
    schema = ('{"name": {"type": "string"}}', f"{{{properties}}}")
    title, texts, found = created(tmp_path, "sample-field-undocumented", (NAME, sample), schema)
    assert title == "Create rows for 'parts', 'size'"
    assert f"{ROW}   - parts: parts\n   - size: size\n" in texts[PAGE]
    assert entry("parts", "The parts.", "body", "boolean") in texts[PARAMETERS]
    assert entry("size", "The size.", "body", "float") in texts[PARAMETERS]
    assert set(found) == {"schema-required-differs"}


def test_a_row_refers_to_the_entry_that_exists(tmp_path: Path) -> None:
    gone = (f"{SHOW}{ROW}", SHOW), (ROW, ROW)
    title, texts, found = created(tmp_path, "sample-field-undocumented", *gone)
    assert title == "Create the row for 'name'"
    assert f"{SHOW}{ROW}" in texts[PAGE]
    assert [*texts] == [PAGE]
    assert found == []


def test_a_key_that_is_taken_by_another_place(tmp_path: Path) -> None:
    header = entry("size", "The size.", "header", "integer")
    status = "=== api-ref/source/status.yaml"
    edits = (NAME, '    "name": "box",\n    "size": 1\n'), (status, f"{header}{status}")
    _, texts, _ = created(tmp_path, "sample-field-undocumented", *edits)
    assert "   - size: size-in-body\n" in texts[PAGE]
    assert "size-in-body:\n" in texts[PARAMETERS]


def test_the_first_row_of_a_table_for_a_property(tmp_path: Path) -> None:
    more = (
        '"id": {',
        '"alias": {"type": ["string", "null"], "description": "Another name."},\n"id": {',
    )
    title, texts, _ = created(tmp_path, "schema-field-undocumented", more)
    assert title == "Create the row for 'alias'"
    assert f"\n\n   - alias: alias\n{SHOW}" in texts[PAGE]
    assert entry("alias", "Another name.", "body", "string", "false") in texts[PARAMETERS]


@pytest.mark.parametrize(
    ("edit", "title", "text"),
    [
        (
            ("   - 400\n", "   - 400: bad-name\n"),
            "Create the reason of 400: bad-name",
            "  default: |\n    The name is wrong.\n  bad-name: |\n    Bad request syntax or",
        ),
        (
            ("404:\n  no-thing: |\n    There", "404:\n     other: |\n      There"),
            "Create the reason of 404: no-thing",
            "     no-thing: |\n       Nothing matches the given URI.\n",
        ),
        (
            ("   - 404: no-thing\n", "   - 404: a-thing\n   - 404: no-thing\n"),
            "Create the reason of 404: a-thing",
            "404:\n  a-thing: |\n    Nothing matches the given URI.\n  no-thing: |",
        ),
        (
            ("   - 400\n", "   - 400\n   - 403\n"),
            "Create the reason of 403: default",
            "wrong.\n403:\n  default: |\n    Request forbidden -- authorization will not help.\n4",
        ),
        (
            ("   - 404: no-thing\n", "   - 404: no-thing\n   - 409: in-use\n"),
            "Create the reason of 409: in-use",
            "no such thing.\n409:\n  in-use: |\n    Request conflict.\n",
        ),
    ],
)
def test_reasons(tmp_path: Path, edit: tuple[str, str], title: str, text: str) -> None:
    made, texts, found = created(tmp_path, "status-reason-missing", edit)
    assert made == title
    assert text in texts[STATUS]
    assert "status-reason-missing" not in found


def test_a_reason_among_those_that_are_not_in_order(tmp_path: Path) -> None:
    more = ("  no-thing: |\n", "  z: |\n    No z.\n  no-thing: |\n")
    used = ("   - 404: no-thing\n", "   - 404: no-thing\n   - 404: z\n   - 404: a\n")
    _, texts, _ = created(tmp_path, "status-reason-missing", more, used)
    assert texts[STATUS].endswith("no such thing.\n  a: |\n    Nothing matches the given URI.\n")


def test_a_sample_of_the_documented_fields(tmp_path: Path) -> None:
    edits = (f"=== {RESPONSE}", "=== none"), ("thing-show-response.json", "new.json")
    title, texts, found = created(tmp_path, "sample-missing", *edits)
    path = "api-ref/source/samples/new.json"
    assert title == f"Create the sample '{path}'"
    assert texts == {
        path: '{\n    "id": "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47",\n    "name": "box"\n}\n'
    }
    assert found == []


def test_a_sample_is_nested_as_the_schema(tmp_path: Path) -> None:
    items = '{"type": "object", "properties": {"name": {"type": "string"}}}'
    inner = f'"things": {{"type": "array", "items": {items}}}'
    rows = f"   - things: things\n   - size: size\n{ROW}"
    entries = entry("things", "A list.", "body", "array") + entry("size", "S.", "body", "integer")
    edits = (
        (f"=== {REQUEST}", "=== none"),
        (ROW, rows),
        ('"name": {"type": "string"}', f'"size": {{"type": "integer"}}, {inner}'),
        ("thing_id:\n", f"{entries}thing_id:\n"),
    )
    assert new_sample(tmp_path, *edits) == {"size": 1, "things": [{"name": "box"}]}


@pytest.mark.parametrize(
    ("description", "kind", "sample"),
    [
        ("Labels, each a text.", "array", {"labels": [], "name": "box"}),
        ("A list of label objects.", "array", {"labels": [{"name": "box"}]}),
        ("Labels.", "object", {"labels": {"name": "box"}}),
    ],
)
def test_a_sample_is_nested_only_if_something_says_so(
    tmp_path: Path, description: str, kind: str, sample: object
) -> None:
    known = entry("labels", description, "body", kind)
    edits = (
        ('"POST /things" = { request = "schemas/new.json" }\n', ""),
        (f"=== {REQUEST}", "=== none"),
        (ROW, f"   - labels: labels\n{ROW}"),
        ("thing_id:\n", f"{known}thing_id:\n"),
    )
    assert new_sample(tmp_path, *edits) == sample


def test_a_sample_is_nested_as_other_samples(tmp_path: Path) -> None:
    other = "api-ref/source/samples/other.json"
    known = entry("labels", "Labels.", "body", "array")
    inner = '{"labels": [{"name": "a"}]}'
    show = (".. literalinclude:: samples/thing-create", ".. literalinclude:: samples/other.json\n")
    edits = (
        ('"POST /things" = { request = "schemas/new.json" }\n', ""),
        (f"=== {REQUEST}", f"=== {other}\n{inner}\n=== none"),
        (ROW, f"   - labels: labels\n{ROW}"),
        ("thing_id:\n", f"{known}thing_id:\n"),
        (show[0], f"{show[1]}\n{show[0]}"),
    )
    assert new_sample(tmp_path, *edits) == {"labels": [{"name": "a"}]}
    # Now the entry is only shown in another operation.
    shown = (
        ("samples/thing-show-response.json", "samples/other.json"),
        (f"{SHOW}{ROW}", "   - labels: labels\n   - name: name\n"),
    )
    assert new_sample(tmp_path, *edits[:4], *shown) == {"labels": [{"name": "a"}]}


def test_only_json_is_created(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, ("samples/thing-create-request.json", "samples/none.txt"))
    finding = next(it for it in snapshot.findings() if it.rule == "sample-missing")
    assert [*creations(snapshot.trees[0], finding)] == []
    assert SCHEMA in snapshot.trees[0].schemas


def test_a_field_that_not_all_objects_have_is_optional(tmp_path: Path) -> None:
    parts = '    "name": "box",\n    "parts": [{"name": "a", "size": 1}, {"name": "b"}]\n'
    known = entry("parts", "The parts.", "body", "array")
    edits = (
        (NAME, parts),
        (ROW, f"{ROW}   - parts: parts\n   - parts.name: name\n"),
        ("thing_id:\n", f"{known}thing_id:\n"),
    )
    title, texts, found = created(tmp_path, "sample-field-undocumented", *edits)
    assert title == "Create the row for 'size'"
    assert entry("size", "The size.", "body", "integer", "false") in texts[PARAMETERS]
    assert "   - parts.name: name\n   - parts.size: size\n" in texts[PAGE]
    assert "sample-field-missing" not in found
