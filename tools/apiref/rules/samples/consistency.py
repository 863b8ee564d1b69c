"""Values of one sample that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from apiref.analysis.members import objects
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.identifiers import UUID

_UUID = re.compile(UUID)
_AFTER_CREATION = ("updated_at", "deleted_at", "expires_at", "finished_at", "terminated_at")
_PAIRS = (*(("created_at", later) for later in _AFTER_CREATION), ("updated_at", "expires_at"))
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


@rule(Severity.WARNING)
def sample_self_link(tree: Tree) -> Iterator[Defect]:
    """The ``self`` link of an object in a sample does not contain the object's ``id``.

    A reader who follows the link arrives at another resource. A link in a list of ``links`` is only
    reported if it ends in another UUID.

    Passes: ``{"id": "7", "self": "/v2/tasks/7"}``.

    Fails: ``{"id": "7", "self": "/v2/tasks/8"}``.
    """
    for sample in tree.samples.values():
        for path, found in objects(sample.value):
            identifier = found.get("id")
            if not isinstance(identifier, str) or not identifier:
                continue
            # Some services identify their resources by another member, such as the name.
            named = {value for value in found.values() if isinstance(value, str)}
            for inner, link in _self_links(found):
                *_, last = link.rstrip("/").split("/")
                if identifier in re.split(r"[/?&=#]", link) or last in named - {link}:
                    continue
                if len(inner) > 1 and not (_UUID.fullmatch(last) and _UUID.fullmatch(identifier)):
                    continue
                place = (*path, *inner)
                yield Defect(
                    location_of(sample, place),
                    pointer(place),
                    f"'{pointer(place)}' is '{link}', which does not contain the id of the object,"
                    f" '{identifier}'; make them agree",
                    places=(location_of(sample, (*path, "id")),),
                )


def _self_links(found: dict[str, Json]) -> Iterator[tuple[JsonPath, str]]:
    """The links of an object to itself: a member ``self``, and those in a list of ``links``."""
    link, links = found.get("self"), found.get("links")
    if isinstance(link, str):
        yield ("self",), link
    for index, item in enumerate(links if isinstance(links, list) else ()):
        if isinstance(item, dict) and item.get("rel") == "self":
            href = item.get("href")
            if isinstance(href, str):
                yield ("links", index, "href"), href


@rule(Severity.WARNING)
def sample_time_order(tree: Tree) -> Iterator[Defect]:
    """An object in a sample was changed or deleted, or expires, before it was created.

    Compares ISO 8601 times of the same object, if both have a time zone or neither does:
    ``created_at`` with ``updated_at``, ``deleted_at``, ``expires_at``, ``finished_at`` and
    ``terminated_at``, and ``updated_at`` with ``expires_at``.

    Passes: ``{"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-02T00:00:00Z"}``.

    Fails: ``{"created_at": "2026-01-02T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}``.
    """
    for sample in tree.samples.values():
        for path, found in objects(sample.value):
            yield from _wrong_order(sample, path, found)


def _wrong_order(sample: JsonFile, path: JsonPath, found: dict[str, Json]) -> Iterator[Defect]:
    for earlier, later in _PAIRS:
        first, second = _moment(found.get(earlier)), _moment(found.get(later))
        if first is None or second is None or (first.tzinfo is None) != (second.tzinfo is None):
            continue
        if second < first:
            yield Defect(
                location_of(sample, (*path, later)),
                pointer((*path, later)),
                f"'{pointer((*path, later))}' ({found[later]}) is before '{earlier}'"
                f" ({found[earlier]}); correct one of the times",
                places=(location_of(sample, (*path, earlier)),),
            )
            return


def _moment(value: Json) -> datetime | None:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
