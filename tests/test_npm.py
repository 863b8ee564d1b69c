"""The packages of npm are pinned with hashes, and come from the public registry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).parent).rglob("package-lock.json"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.parent.name)
def test_packages_are_locked(path: Path) -> None:
    pins = json.loads(path.with_name("package.json").read_text(encoding="utf-8"))
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == pins["dependencies"]
    for name, version in pins["dependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert package["resolved"].startswith("https://registry.npmjs.org/"), name


def test_the_linter_the_differ_and_the_checkers_of_pages_are_among_them() -> None:
    assert {path.parent.name for path in LOCKS} == {"browser", "differences", "openapi"}
