"""Directives without effect: a missing colon, a misspelt name, an unknown option."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.operations.places import operation_at
from apiref.analysis.pages.extensions import has_known_markup
from apiref.analysis.pages.misspelt_directives import (
    ADMONITIONS,
    CONTENT,
    KNOWN,
    RECENT,
    MisspeltDirective,
    files_named_in,
    misspelt_directives,
)
from apiref.model.cause import Cause, Kind, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import is_part_title, is_same_path
from apiref.model.page import Directive, LiteralBlock, Page, TextTable, walk
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import CLOSE, hint

_TABLE_OPTION = re.compile(r"\s+:(?P<name>header-rows|stub-columns):")
_OF_FILES = ("image", "figure")
_ADMONITIONS_WITH_CONTENT = ADMONITIONS - {"versionadded", "versionchanged", "deprecated"}


@rule(Severity.ERROR)
def directive_ineffective(tree: Tree) -> Iterator[Defect]:
    """A directive is read as a comment or as text, because its dots or colons are wrong.

    The page lacks what the directive should show, or shows its source.

    Passes: ``.. literalinclude:: samples/server.json``.

    Fails: ``.. literalinclude: samples/server.json``.
    """
    for found in misspelt_directives(tree):
        if found.wrong and found.name in CONTENT:
            yield _ineffective(tree, found)


@rule(Severity.WARNING)
def admonition_ineffective(tree: Tree) -> Iterator[Defect]:
    """An admonition, such as a note, is read as a comment or as text.

    Its dots or colons are wrong, so readers do not see it as a box.

    Passes: ``.. note:: Only administrators may do this.``

    Fails: ``.. note: Only administrators may do this.``
    """
    for found in misspelt_directives(tree):
        if found.wrong and found.name in ADMONITIONS and not _is_above_title(tree, found):
            yield _ineffective(tree, found)


def _is_above_title(tree: Tree, found: MisspeltDirective) -> bool:
    """Whether it is a comment above the title of its page, which is for authors."""
    first = next(iter(tree.pages[found.location.path].body.subsections), None)
    is_above = first is not None and found.location.line < first.location.line
    return is_above and found.text.startswith(".. ")


def _ineffective(tree: Tree, found: MisspeltDirective) -> Defect:
    advice = f"write '.. {found.name}::'"
    if found.name == "rest_method" and _is_repeated(tree, found):
        advice = "it repeats the URL of the operation, so remove it"
    message = f"directive '{found.name}' has no effect: {found.wrong}; {advice}"
    return Defect(
        found.location,
        found.name,
        message,
        cause=at("block", found.location),
        related=tuple(_missing_parts(tree, found)),
    )


def _is_repeated(tree: Tree, found: MisspeltDirective) -> bool:
    """Whether a ``rest_method`` in a part of an operation repeats the URL of that operation."""
    operation = operation_at(tree, found.location)
    url = found.text.split("\n", 1)[0].split()[-1]
    return (
        operation is not None
        and is_same_path(url, operation.endpoint.url)
        and any(
            is_part_title(section.title)
            and found.location in [it.location for it in section.children]
            for section in tree.pages[found.location.path].body.subsections
        )
    )


# The part of an operation that each directive shows.
_SHOWN: dict[str, Kind] = {
    "literalinclude": "samples",
    "rest_parameters": "tables",
    "rest_status_code": "codes",
}


def _missing_parts(tree: Tree, found: MisspeltDirective) -> Iterator[Cause]:
    """What a page lacks without the directive: what it would show, and all that it refers to."""
    operation = operation_at(tree, found.location)
    if operation is not None and found.intended in _SHOWN:
        yield at(_SHOWN[found.intended], operation.location)
    if found.intended == "rest_expand_all":
        yield Cause("expand-all", found.location.path)
    for path in files_named_in(found):
        yield Cause("file", path)
    for word in found.text.split():
        if found.intended == "rest_parameters":
            yield from (Cause("entry", path, word) for path in tree.parameter_files)
        elif found.intended == "rest_status_code":
            yield from (Cause("reason", path, word) for path in tree.status_files)


@rule(Severity.ERROR)
def directive_misspelt(tree: Tree) -> Iterator[Defect]:
    """The name of a directive is unknown, but close to a known one.

    Sphinx drops the directive with its content.

    Passes: ``.. rest_parameters:: parameters.yaml``.

    Fails: ``.. rest_paramters:: parameters.yaml``.
    """
    for found in misspelt_directives(tree):
        if not found.wrong:
            yield Defect(
                found.location,
                found.name,
                f"there is no directive '{found.name}'; did you mean '{found.intended}'?",
                cause=at("block", found.location),
                related=tuple(_missing_parts(tree, found)),
                intended=found.intended,
            )


@rule(Severity.ERROR)
def directive_unknown(tree: Tree) -> Iterator[Defect]:
    """No extension has a directive of that name.

    Sphinx drops the directive with its content. Nothing is reported if ``conf.py`` has extensions
    other than those of Sphinx and OpenStack. A directive that Sphinx has had since 7.3 or 9.0 only,
    such as ``versionremoved``, is a warning, since distributions build with earlier ones.

    Passes: ``.. versionadded:: 2.1``.

    Fails: ``.. versionintroduced:: 2.1``.
    """
    if not has_known_markup(tree):
        return
    misspelt = {found.location for found in misspelt_directives(tree)}
    for block in tree.blocks(Directive):
        if block.name in RECENT:
            message = (
                f"Sphinx has the directive '{block.name}' since {RECENT[block.name]} only, and"
                " earlier ones drop it with its content; write a note instead"
            )
            yield Defect(block.location, block.name, message, severity=Severity.WARNING)
        elif block.name not in KNOWN and ":" not in block.name and block.location not in misspelt:
            close = hint(block.name, KNOWN, CLOSE)
            yield Defect(block.location, block.name, f"there is no directive '{block.name}'{close}")


@rule(Severity.WARNING)
def directive_empty(tree: Tree) -> Iterator[Defect]:
    """A directive that needs content is empty, or one of an image names no file.

    Passes: ``.. note:: Only administrators may do this.``

    Fails: ``.. note::`` without anything below it.
    """
    for page in tree.pages.values():
        for block in walk(page.body):
            name = _empty_directive(page, block)
            if name:
                problem = "has no content; add it, indented, below the directive"
                if name in _OF_FILES:
                    problem = "names no file; add it after the colons"
                yield Defect(block.location, name, f"directive '{name}' {problem}")


def _empty_directive(page: Page, block: object) -> str:
    """The name of a directive without content, or an empty string."""
    if isinstance(block, TextTable) and not block.rows and not block.header:
        return "list-table" if "list-table" in _line(page, block.location) else ""
    if isinstance(block, LiteralBlock) and not block.text.strip():
        line = _line(page, block.location)
        return "code-block" if "code-block" in line or "sourcecode" in line else ""
    if isinstance(block, Directive) and block.name in _ADMONITIONS_WITH_CONTENT:
        return "" if block.children or block.argument else block.name
    if isinstance(block, Directive) and block.name in _OF_FILES:
        return "" if block.argument else block.name
    return ""


def _line(page: Page, place: Location) -> str:
    return page.lines[place.line - 1] if place.line <= len(page.lines) else ""


@rule(Severity.ERROR)
def option_without_directive(tree: Tree) -> Iterator[Defect]:
    """An option of a table stands alone, because the line of its directive is missing.

    Passes: ``:header-rows: 1`` below ``.. list-table::``.

    Fails: ``:header-rows: 1`` below an empty line.
    """
    for page in tree.pages.values():
        is_below_directive = False
        for number, line in enumerate(page.lines, 1):
            match = _TABLE_OPTION.match(line)
            if match is not None and not is_below_directive:
                name = match["name"]
                yield Defect(
                    Location(page.path, number, match.start("name")),
                    name,
                    f"option '{name}' belongs to no directive; add '.. list-table::' above it",
                )
            is_below_directive = bool(line.strip()) and (is_below_directive or "::" in line)


@rule(Severity.ERROR)
def directive_option(tree: Tree) -> Iterator[Defect]:
    """A directive has an option that it does not support, or the same option twice.

    Sphinx then shows an error instead of the directive.

    Passes: ``:language: json`` in a ``literalinclude``.

    Fails: ``:langauge: json`` in a ``literalinclude``.
    """
    for problem in tree.problems:
        if problem.kind == "directive-option":
            yield Defect(problem.location, problem.subject, problem.message)
