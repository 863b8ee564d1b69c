"""Parts of operations with wrong titles, so that the role of their tables is uncertain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.fixes.statements import plain
from apiref.model.location import Location
from apiref.model.page import Endpoint, Paragraph, ParameterTable, Section, StatusTable, walk
from apiref.model.tree import Tree


class DuplicateSections(NamedTuple):
    """Two parts with the same title in the same section."""

    around: Section
    first: Section
    second: Section


@per_tree
def duplicate_sections(tree: Tree) -> tuple[DuplicateSections, ...]:
    """The parts of operations with the same title that both have a table, or say the same."""
    return tuple(_duplicate_sections(tree))


def _duplicate_sections(tree: Tree) -> Iterator[DuplicateSections]:
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            parts = [child for child in section.children if isinstance(child, Section)]
            if len({part.title.casefold() for part in parts}) == len(parts):
                continue
            # Other rules report repeated and nested operations.
            operations = [part for part in parts if _has_endpoint(part)]
            if operations and any(isinstance(child, Endpoint) for child in section.children):
                continue
            first: dict[str, Section] = {}
            for part in parts:
                other = first.setdefault(part.title.casefold(), part)
                if other is part or part in operations or _are_of_two_exchanges(parts, other, part):
                    continue
                of_one = not operations and _tables(part) and _tables(other)
                if of_one or plain(part.children) == plain(other.children):
                    yield DuplicateSections(section, other, part)


def _are_of_two_exchanges(parts: list[Section], first: Section, second: Section) -> bool:
    """Whether each of two parts is of its own exchange, such as the steps of a login.

    Each of two responses follows its own request; or a bold line starts a further step, with a
    request, behind the response of the first one.
    """
    one, two = parts.index(first), parts.index(second)
    titles = [part.title.lower() for part in parts]
    before, between = titles[:one], titles[one + 1 : two]
    if "response" in titles[one]:
        return all(any("request" in title for title in some) for some in (before, between))
    return (
        "request" in titles[one]
        and any("response" in title for title in between)
        and _starts_a_step(parts[two - 1])
    )


def _starts_a_step(before: Section) -> bool:
    """Whether a part ends in a bold line that is not the title of a sample or a table."""
    for child in reversed(before.children):
        if not isinstance(child, Paragraph | StatusTable):
            return False
        if isinstance(child, Paragraph) and child.strong:
            return True
    return False


@per_tree
def operations_with_uncertain_roles(tree: Tree) -> frozenset[Location]:
    """The locations of operations with tables that may belong to the other role.

    Two of their parts have the same title, or a title lacks its underline. Rules report that, but
    not its consequences for rows and samples.
    """
    uncertain = {
        table.location
        for pair in duplicate_sections(tree)
        for part in (pair.first, pair.second)
        for table in _tables(part)
    }
    return frozenset(
        operation.location
        for operation in tree.operations
        if any(part.table.location in uncertain for part in operation.tables)
        or any(map(is_title_without_underline, operation.paragraphs))
    )


def is_of_the_request(tree: Tree, section: Section) -> bool:
    """Whether a part has rows for path or query parameters, which only requests have."""
    return any(
        entry.place in ("path", "query")
        for table in _tables(section)
        for _, entry in tree.rows(table)
    )


def is_title_without_underline(paragraph: Paragraph) -> bool:
    """Whether a line of text reads like the title of a part of an operation."""
    return not paragraph.strong and _part().fullmatch(paragraph.text) is not None


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        r"(?:Requests?|Responses?)(?: (?:Parameters?|Examples?|Body|Headers?))?(?:\s*\([^)]*\))?"
    )


def _has_endpoint(section: Section) -> bool:
    return any(isinstance(block, Endpoint) for block in walk(section))


def _tables(section: Section) -> list[ParameterTable]:
    return [child for child in section.children if isinstance(child, ParameterTable)]
