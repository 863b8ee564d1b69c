"""The document of the reference of this repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from apiref.openapi.document import Made, openapi
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.unit.openapi.documents import assert_sound, parameters, resolved

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def own() -> Made:
    files = Files(ROOT)
    (tree,) = read_trees(files.root, read_settings(files, all_rules()), files)
    return openapi(tree, files.text_if_there)


def test_it_carries_everything_and_leaves_nothing_open(own: Made) -> None:
    assert own.ledger.findings == []
    for kind in ("operations", "parameters", "samples"):
        assert own.ledger.carried(kind) == own.ledger.total[kind] > 0


def test_it_is_sound(own: Made) -> None:
    assert_sound(own.document)


def test_every_example_is_one_of_its_schema(own: Made) -> None:
    registry: Registry[Any] = Registry().with_resource(
        "urn:document", DRAFT202012.create_resource(own.document)
    )
    checked = 0
    for content in _contents(own.document):
        schema = {"$ref": "urn:document" + content["schema"]["$ref"]}
        validator = Draft202012Validator(schema, registry=registry)
        for example in content["examples"].values():
            validator.validate(resolved(own.document, example)["value"])
            checked += 1
    assert checked == own.ledger.total["samples"]


def test_parameters_are_those_of_the_bound_schemas(own: Made) -> None:
    listed = parameters(own.document, own.document["paths"]["/v2/tasks"]["get"])
    assert listed["limit"]["schema"]["minimum"] == 0
    assert listed["sort_dir"]["schema"]["enum"] == ["asc", "desc"]


def test_openapi_spec_validator_finds_it_valid(own: Made) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="see 'tox -e openapi'")
    validator.validate(own.document)


def _contents(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in document["paths"].values():
        for operation in item.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            found += [content for body in bodies for content in body.get("content", {}).values()]
    return found
