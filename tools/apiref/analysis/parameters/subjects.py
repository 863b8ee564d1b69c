"""Whether the description of a parameter mentions the words of a name."""

from __future__ import annotations

from functools import lru_cache

from apiref.analysis.parameters.names import alike, words
from apiref.model.yaml_file import Parameter

_IDENTIFIERS = frozenset({"id", "ids", "uuid", "uuids", "identifier", "identifiers", "identity"})
# Words with this many common first letters have one root: "attached", "attachment".
_ROOT = 6
# An abbreviation this short may consist of initials: "az" for "availability zone".
_INITIALS = 3


def mentioned_words(parameter: Parameter, name: str) -> tuple[str, ...]:
    """The words of a name that the description of a parameter mentions, in any form."""
    return _spoken(parameter.description, words(name))


@lru_cache(maxsize=10_000)
def _spoken(description: str, names: tuple[str, ...]) -> tuple[str, ...]:
    said = words(description)
    initials = "".join(word[0] for word in said)
    return tuple(
        word
        for word in names
        if (len(word) <= _INITIALS and word in initials)
        or any(is_same_word(word, other) for other in said)
    )


def is_same_word(word: str, other: str) -> bool:
    """Whether two words have one root, or are names of an identifier."""
    return (
        alike(word, other)
        or {word, other} <= _IDENTIFIERS
        or (len(word) > _ROOT and word[:_ROOT] == other[:_ROOT])
    )
