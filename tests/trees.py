"""Tiny trees that include their expected findings.

A tree is one text: ``=== path`` starts a file. A line that ends in ``<<< rule-name`` (or several
names, with commas) expects just one finding of that rule on that line; the mark itself is not part
of the file.
"""

from __future__ import annotations

import re
from pathlib import Path

from apiref.engine.check import check
from apiref.model.finding import Finding
from apiref.model.tree import Tree
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees
from apiref.rules.registry import all_rules

_MARK = re.compile(r"(?<![ \t])[ \t]*<<< (?P<rules>[a-z0-9, -]+)$")

INDEX = """\
=== api-ref/source/index.rst
===
API
===

.. rest_expand_all::

.. include:: things.inc
"""

Expected = list[tuple[str, str, int]]


def write_tree(root: Path, text: str) -> Expected:
    """Write the files of a tree; return the expected (rule, path, line) of its findings."""
    expected: Expected = []
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    path = ""
    for line in text.splitlines():
        if line.startswith("=== "):
            path = line[4:].strip()
            lines = files.setdefault(path, [])
            continue
        if not path:
            continue
        mark = _MARK.search(line)
        if mark:
            line = line[: mark.start()]
            for name in mark["rules"].split(","):
                expected.append((name.strip(), path, len(lines) + 1))
        lines.append(line)
    for name, content in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(content).rstrip("\n") + "\n", encoding="utf-8")
    return expected


def load(root: Path) -> Tree:
    """The tree below a folder."""
    files = Files(root)
    (tree,) = read_trees(files.root, read_settings(files, all_rules()), files)
    return tree


def findings(root: Path) -> list[Finding]:
    """All findings of the tree below a folder."""
    return check(load(root))


def assert_expected(root: Path, text: str, *rules: str) -> list[Finding]:
    """Writes a tree, checks it, and compares the findings of those rules with the marks.

    Without rules, all rules count. Returns the findings compared.
    """
    expected = write_tree(root, text)
    named = {name for name, _, _ in expected}
    unknown = (named | set(rules)) - set(all_rules())
    assert not unknown, f"no such rule: {sorted(unknown)}"
    assert not rules or named <= set(rules), f"marks of other rules: {sorted(named)}"
    found = [f for f in findings(root) if not rules or f.rule in rules]
    shown = "\n".join(f"{f.location.path}:{f.location.line}: {f.message} [{f.rule}]" for f in found)
    got = [(f.rule, f.location.path, f.location.line) for f in found]
    assert sorted(got) == sorted(expected), f"expected {sorted(expected)}, got:\n{shown}"
    return found
