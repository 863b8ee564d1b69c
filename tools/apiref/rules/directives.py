"""Directives that do nothing: one colon too few, a misspelt name, an unknown option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apiref.analysis.suggestions import Suggester
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import Comment, Directive, Paragraph, walk
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_OURS = frozenset(
    "rest_method rest_parameters rest_status_code rest_expand_all literalinclude toctree".split()
)
_CONTENT = _OURS | frozenset(
    "include code-block sourcecode list-table csv-table parsed-literal image figure".split()
)
_ADMONITIONS = frozenset(
    "note warning important attention caution danger error hint tip admonition seealso"
    " versionadded versionchanged deprecated".split()
)
_OTHERS = frozenset(
    "code highlight math table contents sectnum topic sidebar container class role raw replace"
    " rubric epigraph highlights pull-quote compound meta title unicode date default-role"
    " centered hlist index only tabularcolumns glossary productionlist acks versionremoved"
    " codeauthor sectionauthor moduleauthor graphviz digraph graph todo todolist ifconfig"
    " autosummary currentmodule module function data method attribute describe object"
    " header footer target-notes restructuredtext-test-directive line-block tabs tab group-tab"
    " code-tab dropdown grid card card-carousel button-ref button-link mermaid plantuml blockdiag"
    " seqdiag nwdiag actdiag program-output feature_matrix support_matrix ext_support_matrix"
    " extensions openapi swaggerv2doc httpdomain http httpexample program option cmdoption envvar"
    " automodule autoclass autofunction autoprogram autoprogram-cliff show-options"
    " show-policy oslo-config release-notes blockquote".split()
)
_KNOWN = _CONTENT | _ADMONITIONS | _OTHERS
_COMMENT = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ ]?(?P<colons>:(?!:))?(?=\s|$)")
_AS_TEXT = re.compile(
    r"(?:\.\.(?P<glued>)|\.[ ]|\.\.\.[ ]?)(?P<name>[A-Za-z][\w-]*)[ ]?:{1,2}(?=\s|$)"
)
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class _Ineffective:
    """Something that was meant as a directive; ``wrong`` says why it is none."""

    name: str
    wrong: str
    location: Location


def _ineffective(tree: Tree) -> Iterator[_Ineffective]:
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, Comment):
                match = _COMMENT.match(block.text)
                if match is None:
                    continue
                name = match["name"]
                if match["colons"]:
                    yield _Ineffective(name, "one colon makes it a comment", block.location)
                elif name in _OURS and _is_alone(name, block.text):
                    yield _Ineffective(name, "without colons it is a comment", block.location)
            elif isinstance(block, Paragraph) and block.text.startswith("."):
                match = _AS_TEXT.match(block.text)
                if match is not None:
                    why = "it is shown as text, for lack of '..' and a space before it"
                    yield _Ineffective(match["name"], why, block.location)


def _is_alone(name: str, text: str) -> bool:
    """Whether a comment consists of a directive's name and what may be its argument."""
    return name.startswith("rest_") or len(text.splitlines()[0].split()) <= 2


@rule(Severity.ERROR)
def directive_ineffective(tree: Tree) -> Iterator[Defect]:
    """A directive is a comment or text, since it is not written with two dots and two colons.

    What it should show is missing from the page, or its source is shown.

    Passes: ``.. literalinclude:: samples/server.json``.

    Fails: ``.. literalinclude: samples/server.json``.
    """
    for found in _ineffective(tree):
        if found.name in _CONTENT:
            yield _defect(found)


@rule(Severity.WARNING)
def admonition_ineffective(tree: Tree) -> Iterator[Defect]:
    """A box such as a note is a comment or text, since it is not written as a directive.

    Readers do not see it.

    Passes: ``.. note:: Only administrators may do this.``

    Fails: ``.. note: Only administrators may do this.``
    """
    for found in _ineffective(tree):
        if found.name in _ADMONITIONS:
            yield _defect(found)


def _defect(found: _Ineffective) -> Defect:
    message = f"'{found.name}' has no effect: {found.wrong}; write '.. {found.name}::'"
    return Defect(found.location, found.name, message)


@rule(Severity.ERROR)
def directive_misspelt(tree: Tree) -> Iterator[Defect]:
    """A directive has a name that is close to a known one, and is not known itself.

    Sphinx drops it, with all that is in it.

    Passes: ``.. rest_parameters:: parameters.yaml``.

    Fails: ``.. rest_paramters:: parameters.yaml``.
    """
    suggester = Suggester(sorted(_CONTENT | _ADMONITIONS), _CLOSE)
    known: dict[str, str | None] = {}
    for page in tree.pages.values():
        for block in walk(page.body):
            if not isinstance(block, Directive) or block.name in _KNOWN or ":" in block.name:
                continue
            if block.name not in known:
                known[block.name] = suggester.closest(block.name)
            meant = known[block.name]
            if meant is not None:
                yield Defect(
                    block.location,
                    block.name,
                    f"there is no directive '{block.name}'; did you mean '{meant}'?",
                )


@rule(Severity.ERROR)
def directive_option(tree: Tree) -> Iterator[Defect]:
    """A directive has an option that it does not take.

    Sphinx then shows an error in place of the directive.

    Passes: ``:language: json`` in a ``literalinclude``.

    Fails: ``:langauge: json`` there.
    """
    for problem in tree.problems:
        if problem.kind == "directive-option":
            yield Defect(problem.location, problem.subject, problem.message)
