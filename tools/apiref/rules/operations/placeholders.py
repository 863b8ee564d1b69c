"""The placeholders of URLs compared with the path parameters of the operation's tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from apiref.analysis.operations.resources import is_among
from apiref.analysis.operations.urls import (
    DECORATION,
    Placeholder,
    malformed,
    placeholders,
)
from apiref.analysis.parameters.names import singular, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import table_uses, unused_entries_named
from apiref.analysis.samples.linked_sections import is_alias
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, Operation
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.suggestions import VERY_CLOSE, Suggester

_BRACED = re.compile(r"[{,/][+#?&]?([^{},/:*]*)(?=[^{}]*\})")
# What descriptions say of a parameter that only the URLs of some versions have.
_OF_SOME_URLS = re.compile(
    r"(?i)\b(?:URLs?|URIs?|optional|since|before|prior to|until|as of|versions?)\b|/\{\w+\}"
)
_OF_QUERIES = re.compile(r"(?i)\b(?:default|filter)")


class _NamedRow(NamedTuple):
    """A row with its parameter, and its name without what authors write around it."""

    name: str
    row: Row
    parameter: Parameter


class _Pair(NamedTuple):
    """A placeholder and the row that documents it under another name."""

    placeholder: Placeholder
    row: _NamedRow


class _Matching(NamedTuple):
    """How the placeholders of an operation's URLs match its rows.

    ``elsewhere`` has the rows with a placeholder's name whose parameter is not sent in the path.
    """

    operation: Operation
    undocumented: tuple[Placeholder, ...]
    superfluous: tuple[_NamedRow, ...]
    misnamed: tuple[_Pair, ...]
    elsewhere: dict[str, _NamedRow]


@per_tree
def _matchings(tree: Tree) -> tuple[_Matching, ...]:
    return tuple(_match(tree, operation) for operation in tree.operations)


@per_tree
def _uses(tree: Tree) -> dict[str, Counter[str]]:
    """How many endpoints of each page have each placeholder; of all pages with an empty path."""
    found: dict[str, Counter[str]] = {"": Counter()}
    for endpoint in tree.endpoints:
        names = {placeholder.name for placeholder in placeholders(endpoint)}
        found.setdefault(endpoint.location.path, Counter()).update(names)
        found[""].update(names)
    return found


def _match(tree: Tree, operation: Operation) -> _Matching:
    known, path_rows, elsewhere = _rows(tree, operation)
    wanted: dict[str, Placeholder] = {}
    named: set[str] = set()
    for endpoint in operation.endpoints:
        for placeholder in placeholders(endpoint):
            if placeholder.name:
                wanted.setdefault(placeholder.name, placeholder)
        named.update(name.strip() for name in _BRACED.findall(endpoint.url))
        named.update(part.name for part in malformed(endpoint.url))
    open_rows = [row for name, row in path_rows.items() if name not in {*named, *wanted}]
    missing = [item for name, item in wanted.items() if name not in known]
    pairs = _pair(tree, [item for item in missing if item.name not in elsewhere], open_rows)
    paired = {pair.placeholder.name for pair in pairs} | {pair.row.name for pair in pairs}
    return _Matching(
        operation,
        tuple(item for item in missing if item.name not in paired),
        tuple(row for row in open_rows if row.name not in paired),
        pairs,
        elsewhere,
    )


def _rows(
    tree: Tree, operation: Operation
) -> tuple[set[str], dict[str, _NamedRow], dict[str, _NamedRow]]:
    """The names that count as documented, the path rows, and the rows of other places by name.

    A row that cannot be resolved counts as documented. A path parameter in a response table is
    misplaced, and counts only as documentation.
    """
    known: set[str] = set()
    path_rows: dict[str, _NamedRow] = {}
    elsewhere: dict[str, _NamedRow] = {}
    for part in operation.tables:
        by_key = tree.entries(part.table)
        for row in part.table.rows:
            name = row.name.strip(DECORATION)
            parameter = by_key.get(row.key)
            if parameter is None or parameter.place not in ("header", "query", "body"):
                known.add(name)
            elif part.role != "response":
                elsewhere.setdefault(name, _NamedRow(name, row, parameter))
            if parameter is None or parameter.place != "path":
                continue
            if part.role != "response":
                path_rows.setdefault(name, _NamedRow(name, row, parameter))
    return known, path_rows, elsewhere


def _pair(tree: Tree, missing: list[Placeholder], rows: list[_NamedRow]) -> tuple[_Pair, ...]:
    """Which row documents which placeholder, by its key, its name, or other URLs."""
    found: list[_Pair] = []
    left = list(rows)
    for placeholder in missing:
        best = max(left, key=lambda row: _likeness(tree, placeholder, row), default=None)
        if best is None:
            break
        if any(_likeness(tree, placeholder, best)):
            found.append(_Pair(placeholder, best))
            left.remove(best)
    return tuple(found)


def _likeness(tree: Tree, placeholder: Placeholder, row: _NamedRow) -> tuple[bool, bool]:
    """Whether a row documents a placeholder for certain, and whether it at least resembles it."""
    name = placeholder.name
    certain = (
        words(name) in (words(row.name), words(row.row.key))
        or stem(name) == stem(row.row.key)
        or row.name in _names_after(tree)[_before(placeholder)]
    )
    if certain:
        return True, True
    return False, Suggester([row.name, row.row.key], VERY_CLOSE).closest(name) is not None


@per_tree
def _names_after(tree: Tree) -> dict[str, set[str]]:
    """The names of the placeholders of all URLs, by what is before them."""
    found: dict[str, set[str]] = {}
    for endpoint in tree.endpoints:
        for placeholder in placeholders(endpoint):
            found.setdefault(_before(placeholder), set()).add(placeholder.name)
    return found


def _before(placeholder: Placeholder) -> str:
    """The URL before a placeholder, without the names of other ones."""
    return _BRACED.sub("{}", placeholder.endpoint.url[: placeholder.offset])


def _right_name(tree: Tree, page: str, pair: _Pair) -> str | None:
    """Which of the two names of a pair is right, if anything says so.

    Not the key of an entry with its suffix. Otherwise the name that fits the collection before the
    placeholder; of two that differ in their separators, that with those of most placeholders; the
    one that other URLs have, first of all those of the page; or the key of the row, or its stem.
    """
    ours, theirs, key = pair.placeholder.name, pair.row.name, pair.row.row.key
    if ours == key and stem(key) != words(key):
        return theirs
    path = pair.placeholder.endpoint.url[: pair.placeholder.offset].rstrip("/")
    collection = [singular(word) for word in words(path.rpartition("/")[2])]
    evidence: list[tuple[int, int]] = []
    here, there = {*words(ours)} - {*words(theirs)}, {*words(theirs)} - {*words(ours)}
    if here and there:
        fits, they_fit = (any(is_among(it, collection) for it in own) for own in (here, there))
        evidence.append((fits, they_fit))
    if words(ours) == words(theirs):
        styles = Counter[str]()
        for name, count in _uses(tree)[""].items():
            styles[_separators(name)] += count
        evidence.append((styles[_separators(ours)] - 1, styles[_separators(theirs)]))
    evidence += [
        *((uses[ours] > 1, theirs in uses) for uses in (_uses(tree)[page], _uses(tree)[""])),
        (stem(key) == words(ours), stem(key) == words(theirs)),
        (key == ours, key == theirs),
    ]
    for one, other in evidence:
        if one != other:
            return ours if one > other else theirs
    return None


def _separators(name: str) -> str:
    return "".join(sorted({char for char in name if char in "-_"}))


@rule(Severity.ERROR)
def url_placeholder_misnamed(tree: Tree) -> Iterator[Defect]:
    """A placeholder of a URL and the row that documents it have different names.

    The finding is at the one that is wrong, judging by the URL before it, other URLs and the key of
    the row. Often the URL has the key of the parameter, with its suffix, instead of its name.

    Passes: ``GET /servers/{server_id}`` with the row ``server_id: server_id_path``.

    Fails: ``GET /servers/{server_id_path}`` with that row.
    """
    for matching in _matchings(tree):
        for pair in matching.misnamed:
            name, row = pair.placeholder.name, pair.row
            if not name.isascii() and row.name.isascii():
                # A character that is invalid in URLs is reported on its own.
                continue
            right = _right_name(tree, matching.operation.location.path, pair)
            here, there = pair.placeholder.location, row.row.location
            if right == name:
                here, there = there, here
                message = (
                    f"no URL of this operation contains path parameter '{row.name}', but one"
                    f" contains '{{{name}}}'; rename the row to '{name}'"
                )
                has_entry = row.parameter.path in tree.parameter_files
                if has_entry and stem(row.row.key) == words(row.name) != words(name):
                    message += ", and refer to its own entry"
            else:
                advice = f"write '{{{right}}}' in the URL" if right else "use one name for both"
                message = (
                    f"no row of this operation documents placeholder '{{{name}}}', but line"
                    f" {row.row.location.line} documents '{row.name}'; {advice}"
                )
            yield Defect(
                here,
                row.name if right == name else name,
                message,
                matching.operation.label,
                (there,),
                related=(_url(matching),),
            )


def _url(matching: _Matching) -> Cause:
    return at("url", matching.operation.location)


@rule(Severity.ERROR)
def url_placeholder_undocumented(tree: Tree) -> Iterator[Defect]:
    """No row of the operation's tables documents a placeholder of its URL.

    Readers cannot learn what to put there. os-api-ref warns about it without naming the page.

    Passes: ``GET /servers/{server_id}`` and a table with the row ``server_id``.

    Fails: ``GET /servers/{server_id}`` and a table without that row.
    """
    known = _known_by_section(tree)
    for matching in _matchings(tree):
        operation = matching.operation
        related = (_url(matching), at("tables", operation.location))
        undocumented = [item for item in matching.undocumented if not _in_text(operation, item)]
        if not undocumented:
            continue
        if is_alias(operation):
            continue
        if not operation.tables:
            if known[operation.title_location].issuperset(item.name for item in undocumented):
                # A table below another rest_method of the same section documents them.
                continue
            first, *others = undocumented
            names = ", ".join(f"'{{{item.name}}}'" for item in undocumented)
            yield Defect(
                first.location,
                first.name,
                f"the operation has no table that documents {names}; add a rest_parameters table"
                " for its request",
                operation.label,
                tuple(item.location for item in others),
                related=related,
            )
            continue
        for item in undocumented:
            if item.name not in matching.elsewhere:
                name, alternative, _ = item.name.partition("/")
                advice = f" write one name, such as '{{{name}}}', and" if alternative else ""
                yield Defect(
                    item.location,
                    item.name,
                    f"no row of this operation documents placeholder '{{{item.name}}}';"
                    f"{advice} add a row '{name}' that refers to an entry with 'in: path'",
                    operation.label,
                    related=(*related, *_unused(tree, operation, item)),
                )


def _unused(tree: Tree, operation: Operation, item: Placeholder) -> Iterator[Cause]:
    """The unused entry that the missing row would refer to."""
    for entry in unused_entries_named(tree, operation, [item.name], "path"):
        yield Cause("entry", entry.path, entry.key)


@per_tree
def _known_by_section(tree: Tree) -> dict[Location, frozenset[str]]:
    """The names of the rows in each section with operations."""
    found: dict[Location, frozenset[str]] = {}
    for operation in tree.operations:
        names = {row.name.strip(DECORATION) for it in operation.tables for row in it.table.rows}
        before = found.get(operation.title_location, frozenset())
        found[operation.title_location] = before | names
    return found


def _in_text(operation: Operation, item: Placeholder) -> bool:
    """Whether a text table documents a placeholder, or, without any other table, the prose."""
    for text_part in operation.text_tables:
        for row in text_part.table.rows:
            if row and row[0].text.strip(DECORATION) == item.name:
                return True
    if any(part.role != "response" for part in operation.tables):
        return False
    for paragraph in operation.paragraphs:
        if any(literal.strip(DECORATION) == item.name for literal in paragraph.literals):
            return True
        before, name, after = paragraph.text.partition(item.name)
        if name and not before.strip(DECORATION) and re.match(r"\W*[:(\u2013-]", after):
            return True
    return False


@rule(Severity.ERROR)
def path_parameter_elsewhere(tree: Tree) -> Iterator[Defect]:
    """The row of a URL's placeholder refers to a parameter that is not ``in: path``.

    The page then tells readers to send the value in the body, the query or a header. The finding
    is at the row, or, if every row of that parameter is for a placeholder, at the parameter.

    Passes: ``GET /servers/{server_id}`` with ``in: path`` in the entry of the row ``server_id``.

    Fails: ``in: body`` in that entry.
    """
    found: dict[tuple[str, str], list[tuple[_NamedRow, _Matching]]] = {}
    for matching in _matchings(tree):
        for item in matching.undocumented:
            other = matching.elsewhere.get(item.name)
            if other is not None:
                entry = (other.parameter.path, other.parameter.key)
                found.setdefault(entry, []).append((other, matching))
    for (path, key), rows in found.items():
        parameter = rows[0][0].parameter
        place = parameter.field("in")
        fitting = _path_entry(tree, parameter)
        related = (Cause("entry", path, fitting),) if fitting else ()
        if _row_counts(tree)[path, key] == len(rows) and place is not None:
            for other, matching in rows:
                yield Defect(
                    place.value_location,
                    key,
                    f"parameter '{key}' is 'in: {parameter.place}', but all its rows document"
                    " placeholders of URLs; write 'in: path'",
                    matching.operation.label,
                    (other.row.location,),
                    cause=Cause("entry", path, key),
                    related=(_url(matching), *related),
                )
            continue
        target = f"the entry '{fitting}'" if fitting else "an entry with 'in: path'"
        says = f"refers to the entry '{key}', which is 'in: {parameter.place}'; refer to {target}"
        if path not in tree.parameter_files:
            says = f"says that it is in the {parameter.place}; write 'path' there"
        for other, matching in rows:
            yield Defect(
                other.row.key_location,
                other.row.name,
                f"'{{{other.row.name}}}' is a placeholder of the URL, but its row {says}",
                matching.operation.label,
                related=(_url(matching), *related),
            )


@per_tree
def _row_counts(tree: Tree) -> Counter[tuple[str, str]]:
    """How many rows refer to each parameter."""
    return Counter(
        (use.table.path or "", row.key) for use in table_uses(tree) for row in use.table.rows
    )


def _path_entry(tree: Tree, parameter: Parameter) -> str | None:
    """The key of the only entry in the same file with the same stem that is ``in: path``."""
    file = tree.parameter_files.get(parameter.path)
    keys = [
        other.key
        for other in (file.parameters if file is not None else ())
        if other.place == "path" and stem(other.key) == stem(parameter.key)
    ]
    return keys[0] if len(keys) == 1 else None


@rule(Severity.ERROR)
def path_parameter_not_in_url(tree: Tree) -> Iterator[Defect]:
    """A table has a path parameter that no URL of its operation contains.

    The placeholder is missing from the URL, or the parameter is sent elsewhere. If that is so for
    all rows of a parameter, the finding is at the parameter. There is none if the parameter is
    ``required: false`` and described as one that only some URLs of a service contain.

    Passes: ``GET /servers/{server_id}`` and the row ``server_id``, whose parameter is
    ``in: path``.

    Fails: ``GET /servers`` and that row.
    """
    found: dict[tuple[str, str], list[tuple[_NamedRow, Operation]]] = {}
    for matching in _matchings(tree):
        if all(endpoint.url for endpoint in matching.operation.endpoints):
            for path_row in matching.superfluous:
                entry = (path_row.parameter.path, path_row.parameter.key)
                found.setdefault(entry, []).append((path_row, matching.operation))
    for (path, key), rows in found.items():
        parameter = rows[0][0].parameter
        place = parameter.field("in")
        optional = parameter.field("required")
        explained = _OF_SOME_URLS.search(parameter.description) is not None
        if optional is not None and optional.value is False and explained:
            continue
        if place is not None and len(rows) > 1 and _row_counts(tree)[path, key] == len(rows):
            for path_row, operation in rows:
                yield Defect(
                    place.value_location,
                    key,
                    f"parameter '{key}' is 'in: path', but no URL of the operations that document"
                    " it contains it; correct the 'in'",
                    operation.label,
                    (path_row.row.location,),
                    cause=Cause("entry", path, key),
                    related=(at("url", operation.location),),
                )
            continue
        target = "refer to an entry with the right 'in'", "refer to an entry with 'in: query'"
        if path not in tree.parameter_files:
            target = "write where it is instead of 'path'", "write 'query' instead of 'path'"
        for path_row, operation in rows:
            advice = [f"add '{{{path_row.name}}}' to '{operation.endpoint.url}'"]
            advice.append(target[0])
            is_query = _OF_QUERIES.search(parameter.description) is not None
            if path_row.name not in _uses(tree)[""] and (
                is_query or operation.methods <= USUALLY_BODYLESS
            ):
                advice = [target[1], advice[0]]
            yield Defect(
                path_row.row.location,
                path_row.name,
                f"no URL of this operation contains path parameter '{path_row.name}';"
                f" {', '.join(advice)}, or remove the row",
                operation.label,
                (operation.endpoint.url_location,),
                related=(at("url", operation.location),),
            )
