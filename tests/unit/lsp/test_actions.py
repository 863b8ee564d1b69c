"""What can be done about findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.lsp.actions import Action, actions
from apiref.lsp.state import Workspace
from tests.unit.lsp.small import (
    PAGE,
    PARAMETERS,
    REQUEST,
    SCHEMA,
    STATUS,
    after,
    at,
    checked,
    workspace,
)

ROW = "   - name: name\n"
NO_ROW = ("   - id: thing_id\n", "   - id: thing_ident\n")

INCLUDE = ".. include:: things.inc\n"
TOCTREE = f"{INCLUDE}\n.. toctree::\n\n   othr\n"
TOCTREE += "=== api-ref/source/other.rst\nOther\n=====\n\nMore.\n"


def offered(root: Path, path: str, mark: str, *edits: tuple[str, str]) -> dict[str, Action]:
    """The actions in the line of a text, by title, once the tree is edited."""
    snapshot = checked(root, *edits)
    line = at(snapshot, path, mark).line
    return {action.title: action for action in actions(snapshot, path, line, line)}


def test_what_is_offered_for_a_key_that_does_not_exist(tmp_path: Path) -> None:
    found = offered(tmp_path, PAGE, "thing_ident", NO_ROW)
    assert [*found] == [
        "Write 'thing_id' instead of 'thing_ident'",
        "Create the entry 'thing_ident'",
        "Suppress unknown-parameter here",
        "Add this unknown-parameter to the baseline",
    ]
    snapshot = checked(tmp_path)
    assert actions(snapshot, PAGE, 1, 2) == []


def test_what_is_meant_is_written_at_all_places_and_comes_first(tmp_path: Path) -> None:
    edits = [(f"   - {code}\n", "   - 404: no-thign\n") for code in ("400", "404: no-thing")]
    found = offered(tmp_path, PAGE, "no-thign", *edits)
    first, second, *_ = found.values()
    assert first.title == "Write 'no-thing' instead of 'no-thign'"
    assert len(first.edits) == 2
    assert second.title == "Create the reason of 404: no-thign"


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (REQUEST, "size"),
        (REQUEST, "zone"),
        (PAGE, "samples/thing-create"),
        (PAGE, ".. rest_parameters"),
        (PAGE, ROW),
    ],
)
def test_rows_are_offered_wherever_they_are_missing(tmp_path: Path, path: str, mark: str) -> None:
    more = ('"box"\n', '"box",\n    "size": 1,\n    "zone": 1\n')
    found = offered(tmp_path, path, mark, more)
    assert "Create rows for 'size', 'zone'" in found
    # Elsewhere, the finding is not hidden.
    assert ("Add this sample-field-undocumented to the baseline" in found) == (mark == "size")
    assert "Create rows for 'size', 'zone'" not in offered(tmp_path, PAGE, "id: thing_id\n", more)


def test_rows_of_properties_are_offered_in_the_table(tmp_path: Path) -> None:
    more = (
        ('"required": ["name"]', '"required": []'),
        ('{"name": {', '{"size": {"type": "integer"}, "name": {'),
    )
    for path, mark in ((PAGE, ROW), ("schemas/new.json", '"size"')):
        assert "Create the row for 'size'" in offered(tmp_path, path, mark, *more)


def test_suppressing_a_finding_with_several_places(tmp_path: Path) -> None:
    edits = [(f"   - {code}\n", "   - 404: none\n") for code in ("400", "404: no-thing")]
    found = offered(tmp_path, PAGE, "none", *edits)
    action = found["Suppress status-reason-missing in this file"]
    assert after(tmp_path, checked(tmp_path, *edits), action.edits) == []


def test_what_looks_alike_names_its_subject(tmp_path: Path) -> None:
    stale = ('response = "schemas/thing.json"', 'response = "a.json", query = "b.json"')
    found = offered(tmp_path, "apiref.toml", '"GET', stale)
    rule = "schema-binding-stale"
    assert [*found] == [f"Add this {rule} to the baseline: {name}.json" for name in "ab"]


@pytest.mark.parametrize(
    ("path", "mark", "title", "edit"),
    [
        (PAGE, "thing_ident", "Write 'thing_id'", NO_ROW),
        (PAGE, "-shwo", "Write 'samples/thing-show-response.json'", ("thing-show", "thing-shwo")),
        (PAGE, "no-thin\n", "Write 'no-thing'", ("404: no-thing\n", "404: no-thin\n")),
        (PAGE, "no-thing\n", "Write 'nothin'", ("  no-thing: |", "  nothin: |")),
        (PAGE, "405", "Write '404'", ("404: no-thing\n", "405: no-thing\n")),
        (PAGE, "thing_ids", "Write 'thing_id'", ("- thing_id: ", "- thing_ids: ")),
        (PAGE, "naem", "Write 'name' instead of 'naem'", (ROW, "   - naem: name\n")),
        (PAGE, "{thing_ids}", "Write 'thing_id'", ("thing_id}\n\n", "thing_ids}\n\n")),
        (REQUEST, "nmae", "Write 'name' instead of 'nmae'", ('{\n    "name"', '{\n    "nmae"')),
        (PAGE, "paramters", "Write 'rest_parameters'", ("rest_parameters", "rest_paramters")),
        (PAGE, "thign_id", "Write 'thing_id'", ("Shows a thing", "Shows ``thign_id``")),
        ("api-ref/source/index.rst", "othr", "Write 'other'", (INCLUDE, TOCTREE)),
        (PARAMETERS, "requird", "Write 'required'", ("  required: true", "  requird: true")),
        (REQUEST, "{", "Format the sample", ('{\n    "name": "box"\n}', '{"name": "box"}')),
    ],
)  # fmt: skip
def test_mending(tmp_path: Path, path: str, mark: str, title: str, edit: tuple[str, str]) -> None:
    found = offered(tmp_path, path, mark, edit)
    (action,) = [it for name, it in found.items() if name.startswith(title)]
    assert action.is_certain == (action.finding.fix is not None)
    assert after(tmp_path, checked(tmp_path, edit), action.edits) == []


@pytest.mark.parametrize(
    ("path", "mark", "edit"),
    [
        # A row, a code, a paragraph, a title and a directive of a page.
        (PAGE, "thing_ident", NO_ROW),
        (PAGE, "204", ("   - 201", "   - 204")),
        (PAGE, "the the", ("Creates a", "Creates the the")),
        (PAGE, "Shwo", ("Response\n--------", "Respnose\n--------")),
        (PAGE, "samples/thing", ("   :language: json\n", "")),
        (PAGE, "POST", ("rest_method:: POST /things", "rest_method::\n   PSOT /things")),
        # A field of an entry, and a reason.
        (PARAMETERS, "strin\n", ("  type: string", "  type: strin")),
        (STATUS, "other", ("  no-thing: |", "  other: |\n    Other.\n  no-thing: |")),
        # A member of a sample: the comment is in the page.
        (REQUEST, "1", ('    "name": "box"\n}', '    "name": 1\n}')),
    ],
)  # fmt: skip
def test_suppressing(tmp_path: Path, path: str, mark: str, edit: tuple[str, str]) -> None:
    snapshot = checked(tmp_path, edit)
    first = snapshot.findings()[0]
    wanted = [f.rule for f in snapshot.findings() if f.rule != first.rule]
    line = first.location.line
    found = actions(snapshot, first.location.path, line, line)
    (action,) = [it for it in found if it.title == f"Suppress {first.rule} here"]
    assert after(tmp_path, snapshot, action.edits) == wanted


def test_what_no_comment_can_suppress(tmp_path: Path) -> None:
    edit = ('"format": "uuid"', '"minimum": 1')
    found = offered(tmp_path, SCHEMA, "minimum", edit)
    assert [title for title in found if title.startswith("Suppress")] == []
    assert [title for title in found if title.startswith("Add this")] != []
    comment = (ROW, f"{ROW}\n.. apiref: ignore=json-syntax\n")
    found = offered(tmp_path, PAGE, "apiref: ignore", comment)
    assert [*found] == ["Add this suppression-unused to the baseline"]


def test_recording(tmp_path: Path) -> None:
    twice = (ROW, "   - name: nmae\n"), NO_ROW
    found = offered(tmp_path, PAGE, "nmae", *twice)
    action = found["Add this unknown-parameter to the baseline"]
    (edit,) = action.edits
    snapshot = checked(tmp_path, *twice)
    assert [f.subject for f in snapshot.findings()] == ["nmae", "thing_ident"]
    assert after(tmp_path, snapshot, action.edits) == ["unknown-parameter"]
    # It adds to a baseline that exists.
    (tmp_path / ".apiref-baseline.json").write_text(edit.new)
    found = offered(tmp_path, PAGE, "thing_ident", *twice)
    action = found["Add this unknown-parameter to the baseline"]
    assert after(tmp_path, checked(tmp_path, *twice), action.edits) == []
    assert len(json.loads(edit.new)["findings"]) == 1


def test_edits_have_the_line_ends_of_their_files(tmp_path: Path) -> None:
    edits = NO_ROW, ("   - 400\n", "   - 403\n")
    workspace(tmp_path, *edits, ('{\n    "name": "box"', '{\n    "name": "box",\n    "size": 1'))
    for path in (PAGE, PARAMETERS, STATUS):
        file = tmp_path / path
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    snapshot = Workspace(tmp_path).check()
    made = [it for path in (PAGE, REQUEST) for it in actions(snapshot, path, 1, 99)]
    written = [it for it in made if it.title.startswith(("Create", "Suppress"))]
    titles = {" ".join(it.title.split()[:3]) for it in written}
    assert titles >= {"Create the entry", "Create the reason", "Create the row"}
    news = [edit.new for it in written for edit in it.edits]
    assert all(new.count("\r\n") == new.count("\n") > 0 for new in news)
