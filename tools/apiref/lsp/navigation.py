"""Definitions, references and symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from apiref.analysis.samples.files import references as sample_references
from apiref.analysis.statuses.codes import DEFAULT, status_uses
from apiref.lsp.places import (
    Block,
    Node,
    entry_of,
    mentions_of,
    nodes_of,
    reasons_of,
    referred,
    rows_of,
    rows_with,
    spot,
)
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import ParameterTable, Row, SampleReference, StatusTable
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, Reason, StatusEntry

Kind = Literal["operation", "entry", "code"]


class Symbol(NamedTuple):
    """A named part of a file; ``detail`` says more about it."""

    kind: Kind
    name: str
    detail: str
    location: Location


def definitions(tree: Tree, place: Location) -> list[Location]:
    """Where the thing at a location is defined; from there, where it is used."""
    target, found = referred(tree, place), spot(tree, place)
    if target is not None:
        return [target.location]
    if found is None:
        return []
    thing = found.thing
    if isinstance(thing, Node):
        return [row.row.location for row in rows_of(tree, thing)]
    if isinstance(thing, Parameter | StatusEntry | Reason):
        return [it for it in references(tree, place) if it.path != place.path]
    entry, reasons = entry_of(tree, found), reasons_of(tree, found)
    if entry is not None or reasons:
        return [it.location for it in (entry, *reasons) if it is not None]
    if not isinstance(thing, Block) or thing.path is None:
        return []
    is_there = tree.holds(thing.path) or thing.path in tree.other_files
    return [Location(thing.path)] if is_there else []


def references(tree: Tree, place: Location) -> list[Location]:
    """All places of the thing at a location: rows, entries, members, properties, codes."""
    found = spot(tree, place)
    if found is None:
        return []
    thing = found.thing
    entry, reasons = entry_of(tree, found), reasons_of(tree, found)
    if isinstance(thing, Node):
        rows = [row.row for row in rows_of(tree, thing)]
        places = [row.parameter.location for row in rows_of(tree, thing)]
        if not thing.path:
            places += _shown(tree, thing.file.path)
    elif entry is not None:
        rows, places = [*rows_with(tree, entry)], [entry.location]
    else:
        rows, places = [thing] if isinstance(thing, Row) else [], []
    for reason in reasons:
        places += [reason.location, *_codes(tree, reason)]
    if isinstance(thing, Block) and thing.path is not None:
        places += _shown(tree, thing.path)
    places += [row.key_location for row in rows]
    nodes = [node for row in rows for node in nodes_of(tree, row)]
    places += [node.location for node in nodes]
    places += [start for node in nodes for start, _ in mentions_of(tree, node)]
    return sorted(set(places))


def _shown(tree: Tree, path: str) -> Iterator[Location]:
    """The places of pages that show a sample, take a YAML file or include a page."""
    blocks: list[SampleReference | ParameterTable | StatusTable] = [*sample_references(tree)]
    blocks += [*tree.blocks(ParameterTable), *tree.blocks(StatusTable)]
    for block in blocks:
        if block.path == path and block.file_location is not None:
            yield block.file_location
    yield from tree.included.get(path, ())


def _codes(tree: Tree, reason: Reason) -> Iterator[Location]:
    for use in status_uses(tree):
        if use.table.path == reason.location.path:
            for code in use.table.codes:
                if (code.text, code.reason or DEFAULT) == (reason.code, reason.key):
                    yield code.reason_location or code.location


def symbols(tree: Tree, path: str) -> list[Symbol]:
    """The operations of a page, or the entries of a YAML file, in its order."""
    if path in tree.parameter_files:
        entries = tree.parameter_files[path].parameters
        return [Symbol("entry", it.key, f"{it.place} {it.type}", it.location) for it in entries]
    if path in tree.status_files:
        codes = tree.status_files[path].entries
        return [
            Symbol("code", it.code, ", ".join(reason.key for reason in it.reasons), it.location)
            for it in codes
        ]
    operations = (it for it in tree.operations if it.page == path)
    return sorted(_operations(operations), key=lambda symbol: symbol.location)


def found_symbols(trees: Iterable[Tree], query: str) -> list[Symbol]:
    """The operations and entries with all words of a query in their name, title or URL."""
    words = query.lower().split()
    found = [
        symbol
        for tree in trees
        for symbol in (
            *_operations(tree.operations),
            *(symbol for path in tree.parameter_files for symbol in symbols(tree, path)),
        )
        if all(word in f"{symbol.name} {symbol.detail}".lower() for word in words)
    ]
    return list(dict.fromkeys(found))


def _operations(operations: Iterable[Operation]) -> Iterator[Symbol]:
    for operation in operations:
        for endpoint in operation.endpoints:
            yield Symbol("operation", endpoint.label, operation.title, endpoint.location)
