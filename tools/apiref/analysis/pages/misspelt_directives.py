"""Directives that are not read as what they are meant to be: misspelt, or without two colons."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from typing import NamedTuple

from apiref.analysis.looks import extract, per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Comment, Directive, Page, Paragraph, walk
from apiref.model.tree import Tree
from apiref.text.suggestions import VERY_CLOSE, Suggester

OURS = frozenset(
    "rest_method rest_parameters rest_status_code rest_expand_all literalinclude toctree".split()
)
CONTENT = OURS | frozenset(
    "include code-block sourcecode list-table csv-table parsed-literal image figure".split()
)
ADMONITIONS = frozenset(
    "note warning important attention caution danger error hint tip admonition seealso"
    " versionadded versionchanged deprecated".split()
)
_OTHERS = frozenset(
    "code highlight math table contents sectnum topic sidebar container class role raw replace"
    " rubric epigraph highlights pull-quote compound meta title unicode date default-role"
    " centered hlist index only tabularcolumns glossary productionlist acks versionremoved"
    " codeauthor sectionauthor moduleauthor graphviz digraph graph todo todolist ifconfig"
    " autosummary module function data method attribute describe object header footer"
    " target-notes line-block tabs tab grid card dropdown program option envvar automodule"
    " autoclass autofunction".split()
)
_KNOWN = CONTENT | ADMONITIONS | _OTHERS
_COMMENT = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ ]?(?P<colons>:(?!:))?(?=\s|$)")
_AS_TEXT = re.compile(r"(?:\.\.|\.[ ]|\.\.\.[ ]?)(?P<name>[A-Za-z][\w-]*)[ ]?:{1,2}(?=\s|$)")
# Names that are short for one that exists.
_SHORT_NAMES = {"warn": "warning", "attn": "attention"}
_OPTION = re.compile(r"\s*:[a-z-]+:(?:\s|$)")


class Hidden(NamedTuple):
    """Something that is meant as the directive ``meant`` but is none.

    ``wrong`` says why; it is empty where the name, as written, is misspelt. ``text`` is all that
    belongs to it, as it stands in the page.
    """

    name: str
    meant: str
    wrong: str
    text: str
    location: Location


@extract
def hidden(tree: Tree) -> tuple[Hidden, ...]:
    """All such directives, in the order of the pages."""
    suggester = Suggester(sorted(CONTENT | ADMONITIONS), VERY_CLOSE)
    known: dict[str, str | None] = {}
    found: list[Hidden] = []
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, Directive):
                name = block.name
                if name in _KNOWN or ":" in name:
                    continue
                if name not in known:
                    known[name] = suggester.closest(name) or _SHORT_NAMES.get(name)
                meant = known[name]
                if meant is not None:
                    place = block.location
                    found.append(Hidden(name, meant, "", _text(page, place), place))
            elif isinstance(block, Comment | Paragraph):
                name, wrong = _ineffective(block)
                if name in CONTENT or name in ADMONITIONS:
                    place = block.location
                    found.append(Hidden(name, name, wrong, _text(page, place), place))
    return tuple(found)


def _ineffective(block: Comment | Paragraph) -> tuple[str, str]:
    if isinstance(block, Comment):
        match = _COMMENT.match(block.text)
        if match is not None and match["colons"]:
            return match["name"], "one colon makes it a comment"
        if match is not None and _is_meant(match["name"], block.text):
            return match["name"], "without colons it is a comment"
    elif block.text.startswith("."):
        match = _AS_TEXT.match(block.text)
        if match is not None:
            return match["name"], "it is shown as text, for lack of '..' and a space before it"
    return "", ""


def _is_meant(name: str, text: str) -> bool:
    """Whether a comment that starts with a directive's name is one without its colons."""
    has_option = any(map(_OPTION.match, text.splitlines()[1:]))
    return (name in OURS or (name in CONTENT and has_option)) and _is_alone(name, text)


def _is_alone(name: str, text: str) -> bool:
    """Whether a comment consists of a directive's name and what may be its argument."""
    return name.startswith("rest_") or len(text.splitlines()[0].split()) <= 2


def _text(page: Page, place: Location) -> str:
    """The line of a directive and the indented ones below it."""
    end = place.line
    while end < len(page.lines) and (not page.lines[end].strip() or page.lines[end][0].isspace()):
        end += 1
    return "\n".join(page.lines[place.line - 1 : end])


@per_tree
def hidden_files(tree: Tree) -> frozenset[str]:
    """The paths that words in hidden directives name, seen from their pages."""
    found: set[str] = set()
    for item in hidden(tree):
        folder = posixpath.dirname(item.location.path)
        for word in item.text.split():
            found.add(posixpath.normpath(posixpath.join(folder, word)))
            found.add(posixpath.normpath(posixpath.join(folder, word + ".rst")))
    return frozenset(found)


@per_tree
def hidden_in(tree: Tree) -> dict[Location, frozenset[str]]:
    """For each operation, by its location, the names of the hidden directives that it lost."""
    starts: dict[str, list[tuple[int, Operation]]] = {}
    for operation in tree.operations:
        place = operation.location
        starts.setdefault(place.path, []).append((place.line, operation))
    lines = {path: sorted(line for line, _ in found) for path, found in starts.items()}
    by_line = {
        (path, line): operation for path, found in starts.items() for line, operation in found
    }
    lost: dict[Location, set[str]] = {}
    for item in hidden(tree):
        path = item.location.path
        index = bisect_right(lines.get(path, []), item.location.line)
        if index:
            operation = by_line[path, lines[path][index - 1]]
            lost.setdefault(operation.location, set()).add(item.meant)
    return {place: frozenset(names) for place, names in lost.items()}
