"""Sections: their titles, and whether there is anything below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.places import operation_at
from apiref.analysis.pages.section_titles import (
    is_of_the_request,
    is_title_without_underline,
    twin_parts,
)
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.page import (
    Comment,
    Endpoint,
    Label,
    Page,
    Paragraph,
    Section,
    walk,
)
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import Suggester

_WORDS = (
    "request requests response responses example examples sample samples parameter parameters"
    " body header headers query path code codes status normal error errors success json"
    " curl schema"
).split()
_PARENTHESES = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[A-Za-z]+")
_TITLE_LINE = re.compile(r"[^\n.:;,!?]{3,60}")
_SHORT = 4
_COMMON = 3
_VERBS = "create list show update delete get details detail remove reset restore".split()


@rule(Severity.WARNING)
def empty_section(tree: Tree) -> Iterator[Defect]:
    """There is nothing below the title of a section.

    Passes: "Request", and "There are no parameters." below it.

    Fails: "Request", and right below it "Response".
    """
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            if (
                section.title
                and not _is_title_of_page(page, section)
                and not _has_content(page, section)
            ):
                yield Defect(
                    section.location,
                    section.title,
                    f"the section '{section.title}' is empty; write what belongs there, or remove"
                    " the title",
                    related=tuple(at("block", child.location) for child in section.children),
                )


@rule(Severity.WARNING)
def section_twice(tree: Tree) -> Iterator[Defect]:
    """Two parts of one operation have the same title, or one stands there twice.

    Reported where both hold a table, or where they say the same: one of them is a copy, or bears
    the title of its neighbour, under which readers look for something else. Nothing else is told
    of the rows of such parts.

    Passes: an operation with the parts "Request" and "Response", each with its table.

    Fails: an operation with two parts "Request", each with a table.
    """
    for twin in twin_parts(tree):
        wrong, other = twin.second, twin.first
        if "response" in other.title.lower() and is_of_the_request(tree, other):
            wrong, other = other, wrong
        yield Defect(
            wrong.location,
            wrong.title,
            f"'{wrong.title}' is the title of two parts of '{twin.around.title}' (the"
            f" {'first' if wrong is twin.second else 'second'} is in line {other.location.line});"
            " rename one, or remove it",
            None,
            (other.location,),
            related=_tables_at(tree, wrong.location),
        )


def _tables_at(tree: Tree, place: Location) -> tuple[Cause, ...]:
    """The tables of the operation at a place."""
    operation = operation_at(tree, place)
    return (at("tables", operation.location),) if operation is not None else ()


@rule(Severity.WARNING)
def page_without_title(tree: Tree) -> Iterator[Defect]:
    """A page with operations starts with a line of text, where the others start with a title.

    The underline of its title is missing, and with it the page in every table of contents.

    Passes: "Servers", and a line of equals signs below it.

    Fails: "Servers" alone, there being another page that starts with a title.
    """
    untitled: list[tuple[Page, Paragraph]] = []
    titled = 0
    for page in tree.pages.values():
        if not any(isinstance(block, Endpoint) for block in walk(page.body)):
            continue
        first = next(
            (block for block in page.body.children if not isinstance(block, Comment | Label)), None
        )
        if isinstance(first, Section):
            titled += 1
        elif isinstance(first, Paragraph) and _TITLE_LINE.fullmatch(first.text):
            untitled.append((page, first))
    for _, paragraph in untitled if titled else ():
        yield Defect(
            paragraph.location,
            paragraph.text,
            f"the page starts with the line '{paragraph.text}', where others start with a title;"
            " underline it",
        )


@rule(Severity.ERROR)
def title_underlined_twice(tree: Tree) -> Iterator[Defect]:
    """The title of a section has two underlines; the second one is an error on the page.

    Passes: "Request", and one line of dashes below it.

    Fails: "Request", and two lines of dashes below it.
    """
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            below = section.location.line
            if not section.title or below + 1 >= len(page.lines):
                continue
            first, second = page.lines[below].rstrip(), page.lines[below + 1].rstrip()
            if first == second and _is_adornment(second):
                yield Defect(
                    Location(page.path, below + 2),
                    section.title,
                    f"the title '{section.title}' is underlined twice; remove one of the lines",
                )


def _is_title_of_page(page: Page, section: Section) -> bool:
    """Whether a section is the first of a page, and has others beside it: its title names all."""
    sections = [child for child in page.body.children if isinstance(child, Section)]
    return len(sections) > 1 and sections[0] is section


def _has_content(page: Page, section: Section) -> bool:
    """Whether anything but comments and targets follows the underline of the title."""
    if any(isinstance(child, Section) for child in section.children):
        return True
    hidden = False
    lines = page.lines
    for number in range(section.location.line + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if line[0].isspace():
            if hidden:
                continue
            return True
        is_note = line.startswith(".. [")
        if line == ".." or (line.startswith(".. ") and ":: " not in f"{line} " and not is_note):
            hidden = True
            continue
        return not _is_title(lines, number)
    return False


def _is_title(lines: tuple[str, ...], number: int) -> bool:
    """Whether a line is a title, or the line above one, by the adornment below it."""
    if lines[number].startswith(".. "):
        return False
    adornment = lines[number].rstrip()
    if _is_adornment(adornment) and number + 2 < len(lines):
        return lines[number + 2].rstrip() == adornment
    return number + 1 < len(lines) and _is_adornment(lines[number + 1].rstrip())


def _is_adornment(line: str) -> bool:
    return len(line) > 1 and not line[0].isalnum() and line == line[0] * len(line)


@rule(Severity.WARNING)
def section_title_misspelt(tree: Tree) -> Iterator[Defect]:
    """The title of a part of an operation is close to, but not, what such titles say.

    Passes: "Response Example".

    Fails: "Response Exmaple".
    """
    suggester = Suggester(_WORDS, 0.8)
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            if not any(isinstance(child, Endpoint) for child in section.children):
                continue
            for part in section.children:
                if not isinstance(part, Section):
                    continue
                word = _misspelt(part.title)
                if word is None:
                    continue
                meant = suggester.closest(word.lower())
                if meant is not None:
                    yield Defect(
                        part.location,
                        part.title,
                        f"the title says '{word}'; did you mean '{_like(word, meant)}'?",
                    )


def _misspelt(title: str) -> str | None:
    """The one word of a title that is not among those of such titles, if there are few words."""
    words = _WORD.findall(_PARENTHESES.sub("", title))
    unknown = [word for word in words if word.lower() not in _WORDS]
    if len(unknown) == 1 and len(words) <= _SHORT and len(unknown[0]) >= _SHORT:
        return str(unknown[0])
    return None


def _like(word: str, meant: str) -> str:
    return meant.capitalize() if word[:1].isupper() else meant


@rule(Severity.WARNING)
def title_without_underline(tree: Tree) -> Iterator[Defect]:
    """A line of text is what titles of an operation's parts say: its underline is missing.

    Passes: "Response Example", underlined with ``-``.

    Fails: "Response Example" on a line of its own, without an underline.
    """
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, Paragraph) and is_title_without_underline(block):
                yield Defect(
                    block.location,
                    block.text,
                    f"'{block.text}' looks like a title, but is not underlined; underline it, as"
                    " such titles are on this page",
                    related=_tables_at(tree, block.location),
                )


@rule(Severity.WARNING)
def title_word_misspelt(tree: Tree) -> Iterator[Defect]:
    """A word in the title of an operation has two letters exchanged.

    The title is the operation's name on the page, and in the links to it.

    Passes: "List tasks".

    Fails: "List tsaks", where other titles have "tasks".
    """
    counts: dict[str, int] = {}
    found: list[tuple[Operation, str]] = []
    for operation in tree.operations:
        for word in _WORD.findall(operation.title):
            counts[word.lower()] = counts.get(word.lower(), 0) + 1
            found.append((operation, word))
    known: dict[str, str] = {}
    for word in (*_VERBS, *(word for word, count in counts.items() if count >= _COMMON)):
        for form in _exchanged(word):
            known.setdefault(form, word)
    for operation, word in found:
        meant = known.get(word.lower())
        if meant is not None and counts[word.lower()] == 1 and len(word) >= _SHORT:
            yield Defect(
                operation.title_location,
                operation.title,
                f"the title says '{word}'; did you mean '{_like(word, meant)}'?",
                operation.label,
            )


def _exchanged(word: str) -> Iterator[str]:
    """The words that come of exchanging two letters that stand side by side."""
    for index in range(len(word) - 1):
        form = word[:index] + word[index + 1] + word[index] + word[index + 2 :]
        if form != word:
            yield form
