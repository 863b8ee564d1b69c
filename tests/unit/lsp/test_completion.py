"""What may stand at the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.lsp.completion import completions
from apiref.model.location import Location, line_and_column
from tests.unit.lsp.small import PAGE, PARAMETERS, STATUS, checked

ROW = "   - name: name\n"
PATH = "   - thing_id: thing_id-in-path\n"


def offered(root: Path, path: str, old: str, typed: str) -> tuple[str, list[str]]:
    """What is replaced, and what is offered, in the unchanged tree after typing in a file.

    ``^`` is the cursor.
    """
    snapshot = checked(root)
    text = snapshot.text(path)
    assert old in text
    text = text.replace(old, typed, 1)
    offset = text.index("^")
    text = text.replace("^", "")
    place = Location(path, *line_and_column(text, offset))
    start, found = completions(snapshot.trees[0], text, place)
    line = text.split("\n")[place.line - 1]
    return line[start.column - 1 : place.column - 1], [each.text for each in found]


@pytest.mark.parametrize(
    ("path", "old", "typed", "replaced", "found"),
    [
        # Rows: those of the fitting place first, without those that the table has.
        (PAGE, ROW, "   - ^\n", "", ["id: thing_id", "name: name", "thing_id: thing_id-in-path"]),
        (PAGE, ROW, f"{ROW}   - ^\n", "", ["id: thing_id", "thing_id: thing_id-in-path"]),
        (PAGE, ROW, "   - n^\n", "n", ["name: name"]),
        (PAGE, PATH, "   - ^\n", "", ["thing_id: thing_id-in-path", "id: thing_id", "name: name"]),
        # Keys: those for the name first.
        (PAGE, ROW, "   - id: ^\n", "", ["thing_id", "name", "thing_id-in-path"]),
        (PAGE, ROW, "   - id: thing_id-^\n", "thing_id-", ["thing_id-in-path"]),
        # Codes and reasons.
        (PAGE, "   - 201\n", "   - ^\n", "", ["200", "201", "400", "404"]),
        (PAGE, "   - 400\n", "   - ^\n", "", ["400", "404", "200", "201"]),
        (PAGE, "   - 400\n", "   - 400\n   - ^\n", "", ["404", "200", "201"]),
        (PAGE, "   - 400\n", "   - 404: ^\n", "", ["no-thing"]),
        # Those of the operation first; nothing of the others.
        (PAGE, "   - 400\n", "   - 401: z\n   - 404: ^\n", "", ["z", "no-thing"]),
        (PAGE, "   - 201\n", "   - 201: z\n   - 400: ^\n", "", ["z", "default"]),
        (PAGE, "   - 400\n", "   - 400: ^\n", "", ["default"]),
        # Files.
        (
            PAGE,
            "samples/thing-create-request.json",
            "samp^",
            "samp",
            ["samples/thing-create-request.json", "samples/thing-show-response.json"],
        ),
        (PAGE, ":: parameters.yaml", ":: ^", "", ["parameters.yaml"]),
        (PAGE, "success status.yaml", "^", "", ["error ", "success "]),
        (PAGE, "success status.yaml", "success s^", "s", ["status.yaml"]),
        # Fields and values.
        (PARAMETERS, "  in: path\n", "  ^\n", "", ["in: ", "min_version: ", "max_version: "]),
        (PARAMETERS, "  in: path\n", "  m^\n", "m", ["min_version: ", "max_version: "]),
        (PARAMETERS, "in: path", "in: ^", "", ["body", "header", "path", "query"]),
        (PARAMETERS, "type: string", "type: b^", "b", ["boolean"]),
        (PARAMETERS, "required: true", "required: ^", "", ["false", "true"]),
        # Rules.
        (PAGE, "Creates a", ".. apiref: ignore=sample-unu^", "sample-unu", ["sample-unused"]),
        (PAGE, "Creates a", ".. apiref: ignore-file=a, json-s^", "json-s", ["json-syntax"]),
        (PARAMETERS, "name:", "# apiref: ignore=json-s^", "json-s", ["json-syntax"]),
        # Nothing.
        (PAGE, "Creates a", "Creates ^", "", []),
        (PAGE, "Creates a", "   - ^", "", []),
        (PAGE, ROW, "   na^\n", "", []),
        (PAGE, "parameters.yaml\n\n   - name", "none.yaml\n\n   - ^", "", []),
        (PARAMETERS, "name:\n", "na^\n", "", []),
        (PARAMETERS, "description: |", "description: The^", "The", []),
        (STATUS, "no-thing", "no-^", "", []),
    ],
)  # fmt: skip
def test_what_is_offered(
    tmp_path: Path, path: str, old: str, typed: str, replaced: str, found: list[str]
) -> None:
    assert offered(tmp_path, path, old, typed) == (replaced, found)


def test_unused_things_come_first(tmp_path: Path) -> None:
    extra = "zone:\n  description: |\n    The zone.\n  in: body\n  required: true\n  type: string\n"
    status = "=== api-ref/source/status.yaml"
    sample = "=== api-ref/source/samples/zone.json\n{}\n"
    snapshot = checked(tmp_path, (status, f"{extra}{sample}{status}"))
    tree, text = snapshot.trees[0], snapshot.text(PAGE)
    rows = completions(tree, text.replace(ROW, "   - \n", 1), Location(PAGE, 21, 6))[1]
    assert [it.text for it in rows][:2] == ["zone: zone", "id: thing_id"]
    samples = text.replace("samples/thing-create-request.json", "", 1)
    offered = completions(tree, samples, Location(PAGE, 23, 21))[1]
    assert next(iter(offered)).text == "samples/zone.json"


def test_a_key_comes_with_its_entry(tmp_path: Path) -> None:
    snapshot = checked(tmp_path)
    found = completions(snapshot.trees[0], snapshot.text(PAGE), Location(PAGE, 21, 6))[1]
    assert found[0].detail == "body string"
    assert found[0].entry is not None and found[0].entry.key == "thing_id"


def test_fields_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    snapshot = checked(tmp_path, ("  in: path\n", "  in: path\n  m\n"))
    tree, text = snapshot.trees[0], snapshot.text(PARAMETERS)
    assert PARAMETERS not in tree.parameter_files
    found = completions(tree, text, Location(PARAMETERS, 5, 4))[1]
    assert [it.text for it in found] == ["min_version: ", "max_version: "]
