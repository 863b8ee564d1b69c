"""Documents: what each one shows, with everything that it includes."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.page import Endpoint, ExpandAll, Include, Toctree, walk
from apiref.model.tree import Tree


class Contents(NamedTuple):
    """The parts of a page that matter to the documents that show it."""

    includes: tuple[Include, ...]
    toctrees: tuple[Toctree, ...]
    endpoints: tuple[Endpoint, ...]
    expanders: tuple[ExpandAll, ...]


class Document(NamedTuple):
    """A document and its pages, including itself, in the order in which they first occur.

    ``includes`` lists the places that include a page, each once.
    """

    path: str
    pages: tuple[str, ...]
    includes: dict[str, tuple[Include, ...]]


@per_tree
def page_paths(tree: Tree) -> tuple[str, ...]:
    """The paths of all pages."""
    return tuple(tree.pages)


@per_tree
def contents(tree: Tree) -> dict[str, Contents]:
    """The contents of all pages."""
    found = {}
    for path, page in tree.pages.items():
        kinds: dict[type, list[object]] = {}
        for block in walk(page.body):
            kinds.setdefault(type(block), []).append(block)
        found[path] = Contents(
            *(
                tuple(kinds.get(kind, ()))  # type: ignore[arg-type]
                for kind in (Include, Toctree, Endpoint, ExpandAll)
            )
        )
    return found


@per_tree
def documents(tree: Tree) -> dict[str, Document]:
    """All documents by their paths."""
    return {path: _document(tree, path) for path in tree.documents}


def _document(tree: Tree, path: str) -> Document:
    pages: dict[str, None] = {}
    includes: dict[str, dict[Location, Include]] = {}
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if current in pages or current not in contents(tree):
            continue
        pages[current] = None
        below = []
        for include in contents(tree)[current].includes:
            if include.path is not None:
                includes.setdefault(include.path, {})[include.location] = include
                below.append(include.path)
        waiting.extend(reversed(below))
    return Document(
        path,
        tuple(pages),
        {page: tuple(places.values()) for page, places in includes.items()},
    )


@per_tree
def documents_of(tree: Tree) -> dict[str, frozenset[str]]:
    """The documents that show a page, by its path."""
    found: dict[str, set[str]] = {}
    for document in documents(tree).values():
        for page in document.pages:
            found.setdefault(page, set()).add(document.path)
    return {page: frozenset(paths) for page, paths in found.items()}


def document_name(tree: Tree, path: str) -> str:
    """The name that Sphinx gives a document: its path below the sources, without the suffix."""
    name = path.removesuffix(".rst")
    return name if tree.source == "." else name.removeprefix(tree.source + "/")


def resolve(tree: Tree, page: str, entry: str) -> str:
    """The name of the document that a page refers to, as Sphinx resolves it."""
    entry = entry.removesuffix(".rst")
    if entry.startswith("/"):
        return posixpath.normpath(entry.lstrip("/"))
    folder = posixpath.dirname(document_name(tree, page))
    return posixpath.normpath(posixpath.join(folder, entry))
