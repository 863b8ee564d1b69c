"""Sections: their titles, and whether they have content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from apiref.analysis.operations.places import operation_at
from apiref.analysis.pages.section_titles import (
    duplicate_sections,
    is_of_the_request,
    is_title_without_underline,
)
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, placeholders
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
from apiref.text.suggestions import VERY_CLOSE, Suggester
from apiref.text.typos import SHORTEST

_WORDS = (
    "request requests response responses example examples sample samples parameter parameters"
    " body header headers query path code codes status normal error errors success json"
    " curl schema"
).split()
_PARENTHESES = re.compile(r"\([^()]*\)")
_TITLE = re.compile(r"[A-Z][^.:;!?]*\w")
_WORD = re.compile(r"[A-Za-z]+")
_TITLE_LINE = re.compile(r"[^\n.:;,!?]{3,60}")
# A line above or below a title.
_ADORNMENT = re.compile(r"((?!\s)[\W_])\1+")
# Longer titles are sentences.
_MAX_WORDS = 4


@rule(Severity.WARNING)
def empty_section(tree: Tree) -> Iterator[Defect]:
    """A section has a title but no content.

    It is an info for the request of an operation that needs no parameter.

    Passes: the title "Request" with "There are no parameters." below it.

    Fails: the title "Request" with the title "Response" directly below it.
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
                    f"section '{section.title}' is empty; add its content, or remove the title",
                    related=tuple(at("block", child.location) for child in section.children),
                    severity=Severity.INFO if _needs_nothing(tree, section) else None,
                )


def _needs_nothing(tree: Tree, section: Section) -> bool:
    """Whether a section is the request of an operation without body and placeholders."""
    operation = operation_at(tree, section.location)
    return (
        operation is not None
        and operation.methods <= USUALLY_BODYLESS
        and not any(placeholders(endpoint.url) for endpoint in operation.endpoints)
        and section.title.lower().startswith("request")
    )


@rule(Severity.WARNING)
def section_twice(tree: Tree) -> Iterator[Defect]:
    """Two sections of one operation have the same title.

    Reported if both contain a table, or the same content: one is a copy, or has the title of its
    neighbour, so that readers look for something else in it. Nothing else is reported about the
    rows of such sections.

    Passes: an operation with the sections "Request" and "Response", each with its table.

    Fails: an operation with two sections "Request", each with a table.
    """
    for pair in duplicate_sections(tree):
        wrong, other = pair.second, pair.first
        if "response" in other.title.lower() and is_of_the_request(tree, other):
            wrong, other = other, wrong
        yield Defect(
            wrong.location,
            wrong.title,
            f"'{wrong.title}' is the title of two sections of '{pair.around.title}' (the"
            f" {'first' if wrong is pair.second else 'second'} is in line {other.location.line});"
            " rename or remove one",
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
    """A page with operations starts with a line of text, where others start with a title.

    Without the underline of its title, the page is missing from every table of contents.

    Passes: "Servers" with a line of equals signs below it.

    Fails: "Servers" alone, while another page starts with a title.
    """
    untitled: list[Paragraph] = []
    any_has_title = False
    for page in tree.pages.values():
        if not any(isinstance(block, Endpoint) for block in walk(page.body)):
            continue
        first = next(
            (block for block in page.body.children if not isinstance(block, Comment | Label)), None
        )
        if isinstance(first, Section):
            any_has_title = True
        elif isinstance(first, Paragraph) and _TITLE_LINE.fullmatch(first.text):
            untitled.append(first)
    for paragraph in untitled if any_has_title else ():
        yield Defect(
            paragraph.location,
            paragraph.text,
            f"the page starts with the text '{paragraph.text}', where other pages have a title;"
            " underline it",
        )


@rule(Severity.ERROR)
def title_underlined_twice(tree: Tree) -> Iterator[Defect]:
    """The title of a section has two underlines; the second one is shown as an error.

    Passes: "Request" with one line of dashes below it.

    Fails: "Request" with two lines of dashes below it.
    """
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            below = section.location.line
            first, second, *_ = (*page.lines[below : below + 2], "", "")
            if (
                section.title
                and first.rstrip() == second.rstrip()
                and _ADORNMENT.fullmatch(first.rstrip())
            ):
                yield Defect(
                    Location(page.path, below + 2),
                    section.title,
                    f"title '{section.title}' is underlined twice; remove one of the lines",
                )


def _is_title_of_page(page: Page, section: Section) -> bool:
    """Whether a section is the first of a page, and has others beside it: its title names all."""
    sections = [child for child in page.body.children if isinstance(child, Section)]
    return len(sections) > 1 and sections[0] is section


def _has_content(page: Page, section: Section) -> bool:
    """Whether anything except comments and targets follows the underline of the title."""
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
    """Whether a line is a title or the overline of one, judging by the adornment below it."""
    here, *below = map(str.rstrip, lines[number : number + 3])
    if here.startswith(".. "):
        return False
    if _ADORNMENT.fullmatch(here) and len(below) == 2:
        return below[1] == here
    return bool(below) and _ADORNMENT.fullmatch(below[0]) is not None


@rule(Severity.WARNING)
def section_title_misspelt(tree: Tree) -> Iterator[Defect]:
    """A section title of an operation has a typo in one of the usual words.

    These titles tell what is part of the request and what of the response.

    Passes: "Response Example".

    Fails: "Response Exmaple".
    """
    suggester = Suggester(_WORDS, VERY_CLOSE)
    for page in tree.pages.values():
        for section in (page.body, *page.body.subsections):
            if not any(isinstance(child, Endpoint) for child in section.children):
                continue
            for part in section.children:
                if not isinstance(part, Section):
                    continue
                word = _misspelt(part.title)
                intended = suggester.closest(word.lower()) if word is not None else None
                if word is not None and intended is not None:
                    right = intended.capitalize() if word[:1].isupper() else intended
                    yield Defect(
                        part.location,
                        part.title,
                        f"the title says '{word}'; did you mean '{right}'?",
                        related=(at("block", part.location),),
                    )


def _misspelt(title: str) -> str | None:
    """The only unusual word of a short title, or None."""
    words = _WORD.findall(_PARENTHESES.sub("", title))
    unknown = [word for word in words if word.lower() not in _WORDS]
    if len(unknown) == 1 and len(words) <= _MAX_WORDS and len(unknown[0]) >= SHORTEST:
        return str(unknown[0])
    return None


@rule(Severity.WARNING)
def title_without_underline(tree: Tree) -> Iterator[Defect]:
    """A line of text reads like a title of an operation or of a part of it, but is not underlined.

    It is shown as text, and what follows it as part of the section above.

    Passes: "Response Example", underlined with ``-``.

    Fails: "Response Example" on a line of its own, without an underline; or, below other text, a
    few words such as "Create server" directly above a ``rest_method``.
    """
    sections = (section for page in tree.pages.values() for section in page.body.subsections)
    above = {location for section in sections for location in _above_operation(section)}
    for paragraph in tree.blocks(Paragraph):
        is_short = len(paragraph.text.split()) <= _MAX_WORDS and not paragraph.strong
        is_title = is_short and paragraph.location in above and _TITLE.fullmatch(paragraph.text)
        if is_title or is_title_without_underline(paragraph):
            yield Defect(
                paragraph.location,
                paragraph.text,
                f"'{paragraph.text}' looks like a title but is not underlined; underline it like"
                " the other titles on this page",
                related=_tables_at(tree, paragraph.location),
            )


def _above_operation(section: Section) -> Iterator[Location]:
    """What is directly above the first operation of a section, below other text."""
    above = list(takewhile(lambda child: not isinstance(child, Endpoint), section.children))
    if 1 < len(above) < len(section.children):
        yield above[-1].location
