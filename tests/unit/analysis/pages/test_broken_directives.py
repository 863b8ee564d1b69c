"""Directives over which the readers stumbled."""

from __future__ import annotations

from pathlib import Path

import pytest

from apiref.analysis.pages.broken_directives import is_broken, named_below
from apiref.model.cause import Cause
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


ROWS = f"""\
=== {PAGE}
.. rest_parameters:: parameters.yaml

   - a: a
- b: b-query
- c: c

- d: d
=== api-ref/source/parameters.yaml
a: {{}}
"""


@pytest.mark.parametrize(
    ("path", "line", "keys"),
    [(PAGE, 4, ["b-query", "c"]), (PAGE, 6, ["d"]), (PAGE, 9, []), ("other", 1, [])],
)
def test_what_rows_name_that_belong_to_no_table(
    tmp_path: Path, path: str, line: int, keys: list[str]
) -> None:
    write_tree(tmp_path, ROWS)
    found = list(named_below(load(tmp_path), Location(path, line)))
    assert found == [Cause("entry", "api-ref/source/parameters.yaml", key) for key in keys]
