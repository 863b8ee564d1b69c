"""Reads a reference and makes its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from apiref.model.tree import Tree
from apiref.openapi.document import Made, openapi
from apiref.openapi.markdown import get_ready
from apiref.processes import processors
from apiref.read.discovery import NotFoundError
from apiref.read.files import Files
from apiref.read.settings import read_settings
from apiref.read.tree import read_trees


def document_of(files: Files, source: str | None, rules: Iterable[str]) -> Made:
    """The document of one reference of a repository; arguments and errors as of ``tree_of``."""
    return openapi(tree_of(files, source, rules), files.text_if_there)


def tree_of(files: Files, source: str | None, rules: Iterable[str]) -> Tree:
    """One reference of a repository, selected by its source folder.

    ``rules`` are the names of all rules, which the configuration may contain. Raises NotFoundError
    if the selection is ambiguous or unknown, and the errors of readers.
    """
    settings = read_settings(files, rules)
    # Loading what renders Markdown takes as long as reading many pages.
    trees = read_trees(files.root, settings, files, None, processors(), get_ready)
    return _selected(trees, source)


def _selected(trees: Sequence[Tree], source: str | None) -> Tree:
    sources = [tree.source for tree in trees]
    if source is None and len(trees) == 1:
        return trees[0]
    for tree in trees:
        if source is not None and tree.source == source.strip("/"):
            return tree
    listed = ", ".join(sources)
    if source is None:
        raise NotFoundError(f"there are several references; select one with --source: {listed}")
    raise NotFoundError(f"no reference '{source}'; choose from: {listed}")
