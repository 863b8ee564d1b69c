"""Which parameters the pages use, and descriptions that belong to other ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from apiref.analysis.members import members
from apiref.analysis.pages.misspelt_directives import hidden_files
from apiref.analysis.parameters.copied_descriptions import copies
from apiref.analysis.parameters.names import singular, stem, words
from apiref.analysis.rows.entries import (
    misdirected_rows,
    resolved_rows,
    table_uses,
    unresolved_keys,
    used_keys,
)
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.misplaced_rows import misplaced_rows
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile
from apiref.rules.registry import rule


@rule(Severity.WARNING, unanimous=True)
def unused_parameter(tree: Tree) -> Iterator[Defect]:
    """No row of any page refers to an entry of a parameters file.

    Nobody sees what it says: a row is missing, or the entry is left over. Not reported where a
    row is known to mean the entry, but names another, or where a sample is known to lack the row;
    nor where the directive of its table is told to have no effect.

    Passes: an entry ``size`` with a row ``- size: size`` in any table.

    Fails: an entry that no table names.
    """
    used = used_keys(tree)
    meant = {(wrong.file, wrong.meant) for wrong in unresolved_keys(tree)}
    meant |= {(row.fitting.path, row.fitting.key) for row in misdirected_rows(tree)}
    meant |= {(row.fitting.path, row.fitting.key) for row in misplaced_rows(tree) if row.fitting}
    left: dict[str, dict[str, Parameter]] = {}
    for path, file in tree.parameter_files.items():
        keys = used.get(path, frozenset())
        unused = left.setdefault(path, {})
        for parameter in file.parameters:
            key = parameter.key
            if key not in keys and not parameter.template and (path, key) not in meant:
                unused.setdefault(key, parameter)
    rowless = _rowless(tree, left)
    for path, unused in left.items():
        for key, parameter in unused.items():
            if (path, key) in rowless:
                continue
            yield Defect(
                parameter.location,
                key,
                f"no row of any page refers to parameter '{key}'; add the row that is missing, or"
                " remove the entry",
            )


def _rowless(tree: Tree, left: dict[str, dict[str, Parameter]]) -> set[tuple[str, str]]:
    """The unused entries whose rows are missing, as other rules tell at samples and placeholders.

    A table that is missing as a whole leaves entries for most of what its sample shows.
    """
    by_stem: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for path, unused in left.items():
        for key, parameter in unused.items():
            by_stem.setdefault((path, parameter.place, stem(key)), []).append(key)
    found: set[tuple[str, str]] = set()

    def entries(path: str, names: Iterable[str], place: str = "body") -> set[tuple[str, str]]:
        keys = [by_stem.get((path, place, words(name)), []) for name in names]
        return {(path, each[0]) for each in keys if len(each) == 1}

    if any(place == "path" for _, place, _ in by_stem):
        for use in table_uses(tree):
            ends = use.operation.endpoints if use.operation is not None else ()
            urls = {name for end in ends for name in placeholders(end.url)}
            for row in resolved_rows(use, tree) if urls else ():
                if row.row.name in urls and row.parameter.place != "path":
                    found |= entries(row.parameter.path, (row.row.name,), "path")
    if not any(place == "body" for _, place, _ in by_stem):
        return found
    comparisons = compare(tree)
    rows = {
        (comparison.role, field.name)
        for comparison in comparisons
        for field in comparison.documentation.fields
    }
    for comparison in comparisons:
        told = {
            item.name
            for item in comparison.undocumented
            if not item.encloses or (comparison.role, item.name) in rows
        }
        for path in _files(tree, comparison.operation) if told else ():
            found |= entries(path, told)
    for operation in tree.operations:
        for part in operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            if part.role is None or sample is None or operation.tables_of(part.role):
                continue
            names = {member.name for member in members(sample.value)}
            for path in _files(tree, operation):
                lost = entries(path, names)
                if len(lost) * 2 >= len(names):
                    found |= lost
    return found


def _files(tree: Tree, operation: Operation) -> set[str]:
    """The parameters files of an operation's tables; where it has none, all files."""
    return {part.table.path or "" for part in operation.tables} or {*tree.parameter_files}


@rule(Severity.WARNING, unanimous=True)
def unused_parameters_file(tree: Tree) -> Iterator[Defect]:
    """No page refers to a parameters file.

    A file below the sources counts as one by its name.

    Passes: ``parameters.yaml`` with a table that names it.

    Fails: ``old-parameters.yaml``, which no table names.
    """
    named = {use.table.path for use in table_uses(tree)}
    lost = {posixpath.dirname(path) for path in named if path and path not in tree.source_files}
    named |= hidden_files(tree)
    for path in sorted(tree.source_files):
        if not path.endswith((".yaml", ".yml")) or path in named:
            continue
        if "param" not in posixpath.basename(path).lower() or posixpath.dirname(path) in lost:
            continue
        yield Defect(
            Location(path),
            path,
            "no page refers to this parameters file; refer to it with 'rest_parameters', or remove"
            " it",
        )


_OF_A_THING = re.compile(
    r"^The (?:unique )?(?P<kind>UUID|ID|name)s? (?:of|for) (?:the|an?) (?P<thing>[a-z][a-z ]*?)"
    r"(?=[.,;:]|$| (?:to|that|which|in|on|for|from|of|whose|where|with|you|associated)\b)"
)
_KINDS = {"id": "id", "uuid": "id", "name": "name"}


@rule(Severity.WARNING)
def copied_description(tree: Tree) -> Iterator[Defect]:
    """The description of a parameter speaks of another thing than its key.

    Reported where the key names one thing of the reference, the description names another one,
    and the file has a parameter for that other thing; or where another parameter has the very
    same description, which speaks of that one: somebody copied the entry.

    Passes: ``snapshot_id`` with the description "The UUID of the snapshot."

    Fails: ``snapshot_id`` with the description "The UUID of the volume.", beside a ``volume_id``;
    ``min_disk`` and ``max_disk``, both with the description "The maximum size of the disk."
    """
    for file in tree.parameter_files.values():
        copied: set[str] = set()
        for copy in copies(file):
            copied.add(copy.parameter.key)
            yield Defect(
                _described_at(copy.parameter),
                copy.parameter.key,
                f"parameter '{copy.parameter.key}' has the description of"
                f" '{copy.original.key}', which says nothing of '{' '.join(copy.words)}'; describe"
                " the one that it is",
                places=(_described_at(copy.original),),
            )
        by_thing = _by_thing(file)
        containers = _containers(file)
        for parameter in file.parameters:
            own = _thing_of_key(parameter)
            match = _OF_A_THING.match(" ".join(parameter.description[:300].split()))
            if own is None or match is None or own[0] not in containers:
                continue
            if parameter.key in copied:
                continue
            kind, named = _KINDS[match["kind"].lower()], _of_one(tuple(match["thing"].split()))
            other = by_thing.get((named, kind))
            if other is None or kind != own[1] or _overlap(named, own[0]):
                continue
            yield Defect(
                _described_at(parameter),
                parameter.key,
                f"parameter '{parameter.key}' is described as that of '{other.key}':"
                f' "{match[0]}"; describe the {" ".join(own[0])}',
            )


def _described_at(parameter: Parameter) -> Location:
    field = parameter.field("description")
    return parameter.location if field is None or field.merged else field.location


def _by_thing(file: ParameterFile) -> dict[tuple[tuple[str, ...], str], Parameter]:
    """The entries by the thing that they identify or name, such as ((volume,), id)."""
    found: dict[tuple[tuple[str, ...], str], Parameter] = {}
    for parameter in file.parameters:
        thing = _thing_of_key(parameter)
        if thing is not None:
            found.setdefault(thing, parameter)
    return found


def _containers(file: ParameterFile) -> set[tuple[str, ...]]:
    """The things that have an object or a list of their own in the file."""
    return {
        _of_one(stem(parameter.key))
        for parameter in file.parameters
        if parameter.type in ("object", "array")
    }


def _thing_of_key(parameter: Parameter) -> tuple[tuple[str, ...], str] | None:
    """``snapshot_id_path`` is the id of (snapshot,); None for keys of another kind."""
    parts = stem(parameter.key)
    if len(parts) < 2 or parts[-1] not in _KINDS:
        return None
    return _of_one(parts[:-1]), _KINDS[parts[-1]]


def _of_one(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], singular(words[-1])) if words else words


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the same thing may be meant: they share a word, or one is part of the other."""
    first, second = "".join(one), "".join(other)
    return bool(set(one) & set(other)) or first in second or second in first
