"""Files and text that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.places import operation_at
from apiref.analysis.pages.broken_directives import named_below
from apiref.analysis.per_tree import per_tree
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location, Problem
from apiref.model.page import SampleReference
from apiref.model.tree import Tree
from apiref.rules.registry import rule

# A title is at most so many lines above its operation, with a label between them.
_NEAR = 4
_DIRECTIVE = re.compile(r"\s*\.\. [\w:-]+::(?:\s|$)")
# What to do about common messages of docutils, by words in them.
_TOO_SHORT = "Possible title underline"
_ADVICE = {
    _TOO_SHORT: "if the line above is a title, underline all of it",
    "underline too short": "make it as long as the title",
    "overline too short": "make it, and the underline, as long as the title",
    "ends without a blank line": "add one above this line, or indent this line if it goes on there",
    "Unexpected indentation": "add a blank line above this line, or align it with the text above",
    "Inline literal start-string": "close it with two backticks within the paragraph",
    "Inline interpreted text": "close it with a backtick, or write two for a literal",
    "Inline emphasis start-string": "close it with an asterisk, or write '\\*' for a mere asterisk",
    "Inline strong start-string": "close it with two asterisks, or write '\\*' for each of them",
    "Literal block expected": "indent what follows the '::', or end the text above with ':'",
    "Title level inconsistent": "underline it like the titles of its level above",
}


def _of_kind(tree: Tree, kind: str) -> Iterator[Defect]:
    for problem in tree.problems:
        if problem.kind == kind:
            operation = operation_at(tree, problem.location)
            parts = [*_titled(tree, problem)]
            if kind == "directive-syntax":
                parts.append(_line(problem.location))
            if operation is not None:
                parts.append(at("tables", operation.location))
            if problem.message.startswith("Explicit markup ends"):
                parts += named_below(tree, problem.location)
                parts.append(_line(problem.location, -1))
            advice = next((what for words, what in _ADVICE.items() if words in problem.message), "")
            place = problem.location
            if "Unexpected indentation" in problem.message and _is_below_directive(tree, place):
                place = place._replace(line=place.line - 1)
                advice = "this directive is read as text; add a blank line above it"
            yield Defect(
                place,
                problem.subject,
                f"{problem.message.rstrip(':')}; {advice}" if advice else problem.message,
                related=tuple(parts),
            )


def _is_below_directive(tree: Tree, place: Location) -> bool:
    """Whether the line above a place is a directive, which then lacks a blank line above it."""
    lines = tree.pages[place.path].lines if place.path in tree.pages else ()
    return (
        _DIRECTIVE.match(lines[place.line - 2] if 1 < place.line <= len(lines) else "") is not None
    )


def _line(place: Location, offset: int = 0) -> Cause:
    """A line, or one beside it."""
    return at("block", Location(place.path, place.line + offset))


def _titled(tree: Tree, problem: Problem) -> Iterator[Cause]:
    """The title above an underline that is too short, or the operation that lacks it."""
    place = problem.location
    if "underline too short" in problem.message:
        yield at("block", Location(place.path, place.line - 1, place.column))
    if _TOO_SHORT in problem.message:
        for line in range(place.line + 1, place.line + 1 + _NEAR):
            if (place.path, line) in _operations(tree):
                yield at("url", _operations(tree)[place.path, line])


@per_tree
def _operations(tree: Tree) -> dict[tuple[str, int], Location]:
    """The operations by page and line."""
    places = (operation.location for operation in tree.operations)
    return {(place.path, place.line): place for place in places}


@rule(Severity.ERROR)
def unreadable_file(tree: Tree) -> Iterator[Defect]:
    """A file of the reference cannot be read.

    It is a folder or a device, is larger than 8 MB, lacks the read permission, or is a link out of
    the repository; nothing outside the repository is ever read.

    Passes: a regular file below the checked folder.

    Fails: ``samples/server.json`` as a link to ``/etc/passwd``.
    """
    return _of_kind(tree, "unreadable-file")


@rule(Severity.ERROR)
def wrong_encoding(tree: Tree) -> Iterator[Defect]:
    """A file is not encoded in UTF-8.

    Sphinx reads sources as UTF-8, and RFC 8259 requires it for JSON.

    Passes: ``café`` saved as UTF-8.

    Fails: ``café`` saved as Latin-1.
    """
    return _of_kind(tree, "wrong-encoding")


@rule(Severity.WARNING)
def byte_order_mark(tree: Tree) -> Iterator[Defect]:
    """A file starts with a byte order mark.

    RFC 8259 forbids it in JSON, and readers who copy a sample copy it as well.

    Passes: a file whose first character belongs to its content.

    Fails: a file that starts with U+FEFF.
    """
    return _of_kind(tree, "byte-order-mark")


@rule(Severity.ERROR)
def json_syntax(tree: Tree) -> Iterator[Defect]:
    """A sample or schema is not valid JSON, or a literal block of a page lacks a comma to be.

    Readers who copy it, and programs that parse it, get an error. Literal blocks are only reported
    if nothing but commas is missing or too much; otherwise they may be meant as they are.

    Passes::

        {"id": 1, "name": "a"}

    Fails::

        {"id": 1 "name": "a",}
    """
    texts = {path: sample.text for path, sample in tree.samples.items()}
    for defect in _of_kind(tree, "json-syntax"):
        path = defect.location.path
        if not texts.get(path, "any").strip():
            # Often it is the page that is wrong, since there is no body.
            shown = (it for it in tree.blocks(SampleReference) if it.path == path)
            defect = defect._replace(places=tuple(it.file_location for it in shown))
        yield defect


@rule(Severity.ERROR)
def json_duplicate_key(tree: Tree) -> Iterator[Defect]:
    """An object in a JSON file has the same member twice.

    Parsers keep one of the two, and not all keep the same one.

    Passes::

        {"id": 1, "name": "a"}

    Fails::

        {"id": 1, "id": 2}
    """
    return _of_kind(tree, "json-duplicate-key")


@rule(Severity.ERROR)
def yaml_syntax(tree: Tree) -> Iterator[Defect]:
    """A file of parameters or response codes is not valid YAML.

    No table that refers to it can be shown.

    Passes::

        id:
          in: body

    Fails::

        id:
          in: "body
    """
    return _of_kind(tree, "yaml-syntax")


@rule(Severity.ERROR)
def yaml_structure(tree: Tree) -> Iterator[Defect]:
    """A file of parameters or response codes is YAML with the wrong structure.

    A parameters file maps each key to a mapping of fields; a file of response codes maps each
    code to a mapping of reasons. The usual cause is wrong indentation.

    Passes::

        id:
          in: body

    Fails::

        id:
        in: body
    """
    return _of_kind(tree, "yaml-structure")


@rule(Severity.ERROR)
def rst_syntax(tree: Tree) -> Iterator[Defect]:
    """A page is not valid RST according to docutils.

    The page shows an error, or lacks what the markup should show.

    Passes::

        Title
        =====

    Fails::

        ====
        Title
    """
    return _of_kind(tree, "rst-syntax")


@rule(Severity.WARNING)
def rst_warning(tree: Tree) -> Iterator[Defect]:
    """The markup of a page makes docutils warn.

    The text is shown, but seldom as intended.

    Passes::

        Title
        =====

    Fails::

        Title
        ====
    """
    return _of_kind(tree, "rst-warning")


@rule(Severity.WARNING)
def description_syntax(tree: Tree) -> Iterator[Defect]:
    """The markup of a description or of a reason makes docutils warn.

    The text is shown, but seldom as intended, and Sphinx does not name the file and line.

    Passes::

        description: |
          - one
            that goes on

    Fails::

        description: |
          - one
          that goes on
    """
    return _of_kind(tree, "description-syntax")


@rule(Severity.ERROR)
def directive_syntax(tree: Tree) -> Iterator[Defect]:
    """The list in a ``rest_parameters`` or ``rest_status_code`` directive cannot be read.

    os-api-ref drops whatever is not a ``- name: key`` item, or the whole table.

    Passes::

        .. rest_parameters:: parameters.yaml

           - id: server_id

    Fails::

        .. rest_parameters:: parameters.yaml

           - id
             server_id

    A list without a blank line above it also fails.
    """
    return _of_kind(tree, "directive-syntax")
