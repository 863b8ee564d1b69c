"""Imports go one way: from the higher parts of ``apiref`` to the lower ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import apiref

# From low to high: a part imports from the lines above it only. Parts in one line are independent.
ORDER = """
git output processes text
model
cache fixes
read
analysis.conventions analysis.members analysis.per_tree
analysis.pages analysis.parameters
analysis.operations analysis.statuses
analysis.rows
analysis.samples analysis.schemas
analysis.traffic
rules.registry
rules.operations rules.pages rules.parameters rules.rows rules.samples rules.schemas rules.statuses rules.traffic
engine
openapi
differences
report
lsp
commands sphinx
cli
__main__
"""  # noqa: E501
HEIGHT = {
    f"apiref.{part}": height
    for height, parts in enumerate(ORDER.split("\n"))
    for part in parts.split()
}
FOLDER = Path(apiref.__file__).parent
MODULES = {
    ".".join(path.relative_to(FOLDER.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in FOLDER.rglob("*.py")
}


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports: anywhere in it, and for type checkers as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [item.name for item in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{'.' * node.level}{node.module}.{item.name}" for item in node.names]
        for name in names:
            assert not name.startswith("."), f"{path}:{node.lineno}: a relative import"
            if name.split(".")[0] == "apiref":
                yield name if name in MODULES else name.rpartition(".")[0]


IMPORTS = {name: set(imported(path)) for name, path in MODULES.items()}


def part(name: str) -> str | None:
    """The part that a module belongs to; None for the packages that hold nothing but parts."""
    while name and name not in HEIGHT:
        name = name.rpartition(".")[0]
    return name or None


PAIRS = sorted((name, other) for name, others in IMPORTS.items() for other in others)


def test_every_module_has_its_place_in_the_order() -> None:
    assert {name for name in MODULES if part(name) is None} == {
        "apiref",
        "apiref.analysis",
        "apiref.rules",
    }
    assert {part(name) for name in MODULES} - {None} == set(HEIGHT)


def test_imports_go_from_higher_parts_to_lower_ones() -> None:
    between = [(one, other) for one, other in PAIRS if part(other) not in (part(one), None)]
    assert not [
        f"{name} imports {other}"
        for name, other in between
        if HEIGHT[part(other) or ""] >= HEIGHT.get(part(name) or "", 0)
    ]


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        TopologicalSorter(IMPORTS).prepare()
    except CycleError as error:
        pytest.fail(" is imported by ".join(error.args[1]))


def test_rules_do_not_know_one_another() -> None:
    rules = [pair for pair in PAIRS if all(name.startswith("apiref.rules.") for name in pair)]
    assert not [
        f"{name} imports {other}" for name, other in rules if other != "apiref.rules.registry"
    ]
