"""Builds documents of tiny trees, and resolves their content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apiref.openapi.document import Made, openapi
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules
from tests.trees import write_tree

Object = dict[str, Any]

PAGE = """\
=== api-ref/source/index.rst
==========
Things API
==========

.. include:: things.inc
=== api-ref/source/things.inc
Things
======

What there is.

"""


def made(root: Path, text: str) -> Made:
    """The document of a tree, with its ledger."""
    write_tree(root, text)
    files = Files(root)
    (tree,) = read_trees(files.root, read_settings(files, all_rules()), files)
    return openapi(tree, files.text_if_there)


def document(root: Path, text: str) -> Object:
    """The document of a tree."""
    return made(root, text).document


def resolved(document: Object, value: Object) -> Object:
    """The object that a reference of a document leads to; any other object itself."""
    if "$ref" not in value:
        return value
    found: Any = document
    for part in value["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    assert isinstance(found, dict)
    return found


def parameters(document: Object, operation: Object) -> dict[str, Object]:
    """The parameters of an operation by name."""
    listed = [resolved(document, parameter) for parameter in operation.get("parameters", [])]
    return {parameter["name"]: parameter for parameter in listed}


def response_schema(document: Object, operation: Object, code: str = "200") -> Object:
    """The schema of a JSON response."""
    content = operation["responses"][code]["content"]["application/json"]
    return resolved(document, content["schema"])


def references(value: Any) -> Iterator[str]:
    """All references in a document, except in the values of examples."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "$ref" and isinstance(inner, str):
                yield inner
            elif name != "value":
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def assert_sound(document: Object) -> None:
    """What a validator checks first: references have targets, and names are unique."""
    for reference in references(document):
        assert resolved(document, {"$ref": reference}), reference
    seen: set[str] = set()
    for path, item in document["paths"].items():
        assert path.startswith("/")
        for operation in item.values():
            assert operation["operationId"] not in seen
            seen.add(operation["operationId"])
            listed = [resolved(document, each) for each in operation.get("parameters", [])]
            keys = [(each["in"], each["name"]) for each in listed]
            assert len(keys) == len(set(keys))
            in_path = {each["name"] for each in listed if each["in"] == "path"}
            assert {f"{{{name}}}" for name in in_path} <= set(_braced(path))
            assert len(in_path) == len(_braced(path))
            assert operation["responses"]


def _braced(path: str) -> list[str]:
    return [f"{{{part.partition('}')[0]}}}" for part in path.split("{")[1:]]
