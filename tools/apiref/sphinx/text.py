"""Keeps the paragraphs and lists in cells of tables apart in Sphinx's text builder."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.text import Cell, TextTranslator, my_wrap

_ITEM = re.compile(r" *(?:\*|\d+\.) +")
_BEFORE_ITEM = re.compile(r"\n(?= *(?:\*|\d+\.) )")


class ParagraphCell(Cell):
    """A cell of several paragraphs and items; Sphinx's own makes one paragraph of them."""

    def wrap(self, width: int) -> None:
        """Break the lines that are longer than ``width``."""
        self.wrapped = []
        for block in re.split(r"\n{2,}", self.text.strip("\n")):
            self.wrapped += [""] if self.wrapped else []
            for part in _BEFORE_ITEM.split(block):
                item = _ITEM.match(part)
                hanging = " " * len(item[0]) if item else ""
                self.wrapped += my_wrap(part, width, subsequent_indent=hanging)


def visit_entry(self: TextTranslator, node: nodes.entry) -> None:
    """Open a cell."""
    type(self).visit_entry(self, node)
    self.entry = ParagraphCell("", self.entry.rowspan, self.entry.colspan)


def setup(app: Sphinx) -> None:
    """Register the visitor."""
    app.add_node(nodes.entry, override=True, text=(visit_entry, TextTranslator.depart_entry))
