"""Values of fields in the headings of samples, such as "(task status: success)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.parameters.names import words
from apiref.analysis.parameters.values import plain
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.files import unshown
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import Operation, SamplePart
from apiref.model.tree import Tree

_STATED = re.compile(
    r"\((?P<words>[^():=]+)[:=]\s*(?:``?(?P<quoted>[^`()]+)``?|(?P<plain>[\w.-]+))\s*\)"
)
Scalar = str | int | bool | None


class Contradicted(NamedTuple):
    """A sample with another value at ``path`` than stated in the heading above it."""

    operation: Operation
    part: SamplePart
    sample: JsonFile
    words: str
    stated: str
    path: JsonPath
    value: Scalar


@per_tree
def contradicted(tree: Tree) -> tuple[Contradicted, ...]:
    """All samples that contradict their headings."""
    found: list[Contradicted] = []
    for operation in tree.operations:
        for part in operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            if sample is None or not sample.valid or not part.headings:
                continue
            match = _STATED.search(part.headings[-1])
            if match is None:
                continue
            stated = (match["quoted"] or match["plain"]).strip()
            said = match["words"].strip()
            member = _member(sample.value, said)
            if member is not None and not _is(member[1], stated):
                path, value = member
                found.append(Contradicted(operation, part, sample, said, stated, path, value))
    return tuple(found)


def samples_as_stated(tree: Tree, item: Contradicted) -> Iterator[str]:
    """The paths of unshown samples with the value that a heading states for another one."""
    for path in unshown(tree):
        member = _member(tree.samples[path].value, item.words)
        if member is not None and _is(member[1], item.stated):
            yield path


def _is(value: Scalar, stated: str) -> bool:
    return plain(value).casefold() == stated.casefold()


def _member(value: Json, said: str) -> tuple[JsonPath, Scalar] | None:
    """The scalar member of a document, or of its only member, with a name that ends the words."""
    objects: list[tuple[JsonPath, Json]] = [((), value)]
    if isinstance(value, dict) and len(value) == 1:
        objects += [((name,), child) for name, child in value.items()]
    names = words(said)
    for above, candidate in objects:
        if not isinstance(candidate, dict):
            continue
        for name, child in candidate.items():
            parts = words(name)
            if not parts or names[-len(parts) :] != parts:
                continue
            if not isinstance(child, dict | list | float):
                return (*above, name), child
    return None
