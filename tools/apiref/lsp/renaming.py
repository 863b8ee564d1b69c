"""Renames an entry with all its rows, or a field with its rows, members and properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from apiref.analysis.rows.documentation import field_parts
from apiref.fixes.edits import replacement
from apiref.lsp.places import Node, Spot, entry_of, nodes_of, rows_of, rows_with, spot, value_at
from apiref.lsp.state import Snapshot
from apiref.model.fix import Edit
from apiref.model.json_file import location_of
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

# What needs no quotes in a page or a YAML file, and no escapes in JSON.
_NAME = re.compile(r"[\w${}<>][^\s\"\\]*(?<!:)")


class RenameError(Exception):
    """A thing cannot have that name."""


def renamable(tree: Tree, place: Location) -> Spot | None:
    """The key, the name of a row, the member or the property at a location, or None."""
    found = spot(tree, place)
    if found is None or not isinstance(found.thing, Row | Node | Parameter):
        return None
    is_beside = found.location.line != place.line
    if is_beside or (isinstance(found.thing, Node) and not rows_of(tree, found.thing)):
        return None
    return found


def renamed(snapshot: Snapshot, place: Location, new: str) -> list[Edit]:
    """The edits of all files that give the thing at a location another name.

    A key is renamed in its file and in all rows; the name of a field in the rows, samples and
    schemas that have it in common. Raises RenameError if the name is taken, or would need quotes.
    """
    own = snapshot.tree(place.path)
    found = renamable(own, place)
    if found is None:
        return []
    if _NAME.fullmatch(new) is None:
        raise RenameError(f"'{new}' would need quotes")
    edits: dict[Location, Edit] = {}
    for tree in snapshot.trees:
        for start, old in _places(tree, own, found, new):
            edit = replacement(snapshot.text(start.path), start, old, new)
            if edit is not None:
                edits[edit.start] = edit
    return sorted(edits.values())


def _places(tree: Tree, own: Tree, found: Spot, new: str) -> Iterator[tuple[Location, str]]:
    """The places of a name in a reference, each with the name as it is there."""
    thing = found.thing
    if isinstance(thing, Node):
        return _of_field(tree, (row.row for row in rows_of(own, thing)), new)
    if isinstance(thing, Row) and found.location == thing.location:
        return _of_field(tree, [thing], new)
    entry = entry_of(own, found)
    return _of_key(tree, entry, new) if entry is not None else iter(())


def _of_key(tree: Tree, entry: Parameter, new: str) -> Iterator[tuple[Location, str]]:
    file = tree.parameter_files.get(entry.path)
    if file is not None and new != entry.key and new in file.by_key():
        raise RenameError(f"{file.path} has an entry '{new}' already")
    if not _is_text(new):
        raise RenameError(f"'{new}' is no text in YAML; it would need quotes")
    yield entry.location, entry.key
    yield from ((row.key_location, row.key) for row in rows_with(tree, entry))


def _is_text(key: str) -> bool:
    """Whether YAML reads a key as text, and not as a number or the like."""
    try:
        return bool(yaml.safe_load(key) == key)
    except yaml.YAMLError:
        return False


def _of_field(tree: Tree, rows: Iterable[Row], new: str) -> Iterator[tuple[Location, str]]:
    """The rows of a field and what they document, with the other rows of that, and so on."""
    waiting, seen = [*rows], set[Row]()
    while waiting:
        row = waiting.pop()
        if row in seen:
            continue
        seen.add(row)
        name = field_parts(row.name)[-1]
        before = row.name.rfind(name)
        yield row.location._replace(column=row.location.column + before), name
        for node in nodes_of(tree, row):
            beside = value_at(node.file.value, node.path[:-1])
            if new != name and isinstance(beside, dict) and new in beside:
                raise RenameError(f"{node.file.path} has '{new}' beside '{name}' already")
            yield node.location, name
            yield from _required(node, name)
            waiting.extend(other.row for other in rows_of(tree, node))


def _required(node: Node, name: str) -> Iterator[tuple[Location, str]]:
    """The place where the object around a property requires it."""
    if node.path[-2:-1] != ("properties",):
        return
    around = value_at(node.file.value, node.path[:-2])
    required = around.get("required") if isinstance(around, dict) else None
    if isinstance(required, list) and name in required:
        path = (*node.path[:-2], "required", required.index(name))
        yield location_of(node.file, path), name
