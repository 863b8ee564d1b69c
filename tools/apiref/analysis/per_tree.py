"""Caches the results of an analysis with the tree, so that rules share them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, cast

from apiref.model.tree import Tree

F = TypeVar("F", bound=Callable[..., Any])


def per_tree(analysis: F) -> F:
    """Cache the results of a function of a tree and of hashable arguments, for each tree."""

    @wraps(analysis)
    def cached(tree: Tree, *arguments: Hashable) -> Any:
        key = (analysis, *arguments)
        if key not in tree.results:
            tree.results[key] = analysis(tree, *arguments)
        return tree.results[key]

    return cast(F, cached)


def per_file(analysis: F) -> F:
    """Cache the results of a function of a file as it was read, and of hashable arguments.

    The function must use nothing else of the reference: while the file stays the same, a session
    keeps its results for the next check.
    """

    @wraps(analysis)
    def cached(tree: Tree, file: Any, *arguments: Hashable) -> Any:
        key = (analysis, file.path, *arguments)
        known = tree.of_files.get(key)
        if known is None or known[0] is not file:
            known = tree.of_files[key] = (file, analysis(tree, file, *arguments))
        return known[1]

    return cast(F, cached)
