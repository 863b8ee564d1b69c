"""Response codes: which exist, and which reasons pages refer to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import Code, StatusTable
from apiref.model.tree import Tree
from apiref.model.yaml_file import Reason, StatusFile
from apiref.text.suggestions import LOOSE, Suggester

DEFAULT = "default"
# Notes of codes are shorter; this limits the time for a line of many codes.
_LONGEST = 80
# A name that as many lists give a code is intended.
_OFTEN = 3
# The codes that IANA has registered, by their ranges.
_REGISTERED = (
    range(100, 105),
    range(200, 209),
    range(226, 227),
    range(300, 309),
    range(400, 419),
    range(421, 427),
    range(428, 430),
    range(431, 432),
    range(451, 452),
    range(500, 509),
    range(510, 512),
)


@dataclass(frozen=True, slots=True, eq=False)
class StatusUse:
    """A list of response codes and the first operation that shows it, or None."""

    table: StatusTable
    operation: Operation | None

    @property
    def label(self) -> str | None:
        """The label of the operation."""
        return self.operation.label if self.operation else None


@dataclass(frozen=True, slots=True, eq=False)
class MissingReason:
    """A code or a reason that pages refer to and that their file lacks.

    ``reason`` is None if the code is missing. ``intended`` is the code or the reason that the file
    probably has instead; ``misnamed`` is its place if the file must be wrong, not the pages.
    """

    file: StatusFile
    code: str
    reason: str | None
    uses: tuple[tuple[Code, StatusUse], ...]
    intended: str | None
    misnamed: Location | None


def is_registered(number: int) -> bool:
    """Whether HTTP has that response code."""
    return any(number in numbers for numbers in _REGISTERED)


@per_tree
def own_codes(tree: Tree) -> frozenset[str]:
    """The codes that HTTP does not have, but to which several lists give one and the same name.

    A name that other codes have as well, such as "notFound", shows that the code is a mistake.
    """
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for use in status_uses(tree):
        for code in use.table.codes:
            name = note_of(tree, code) if use.table.is_text else code.reason or ""
            names[code.text][name] += 1
            codes[name].add(code.text)
    return frozenset(
        code
        for code, found in names.items()
        if len(found) == 1
        and all(name and count >= _OFTEN and len(codes[name]) == 1 for name, count in found.items())
    )


@per_tree
def status_uses(tree: Tree) -> tuple[StatusUse, ...]:
    """All lists of response codes, each once: those of operations, then the others by page."""
    found: dict[Location, StatusUse] = {}
    for operation in tree.operations:
        for table in operation.statuses:
            found.setdefault(table.location, StatusUse(table, operation))
    for table in tree.blocks(StatusTable):
        found.setdefault(table.location, StatusUse(table, None))
    return tuple(found.values())


@per_tree
def used_reasons(tree: Tree) -> frozenset[tuple[str, str, str]]:
    """The file, code and reason of each reference; the default one if none is given."""
    return frozenset(
        (use.table.path, code.text, code.reason or DEFAULT)
        for use in status_uses(tree)
        if use.table.path is not None
        for code in use.table.codes
    )


@per_tree
def missing_reasons(tree: Tree) -> tuple[MissingReason, ...]:
    """What pages refer to that does not exist, each once for a file."""
    found: list[MissingReason] = []
    lookups = {path: _Lookup(file, used_reasons(tree)) for path, file in tree.status_files.items()}
    wanted: dict[tuple[str, str, str | None], list[tuple[Code, StatusUse]]] = {}
    broken = {(problem.location.path, problem.subject) for problem in tree.problems}
    for use in status_uses(tree):
        path = use.table.path
        if path is None or path not in lookups:
            continue
        for code in use.table.codes:
            reasons = lookups[path].codes.get(code.text)
            if reasons is None:
                wanted.setdefault((path, code.text, None), []).append((code, use))
            elif (code.reason or DEFAULT) not in reasons and (path, code.text) not in broken:
                reason = code.reason or DEFAULT
                wanted.setdefault((path, code.text, reason), []).append((code, use))
    for (path, number, name), uses in wanted.items():
        lookup = lookups[path]
        if name is None:
            names = frozenset(item.reason or DEFAULT for item, _ in uses)
            intended, misnamed = lookup.intended_code(names)
        else:
            intended, misnamed = lookup.intended_reason(number, name)
        found.append(MissingReason(lookup.file, number, name, tuple(uses), intended, misnamed))
    return tuple(found)


def unused_reasons(tree: Tree) -> Iterator[tuple[StatusFile, str, tuple[Reason, ...]]]:
    """The named reasons that no page refers to, each with all its codes."""
    used = used_reasons(tree)
    for path, file in tree.status_files.items():
        found: dict[str, list[Reason]] = {}
        for entry in file.entries:
            for reason in entry.reasons:
                if reason.key != DEFAULT and (path, entry.code, reason.key) not in used:
                    found.setdefault(reason.key, []).append(reason)
        for key, reasons in found.items():
            yield file, key, tuple(reasons)


@per_tree
def reason_owners(tree: Tree) -> dict[str, Operation]:
    """The only operation that refers to a named reason, of any code."""
    found: dict[str, dict[Location, Operation]] = {}
    for use in status_uses(tree):
        if use.operation is not None and use.table.path is not None:
            for code in use.table.codes:
                if code.reason is not None and code.reason != DEFAULT:
                    owners = found.setdefault(code.reason, {})
                    owners[use.operation.location] = use.operation
    return {key: next(iter(owners.values())) for key, owners in found.items() if len(owners) == 1}


class _Lookup:
    """The codes and reasons of a file, and which of them pages use."""

    def __init__(self, file: StatusFile, used: frozenset[tuple[str, str, str]]) -> None:
        self.file = file
        self.codes: dict[str, dict[str, Reason]] = {}
        self.places: dict[str, Location] = {}
        self.counts: Counter[str] = Counter()
        for entry in file.entries:
            self.places[entry.code] = entry.location
            reasons = self.codes.setdefault(entry.code, {})
            for reason in entry.reasons:
                reasons[reason.key] = reason
                self.counts[reason.key] += 1
        self.unused = {
            code: {key for key in reasons if (file.path, code, key) not in used}
            for code, reasons in self.codes.items()
        }

    def intended_code(self, names: frozenset[str]) -> tuple[str | None, Location | None]:
        """The only code that has all those reasons unused."""
        if names == {DEFAULT}:
            return None, None
        codes = [code for code, unused in self.unused.items() if names <= unused]
        if len(codes) != 1:
            return None, None
        code = codes[0]
        whole = len(self.codes[code]) > 1 and names == set(self.codes[code])
        return code, self.places[code] if whole else None

    def intended_reason(self, code: str, reason: str) -> tuple[str | None, Location | None]:
        """The reason of that code with a similar name, or the only unused one."""
        unused = sorted(self.unused[code])
        close = None
        if reason != DEFAULT:
            close = Suggester(unused, LOOSE).closest(reason)
            close = close or Suggester(self.codes[code]).closest(reason)
        if close is None and len(unused) == 1:
            close = unused[0]
        if close is None:
            return None, None
        misnamed = reason in self.counts and self.counts[close] == 1 and close in unused
        return close, self.codes[code][close].location if misnamed else None


@per_tree
def named_codes(tree: Tree) -> tuple[tuple[StatusUse, Code, str], ...]:
    """The codes of texts that have a name, such as "notFound(404)", in lower case, unspaced."""
    found = []
    for use in status_uses(tree):
        if use.table.is_text:
            for code in use.table.codes:
                name = note_of(tree, code).removeprefix("and ").removeprefix("or ").replace(" ", "")
                if name:
                    found.append((use, code, name))
    return tuple(found)


def note_of(tree: Tree, code: Code) -> str:
    """The name before a code, or the text in brackets after it."""
    lines = tree.pages[code.location.path].lines
    raw = lines[code.location.line - 1] if code.location.line <= len(lines) else ""
    column = code.location.column - 1
    before, behind = raw[max(column - _LONGEST, 0) : column], raw[column : column + _LONGEST]
    name = re.search(r"(?<![A-Za-z ])[A-Za-z ]*[A-Za-z] ?(?=\(\s?$)", before)
    said = re.match(r"\d{3}\s*\((?P<text>[^()]*)\)", behind)
    return (name[0] if name else said["text"] if said else "").strip().lower()
