"""What links within the reference can lead to: labels, titles, notes and substitutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from apiref.analysis.pages.documents import documents, documents_of
from apiref.analysis.per_tree import per_tree
from apiref.model.page import Directive, Label, ParameterTable, Section, StatusTable, walk
from apiref.model.tree import Tree

_DEFINITIONS = tuple(
    map(
        re.compile,
        (
            r"\.\. (?:_`?(?P<label>[^`:\n]+)|\[#?(?P<note>[^\[\]\n]*)\]"
            r"|\|(?P<substitution>[^|\n]+)\|)",
            r":name:(?P<label>[^\n]+)",
            r"`(?P<title>\w[^`<>]*)<[^<>`]*>`_(?!_)",
            r"_`(?P<label>[^`\n]+)`",
        ),
    )
)
# Sphinx makes these pages itself; the last two only if a module is documented.
_SPHINX_LABELS = frozenset({"genindex", "search"})
MODULE_LABELS = frozenset({"modindex", "py-modindex"})
_MODULES = frozenset("module automodule py:module currentmodule".split())
_SPHINX_SUBSTITUTIONS = frozenset({"release", "today", "translation progress", "version"})


class Targets(NamedTuple):
    """What can be referred to by name, in lower case."""

    labels: frozenset[str]
    titles: frozenset[str]
    notes: frozenset[str]
    substitutions: frozenset[str]


def _joined(parts: Iterable[Targets]) -> Targets:
    return Targets(*(frozenset(chain.from_iterable(kind)) for kind in zip(*parts, strict=True)))


def _in_text(text: str) -> Targets:
    labels: set[str] = set()
    titles: set[str] = set()
    notes: set[str] = set()
    substitutions: set[str] = set()
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _DEFINITIONS):
        found = match.groupdict()
        if found.get("title"):
            titles.add(" ".join(found["title"].lower().split()))
        elif found.get("label"):
            labels.add(" ".join(found["label"].lower().split()))
        elif found["note"] is not None:
            notes.add(found["note"].lower())
        else:
            substitutions.add(found["substitution"].lower())
    return Targets(frozenset(labels), frozenset(titles), frozenset(notes), frozenset(substitutions))


@per_tree
def targets_on(tree: Tree, path: str) -> Targets:
    """What a page defines."""
    page = tree.pages[path]
    found = _in_text(page.text)
    labels: set[str] = set()
    titles: set[str] = set()
    for block in walk(page.body):
        if isinstance(block, Label):
            labels.add(block.name.lower())
        elif isinstance(block, Section):
            titles.add(" ".join(block.title.lower().split()))
        elif isinstance(block, Directive) and block.name in _MODULES:
            labels |= MODULE_LABELS
    return found._replace(labels=found.labels | labels, titles=found.titles | titles)


@per_tree
def _everywhere(tree: Tree) -> Targets:
    """What is defined for all documents: in the configuration and in descriptions."""
    found = _in_text(tree.configuration or "")
    found = found._replace(
        labels=found.labels | _SPHINX_LABELS,
        substitutions=found.substitutions | _SPHINX_SUBSTITUTIONS,
    )
    return _joined((found, *(_in_text(file.text) for file in tree.parameter_files.values())))


@per_tree
def targets(tree: Tree) -> Targets:
    """What the pages, the descriptions and the configuration define."""
    return _joined((*(targets_on(tree, path) for path in tree.pages), _everywhere(tree)))


@per_tree
def targets_near(tree: Tree, path: str) -> Targets:
    """What is defined in the documents that show a page or a YAML file, if any."""
    pages = {page for found in shown_in(tree, path) for page in documents(tree)[found].pages}
    return _joined((*(targets_on(tree, page) for page in pages), _everywhere(tree)))


@per_tree
def shown_in(tree: Tree, path: str) -> frozenset[str]:
    """The documents that show a page, or something of a YAML file."""
    if path in tree.pages:
        return documents_of(tree).get(path, frozenset())
    return _users(tree).get(path, frozenset())


@per_tree
def _users(tree: Tree) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path, page in tree.pages.items():
        for block in walk(page.body):
            if isinstance(block, ParameterTable | StatusTable) and block.path:
                found.setdefault(block.path, set()).add(path)
    return {
        file: frozenset(document for path in paths for document in shown_in(tree, path))
        for file, paths in found.items()
    }
