"""The types of parameters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from apiref.analysis.conventions import is_convention
from apiref.analysis.parameters.names import words
from apiref.analysis.parameters.type_names import (
    STANDARD,
    begins_with_known,
    is_known,
    standard_type,
    typed,
)
from apiref.fixes import fields
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import certain, closest

# The aliases that mean the same as the standard name.
_SAME_TYPES = frozenset(
    "list bool double int int32 int64 long null dict dictionary hash map mapping str xsd:string"
    " xsd:int xsd:boolean xsd:bool xsd:dict xsd:list".split()
)
# Fewer entries may have been copied from one another.
_SEVERAL = 3
_NAMES = (*STANDARD, "uuid", "list", "dict", "bool")
_WORD = re.compile(r"[\w:-]+")


def _misspelt(text: str) -> str | None:
    """The known type that a single unknown word is a misspelling of."""
    if standard_type(text) is not None or not _WORD.fullmatch(text):
        return None
    return closest(text, _NAMES)


@rule(Severity.ERROR, fixable=True)
def misspelt_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter is misspelt.

    Passes: ``type: string``.

    Fails: ``type: sting``.
    """
    for parameter, field, text in typed(tree):
        intended = _misspelt(text)
        if intended is not None:
            yield Defect(
                field.value_location,
                parameter.key,
                f"parameter '{parameter.key}' has the unknown type '{text}'; did you mean"
                f" '{intended}'?",
                fix=fields.revalued(tree, parameter, field, standard_type(intended) or intended)
                if certain(text, _NAMES) == intended
                else None,
            )


@rule(Severity.INFO, fixable=True)
def nonstandard_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter has a name other than the one in the guideline.

    The API reference guideline lists ``array``, ``boolean``, ``float``, ``integer``, ``none``,
    ``object`` and ``string``, in lower case. What a string or the items of an array contain
    belongs in the description. A name that many entries of a reference have, and more than the
    standard name if it means the same, is taken for a convention of that reference.

    Passes: ``type: array``.

    Fails: ``type: list``.
    """
    counts = Counter(text for _, _, text in typed(tree))
    for parameter, field, text in typed(tree):
        standard = standard_type(text)
        if standard is None or standard == text:
            continue
        means_the_same = text.lower() in (standard, *_SAME_TYPES)
        if is_convention(counts[text], counts[standard] * means_the_same):
            continue
        yield Defect(
            field.value_location,
            parameter.key,
            f"parameter '{parameter.key}' has type '{text}'; the standard name is '{standard}'",
            fix=fields.revalued(tree, parameter, field, standard) if means_the_same else None,
        )


def _is_kind_of_string(text: str) -> bool:
    return standard_type(text) == "string" and text.lower() not in ("string", *_SAME_TYPES)


@rule(Severity.WARNING)
def unknown_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter is unknown.

    It is reported once in each file, with all entries of that type; only as an info after a known
    type, or if the file has chosen its names of types: there are several entries of that type, two
    types that begin with the same words, or kinds of strings such as ``uuid`` and ``enum``.
    Combinations of known types, such as ``string or null``, are accepted.

    Passes: ``type: object``.

    Fails: ``type: thing``.
    """
    counts = Counter((parameter.path, text) for parameter, _, text in typed(tree))
    # The names for kinds of strings, such as "uuid", and the starts of unknown types.
    kinds = Counter(path for path, text in counts if _is_kind_of_string(text))
    starts = Counter((path, words(text)[:2]) for path, text in counts if not is_known(text))
    for parameter, field, text in typed(tree):
        if is_known(text) or _misspelt(text) is not None:
            continue
        is_chosen = (
            counts[parameter.path, text] >= _SEVERAL
            or kinds[parameter.path] > 1
            or starts[parameter.path, words(text)[:2]] > 1
        )
        yield Defect(
            field.value_location,
            parameter.key,
            f"parameter '{parameter.key}' has the unknown type '{text}'; the types are"
            f" {', '.join(STANDARD)}",
            cause=Cause("type", parameter.path, text),
            severity=Severity.INFO if is_chosen or begins_with_known(text) else None,
        )
