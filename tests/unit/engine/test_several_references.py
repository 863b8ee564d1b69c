"""Repositories with several references: all are checked, as if each were alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apiref.cli import main
from tests.trees import write_tree


def reference(folder: str) -> str:
    """One that a check has nothing to say of, as a part of a tree."""
    return f"""\
=== {folder}/source/index.rst
Things
======

.. rest_expand_all::

List things
-----------

.. rest_method:: GET /things

Normal response codes: 200

Error response codes: 404

Request
~~~~~~~

No request parameters are sent.

Response
~~~~~~~~

.. rest_parameters:: parameters.yaml

   - name: name

.. literalinclude:: ../../samples/{folder}.json
   :language: json
=== {folder}/source/parameters.yaml
name:
  in: body
  required: true
  type: string
  description: The name of the thing.
=== samples/{folder}.json
{{
    "name": "one"
}}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    write_tree(tmp_path, reference("api-ref"))
    second = reference("x").replace("=== x/", "=== extra/api-ref/").replace("../../s", "../../../s")
    write_tree(tmp_path, second)
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, list[str]]:
    """The paths of the findings, by rule."""
    main(["check", "--format", "json", *map(str, arguments)])
    found: dict[str, list[str]] = {}
    for item in json.loads(capsys.readouterr().out)["findings"]:
        found.setdefault(item["rule"], []).append(item["path"])
    return found


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize("cache", [[], ["--no-cache"]], ids=["cache", "none"])
def test_each_is_judged_by_itself(
    tree: Path, capsys: pytest.CaptureFixture[str], cache: list[str]
) -> None:
    for _ in range(2):
        assert main(["check", str(tree), *cache]) == 0
        assert "in 2 operations, 2 samples, 4 files" in capsys.readouterr().out


def test_findings_have_paths_from_the_root(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("api-ref", "extra/api-ref"):
        spoil(tree / folder / "source/parameters.yaml", "required", "requried")
    paths = ["api-ref/source/parameters.yaml", "extra/api-ref/source/parameters.yaml"]
    for _ in range(2):
        assert report(capsys, tree) == {"misspelt-field": paths}
    # Below a folder that has a reference of its own, it is that alone.
    assert report(capsys, tree / "extra")["misspelt-field"] == paths[:1]


def test_a_reference_that_appears_is_checked(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(capsys, tree) == {}
    third = reference("third").replace("=== third/", "=== third/api-ref/")
    write_tree(tree, third.replace("../../s", "../../../s").replace("required", "requried"))
    assert report(capsys, tree) == {"misspelt-field": ["third/api-ref/source/parameters.yaml"]}


def test_what_none_of_them_uses_is_told_once(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, "=== samples/lost.json\n{}\n")
    assert report(capsys, tree) == {"sample-unused": ["samples/lost.json"]}


def test_configured_sources_are_all_that_is_checked(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tree / "api-ref/source/parameters.yaml", "required", "requried")
    (tree / "apiref.toml").write_text('source = ["extra/api-ref/source"]\n')
    assert "misspelt-field" not in report(capsys, tree)


def test_schemas_of_one_are_not_missed_by_others(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tree / "extra/api-ref/source/index.rst", "GET /things", "GET /books")
    (tree / "schemas").mkdir()
    (tree / "schemas/thing.json").write_text(
        """\
{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": false
}
"""
    )
    bindings = '[schemas]\n"GET /things" = {response = "schemas/thing.json"}\n'
    (tree / "apiref.toml").write_text(bindings)
    assert report(capsys, tree) == {}
    (tree / "apiref.toml").write_text(bindings.replace("things", "thngs", 1))
    assert set(report(capsys, tree)) == {"schema-binding-stale"}


def test_all_are_mended(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tree / folder / "source/parameters.yaml" for folder in ("api-ref", "extra/api-ref")]
    for file in files:
        spoil(file, "required", "requried")
    assert main(["check", str(tree), "--fix"]) == 0
    assert "fixed 2 findings in 2 files" in capsys.readouterr().err
    assert all("requried" not in file.read_text() for file in files)


def test_figures_are_of_all(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stats", str(tree), "--format", "json"])
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert sorted(pages) == ["api-ref/source/index.rst", "extra/api-ref/source/index.rst"]
