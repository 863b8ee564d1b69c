"""Operations on their pages: documented once, each in its own section."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.operations.copied_urls import copied_urls, have_one_title, repeated
from apiref.analysis.samples.extensions import extended_operations
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.operation import USUALLY_BODYLESS, is_part_title
from apiref.model.page import (
    Endpoint,
    Section,
)
from apiref.model.tree import Tree
from apiref.rules.registry import rule


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
