"""What a file says, apart from where it says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from apiref.fixes.statements import (
    Statements,
    differ_within,
    of_json,
    of_page,
    of_parameters,
    of_statuses,
    plain,
)
from apiref.model.location import Location
from apiref.model.page import Label, Section
from apiref.model.tree import Tree
from apiref.read.json_files import read_json
from tests.trees import load, write_tree
from tests.unit.read.pages import read

INDEX = """\
=== api-ref/source/index.rst
API
===

.. rest_method:: GET /things

.. rest_status_code:: success status.yaml

   - 200

.. rest_parameters:: parameters.yaml

   - a: a
"""
PARAMETERS = "a:\n  in: body\n  type: string\nb:\n  in: path\n# It.\n"
STATUS = "200:\n  default: |\n    It.\n404:\n  default: |\n    It.\n  lost: |\n    No.\n# It.\n"


def _tree(root: Path, parameters: str, status: str) -> Tree:
    for name, text in (("parameters", parameters), ("status", status)):
        write_tree(root, f"{INDEX}=== api-ref/source/{name}.yaml\n{text}")
    return load(root)


def _parameters(root: Path, text: str) -> Statements:
    (file,) = _tree(root, text, STATUS).parameter_files.values()
    return of_parameters(file)


def _statuses(root: Path, text: str) -> Statements:
    (file,) = _tree(root, PARAMETERS, text).status_files.values()
    return of_statuses(file)


def _json(_: Path, text: str) -> Statements:
    return of_json(read_json("a.json", text)[0])


def _page(_: Path, text: str) -> Statements:
    return of_page(read(text)[0])


PAGE = "Title\n=====\n\nIt.\n\n.. rest_status_code:: error s.yaml\n\n   - 404\n   - 409: busy\n"


@pytest.mark.parametrize(
    ("of", "before", "after", "changes"),
    [
        (_parameters, PARAMETERS, "\nb:\n  in: path\n# It.\na:\n  type: string\n  in: body\n", 0),
        (_parameters, PARAMETERS, PARAMETERS.replace("string", "array"), 1),
        (_parameters, PARAMETERS, PARAMETERS.replace("string", "'string'"), 0),
        (_parameters, PARAMETERS, PARAMETERS.replace("# It", "# Its"), 1),
        (_parameters, PARAMETERS, PARAMETERS.replace("b:", "c:"), 2),
        (_parameters, PARAMETERS, PARAMETERS.replace("type: string", 'type: "5"'), 1),
        (_statuses, STATUS, STATUS.replace("200", "201"), 2),
        (_statuses, STATUS, STATUS.replace("No.", "Not."), 1),
        (_statuses, STATUS, STATUS.replace("lost", "busy"), 1),
        (_statuses, STATUS, STATUS.replace("# It", "# Its"), 1),
        (_json, '{"a": 1, "b": [2]}', '{"b":[2],"a":1}', 0),
        (_json, '{"a": 1, "b": [2]}', '{"b":[2],"a":2}', 1),
        (_json, "{,}", "{,,}", 1),
        (_page, PAGE, f"\n{PAGE}", 0),
        (_page, PAGE, PAGE.replace("   - 404\n   - 409: busy", "   - 409: busy\n   - 404"), 0),
        (_page, PAGE, PAGE.replace("409", "410"), 1),
        (_page, PAGE, PAGE.replace("busy", "lost"), 1),
        (_page, PAGE, PAGE.replace("error", "success"), 1),
        (_page, PAGE, PAGE.replace("Title", "Other"), 1),
        (_page, PAGE, PAGE.replace("It.", "Its."), 1),
        # A code that goes to another list is another one.
        (_page, f"{PAGE}\n{PAGE}   - 500\n", f"{PAGE}   - 500\n\n{PAGE}", 1),
    ],
)
def test_how_many_statements_differ(
    tmp_path: Path,
    of: Callable[[Path, str], Statements],
    before: str,
    after: str,
    changes: int,
) -> None:
    one, other = of(tmp_path, before), of(tmp_path, after)
    assert differ_within(one, other, changes)
    assert changes == 0 or not differ_within(one, other, changes - 1)


def test_parts_of_the_model_without_their_places() -> None:
    here, there = Location("a.inc", 1), Location("b.inc", 2)
    assert plain(Label("a", here)) == plain(Label("a", there))
    assert plain(Label("a", here)) != plain(Label("b", here))
    one = Section("A", "=", (Label("a", here),), here)
    assert plain(one) == plain(Section("A", "=", (Label("a", there),), there))
    assert plain(one) != plain(Section("A", "=", (Label("b", here),), here))
    assert plain(one) != plain(Section("A", "-", (Label("a", here),), here))
    assert plain((1, "1")) == ("1", "'1'")
