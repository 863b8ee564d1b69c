"""The placeholders of URLs compared with the path parameters of the operation's tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from apiref.analysis.operations.resources import is_among
from apiref.analysis.operations.urls import (
    DECORATION,
    Placeholder,
    malformed,
    placeholders,
    query_parameters,
    segments,
)
from apiref.analysis.parameters.names import singular, stem, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import (
    Resolved,
    TableUse,
    named_with_use,
    table_uses,
    unused_entries_named,
)
from apiref.analysis.samples.linked_sections import is_alias
from apiref.analysis.samples.misplaced_rows import (
    fitting_entry,
    is_alike,
    is_shown,
    misnamed_placeholder,
    stands_for,
)
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
_IDENTIFIERS = frozenset({"id", "ident", "uuid"})


class _NamedRow(NamedTuple):
    """A row of an operation, and its name without what authors write around it."""

    name: str
    found: Resolved

    @property
    def row(self) -> Row:
        """The row itself."""
        return self.found.row

    @property
    def parameter(self) -> Parameter:
        """The entry that the row refers to."""
        return self.found.parameter


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
        use = TableUse(part.table, operation, part.role)
        for row in part.table.rows:
            name = row.name.strip(DECORATION)
            parameter = by_key.get(row.key)
            if parameter is None or parameter.place not in ("header", "query", "body"):
                known.add(name)
            if parameter is None or part.role == "response":
                continue
            named = _NamedRow(name, Resolved(row, parameter, use))
            if parameter.place == "path":
                path_rows.setdefault(name, named)
            elif name not in known:
                elsewhere.setdefault(name, named)
    return known, path_rows, elsewhere


def _pair(tree: Tree, missing: list[Placeholder], rows: list[_NamedRow]) -> tuple[_Pair, ...]:
    """Which row documents which placeholder, by its key, its name, or other URLs."""
    found: list[_Pair] = []
    left = list(rows)
    if len(missing) == len(rows) == 1 and stands_for(rows[0].name, missing[0].name):
        return (_Pair(missing[0], rows[0]),)
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
            row = _misnamed_row(tree, matching, item)
            name, alternative, _ = item.name.partition("/")
            if row is not None:
                advice = f"rename that row to '{name}'"
                if alternative:
                    advice = "use one name for both"
                yield Defect(
                    item.location,
                    item.name,
                    f"no row of this operation documents placeholder '{{{item.name}}}', but line"
                    f" {row.location.line} documents '{row.name}'; {advice}, and refer to an entry"
                    " with 'in: path'",
                    operation.label,
                    (row.location,),
                    related=(*related, *_unused(tree, operation, item)),
                )
            elif item.name not in matching.elsewhere:
                advice = f" write one name, such as '{{{name}}}', and" if alternative else ""
                yield Defect(
                    item.location,
                    item.name,
                    f"no row of this operation documents placeholder '{{{item.name}}}';"
                    f"{advice} add a row '{name}' that refers to an entry with 'in: path'",
                    operation.label,
                    related=(*related, *_unused(tree, operation, item)),
                )


def _misnamed_row(tree: Tree, matching: _Matching, item: Placeholder) -> Row | None:
    """The only row that may document a placeholder, if its entry is of the body or missing."""
    for named in matching.elsewhere.values():
        if misnamed_placeholder(named.found) == item.name:
            return named.row
    tables = matching.operation.tables_of("request")
    rows = [row for table in tables for row in table.rows if stands_for(row.name, item.name)]
    if len(rows) != 1 or len(matching.undocumented) > 1:
        return None
    names = {part.name for it in matching.operation.endpoints for part in placeholders(it)}
    is_missing = all(rows[0].key not in tree.entries(table) for table in tables)
    return rows[0] if is_missing and rows[0].name not in names else None


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
    is at the row, or, if every row of that parameter is for a placeholder and no other entry fits,
    at the parameter.

    Passes: ``GET /servers/{server_id}`` with ``in: path`` in the entry of the row ``server_id``.

    Fails: ``in: body`` in that entry.
    """
    rows: list[tuple[_NamedRow, Operation]] = []
    for matching in _matchings(tree):
        found = (matching.elsewhere.get(item.name) for item in matching.undocumented)
        rows += ((row, matching.operation) for row in found if row is not None)
    for wrong in _by_entry(tree, rows, lambda row: "path"):
        place = wrong.parameter.place
        for row, operation, _, fitting in wrong.rows:
            if wrong.location is not None:
                yield wrong.defect(
                    row,
                    operation,
                    f"'in: {place}', but its rows document placeholders of URLs; write 'in: path'",
                )
                continue
            target = "an entry with 'in: path'"
            if fitting:
                target = f"the entry {named_with_use(tree, fitting)}"
            says = f"refers to the entry '{row.row.key}', which is 'in: {place}'; refer to {target}"
            if wrong.parameter.path not in tree.parameter_files:
                says = f"says that it is in the {place}; write 'path' there"
            yield Defect(
                row.row.key_location,
                row.row.name,
                f"'{{{row.row.name}}}' is a placeholder of the URL, but its row {says}",
                operation.label,
                related=(at("url", operation.location), *_cause(fitting)),
            )


class _Wrong(NamedTuple):
    """The rows of an entry whose ``in`` does not suit them.

    ``rows`` are the rows, each with its operation, the right ``in`` if that is known, and the entry
    that it should refer to, if there is one. ``location`` is that of the entry's own ``in`` if it
    is wrong: if it suits no row of the entry, and there is no other entry.
    """

    parameter: Parameter
    location: Location | None
    rows: tuple[tuple[_NamedRow, Operation, str | None, Parameter | None], ...]

    def defect(self, row: _NamedRow, operation: Operation, what: str) -> Defect:
        """The defect of the entry that one of its rows shows."""
        key = self.parameter.key
        return Defect(
            self.location or self.parameter.location,
            key,
            f"parameter '{key}' is {what}",
            operation.label,
            (row.row.location,),
            cause=Cause("entry", self.parameter.path, key),
            related=(at("url", operation.location),),
        )


def _by_entry(
    tree: Tree,
    rows: Iterable[tuple[_NamedRow, Operation]],
    right: Callable[[_NamedRow], str | None],
) -> Iterator[_Wrong]:
    """The rows whose entries have a wrong ``in``, by entry; ``right`` says which one is right."""
    groups: dict[tuple[str, str], list[tuple[_NamedRow, Operation, str | None]]] = {}
    for row, operation in rows:
        entry = (row.parameter.path, row.parameter.key)
        groups.setdefault(entry, []).append((row, operation, right(row)))
    for (path, key), group in groups.items():
        known = tuple(
            (row, operation, place, fitting_entry(tree, row.found, (place,)) if place else None)
            for row, operation, place in group
        )
        parameter = group[0][0].parameter
        field = parameter.field("in")
        has_other = any(fitting and is_alike(fitting, parameter) for *_, fitting in known)
        is_alone = _row_counts(tree)[path, key] == len(group)
        if {place for *_, place in group} == {"path"} and "path" in words(key):
            # The URL of the other row may lack the placeholder.
            is_alone = True
        blamed = field is not None and is_alone and not has_other
        if len(group) == 1 and known[0][2] is None:
            # The row may be wrong as well.
            blamed = False
        yield _Wrong(parameter, field.value_location if field and blamed else None, known)


def _cause(entry: Parameter | None) -> tuple[Cause, ...]:
    return (Cause("entry", entry.path, entry.key),) if entry else ()


@per_tree
def _row_counts(tree: Tree) -> Counter[tuple[str, str]]:
    """How many rows refer to each parameter."""
    return Counter(
        (use.table.path or "", row.key) for use in table_uses(tree) for row in use.table.rows
    )


@rule(Severity.ERROR)
def path_parameter_not_in_url(tree: Tree) -> Iterator[Defect]:
    """A table has a path parameter that no URL of its operation contains.

    The placeholder is missing from the URL, or the parameter is sent elsewhere. If that is so for
    all rows of a parameter and no other entry fits, the finding is at the parameter. There is none
    if the parameter is ``required: false`` and described as one that only some URLs of a service
    contain, or if another path parameter replaces it in some versions.

    Passes: ``GET /servers/{server_id}`` and the row ``server_id``, whose parameter is
    ``in: path``.

    Fails: ``GET /servers`` and that row.
    """
    rows = [
        (row, matching.operation)
        for matching in _matchings(tree)
        if all(endpoint.url for endpoint in matching.operation.endpoints)
        for row in matching.superfluous
        if not _is_explained(row.parameter)
        and not _is_of_other_versions(tree, matching.operation, row)
    ]
    for wrong in _by_entry(tree, rows, lambda row: _sent_in(tree, row)):
        expected = {place for _, _, place, _ in wrong.rows}
        (only,) = expected if len(expected) == 1 else (None,)
        for row, operation, place, fitting in wrong.rows:
            if wrong.location is not None:
                yield wrong.defect(
                    row,
                    operation,
                    "'in: path', but no URL of the operations that document it contains it;"
                    + (f" write 'in: {only}'" if only else " correct the 'in'"),
                )
                continue
            yield Defect(
                row.row.location,
                row.name,
                f"no URL of this operation contains path parameter '{row.name}';"
                f" {_advice(tree, row, operation, place, fitting)}",
                operation.label,
                (operation.endpoint.url_location,),
                related=(at("url", operation.location), *_cause(fitting)),
            )


def _is_explained(parameter: Parameter) -> bool:
    """Whether an optional parameter is described as one that only some URLs contain."""
    required = parameter.field("required")
    return (
        required is not None
        and required.value is False
        and _OF_SOME_URLS.search(parameter.description) is not None
    )


def _is_of_other_versions(tree: Tree, operation: Operation, row: _NamedRow) -> bool:
    """Whether a row is for other versions than a further path row, by their bounds or its key."""
    entry = row.parameter
    last = words(entry.key)[-1:]
    is_bound = entry.min_version or entry.max_version or any(map(str.isdigit, last))
    others = [
        other
        for part in operation.tables
        for other_row, other in tree.rows(part.table)
        if other.place == "path" and other_row.location != row.row.location
    ]
    return bool(is_bound) and any(other.min_version or other.max_version for other in others)


def _sent_in(tree: Tree, row: _NamedRow) -> str | None:
    """Where a parameter is sent that is not in the path, if anything says so."""
    operation = row.found.use.operation
    if operation is None:
        return None
    endpoints = operation.endpoints
    if any(name == row.name for it in endpoints for name, _ in query_parameters(it.url)):
        return "query"
    if is_shown(tree, row.found):
        return "body"
    if row.name in _uses(tree)[""] or _IDENTIFIERS.intersection(words(row.name)):
        # The URL may lack the placeholder.
        return None
    return "query" if operation.methods <= USUALLY_BODYLESS else None


def _is_in_sibling(tree: Tree, operation: Operation, name: str) -> bool:
    """Whether the URL of an operation would be that of another one with a further placeholder."""
    return (segments(operation.endpoint.url), name, "POST" in operation.methods) in _extended(tree)


@per_tree
def _extended(tree: Tree) -> set[tuple[tuple[str, ...], str, bool]]:
    """The URLs without one of their placeholders, its name, and whether the method is POST."""
    found = set()
    for endpoint in tree.endpoints:
        for placeholder in placeholders(endpoint):
            url, start = endpoint.url, placeholder.offset
            rest = url[start:].partition("}")[2]
            is_post = endpoint.method.upper() == "POST"
            found.add((segments(url[:start] + rest), placeholder.name, is_post))
    return found


def _advice(
    tree: Tree, row: _NamedRow, operation: Operation, place: str | None, fitting: Parameter | None
) -> str:
    """What to do about a path row that the URL does not contain."""
    target = "refer to an entry with " + (f"'in: {place}'" if place else "the right 'in'")
    if row.parameter.path not in tree.parameter_files:
        target = f"write {repr(place) if place else 'where it is'} instead of 'path'"
    elif fitting is not None:
        target = f"refer to the entry {named_with_use(tree, fitting)}"
    advice = [target]
    if _is_in_sibling(tree, operation, row.name):
        advice.insert(0, f"add '{{{row.name}}}' to '{operation.endpoint.url}'")
    if place == "body" and len(advice) == 1:
        return target
    return ", ".join((*advice, "or remove the row"))
