"""The anchors that operations have on the published page, as the Sphinx extension gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docutils.nodes import make_id

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Include, Label, Section, walk
from apiref.model.tree import Tree


class Anchor(NamedTuple):
    """Where an operation is published: the document's path, and the anchor in its page."""

    document: str
    name: str


class _Name(NamedTuple):
    """What docutils makes an identifier of: a title or a label."""

    slug: str
    location: Location


def slug(text: str) -> str:
    """The identifier that docutils makes of a title or of a label."""
    return make_id(text)


def operation_anchor(title: str, method: str, url: str, *, alone: bool) -> str:
    """The anchor of an operation: its title's, or, unless that is alone, one with its endpoint.

    ``alone`` tells that nothing else in the document has the title's identifier.
    """
    name = slug(title)
    return name if name and alone else slug(f"{name} {method} {url}")


@per_tree
def anchors(tree: Tree) -> dict[Location, Anchor]:
    """The anchor of each operation, by the operation's location.

    Operations that stand in one section have one anchor. A page that no document includes counts
    as a document of its own.
    """
    by_title: dict[Location, list[Operation]] = {}
    for operation in tree.operations:
        by_title.setdefault(operation.title_location, []).append(operation)
    found: dict[Location, Anchor] = {}
    for path in (*tree.documents, *tree.pages):
        names = list(_names(tree, path, frozenset(), Counter()))
        sections = {name.location: name.slug for name in names if name.location in by_title}
        titles = Counter(sections.values())
        taken: dict[str, Location] = {}
        for name in names:
            taken.setdefault(name.slug, name.location)
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
    """Where each label of a document leads to, by the label as Sphinx compares it."""
    found: dict[str, Anchor] = {}
    for path in tree.documents:
        for name in _labels(tree, path, frozenset(), Counter()):
            found.setdefault(" ".join(name.lower().split()), Anchor(path, slug(name)))
    return found


def _names(tree: Tree, path: str, around: frozenset[str], times: Counter[str]) -> Iterator[_Name]:
    """The titles and the labels that a document shows, in their order."""
    for block in _blocks(tree, path, around, times):
        if isinstance(block, Section):
            yield _Name(slug(block.title), block.location)
        else:
            yield _Name(slug(block.name), block.location)


def _labels(tree: Tree, path: str, around: frozenset[str], times: Counter[str]) -> Iterator[str]:
    for block in _blocks(tree, path, around, times):
        if isinstance(block, Label):
            yield block.name


def _blocks(
    tree: Tree, path: str, around: frozenset[str], times: Counter[str]
) -> Iterator[Section | Label]:
    page = tree.pages.get(path)
    times[path] += 1
    # As for operations, a page is shown once; more than that is for other rules.
    if page is None or path in around or times[path] > 1:
        return
    for block in walk(page.body):
        if isinstance(block, Section | Label):
            yield block
        elif isinstance(block, Include) and block.path is not None and not block.partial:
            yield from _blocks(tree, block.path, around | {path}, times)
