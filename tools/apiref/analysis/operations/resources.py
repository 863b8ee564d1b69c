"""The resource of an operation, according to its URL and its title."""

from __future__ import annotations

from collections.abc import Collection

from apiref.analysis.operations.urls import is_version, segments
from apiref.analysis.parameters.names import alike, singular, words
from apiref.analysis.per_tree import per_tree
from apiref.model.operation import Operation
from apiref.model.tree import Tree

_NO_RESOURCES = frozenset(("action", "detail", "details"))


def resource_words(operation: Operation) -> tuple[str, ...]:
    """The words of the last segment of the URL that is not a placeholder, version or action."""
    named = [
        part
        for part in segments(operation.endpoint.url)
        if part != "{}" and part not in _NO_RESOURCES and not is_version(part)
    ]
    return words(named[-1]) if named else ()


@per_tree
def resources(tree: Tree) -> frozenset[frozenset[str]]:
    """The words of each resource of a reference, in the singular."""
    found = (resource_words(operation) for operation in tree.operations)
    return frozenset(frozenset(map(singular, name)) for name in found if name)


def is_action(operation: Operation) -> bool:
    """Whether an operation is an action of a resource, according to its URL."""
    return segments(operation.endpoint.url)[-1:] in (("action",), ("actions",))


def own_words(operation: Operation) -> frozenset[str]:
    """The words of the URLs and the title of an operation."""
    urls = " ".join(endpoint.url for endpoint in operation.endpoints)
    return frozenset((*words(urls), *words(operation.title)))


def is_among(word: str, others: Collection[str]) -> bool:
    """Whether a word is one of others, except for its ending."""
    return word in others or any(alike(word, other) for other in others)
