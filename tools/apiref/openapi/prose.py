"""Extracts the prose of pages as RST."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.operation import Operation, is_part_title
from apiref.model.page import Page, Section, walk
from apiref.model.tree import Tree

# Directives that the document covers elsewhere or only the page needs, and comments.
_TAKEN = re.compile(
    r"^(?P<indent> *)\.\.(?:$| +(?:(?:rest_[a-z_]+|literalinclude|include|toctree|contents)::"
    r"|_[^:`]+: *$|(?!\S+::|[_\[|])))"
)


def description(tree: Tree, operation: Operation) -> str:
    """The RST of an operation's section and its subsections.

    Tables, samples and response codes are omitted, and so are lines that only introduce them.
    """
    page = tree.pages.get(operation.endpoint.location.path)
    if page is None:
        return ""
    lines = list(page.lines)
    _blank_out(lines, _named_lines(operation, page.path))
    first, last = _extent(tree, operation, page)
    sections = [section for section in _sections(page) if first <= section.location.line <= last]
    starts = [_start(section) for section in sections] + [last + 1]
    parts = [_text(lines, first, starts[0] - 1)]
    for section, end in zip(sections, starts[1:], strict=True):
        text = _text(lines, section.location.line + 2, end - 1)
        if text:
            is_named = is_part_title(section.title) and "(" not in section.title
            parts.append(text if is_named else _headed(section.title, text))
    return "\n\n".join(part for part in parts if part)


def introduction(tree: Tree, path: str) -> str:
    """The RST between the title of a page and the first section or operation."""
    page = tree.pages.get(path)
    sections = _sections(page) if page is not None else ()
    if page is None or not sections:
        return ""
    first = sections[0].location.line + 2
    following = [_start(section) for section in sections[1:2]]
    following += [
        operation.location.line
        for operation in tree.operations
        if operation.location.path == path and operation.location.line >= first
    ]
    last = min(following, default=len(page.lines) + 1) - 1
    return _text(list(page.lines), first, last)


def page_title(tree: Tree, path: str) -> str:
    """The title of a page: that of its first section, or empty."""
    page = tree.pages.get(path)
    sections = _sections(page) if page is not None else ()
    return sections[0].title if sections else ""


@lru_cache(maxsize=8)
def _sections(page: Page) -> tuple[Section, ...]:
    return tuple(block for block in walk(page.body) if isinstance(block, Section))


@per_tree
def _starts(tree: Tree) -> dict[str, list[tuple[int, Location]]]:
    """For each page, the lines at which operations start, with their titles."""
    found: dict[str, list[tuple[int, Location]]] = {}
    for operation in tree.operations:
        place = operation.location
        found.setdefault(place.path, []).append((place.line, operation.title_location))
    return {path: sorted(lines) for path, lines in found.items()}


def _extent(tree: Tree, operation: Operation, page: Page) -> tuple[int, int]:
    """The first and last line of what belongs to an operation on its page."""
    own = operation.title_location
    starts = _starts(tree)[page.path]
    line = operation.location.line
    first = line
    if own.path == page.path and not any(at < line and title == own for at, title in starts):
        first = own.line + 2
    last = len(page.lines)
    following = [at for at, title in starts if at > line and title == own]
    titles = {title.line for at, title in starts if at > line and title.path == page.path}
    inside = {section.location.line for section in _within(page, own)}
    for section in _sections(page):
        at = section.location.line
        if at > line and (at in titles or (own.path == page.path and at not in inside)):
            following.append(_start(section))
    return first, min(following, default=last + 1) - 1


def _within(page: Page, title: Location) -> Iterator[Section]:
    for section in _sections(page):
        if section.location == title:
            yield from (block for block in walk(section) if isinstance(block, Section))


def _start(section: Section) -> int:
    """The first line of a section: its title, or the overline of it."""
    return section.location.line - (len(section.style) > 1)


def _named_lines(operation: Operation, path: str) -> set[int]:
    """The lines of text tables of fields, and of paragraphs that list codes or are labels."""
    found = {table.location.line for table in operation.statuses if table.is_text}
    found |= {part.table.location.line for part in operation.tables if part.table.entries}
    labels = {part.headings[-1] for part in operation.samples if part.headings}
    labels |= {part.headings[-1] for part in operation.tables if part.headings}
    found |= {
        paragraph.location.line
        for paragraph in operation.paragraphs
        if paragraph.location.path == path and paragraph.text.strip() in labels
    }
    return found


def _blank_out(lines: list[str], starts: set[int]) -> None:
    """Empty the paragraphs, and turn the directives into comments, that start at these lines."""
    for start in starts:
        if "::" in lines[start - 1] and lines[start - 1].lstrip().startswith(".."):
            lines[start - 1] = lines[start - 1].partition("..")[0] + ".."
            continue
        for index in range(start - 1, len(lines)):
            if not lines[index].strip():
                break
            lines[index] = ""


def _text(lines: list[str], first: int, last: int) -> str:
    """The lines of a page without directives that are converted elsewhere."""
    kept: list[str] = []
    dropped: int | None = None
    for line in lines[max(first - 1, 0) : last]:
        indent = len(line) - len(line.lstrip(" "))
        if dropped is not None and (not line.strip() or indent > dropped):
            kept.append("")
            continue
        match = _TAKEN.match(line)
        dropped = len(match["indent"]) if match else None
        kept.append("" if match else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _headed(title: str, text: str) -> str:
    marked = re.sub(r"([*\\`|])", r"\\\1", title)
    return f"**{marked}**\n\n{text}"
