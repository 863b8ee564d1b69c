"""Keeps what is made of a tree, so that rules that need the same share it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, cast

from apiref.model.tree import Tree

F = TypeVar("F", bound=Callable[..., Any])


def per_tree(analysis: F) -> F:
    """Keeps, for each tree, what a function makes of it and of plain, hashable arguments."""

    @wraps(analysis)
    def kept(tree: Tree, *arguments: Hashable) -> Any:
        key = (analysis, *arguments)
        if key not in tree.results:
            tree.results[key] = analysis(tree, *arguments)
        return tree.results[key]

    return cast(F, kept)
