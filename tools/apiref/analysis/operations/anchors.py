"""The anchors on the published pages, those of operations as the Sphinx extension assigns them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docutils.nodes import make_id

from apiref.analysis.pages.documents import documents
from apiref.analysis.pages.extensions import extensions
from apiref.analysis.pages.link_targets import targets_on
from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Directive, Include, Label, Section, walk
from apiref.model.tree import Tree

# It alone assigns anchors to operations.
_EXTENSION = "apiref.sphinx"
# Identifiers in raw HTML.
_HTML_ID = re.compile(r"\b(?:id|name)=[\"']([^\"'\n]+)[\"']")


class Anchor(NamedTuple):
    """Where an operation is published: the path of the document, and the anchor in it."""

    document: str
    name: str


def slug(text: str) -> str:
    """The identifier that docutils derives from a title or a label."""
    return make_id(text)


def operation_anchor(title: str, method: str, url: str, *, alone: bool) -> str:
    """The anchor of an operation: its title's, or, if that is not unique, one with its endpoint.

    ``alone`` says that nothing else in the document has the identifier of the title.
    """
    name = slug(title)
    return name if name and alone else slug(f"{name} {method} {url}")


@per_tree
def anchors(tree: Tree) -> dict[Location, Anchor]:
    """The anchor of each operation, by its location.

    Operations in the same section share an anchor. A page that no document includes counts as a
    document.
    """
    by_title: dict[Location, list[Operation]] = {}
    for operation in tree.operations:
        by_title.setdefault(operation.title_location, []).append(operation)
    found: dict[Location, Anchor] = {}
    for path in (*tree.documents, *tree.pages):
        names = [
            (slug(block.title if isinstance(block, Section) else block.name), block.location)
            for block in _blocks(tree, path, Counter())
        ]
        sections = {place: name for name, place in names if place in by_title}
        titles = Counter(sections.values())
        taken: dict[str, Location] = {}
        for name, place in names:
            taken.setdefault(name, place)
        for location, title in sections.items():
            first = by_title[location][0]
            if first.location in found:
                continue
            alone = titles[title] == 1 and taken.get(title, location) == location
            endpoint = first.endpoint
            wanted = operation_anchor(first.title, endpoint.method, endpoint.url, alone=alone)
            free, number = wanted, 2
            while taken.get(free, location) != location:
                free, number = f"{wanted}-{number}", number + 1
            taken[free] = location
            for operation in by_title[location]:
                found[operation.location] = Anchor(path, free)
    return found


@per_tree
def labels(tree: Tree) -> dict[str, Anchor]:
    """The anchor of each label of a document, by the label as Sphinx normalises it."""
    found: dict[str, Anchor] = {}
    for path in tree.documents:
        for block in _blocks(tree, path, Counter()):
            if isinstance(block, Label):
                name = " ".join(block.name.lower().split())
                found.setdefault(name, Anchor(path, slug(block.name)))
    return found


@per_tree
def anchors_in(tree: Tree, document: str) -> frozenset[str]:
    """The anchors of a document: those of its titles, labels, notes and named things."""
    found: set[str] = set()
    if _EXTENSION in (extensions(tree) or ()):
        found.update(it.name for it in anchors(tree).values() if it.document == document)
    for path in documents(tree)[document].pages:
        page = tree.pages[path]
        here = targets_on(tree, path)
        names = {*here.labels, *here.titles, *here.notes}
        names.update(block.argument for block in walk(page.body) if isinstance(block, Directive))
        found.update(map(slug, names))
        if "raw::" in page.text:
            found.update(_HTML_ID.findall(page.text))
    return frozenset(found)


def _blocks(tree: Tree, path: str, times: Counter[str]) -> Iterator[Section | Label]:
    """The titles and labels of a document, in order."""
    page = tree.pages.get(path)
    times[path] += 1
    # A page counts once, as for operations; rules report repeated includes.
    if page is None or times[path] > 1:
        return
    for block in walk(page.body):
        if isinstance(block, Section | Label):
            yield block
        elif isinstance(block, Include) and block.path is not None and not block.partial:
            yield from _blocks(tree, block.path, times)
