"""Recorded traffic held against a reference: which operation each exchange belongs to, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from apiref.analysis.comparison import ROLES, Comparison, comparison, is_json_patch
from apiref.analysis.documentation import Documentation, documentation
from apiref.analysis.listed_values import listed
from apiref.analysis.matching import Matcher
from apiref.analysis.shown_samples import ShownSamples
from apiref.model.exchange import Body, Exchange, Recording
from apiref.model.json_file import Json, JsonFile
from apiref.model.location import Location
from apiref.model.operation import Operation, Role, SamplePart
from apiref.model.page import SampleReference
from apiref.model.tree import Tree

# Items of one list that are looked at: the ones behind them tell nothing new, but cost time.
_ITEMS = 1000


@dataclass(slots=True, eq=False)
class Observed:
    """The exchanges of one operation, in the order of the recordings."""

    operation: Operation
    exchanges: list[Exchange] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Traffic:
    """Recordings, and what each exchange in them belongs to.

    ``observed`` are the operations of the reference in their order, those without exchanges too;
    ``unmatched`` the exchanges of no operation, as far as they went to the service: a recording of
    a browser holds others too.
    """

    tree: Tree
    recordings: tuple[Recording, ...]
    observed: tuple[Observed, ...]
    unmatched: tuple[Exchange, ...]


class Document(NamedTuple):
    """A body, and all the exchanges whose bodies are like it: the same names, the same types."""

    file: JsonFile
    exchanges: tuple[Exchange, ...]


class Judged(NamedTuple):
    """The bodies of one role of an operation, compared with its tables.

    Only bodies of exchanges that succeeded count. ``comparison`` is None where the operation has
    no table for the role.
    """

    operation: Operation
    role: Role
    documents: tuple[Document, ...]
    samples: ShownSamples | None
    comparison: Comparison | None

    def exchange_of(self, file: JsonFile) -> Exchange:
        """The first exchange with a body like that document."""
        return next(item for item in self.documents if item.file is file).exchanges[0]


def match(trees: Sequence[Tree], recordings: Sequence[Recording]) -> tuple[Traffic, ...]:
    """The traffic of some recordings, by reference; each exchange is matched to one operation.

    The references are tried in their order; what fits none is unmatched in the traffic of the last.
    """
    found: list[Traffic] = []
    left = [exchange for recording in recordings for exchange in recording.exchanges]
    bases: set[str] = set()
    for tree in trees:
        matcher = Matcher(tree)
        observed = {id(operation): Observed(operation) for operation in tree.operations}
        unmatched: list[Exchange] = []
        for exchange in left:
            matched = matcher.match(exchange)
            if matched is None:
                unmatched.append(exchange)
            else:
                bases.add(matched.base)
                observed[id(matched.operation)].exchanges.append(exchange)
        for exchange in [each for each in unmatched if _address(each) in bases]:
            root = matcher.root(exchange)
            if root is not None:
                unmatched.remove(exchange)
                observed[id(root)].exchanges.append(exchange)
        is_last = tree is trees[-1]
        found.append(
            Traffic(
                tree,
                tuple(recordings) if is_last else (),
                tuple(observed.values()),
                tuple(_of_service(unmatched, bases)) if is_last else (),
            )
        )
        left = unmatched
    return tuple(found)


def _address(exchange: Exchange) -> str:
    return f"{exchange.origin}{exchange.path.rstrip('/')}"


def _of_service(exchanges: Iterable[Exchange], bases: set[str]) -> Iterator[Exchange]:
    """The exchanges below the URLs that operations were found at, or all where none was."""
    prefixes = tuple(f"{base}/" for base in bases)
    for exchange in exchanges:
        if not prefixes or f"{exchange.origin}{exchange.path}".startswith(prefixes):
            yield exchange


@lru_cache(maxsize=8)
def judged(traffic: Traffic) -> tuple[Judged, ...]:
    """The bodies of all operations and roles of which there are any, against the tables."""
    found: list[Judged] = []
    for observed in traffic.observed:
        for role in ROLES:
            documented = documentation(traffic.tree, observed.operation, role)
            documents = tuple(_documents(observed, role, _kept(traffic.tree, documented)))
            if not documents:
                continue
            if documented is None:
                found.append(Judged(observed.operation, role, documents, None, None))
                continue
            part = _part(observed.operation, role)
            shown = [(part, document.file) for document in documents]
            samples = ShownSamples(traffic.tree, documented, shown, is_strict=True)
            result = comparison(samples)
            found.append(Judged(observed.operation, role, documents, samples, result))
    return tuple(found)


def body_of(exchange: Exchange, role: Role) -> Body:
    """The body that an exchange has in a role."""
    return exchange.request if role == "request" else exchange.response


def _kept(tree: Tree, documented: Documentation | None) -> frozenset[str]:
    """The names of the fields for which values are listed."""
    if documented is None:
        return frozenset()
    return frozenset(
        field.name for field in documented.fields if listed(tree, documented.operation, field)
    )


def _documents(observed: Observed, role: Role, kept: frozenset[str]) -> Iterator[Document]:
    alike: dict[object, list[Exchange]] = {}
    for exchange in observed.exchanges:
        body = body_of(exchange, role)
        if body.is_json and exchange.succeeded and not is_json_patch(body.value):
            alike.setdefault(_shape(body.value, kept), []).append(exchange)
    for exchanges in alike.values():
        first = exchanges[0]
        name = f"{first.recording}#{first.number}"
        yield Document(JsonFile(name, "", body_of(first, role).value), tuple(exchanges))


def _shape(value: Json, kept: frozenset[str]) -> object:
    """What two documents have in common that differ in their texts and numbers only.

    The values of the fields in ``kept`` count as well.
    """
    if isinstance(value, dict):
        # Written for speed: with many exchanges, most of the time goes here.
        values = value.values()
        types = tuple(map(type, values))
        names = tuple(value)
        stated = _stated(names, kept)
        found = tuple(map(str, stated(value))) if stated is not None else None
        if dict in types or list in types:
            nested = [_shape(child, kept) for child in values if type(child) in _NESTED]
            return names, types, found, tuple(nested)
        return names, types, found
    if isinstance(value, list):
        return frozenset([_shape(child, kept) for child in value[:_ITEMS]])
    return type(value)


_NESTED = frozenset({dict, list})


@lru_cache(maxsize=4096)
def _stated(names: tuple[str, ...], kept: frozenset[str]) -> Any:
    """What takes the values that count out of an object with those names, or None."""
    wanted = kept.intersection(names)
    # With a name twice, there is a tuple even for a single value.
    return itemgetter(*wanted, next(iter(wanted))) if wanted else None


def _part(operation: Operation, role: Role) -> SamplePart:
    reference = SampleReference("", None, operation.location, operation.location)
    return SamplePart(reference, role, ())


def place_of_table(operation: Operation, role: Role) -> Location:
    """Where a row for a role would stand: its first table, or else the operation."""
    tables = operation.tables_of(role)
    return tables[0].location if tables else operation.location


def quote(exchanges: Iterable[Exchange]) -> str:
    """Some exchanges as a finding quotes them: the first one in full, then how many more."""
    listed = list(exchanges)
    first = f"{listed[0].recording}, {listed[0].label}"
    return first if len(listed) == 1 else f"{first}, and {len(listed) - 1} more"
