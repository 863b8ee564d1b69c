"""Directives that are none, as they are misspelt or lack their colons."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.misspelt_directives import files_named_in, misspelt_directives
from tests.unit.analysis.references import operation, reference


@pytest.mark.parametrize(
    ("text", "intended", "wrong"),
    [
        (".. rest_paramters:: parameters.yaml", "rest_parameters", ""),
        (".. warn:: It.", "warning", ""),
        # Once not reported.
        (".. ntoe:: It.", "note", ""),
        (".. note\n\n   It.", "note", "without colons"),
        (".. versionadded 2.1", "versionadded", "without colons"),
        (".. rest_parameters: parameters.yaml", "rest_parameters", "one colon"),
        (".. rest_parameters parameters.yaml", "rest_parameters", "without colons"),
        (".. image thing.png\n   :alt: It", "image", "without colons"),
        (".. toctree", "toctree", "without colons"),
        (".. literalinclude thing.json", "literalinclude", "without colons"),
        (".. rest_parameters the ones below", "rest_parameters", "without colons"),
        ("..note:: It.", "note", "as text"),
    ],
)
def test_what_is_meant(tmp_path: Path, text: str, intended: str, wrong: str) -> None:
    (found,) = misspelt_directives(reference(tmp_path, operation(text=text)))
    assert found.intended == intended
    assert wrong in found.wrong
    assert bool(wrong) == bool(found.wrong)
    assert found.text.rstrip() == text
    assert found.location.line == 6


@pytest.mark.parametrize(
    "text",
    [
        ".. note:: It.",
        ".. topic:: It",
        ".. py:function:: it",
        ".. wholly_unlike:: It.",
        ".. note that it is",
        ".. note",
        ".. node:: It.",
        ".. deprecated 2.1",
        ".. include the one below",
        ".. image thing.png",
        ".. literalinclude the file thing.json",
        ".. toctree is one",
    ],
)
def test_other_directives_and_comments(tmp_path: Path, text: str) -> None:
    assert misspelt_directives(reference(tmp_path, operation(text=text))) == ()


def test_several_in_one_page(tmp_path: Path) -> None:
    text = (
        ".. note:: It.\n\n.. warn:: It.\n\n.. py:x:: It.\n\n.. unlike_any:: It.\n\n.. wanring:: It."
    )
    found = misspelt_directives(reference(tmp_path, operation(text=text)))
    assert [(each.name, each.intended) for each in found] == [
        ("warn", "warning"),
        ("wanring", "warning"),
    ]


def test_the_files_that_one_names(tmp_path: Path) -> None:
    text = ".. literalinclude: ../samples/thing.json\n   :language: json"
    (directive,) = misspelt_directives(reference(tmp_path, operation(text=text)))
    found = files_named_in(directive)
    assert "api-ref/samples/thing.json" in found
    assert "api-ref/source/json.rst" in found
