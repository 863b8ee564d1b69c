"""An RST file as a tree of sections and of the blocks that matter to an API reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from apiref.model.location import Location


class Endpoint(NamedTuple):
    """One ``rest_method`` directive: a method and a URL template.

    ``method`` and ``url`` are as written; ``url_location`` is that of the URL.
    """

    method: str
    url: str
    location: Location
    url_location: Location
    min_version: str | None = None
    max_version: str | None = None

    @property
    def label(self) -> str:
        """Method and URL, such as ``GET /v2/tasks``."""
        return f"{self.method} {self.url}".strip()


class Row(NamedTuple):
    """One row of a ``rest_parameters`` table: the shown name and the key in the file."""

    name: str
    key: str
    location: Location
    key_location: Location


class ParameterTable(NamedTuple):
    """One ``rest_parameters`` directive.

    ``file`` is the path as written, ``path`` that of the file relative to the checked root, or
    None where it lies outside the repository.
    """

    file: str
    path: str | None
    rows: tuple[Row, ...]
    location: Location
    file_location: Location


class Code(NamedTuple):
    """One response code as a page names it: ``number`` is None where it is not a number."""

    text: str
    number: int | None
    location: Location
    reason: str | None = None
    reason_location: Location | None = None


class StatusTable(NamedTuple):
    """Response codes, from ``rest_status_code`` or from a line such as "Error response codes:".

    ``kind`` is ``success``, ``error`` or what else the directive says; ``file`` and ``path`` are
    None for a line of text.
    """

    kind: str
    codes: tuple[Code, ...]
    location: Location
    file: str | None = None
    path: str | None = None
    file_location: Location | None = None

    @property
    def is_text(self) -> bool:
        """Whether the codes stand in a line of text instead of in a directive."""
        return self.file is None


class SampleReference(NamedTuple):
    """One ``literalinclude`` directive.

    ``partial`` tells that an option such as ``lines`` selects a part of the file.
    """

    file: str
    path: str | None
    location: Location
    file_location: Location
    language: str | None = None
    partial: bool = False


class LiteralBlock(NamedTuple):
    """A block of code in the page itself."""

    text: str
    location: Location
    language: str | None = None


class Paragraph(NamedTuple):
    """Running text, and what in it is marked up as ``literal``.

    ``strong`` tells that the whole paragraph is bold: authors use that as a heading.
    """

    text: str
    literals: tuple[str, ...]
    location: Location
    strong: bool = False
    links: tuple[str, ...] = ()


class Cell(NamedTuple):
    """A cell of a table: its text, and the literals in it."""

    text: str
    literals: tuple[str, ...]
    location: Location


class TextTable(NamedTuple):
    """A ``list-table`` or a table drawn with characters; ``header`` may be empty."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    location: Location


class Include(NamedTuple):
    """An ``include`` directive; ``path`` is None where the file lies outside the repository."""

    file: str
    path: str | None
    location: Location
    partial: bool = False


class Toctree(NamedTuple):
    """A ``toctree``: the documents it names, with the location of each, and whether by glob."""

    entries: tuple[tuple[str, Location], ...]
    location: Location
    glob: bool = False


class ExpandAll(NamedTuple):
    """A ``rest_expand_all`` directive."""

    location: Location


class Comment(NamedTuple):
    """An RST comment, which no reader of the page sees; ``text`` is without the leading dots."""

    text: str
    location: Location


class Label(NamedTuple):
    """An explicit target, ``.. _name:``."""

    name: str
    location: Location


@dataclass(frozen=True)
class Directive:
    """Any other directive, with the blocks inside it."""

    name: str
    argument: str
    children: tuple[Block, ...]
    location: Location

    @cached_property
    def descendants(self) -> tuple[Block, ...]:
        """All blocks inside, at any depth, each before what it contains."""
        return _descendants(self.children)


@dataclass(frozen=True)
class Section:
    """A section: its title, how the title is adorned, and its blocks and subsections.

    ``style`` is the adornment character, twice where the title is overlined as well. The file
    itself is a section with an empty title.
    """

    title: str
    style: str
    children: tuple[Block, ...]
    location: Location

    @cached_property
    def descendants(self) -> tuple[Block, ...]:
        """All blocks inside, at any depth, each before what it contains."""
        return _descendants(self.children)

    @cached_property
    def subsections(self) -> tuple[Section, ...]:
        """All sections inside, at any depth, each before those in it; none within directives."""
        found: list[Section] = []
        for child in self.children:
            if isinstance(child, Section):
                found += (child, *child.subsections)
        return tuple(found)


Block = (
    Section
    | Endpoint
    | ParameterTable
    | StatusTable
    | SampleReference
    | LiteralBlock
    | Paragraph
    | TextTable
    | Include
    | Toctree
    | ExpandAll
    | Comment
    | Label
    | Directive
)


class Page(NamedTuple):
    """One RST file (``.rst``, ``.inc``, ...) as it is written, without what it includes.

    ``text`` is the whole file, its lines ended by line feeds. ``base`` is the file from whose
    folder its paths count: itself, or a document that includes it.
    """

    path: str
    body: Section
    text: str
    base: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, without their ends."""
        return _lines(self.text)


# Rules go through the pages one by one: a few are enough, all would be a copy of every file.
@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def walk(section: Section | Directive) -> Iterator[Block]:
    """All blocks below a section in the order of the file, sections and directives themselves too.

    Yields each container before its children.
    """
    return iter(section.descendants)


def _descendants(children: tuple[Block, ...]) -> tuple[Block, ...]:
    found: list[Block] = []
    waiting = [iter(children)]
    while waiting:
        for child in waiting[-1]:
            found.append(child)
            if isinstance(child, Section | Directive):
                waiting.append(iter(child.children))
                break
        else:
            waiting.pop()
    return tuple(found)
