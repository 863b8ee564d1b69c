"""The rows that refer to the entry of another parameter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from apiref.analysis.parameters.names import is_vague, related, stem, words
from apiref.analysis.parameters.subjects import mentioned_words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import (
    Resolved,
    is_end_of_key,
    is_of_other_role,
    resolved_rows,
    table_uses,
    used_keys,
    uses_by_entry,
)
from apiref.analysis.rows.foreign_entries import foreign_entries
from apiref.model.operation import ROLES
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, ParameterFile

# More rows establish a name; of two, either may be the wrong one.
_CUSTOM = 2
# Real keys have fewer; this limits the time for malicious ones.
_MAX_WORDS = 10

_ByStem = dict[tuple[tuple[str, ...], str], list[Parameter]]


@dataclass(frozen=True, slots=True, eq=False)
class Misdirected:
    """A row that refers to the entry of another parameter; ``fitting`` is the right one.

    ``exact`` says that an unused entry has the name of the row as its key.
    """

    found: Resolved
    fitting: Parameter
    unused: bool
    exact: bool = False


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

    A row's entry is that of another parameter, too, if the table has a row that is named after it,
    and all other rows with the name of this one refer to another entry, which is named after them.
    So it is, lastly, if its key has another resource before the name of the row.
    """
    found = {
        wrong.found.row.location: wrong
        for wrong in _misdirected_rows(tree)
        if not _is_described(tree, wrong) and not _is_of_role(wrong)
    }
    for wrong in _borrowed(tree):
        found.setdefault(wrong.found.row.location, wrong)
    for resolved, entry in foreign_entries(tree):
        wrong = _misdirected(resolved, [entry], used_keys(tree))
        found.setdefault(resolved.row.location, wrong)
    return tuple(found.values())


def _borrowed(tree: Tree) -> Iterator[Misdirected]:
    """The rows with the entry of another row of their table: ``created_at`` for ``status``."""
    customs = _keys_by_page(tree)
    for use in table_uses(tree):
        rows = resolved_rows(use, tree)
        owned = {
            id(found.parameter) for found in rows if is_end_of_key(found.row.name, found.parameter)
        }
        for found in rows:
            row, entry = found.row, found.parameter
            usual = customs[row.location.path, entry.path, entry.place, row.name] - {entry.key}
            foreign = {*words(row.name)} - {*stem(entry.key)}
            if id(entry) not in owned or foreign <= {*mentioned_words(entry, row.name)}:
                continue
            fitting = [tree.entries(use.table)[key] for key in usual]
            fitting = [it for it in fitting if not is_of_other_role(it, use.role)]
            if len(fitting) == 1 and is_end_of_key(row.name, fitting[0]):
                yield Misdirected(found, fitting[0], unused=False)


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
    or another row of the entry has another name. For a placeholder, vague words such as "id" do not
    count.
    """
    name, entry = wrong.found.row.name, wrong.found.parameter
    spoken = mentioned_words(entry, name)
    if entry.place == "path" and not is_vague(name):
        spoken = tuple(word for word in spoken if not is_vague(word))
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
    """The entry of the row's role that ends like the row's, except for numbers, or is unused."""
    ours = _end(resolved.row.key)

    def preference(entry: Parameter) -> tuple[int, bool]:
        pairs = zip(_end(entry.key), ours, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return same, entry.key not in used[entry.path]

    entry, role = max(fitting, key=preference), resolved.use.role
    if is_of_other_role(entry, role):
        own = [other for other in fitting if not is_of_other_role(other, role)]
        entry = max(own, key=preference, default=entry)
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


@per_tree
def _keys_by_page(tree: Tree) -> dict[tuple[str, ...], set[str]]:
    """The keys of rows by their page, the file of their entry, ``in`` and their name."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for (path, key), rows in uses_by_entry(tree).items():
        for each in rows:
            found[each.row.location.path, path, each.parameter.place, each.row.name].add(key)
    return dict(found)


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
