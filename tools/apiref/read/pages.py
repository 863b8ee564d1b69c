"""Reads RST files into pages: sections and blocks with their locations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from docutils import nodes

from apiref.model.location import Location, Problem
from apiref.model.page import (
    Block,
    Cell,
    Code,
    Comment,
    Directive,
    Label,
    LiteralBlock,
    Page,
    Paragraph,
    Section,
    StatusTable,
    TextTable,
    walk,
)
from apiref.read.directives import DirectiveReader
from apiref.read.files import Files
from apiref.read.json_files import read_json
from apiref.read.rst import DirectiveNode, ModelNode, parse

_CODES_LINE = re.compile(
    r"^\s*(?P<kind>normal|error|success(?:ful)?|failure|fault)\b[\s\w/(),-]{0,60}?"
    r"\b(?:codes?|responses?)\b\s*(?:\([^)]*\))?\s*:(?P<codes>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT_CODES = re.compile(
    r"(?<=[\s.,;/])(?=(?:normal|error|success(?:ful)?|failure|fault)\b[ \w/()-]{0,30}?"
    r"\bcodes?\b\s*(?:\([^)]*\))?\s*:)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?=.*\b(?:normal|success))(?=.*\b(?:error|fail|fault))", re.IGNORECASE)
_GROUP = re.compile(r"\b(?P<name>\w+)\s*\((?P<codes>[^()]*\b\d{3}\b[^()]*\b\d{3}\b[^()]*)\)")
# Literal blocks that may be JSON.
_LANGUAGES = (None, "json", "javascript", "js")
_OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_NUMBER = re.compile(r"(?<![\w.])\d{3}(?![\w.]*\d)")


def read_page(
    path: str, text: str, source: str, files: Files, base: str
) -> tuple[Page, list[Problem]]:
    """The page of an RST text, and the problems found while reading it.

    ``source`` is the source folder of the reference. ``files`` resolves the paths in the page,
    relative to the folder of ``base``: the page itself, or a document that includes it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    reader = DirectiveReader(path, lines, source, files, base)
    try:
        parsed = parse(text, reader.handlers())
        body = _Converter(reader, parsed.titles).page(parsed.document)
    except RecursionError:
        place = Location(path)
        problem = Problem("rst-syntax", place, path, "is nested too deeply to be read")
        return Page(path, Section("", "", (), place), text, base), [problem]
    problems = reader.problems
    words = ""
    for message in parsed.messages:
        before, words = words, " ".join(message.text.split()).rstrip(".")
        if before == "Unexpected indentation" and words.startswith("Block quote ends"):
            # That is where the indentation ends.
            continue
        kind = "rst-syntax" if message.level >= 3 else "rst-warning"
        problems.append(Problem(kind, reader.at(message.line), path, words))
    page = Page(path, body, text, base)
    return page, [*problems, *_broken_json(page)]


def _broken_json(page: Page) -> Iterator[Problem]:
    """The first comma that is missing or too much in each literal block that is JSON otherwise.

    What needs more than commas to be JSON may be meant as it is.
    """
    for block in walk(page.body):
        if not isinstance(block, LiteralBlock) or block.language not in _LANGUAGES:
            continue
        if not _OBJECT.match(block.text):
            continue
        file, problems = read_json(page.path, block.text)
        if file.repaired:
            line, column = problems[0].location[1:]
            place = _place_in_block(page, block, line, column)
            yield problems[0]._replace(location=place, message=f"this {problems[0].message}")


def _place_in_block(page: Page, block: LiteralBlock, line: int, column: int) -> Location:
    """The location in a page of one in the text of a literal block, which starts on or below."""
    text = block.text.split("\n")
    first = next(index for index, written in enumerate(text) if written.strip())
    for number, shown in enumerate(page.lines[block.location.line - 1 :], block.location.line):
        if shown.strip() == text[first].strip():
            indent = shown.index(text[first].strip()) - text[first].index(text[first].strip())
            return Location(page.path, number + line - 1 - first, column + indent)
    return block.location


class _Converter:
    """Converts one doctree into blocks."""

    def __init__(self, reader: DirectiveReader, titles: list[int]) -> None:
        self.reader = reader
        self.path = reader.path
        self.titles = iter(titles)
        self.line = 1

    def page(self, document: nodes.document) -> Section:
        return Section("", "", tuple(self.blocks(document)), Location(self.path))

    def blocks(self, parent: nodes.Element) -> list[Block]:
        found: list[Block] = []
        for node, following in zip_longest(parent.children, parent.children[1:]):
            if isinstance(node, nodes.Element):
                self.line = node.line or self.line
                found.extend(self.block(node))
                if isinstance(following, nodes.bullet_list | nodes.definition):
                    found.extend(self.listed_codes(node, following))
        return found

    def block(self, node: nodes.Element) -> list[Block]:
        if isinstance(node, ModelNode):
            block: Any = node.block
            return [block]
        if isinstance(node, nodes.section):
            return [self.section(node)]
        if isinstance(node, nodes.paragraph):
            return self.paragraph(node)
        if isinstance(node, nodes.comment):
            return [Comment(node.astext(), self.reader.at(self.line))]
        if isinstance(node, DirectiveNode):
            return [self.directive(node)]
        if isinstance(node, nodes.literal_block | nodes.doctest_block):
            place = self.reader.at(self.line)
            return [LiteralBlock(node.astext(), place)]
        if isinstance(node, nodes.table):
            return [self.drawn_table(node)]
        if isinstance(node, nodes.target):
            names: list[str] = node.get("names", [])
            return [Label(name, self.reader.at(self.line)) for name in names]
        if isinstance(node, nodes.field_list) and isinstance(node.parent, nodes.document):
            # File-wide metadata for Sphinx, such as ``:tocdepth: 2``.
            return []
        if isinstance(node, nodes.term | nodes.field_name):
            # Treat it like a list item: a name and its meaning.
            return [Paragraph(f"{node.astext()} -", _literals(node), self.reader.at(self.line))]
        if isinstance(node, nodes.title | nodes.system_message | nodes.substitution_definition):
            return []
        return self.blocks(node)

    def section(self, node: nodes.section) -> Section:
        near = next(self.titles, self.line)
        title = node.children[0].astext() if node.children else ""
        line = self.title_line(near, node.children[0] if node.children else None)
        place = self.reader.at(line)
        self.line = line
        lines = self.reader.lines
        below = lines[line].strip() if line < len(lines) else ""
        above = lines[line - 2].strip() if line >= 2 else ""
        style = below[:1] * 2 if above and above == below else below[:1]
        return Section(title, style, tuple(self.blocks(node)), place)

    def title_line(self, near: int, title: nodes.Node | None) -> int:
        """The line of a title; docutils gives that of the title or of its adornment."""
        raw = getattr(title, "rawsource", "").strip()
        lines = self.reader.lines
        for line in (near, near - 1, near + 1, near - 2):
            if 1 <= line <= len(lines) and lines[line - 1].strip() == raw:
                return line
        return near

    def paragraph(self, node: nodes.paragraph) -> list[Block]:
        place = self.reader.at(self.line)
        text = node.astext()
        strong = len(node.children) >= 1 and all(
            isinstance(child, nodes.strong) or not child.astext().strip(" :.")
            for child in node.children
        )
        first, *others = _code_lists(text)
        blocks: list[Block] = [Paragraph(first, _literals(node), place, strong, _links(node))]
        blocks += self.codes(first, place)
        line = place.line
        for before, part in zip((first, *others), others, strict=False):
            line += before.count("\n")
            place = self.reader.at(line, part.split("\n", 1)[0].strip())
            blocks += [Paragraph(part, (), place), *self.codes(part, place)]
        return blocks

    def codes(self, text: str, place: Location) -> list[StatusTable]:
        """Response codes in a line of text."""
        match = _CODES_LINE.match(text)
        if match is None:
            return []
        listed = match["codes"]
        if not _NUMBER.search(listed):
            return []
        line, start = place.line, 0
        last_line = min(place.line + text.count("\n") + 1, len(self.reader.lines))
        codes = []
        # "computeFault(400, 500), badRequest(400)": the fault is the reason of these codes.
        groups = [(group.span("codes"), group["name"]) for group in _GROUP.finditer(listed)]
        for number in _NUMBER.finditer(listed):
            where = self.reader.at(line, number[0], start)
            while where.line <= last_line:
                raw = self.reader.lines[where.line - 1]
                column = raw.find(number[0], start)
                if column >= 0:
                    line, start = where.line, column + 3
                    where = Location(self.path, line, column + 1)
                    break
                where, start = Location(self.path, where.line + 1), 0
            names = (name for (first, last), name in groups if first <= number.start() < last)
            codes.append(Code(number[0], int(number[0]), where, next(names, None)))
        return [StatusTable(_kind(match), tuple(codes), place)]

    def listed_codes(self, node: nodes.Element, following: nodes.Element) -> list[StatusTable]:
        """Response codes in a list below a line that announces them.

        Without a blank line between them, that line is the term of a definition.
        """
        is_line = isinstance(node, nodes.paragraph | nodes.term)
        match = _CODES_LINE.match(node.astext()) if is_line else None
        if match is None or match["codes"].strip():
            return []
        whole = isinstance(following, nodes.definition) and len(following.children) == 1
        listed = following.children[0] if whole else following
        if not isinstance(listed, nodes.bullet_list):
            return []
        place = self.reader.at(self.line)
        codes = []
        line = place.line
        for item in listed.children:
            number = _NUMBER.search(item.astext().split("\n", 1)[0])
            if number is None:
                return []
            inner = item.next_node(nodes.paragraph)
            line = (inner.line if inner is not None else None) or line + 1
            codes.append(Code(number[0], int(number[0]), self.reader.at(line, number[0])))
        return [StatusTable(_kind(match), tuple(codes), place)]

    def directive(self, node: DirectiveNode) -> Block:
        place = self.reader.at(node.line or self.line)
        if node.name == "list-table":
            return self.list_table(node, place)
        children = tuple(
            block._replace(title=node.argument) if isinstance(block, TextTable) else block
            for block in self.blocks(node)
        )
        return Directive(node.name, node.argument, children, place)

    def list_table(self, node: DirectiveNode, place: Location) -> TextTable:
        rows: list[tuple[Cell, ...]] = []
        for outer in node.children:
            if not isinstance(outer, nodes.bullet_list):
                continue
            for item in outer.children:
                if isinstance(item, nodes.Element) and item.children:
                    inner = item.children[0]
                    if isinstance(inner, nodes.bullet_list):
                        rows.append(tuple(self.cell(cell) for cell in inner.children))
        header_rows = 1 if re.search(r":header-rows:\s*[1-9]", self._source(place, 6)) else 0
        header = rows[0] if header_rows and rows else ()
        return TextTable(header, tuple(rows[header_rows:]), place, node.argument)

    def _source(self, place: Location, count: int) -> str:
        return "\n".join(self.reader.lines[place.line - 1 : place.line - 1 + count])

    def drawn_table(self, node: nodes.table) -> TextTable:
        header: tuple[Cell, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        for row in node.findall(nodes.row):
            cells = tuple(self.cell(entry) for entry in row.children)
            if isinstance(row.parent, nodes.thead):
                header = header or cells
            else:
                rows.append(cells)
        # The line above the first cell; docutils does not tell where a table starts.
        first = next((row[0].location.line - 1 for row in (header, *rows) if row), self.line)
        return TextTable(header, tuple(rows), self.reader.at(first))

    def cell(self, node: nodes.Node) -> Cell:
        line = self.line
        if isinstance(node, nodes.Element):
            for paragraph in node.findall(nodes.paragraph):
                line = paragraph.line or line
                break
            self.line = line
            return Cell(node.astext(), _literals(node), self.reader.at(line))
        return Cell(node.astext(), (), self.reader.at(line))


def _kind(match: re.Match[str]) -> str:
    """The kind of the codes that a line announces."""
    if _BOTH.match(" ".join(match.string[: match.start("codes")].split())):
        return "normal and error"
    return "success" if match["kind"].lower()[:3] in ("nor", "suc") else "error"


def _code_lists(text: str) -> list[str]:
    """Split a paragraph where a second list of codes starts."""
    if _CODES_LINE.match(text) is None:
        return [text]
    parts: list[str] = []
    start = 0
    for other in _NEXT_CODES.finditer(text):
        before = text[start : other.start()]
        if _NUMBER.search(before) or before.rstrip(" ").endswith("\n"):
            parts.append(before)
            start = other.start()
    return [*parts, text[start:]]


def _literals(node: nodes.Element) -> tuple[str, ...]:
    return tuple(literal.astext() for literal in node.findall(nodes.literal))


def _links(node: nodes.Element) -> tuple[str, ...]:
    found = []
    for child in node.findall(nodes.reference):
        found.append(str(child.get("refname") or child.get("refuri") or ""))
    for inline in node.findall(nodes.inline):
        if inline.get("role") in ("ref", "doc"):
            text = inline.astext()
            titled = re.search(r"<([^<>]+)>$", text)
            found.append(titled[1] if titled else text)
    return tuple(found)
