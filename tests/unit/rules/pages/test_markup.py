"""Rules of ``apiref.rules.pages.markup``."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.cli import main
from apiref.model.finding import Finding
from tests.trees import assert_expected, write_tree

PAGE = "api-ref/source/index.rst"
TREE = f"""\
=== {PAGE}
Things
======

.. role:: mine

.. rest_method:: GET /things/{{id}}

TEXT

.. rest_parameters:: parameters.yaml

   - id: id
=== api-ref/source/parameters.yaml
id:
  description: |
    DESCRIPTION
  in: path
  required: true
  type: string
=== api-ref/source/conf.py
CONF
"""
RULES = ("role-unknown", "nested-markup")


def _check(
    root: Path, text: str = "It.", description: str = "It.", conf: str = ""
) -> list[Finding]:
    tree = TREE.replace("TEXT", text).replace("DESCRIPTION", description).replace("CONF", conf)
    return assert_expected(root, tree, *RULES)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (":reff:`things`", "role-unknown"),
        ("It (:var:`things`).", "role-unknown"),
        ("*``id``*", "nested-markup"),
        ("It (**``id``**).", "nested-markup"),
    ],
)
def test_markup_that_shows(tmp_path: Path, words: str, rule: str) -> None:
    marked = f"{words}  <<< {rule}"
    found = _check(tmp_path, marked, marked)
    fixes = [each.fix.changes for each in found if each.fix is not None]
    assert fixes == ([1, 1] if rule == "nested-markup" else [])


@pytest.mark.parametrize(
    "words",
    [
        ":ref:`things` :code:`x` :mine:`x` :nova-doc:`x` :py:func:`x`",
        "``:reff:`things``` and a:reff: `b`",
        "*id* and ``id``, **id**, ``*id*``, a*``id``*b, ***``id``***",
        "``/things/*``, ``*``.",
    ],
)
def test_markup_that_does_not(tmp_path: Path, words: str) -> None:
    _check(tmp_path, words, words)


def test_code_is_no_markup(tmp_path: Path) -> None:
    _check(tmp_path, "Such as::\n\n   :reff:`x` *``x``*", "Such as::\n\n      :reff:`x` *``x``*")


@pytest.mark.parametrize("conf", ["extensions = ['theirs']", "extensions = names()"])
def test_another_extension_may_have_the_role(tmp_path: Path, conf: str) -> None:
    _check(tmp_path, ":reff:`things`", conf=conf)


@pytest.mark.parametrize("stars", ["*", "**"])
def test_the_asterisks_are_removed(tmp_path: Path, stars: str) -> None:
    tree = TREE.replace("TEXT", f"See {stars}``id``{stars}.").replace("CONF", "")
    write_tree(tmp_path, tree)
    main(["check", "--fix", "--no-cache", str(tmp_path)])
    assert "See ``id``.\n" in (tmp_path / PAGE).read_text()
