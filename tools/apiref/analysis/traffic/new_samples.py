"""Samples of an operation, made of its recorded bodies."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from typing import NamedTuple

from apiref.analysis.operations.anchors import slug
from apiref.analysis.parameters.types import is_schema
from apiref.analysis.rows.documentation import documentation
from apiref.analysis.schemas.documents import schema_set
from apiref.analysis.traffic.exchanges import Observed, Traffic, body_of
from apiref.analysis.traffic.listed_values import listed
from apiref.analysis.traffic.matching import Matcher
from apiref.analysis.traffic.placeholders import Placeholders, texts
from apiref.model.json_file import Json
from apiref.model.operation import ROLES, Operation, Role
from apiref.model.tree import Tree
from apiref.text.prose import literals

_INDENT = 4
_WORD = re.compile(r"[a-z0-9]+")


class NewSample(NamedTuple):
    """A sample: the path of its file, its text, and whether the page of the operation shows it."""

    operation: Operation
    role: Role
    path: str
    text: str
    is_shown: bool


class _Place(NamedTuple):
    """Where a sample belongs, and the words of its name and heading."""

    role: Role
    path: str
    words: frozenset[str]
    is_shown: bool = True


def new_samples(traffic: Traffic, label: str, *, overwrite: bool) -> list[NewSample]:
    """The samples that operations of that label lack, each from the fullest fitting exchange.

    With ``overwrite``, also those that they have. Values give way to placeholders, alike in all
    samples of an operation. A body that is a schema is no sample.
    """
    found = []
    for observed in traffic.observed:
        if observed.operation.label != label:
            continue
        placeholders = _placeholders(traffic.tree, observed)
        values = frozenset().union(*placeholders.listed.values())
        chosen: list[tuple[_Place, Json]] = []
        for role in ROLES:
            bodies = _bodies(observed, role)
            places = _places(traffic.tree, observed.operation, role, overwrite=overwrite)
            for place in places if bodies else ():
                # A sample "of a failed thing" shows that value.
                wanted = place.words & values
                fitting = [each for each in bodies if wanted <= {*texts([each])}]
                if fitting or len(places) == 1:
                    chosen.append((place, (fitting or bodies)[0]))
        placeholders.learn(value for _, value in chosen)
        for place, value in chosen:
            text = _laid_out(traffic.tree, placeholders.of(value))
            operation, (role, path, _, is_shown) = observed.operation, place
            found.append(NewSample(operation, role, path, text, is_shown))
    return found


def _bodies(observed: Observed, role: Role) -> list[Json]:
    """The bodies of successful exchanges, those of the fullest exchange first."""
    kept = [
        exchange
        for exchange in observed.exchanges
        if exchange.succeeded and body_of(exchange, role).value is not None
    ]
    kept.sort(key=lambda each: -sum(_size(body_of(each, role).value) for role in ROLES))
    values = [body_of(exchange, role).value for exchange in kept]
    return [value for value in values if not is_schema(value)]


def _size(value: Json) -> int:
    """The number of members in a value."""
    if isinstance(value, dict):
        return len(value) + sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 0


def _placeholders(tree: Tree, observed: Observed) -> Placeholders:
    known: dict[str, set[str]] = {}
    schemas = schema_set(tree)
    names = {
        name
        for binding in tree.settings.schemas
        if binding.operation == observed.operation.label
        for field in schemas.fields(binding.schema)
        for name in field.names
    }
    free: set[str] = set()
    for role in ROLES:
        documented = documentation(tree, observed.operation, role)
        for field in documented.fields if documented is not None else ():
            names.update(field.parts, literals(field.parameter.description))
            known.setdefault(field.name, set()).update(listed(tree, observed.operation, field))
            if field.is_free_form:
                free.add(field.name)
    return Placeholders(observed.operation.label, known, names, free, Matcher(tree).words)


def _places(tree: Tree, operation: Operation, role: Role, *, overwrite: bool) -> list[_Place]:
    """The samples of a role that the page names and that are missing, or one beside others."""
    named = [
        (part.reference.path, part.headings)
        for part in operation.samples
        if part.role == role and part.reference.path is not None and part.reference.is_json
    ]
    if named:
        return [
            _Place(role, path, frozenset(_WORD.findall(f"{path} {' '.join(headings)}".lower())))
            for path, headings in dict(named).items()
            if overwrite or path not in tree.samples
        ]
    folders = Counter(map(posixpath.dirname, tree.samples))
    folder = folders.most_common(1)[0][0] if folders else posixpath.join(tree.source, "samples")
    path = posixpath.join(folder, f"{slug(operation.title)}-{role}.json")
    return [_Place(role, path, frozenset(), is_shown=False)]


def _laid_out(tree: Tree, value: Json) -> str:
    indent, is_sorted = tree.settings.sample_indent, tree.settings.sorted_samples
    return json.dumps(
        value,
        indent=_INDENT if indent is None else indent,
        sort_keys=is_sorted,
        ensure_ascii=False,
    )
