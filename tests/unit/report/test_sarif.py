"""The SARIF log of a real check, compared with the requirements of the standard (OASIS, 2.1.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from apiref.cli import main
from tests.trees import write_tree

TREE = """\
=== api-ref/source/index.rst
Things
======

.. rest_expand_all::

.. include:: a thing, 100% of it/página.inc
=== api-ref/source/a thing, 100% of it/página.inc
List things
-----------

.. rest_method:: GET /things

Normal response codes: 202, 200

Response
~~~~~~~~

.. rest_parameters:: a thing, 100% of it/parameters.yaml

   - name: name
   - size: size

.. literalinclude:: samples/things.json
   :language: json

.. literalinclude:: samples/more:things#1.json
   :language: json
=== api-ref/source/a thing, 100% of it/parameters.yaml
size:
  in: body
  requried: true
  type: int
  description: The size.
name:
  in: body
  required: true
  type: string
  description: The name.
=== api-ref/source/samples/things.json
{"name": "a", "size": "1", "colour": "red"}
=== api-ref/source/samples/more:things#1.json
{"name": "a", "size": 1, "colour": "red"}
"""
# What RFC 3986 allows in a relative reference: no spaces, only ASCII, no scheme.
_RELATIVE = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


@pytest.fixture
def log(tmp_path: Path) -> dict[str, Any]:
    write_tree(tmp_path, TREE)
    out = tmp_path / "out.sarif"
    options = ("--no-cache", "--level", "info", "--format", "sarif", "--output", str(out))
    main(["check", str(tmp_path), *options])
    document: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return document


@pytest.fixture
def run(log: dict[str, Any]) -> dict[str, Any]:
    (run,) = log["runs"]
    assert len(run["results"]) > 5
    assert any("relatedLocations" in result for result in run["results"])
    assert any("fixes" in result for result in run["results"])
    found: dict[str, Any] = run
    return found


def members(value: object, name: str) -> Iterator[Any]:
    """The values of all members with one name, at any depth."""
    if isinstance(value, dict):
        if name in value:
            yield value[name]
        for inner in value.values():
            yield from members(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner, name)


def test_the_log_names_its_version_and_schema(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")


def test_rules_are_there_once_and_results_point_to_them(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in rules]
    assert len(set(names)) == len(names)
    for result in run["results"]:
        assert names[result["ruleIndex"]] == result["ruleId"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]


def test_rules_have_their_text_as_markdown_and_their_page(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    out, options = tmp_path / "out.sarif", ("--no-cache", "--select", "misspelt-field")
    command = ["check", str(tmp_path), *options, "--format", f"sarif={out}"]
    main(command)
    (rule,) = json.loads(out.read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert "\n\nPasses::\n\n    name:\n" in rule["help"]["text"]
    assert "\n\nPasses:\n\n```\nname:\n" in rule["help"]["markdown"]
    assert "helpUri" not in rule
    (tmp_path / "apiref.toml").write_text('guide = "https://docs.example.org/"\n')
    main(command)
    (rule,) = json.loads(out.read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://docs.example.org/rules/misspelt-field.html"


def test_levels_and_messages(run: dict[str, Any]) -> None:
    levels = list(members(run, "level"))
    assert set(levels) <= {"none", "note", "warning", "error"}
    assert {"note", "error"} <= set(levels)
    for message in members(run, "message"):
        assert message["text"].strip()


def test_files_are_relative_references_below_a_declared_base(
    run: dict[str, Any], tmp_path: Path
) -> None:
    places = list(members(run, "artifactLocation"))
    for place in places:
        assert _RELATIVE.fullmatch(place["uri"])
        assert not place["uri"].startswith("/")
        assert (tmp_path / unquote(place["uri"])).is_file()
        assert place["uriBaseId"] in run["originalUriBaseIds"]
    assert {"a%20thing%2C%20100%25%20of%20it" in place["uri"] for place in places} == {True, False}


def test_regions_count_from_one_and_end_after_they_start(run: dict[str, Any]) -> None:
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for region in (*members(run, "region"), *members(run, "deletedRegion")):
        numbers = [value for name, value in region.items() if name.endswith(("Line", "Column"))]
        assert all(isinstance(number, int) and number >= 1 for number in numbers)
        start = (region["startLine"], region["startColumn"])
        end = (region.get("endLine", start[0]), region.get("endColumn", start[1]))
        assert start <= end


def test_fingerprints_tell_the_results_apart(run: dict[str, Any]) -> None:
    prints = [result["partialFingerprints"] for result in run["results"]]
    assert all(isinstance(text, str) and text for each in prints for text in each.values())
    assert len({json.dumps(each, sort_keys=True) for each in prints}) == len(prints)


def test_further_places_have_numbers_of_their_own(run: dict[str, Any]) -> None:
    for places in members(run, "relatedLocations"):
        numbers = [place["id"] for place in places]
        assert min(numbers) >= 0
        assert len(set(numbers)) == len(numbers)


def test_a_clean_tree_has_a_run_with_no_results(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    out = tmp_path / "out.sarif"
    command = ["check", str(tmp_path), "--no-cache", "--format", f"sarif={out}"]
    assert main([*command, "--select", "duplicate-parameter"]) == 0
    (run,) = json.loads(out.read_text())["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["name"] == "apiref"
