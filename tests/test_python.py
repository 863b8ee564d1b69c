"""What works on every patch release of the oldest Python that the package supports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "tools/apiref"
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Before Python 3.11.5 such a pattern matches something else if its group can backtrack.

    ``(?>(...)*)`` means the same and works everywhere, as do possessive characters and classes.
    """
    assert POSSESSIVE_GROUP.search("(?:ab?c)++") and POSSESSIVE_GROUP.search("(a|b){2,}+")
    assert not POSSESSIVE_GROUP.search(r"(?>(?:ab?c)+)[a-z]*+\)*+")
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and POSSESSIVE_GROUP.search(node.value)
    ]
    assert found == []
