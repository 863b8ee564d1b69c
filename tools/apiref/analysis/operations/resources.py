"""The resource that an operation is about, as far as its URL and its title tell."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from apiref.analysis.operations.urls import is_version, segments
from apiref.analysis.parameters.names import alike, words
from apiref.model.operation import Operation

_NO_RESOURCES = frozenset(("action", "detail", "details"))


def resource_words(operation: Operation) -> tuple[str, ...]:
    """The words of the last segment of the URL that is no placeholder, version or action."""
    return _resource(operation.endpoint.url)


@lru_cache(maxsize=5_000)
def _resource(url: str) -> tuple[str, ...]:
    named = [
        part
        for part in segments(url)
        if part != "{}" and part not in _NO_RESOURCES and not is_version(part)
    ]
    return words(named[-1]) if named else ()


def is_action(operation: Operation) -> bool:
    """Whether a URL is that of the actions of a resource, which have names of their own."""
    return segments(operation.endpoint.url)[-1:] in (("action",), ("actions",))


def own_words(operation: Operation) -> frozenset[str]:
    """What an operation speaks of: the words of its URLs and of its title."""
    urls = " ".join(endpoint.url for endpoint in operation.endpoints)
    return frozenset((*words(urls), *words(operation.title)))


def is_among(word: str, others: Collection[str]) -> bool:
    """Whether a word is one of others, but for an ending."""
    return word in others or any(alike(word, other) for other in others)
