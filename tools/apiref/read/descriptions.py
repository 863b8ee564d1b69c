"""Finds texts in YAML files whose RST docutils warns about."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def markup_problems(path: str, file: str, name: str, node: yaml.Node) -> Iterator[Problem]:
    """The first warning of docutils about a text, if any.

    ``file`` is the whole file, ``name`` that of the entry, ``node`` the text as a YAML node.
    """
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    if not _MARKUP.search(_CLOSED.sub("closed", text)):
        return
    from apiref.read.rst import parse

    try:
        messages = parse(text, {}).messages
    except RecursionError:
        return
    for message in messages:
        # A line of a few marks is no title here.
        if not message.text.startswith("Possible title underline"):
            words = " ".join(message.text.split()).rstrip(".")
            yield Problem("rst-warning", _place(path, file, node, message.line), name, words)
            return


def _place(path: str, file: str, node: yaml.Node, line: int) -> Location:
    """The location of a line of a text; that of the text if YAML folds its lines."""
    place = yaml_nodes.location(path, node)
    lines = LINE_END.split(file)
    number = place.line + line
    if getattr(node, "style", None) != "|" or number > len(lines):
        return place
    written = lines[number - 1]
    return Location(path, number, len(written) - len(written.lstrip()) + 1)
