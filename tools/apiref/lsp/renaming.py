"""Renames an entry with all its rows, or a field with its rows, members and properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from apiref.analysis.rows.documentation import field_parts
from apiref.analysis.schemas.documents import SchemaNode, schema_set, subschemas
from apiref.fixes.edits import replacement
from apiref.lsp.places import (
    Node,
    Spot,
    entry_of,
    mentions_of,
    nodes_of,
    rows_of,
    rows_with,
    spot,
    value_at,
)
from apiref.lsp.state import Snapshot
from apiref.model.fix import Edit
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

# What needs no quotes in a page or a YAML file, and no escapes in JSON and its pointers.
_NAME = re.compile(r"[\w${}<>][^\s\"\\~]*(?<!:)")
# Keywords for schemas of the same value.
_SAME_VALUE = {"allOf", "anyOf", "oneOf", "not", "if", "then", "else"}


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
    schemas that have it in common, and in the ``$ref``s to it. Raises RenameError if the name is
    taken, would need quotes, or stands somewhere in quotes or with escapes.
    """
    own = snapshot.tree(place.path)
    found = renamable(own, place)
    if found is None:
        return []
    if _NAME.fullmatch(new) is None:
        raise RenameError(f"'{new}' would need quotes or escapes")
    edits: dict[Location, Edit] = {}
    for tree in snapshot.trees:
        for start, old in _places(tree, own, found, new):
            edit = replacement(snapshot.text(start.path), start, old, new)
            if edit is None:
                raise RenameError(f"{start.path}:{start.line} writes '{old}' in another way")
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
    _demand_text(new, new)
    yield entry.location, entry.key
    yield from ((row.key_location, row.key) for row in rows_with(tree, entry))


def _demand_text(new: str, part: str) -> None:
    """Raise RenameError if YAML reads part of a name as a number or the like."""
    try:
        is_text = yaml.safe_load(part) == part
    except yaml.YAMLError:
        is_text = False
    if not is_text:
        raise RenameError(f"'{new}' is no text in YAML; it would need quotes")


def _of_field(tree: Tree, rows: Iterable[Row], new: str) -> Iterator[tuple[Location, str]]:
    """The rows of a field and what they document, with the other rows of that, and so on."""
    # A row begins with any braces as well.
    _demand_text(new, new.strip("{}"))
    if field_parts(new) != (new,):
        raise RenameError(f"'{new}' is no name of a field, but a path")
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
            yield from _beside(tree, node, name)
            yield from mentions_of(tree, node)
            waiting.extend(other.row for other in rows_of(tree, node))


def _beside(tree: Tree, node: Node, name: str) -> Iterator[tuple[Location, str]]:
    """The places of schemas that require a property, or state more about it in a condition."""
    around = value_at(node.file.value, node.path[:-2])
    if node.path[-2:-1] != ("properties",) or not isinstance(around, dict):
        return
    for base in schema_set(tree).closure(SchemaNode(node.file, node.path[:-2], around)):
        for part in subschemas(base.file):
            inner = part.path[len(base.path) :]
            is_same = all(isinstance(it, int) or it in _SAME_VALUE for it in inner)
            if part.path[: len(base.path)] != base.path or not is_same:
                continue
            for keyword in ("properties", "required"):
                names = part.value.get(keyword)
                if isinstance(names, dict | list) and name in names:
                    last = names.index(name) if isinstance(names, list) else name
                    yield Node(part.file, (*part.path, keyword, last)).location, name
