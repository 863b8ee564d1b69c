"""Directives over which the readers stumbled."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.broken_directives import is_broken
from apiref.model.location import Location
from tests.trees import load, write_tree

PAGE = "api-ref/source/index.rst"
TREE = f"""\
=== {PAGE}
=====
Title
=====

.. literalinclude:: thing.json
   :language: json
   :colour: red
"""


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [(PAGE, 5, True), (PAGE, 3, True), (PAGE, 2, False), (PAGE, 8, False), ("other", 5, False)],
)
def test_a_problem_belongs_to_the_directive_in_whose_first_lines_it_is(
    tmp_path: Path, path: str, line: int, expected: bool
) -> None:
    write_tree(tmp_path, TREE)
    tree = load(tmp_path)
    assert 7 in [problem.location.line for problem in tree.problems]
    assert is_broken(tree, Location(path, line)) is expected
