"""Which rows refer to which entries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from apiref.analysis.parameters.names import alike, related, stem, words
from apiref.analysis.parameters.subjects import mentioned_words
from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import ROLES, Operation, Role, name_role
from apiref.model.page import ParameterTable, Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile
from apiref.text.suggestions import LOOSE, Suggester

# More rows establish a name; of two, either may be the wrong one.
_CUSTOM = 2
_READ_ONLY = re.compile(r"\bread[- ]?only\b", re.IGNORECASE)
# What descriptions say only of what is sent.
_OF_REQUESTS = re.compile(r"(?i)\b(?:defaults? (?:is|to)|you must|must specify)\b")
# Real keys have fewer; this limits the time for malicious ones.
_MAX_WORDS = 10

_ByStem = dict[tuple[tuple[str, ...], str], list[Parameter]]


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
class Misdirected:
    """A row that refers to the entry of another parameter; ``fitting`` is the right one.

    ``exact`` says that an unused entry has the name of the row as its key.
    """

    found: Resolved
    fitting: Parameter
    unused: bool
    exact: bool = False


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


def is_of_other_role(entry: Parameter, role: Role | None) -> bool:
    """Whether an entry is made for the other half of operations, by its key or its description."""
    named = name_role("-".join(words(entry.key)))
    if role == "response" and _OF_REQUESTS.search(entry.description):
        return True
    return named not in (None, role)


def optional_sibling(tree: Tree, entry: Parameter, role: Role) -> Parameter | None:
    """The entry of the same parameter that is alike but optional, such as ``name-request``.

    Left out are entries whose keys name the other role and, for a request, those that are described
    as read-only. Entries whose keys name this role are preferred.
    """
    file = tree.parameter_files.get(entry.path)
    own = stem(entry.key)
    other_role = "response" if role == "request" else "request"
    same = [
        other
        for other in (file.parameters if file is not None else ())
        if other.place == entry.place
        and not other.required
        and stem(other.key) == own
        and other_role not in words(other.key)
        and not (role == "request" and _READ_ONLY.search(other.description))
    ]
    return min(
        same,
        key=lambda other: (other.type != entry.type, role not in words(other.key)),
        default=None,
    )


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


@per_tree
def misdirected_rows(tree: Tree) -> tuple[Misdirected, ...]:
    """The rows that refer to the entry of another parameter, although another entry fits.

    The fitting entry has the name of the row, with or without a conventional suffix, and the same
    ``in``; those that end like the row's entry and unused ones are preferred, and the latter may
    have any suffix; but before an unused one with the name of the row as its key come those that
    other rows of that name on the page refer to. A row's entry is that of another parameter if its
    key has nothing in common with the name, or if only this row deviates: all other rows of that
    name refer to fitting entries, and all other rows of that entry have the name in its key. An
    entry that describes what the row is named after is right, unless the fitting one is unused. So
    is one that speaks of the response for a row of a response, unlike the fitting one.
    """
    return tuple(
        wrong
        for wrong in _misdirected_rows(tree)
        if not _is_described(tree, wrong) and not _is_of_role(wrong)
    )


def _is_of_role(wrong: Misdirected) -> bool:
    """Whether the entry of a row first speaks of the row's role, and the fitting one does not."""
    role = wrong.found.use.role
    first = [
        next((word for word in words(entry.description) if word in ROLES), role)
        for entry in (wrong.found.parameter, wrong.fitting)
    ]
    return first[0] == role != first[1]


def _is_described(tree: Tree, wrong: Misdirected) -> bool:
    """Whether the entry of a row describes what the row is named after.

    One word is enough, unless an unused entry is named like the row, and this row is the only one,
    or another row of the entry has another name.
    """
    name, entry = wrong.found.row.name, wrong.found.parameter
    spoken = mentioned_words(entry, name)
    is_exact = wrong.exact or (wrong.unused and wrong.fitting.key == name)
    if is_exact and len(uses_by_entry(tree)[entry.path, entry.key]) > 1:
        is_exact = _names_by_entry(tree)[entry.path, entry.key] != {words(name)}
    return len(spoken) == len(words(name)) if is_exact else bool(spoken)


def _misdirected_rows(tree: Tree) -> tuple[Misdirected, ...]:
    """The rows with a key that suggests another entry, ignoring the descriptions."""
    used = used_keys(tree)
    by_stem = {path: _by_stem(file) for path, file in tree.parameter_files.items()}
    by_name, customs = _keys_by_name(tree), _keys_by_page(tree)
    unused_by_start = _unused_by_start(tree)
    found: list[Misdirected] = []
    for use in table_uses(tree):
        for resolved in resolved_rows(use, tree):
            row, entry = resolved.row, resolved.parameter
            name = words(row.name)
            if row.name == row.key or name == stem(row.key):
                continue
            fitting = by_stem[entry.path].get((name, entry.place))
            if not fitting:
                prefixed = _prefixed(tree, resolved, by_stem[entry.path])
                if prefixed:
                    found.append(_misdirected(resolved, prefixed, used))
                    continue
                longer = unused_by_start.get((entry.path, name, entry.place))
                if longer is not None and not related(row.name, row.key):
                    found.append(Misdirected(resolved, longer, True))
                continue
            namesakes = by_name[entry.path, name, entry.place]
            unused = [other for other in fitting if other.key not in used[entry.path]]
            is_in_key = {*name} <= {*stem(row.key)}
            if not is_in_key and any(other.key == row.name for other in unused):
                here = customs[row.location.path, entry.path, entry.place, row.name] - {entry.key}
                usual = [other for other in fitting if other.key in here]
                exact = tree.entries(use.table)[row.name]
                right = _misdirected(resolved, usual or [exact], used)
                found.append(replace(right, exact=True))
                continue
            if related(row.name, row.key) and not _is_alone(tree, resolved, namesakes, fitting):
                continue
            key = words(row.key)
            for start in range(1, len(key)):
                fitting = fitting + by_stem[entry.path].get(
                    ((*name, *key[start:]), entry.place), []
                )
            found.append(_misdirected(resolved, fitting, used))
    return tuple(found)


def _misdirected(
    resolved: Resolved, fitting: list[Parameter], used: dict[str, frozenset[str]]
) -> Misdirected:
    """The entry that ends like that of the row, except for numbers, and preferably is unused."""
    ours = _end(resolved.row.key)

    def preference(entry: Parameter) -> tuple[int, bool]:
        pairs = zip(_end(entry.key), ours, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return same, entry.key not in used[entry.path]

    entry = max(fitting, key=preference)
    return Misdirected(resolved, entry, entry.key not in used[entry.path])


def _end(key: str) -> list[str]:
    """The words of a key from the last one on, without numbers."""
    return [word for word in reversed(words(key)) if not word.isdigit()]


def _prefixed(tree: Tree, resolved: Resolved, by_stem: _ByStem) -> list[Parameter]:
    """The entries with the prefix of a row's key and the name of the row.

    All other rows of the row's entry are named after the end of its key: ``- name: thing_name``.
    For ``- links: thing_name`` there is ``thing_links``.
    """
    row, entry = resolved.row, resolved.parameter
    key = stem(entry.key)
    others = _names_by_entry(tree)[entry.path, entry.key]
    if len(others) != 2:
        return []
    (shown,) = others - {words(row.name)}
    count = len(key) - len(shown)
    if count < 1 or key[count:] != shown or related(row.name, "_".join(shown)):
        return []
    return by_stem.get(((*key[:count], *words(row.name)), entry.place), [])


@per_tree
def _names_by_entry(tree: Tree) -> dict[tuple[str, str], set[tuple[str, ...]]]:
    """The words of the names of the rows of each entry."""
    return {
        entry: {words(found.row.name) for found in rows}
        for entry, rows in uses_by_entry(tree).items()
    }


def _is_alone(
    tree: Tree, resolved: Resolved, namesakes: Counter[str], fitting: list[Parameter]
) -> bool:
    """Whether a row deviates from all others; ``namesakes`` counts the keys of rows of its name."""
    entry = resolved.parameter
    here = resolved.row.location
    others = namesakes.keys() if namesakes[entry.key] > 1 else namesakes.keys() - {entry.key}
    if namesakes.total() <= _CUSTOM or not others <= {other.key for other in fitting}:
        return False
    name, key = words(resolved.row.name), words(entry.key)
    shown = [
        words(found.row.name)
        for found in uses_by_entry(tree)[entry.path, entry.key]
        if found.row.location != here
    ]
    return bool(shown) and all(key[: len(other)] == other != name for other in shown)


_KeysByName = dict[tuple[str, tuple[str, ...], str], Counter[str]]


def _keys_by_name(tree: Tree) -> _KeysByName:
    """The keys of rows by the file of their entry, the words of their name, and ``in``."""
    found: _KeysByName = defaultdict(Counter)
    for use in table_uses(tree):
        for resolved in resolved_rows(use, tree):
            entry = resolved.parameter
            key = (entry.path, words(resolved.row.name), entry.place)
            found[key][entry.key] += 1
    return found


def _keys_by_page(tree: Tree) -> defaultdict[tuple[str, ...], set[str]]:
    """The keys of rows by their page, the file of their entry, ``in`` and their name."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for (path, key), rows in uses_by_entry(tree).items():
        for each in rows:
            found[each.row.location.path, path, each.parameter.place, each.row.name].add(key)
    return found


def _unused_by_start(tree: Tree) -> dict[tuple[str, tuple[str, ...], str], Parameter]:
    """The unused entries by file, each prefix of the words of their key, and ``in``."""
    used = used_keys(tree)
    found: dict[tuple[str, tuple[str, ...], str], Parameter] = {}
    for path, file in tree.parameter_files.items():
        for entry in file.parameters:
            if entry.key not in used.get(path, frozenset()):
                parts = words(entry.key)[:_MAX_WORDS]
                for count in range(1, len(parts) + 1):
                    found.setdefault((path, parts[:count], entry.place), entry)
    return found


def _by_stem(file: ParameterFile) -> _ByStem:
    """The entries by the words of their key, with and without its suffix, and ``in``."""
    found: _ByStem = {}
    for parameter in file.parameters:
        for key in dict.fromkeys((stem(parameter.key), words(parameter.key))):
            found.setdefault((key, parameter.place), []).append(parameter)
    return found
