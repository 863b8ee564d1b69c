"""Which rows of operations document which placeholders of their URLs."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from apiref.analysis.operations.resources import is_among
from apiref.analysis.operations.urls import DECORATION, Placeholder, malformed, placeholders
from apiref.analysis.parameters.names import IDENTIFIERS, singular, stands_for, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import Resolved, TableUse
from apiref.model.operation import BODYLESS, Operation
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.text.suggestions import VERY_CLOSE, Suggester
from apiref.text.typos import differ_by_a_letter

# More names at one place are not compared with another one.
_MOST = 50
_BRACED = re.compile(r"\{([^{}]*)\}")
# In the braces of a URI template: an operator, the names, and what limits or explodes each.
_NAME = re.compile(r"(?:^|[,/])[+#?&]?([^,/:*]+)")


class NamedRow(NamedTuple):
    """A row of an operation, and its name without what authors write around it."""

    name: str
    found: Resolved

    @property
    def row(self) -> Row:
        """The row itself."""
        return self.found.row

    @property
    def parameter(self) -> Parameter:
        """The entry that the row refers to."""
        return self.found.parameter


class Pair(NamedTuple):
    """A placeholder and the row that documents it under another name."""

    placeholder: Placeholder
    row: NamedRow


class Matching(NamedTuple):
    """How the placeholders of an operation's URLs match its rows.

    ``elsewhere`` has the rows with a placeholder's name whose parameter is not sent in the path.
    """

    operation: Operation
    undocumented: tuple[Placeholder, ...]
    superfluous: tuple[NamedRow, ...]
    misnamed: tuple[Pair, ...]
    elsewhere: dict[str, NamedRow]


@per_tree
def matchings(tree: Tree) -> tuple[Matching, ...]:
    """How the placeholders of each operation match its rows."""
    return tuple(_match(tree, operation) for operation in tree.operations)


@per_tree
def placeholder_uses(tree: Tree) -> dict[str, Counter[str]]:
    """How many endpoints of each page have each placeholder; of all pages with an empty path."""
    found: dict[str, Counter[str]] = {"": Counter()}
    for endpoint in tree.endpoints:
        names = {placeholder.name for placeholder in placeholders(endpoint)}
        found.setdefault(endpoint.location.path, Counter()).update(names)
        found[""].update(names)
    return found


def _match(tree: Tree, operation: Operation) -> Matching:
    known, path_rows, elsewhere = _rows(tree, operation)
    wanted: dict[str, Placeholder] = {}
    named: set[str] = set()
    for endpoint in operation.endpoints:
        for placeholder in placeholders(endpoint):
            if placeholder.name:
                wanted.setdefault(placeholder.name, placeholder)
        for braced in _BRACED.findall(endpoint.url):
            named.update(name.strip() for name in _NAME.findall(braced))
        named.update(part.name for part in malformed(endpoint.url))
    open_rows = [row for name, row in path_rows.items() if name not in {*named, *wanted}]
    missing = [item for name, item in wanted.items() if name not in known]
    free = [
        item
        for item in missing
        if item.name not in elsewhere
        or any(_is_identifier_of(row.name, item.name) for row in open_rows)
    ]
    pairs = _pair(tree, free, open_rows)
    paired = {pair.placeholder.name for pair in pairs} | {pair.row.name for pair in pairs}
    return Matching(
        operation,
        tuple(item for item in missing if item.name not in paired),
        tuple(row for row in open_rows if row.name not in paired),
        pairs,
        elsewhere,
    )


def _rows(
    tree: Tree, operation: Operation
) -> tuple[set[str], dict[str, NamedRow], dict[str, NamedRow]]:
    """The names that count as documented, the path rows, and the rows of other places by name.

    A row that cannot be resolved counts as documented. A path parameter in a response table is
    misplaced, and counts only as documentation.
    """
    known: set[str] = set()
    path_rows: dict[str, NamedRow] = {}
    elsewhere: dict[str, NamedRow] = {}
    for part in operation.tables:
        by_key = tree.entries(part.table)
        use = TableUse(part.table, operation, part.role)
        for row in part.table.rows:
            name = row.name.strip(DECORATION)
            parameter = by_key.get(row.key)
            if parameter is None or parameter.place not in ("header", "query", "body"):
                known.add(name)
            if parameter is None or part.role == "response":
                continue
            named = NamedRow(name, Resolved(row, parameter, use))
            if parameter.place == "path":
                path_rows.setdefault(name, named)
            else:
                elsewhere.setdefault(name, named)
    return known, path_rows, elsewhere


def _pair(tree: Tree, missing: list[Placeholder], rows: list[NamedRow]) -> tuple[Pair, ...]:
    """Which row documents which placeholder, by its key, its name, or other URLs."""
    found: list[Pair] = []
    left = list(rows)
    if len(missing) == len(rows) == 1 and stands_for(rows[0].name, missing[0].name):
        return (Pair(missing[0], rows[0]),)
    for placeholder in missing:
        best = max(left, key=lambda row: _likeness(tree, placeholder, row), default=None)
        if best is None:
            break
        if any(_likeness(tree, placeholder, best)):
            found.append(Pair(placeholder, best))
            left.remove(best)
    return tuple(found)


def _likeness(tree: Tree, placeholder: Placeholder, row: NamedRow) -> tuple[bool, bool]:
    """Whether a row documents a placeholder for certain, and whether it at least resembles it."""
    name = placeholder.name
    certain = (
        words(name) in (words(row.name), words(row.row.key))
        or stem(name) == stem(row.row.key)
        or row.name in _names_after(tree)[_before(placeholder)]
        or _is_identifier_of(row.name, name)
        or _is_identifier_of(name, row.name)
    )
    if certain:
        return True, True
    return False, Suggester([row.name, row.row.key], VERY_CLOSE).closest(name) is not None


def _is_identifier_of(name: str, other: str) -> bool:
    """Whether a name is another one and a word such as ``id``: ``thing_id`` and ``thing``."""
    parts = words(name)
    return parts[-1:] != () and parts[-1] in IDENTIFIERS and parts[:-1] == words(other)


@per_tree
def _names_after(tree: Tree) -> dict[str, set[str]]:
    """The names of the placeholders of all URLs, by what is before them."""
    found: dict[str, set[str]] = {}
    for endpoint in tree.endpoints:
        for placeholder in placeholders(endpoint):
            found.setdefault(_before(placeholder), set()).add(placeholder.name)
    return found


def intended_name(tree: Tree, placeholder: Placeholder) -> str | None:
    """The name that other URLs have at the place of one that occurs once, if a letter differs."""
    name = placeholder.name
    plain = "".join(words(name))
    others = sorted(_names_after(tree)[_before(placeholder)] - {name})
    if placeholder_uses(tree)[""][name] > 1 or len(others) > _MOST:
        return None
    return next((it for it in others if differ_by_a_letter("".join(words(it)), plain)), None)


def _before(placeholder: Placeholder) -> str:
    """The URL before a placeholder, without the names of other ones."""
    return _BRACED.sub("{}", placeholder.endpoint.url[: placeholder.offset])


def misnamed_placeholder(found: Resolved) -> str | None:
    """The last placeholder of a URL, such as ``thing_id``, if a row ``id`` is all that fits it."""
    operation = found.use.operation
    if operation is None or found.use.role != "request" or not operation.methods <= BODYLESS:
        return None
    name = next((it.name for it in reversed([*placeholders(operation.endpoint)])), "")
    if not stands_for(found.row.name, name):
        return None
    known = {row.name for table in operation.tables_of("request") for row in table.rows}
    fitting = [other for other in known if stands_for(other, name)]
    return name if fitting == [found.row.name] and name not in known else None


def right_name(tree: Tree, page: str, pair: Pair) -> str | None:
    """Which of the two names of a pair is right, if anything says so.

    Not the key of an entry with its suffix. If one is the other with a word such as "id", the one
    that the key of the row has. Otherwise the name that fits the collection before the placeholder;
    of two that differ in their separators, that with those of most placeholders; the one that other
    URLs have, first of all those of the page; or the key of the row, or its stem.
    """
    known = placeholder_uses(tree)
    ours, theirs, key = pair.placeholder.name, pair.row.name, pair.row.row.key
    if ours == key and stem(key) != words(key):
        return theirs
    path = pair.placeholder.endpoint.url[: pair.placeholder.offset].rstrip("/")
    collection = [singular(word) for word in words(path.rpartition("/")[2])]
    evidence: list[tuple[int, int]] = []
    here, there = {*words(ours)} - {*words(theirs)}, {*words(theirs)} - {*words(ours)}
    if here and there:
        fits, they_fit = (any(is_among(it, collection) for it in own) for own in (here, there))
        evidence.append((fits, they_fit))
    if words(ours) == words(theirs):
        styles = Counter[str]()
        for name, count in known[""].items():
            styles[_separators(name)] += count
        evidence.append((styles[_separators(ours)] - 1, styles[_separators(theirs)]))
    named = (stem(key) == words(ours), stem(key) == words(theirs))
    if _is_identifier_of(ours, theirs) or _is_identifier_of(theirs, ours):
        evidence.insert(0, named)
    evidence += [
        *((uses[ours] > 1, theirs in uses) for uses in (known[page], known[""])),
        named,
        (key == ours, key == theirs),
    ]
    for one, other in evidence:
        if one != other:
            return ours if one > other else theirs
    return None


def _separators(name: str) -> str:
    return "".join(sorted({char for char in name if char in "-_"}))
