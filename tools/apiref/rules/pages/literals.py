"""The mark-up in descriptions, reasons and pages: literals that are not closed, or misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from apiref.analysis.looks import extract
from apiref.analysis.members import members
from apiref.analysis.schemas.documents import schema_set, subschemas
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import Cell, Page, Paragraph, TextTable, walk
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import literals
from apiref.text.typos import OFTEN, Misspellings, is_name

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BLOCK = re.compile(r"^\s*\.\. |::\s*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\.")
_WORD = re.compile(r"[\w-]+")
_METHOD = re.compile(r"(?:GET|HEAD|POST|PUT|PATCH|DELETE) (?=/)")


class _Text(NamedTuple):
    """A text that a page shows: the thing it describes, and where it stands."""

    name: str
    text: str
    place: Location

    def location_of(self, tree: Tree, needle: str) -> Location:
        """Where a piece of the text stands, or where the text starts."""
        path = self.place.path
        files = (tree.parameter_files, tree.status_files, tree.pages)
        file = next(kind[path] for kind in files if path in kind).text
        last = self.place.line + self.text.count("\n") + 2
        lines = file.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number in range(self.place.line, min(last, len(lines)) + 1):
            column = lines[number - 1].find(needle)
            if column >= 0:
                return Location(self.place.path, number, column + 1)
        return self.place


def _descriptions(tree: Tree) -> Iterator[_Text]:
    """Every description of a parameter and of a response code."""
    for parameter in tree.parameters:
        field = parameter.field("description")
        if field is not None and not field.merged:
            yield _Text(parameter.key, parameter.description, field.value_location)
    for statuses in tree.status_files.values():
        for entry in statuses.entries:
            for reason in entry.reasons:
                yield _Text(f"{entry.code} {reason.key}", reason.text, reason.location)


@rule(Severity.ERROR)
def description_markup(tree: Tree) -> Iterator[Defect]:
    """A literal in a description or a page is opened, but not closed, or the reverse.

    Two backticks without their counterpart show on the page as they are, or swallow the text up
    to the next ones; Sphinx complains of those in descriptions without the file and line.

    Passes: "The state: ``on`` or ``off``."

    Fails: "The state: ``on or ``off``."
    """
    for found in _descriptions(tree):
        if "``" not in found.text or _BLOCK.search(found.text):
            continue
        for paragraph in _PARAGRAPH.split(_ESCAPED.sub("", found.text)):
            if paragraph.count("``") % 2 == 0:
                continue
            bad = next((line for line in paragraph.split("\n") if line.count("``") % 2), "")
            yield Defect(
                found.location_of(tree, bad.strip()),
                found.name,
                f"a literal is not closed, or not opened: '{bad.strip()[:60]}'; write ``name``",
            )
            break
    for page in tree.pages.values():
        for block in walk(page.body):
            if not isinstance(block, Paragraph):
                continue
            for literal in block.literals:
                if "``" in literal:
                    shown = " ".join(literal.split())[:60]
                    yield Defect(
                        _line_of(page, block.location, literal),
                        shown,
                        f"a literal holds two backticks, '{shown}', so that one of those around it"
                        " is not closed; write ``name``",
                    )
                    break


def _urls(tree: Tree) -> set[str]:
    return {
        endpoint.url.partition("?")[0].rstrip("/")
        for operation in tree.operations
        for endpoint in operation.endpoints
    }


def _meant_url(word: str, urls: set[str], segments: Misspellings) -> str | None:
    """The word with the one segment of its path mended that makes it the path of an operation."""
    method = _METHOD.match(word)
    start = method.end() if method else 0
    path, mark, query = word[start:].partition("?")
    if path.rstrip("/") in urls:
        return None
    parts = path.split("/")
    for index, part in enumerate(parts):
        meant = segments.meant(part) if part and part not in segments.known else None
        if meant is not None:
            mended = "/".join((*parts[:index], meant, *parts[index + 1 :]))
            if mended.rstrip("/") in urls:
                return word[:start] + mended + mark + query
    return None


def _line_of(page: Page, place: Location, literal: str) -> Location:
    """Where the first line of a literal stands, from the start of its paragraph on."""
    needle = literal.split("\n")[0]
    for number in range(place.line, min(place.line + 50, len(page.lines)) + 1):
        column = page.lines[number - 1].find(needle)
        if column >= 0:
            return Location(page.path, number, column + 1)
    return place


def _known(tree: Tree) -> set[str]:
    """The names that the reference uses outside of its texts."""
    known = {
        row.name
        for operation in tree.operations
        for part in operation.tables
        for row in part.table.rows
    }
    known |= {
        row.key
        for operation in tree.operations
        for part in operation.tables
        for row in part.table.rows
    }
    for operation in tree.operations:
        for endpoint in operation.endpoints:
            known.update(_WORD.findall(endpoint.url))
    for sample in tree.samples.values():
        for member in members(sample.value):
            known.add(member.name)
            if isinstance(member.value, str):
                known.add(member.value)
    for file in schema_set(tree).files.values():
        for node in subschemas(file):
            known.update(str(part) for part in node.path)
            stated = node.value.get("enum")
            if isinstance(stated, list):
                known.update(str(value) for value in stated)
    return known


@extract
def _marked(tree: Tree) -> tuple[_Text, ...]:
    """What is marked as literal in the paragraphs and tables of pages."""
    found: list[_Text] = []
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, TextTable):
                cells = (cell for row in block.rows for cell in row if cell.literals)
                found += (_literals(cell, 3) for cell in cells)
            elif isinstance(block, Paragraph) and block.literals:
                found.append(_literals(block, block.text.count("\n")))
    return tuple(found)


def _literals(block: Cell | Paragraph, lines: int) -> _Text:
    marked = " ".join(f"``{literal}``" for literal in block.literals)
    return _Text(block.text, marked + "\n" * lines, block.location)


@rule(Severity.WARNING)
def literal_misspelt(tree: Tree) -> Iterator[Defect]:
    """A text marks a word as literal that is a name of the reference, but for one slip.

    Two neighbouring letters are exchanged, or one inner letter is lost or too many, and the word
    itself is no name of a row, parameter, field, value or URL, nor used often.

    Passes: "See ``created_at``.", there being a row ``created_at``.

    Fails: "See ``craeted_at``.", there being that row.
    """
    texts = (*_descriptions(tree), *_marked(tree))
    used = Counter(word for found in texts for word in set(literals(found.text)))
    known = _known(tree)
    known |= {word for word, count in used.items() if count >= OFTEN}
    misspellings = Misspellings(known)
    urls = {part for url in _urls(tree) for part in accumulate(url.split("/"), "{}/{}".format)}
    segments = Misspellings({part for url in urls for part in url.split("/")})
    for found in texts:
        for word in dict.fromkeys(literals(found.text)):
            meant = None
            if word.startswith("/") or _METHOD.match(word):
                meant = _meant_url(word, urls, segments)
            elif word not in known and is_name(word):
                meant = misspellings.meant(word)
            if meant is not None:
                yield Defect(
                    found.location_of(tree, f"``{word}``"),
                    word,
                    f"nothing in the reference is named ``{word}``; did you mean ``{meant}``?",
                )
