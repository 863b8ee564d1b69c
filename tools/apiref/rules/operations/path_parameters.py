"""Path parameters that are sent elsewhere, and rows of placeholders whose entries are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from apiref.analysis.operations.urls import placeholders, query_parameters, segments
from apiref.analysis.parameters.names import IDENTIFIERS, words
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import named_with_use, table_uses
from apiref.analysis.rows.placeholders import NamedRow, matchings, placeholder_uses
from apiref.analysis.samples.misplaced_rows import fitting_entry, is_alike, is_shown
from apiref.model.cause import Cause, at
from apiref.model.finding import Defect, Severity
from apiref.model.location import Location
from apiref.model.operation import USUALLY_BODYLESS, Operation
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule

# What descriptions say of a parameter that only the URLs of some versions have.
_OF_SOME_URLS = re.compile(
    r"(?i)\b(?:URLs?|URIs?|optional|since|before|prior to|until|as of|versions?)\b|/\{\w+\}"
)
# A description of fewer words may be that of several things.
_SENTENCE = 5


@rule(Severity.ERROR)
def path_parameter_elsewhere(tree: Tree) -> Iterator[Defect]:
    """The row of a URL's placeholder refers to a parameter that is not ``in: path``.

    The page then tells readers to send the value in the body, the query or a header. The finding
    is at the row, or, if every row of that parameter is for a placeholder and no other entry fits,
    at the parameter.

    Passes: ``GET /servers/{server_id}`` with ``in: path`` in the entry of the row ``server_id``.

    Fails: ``in: body`` in that entry.
    """
    rows: list[tuple[NamedRow, Operation]] = []
    for matching in matchings(tree):
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
    rows: tuple[tuple[NamedRow, Operation, str | None, Parameter | None], ...]

    def defect(self, row: NamedRow, operation: Operation, what: str) -> Defect:
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
    rows: Iterable[tuple[NamedRow, Operation]],
    right: Callable[[NamedRow], str | None],
) -> Iterator[_Wrong]:
    """The rows whose entries have a wrong ``in``, by entry; ``right`` says which one is right."""
    groups: dict[tuple[str, str], list[tuple[NamedRow, Operation, str | None]]] = {}
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
        has_other = any(fitting and _is_same(fitting, parameter) for *_, fitting in known)
        is_alone = _row_counts(tree)[path, key] == len(group)
        if "path" in words(key):
            # Then the URL of another row may lack the placeholder, and else that of a single one.
            is_right = {place for *_, place in group} == {"path"}
            is_alone = is_right or (is_alone and len(group) > 1)
        blamed = field is not None and is_alone and not has_other
        if len(group) == 1 and known[0][2] is None:
            # The row may be wrong as well.
            blamed = False
        yield _Wrong(parameter, field.value_location if field and blamed else None, known)


def _is_same(one: Parameter, other: Parameter) -> bool:
    """Whether two entries have the same type, or one description that is a sentence."""
    text = one.description.strip()
    is_sentence = len(text.split()) >= _SENTENCE
    return is_alike(one, other) or (is_sentence and text == other.description.strip())


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
        for matching in matchings(tree)
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


def _is_of_other_versions(tree: Tree, operation: Operation, row: NamedRow) -> bool:
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


def _sent_in(tree: Tree, row: NamedRow) -> str | None:
    """Where a parameter is sent that is not in the path, if anything says so."""
    operation = row.found.use.operation
    if operation is None:
        return None
    endpoints = operation.endpoints
    if any(name == row.name for it in endpoints for name, _ in query_parameters(it.url)):
        return "query"
    if is_shown(tree, row.found):
        return "body"
    if row.name in placeholder_uses(tree)[""] or not IDENTIFIERS.isdisjoint(words(row.name)):
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
    tree: Tree, row: NamedRow, operation: Operation, place: str | None, fitting: Parameter | None
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
