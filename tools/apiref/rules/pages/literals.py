"""Literals in descriptions, reasons and pages that are not closed or are misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from apiref.analysis.pages.passages import file_text
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.names import members_by_path
from apiref.analysis.schemas.documents import schema_set, subschemas
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.page import Cell, Page, Paragraph, TextTable, walk
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened
from apiref.text.prose import literals
from apiref.text.typos import OFTEN, Misspellings, is_name

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BLOCK = re.compile(r"^[ \t]*\.\. |::[ \t]*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\.")
# A literal in front of a letter, which docutils does not end there.
_RUN_ON = re.compile(r"^(?>(?:[^`]|`(?!`)|``[^`]+``(?!\w))*)(?P<literal>``[^`\n]+``\w)")
_WORD = re.compile(r"[\w-]+")
_CONSTANT = re.compile(r"[A-Z](?<!\w.)[A-Z]*+(?>(?:_[A-Z]++)+)\b")
# A literal before these words is no name of the API.
_OF_SERVICE = re.compile(
    r"[`\s]+(?:config(?:uration)? (?:option|flag|setting|parameter)|options?|polic)"
)
_METHOD = re.compile(r"(?:GET|HEAD|POST|PUT|PATCH|DELETE) (?=/)")


class _Text(NamedTuple):
    """A text that a page shows, with the name of what it describes, and its location."""

    name: str
    text: str
    place: Location

    def location_of(self, tree: Tree, needle: str) -> Location:
        """The location of a part of the text, or of the start of the text."""
        path = self.place.path
        files = (tree.parameter_files, tree.status_files, tree.pages)
        file = next(kind[path] for kind in files if path in kind).text
        last = self.place.line + self.text.count("\n") + 2
        lines = file.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, line in enumerate(lines[self.place.line - 1 : last], self.place.line):
            if needle in line:
                return Location(self.place.path, number, line.index(needle) + 1)
        return self.place


def _descriptions(tree: Tree) -> Iterator[_Text]:
    """All descriptions of parameters and reasons of response codes."""
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
    """A literal in a description or a page lacks its opening or closing backticks.

    Two backticks without their counterpart, or in front of a letter, are shown as they are, or
    swallow the text up to the next ones; Sphinx warns about those in descriptions without naming
    the file and line.

    Passes: "The state: ``on`` or ``off``."

    Fails: "The state: ``on or ``off``."
    """
    for found in _descriptions(tree):
        if "``" not in found.text or _BLOCK.search(found.text):
            continue
        for paragraph in _PARAGRAPH.split(_ESCAPED.sub(" ", found.text)):
            if paragraph.count("``") % 2:
                bad = next((line for line in paragraph.split("\n") if line.count("``") % 2), "")
                needle = bad.strip()
                message = (
                    f"a literal lacks its opening or closing backticks: '{shortened(needle)}';"
                    " write ``name``"
                )
            elif match := _RUN_ON.search(paragraph):
                needle = match["literal"]
                message = f"a letter follows {needle[:-1]} directly; put a space between them"
            else:
                continue
            yield Defect(found.location_of(tree, needle), found.name, message)
            break
    for block in tree.blocks(Paragraph):
        literal = next((literal for literal in block.literals if "``" in literal), None)
        if literal is not None:
            shown = shortened(" ".join(literal.split()))
            yield Defect(
                _line_of(tree.pages[block.location.path], block, literal),
                shown,
                f"'{shown}' is read as one literal that contains two backticks; close each"
                " literal, as in ``name``",
            )


def _urls(tree: Tree) -> set[str]:
    return {endpoint.url.partition("?")[0].rstrip("/") for endpoint in tree.endpoints}


def _intended_url(word: str, urls: set[str], segments: Misspellings) -> str | None:
    """The word with one misspelt segment corrected, if that makes it the path of an operation."""
    method = _METHOD.match(word)
    start = method.end() if method else 0
    path, mark, query = word[start:].partition("?")
    if path.rstrip("/") in urls:
        return None
    parts = path.split("/")
    for index, part in enumerate(parts):
        intended = segments.intended(part) if part and part not in segments.known else None
        if intended is not None:
            corrected = "/".join((*parts[:index], intended, *parts[index + 1 :]))
            if corrected.rstrip("/") in urls:
                return word[:start] + corrected + mark + query
    return None


def _line_of(page: Page, block: Paragraph, literal: str) -> Location:
    """The location of the first line of a literal in a paragraph."""
    needle = literal.split("\n")[0]
    start = block.location
    end = start.line + block.text.count("\n")
    for number, line in enumerate(page.lines[start.line - 1 : end], start.line):
        if needle in line:
            return Location(page.path, number, line.index(needle) + 1)
    return start


def _known_names(tree: Tree) -> set[str]:
    """The names that the reference uses outside its texts."""
    known = {
        name
        for operation in tree.operations
        for part in operation.tables
        for row in part.table.rows
        for name in (row.name, row.key, *row.name.split("."))
    }
    for endpoint in tree.endpoints:
        known.update(_WORD.findall(endpoint.url))
    for file in schema_set(tree).files.values():
        for node in subschemas(file):
            known.update(str(part) for part in node.path)
            stated = node.value.get("enum")
            if isinstance(stated, list):
                known.update(str(value) for value in stated)
    return known


def _shown(tree: Tree) -> Counter[str]:
    """The names and texts that samples show, with the number of these samples."""
    return Counter(
        text
        for shown in members_by_path(tree).values()
        for text in {
            text
            for member in shown
            for text in (member.name, member.value)
            if isinstance(text, str)
        }
    )


@per_tree
def _marked(tree: Tree) -> tuple[_Text, ...]:
    """The literals in the paragraphs and tables of pages."""
    found: list[_Text] = []
    for page in tree.pages.values():
        for block in walk(page.body):
            if isinstance(block, TextTable):
                cells = (cell for row in block.rows for cell in row if cell.literals)
                found += map(_literals, cells)
            elif isinstance(block, Paragraph) and block.literals:
                found.append(_literals(block))
    return tuple(found)


def _literals(block: Cell | Paragraph) -> _Text:
    marked = " ".join(f"``{literal}``" for literal in block.literals)
    return _Text(block.text, marked + "\n" * block.text.count("\n"), block.location)


@rule(Severity.WARNING)
def literal_misspelt(tree: Tree) -> Iterator[Defect]:
    """A literal in a text is a name of the reference with a typo.

    Two adjacent letters are swapped, one inner letter is missing or too many, or another one in a
    long name of several words. The word is not itself the name of a row, parameter, field, value
    or URL, nor used often.

    Passes: "See ``created_at``.", with a row ``created_at``.

    Fails: "See ``craeted_at``.", with that row.
    """
    texts = (*_descriptions(tree), *_marked(tree))
    used = Counter(word for found in texts for word in set(literals(found.text)))
    known = _known_names(tree)
    known |= {word for word, count in used.items() if count >= OFTEN}
    # Constants, which need no marks to be recognised.
    constants = Counter(
        word for path in tree.texts for word in _CONSTANT.findall(file_text(tree, path))
    )
    known |= {word for word, count in constants.items() if count > 1}
    shown = _shown(tree)
    # What only one sample shows may be misspelt itself.
    misspellings = Misspellings(known | {text for text, count in shown.items() if count > 1})
    known |= shown.keys()
    urls = {part for url in _urls(tree) for part in accumulate(url.split("/"), "{}/{}".format)}
    segments = Misspellings({part for url in urls for part in url.split("/")})
    for found in texts:
        for word in dict.fromkeys(literals(found.text)):
            intended = None
            if word.startswith("/") or _METHOD.match(word):
                intended = _intended_url(word, urls, segments)
            elif word not in known and is_name(word):
                intended = misspellings.intended(word) or misspellings.with_another_letter(word)
                if intended is not None and _is_of_service(found, word):
                    intended = None
            if intended is not None:
                yield Defect(
                    found.location_of(tree, f"``{word}``"),
                    word,
                    f"nothing in the reference is named ``{word}``; did you mean ``{intended}``?",
                    intended=intended,
                )


def _is_of_service(found: _Text, word: str) -> bool:
    """Whether a text says that a word is an option or a policy; pages have their text as a name."""
    return any(
        _OF_SERVICE.match(text, match.end())
        for text in (found.name, found.text)
        for match in re.finditer(re.escape(word), text)
    )
