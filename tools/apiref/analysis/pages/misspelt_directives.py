"""Intended directives that are none: their name is misspelt, or their colons are missing."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.page import Comment, Directive, Page, Paragraph, walk
from apiref.model.tree import Tree
from apiref.text.suggestions import VERY_CLOSE, Suggester
from apiref.text.typos import is_typo

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
# No English words.
_NO_WORDS = frozenset({"seealso", "versionadded", "versionchanged"})
_OTHERS = frozenset(
    "code highlight math table contents sectnum topic sidebar container class role raw replace"
    " rubric epigraph highlights pull-quote compound meta title unicode date default-role"
    " centered hlist index only tabularcolumns glossary productionlist acks"
    " codeauthor sectionauthor moduleauthor graphviz digraph graph todo todolist ifconfig"
    " autosummary module function data method attribute describe object header footer"
    " target-notes line-block tabs tab grid card dropdown program option envvar automodule"
    " autoclass autofunction autoattribute autodata autodecorator autoexception automethod"
    " autoproperty autotype classmethod cmdoption confval cssclass currentmodule decorator"
    " decoratormethod default-domain doctest exception inheritance-diagram property rst-class"
    " section-numbering staticmethod testcleanup testcode testoutput testsetup type"
    " restructuredtext-test-directive".split()
)
# The version of Sphinx that has brought them.
RECENT = {
    "versionremoved": "7.3",
    "version-added": "9.0",
    "version-changed": "9.0",
    "version-deprecated": "9.0",
    "version-removed": "9.0",
}
KNOWN = CONTENT | ADMONITIONS | _OTHERS | RECENT.keys()
_COMMENT = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ ]?(?P<colons>:(?!:))?(?=\s|$)")
_AS_TEXT = re.compile(r"(?:\.\.|\.[ ]|\.\.\.[ ]?)(?P<name>[A-Za-z][\w-]*)[ ]?:{1,2}(?=\s|$)")
# Abbreviations of existing names.
_SHORT_NAMES = {"warn": "warning", "attn": "attention"}
_OPTION = re.compile(r"\s*:[a-z-]+:(?:\s|$)")


class MisspeltDirective(NamedTuple):
    """Something that should be the directive ``intended`` but is not.

    ``wrong`` says why; it is empty if the name is misspelt. ``text`` is all that belongs to it, as
    written in the page.
    """

    name: str
    intended: str
    wrong: str
    text: str
    location: Location


@per_tree
def misspelt_directives(tree: Tree) -> tuple[MisspeltDirective, ...]:
    """All such directives, in the order of the pages."""
    suggester = Suggester(sorted(CONTENT | ADMONITIONS), VERY_CLOSE)
    known: dict[str, str | None] = {}
    found: list[MisspeltDirective] = []
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, Directive):
                name = block.name
                if name in KNOWN or ":" in name:
                    continue
                if name not in known:
                    typos = (other for other in sorted(ADMONITIONS) if is_typo(name, other))
                    short = _SHORT_NAMES.get(name) or next(typos, None)
                    known[name] = suggester.closest(name) or short
                intended = known[name]
                if intended is not None:
                    place = block.location
                    found.append(MisspeltDirective(name, intended, "", _text(page, place), place))
            elif isinstance(block, Comment | Paragraph):
                name, wrong = _ineffective(block)
                if name in CONTENT or name in ADMONITIONS:
                    place = block.location
                    found.append(MisspeltDirective(name, name, wrong, _text(page, place), place))
    return tuple(found)


def _ineffective(block: Comment | Paragraph) -> tuple[str, str]:
    if isinstance(block, Comment):
        match = _COMMENT.match(block.text)
        if match is not None and match["colons"]:
            return match["name"], "one colon makes it a comment"
        if match is not None and _is_directive(match["name"], block.text):
            return match["name"], "without colons it is a comment"
    elif block.text.startswith("."):
        match = _AS_TEXT.match(block.text)
        if match is not None:
            return match["name"], "it is shown as text, for lack of '..' and a space before it"
    return "", ""


def _is_directive(name: str, text: str) -> bool:
    """Whether a comment that starts with a directive's name is that directive without colons."""
    first, *others = text.splitlines()
    has_option = any(map(_OPTION.match, others))
    # In other comments, more words than an argument follow the name.
    is_alone = name.startswith("rest_") or len(first.split()) <= 2
    # A word of a sentence has no hyphen where directives have it.
    is_certain = name in OURS | _NO_WORDS or (name in CONTENT and (has_option or "-" in name))
    is_around_text = name in ADMONITIONS and first.split() == [name] and bool(others)
    return (is_certain and is_alone) or is_around_text


def _text(page: Page, place: Location) -> str:
    """The line of a directive and the indented lines below it."""
    end = place.line
    while end < len(page.lines) and (not page.lines[end].strip() or page.lines[end][0].isspace()):
        end += 1
    return "\n".join(page.lines[place.line - 1 : end])


def files_named_in(directive: MisspeltDirective) -> frozenset[str]:
    """The paths that the words of a directive may refer to, relative to its page."""
    folder = posixpath.dirname(directive.location.path)
    return frozenset(
        posixpath.normpath(posixpath.join(folder, name))
        for word in directive.text.split()
        for name in (word, f"{word}.rst")
    )
