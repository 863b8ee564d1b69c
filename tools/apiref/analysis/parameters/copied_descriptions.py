"""Descriptions shared by two entries of a file that only fit one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.conventions import GENERAL
from apiref.analysis.parameters.names import PROJECT_WORDS, SHORTEST_PART, is_role, stem, words
from apiref.analysis.parameters.subjects import is_same_word, mentioned_words
from apiref.analysis.per_tree import per_tree
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile

# Synonyms: keys may use one word and descriptions another.
_SYNONYMS = (
    PROJECT_WORDS | {"account", "owner", "owning", "own"},
    frozenset(("server", "instance", "vm")),
    frozenset(("id", "uuid", "identifier")),
)
_OPPOSITES = frozenset(
    (
        ("min", "max"),
        ("minimum", "maximum"),
        ("start", "end"),
        ("source", "destination"),
        ("created", "updated"),
        ("created", "deleted"),
        ("updated", "deleted"),
        ("started", "finished"),
        ("attached", "detached"),
        ("enabled", "disabled"),
        ("first", "last"),
        ("next", "previous"),
        ("ingress", "egress"),
        ("read", "write"),
    )
)
# Words of this length may be split or hyphenated in a text.
_LONG = 6


class Copy(NamedTuple):
    """An entry with the description of another one; ``words`` are those it should mention."""

    parameter: Parameter
    original: Parameter
    words: tuple[str, ...]


@per_tree
def copies(tree: Tree, path: str) -> tuple[Copy, ...]:
    """The entries of a file with exactly the description of another one, which only fits that one.

    Where the keys differ, its first sentence has most words of the other key and none of its own,
    although other descriptions of the file mention such words, or the keys are opposites. Words
    such as ``request`` only say where a parameter is.
    """
    return tuple(_copies(tree.parameter_files[path]))


def _copies(file: ParameterFile) -> Iterator[Copy]:
    groups: dict[str, list[Parameter]] = {}
    for parameter in file.parameters:
        field = parameter.field("description")
        if field is not None and not field.merged and parameter.description.strip():
            groups.setdefault(" ".join(parameter.description.split()), []).append(parameter)
    groups = {text: group for text, group in groups.items() if 1 < len(group) <= GENERAL}
    spoken: set[str] | None = None
    for text, group in groups.items():
        said = words(text.partition(". ")[0])
        for parameter in group:
            for other in group:
                own = [word for word in _own_words(parameter, other) if not is_role(word)]
                if not own or any(_speaks_of(said, word) for word in own):
                    continue
                if mentioned_words(parameter, "_".join(_short_words(parameter))):
                    # The words that the key abbreviates: "az" for availability zone.
                    continue
                others = _own_words(other, parameter)
                theirs = [word for word in others if _says(said, word)]
                if not theirs or len(theirs) < len(others) / 2:
                    continue
                spoken = spoken if spoken is not None else _spoken(file)
                named = tuple(
                    word
                    for word in own
                    if _start(word) in spoken or any(_are_opposite(word, their) for their in theirs)
                )
                if named:
                    yield Copy(parameter, other, named)
                    break


def _are_opposite(word: str, other: str) -> bool:
    return (word, other) in _OPPOSITES or (other, word) in _OPPOSITES


def _own_words(parameter: Parameter, other: Parameter) -> tuple[str, ...]:
    """The words of a key that the other key does not have."""
    theirs = {_start(word) for word in stem(other.key)}
    return tuple(
        word
        for word in stem(parameter.key)
        if _start(word) not in theirs and len(word) >= SHORTEST_PART and word != "not"
    )


def _short_words(parameter: Parameter) -> tuple[str, ...]:
    """The words of a key that may be abbreviations."""
    return tuple(
        word for word in stem(parameter.key) if 1 < len(word) < SHORTEST_PART and word != "id"
    )


def _says(said: tuple[str, ...], word: str) -> bool:
    """Whether a text has a word: also in the plural, as two words, or in a longer form."""
    start = _start(word)
    if len(start) < SHORTEST_PART:
        return word in said
    if len(start) >= _LONG and start in "".join(said):
        return True
    return any(other.startswith(start) for other in said)


def _speaks_of(said: tuple[str, ...], word: str) -> bool:
    """Whether a text mentions a word, a similar one or a synonym."""
    same = next((group for group in _SYNONYMS if _start(word) in group), None)
    return _says(said, word) or any(
        is_same_word(word, other) or (same is not None and _start(other) in same) for other in said
    )


def _spoken(file: ParameterFile) -> set[str]:
    """The words of keys, in the singular, that the descriptions of their own entries mention."""
    found: set[str] = set()
    for parameter in file.parameters:
        said = words(" ".join(parameter.description.split()).partition(". ")[0])
        for word in stem(parameter.key):
            if _says(said, word):
                found.add(_start(word))
    return found


def _start(word: str) -> str:
    """The part that the singular and the plural of a word have in common."""
    return word.removesuffix("s")
