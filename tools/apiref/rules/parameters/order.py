"""The order of a parameters file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from apiref.fixes.entries import Entries, Entry
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Fix
from apiref.model.tree import Tree
from apiref.model.yaml_file import PLACES, Parameter, ParameterFile
from apiref.rules.registry import rule
from apiref.text.ordering import out_of_order

_Key = tuple[int, str]


def _key(parameter: Parameter) -> _Key:
    """The key that os-api-ref sorts by."""
    return PLACES.index(parameter.place), parameter.key.lower()


def _ordered(file: ParameterFile) -> list[Parameter]:
    """The entries whose position is known: those with a valid ``in`` and a unique key."""
    counts = Counter(parameter.key for parameter in file.parameters)
    return [
        parameter
        for parameter in file.parameters
        if parameter.place in PLACES
        and counts[parameter.key] == 1
        and sum(field.name == "in" for field in parameter.fields) <= 1
    ]


@rule(Severity.WARNING, fixable=True)
def parameter_order(tree: Tree) -> Iterator[Defect]:
    """An entry of a parameters file is out of order.

    os-api-ref expects header, path, query and body parameters in this order, each group sorted by
    key without regard to case, and warns otherwise. As few entries as possible are reported: those
    that have to move. Duplicate entries, and entries whose ``in`` is wrong, are left out.

    Passes: the body parameters ``id``, ``name``, ``size``.

    Fails: the body parameters ``name``, ``size``, ``id``.
    """
    for path, file in tree.parameter_files.items():
        entries = _ordered(file)
        moves = out_of_order([_key(parameter) for parameter in entries])
        unplaced = sorted(it.key.lower() for it in file.parameters if it.place not in PLACES)
        mover = _Mover(file, entries, [index for index, _ in moves]) if moves else None
        for index, after in moves:
            parameter = entries[index]
            anchor = _key(entries[after]) if after is not None else None
            start = anchor[1] if anchor is not None and anchor[0] == _key(parameter)[0] else ""
            # An entry without "in" may have its place between the two.
            is_known = bisect_right(unplaced, start) == bisect_right(
                unplaced, parameter.key.lower()
            )
            where = "to its place"
            if is_known:
                where = "to the beginning" if after is None else f"after '{entries[after].key}'"
            yield Defect(
                parameter.location,
                parameter.key,
                f"{parameter.place} parameter '{parameter.key}' is out of order; move it {where}"
                " (the order is header, path, query, body, then by key, ignoring case)",
                fix=mover.fix(index, after) if mover is not None and is_known else None,
                cause=Cause("entry", path, parameter.key),
                related=(Cause("entry", path, entries[after].key),) if after is not None else (),
            )


class _Mover:
    """Makes the fixes of one file; ``moved`` are the indexes of the entries that have to move."""

    def __init__(self, file: ParameterFile, entries: list[Parameter], moved: list[int]) -> None:
        self.entries = entries
        self.lines = Entries(file.path, file.text)
        away = set(moved)
        self.kept = [index for index in range(len(entries)) if index not in away]
        self.ranks = {
            index: rank for rank, index in enumerate(sorted(moved, key=lambda i: _key(entries[i])))
        }

    def fix(self, index: int, after: int | None) -> Fix | None:
        """The fix that moves an entry."""
        parameter = self.entries[index]
        position = bisect_right(self.kept, after) if after is not None else 0
        before = self.kept[position] if position < len(self.kept) else None
        edits = self.lines.move(
            self.entry(index) or Entry(parameter.location),
            self.entry(after),
            self.entry(before),
            self.ranks[index],
        )
        return Fix(f"Move '{parameter.key}'", edits) if edits is not None else None

    def entry(self, index: int | None) -> Entry | None:
        """The position of the entry with an index."""
        if index is None:
            return None
        parameter = self.entries[index]
        return Entry(parameter.location, parameter.place)
