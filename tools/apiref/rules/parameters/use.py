"""Entries that no page uses, and descriptions that belong to other parameters."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from apiref.analysis.pages.extensions import is_in_programs
from apiref.analysis.parameters.copied_descriptions import copies
from apiref.analysis.parameters.names import is_vague, singular, stem
from apiref.analysis.parameters.types import is_container
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

_ID = re.compile(r"\s*The (?:unique )?(?:UU)?ID\b")


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


@rule(Severity.WARNING)
def copied_description(tree: Tree) -> Iterator[Defect]:
    """The description of a parameter is that of another one of its file, and only fits that one.

    Passes: ``min_disk`` with the description "The minimum size of the disk."

    Fails: ``min_disk`` and ``max_disk``, both with the description "The maximum size of the disk."
    """
    for file in tree.parameter_files.values():
        for copy in copies(file):
            if _is_same_field(tree, file, copy.parameter) or _is_id_of_other(
                tree, file, copy.parameter
            ):
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


def _is_same_field(tree: Tree, file: ParameterFile, parameter: Parameter) -> bool:
    """Whether its rows have the names of rows of another entry, which the description fits."""
    copied = {copy.parameter.key for copy in copies(file)}

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


def _is_id_of_other(tree: Tree, file: ParameterFile, parameter: Parameter) -> bool:
    """Whether rows are called ``id``, and an object without an ID of its own has that of another.

    The description says whose, and no entry is the object that the key is about.
    """
    rows = [use.row.name for use in uses_by_entry(tree).get((parameter.path, parameter.key), ())]
    built = {singular(entry.key) for entry in file.parameters if is_container(entry.type)}
    return (
        {"id", "uuid"}.issuperset(rows)
        and _ID.match(parameter.description) is not None
        and "_".join(stem(parameter.key)[:-1]) not in built
    )


def _described_at(parameter: Parameter) -> Location:
    field = parameter.field("description")
    return parameter.location if field is None or field.merged else field.location
