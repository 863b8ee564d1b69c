"""Creates schemas and declares them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.fixes.edits import Edits
from apiref.lsp.declaring import declarations
from apiref.model.fix import Edit
from tests.unit.lsp.small import after, checked

BOUND = '"POST /things" = { request = "schemas/new.json" }\n'
SHOWN = '"GET /things/{thing_id}" = { response = "schemas/thing.json" }\n'
NO_SCHEMA = (BOUND, ""), ("=== schemas/new.json", "=== none")
PATH = "schemas/thing-create-request.json"


def offered(root: Path, *edits: tuple[str, str]) -> list[tuple[str, tuple[Edit, ...]]]:
    """What is offered for the first sample without a schema."""
    snapshot = checked(root, *edits)
    found = [it for it in snapshot.findings() if it.rule == "sample-without-schema"]
    return [*declarations(snapshot, snapshot.trees[0], found[0])]


def test_a_schema_that_is_clean(tmp_path: Path) -> None:
    tags = "tags:\n  description: Tags, not null.\n  in: body\n  required: false\n  type: array\n"
    uuid = "2f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"
    shown = f'    "id": "{uuid}",\n    "name": null,\n    "tags": ["a"]\n'
    edits = (
        *NO_SCHEMA,
        ('"required": ["id", "name"],', '"required": ["id", "name"], "$id": "thing.json",'),
        ("   - name: name\n", "   - name: name\n   - id: thing_id\n   - tags: tags\n"),
        ('    "name": "box"\n', shown),
        ("such as ``box``.", "or ``null``."),
        ("thing_id:\n", f"{tags}thing_id:\n"),
    )
    ((title, made),) = offered(tmp_path, *edits)
    assert title == f"Create the schema '{PATH}'"
    assert json.loads(made[0].new) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "thing-create-request.json",
        "title": "Create thing request",
        "description": "The body of a request of Create thing.",
        "type": "object",
        "properties": {
            "name": {"type": ["string", "null"], "description": "The name, or `null`."},
            "id": {"type": "string", "description": "The UUID of the thing.", "format": "uuid"},
            "tags": {
                "type": "array",
                "description": "Tags, not null.",
                "items": {"type": "string"},
            },
        },
        "required": ["name", "id"],
        "additionalProperties": False,
    }
    assert "sample-without-schema" not in after(tmp_path, checked(tmp_path, *edits), made)


def test_nothing_is_left_to_do(tmp_path: Path) -> None:
    ((_, made),) = offered(tmp_path, *NO_SCHEMA)
    assert after(tmp_path, checked(tmp_path, *NO_SCHEMA), made) == []


def test_a_schema_that_exists_is_declared(tmp_path: Path) -> None:
    edits = (BOUND, ""), ("=== schemas/new.json", f"=== {PATH}")
    ((title, made),) = offered(tmp_path, *edits)
    assert title == f"Declare the schema '{PATH}'"
    assert after(tmp_path, checked(tmp_path, *edits), made) == []


@pytest.mark.parametrize(
    ("bound", "shown", "wanted"),
    [
        ("", SHOWN, f'{SHOWN}"POST /things" = {{ request = "{PATH}" }}\n'),
        (
            '"POST /things" = {path = "schemas/thing.json"}\n',
            SHOWN,
            f'"POST /things" = {{path = "schemas/thing.json", request = "{PATH}"}}\n{SHOWN}',
        ),
        (
            "",
            '[schemas."GET /things/{thing_id}"]\nresponse = "schemas/thing.json"\n',
            f'[schemas."POST /things"]\nrequest = "{PATH}"\n\n'
            '[schemas."GET /things/{thing_id}"]\nresponse = "schemas/thing.json"\n',
        ),
        (
            '[schemas."POST /things"]\npath = "schemas/thing.json"\n',
            '[schemas."GET /things/{thing_id}"]\nresponse = "schemas/thing.json"\n',
            f'[schemas."POST /things"]\nrequest = "{PATH}"\npath = "schemas/thing.json"\n'
            '[schemas."GET /things/{thing_id}"]\nresponse = "schemas/thing.json"\n',
        ),
    ],
)  # fmt: skip
def test_declarations(tmp_path: Path, bound: str, shown: str, wanted: str) -> None:
    edits = (BOUND, bound), (SHOWN, shown), NO_SCHEMA[1]
    ((_, (_, edit)),) = offered(tmp_path, *edits)
    text = Edits(checked(tmp_path, *edits).text("apiref.toml"))
    assert text.add([edit])
    assert text.applied().endswith(wanted)


def test_a_form_of_declaration_that_is_not_edited(tmp_path: Path) -> None:
    dotted = '"POST /things".path = "schemas/thing.json"\n'
    assert offered(tmp_path, (BOUND, dotted), NO_SCHEMA[1]) == []
