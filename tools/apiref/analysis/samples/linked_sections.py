"""Sections that operations link to, such as "Common fields", or other operations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import field_parts
from apiref.model.operation import Operation, SamplePart
from apiref.model.page import (
    Directive,
    Endpoint,
    Label,
    Paragraph,
    ParameterTable,
    Section,
    TextTable,
    walk,
)
from apiref.model.tree import Tree

_APART = re.compile(r"[\W_]+")
_DEFERS = re.compile(
    r"\b(?:see|refer|described|documented|explained|listed|fields?|parameters?|attributes?)\b",
    re.IGNORECASE,
)
# What is said of an operation that is another one under a further URL or name.
_SAME = re.compile(
    r"\b(?:same (?:[\w-]+ ){0,5}as|alias|synonym|identical to|equivalent (?:to|of)"
    r"|(?:another|other|former|old|deprecated) (?:name|url|form) (?:of|for)"
    r"|(?:works|behaves|just|exactly) (?:like|as))\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r":(?:std:)?ref:`(?:[^`<>]*<(?P<ref>[^`<>]+)>|(?P<bare>[^`<>]+))`|`(?P<name>[^`<>]+)`__?(?!\w)"
)


def linked_names(tree: Tree, operation: Operation) -> frozenset[str]:
    """The names that are documented in sections that an operation's text links to."""
    found: frozenset[str] = frozenset()
    for paragraph in operation.paragraphs:
        if paragraph.links:
            found |= _named(tree, paragraph.links, paragraph.text)
    return found


def leads_elsewhere(tree: Tree, paragraph: Paragraph) -> bool:
    """Whether a paragraph links to something other than sections of the reference."""
    return any(_plain(target) not in _sections(tree) for target in paragraph.links)


def is_referred_elsewhere(tree: Tree, operation: Operation, part: SamplePart) -> bool:
    """Whether a text beside a sample has a link, or the title of another operation.

    That is a text in a subsection of the operation, above the sample and below those of the other
    role: "The response is that of `Show thing`_."
    """
    end = part.reference.location
    places = [(it.role, it.reference.location) for it in operation.samples]
    places += [(it.role, it.table.location) for it in operation.tables]
    others = [place.line for role, place in places if role not in (part.role, None)]
    blocks = walk(tree.pages[end.path].body)
    titles = [block.location for block in blocks if isinstance(block, Section)]
    inner = min((it.line for it in titles if it.line > operation.location.line), default=end.line)
    start = max([inner, *(line for line in others if line < end.line)])
    return any(
        paragraph.location.path == end.path
        and start < paragraph.location.line < end.line
        and (paragraph.links or _names_other(tree, operation, paragraph.text))
        for paragraph in operation.paragraphs
    )


def is_alias(operation: Operation) -> bool:
    """Whether an operation documents nothing, since its text refers to another one."""
    return (
        not operation.tables
        and not operation.statuses
        and any(
            part.links and (_DEFERS.search(part.text) or _SAME.search(part.text))
            for part in operation.paragraphs
        )
    )


def _names_other(tree: Tree, operation: Operation, text: str) -> bool:
    """Whether a text contains the title, of several words, of another operation."""
    return any(
        " " in other.title
        and other.title != operation.title
        and other.title in text
        and re.search(rf"(?<!\w){re.escape(other.title)}(?!\w)", text)
        for other in tree.operations
    )


def names_linked_in(tree: Tree, description: str) -> frozenset[str]:
    """The names that are documented in sections that a description links to."""
    if "`" not in description:
        return frozenset()
    return _named(tree, _targets(description), description)


def is_value_linked_in(tree: Tree, description: str, value: str) -> bool:
    """Whether a section that a description links to contains a value in quotes."""
    if "`" not in description or not value:
        return False
    return any(_is_value_below(tree, _plain(target), value) for target in _targets(description))


def _targets(description: str) -> list[str]:
    """The link targets of a description."""
    return [match["ref"] or match["bare"] or match["name"] for match in _LINK.finditer(description)]


def _named(tree: Tree, targets: Iterable[str], text: str) -> frozenset[str]:
    """The names in sections of targets; those of operations only if the text refers to them."""
    found: set[str] = set()
    for target in targets:
        texts, rows = _names_below(tree, _plain(target))
        found.update(texts)
        if rows and _DEFERS.search(text):
            found.update(rows)
    return frozenset(found)


@per_tree
def _names_below(tree: Tree, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in the sections of a target, and those of rows if it is an operation."""
    sections = _sections(tree).get(target, ())
    texts = [name for each in sections if not _has_operation(each) for name in _names(each)]
    rows = [name for each in sections if _has_operation(each) for name in _rows(each)]
    return tuple(texts), tuple(rows)


@per_tree
def _is_value_below(tree: Tree, target: str, value: str) -> bool:
    """Whether a section of a target, other than an operation, contains a text in quotes."""
    quoted = re.compile(rf"[\"'\u2018\u201c]{re.escape(value)}[\"'\u2019\u201d]")
    return any(
        isinstance(block, Paragraph) and quoted.search(block.text)
        for section in _sections(tree).get(target, ())
        if not _has_operation(section)
        for block in walk(section)
    )


@per_tree
def _sections(tree: Tree) -> dict[str, list[Section]]:
    """The sections by title and by label."""
    found: dict[str, list[Section]] = {}
    for page in tree.pages.values():
        labels: list[str] = []
        for block in walk(page.body):
            if isinstance(block, Label):
                labels.append(block.name)
                continue
            if isinstance(block, Section):
                for target in (block.title, *labels):
                    found.setdefault(_plain(target), []).append(block)
            labels = []
    return found


def _plain(target: str) -> str:
    return _APART.sub("-", target.strip("#").lower()).strip("-")


def _has_operation(section: Section) -> bool:
    return any(isinstance(block, Endpoint) for block in section.children)


def _rows(operation: Section) -> Iterator[str]:
    """The names of the rows of an operation."""
    for block in walk(operation):
        if isinstance(block, ParameterTable):
            yield from (field_parts(row.name)[-1] for row in block.rows)


def _names(container: Section | Directive) -> Iterator[str]:
    for block in container.children:
        if isinstance(block, Directive) or (
            isinstance(block, Section) and not _has_operation(block)
        ):
            yield from _names(block)
        elif isinstance(block, ParameterTable):
            yield from (field_parts(row.name)[-1] for row in block.rows)
        elif isinstance(block, Paragraph):
            yield from block.literals
        elif isinstance(block, TextTable):
            yield from (row[0].text.strip() for row in block.rows if row)
