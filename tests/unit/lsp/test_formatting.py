"""Formats samples and parameters files."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.fixes.edits import Edits
from apiref.lsp.formatting import formatted
from tests.unit.lsp.small import PAGE, PARAMETERS, REQUEST, checked

SAMPLE = '{\n    "name": "box"\n}'
SETTINGS = "sample-indent = 4\nsorted-samples = true\n"


def applied(root: Path, path: str, *edits: tuple[str, str]) -> str | None:
    snapshot = checked(root, *edits)
    edit = formatted(snapshot.trees[0], path, 2)
    if edit is None:
        return None
    made = Edits(snapshot.text(path))
    assert made.add([edit])
    return made.applied()


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (SETTINGS, '{\n    "a": [\n        1\n    ],\n    "b": {}\n}\n'),
        ("sample-indent = 1\n", '{\n "b": {},\n "a": [\n  1\n ]\n}\n'),
        ("", '{\n  "b": {},\n  "a": [\n    1\n  ]\n}\n'),
    ],
)
def test_a_sample(tmp_path: Path, settings: str, text: str) -> None:
    edits = ((SAMPLE, '{"b": {}, "a": [1]}'), (SETTINGS, settings))
    assert applied(tmp_path, REQUEST, *edits) == text


def test_a_parameters_file(tmp_path: Path) -> None:
    first, second = "name:\n", "thing_id:\n"
    swapped = ((first, "zone:\n"), ("   - name: name\n", "   - name: zone\n"))
    made = applied(tmp_path, PARAMETERS, *swapped)
    assert made is not None
    assert made.index(second) < made.index("zone:\n")


@pytest.mark.parametrize("path", [PARAMETERS, REQUEST, PAGE])
def test_what_is_in_order_stays(tmp_path: Path, path: str) -> None:
    assert applied(tmp_path, path) is None


def test_a_broken_sample_stays(tmp_path: Path) -> None:
    assert applied(tmp_path, REQUEST, (SAMPLE, '{"name": }')) is None
