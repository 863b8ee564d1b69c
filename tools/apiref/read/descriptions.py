"""Finds texts in YAML files whose RST docutils warns about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from apiref.model.location import LINE_END, Location, Problem
from apiref.read import yaml_nodes

# What docutils cannot warn about, since it is closed: literals, links and interpreted text.
_CLOSED = re.compile(
    r"(?<![\w`])(?:``(?![ \t])[^`\n]+(?<![ \t])``|`[^`\s][^`<>\n]*(?:<[^<>\s`]+>)?`_{0,2})"
    r"(?=[\s.,:;!?)'\"\]/-]|$)"
)
# All else that is more than words: parsing every text would take too long.
_MARKUP = re.compile(
    r"[`*|]|_\b|::[ \t]*$|^[^\w\n\"'({\[<]|^\(?(?:\d{1,3}|[A-Za-z]|[ivxlcdm]{1,5}|#)[.)] ",
    re.MULTILINE,
)
# Real files have a tenth; this limits the time for malicious ones.
_MOST = 3000


def markup_problems(path: str, file: str, texts: list[tuple[str, yaml.Node]]) -> Iterator[Problem]:
    """The first warning of docutils about each text, if any.

    ``file`` is the whole file, ``texts`` are its texts as YAML nodes, with the names of entries.
    """
    lines = LINE_END.split(file)
    marked = (found for found in texts if _has_markup(found[1]))
    for name, node in islice(marked, _MOST):
        from apiref.read.rst import parse

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


def _has_markup(node: yaml.Node) -> bool:
    """Whether a text is more than words and what is closed."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    return _MARKUP.search(_CLOSED.sub("closed", str(node.value))) is not None


def _place(path: str, lines: list[str], node: yaml.Node, line: int) -> Location:
    """The location of a line of a text; that of the text if YAML folds its lines."""
    place = yaml_nodes.location(path, node)
    number = place.line + line
    if getattr(node, "style", None) != "|" or number > len(lines):
        return place
    written = lines[number - 1]
    return Location(path, number, len(written) - len(written.lstrip()) + 1)
