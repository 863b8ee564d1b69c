"""URLs compared with each other: whether one differs from its siblings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.operations.urls import (
    DEEPEST,
    Placeholder,
    is_version,
    place_in,
    placeholders,
    segments,
    single_endpoints,
)
from apiref.analysis.parameters.names import singular, words
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import path_of
from apiref.model.page import Endpoint
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.typos import SHORTEST

_WORDS = re.compile(r"[A-Za-z][\w-]*")
# If this many URLs of a page, or of a tree, agree, the only other one is wrong. A tree has more
# URLs that may differ on purpose.
_MIN_SIBLINGS = 3
_MIN_TREE = 5


class _Unlike(NamedTuple):
    """A URL that differs from its siblings; ``more`` are further ones that differ alike.

    ``intended`` is what is probably meant instead of the subject.
    """

    endpoint: Endpoint
    message: str
    place: Location
    subject: str
    more: tuple[Location, ...] = ()
    intended: str | None = None


def _whole(endpoint: Endpoint, message: str) -> _Unlike:
    return _Unlike(endpoint, message, endpoint.url_location, endpoint.url)


@rule(Severity.WARNING)
def url_unlike_siblings(tree: Tree) -> Iterator[Defect]:
    """A URL does not start like all other URLs of its page, or differs from others by a letter.

    Or it is the only URL in the whole reference that starts with a placeholder, with or without a
    version before it, or with a segment of a deployment, as in ``/compute/servers/{id}``. Or it
    writes a collection with other separators, or in the singular where it lists it. Or it lacks the
    segment that is before a placeholder in all other URLs, or after which another URL shows that
    the placeholder is named, or the one behind the version in all others of the page.

    Passes: ``GET /v2/tasks``, ``POST /v2/tasks``, ``GET /v2/tasks/{task_id}``.

    Fails: ``GET /v2/tasks``, ``POST /v2/tasks``, ``GET /v2/task/{task_id}``.
    """
    reported: set[Location] = set()
    for found in _found(tree):
        if found.endpoint.location not in reported:
            reported.add(found.endpoint.location)
            yield Defect(
                found.place,
                found.subject,
                found.message,
                found.endpoint.label,
                found.more,
                intended=found.intended,
            )


def _found(tree: Tree) -> Iterator[_Unlike]:
    """What differs, the strongest evidence first."""
    pages: dict[str, list[Endpoint]] = {}
    for endpoint in single_endpoints(tree):
        pages.setdefault(endpoint.location.path, []).append(endpoint)
    everything = [endpoint for group in pages.values() for endpoint in group]
    prefix = _common_first(everything, _MIN_TREE)
    for endpoint in _without_collection(everything):
        yield _whole(
            endpoint,
            "this is the only URL that starts with a placeholder,"
            f" '{path_of(endpoint.url).split('/')[1]}'; is the segment before it missing?",
        )
    for endpoint, name in _with_placeholder(everything):
        yield _whole(
            endpoint,
            f"no other URL has a placeholder behind the version, as '{name}' here; remove it",
        )
    for endpoint, first in _with_prefix(everything):
        yield _whole(
            endpoint,
            f"this is the only URL that starts with '/{first}', in front of what is a URL without"
            " it; remove it",
        )
    for placeholder, before in (
        *_without_segment(everything),
        *_without_own_segment(everything),
    ):
        yield _Unlike(
            placeholder.endpoint,
            f"there is no '{before}' before '{{{placeholder.name}}}', where other URLs have it;"
            " add it",
            placeholder.location,
            placeholder.endpoint.url,
        )
    for group in pages.values():
        for endpoint, word in _without_second(group):
            yield _whole(
                endpoint,
                f"all other URLs of the page have '{word}' behind the first segment; add it",
            )
        expected = _common_first(group)
        if not expected and any(_beginning(item)[:1] == prefix[:1] for item in group):
            expected = prefix if len(prefix) < 2 or _is_behind(everything, prefix, group) else ()
        for endpoint in _odd(group, expected):
            yield _whole(
                endpoint,
                f"the URL does not start with '/{'/'.join(expected)}', unlike the URLs around it;"
                " correct it",
            )
    for endpoint, word, other in _near_misses(everything):
        # A character that is invalid in URLs is reported on its own.
        if word.isascii():
            message = f"no other URL has the segment '{word}' here; did you mean '{other}'?"
            yield _Unlike(endpoint, message, _place_of(endpoint, word), word, (), other)
    for (endpoint, *more), word, other in _written_otherwise(everything):
        message = f"other URLs have '{other}' in place of '{word}'; use one of the two"
        places = tuple(each.url_location for each in more)
        yield _Unlike(endpoint, message, _place_of(endpoint, word), word, places)


def _place_of(endpoint: Endpoint, word: str) -> Location:
    return place_in(endpoint, endpoint.url.find(f"/{word}") + 1)


def _without_collection(endpoints: list[Endpoint]) -> Iterator[Endpoint]:
    """The only URL that starts with a placeholder, where all others start with a word.

    A placeholder for a version may well be the only one.
    """
    starts = [(endpoint, _beginning(endpoint)) for endpoint in endpoints]
    odd = [(it, parts[0]) for it, parts in starts if parts and parts[0].startswith("{")]
    if len(odd) == 1 and len(endpoints) >= _MIN_TREE:
        endpoint, first = odd[0]
        if "version" not in first.lower() and "://" not in endpoint.url:
            yield endpoint


def _without_second(group: list[Endpoint]) -> Iterator[tuple[Endpoint, str]]:
    """The only URL of a page without the second segment of all others, and with it one of them."""
    paths = [segments(endpoint.url) for endpoint in group]
    seconds = Counter(path[1] for path in paths if len(path) > 1)
    word, count = next(iter(seconds.most_common(1)), ("{}", 0))
    if word != "{}" and count == len(group) - 1 >= _MIN_SIBLINGS:
        for endpoint, path in zip(group, paths, strict=True):
            if path[1:2] != (word,) and (*path[:1], word, *path[1:]) in paths:
                yield endpoint, word


def _without_segment(endpoints: list[Endpoint]) -> Iterator[tuple[Placeholder, str]]:
    """Placeholders without a word before them, which is always there in other URLs."""
    found: dict[str, list[tuple[Placeholder, str]]] = {}
    for endpoint in endpoints:
        for placeholder in placeholders(endpoint):
            before = endpoint.url[: placeholder.offset].rstrip("/").rpartition("/")[2]
            found.setdefault(placeholder.name, []).append((placeholder, before))
    for uses in found.values():
        odd = [it for it, word in uses if not word or "{" in word or is_version(word)]
        known = {word for it, word in uses if it not in odd}
        if len(known) == len(odd) == 1 and len(uses) >= _MIN_SIBLINGS:
            yield odd[0], known.pop()


def _without_own_segment(endpoints: list[Endpoint]) -> Iterator[tuple[Placeholder, str]]:
    """Placeholders behind another one, once, where other URLs have what they are named after.

    Such as ``/{id}/{part_id}`` beside ``/{id}/parts``.
    """
    below: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    users = Counter[tuple[str, ...]]()
    for endpoint in endpoints:
        parts = segments(endpoint.url)[:DEEPEST]
        for index, part in enumerate(parts):
            users[parts[: index + 1]] += 1
            if part != "{}":
                below.setdefault(parts[:index], {})[tuple(map(singular, words(part)))] = part
    for endpoint in endpoints:
        for placeholder in placeholders(endpoint):
            above = segments(endpoint.url[: placeholder.offset])
            named = below.get(above, {}).get(words(placeholder.name)[:-1])
            if named is not None and above[-1:] == ("{}",) and users[*above, "{}"] == 1:
                yield placeholder, named


def _with_prefix(endpoints: list[Endpoint]) -> Iterator[tuple[Endpoint, str]]:
    """URLs with a first segment of their own, whose rest belongs to the others.

    If one of these has the same method, what the segment stands for may be something else.
    """
    paths = [(endpoint.method, segments(endpoint.url)) for endpoint in endpoints]
    firsts = Counter(parts[0] for _, parts in paths if parts)
    known = {parts for _, parts in paths}
    # A version, a project or a collection, and a collection or a thing.
    known |= {parts[:3] for parts in known if parts and is_version(parts[0])}
    requests = set(paths)
    for endpoint, (method, parts) in zip(endpoints, paths, strict=True):
        rest = parts[1:]
        if len(rest) < 2 or firsts[parts[0]] > 1 or firsts[rest[0]] < _MIN_SIBLINGS:
            continue
        is_word = parts[0] != "{}" and rest[0] != "{}" and not is_version(parts[0])
        beginning = rest[:3] if is_version(rest[0]) else rest[:-1]
        if is_word and not known.isdisjoint((rest, beginning)) and (method, rest) not in requests:
            yield endpoint, parts[0]


def _with_placeholder(endpoints: list[Endpoint]) -> Iterator[tuple[Endpoint, str]]:
    """The only URL with a placeholder behind the version, if others start with its rest."""
    paths = [segments(endpoint.url) for endpoint in endpoints]
    odd = [
        (endpoint, (parts[0], *parts[2:]))
        for endpoint, parts in zip(endpoints, paths, strict=True)
        if len(parts) > 2 and is_version(parts[0]) and parts[1] == "{}"
    ]
    if len(odd) == 1 and len(endpoints) >= _MIN_TREE:
        endpoint, bare = odd[0]
        if any(parts[:2] == bare[:2] for parts in paths):
            yield endpoint, _beginning(endpoint)[1]


def _common_first(group: list[Endpoint], least: int = _MIN_SIBLINGS) -> tuple[str, ...]:
    """The first segments, a version and perhaps a project, of all URLs except one; or nothing."""
    firsts = Counter(parts[0] for parts in map(_beginning, group) if parts)
    if not firsts:
        return ()
    ((first, count),) = firsts.most_common(1)
    if not is_version(first) or count < least or sum(firsts.values()) - count > 1:
        return ()
    seconds = [parts[1] for parts in map(_beginning, group) if len(parts) > 1]
    projects = [second for second in seconds if second.startswith("{")]
    if len(projects) >= max(least, 2 * _MIN_SIBLINGS) and len(seconds) - len(projects) <= 1:
        ((name, same),) = Counter(projects).most_common(1)
        if same == len(projects):
            return first, name
    return (first,)


def _beginning(endpoint: Endpoint) -> tuple[str, ...]:
    """The first two segments of a URL, or none for the root of the service or of a version."""
    parts = [part for part in path_of(endpoint.url).split("/") if part]
    if all(map(is_version, parts)):
        return ()
    return tuple(parts[:2])


def _is_behind(everything: list[Endpoint], prefix: tuple[str, ...], group: list[Endpoint]) -> bool:
    """Whether what follows the version in one URL of a group follows a project in another URL."""
    resources = {_beginning(endpoint)[1:] for endpoint in group} - {prefix[1:], ()}
    paths = [segments(endpoint.url) for endpoint in everything]
    return any(path[2:3] in resources for path in paths if path[1:2] == ("{}",))


def _odd(group: list[Endpoint], expected: tuple[str, ...]) -> Iterator[Endpoint]:
    if not expected:
        return
    # `/info` and `/healthcheck` are of the service itself, unless there is `/v1/info` as well.
    collections = [segments(other.url)[1:] for other in group]
    for endpoint in group:
        parts = _beginning(endpoint)
        if not parts or parts[: len(expected)] == expected or "://" in endpoint.url:
            continue
        if len(parts) > 1 or any(parts[0] in other for other in collections):
            yield endpoint


def _near_misses(endpoints: list[Endpoint]) -> Iterator[tuple[Endpoint, str, str]]:
    """Segments of a single URL, where many URLs have one that differs by a letter."""
    users: dict[tuple[tuple[str, ...], str], list[Endpoint]] = {}
    for endpoint in endpoints:
        parts = segments(endpoint.url)
        for index, part in enumerate(parts):
            users.setdefault((parts[:index], part), []).append(endpoint)
    children: dict[tuple[str, ...], dict[str, int]] = {}
    for (above, part), group in users.items():
        if part.isidentifier() or "-" in part:
            children.setdefault(above, {})[part] = len(group)
    for above, counts in children.items():
        odd = [
            part
            for part, count in counts.items()
            if count == 1 and len(part) >= SHORTEST and not is_version(part)
        ]
        if not odd:
            continue
        common: dict[str, list[str]] = {}
        for part, count in counts.items():
            if count >= _MIN_SIBLINGS - 1:
                for form in _shortened(part):
                    common.setdefault(form, []).append(part)
        for part in odd:
            (endpoint,) = users[above, part]
            below = segments(endpoint.url)[len(above) + 1 :]
            near = {other for form in _shortened(part) for other in common.get(form, ())}
            intended = sorted(other for other in near if _is_typo(part, other, below))
            if intended:
                yield endpoint, part, intended[0]


def _written_otherwise(endpoints: list[Endpoint]) -> Iterator[tuple[list[Endpoint], str, str]]:
    """URLs of a segment that others write with other separators, or of a list in the singular.

    The two are one collection if no request is possible with both.
    """
    written: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, list[Endpoint]]] = {}
    for endpoint in endpoints:
        parts = segments(endpoint.url)[:DEEPEST]
        for index, part in enumerate(parts):
            if _WORDS.fullmatch(part):
                name = parts[:index], tuple(map(singular, words(part)))
                written.setdefault(name, {}).setdefault(part, []).append(endpoint)
    for (above, _), users in written.items():
        if len(users) != 2:
            continue
        (other, usual), (odd, rare) = sorted(users.items(), key=lambda it: -len(it[1]))
        if words(odd) != words(other) and odd != singular(odd):
            (other, usual), (odd, rare) = (odd, rare), (other, usual)
        requests, others = (
            {(it.method, segments(it.url)[len(above) + 1 :]) for it in group}
            for group in (rare, usual)
        )
        below = {rest for _, rest in others}
        is_list = requests == {("GET", ())} and () not in below and ("{}",) in below
        if requests.isdisjoint(others) and (words(odd) == words(other) or is_list):
            yield rare, odd, other


def _shortened(word: str) -> set[str]:
    """The word itself, and the forms of it with one letter removed."""
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}


def _is_typo(word: str, other: str, below: tuple[str, ...]) -> bool:
    """Whether one of two words that share a shortened form may be a misspelling of the other.

    Numbers differ on purpose. Singular and plural may both be right, unless an item of a
    collection is below.
    """
    if word == other or word.strip("0123456789") == other.strip("0123456789"):
        return False
    return word.rstrip("s") != other.rstrip("s") or below[:1] == ("{}",)
