"""Fixes of single fields in a parameters file."""

from __future__ import annotations

import re

from apiref.fixes.edits import offset_of, replacement
from apiref.model.fix import Edit, Fix
from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter

_QUOTED = re.compile(r"""(["'])(?P<word>true|false)\1""", re.IGNORECASE)


def renamed(tree: Tree, parameter: Parameter, field: Field, name: str) -> Fix | None:
    """The fix that renames a field; None if the name is not found verbatim."""
    text = tree.parameter_files[parameter.path].text
    edit = replacement(text, field.location, field.name, name)
    return _fix(tree, parameter, field, edit)


def revalued(tree: Tree, parameter: Parameter, field: Field, value: str) -> Fix | None:
    """The fix that changes a value, keeping its quotes; None if the value is not found verbatim."""
    text = tree.parameter_files[parameter.path].text
    edit = replacement(text, field.value_location, field.text.strip(), value)
    return _fix(tree, parameter, field, edit)


def unquoted(tree: Tree, parameter: Parameter, field: Field) -> Fix | None:
    """Replace the quoted ``"true"`` or ``"false"`` with a boolean."""
    text = tree.parameter_files[parameter.path].text
    place = field.value_location
    offset = offset_of(text, place.line, place.column)
    match = _QUOTED.match(text, offset) if offset is not None else None
    edit = Edit(place, match[0], match["word"].lower()) if match is not None else None
    return _fix(tree, parameter, field, edit)


def _fix(tree: Tree, parameter: Parameter, field: Field, edit: Edit | None) -> Fix | None:
    if edit is None:
        return None
    changes = 1
    if parameter.template:
        # Other entries use this value.
        changes += sum(
            other.merged and other.name == field.name
            for entry in tree.parameter_files[parameter.path].parameters
            for other in entry.fields
        )
    return Fix(f"Write '{edit.new}' instead of '{edit.old}'", (edit,), changes)
