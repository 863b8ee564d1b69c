"""Notes what of a tree a result depends on, so that a later check need not find it anew.

A rule is given a watched tree. Each part of it that the rule looks at is noted: a *look*, which
is the name of the part, or the name and the arguments of an extract. Where all looks of a rule
see the same in another tree, the rule finds the same there. Nothing has to be declared for that:
whatever keeps a result by the tree itself, other than by ``per_tree``, counts as a look at all
of it.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar, cast

from apiref.model.judgement import Look
from apiref.model.tree import Tree

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

_PARTS = frozenset(field.name for field in fields(Tree)) - {"looks", "results"}
_EVERYTHING: frozenset[Look] = frozenset((part,) for part in _PARTS)
# Parts that files make up: whoever has the same texts at the same paths has the same part.
_OF_FILES = frozenset({"pages", "parameter_files", "status_files", "samples", "schemas"})


class WatchedTree(Tree):
    """A tree that notes, in the last of its ``looks``, which of its parts are looked at."""

    __slots__ = ("seen", "watched")
    seen: list[str]
    watched: Tree

    def __init__(self, tree: Tree) -> None:
        for name, value in (("watched", tree), ("seen", []), ("results", {}), ("looks", [set()])):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> object:
        """Called for a part that is not set here: it is noted, and set until ``forget``."""
        if name not in _PARTS:
            raise AttributeError(name)
        value: object = getattr(self.watched, name)
        self.looks[-1].add((name,))
        self.seen.append(name)
        object.__setattr__(self, name, value)
        return value

    def forget(self) -> None:
        """Makes the next look at each part be noted again."""
        for name in self.seen:
            object.__delattr__(self, name)
        self.seen.clear()

    def __hash__(self) -> int:
        # Asked by a cache of somebody's: what it answers later looks at nothing, and depends on
        # what was looked at when it was filled.
        self.looks[-1].update(_EVERYTHING)
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def looks_of(tree: Tree, result: Callable[[Tree], R]) -> tuple[R, frozenset[Look]]:
    """What a function makes of a tree, and what it looked at for that, if the tree is watched."""
    if not isinstance(tree, WatchedTree):
        return result(tree), frozenset()
    tree.forget()
    tree.looks.append(set())
    try:
        found = result(tree)
    finally:
        looks = tree.looks.pop()
        tree.forget()
    return found, frozenset(looks)


def per_tree(analysis: F) -> F:
    """Keeps, for each tree, what a function makes of it and of plain arguments."""

    @wraps(analysis)
    def kept(tree: Tree, *arguments: Any) -> Any:
        result, looks = _known(analysis, tree, arguments)
        tree.looks[-1].update(looks)
        return result

    return cast(F, kept)


def extract(analysis: F) -> F:
    """Keeps the same, and counts as one look: what depends on it depends on its value alone.

    It is for what takes little out of much, such as the hidden directives out of all pages. Its
    arguments are texts; parts of the model and plain values make up what it returns.
    """

    @wraps(analysis)
    def kept(tree: Tree, *arguments: str) -> Any:
        result, _ = _known(analysis, tree, arguments)
        tree.looks[-1].add((f"{analysis.__module__}:{analysis.__name__}", *arguments))
        return result

    return cast(F, kept)


def _known(analysis: Callable[..., Any], tree: Tree, arguments: tuple[Any, ...]) -> Any:
    """The result kept for a tree, and what it looked at, found now if need be."""
    key = (analysis, *arguments)
    known = tree.results.get(key)
    if known is None:
        known = looks_of(tree, lambda watched: analysis(watched, *arguments))
        tree.results[key] = known
    return known


def sights(tree: Tree, looks: Iterable[Look]) -> dict[Look, bytes]:
    """What looks see in a tree, as digests."""
    return {look: _sight(tree, look) for look in looks}


def _sight(tree: Tree, look: Look) -> bytes:
    name, *arguments = look
    module, _, function = name.partition(":")
    if function:
        value = getattr(importlib.import_module(module), function)(tree, *arguments)
        return _digest(value)
    value = getattr(tree, name)
    if name in _OF_FILES:
        return _digest(
            [(path, file.text, getattr(file, "base", "")) for path, file in value.items()]
        )
    if name == "suppressions":
        ordered = [(each._replace(samples=frozenset()), sorted(each.samples)) for each in value]
        return _digest(ordered)
    return _digest(value)


def _digest(value: object) -> bytes:
    """A digest that equal values share, in any process: that of how Python writes them.

    What Python writes by its address, or in an order that changes, never is the same again; that
    costs time, and no more.
    """
    if isinstance(value, frozenset):
        value = sorted(value)
    elif isinstance(value, dict):
        value = list(value.items())
    digest = hashlib.blake2b(digest_size=16)
    # Item by item: all of a large tree, written at once, would take much memory.
    for item in value if isinstance(value, list | tuple) else (value,):
        digest.update(f"{item!r}\n".encode("utf-8", "backslashreplace"))
    return digest.digest()
