"""Operations on their pages: documented once, each in its own section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.copied_urls import copied_urls, have_one_title, repeated
from apiref.analysis.samples.extensions import extended_operations
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, is_part_title
from apiref.model.page import (
    Directive,
    Endpoint,
    ParameterTable,
    SampleReference,
    Section,
    StatusTable,
    walk,
)
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_CODES = re.compile(r"\bcodes\b", re.IGNORECASE)


@rule(Severity.ERROR)
def operation_twice(tree: Tree) -> Iterator[Defect]:
    """A document has the same operation twice, with the same method, URL and title.

    Passes: ``POST /servers/{id}/action`` under "Start server", and under "Stop server".

    Fails: ``GET /servers`` under "List servers", and again under "List servers".
    """
    for first, second in repeated(tree):
        if have_one_title(first, second):
            place = first.endpoint.location
            yield Defect(
                second.endpoint.location,
                second.endpoint.label,
                f"'{second.endpoint.label}' is documented twice under the title"
                f" '{second.operation.title}', first at {place.path}:{place.line}; remove one",
                second.endpoint.label,
                (place,),
            )


@rule(Severity.WARNING)
def operation_same_url(tree: Tree) -> Iterator[Defect]:
    """Two operations with different titles have the same URL and method, which takes no body.

    The same holds for a PUT or PATCH if both show the same sample of the request.
    One of the two URLs was copied from the other: that of the operation with a row for a
    placeholder that it lacks, otherwise the second one. If the operations differ in their
    microversions, ``min_version`` and ``max_version`` or the titles should say so.

    Passes: ``GET /servers`` and ``GET /servers/detail``.

    Fails: ``GET /servers`` under "List servers", and again under "List servers with details".
    """
    for copy in copied_urls(tree):
        wrong, original = copy.wrong, copy.original
        ends = {wrong.operation.location, original.operation.location}
        if not ends.isdisjoint(extended_operations(tree)):
            continue
        place = original.endpoint.location
        yield Defect(
            wrong.endpoint.location,
            wrong.endpoint.label,
            f"'{wrong.operation.title}' has the same method and URL as"
            f" '{original.operation.title}' ({place.path}:{place.line}); correct the method or"
            " the URL of one of the two",
            wrong.endpoint.label,
            (place,),
            # In a request with a body, a row of a field may refer to a path parameter by itself.
            cause=at("url", wrong.operation.location)
            if wrong.operation.methods <= USUALLY_BODYLESS
            else None,
        )


@rule(Severity.ERROR)
def operation_without_title(tree: Tree) -> Iterator[Defect]:
    """A ``rest_method`` is outside any section.

    os-api-ref uses the section title as the operation's name; without one, the build stops.

    Passes: the title "List tasks" above ``.. rest_method:: GET /v2/tasks``.

    Fails: that directive at the start of a document.
    """
    for operation in tree.operations:
        if not operation.title:
            yield Defect(
                operation.location,
                operation.label,
                "this operation has no section title above it; add one that names it",
                operation.label,
            )


@rule(Severity.ERROR)
def operation_in_operation(tree: Tree) -> Iterator[Defect]:
    """An operation is within the section of another one.

    Its title is missing, or underlined like a part of the other operation, so that the page shows
    it as if it belonged to the request or the response of that one.

    Passes: the titles "List tasks" and "Show task", both underlined with ``~``.

    Fails: "List tasks" underlined with ``~``, and below it "Show task" with ``-``, like its
    "Request" and "Response".
    """
    operations = {endpoint.location for endpoint in tree.endpoints}
    for page in tree.pages.values():
        for outer, inner, endpoint in _nested(page.body, None):
            if is_part_title(inner.title):
                place = endpoint.location
                advice = f"add a title above it, within '{inner.title}'"
                if place not in operations:
                    advice = "it repeats the URL of the operation, so remove it"
            else:
                place = inner.location
                advice = (
                    f"underline '{inner.title}' with '{outer.style[-1:]}', as '{outer.title}' is"
                )
            yield Defect(
                place,
                endpoint.label,
                f"this operation is shown as a part of '{outer.title}' (line"
                f" {outer.location.line}); {advice}",
                endpoint.label,
                (outer.location,),
                related=(at("url", endpoint.location), at("block", place)),
            )


def _nested(
    section: Section, around: Section | None
) -> Iterator[tuple[Section, Section, Endpoint]]:
    """The sections with an operation inside the section of an operation that has parts.

    Each with that outer section before it, and the operation's directive after it.
    """
    own = next((child for child in section.children if isinstance(child, Endpoint)), None)
    if own is not None and around is not None:
        yield around, section, own
    inner = [child for child in section.children if isinstance(child, Section)]
    has_parts = own is not None and any(is_part_title(child.title) for child in inner)
    for child in inner:
        yield from _nested(child, section if has_parts else around)


@rule(Severity.WARNING)
def section_without_method(tree: Tree) -> Iterator[Defect]:
    """A section has response codes or parameters, but no ``rest_method`` that they belong to.

    Passes: a title, ``.. rest_method:: GET /v2/tasks``, and ``.. rest_status_code::``; or the title
    "Status Codes" and ``.. rest_status_code::``.

    Fails: a title and ``.. rest_status_code::`` without a ``rest_method``.
    """
    placed: set[Location] = set()
    for operation in tree.operations:
        placed.update(part.table.location for part in operation.tables)
        placed.update(status.location for status in operation.statuses)
    for page in tree.pages.values():
        if _is_fragment(page.body):
            continue
        for section, orphan in _orphans(page.body, page.body, placed):
            if _is_general(tree, section):
                continue
            yield Defect(
                section.location if section.title else orphan,
                section.title or page.path,
                "this section has parameters or response codes but no rest_method; add one below"
                " the title",
                related=tuple(at("block", child.location) for child in section.children),
            )


def _is_fragment(body: Section) -> bool:
    """Whether a page has no sections at all; the page that includes it has the operation."""
    return not any(isinstance(child, Section) for child in body.children)


def _is_general(tree: Tree, section: Section) -> bool:
    """Whether a section documents what several operations share: headers, queries, fields, codes.

    It may contain the operations. A title names codes; fields are in a table directly below one,
    where an operation would have parts and codes.
    """
    if any(isinstance(block, Endpoint) for block in walk(section)):
        return True
    parts = (Section, StatusTable, SampleReference)
    if section.title and not any(isinstance(block, parts) for block in section.children):
        return True
    if not any(isinstance(block, ParameterTable) for block in walk(section)):
        return _CODES.search(section.title) is not None
    places: set[str] = set()
    for block in walk(section):
        if isinstance(block, StatusTable):
            return False
        if isinstance(block, ParameterTable):
            places.update(entry.place for _, entry in tree.rows(block))
    return places in ({"header"}, {"query"})


def _orphans(
    owner: Section, container: Section | Directive, placed: set[Location]
) -> Iterator[tuple[Section, Location]]:
    """The sections with tables that belong to no operation, each with the first such table.

    ``owner`` is the section that should have the operation; parts such as "Request" have none.
    """
    found: dict[Location, tuple[Section, Location]] = {}
    for section, orphan in _tables(owner, container):
        if orphan not in placed:
            found.setdefault(section.location, (section, orphan))
    yield from found.values()


def _tables(owner: Section, container: Section | Directive) -> Iterator[tuple[Section, Location]]:
    for child in container.children:
        if isinstance(child, ParameterTable | StatusTable):
            yield owner, child.location
        elif isinstance(child, Section):
            yield from _tables(owner if is_part_title(child.title) else child, child)
        elif isinstance(child, Directive):
            yield from _tables(owner, child)
