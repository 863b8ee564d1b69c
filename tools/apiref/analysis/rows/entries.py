"""Which rows refer to which entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from apiref.analysis.parameters.names import alike, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation, Role, name_role
from apiref.model.page import ParameterTable, Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.text.suggestions import LOOSE, Suggester

_OTHER_ROLE: dict[Role, Role] = {"request": "response", "response": "request"}
_READ_ONLY = re.compile(r"\bread[- ]?only\b", re.IGNORECASE)
# What descriptions say only of what is sent.
_OF_REQUESTS = re.compile(r"(?i)\b(?:defaults? (?:is|to)|you must|must specify)\b")


@dataclass(frozen=True, slots=True, eq=False)
class TableUse:
    """A parameter table and the first operation that shows it, or None."""

    table: ParameterTable
    operation: Operation | None
    role: Role | None

    @property
    def label(self) -> str | None:
        """The label of the operation."""
        return self.operation.label if self.operation else None


@dataclass(frozen=True, slots=True, eq=False)
class Resolved:
    """A row and the entry that it refers to."""

    row: Row
    parameter: Parameter
    use: TableUse


@dataclass(frozen=True, slots=True, eq=False)
class Unresolved:
    """A key in rows that is no entry of their file; ``intended`` is the key of a close entry."""

    file: str
    key: str
    rows: tuple[tuple[Row, TableUse], ...]
    intended: str | None


@per_tree
def table_uses(tree: Tree) -> tuple[TableUse, ...]:
    """All ``rest_parameters`` tables, each once: those of operations first, the others by page."""
    found: dict[Location, TableUse] = {}
    for operation in tree.operations:
        for part in operation.tables:
            place = part.table.location
            if part.table.entries:
                continue
            found.setdefault(place, TableUse(part.table, operation, part.role))
    for table in tree.blocks(ParameterTable):
        found.setdefault(table.location, TableUse(table, None, None))
    return tuple(found.values())


def resolved_rows(use: TableUse, tree: Tree) -> tuple[Resolved, ...]:
    """The rows of a table with known entries."""
    return _resolved(tree)[use]


@per_tree
def _resolved(tree: Tree) -> dict[TableUse, tuple[Resolved, ...]]:
    """The rows of each table with known entries."""
    return {
        use: tuple(Resolved(row, entry, use) for row, entry in tree.rows(use.table))
        for use in table_uses(tree)
    }


@per_tree
def used_keys(tree: Tree) -> dict[str, frozenset[str]]:
    """The keys in rows on any page, for each parameters file.

    A table with a missing file may mean any file; so may a row without a key, by its name.
    """
    found: dict[str, set[str]] = {path: set() for path in tree.parameter_files}
    of_any_file: set[str] = set()
    nameless: set[tuple[str, ...]] = set()
    for use in table_uses(tree):
        keys = {row.key for row in use.table.rows}
        nameless.update(words(row.name) for row in use.table.rows if not row.key)
        if use.table.path in found:
            found[use.table.path] |= keys
        else:
            of_any_file |= keys
    for path, keys in found.items():
        keys |= of_any_file
        if nameless:
            known = tree.parameter_files[path].parameters
            keys.update(entry.key for entry in known if stem(entry.key) in nameless)
    return {path: frozenset(keys) for path, keys in found.items()}


@per_tree
def unused_entries(tree: Tree) -> tuple[Parameter, ...]:
    """The entries that no row refers to, each key once, without templates for other entries."""
    used = used_keys(tree)
    found: dict[tuple[str, str], Parameter] = {}
    for path, file in tree.parameter_files.items():
        for parameter in file.parameters:
            if parameter.key not in used[path] and not parameter.template:
                found.setdefault((path, parameter.key), parameter)
    return tuple(found.values())


def named_with_use(tree: Tree, *entries: Parameter) -> str:
    """The keys of entries for advice, with the words that no row refers to them, if so."""
    is_used = any(entry.key in used_keys(tree).get(entry.path, ()) for entry in entries)
    named = " and ".join(f"'{entry.key}'" for entry in entries)
    return named if is_used else f"{named}, which no row refers to"


def unused_entries_named(
    tree: Tree, operation: Operation, names: Iterable[str], place: str = "body"
) -> tuple[Parameter, ...]:
    """For each name, the unused entry with that name and ``in``, if there is exactly one.

    Only the files of the operation's tables are searched, or all files if it has none.
    """
    by_stem = _unused_by_stem(tree)
    paths = {part.table.path or "" for part in operation.tables} or {*tree.parameter_files}
    found = [
        by_stem.get((path, place, words(name)), ()) for name in names for path in sorted(paths)
    ]
    return tuple(only for entries in found if len(entries) == 1 for only in entries)


def unused_entries_of(tree: Tree, path: str, name: str) -> list[Parameter]:
    """The unused entries of a file for fields of the body with a name."""
    return _unused_by_stem(tree).get((path, "body", words(name)), [])


@per_tree
def _unused_by_stem(tree: Tree) -> dict[tuple[str, str, tuple[str, ...]], list[Parameter]]:
    found: dict[tuple[str, str, tuple[str, ...]], list[Parameter]] = {}
    for entry in unused_entries(tree):
        found.setdefault((entry.path, entry.place, stem(entry.key)), []).append(entry)
    return found


@per_tree
def uses_by_entry(tree: Tree) -> dict[tuple[str, str], tuple[Resolved, ...]]:
    """The rows that refer to each entry, by file and key."""
    found: dict[tuple[str, str], list[Resolved]] = {}
    for use in table_uses(tree):
        for resolved in resolved_rows(use, tree):
            entry = resolved.parameter
            found.setdefault((entry.path, entry.key), []).append(resolved)
    return {entry: tuple(rows) for entry, rows in found.items()}


def is_end_of_key(name: str, entry: Parameter) -> bool:
    """Whether the key of an entry ends with the name of a row: ``thing_status`` for ``status``."""
    shown = words(name)
    return stem(entry.key)[-len(shown) :] == shown


def is_of_other_role(entry: Parameter, role: Role | None) -> bool:
    """Whether an entry is made for the other half of operations, by its key or its description."""
    named = name_role("-".join(words(entry.key)))
    if role == "response" and _OF_REQUESTS.search(entry.description):
        return True
    return named not in (None, role)


def optional_sibling(tree: Tree, entry: Parameter, role: Role) -> Parameter | None:
    """The entry of the same parameter that is alike but optional, such as ``name-request``.

    Left out are entries that are made for the other role, or that are only used in it, and for a
    request those that are described as read-only. Entries whose keys name this role are preferred.
    """
    file = tree.parameter_files.get(entry.path)
    own = stem(entry.key)
    same = [
        other
        for other in (file.parameters if file is not None else ())
        if other.place == entry.place
        and not other.required
        and stem(other.key) == own
        and not is_of_other_role(other, role)
        and not (role == "request" and _READ_ONLY.search(other.description))
        and _roles(tree, other) != {_OTHER_ROLE[role]}
    ]
    return min(
        same,
        key=lambda other: (other.type != entry.type, role not in words(other.key)),
        default=None,
    )


def _roles(tree: Tree, entry: Parameter) -> set[Role | None]:
    """The roles of the tables that refer to an entry."""
    return {found.use.role for found in uses_by_entry(tree).get((entry.path, entry.key), ())}


@per_tree
def unresolved_keys(tree: Tree) -> tuple[Unresolved, ...]:
    """The keys in rows that do not exist, although the file could be read.

    Keys of entries that could not be read are omitted. Unused entries are preferred as the intended
    ones.
    """
    broken = {(problem.location.path, problem.subject) for problem in tree.problems}
    rows: dict[tuple[str, str], list[tuple[Row, TableUse]]] = {}
    for use in table_uses(tree):
        file = tree.parameter_files.get(use.table.path or "")
        if file is None or not file.parameters:
            continue
        by_key = file.by_key()
        for row in use.table.rows:
            if row.key and row.key not in by_key and (file.path, row.key) not in broken:
                rows.setdefault((file.path, row.key), []).append((row, use))
    used = used_keys(tree)
    suggesters: dict[str, tuple[Suggester, Suggester]] = {}
    found: list[Unresolved] = []
    for (path, key), places in rows.items():
        if path not in suggesters:
            keys = tree.parameter_files[path].by_key()
            unused = [name for name in keys if name not in used.get(path, frozenset())]
            suggesters[path] = (Suggester(unused, LOOSE), Suggester(keys))
        first, second = suggesters[path]
        by_key = tree.parameter_files[path].by_key()
        bare = key.rstrip(",;.")
        intended = bare if bare != key else first.closest(key) or second.closest(key)
        if bare == key and intended and not _is_intended(by_key[intended], places):
            intended = None
        found.append(Unresolved(path, key, tuple(places), intended))
    return tuple(found)


def _is_intended(entry: Parameter, rows: list[tuple[Row, TableUse]]) -> bool:
    """Whether rows may mean an entry: its first word is like that of one, and its role fits."""
    for row, use in rows:
        first = words(entry.key)[:1]
        starts = [words(name)[:1] for name in (row.key, row.name)]
        if use.role == "response" and entry.place in ("path", "query"):
            return False
        if not any(_is_start_alike(first, start) for start in starts):
            return False
    return True


def _is_start_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first words of two names are the same, but for an ending or a typo."""
    return one == other or any(
        alike(a, b) or Suggester([a]).closest(b) is not None
        for a, b in zip(one, other, strict=False)
    )
