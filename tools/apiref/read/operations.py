"""Assembles operations from pages, with includes expanded as on the rendered page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from apiref.model.location import Location
from apiref.model.operation import (
    LiteralPart,
    Operation,
    SamplePart,
    TablePart,
    TextPart,
    is_part_title,
    is_same_path,
)
from apiref.model.page import (
    Block,
    Directive,
    Endpoint,
    Include,
    Label,
    LiteralBlock,
    Page,
    Paragraph,
    ParameterTable,
    SampleReference,
    Section,
    StatusTable,
    TextTable,
)

# Limits for nested includes, whose number can grow exponentially.
MAX_INCLUDES = 20
MAX_TIMES = 20
# A longer line is a sentence, not a label of what follows.
MAX_LABEL = 140
_LABEL = re.compile(
    r"(?:json |sample |example )?(?:requests?|responses?|examples?)\b.*:$"
    # A sentence that introduces what follows: "The response body looks like:".
    r"|(?:and )?(?:(?:here|following|below) (?:is|are) )?(?:the|an?) (?:\w+ )?(?:json )?"
    r"(?:request|response|answer|reply)(?: body)?"
    r"(?: (?:is|are|will be|looks|would|may|can|as|example|sample|in|for)\b[\w \n]*)?:$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Open:
    """An open section: its position in the outline of the whole document."""

    level: int
    title: str
    location: Location
    label: str = ""


@dataclass(slots=True)
class _Draft:
    """An operation under construction."""

    owner: _Open
    headings: tuple[str, ...]
    page: str
    endpoints: list[Endpoint]
    tables: list[TablePart] = field(default_factory=list)
    samples: list[SamplePart] = field(default_factory=list)
    literals: list[LiteralPart] = field(default_factory=list)
    statuses: list[StatusTable] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    text_tables: list[TextPart] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def has_content(self) -> bool:
        return bool(self.tables or self.samples or self.statuses or self.paragraphs)

    def finish(self) -> Operation:
        return Operation(
            self.owner.title,
            self.owner.location,
            self.headings,
            self.page,
            tuple(self.endpoints),
            tuple(self.tables),
            tuple(self.samples),
            tuple(self.literals),
            tuple(self.statuses),
            tuple(self.paragraphs),
            tuple(self.text_tables),
            tuple(self.labels),
        )


def read_operations(pages: Mapping[str, Page], documents: tuple[str, ...]) -> tuple[Operation, ...]:
    """All operations, each once, in the order in which the documents show them.

    Operations in files that no document includes come last. Roles of tables and samples are set
    only from headings and labels; ``apiref.read.roles`` determines the others.
    """
    found: dict[Location, Operation] = {}
    reached: set[str] = set()
    rest = [path for path in pages if path not in documents]
    for path in (*documents, *rest):
        if path in pages and path not in reached:
            for operation in _Assembler(pages, reached).document(path):
                found.setdefault(operation.location, operation)
    return tuple(found.values())


class _Assembler:
    """Walks one document and its includes."""

    def __init__(self, pages: Mapping[str, Page], reached: set[str]) -> None:
        self.pages = pages
        self.reached = reached
        self.styles: list[str] = []
        # The level of the enclosing section, in the document and, if set, in the file.
        self.above = 0
        self.above_in_file = 0
        self.sections: list[_Open] = []
        self.drafts: list[_Draft] = []
        self.started: list[_Draft] = []
        self.including: list[str] = []
        self.times: Counter[str] = Counter()

    def document(self, path: str) -> list[Operation]:
        """The operations of a document in the order in which they start."""
        self.sections = [_Open(0, "", Location(path))]
        self.file(path)
        return [draft.finish() for draft in self.started]

    def file(self, path: str) -> None:
        if path in self.including or len(self.including) >= MAX_INCLUDES:
            return
        self.times[path] += 1
        if self.times[path] > MAX_TIMES:
            return
        self.reached.add(path)
        self.including.append(path)
        above_in_file, self.above_in_file = self.above_in_file, 0
        self.blocks(self.pages[path].body.children, path)
        self.above_in_file = above_in_file
        self.including.pop()

    def blocks(self, blocks: tuple[Block, ...], path: str) -> None:
        for block in blocks:
            self.block(block, path)

    def block(self, block: Block, path: str) -> None:
        if isinstance(block, Section):
            self.section(block, path)
        elif isinstance(block, Include):
            if block.path is not None and block.path in self.pages and not block.partial:
                self.file(block.path)
        elif isinstance(block, Endpoint):
            self.endpoint(block, path)
        elif isinstance(block, Directive):
            self.blocks(block.children, path)
        elif self.drafts:
            self.content(self.drafts[-1], block)

    def section(self, section: Section, path: str) -> None:
        if section.style in self.styles:
            level = self.styles.index(section.style) + 1
        elif self.above < len(self.styles):
            # A new style below the deepest title: the nesting within the file is unambiguous.
            level = self.above + 1
        else:
            self.styles.append(section.style)
            level = len(self.styles)
        level = max(level, self.above_in_file + 1)
        if self.is_part_of_nested(level, section.title):
            level += 1
        self.close(level)
        self.sections.append(_Open(level, section.title, section.location))
        above, self.above = self.above, level
        above_in_file, self.above_in_file = self.above_in_file, level
        repeated = self.repeated(section)
        self.blocks(tuple(it for it in section.children if it not in repeated), path)
        self.above, self.above_in_file = above, above_in_file

    def repeated(self, section: Section) -> list[Endpoint]:
        """The directives in the examples of the open operation that only repeat its URL."""
        found = [child for child in section.children if isinstance(child, Endpoint)]
        others = [child for child in section.children if not isinstance(child, Endpoint)]
        is_example = all(isinstance(child, SampleReference | LiteralBlock) for child in others)
        if not (found and others and is_example and self.drafts and is_part_title(section.title)):
            return []
        outer = self.drafts[-1].endpoints
        return [it for it in found if any(_is_same_call(it, other) for other in outer)]

    def is_part_of_nested(self, level: int, title: str) -> bool:
        """Whether a section belongs to the open operation although both have the same level.

        This is so if that operation, due to a title of the wrong level, is inside another one.
        """
        nested = len(self.drafts) > 1 and self.drafts[-1].owner.level == level
        return nested and is_part_title(title)

    def close(self, level: int) -> None:
        """Close all sections at or below this level, and their operations."""
        while len(self.sections) > 1 and self.sections[-1].level >= level:
            closed = self.sections.pop()
            while self.drafts and self.drafts[-1].owner is closed:
                self.drafts.pop()

    def endpoint(self, endpoint: Endpoint, path: str) -> None:
        owner = self.sections[-1]
        owner.label = ""
        if self.drafts and self.drafts[-1].owner is owner:
            if not self.drafts[-1].has_content:
                self.drafts[-1].endpoints.append(endpoint)
                return
            self.drafts.pop()
        headings = tuple(section.title for section in self.sections[1:-1])
        draft = _Draft(owner, headings, path, [endpoint])
        self.started.append(draft)
        self.drafts.append(draft)

    def content(self, draft: _Draft, block: Block) -> None:
        if isinstance(block, ParameterTable):
            draft.tables.append(TablePart(block, None, self.headings(draft)))
        elif isinstance(block, SampleReference):
            draft.samples.append(SamplePart(block, None, self.headings(draft)))
        elif isinstance(block, LiteralBlock):
            draft.literals.append(LiteralPart(block, None, self.headings(draft)))
        elif isinstance(block, StatusTable):
            draft.statuses.append(block)
        elif isinstance(block, TextTable):
            title = (block.title,) if block.title else ()
            draft.text_tables.append(TextPart(block, (*self.headings(draft), *title)))
        elif isinstance(block, Label):
            draft.labels.append(block)
        elif isinstance(block, Paragraph):
            draft.paragraphs.append(block)
            text = block.text.strip()
            if len(text) <= MAX_LABEL and (block.strong or _LABEL.match(text)):
                self.sections[-1].label = text
            elif text.endswith(":") and self.sections[-1].label.endswith(":"):
                # Another introducing sentence.
                self.sections[-1].label = ""

    def headings(self, draft: _Draft) -> tuple[str, ...]:
        """The titles between the operation's section and this position, then the label, if any."""
        inner: list[str] = []
        for section in reversed(self.sections):
            if section is draft.owner:
                break
            inner.insert(0, section.title)
        label = self.sections[-1].label
        return (*inner, label) if label else tuple(inner)


def _is_same_call(endpoint: Endpoint, other: Endpoint) -> bool:
    """Whether two directives have the same path, and the same method if both have one."""
    if not endpoint.url:
        return is_same_path(endpoint.method, other.url)
    return endpoint.method == other.method and is_same_path(endpoint.url, other.url)
