"""An RST file as a tree of sections and the blocks that matter to an API reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from apiref.model.location import Location
from apiref.model.yaml_file import Parameter


class Endpoint(NamedTuple):
    """One ``rest_method`` directive: a method and a URL template.

    ``method`` and ``url`` are as written; ``url_location`` is the location of the URL.
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
    """One row of a ``rest_parameters`` table: the displayed name and its key in the file."""

    name: str
    key: str
    location: Location
    key_location: Location


class ParameterTable(NamedTuple):
    """One ``rest_parameters`` directive, or a text table of fields.

    ``file`` is the path as written, ``path`` the same relative to the checked root, or None if it
    is outside the repository. A text table has no file but ``entries`` of its own, one for each
    row; rules about rows and entries leave it out.
    """

    file: str
    path: str | None
    rows: tuple[Row, ...]
    location: Location
    file_location: Location
    entries: tuple[Parameter, ...] = ()


class Code(NamedTuple):
    """One response code of a page; ``number`` is None if the text is not a number."""

    text: str
    number: int | None
    location: Location
    reason: str | None = None
    reason_location: Location | None = None


class StatusTable(NamedTuple):
    """Response codes, from ``rest_status_code`` or from a line such as "Error response codes:".

    ``kind`` is ``success``, ``error`` or the first argument of the directive as written. ``file``
    and ``path`` are None for a line of text.
    """

    kind: str
    codes: tuple[Code, ...]
    location: Location
    file: str | None = None
    path: str | None = None
    file_location: Location | None = None

    @property
    def is_text(self) -> bool:
        """Whether the codes are listed in a line of text rather than in a directive."""
        return self.file is None


class SampleReference(NamedTuple):
    """One ``literalinclude`` directive; ``partial`` if an option such as ``lines`` applies."""

    file: str
    path: str | None
    location: Location
    file_location: Location
    language: str | None = None
    partial: bool = False

    @property
    def is_json(self) -> bool:
        """Whether it shows JSON, by its language or file name."""
        if self.language is not None:
            return self.language.lower() in ("json", "javascript", "js")
        return self.file.endswith(".json")


class LiteralBlock(NamedTuple):
    """A literal block in the page itself."""

    text: str
    location: Location
    language: str | None = None


class Paragraph(NamedTuple):
    """A paragraph and its inline literals.

    ``strong`` is set if the whole paragraph is bold, which authors use as a heading.
    """

    text: str
    literals: tuple[str, ...]
    location: Location
    strong: bool = False
    links: tuple[str, ...] = ()


class Cell(NamedTuple):
    """A cell of a table: its text and its inline literals."""

    text: str
    literals: tuple[str, ...]
    location: Location


class TextTable(NamedTuple):
    """A ``list-table``, ``csv-table``, grid table or simple table.

    ``header`` and ``title`` may be empty.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    location: Location
    title: str = ""


class Include(NamedTuple):
    """An ``include`` directive; ``path`` is None if the file is outside the repository."""

    file: str
    path: str | None
    location: Location
    partial: bool = False


class Toctree(NamedTuple):
    """A ``toctree``: the documents in it with their locations, and whether it uses a glob."""

    entries: tuple[tuple[str, Location], ...]
    location: Location
    glob: bool = False


class ExpandAll(NamedTuple):
    """A ``rest_expand_all`` directive."""

    location: Location


class Comment(NamedTuple):
    """An RST comment; ``text`` is without the leading dots."""

    text: str
    location: Location


class Label(NamedTuple):
    """An explicit target, ``.. _name:``."""

    name: str
    location: Location


@dataclass(frozen=True)
class Directive:
    """Any other directive, with its nested blocks."""

    name: str
    argument: str
    children: tuple[Block, ...]
    location: Location

    @cached_property
    def descendants(self) -> tuple[Block, ...]:
        """All nested blocks at any depth, parents first."""
        return _descendants(self.children)


@dataclass(frozen=True)
class Section:
    """A section: its title, the style of its adornment, its blocks and subsections.

    ``style`` is the adornment character, doubled if the title also has an overline. The file
    itself is a section with an empty title.
    """

    title: str
    style: str
    children: tuple[Block, ...]
    location: Location

    @cached_property
    def descendants(self) -> tuple[Block, ...]:
        """All nested blocks at any depth, parents first."""
        return _descendants(self.children)

    @cached_property
    def subsections(self) -> tuple[Section, ...]:
        """All nested sections at any depth, parents first; directives are not searched."""
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
    """One RST file (``.rst``, ``.inc``, ...) as written, without the content of its includes.

    ``text`` is the whole file with line feeds as line ends. Paths in the page are relative to the
    folder of ``base``: the page itself, or a document that includes it.
    """

    path: str
    body: Section
    text: str
    base: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, without line ends."""
        return _lines(self.text)


# Rules process pages one by one; an unbounded cache would copy every file.
@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def walk(section: Section | Directive) -> Iterator[Block]:
    """All blocks of a section in file order, including sections and directives.

    Parents come before their children.
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
