"""Names of bodies such as ``ServerCreateRequest``, as the author of a client would choose them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from apiref.analysis.operations.resources import is_action
from apiref.analysis.operations.urls import is_version, segments
from apiref.analysis.parameters.names import singular, words
from apiref.model.location import Location
from apiref.model.operation import Operation

# First words of titles that say what an operation does, where the method says less.
_ACTIONS = frozenset(
    "add attach associate batch bulk clear copy create delete detach disable enable import list"
    " manage migrate prune remove replace reset search set show unset update upload".split()
)
_BY_METHOD = {"POST": "Create", "PUT": "Update", "PATCH": "Update", "DELETE": "Delete"}
_CHANGES = ("PUT", "PATCH", "DELETE")
_DETAIL = ("detail", "details")
_SINGULARS = frozenset({"dns", "nfs", "os", "qos", "diagnostics", "statistics", "stats"})


class Name(NamedTuple):
    """The name of an operation: its resource, and what it does with it.

    ``is_resource`` is set if its response is what clients would call the resource itself.
    """

    resource: str
    action: str
    is_resource: bool = False


def pascal_case(text: str) -> str:
    """The words of a text as one, such as ``TaskStatus`` for "task-status"."""
    return "".join(word[0].upper() + word[1:] for word in re.split(r"[\W_]+", text) if word)


def names_of(
    operations: Iterable[Operation], keys: Mapping[Location, str | None]
) -> dict[Location, Name]:
    """A name of its own for each operation, by location; ``keys`` has the members of actions.

    A name follows from the URL, the method and the title. If several operations would have the
    same, the one of the newest version with the shortest URL gets it, wherever it is on the pages.
    """
    found: dict[Location, Name] = {}
    taken: set[Name] = set()
    numbers: defaultdict[Name, int] = defaultdict(lambda: 1)
    resources: set[str] = set()
    ranked = sorted(operations, key=_rank)
    urls = {segments(operation.endpoint.url) for operation in ranked}
    for operation in ranked:
        wanted = list(_candidates(operation, urls, keys.get(operation.location)))
        name = next((name for name in wanted if name not in taken), wanted[-1])
        while name in taken:
            numbers[wanted[-1]] += 1
            name = Name(wanted[-1].resource, f"{wanted[-1].action}{numbers[wanted[-1]]}")
        taken.add(name)
        if name.action == "Show" and name.resource not in resources:
            resources.add(name.resource)
            name = name._replace(is_resource=True)
        found[operation.location] = name
    return found


def _rank(operation: Operation) -> tuple[list[int], int, int, str]:
    parts = segments(operation.endpoint.url)
    version = [-int(number) for number in re.findall(r"\d+", _version(parts))]
    # Without a version, it comes first.
    return version or [-100], len(parts) - parts.count("{}"), len(parts), operation.label


def _version(parts: tuple[str, ...]) -> str:
    return next(filter(is_version, parts), "")


def _candidates(
    operation: Operation, urls: Collection[tuple[str, ...]], key: str | None
) -> Iterator[Name]:
    parts = segments(operation.endpoint.url)
    title = words(operation.title)
    first = (title or ("",))[0]
    runs, verb = _runs(parts, first)
    method = operation.endpoint.method.upper()
    own = [run[-1] for run in runs[-2:]]
    if runs and _before(parts, runs[-1][-1]) in urls:
        own[-1:] = runs[-1][-2:]
    resource = _joined(own) or "Version"
    if method in _CHANGES and own[-1:] == list(parts[-1:]):
        # It changes all of them.
        resource = _joined(own[:-1]) + pascal_case(_plain(own[-1]))
    by_method = _BY_METHOD.get(method) or _reading(method, parts)
    detail = "Detail" if parts[-1:] and parts[-1] in _DETAIL else ""
    known = {*map(singular, words(resource)), "a", "an", "the", "action", "deprecated"}
    said = dict.fromkeys(word for word in title if singular(word) not in known)
    titled = "".join(word.capitalize() for word in said)
    action = (verb or (first.capitalize() if first in _ACTIONS else by_method)) + detail
    if is_action(operation):
        action = by_method = f"{pascal_case(_plain(key)) if key else titled}Action"
    yield Name(resource, action)
    yield Name(resource, by_method + detail)
    yield Name(_joined(part for run in runs for part in run), action)
    yield Name(resource, action + pascal_case(_version(parts)))
    yield Name(resource, titled)


def _before(parts: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The segments before the last one of a name."""
    return parts[: max(index for index, part in enumerate(parts) if part == name)]


def _reading(method: str, parts: tuple[str, ...]) -> str:
    if method != "GET":
        return method.capitalize()
    many = [part for part in parts if part not in _DETAIL][-1:]
    return "List" if many and many[0] != "{}" and _one(many[0]) != many[0] else "Show"


def _runs(parts: tuple[str, ...], verb: str) -> tuple[list[list[str]], str]:
    """The resources that a URL names between its placeholders; and the verb at its end, if any."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part == "{}":
            runs.append([])
        elif not is_version(part) and part not in ("action", "actions", *_DETAIL):
            runs[-1].append(part)
    runs = [run for run in runs if run]
    if parts and runs and verb and parts[-1] == runs[-1][-1] and words(parts[-1])[:1] == (verb,):
        *outer, last = runs
        before = [*outer, last[:-1]] if last[:-1] else outer
        if before:
            return before, pascal_case(_plain(last[-1]))
    return runs, ""


def _joined(parts: Iterable[str]) -> str:
    whole = ""
    for part in parts:
        name = pascal_case(_one(part))
        whole = name if name.startswith(whole) else whole + name
    return whole


def _one(part: str) -> str:
    """A segment of a URL, in the singular."""
    plain = _plain(part)
    last = re.split(r"[\W_]+", plain)[-1]
    if last in _SINGULARS or last.endswith(("ss", "us", "is", "aas")):
        return plain
    return plain[:-2] if last.endswith(("sses", "ches", "shes", "xes")) else singular(plain)


def _plain(part: str) -> str:
    """A segment without the prefix of former extensions."""
    return part.removeprefix("os-") or part
