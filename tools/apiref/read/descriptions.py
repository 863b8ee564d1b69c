"""Finds texts in YAML files whose RST docutils warns about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import yaml

from apiref.model.location import LINE_END, Location, Problem
from apiref.read import yaml_nodes

# Parsing every text would take too long. Markup that is closed needs none, nor do marks that start
# nothing, such as those between spaces.
_CLOSED = re.compile(
    r"(?<![\w`*])(?:``(?![ \t])[^`\n]+(?<![ \t])``|`[^`\s][^`<>\n]*(?:<[^<>\s`]+>)?`_{0,2}"
    r"|\*(?:\*[^*\s][^*\n]*(?<![ \t])\*|[^*\s][^*\n]*(?<![ \t]))\*)(?=[\s.,:;!?)'\"\]/-]|$)"
)
_OPEN = re.compile(r"(?<!\w)[`*|](?=\S)|^[ \t]*(?:={3}|-{3}|~{3}|\+-)", re.MULTILINE)
# What starts an item of a list or a directive.
_MARKER = re.compile(
    r"^\s*(?:[-*+\u2022\u2023\u2043]|\.\.|\(?(?:\d{1,3}|[A-Za-z]|[IVXLCDMivxlcdm]{1,5}|#)[.)])(?:\s|$)"
)
# As many characters are parsed; real files have a tenth.
_MOST = 300_000


def markup_problems(path: str, file: str, texts: list[tuple[str, yaml.Node]]) -> Iterator[Problem]:
    """The first warning of docutils about each text, if any.

    ``file`` is the whole file, ``texts`` are its texts as YAML nodes, with the names of entries.
    """
    lines = LINE_END.split(file)
    # An alias is the same node, and has the same warnings.
    nodes: dict[int, tuple[str, yaml.Node]] = {}
    for found in texts:
        nodes.setdefault(id(found[1]), found)
    marked = [found for found in nodes.values() if _may_warn(found[1])]
    if not marked:
        return
    from apiref.read.rst import parse

    left = _MOST
    for name, node in marked:
        left -= len(str(node.value))
        if left < 0:
            break
        try:
            messages = parse(str(node.value), {}).messages
        except RecursionError:
            continue
        for message in messages:
            # A line of a few marks is no title here.
            if not message.text.startswith("Possible title underline"):
                words = " ".join(message.text.split()).rstrip(".")
                yield Problem(
                    "description-syntax", _place(path, lines, node, message.line), name, words
                )
                break


def _may_warn(node: yaml.Node) -> bool:
    """Whether a text has markup that is not closed, or lines that end what is above them."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    text = str(node.value)
    if _OPEN.search(_CLOSED.sub("closed", text)):
        return True
    return any(_starts_anew(*lines) for lines in pairwise(text.expandtabs().split("\n")))


def _starts_anew(above: str, below: str) -> bool:
    """Whether a line neither goes on with the one above it nor is the next item of its list."""
    if not above.strip() or not below.strip():
        return False
    deeper = (len(below) - len(below.lstrip())) - (len(above) - len(above.lstrip()))
    is_item, follows_item = _MARKER.match(below), _MARKER.match(above)
    return not follows_item if deeper > 0 else not is_item and bool(deeper or follows_item)


def _place(path: str, lines: list[str], node: yaml.Node, line: int) -> Location:
    """The location of a line of a text; that of the text if YAML folds its lines."""
    place = yaml_nodes.location(path, node)
    number = place.line + line
    if getattr(node, "style", None) != "|" or number > len(lines):
        return place
    written = lines[number - 1]
    return Location(path, number, len(written) - len(written.lstrip()) + 1)
