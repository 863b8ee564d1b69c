"""Which parameters the pages use, and descriptions that belong to other ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from apiref.analysis.keys import stem
from apiref.analysis.placement import misplaced_rows
from apiref.analysis.usage import misdirected_rows, table_uses, unresolved_keys, used_keys
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile
from apiref.rules.registry import rule


@rule(Severity.WARNING, unanimous=True)
def unused_parameter(tree: Tree) -> Iterator[Defect]:
    """No row of any page refers to an entry of a parameters file.

    Nobody sees what it says: a row is missing, or the entry is left over. Not reported where a
    row is known to mean the entry, but names another.

    Passes: an entry ``size`` with a row ``- size: size`` in any table.

    Fails: an entry that no table names.
    """
    used = used_keys(tree)
    meant = {(wrong.file, wrong.meant) for wrong in unresolved_keys(tree)}
    meant |= {(row.fitting.path, row.fitting.key) for row in misdirected_rows(tree)}
    meant |= {(row.fitting.path, row.fitting.key) for row in misplaced_rows(tree) if row.fitting}
    for path, file in tree.parameter_files.items():
        keys = used.get(path, frozenset())
        seen: set[str] = set()
        for parameter in file.parameters:
            key = parameter.key
            if key in keys or key in seen or parameter.template or (path, key) in meant:
                continue
            seen.add(key)
            yield Defect(
                parameter.location,
                key,
                f"no row of any page refers to parameter '{key}'; add the row that is missing, or"
                " remove the entry",
            )


@rule(Severity.WARNING, unanimous=True)
def unused_parameters_file(tree: Tree) -> Iterator[Defect]:
    """No page refers to a parameters file.

    A file below the sources counts as one by its name.

    Passes: ``parameters.yaml`` with a table that names it.

    Fails: ``old-parameters.yaml``, which no table names.
    """
    named = {use.table.path for use in table_uses(tree)}
    lost = {posixpath.dirname(path) for path in named if path and path not in tree.source_files}
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
    and the file has a parameter for that other thing: somebody copied the entry.

    Passes: ``snapshot_id`` with the description "The UUID of the snapshot."

    Fails: ``snapshot_id`` with the description "The UUID of the volume.", beside a ``volume_id``.
    """
    for file in tree.parameter_files.values():
        by_thing = _by_thing(file)
        containers = _containers(file)
        for parameter in file.parameters:
            own = _thing_of_key(parameter)
            match = _OF_A_THING.match(" ".join(parameter.description[:300].split()))
            if own is None or match is None or own[0] not in containers:
                continue
            kind, named = _KINDS[match["kind"].lower()], _singular(tuple(match["thing"].split()))
            other = by_thing.get((named, kind))
            if other is None or kind != own[1] or _overlap(named, own[0]):
                continue
            field = parameter.field("description")
            place = field.location if field is not None and not field.merged else None
            yield Defect(
                place or parameter.location,
                parameter.key,
                f"parameter '{parameter.key}' is described as that of '{other.key}':"
                f' "{match[0]}"; describe the {" ".join(own[0])}',
            )


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
        _singular(stem(parameter.key))
        for parameter in file.parameters
        if parameter.type in ("object", "array")
    }


def _thing_of_key(parameter: Parameter) -> tuple[tuple[str, ...], str] | None:
    """``snapshot_id_path`` is the id of (snapshot,); None for keys of another kind."""
    parts = stem(parameter.key)
    if len(parts) < 2 or parts[-1] not in _KINDS:
        return None
    return _singular(parts[:-1]), _KINDS[parts[-1]]


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], words[-1].removesuffix("s")) if words else words


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the same thing may be meant: they share a word, or one is part of the other."""
    first, second = "".join(one), "".join(other)
    return bool(set(one) & set(other)) or first in second or second in first
