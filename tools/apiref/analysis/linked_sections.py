"""Sections apart from operations, such as "Common fields", to which operations link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from apiref.analysis.documentation import field_parts
from apiref.model.operation import Operation
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
_LINK = re.compile(
    r":(?:std:)?ref:`(?:[^`<>]*<(?P<ref>[^`<>]+)>|(?P<bare>[^`<>]+))`|`(?P<name>[^`<>]+)`__?(?!\w)"
)


def linked_names(tree: Tree, operation: Operation) -> frozenset[str]:
    """The names that the sections document to which an operation's text links."""
    found: frozenset[str] = frozenset()
    for paragraph in operation.paragraphs:
        for link in paragraph.links:
            found |= _sections(tree).documented(link)
    return found


def names_linked_in(tree: Tree, description: str) -> frozenset[str]:
    """The names that the sections document to which a description links."""
    found: frozenset[str] = frozenset()
    for match in _LINK.finditer(description) if "`" in description else ():
        target = match["ref"] or match["bare"] or match["name"]
        found |= _sections(tree).documented(target)
    return found


class _Sections:
    """The sections that have no operation, by their titles and by their labels."""

    def __init__(self, tree: Tree) -> None:
        self.by_target: dict[str, list[Section]] = {}
        self.names: dict[str, frozenset[str]] = {}
        for page in tree.pages.values():
            labels: list[str] = []
            for block in walk(page.body):
                if isinstance(block, Label):
                    labels.append(block.name)
                    continue
                if isinstance(block, Section) and not _has_operation(block):
                    for target in (block.title, *labels):
                        self.by_target.setdefault(_plain(target), []).append(block)
                labels = []

    def documented(self, target: str) -> frozenset[str]:
        """The names in the sections of a title or label."""
        plain = _plain(target)
        if plain not in self.names:
            sections = self.by_target.get(plain, ())
            self.names[plain] = frozenset(name for part in sections for name in _names(part))
        return self.names[plain]


@lru_cache(maxsize=2)
def _sections(tree: Tree) -> _Sections:
    return _Sections(tree)


def _plain(target: str) -> str:
    return _APART.sub("-", target.strip("#").lower()).strip("-")


def _has_operation(section: Section) -> bool:
    return any(isinstance(block, Endpoint) for block in section.children)


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
