"""The Sphinx extensions of a reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.extensions import (
    extensions,
    has_known_labels,
    has_known_markup,
    is_in_programs,
)
from tests.trees import load, write_tree


@pytest.mark.parametrize(
    ("configuration", "names", "known"),
    [
        ("", set(), True),
        ("extensions = ['os_api_ref', 'sphinx.ext.todo']", {"os_api_ref", "sphinx.ext.todo"}, True),
        ("extensions = ['os_api_ref']\nif x:\n    extensions += ['y']", {"os_api_ref", "y"}, False),
        ("extensions = []\nextensions.insert(0, 'os_api_ref')", {"0", "os_api_ref"}, True),
        ("extensions = ['sphinx.ext.intersphinx']", {"sphinx.ext.intersphinx"}, False),
        ("openstackdocs_projects = ['keystone']", set(), False),
        # What they are is computed.
        ("extensions = names()", None, False),
        ("extensions = []\nadd_to(extensions)", None, False),
        ("extensions = []\nfor name in extensions:\n    pass", None, False),
        ("extensions = [", None, False),
    ],
)
def test_extensions(
    tmp_path: Path, configuration: str, names: set[str] | None, known: bool
) -> None:
    write_tree(tmp_path, "=== api-ref/source/index.rst\nTitle\n=====\n")
    (tmp_path / "api-ref/source/conf.py").write_text(configuration)
    tree = load(tmp_path)
    assert (extensions(tree), has_known_labels(tree)) == (names, known)
    of_others = "intersphinx" in configuration or "projects" in configuration
    assert has_known_markup(tree) is (known or of_others)


def test_without_a_configuration(tmp_path: Path) -> None:
    write_tree(tmp_path, "=== api-ref/source/index.rst\nTitle\n=====\n")
    tree = load(tmp_path)
    assert (extensions(tree), has_known_labels(tree)) == (None, False)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("open('parameters.yaml')", True),
        ("open('build/parameters.yaml')", True),
        ("# Writes parameters.yaml.", True),
        ("open('old-parameters.yaml')", False),
        ("open('old.parameters.yaml')", False),
        ("open('parameters.yaml-old')", False),
        ("open('parametersXyaml')", False),
    ],
)
def test_a_file_that_a_program_names(tmp_path: Path, text: str, named: bool) -> None:
    """Once also a part of a longer name."""
    write_tree(tmp_path, "=== api-ref/source/index.rst\nTitle\n=====\n")
    (tmp_path / "api-ref/source/conf.py").write_text("extensions = []\n")
    (tmp_path / "api-ref/source/more.py").write_text(text)
    assert is_in_programs(load(tmp_path), "parameters.yaml") is named
