"""Cells of tables in the text builder."""

from __future__ import annotations

from pathlib import Path

from tests.unit.sphinx.building import build, conf, write

TABLE = """\
Books
=====

.. list-table::
   :widths: 10 40

   * - Shelf
     - What stands on it, in this order:

       * novels, among them those that everybody has read at school;
       * poems.

       1. One.

       The rest is elsewhere.
   * - Floor
     - Nothing.
"""


def test_paragraphs_and_items_of_a_cell(tmp_path: Path) -> None:
    """Once all in one paragraph."""
    source = write(tmp_path / "source", {"index.rst": TABLE, "conf.py": conf("apiref.sphinx")})
    made = build(source, tmp_path / "out", "text")
    rows = made.text("index.txt").split("+\n")
    cells = [[line.strip("|").split("|") for line in row.splitlines()] for row in rows]
    (shelf,) = [row for row in cells if any("Shelf" in left for left, *_ in row)]
    assert [line[1].rstrip()[1:] for line in shelf if len(line) == 2] == [
        "What stands on it, in this order:",
        "",
        "* novels, among them those that",
        "  everybody has read at school;",
        "",
        "* poems.",
        "",
        "1. One.",
        "",
        "The rest is elsewhere.",
    ]
