"""Recorded traffic compared with a reference: the operation of each exchange, and its bodies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPMethod
from operator import itemgetter
from typing import NamedTuple

from apiref.analysis.rows.documentation import Documentation, documentation
from apiref.analysis.samples.comparison import Comparison, comparison, is_json_patch
from apiref.analysis.samples.shown_samples import ShownSamples
from apiref.analysis.traffic.hiding import HIDDEN, Hiding, literal_segments
from apiref.analysis.traffic.listed_values import listed
from apiref.analysis.traffic.matching import Match, Matcher
from apiref.model.exchange import Body, Exchange, Unreadable
from apiref.model.json_file import Json, JsonFile
from apiref.model.operation import ROLES, Operation, Role, SamplePart
from apiref.model.page import SampleReference
from apiref.model.tree import Tree

# Maximum number of list items considered: further ones show nothing new, but cost time.
_ITEMS = 1000
# The number of similar bodies that keep their values.
ALIKE = 3
_Alike = dict[object, list[Exchange]]


@dataclass(slots=True, eq=False)
class Observed:
    """The exchanges of one operation, in the order of the recordings.

    ``bodies`` groups, for each role, the successful ones with similar JSON bodies.
    """

    operation: Operation
    exchanges: list[Exchange] = field(default_factory=list)
    bodies: dict[Role, _Alike] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Traffic:
    """The exchanges of recordings, by operation.

    ``observed`` are the operations of the reference in order, including those without exchanges;
    ``unmatched`` the exchanges with the service that tell of no operation (recordings of browsers
    contain others). ``unreadable`` are the entries that are not exchanges; ``read`` is the number
    of exchanges. ``hiding`` hides in reports what may be the data of users.
    """

    tree: Tree
    unreadable: tuple[Unreadable, ...]
    observed: tuple[Observed, ...]
    unmatched: tuple[Exchange, ...]
    read: int
    hiding: Hiding


class Document(NamedTuple):
    """A body, and all exchanges of its microversion with the same names and types in the body."""

    file: JsonFile
    exchanges: tuple[Exchange, ...]


class ComparedBodies(NamedTuple):
    """The bodies of one role of an operation, compared with its tables.

    Only successful exchanges count. ``comparison`` is None if the operation has no table for the
    role.
    """

    operation: Operation
    role: Role
    documents: tuple[Document, ...]
    samples: ShownSamples | None
    comparison: Comparison | None


def match(
    trees: Sequence[Tree],
    recorded: Iterable[Exchange | Unreadable],
    *,
    show_values: bool = False,
) -> tuple[Traffic, ...]:
    """The traffic of recordings, by reference; each exchange is matched with one operation.

    The references are tried in order; what matches none is unmatched in the traffic of the last
    one. Where no request succeeded, but elsewhere one did, the service is not. Exchanges are
    processed one by one, and most keep no bodies, which may not fit in memory. Reports show no
    values of exchanges, unless ``show_values``.
    """
    hiding = Hiding(show_values)
    collectors = [_Collector(tree, hiding) for tree in trees]
    unreadable: list[Unreadable] = []
    unmatched: list[Exchange] = []
    bases: set[str] = set()
    refusing: set[str] = set()
    for item in recorded:
        if isinstance(item, Unreadable):
            unreadable.append(item)
            continue
        for collector in collectors:
            matched = collector.matcher.match(item)
            if matched is not None and matched.is_answered_by(item):
                (bases if item.succeeded else refusing).add(matched.base)
                collector.add(matched, item)
                break
        else:
            may_be_root = any(collector.matcher.root(item) for collector in collectors)
            unmatched.append(item if may_be_root else _without_values(item))
    bases = bases or refusing
    others = []
    for exchange in unmatched:
        for collector in collectors if _address(exchange) in bases else ():
            root = collector.matcher.root(exchange)
            if root is not None:
                collector.add(root, exchange)
                break
        else:
            others.append(exchange)
    found = [collector.traffic(bases) for collector in collectors]
    found[-1] = replace(
        found[-1],
        unreadable=tuple(unreadable),
        unmatched=tuple(_shown(_of_service(others, bases), collectors, hiding)),
        read=found[-1].read + len(others),
    )
    return tuple(found)


class _Collector:
    """Collects the exchanges of the operations of a reference."""

    def __init__(self, tree: Tree, hiding: Hiding) -> None:
        self.tree = tree
        self.hiding = hiding
        self.matcher = Matcher(tree)
        self.observed = {id(operation): Observed(operation) for operation in tree.operations}
        self.likeness: dict[tuple[int, Role], _Likeness] = {}
        # The base URLs of requests that were refused.
        self.refused: dict[int, str] = {}

    def add(self, matched: Match, exchange: Exchange) -> None:
        """Add an exchange of an operation; only the first similar bodies keep their values.

        Bodies are processed right after reading, while they are in memory.
        """
        operation = matched.operation
        exchange = exchange._replace(shown=self.hiding.url(exchange, matched.template))
        observed = self.observed[id(operation)]
        groups = []
        is_new = False
        for role in ROLES:
            body = body_of(exchange, role)
            if not body.is_json or not exchange.succeeded or is_json_patch(body.value):
                continue
            likeness = self.likeness.get((id(operation), role))
            if likeness is None:
                documented = documentation(self.tree, operation, role)
                likeness = _Likeness(_kept(self.tree, documented))
                self.likeness[id(operation), role] = likeness
            alike = observed.bodies.setdefault(role, {})
            key = likeness.of(body.value), exchange.version
            group = alike.get(key)
            if group is None:
                group = alike[key] = []
            groups.append(group)
            is_new = is_new or len(group) < ALIKE
        if not is_new:
            exchange = _without_values(exchange)
        for group in groups:
            group.append(exchange)
        if not exchange.succeeded:
            self.refused[id(exchange)] = matched.base
        observed.exchanges.append(exchange)

    def traffic(self, bases: Collection[str]) -> Traffic:
        """The traffic collected, without the requests refused elsewhere than at some base URLs."""
        observed = tuple(self.observed.values())
        for each in observed if {*self.refused.values()} - {*bases} else ():
            each.exchanges = [
                exchange
                for exchange in each.exchanges
                if exchange.succeeded or self.refused[id(exchange)] in bases
            ]
        read = sum(len(each.exchanges) for each in observed)
        return Traffic(self.tree, (), observed, (), read, self.hiding)


def _without_values(exchange: Exchange) -> Exchange:
    return exchange._replace(
        request=_without_value(exchange.request), response=_without_value(exchange.response)
    )


def _without_value(body: Body) -> Body:
    return _valueless(body.media_type) if body.value is not None else body


@lru_cache(maxsize=1000)
def _valueless(media_type: str) -> Body:
    return Body(media_type, None, is_json=True, is_empty=False)


def _address(exchange: Exchange) -> str:
    return f"{exchange.origin}{exchange.path.rstrip('/')}"


def _shown(
    exchanges: Iterable[Exchange], collectors: Iterable[_Collector], hiding: Hiding
) -> Iterator[Exchange]:
    """The exchanges that match no operation, as far as the URLs of the references tell them."""
    matchers = [collector.matcher for collector in collectors]
    words = frozenset[str]().union(*(matcher.words for matcher in matchers))
    methods = {*HTTPMethod}.union(*(matcher.roots for matcher in matchers))
    for exchange in exchanges:
        is_known = hiding.show_values or exchange.method in methods
        yield exchange._replace(
            method=exchange.method if is_known else HIDDEN,
            shown=hiding.url(exchange, literal_segments(exchange.path, words)),
        )


def _of_service(exchanges: Iterable[Exchange], bases: set[str]) -> Iterator[Exchange]:
    """The exchanges below the base URLs of matched operations, or all if there are none."""
    prefixes = tuple(f"{base}/" for base in bases)
    for exchange in exchanges:
        if not prefixes or f"{exchange.origin}{exchange.path}".startswith(prefixes):
            yield exchange


@lru_cache(maxsize=8)
def compared_bodies(traffic: Traffic) -> tuple[ComparedBodies, ...]:
    """The bodies of all operations and roles, if any, compared with the tables."""
    found: list[ComparedBodies] = []
    for observed in traffic.observed:
        for role in ROLES:
            documented = documentation(traffic.tree, observed.operation, role)
            documents = tuple(_documents(observed, role))
            if not documents:
                continue
            if documented is None:
                found.append(ComparedBodies(observed.operation, role, documents, None, None))
                continue
            shown = [
                (_part(observed.operation, role, document), document.file) for document in documents
            ]
            samples = ShownSamples(traffic.tree, documented, shown, is_strict=True)
            result = comparison(samples)
            found.append(ComparedBodies(observed.operation, role, documents, samples, result))
    return tuple(found)


def body_of(exchange: Exchange, role: Role) -> Body:
    """The body that an exchange has in a role."""
    return exchange.request if role == "request" else exchange.response


def headers_of(exchange: Exchange, role: Role) -> frozenset[str]:
    """The names of the headers that an exchange has in a role, in lower case."""
    return exchange.request_headers if role == "request" else exchange.response_headers


def _kept(tree: Tree, documented: Documentation | None) -> frozenset[str]:
    """The names of the fields for which values are listed."""
    if documented is None:
        return frozenset()
    return frozenset(
        field.name for field in documented.fields if listed(tree, documented.operation, field)
    )


def _documents(observed: Observed, role: Role) -> Iterator[Document]:
    for exchanges in observed.bodies.get(role, {}).values():
        first = exchanges[0]
        name = f"{first.recording}#{first.number}"
        yield Document(JsonFile(name, "", body_of(first, role).value), tuple(exchanges))


class _Likeness:
    """Identifies documents that differ only in their texts and numbers.

    The values of the fields in ``kept`` count as well. Written for speed, since large recordings
    spend most of their time here.
    """

    def __init__(self, kept: frozenset[str]) -> None:
        self.kept = kept
        # By names and types of an object: a number, and the getters for the values that count and
        # for the objects and lists.
        self.known: dict[tuple[object, ...], tuple[int, _Getter | None, _Getter | None]] = {}

    def of(self, value: Json) -> object:
        """A key that similar documents share."""
        if type(value) is dict:
            key = (*value, *map(type, value.values()))
            number, stated, nested = self.known.get(key) or self._add(key, value)
            if nested is not None:
                inner = tuple(map(self.of, nested(value)))
                return number, stated and tuple(map(str, stated(value))), inner
            return number if stated is None else (number, *map(str, stated(value)))
        if type(value) is list:
            return frozenset(map(self.of, value[:_ITEMS]))
        return type(value)

    def _add(
        self, key: tuple[object, ...], value: dict[str, Json]
    ) -> tuple[int, _Getter | None, _Getter | None]:
        inner = [name for name, child in value.items() if type(child) in (dict, list)]
        found = len(self.known), _getter(self.kept.intersection(value)), _getter(inner)
        self.known[key] = found
        return found


_Getter = Callable[[dict[str, Json]], Iterable[Json]]


def _getter(names: Collection[str]) -> _Getter | None:
    """The getter for those members of an object, or None if there are none."""
    # Repeat a name, to get a tuple even for a single value.
    return itemgetter(*names, next(iter(names))) if names else None


def _part(operation: Operation, role: Role, document: Document) -> SamplePart:
    reference = SampleReference("", None, operation.location, operation.location)
    return SamplePart(reference, role, (), version=document.exchanges[0].version)


def quote(exchanges: Iterable[Exchange]) -> str:
    """Exchanges as quoted in findings: the first one, and the number of others."""
    listed = list(exchanges)
    first = f"{listed[0].recording}, {listed[0].label}"
    return first if len(listed) == 1 else f"{first}, and {len(listed) - 1} more"
