"""Samples with the envelope of another resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from apiref.analysis.operations.resources import is_action, is_among, own_words, resource_words
from apiref.analysis.parameters.names import singular, words
from apiref.analysis.per_tree import per_tree
from apiref.model.json_file import JsonFile
from apiref.model.operation import Operation, SamplePart
from apiref.model.tree import Tree


class WrongEnvelope(NamedTuple):
    """A sample with a single member named after another resource; ``intended`` is its own name."""

    operation: Operation
    part: SamplePart
    sample: JsonFile
    name: str
    intended: str


@per_tree
def wrong_envelopes(tree: Tree) -> dict[str, WrongEnvelope]:
    """The samples with wrong envelopes, by path, without those that several operations show.

    At least two other samples of the resource have envelopes, all with the same name; and the name
    of this one is that of another resource.
    """
    uses: dict[str, list[tuple[Operation, SamplePart]]] = {}
    names: dict[str, str] = {}
    for operation in tree.operations:
        if not resource_words(operation) or is_action(operation):
            continue
        for part in operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            only = _only_member(sample)
            if sample is not None and only is not None:
                names[sample.path] = only
                uses.setdefault(sample.path, []).append((operation, part))
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for path, shown in uses.items():
        counts.setdefault(resource_words(shown[0][0]), Counter())[singular(names[path])] += 1
    usual: dict[tuple[str, ...], str] = {}
    for resource, count in counts.items():
        ((name, number),) = count.most_common(1)
        if count.total() - number <= 1 < number:
            usual[resource] = name
    known = set(usual.values())
    found = {}
    for path, shown in uses.items():
        operation, part = shown[0]
        name, intended = names[path], usual.get(resource_words(operation))
        if len(shown) > 1 or intended is None or singular(name) not in known - {intended}:
            continue
        if not _speaks_of(operation, name, intended):
            sample = tree.samples[path]
            form = intended if singular(name) == name else _plural(names.values(), intended)
            found[path] = WrongEnvelope(operation, part, sample, name, form)
    return found


def _speaks_of(operation: Operation, name: str, own: str) -> bool:
    """Whether an operation mentions another resource; False if one name is part of the other."""
    one, other = "".join(words(singular(name))), "".join(words(own))
    if one in other or other in one:
        return False
    here = own_words(operation)
    return any(is_among(word, here) for word in words(name))


def _plural(names: Iterable[str], intended: str) -> str:
    return next(
        (name for name in names if name != intended and singular(name) == intended), intended
    )


def _only_member(sample: JsonFile | None) -> str | None:
    """The name of the only member of a sample, if it is an object or a list."""
    value = sample.value if sample is not None else None
    if not isinstance(value, dict) or len(value) != 1:
        return None
    name, inner = next(iter(value.items()))
    return name if isinstance(inner, dict | list) and inner else None
