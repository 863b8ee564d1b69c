"""The descriptions of operations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.conventions import GENERAL
from apiref.analysis.operations.resources import is_among, resource_words
from apiref.analysis.parameters.names import words
from apiref.model.finding import Defect, Severity
from apiref.model.operation import Operation
from apiref.model.page import Paragraph
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_NOTE = re.compile(r"\([^()]*\)")
# "The body of a successful DELETE request" says nothing about deleting.
_METHOD = re.compile(r"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE)\b")
_SMALL = frozenset("a all an and by for from in of on or s the to with".split())


@rule(Severity.WARNING)
def operation_description_copied(tree: Tree) -> Iterator[Defect]:
    """An operation has the description of another one, which only fits the other.

    The first paragraphs are the same. They have the words of the other title that this title does
    not have, and nothing in the text has a word of this title that the other does not have. On
    another page, the resources of the two have to differ by such a word as well, and the rest of
    the text may have it. Bold headings, as those of examples, do not count.

    Passes: "Upgrades a cluster." under "Upgrade cluster".

    Fails: "Resizes a cluster." under "Resize cluster", and again under "Upgrade cluster".
    """
    groups: dict[str, list[Operation]] = {}
    for operation in tree.operations:
        paragraphs = _paragraphs(operation)
        if operation.title and paragraphs:
            text = " ".join(paragraphs[0].text.split())
            groups.setdefault(text, []).append(operation)
    for text, group in groups.items():
        for operation in group if len(group) <= GENERAL else ():
            other = next((it for it in group if _is_copied(operation, it, text)), None)
            if other is not None:
                place = _paragraphs(other)[0].location
                yield Defect(
                    _paragraphs(operation)[0].location,
                    operation.title,
                    f"the description of '{operation.title}' is that of '{other.title}'"
                    f" ({place.path}:{place.line}); describe this operation",
                    operation.label,
                    (place,),
                )


def _is_copied(operation: Operation, other: Operation, text: str) -> bool:
    """Whether a text that both operations have only fits the other one."""
    ours, theirs = _words(operation.title), _words(other.title)
    own = [word for word in ours if not is_among(word, theirs)]
    their_own = [word for word in theirs if not is_among(word, ours)]
    said = words(text)
    if not own or not their_own or not all(is_among(word, said) for word in their_own):
        return False
    paragraphs = _paragraphs(operation)
    if operation.page != other.page:
        paragraphs = paragraphs[:1]
        here, there = resource_words(operation), resource_words(other)
        if not any(is_among(word, here) and not is_among(word, there) for word in own):
            return False
    return not any(
        is_among(word, words(_METHOD.sub("", paragraph.text)))
        for paragraph in paragraphs
        for word in own
    )


def _paragraphs(operation: Operation) -> list[Paragraph]:
    return [paragraph for paragraph in operation.paragraphs if not paragraph.strong]


def _words(title: str) -> list[str]:
    """The words of a title, without notes in brackets."""
    return [word for word in words(_NOTE.sub("", title)) if word not in _SMALL]
