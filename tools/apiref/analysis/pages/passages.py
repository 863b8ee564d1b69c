"""The prose that readers see: paragraphs, titles, cells, descriptions and reasons, as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from apiref.analysis.pages.misspelt_directives import ADMONITIONS
from apiref.analysis.per_tree import per_file, per_tree
from apiref.model.location import LINE_END, Location
from apiref.model.page import Block, Directive, Label, Page, Paragraph, Section, TextTable, walk
from apiref.model.tree import Tree
from apiref.model.yaml_file import ParameterFile, StatusFile
from apiref.text.prose import without_markup

TextFile = Page | ParameterFile | StatusFile

_TARGET = re.compile(r"(?:\n *+)?<[^<>`]*+>(?=`)")
_DIRECTIVE = re.compile(r"\s*\.\. (?P<name>[\w-]+)::")
# What may stand between the key of a YAML text and the text: an anchor, alias or tag, and a style.
_BEFORE_TEXT = re.compile(r"\s*(?:[&*!]\S*\s*)?(?:[|>][0-9+-]*\s*$)?")


class Passage(NamedTuple):
    """The whole lines of a text.

    In ``text``, everything that is no prose is blank or NUL; ``source`` has the same characters as
    written, except for code. ``shown`` is what readers see. ``is_title`` is set for the titles of
    sections.
    """

    text: str
    source: str
    shown: str
    start: Location
    is_title: bool = False

    def location(self, offset: int) -> Location:
        """The location of a character of the text."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return Location(self.start.path, self.start.line + line - 1, offset - starts[line - 1] + 1)


@lru_cache(maxsize=16)
def _line_starts(text: str) -> list[int]:
    """Where the lines of a text start; a long one may have thousands of findings."""
    return [0, *(end.end() for end in LINE_END.finditer(text))]


@per_tree
def tokens(tree: Tree) -> dict[str, list[str]]:
    """What stands between spaces in each page and YAML file, in lower case: prose and all else.

    Few files have what a rule about words searches for, and only those need be read as prose.
    """
    return {path: _tokens(tree, _file(tree, path)) for path in tree.texts}


@per_file
def _tokens(_: Tree, file: TextFile) -> list[str]:
    return file.text.lower().split()


def passages(tree: Tree, path: str) -> tuple[Passage, ...]:
    """The passages of a page or YAML file."""
    return _passages(tree, _file(tree, path))


@per_file
def _passages(_: Tree, file: TextFile) -> tuple[Passage, ...]:
    if isinstance(file, Page):
        return tuple(found for block in walk(file.body) for found in _of_block(file, block))
    lines = LINE_END.split(file.text)
    found: list[Passage] = []
    if isinstance(file, ParameterFile):
        for entry in file.parameters:
            field = entry.field("description")
            if field is not None and not field.merged:
                found.append(_of_yaml(lines, field.location, entry.description))
    else:
        for status in file.entries:
            found += (_of_yaml(lines, reason.location, reason.text) for reason in status.reasons)
    return tuple(found)


def passages_with(tree: Tree, path: str, pattern: re.Pattern[str]) -> tuple[Passage, ...]:
    """The passages of a file with a pattern; none without it, as is so for most files."""
    file = _file(tree, path)
    return _passages(tree, file) if _has(tree, file, pattern) else ()


@per_file
def _has(_: Tree, file: TextFile, pattern: re.Pattern[str]) -> bool:
    return pattern.search(file.text) is not None


def file_text(tree: Tree, path: str) -> str:
    """The text of a page or YAML file."""
    return _file(tree, path).text


def _file(tree: Tree, path: str) -> TextFile:
    kinds = (tree.pages, tree.parameter_files, tree.status_files)
    return next(kind[path] for kind in kinds if path in kind)


def _of_block(page: Page, block: Block) -> Iterator[Passage]:
    if isinstance(block, Paragraph):
        yield _of_lines(page, block.location, block.text)
    elif isinstance(block, Section):
        yield _of_lines(page, block.location, block.title)._replace(is_title=True)
    elif isinstance(block, Directive) and block.name in ADMONITIONS and block.argument:
        yield _of_lines(page, block.location, block.argument)
    elif isinstance(block, Label):
        # The address of a link, which may stand in the next line, and no prose.
        is_above = page.lines[block.location.line - 1].endswith(":")
        found = _of_lines(page, block.location, "\n" * is_above)
        yield found._replace(text=re.sub(r"[^\n]", "\0", found.text))
    elif isinstance(block, TextTable):
        for row in (block.header, *block.rows):
            yield from (_of_lines(page, cell.location, cell.text) for cell in row)


def _of_lines(page: Page, place: Location, shown: str) -> Passage:
    first = place.line - 1
    end = first + shown.count("\n") + 1
    text = "\n".join(page.lines[first:end])
    # What is shown lacks the line end in front of the target of a link.
    while "`" in text and end < len(page.lines) and page.lines[end].strip():
        rest = _TARGET.sub("", text)
        if rest.count("\n") >= shown.count("\n") and rest.count("`") % 2 == 0:
            break
        text += f"\n{page.lines[end]}"
        end += 1
    return Passage(without_markup(text), text, shown, Location(page.path, place.line))


def _of_yaml(lines: Sequence[str], place: Location, shown: str) -> Passage:
    """The text of the key at ``place``: the rest of its line, and the lines indented below it."""
    key = lines[place.line - 1] if place.line <= len(lines) else ""
    start = key.find(":", place.column - 1) + 1
    before = _BEFORE_TEXT.match(key, start)
    start = before.end() if before else start
    text = [" " * start + key[start:]]
    for line in islice(lines, place.line, None):
        if line.strip() and len(line) - len(line.lstrip()) < place.column:
            break
        text.append(line)
    source = "\n".join(_without_code(text) if any("::" in line for line in text) else text)
    return Passage(without_markup(source), source, shown, Location(place.path, place.line))


def _without_code(lines: list[str]) -> Iterator[str]:
    """The lines; those of literal blocks, and of directives that hold no prose, are blank."""
    block: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if block is not None and line.strip() and indent <= block:
            block = None
        yield line if block is None else ""
        if block is None and "::" in line:
            directive = _DIRECTIVE.match(line)
            holds_code = directive is not None or line.rstrip().endswith("::")
            if holds_code and (directive is None or directive["name"] not in ADMONITIONS):
                block = indent
