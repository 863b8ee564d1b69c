"""Entries that no page uses, and descriptions that belong to other parameters."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from apiref.analysis.pages.extensions import is_in_programs
from apiref.analysis.parameters.copied_descriptions import copies
from apiref.analysis.parameters.names import is_vague, singular, stem
from apiref.analysis.rows.entries import (
    table_uses,
    unused_entries,
    uses_by_entry,
)
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile
from apiref.rules.registry import rule


@rule(Severity.WARNING, all_references=True)
def unused_parameter(tree: Tree) -> Iterator[Defect]:
    """No row of any page refers to an entry of a parameters file.

    Readers never see it: a row is missing, or the entry is obsolete.

    Passes: an entry ``size`` with a row ``- size: size`` in any table.

    Fails: an entry that no row refers to.
    """
    for parameter in unused_entries(tree):
        key = parameter.key
        yield Defect(
            parameter.location,
            key,
            f"no row of any page refers to parameter '{key}'; refer to it in the row that it is"
            " meant for, or remove it",
            cause=Cause("entry", parameter.path, key),
        )


@rule(Severity.WARNING, all_references=True)
def unused_parameters_file(tree: Tree) -> Iterator[Defect]:
    """No page refers to a parameters file.

    YAML files below the sources are recognized as parameters files by their names. ``conf.py``, or
    a program beside it, may use them as well.

    Passes: ``parameters.yaml`` with a table that refers to it.

    Fails: ``old-parameters.yaml``, which no table refers to.
    """
    named = {use.table.path for use in table_uses(tree)}
    for path in sorted(tree.source_files):
        if not path.endswith((".yaml", ".yml")) or path in named:
            continue
        name = posixpath.basename(path)
        if "param" not in name.lower() or is_in_programs(tree, name):
            continue
        yield Defect(
            Location(path),
            path,
            "no page refers to this parameters file; refer to it with 'rest_parameters', or remove"
            " it",
            cause=Cause("file", path),
            related=(Cause("folder", posixpath.dirname(path)),),
        )


_OF_A_THING = re.compile(
    r"^The (?:unique )?(?P<kind>UUID|ID|name)s? (?:of|for) (?:the|an?) (?P<thing>[a-z][a-z ]*?)"
    r"(?=[.,;:]|$| (?:to|that|which|in|on|for|from|of|whose|where|with|you|associated)\b)"
)
_KINDS = {"id": "id", "uuid": "id", "name": "name"}


@rule(Severity.WARNING)
def copied_description(tree: Tree) -> Iterator[Defect]:
    """The description of a parameter is about something other than its key.

    Reported if the key names one thing of the reference, the description names another one, and
    the file has a parameter for that other thing; or if another parameter has exactly the same
    description, which fits only that one: the entry was copied.

    Passes: ``snapshot_id`` with the description "The UUID of the snapshot."

    Fails: ``snapshot_id`` with the description "The UUID of the volume.", if there is a
    ``volume_id``; ``min_disk`` and ``max_disk``, both with the description "The maximum size of
    the disk."
    """
    for file in tree.parameter_files.values():
        copied: set[str] = set()
        containers = _containers(file)
        for copy in copies(tree, file.path):
            copied.add(copy.parameter.key)
            if _is_same_field(tree, file, copy.parameter):
                continue
            own = _thing_of_key(copy.parameter)
            if own and own[0] not in containers and _is_shown_as_id(tree, copy.parameter):
                continue
            yield Defect(
                _described_at(copy.parameter),
                copy.parameter.key,
                f"parameter '{copy.parameter.key}' has the description of"
                f" '{copy.original.key}', which does not mention '{' '.join(copy.words)}';"
                f" describe '{copy.parameter.key}' itself",
                places=(_described_at(copy.original),),
                cause=Cause("entry", copy.parameter.path, copy.parameter.key),
            )
        by_thing = _by_thing(file)
        for parameter in file.parameters:
            own = _thing_of_key(parameter)
            match = _identified(parameter)
            if own is None or match is None or own[0] not in containers:
                continue
            kind, named = _KINDS[match["kind"].lower()], _of_one(tuple(match["thing"].split()))
            other = by_thing.get((named, kind))
            if other is None or kind != own[1] or _overlap(named, own[0]):
                continue
            if parameter.key not in copied:
                yield Defect(
                    _described_at(parameter),
                    parameter.key,
                    f"the description of parameter '{parameter.key}' fits '{other.key}' instead:"
                    f' "{match[0]}"; describe the {" ".join(own[0])}',
                )


def _is_same_field(tree: Tree, file: ParameterFile, parameter: Parameter) -> bool:
    """Whether its rows have the names of rows of another entry, which the description fits."""
    copied = {copy.parameter.key for copy in copies(tree, file.path)}

    def names(entry: Parameter) -> set[str]:
        return {use.row.name for use in uses_by_entry(tree).get((entry.path, entry.key), ())}

    own = names(parameter)
    return (
        bool(own)
        and not any(map(is_vague, own))
        and any(
            own <= names(entry)
            for entry in file.parameters
            if entry.description == parameter.description and entry.key not in copied
        )
    )


def _is_shown_as_id(tree: Tree, parameter: Parameter) -> bool:
    """Whether its rows are called ``id``, and its description says of what it is the ID."""
    rows = [use.row.name for use in uses_by_entry(tree).get((parameter.path, parameter.key), ())]
    match = _identified(parameter)
    return match is not None and match["kind"] != "name" and {"id", "uuid"}.issuperset(rows)


def _identified(parameter: Parameter) -> re.Match[str] | None:
    return _OF_A_THING.match(" ".join(parameter.description.split()))


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
    if not parts or parts[-1] not in _KINDS:
        return None
    return _of_one(parts[:-1]), _KINDS[parts[-1]]


def _of_one(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], singular(words[-1])) if words else words


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both may be the same thing: they share a word, or one is part of the other."""
    first, second = "".join(one), "".join(other)
    return bool(set(one) & set(other)) or first in second or second in first
