"""What may stand at the cursor, the likely things first.

The text in the editor is usually incomplete here, so only the line and its directive are looked at;
everything else comes from the last reading.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from apiref.analysis.parameters.names import stem
from apiref.analysis.parameters.type_names import STANDARD
from apiref.analysis.rows.entries import unused_entries
from apiref.analysis.samples.files import unshown
from apiref.lsp.places import rows_with
from apiref.lsp.positions import line_of
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, Operation, placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import FIELDS, PLACES, Parameter
from apiref.rules.registry import all_rules

_DIRECTIVE = re.compile(r"(?P<indent> *)\.\. (?P<name>\w+)::[ ]*(?P<argument>.*)")
_ITEM = re.compile(r" +- +(?:(?P<name>\S+):[ ]+)?(?P<typed>\S*)$")
_REASON = re.compile(r" +- +\d+: +(?P<reason>\S+)")
_FIELD = re.compile(r"[ ]+(?:(?P<name>\w+):[ ]+)?(?P<typed>\w*)$")
_RULES = re.compile(r"apiref:\s*ignore(?:-file)?\s*=\s*(?:[\w-]+\s*,\s*)*(?P<typed>[\w-]*)$")
_FIRST_ERROR = "4"
# Behind all places.
_OTHER_NAME = 100
_VALUES = {"in": PLACES, "type": STANDARD, "required": ("true", "false")}

Kind = Literal["key", "code", "reason", "file", "rule", "field", "value"]


class Completion(NamedTuple):
    """A text that may replace what is typed; ``rank`` is low for likely ones.

    ``entry`` is that of a key.
    """

    kind: Kind
    text: str
    detail: str = ""
    rank: int = 0
    entry: Parameter | None = None


class _Directive(NamedTuple):
    """The directive around the cursor: the number of its line, its name and its argument."""

    line: int
    name: str
    argument: str


def completions(tree: Tree, text: str, place: Location) -> tuple[Location, list[Completion]]:
    """Where the typed text begins, and what may stand there, the likely things first."""
    before = line_of(text, place.line)[: place.column - 1]
    typed = ""
    found: Iterator[Completion] = iter(())
    if match := _RULES.search(before):
        tree_rules = (rule for rule in all_rules().values() if rule.kind == "tree")
        typed = match["typed"]
        found = (Completion("rule", rule.name, rule.summary) for rule in tree_rules)
    elif place.path in tree.pages:
        typed, found = _on_page(tree, text, place, before)
    elif (
        # Any other YAML file may be one of parameters, even if it cannot be read.
        place.path.endswith((".yaml", ".yml"))
        and place.path not in tree.status_files
        and (match := _FIELD.match(before))
    ):
        typed, found = match["typed"], _fields(text, place.line, match["name"])
    start = place._replace(column=place.column - len(typed))
    fitting = (each for each in found if each.text.lower().startswith(typed.lower()))
    return start, sorted(fitting, key=lambda each: (each.rank, each.text))


def _fields(text: str, line: int, name: str | None) -> Iterator[Completion]:
    """The fields that the entry around a line lacks, or the values of one."""
    if name is not None:
        yield from (Completion("value", value) for value in _VALUES.get(name, ()))
        return
    around = (*_indented(text, line, -1), *_indented(text, line, 1))
    stated = {content.partition(":")[0].strip() for _, content in around}
    for rank, field in enumerate(FIELDS):
        if field not in stated:
            yield Completion("field", f"{field}: ", rank=rank)


def _indented(text: str, line: int, step: int) -> Iterator[tuple[int, str]]:
    """The lines below one, or above it, up to the next one that is not indented."""
    number = line + step
    while 1 <= number <= text.count("\n") + 1:
        content = line_of(text, number)
        if content.strip() and not content.startswith(" "):
            return
        yield number, content
        number += step


def _on_page(
    tree: Tree, text: str, place: Location, before: str
) -> tuple[str, Iterator[Completion]]:
    """The typed text, and what may stand there."""
    directive = _directive(text, place.line)
    if directive is None:
        return "", iter(())
    folder = posixpath.dirname(tree.pages[place.path].base)
    if directive.line == place.line:
        typed = before[-1:].strip() and before.split()[-1]
        return typed, _arguments(tree, folder, directive)
    item = _ITEM.match(before)
    if item is None:
        return "", iter(())
    path = posixpath.normpath(posixpath.join(folder, directive.argument.rpartition(" ")[2]))
    if directive.name == "rest_parameters" and path in tree.parameter_files:
        return item["typed"], _keys(tree, path, text, place, directive, item["name"])
    if directive.name == "rest_status_code" and path in tree.status_files:
        return item["typed"], _codes(tree, path, text, place, directive, item["name"])
    return "", iter(())


def _directive(text: str, line: int) -> _Directive | None:
    """The directive in a line, or the one whose content the line is."""
    for number in range(line, 0, -1):
        content = line_of(text, number)
        match = _DIRECTIVE.match(content)
        if match is not None:
            return _Directive(number, match["name"], match["argument"])
        if content.strip() and not content.startswith(" "):
            return None
    return None


def _arguments(tree: Tree, folder: str, directive: _Directive) -> Iterator[Completion]:
    """The files that a directive may name, unused ones first."""
    files: tuple[str, ...] = ()
    if directive.name == "literalinclude":
        files = (*tree.samples, *tree.other_files)
    elif directive.name == "rest_parameters":
        files = (*tree.parameter_files,)
    elif directive.name == "rest_status_code":
        files = (*tree.status_files,)
        if not directive.argument.startswith(("success ", "error ")):
            yield from (Completion("value", f"{kind} ") for kind in ("success", "error"))
            return
    hidden = unshown(tree) if directive.name == "literalinclude" else ()
    for path in files:
        yield Completion("file", posixpath.relpath(path, folder), rank=path not in hidden)


def _keys(
    tree: Tree, path: str, text: str, place: Location, directive: _Directive, name: str | None
) -> Iterator[Completion]:
    """The keys of a file, or whole rows; those of the name and of the fitting place first."""
    places, in_url = _fitting(tree, text, place.path, directive.line)
    unused = {entry.key for entry in unused_entries(tree) if entry.path == path}
    table = _indented(text, directive.line, 1)
    listed = {content.rpartition(": ")[2] for line, content in table if line != place.line}
    for entry in tree.parameter_files[path].by_key().values():
        if entry.key in listed:
            continue
        rows = [row.name for row in rows_with(tree, entry)]
        shown = max(rows, key=rows.count) if rows else "_".join(stem(entry.key)) or entry.key
        fits = entry.place in places and (entry.place != "path" or shown in in_url)
        rank = 2 * (places.index(entry.place) if fits else len(PLACES)) + (entry.key not in unused)
        if name is not None and name not in (shown, entry.key):
            rank += _OTHER_NAME
        written = entry.key if name is not None else f"{shown}: {entry.key}"
        yield Completion("key", written, f"{entry.place} {entry.type}", rank, entry)


def _fitting(
    tree: Tree, text: str, page: str, line: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of the parameters of a table, likely ones first, and the names in its URL."""
    tables = 0
    for number in range(line - 1, 0, -1):
        match = _DIRECTIVE.match(line_of(text, number))
        if match is None:
            continue
        if match["name"] == "rest_method":
            label = " ".join(match["argument"].split())
            found = (it for it in tree.operations if it.page == page and it.label == label)
            operation = next(found, None)
            if operation is None:
                break
            return _places_of(operation, tables), placeholders(operation.endpoint.url)
        tables += match["name"] == "rest_parameters"
    return (), ()


def _places_of(operation: Operation, index: int) -> tuple[str, ...]:
    role = operation.tables[index].role if index < len(operation.tables) else None
    if role == "response":
        return ("body", "header")
    if operation.methods <= USUALLY_BODYLESS:
        return ("path", "query", "header")
    return ("path", "body", "query", "header")


def _codes(
    tree: Tree, path: str, text: str, place: Location, directive: _Directive, code: str | None
) -> Iterator[Completion]:
    """The codes of a file that the list lacks, or the reasons of one; the fitting ones first."""
    is_error = directive.argument.startswith("error")
    table = _indented(text, directive.line, 1)
    listed = {
        content.strip("- ").partition(":")[0] for line, content in table if line != place.line
    }
    for entry in tree.status_files[path].entries:
        if code is None and entry.code not in listed:
            yield Completion("code", entry.code, rank=(entry.code >= _FIRST_ERROR) != is_error)
        elif code == entry.code:
            near = dict.fromkeys(_reasons_near(text, place.line), "not in the file yet")
            known = {reason.key: " ".join(reason.text.split()) for reason in entry.reasons}
            for key, detail in (near | known).items():
                yield Completion("reason", key, detail, rank=key not in near)


def _reasons_near(text: str, line: int) -> Iterator[str]:
    """The reasons that other lines of the same operation refer to."""
    lines = text.splitlines()
    heads = [number for number, content in enumerate(lines, 1) if ".. rest_method::" in content]
    first = max((number for number in heads if number <= line), default=1)
    last = min((number for number in heads if number > line), default=len(lines) + 1)
    for number in range(first, last):
        if number != line and (match := _REASON.match(lines[number - 1])):
            yield match["reason"]
