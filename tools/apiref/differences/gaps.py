"""What a reference lacks of an OpenAPI document that a service's code generates, or the reverse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from apiref.analysis.operations.urls import is_version, segments
from apiref.analysis.parameters.values import identity
from apiref.analysis.rows.documentation import DocumentedField
from apiref.differences.operations import Comparison
from apiref.differences.outlines import SUCCESS, outlined
from apiref.differences.views import Document, Object, Operation
from apiref.model.change import Change
from apiref.model.finding import Finding, Severity
from apiref.model.location import Location
from apiref.model.operation import Operation as Documented
from apiref.model.operation import Role
from apiref.model.tree import Tree
from apiref.openapi.document import openapi
from apiref.openapi.ledger import Ledger
from apiref.openapi.paths import single_endpoints, template
from apiref.openapi.rows import Rows, rows_of
from apiref.openapi.samples import TextOf

# The rules of the comparison, with what they report.
GAPS = {
    "compare-operation": (Severity.WARNING, "Only one side has an operation or an action."),
    "compare-parameter": (Severity.WARNING, "Only one side has a query parameter or a header."),
    "compare-body": (Severity.WARNING, "Only one side has a body of the request."),
    "compare-field": (Severity.WARNING, "Only one side has a field of a body."),
    "compare-type": (Severity.WARNING, "The types of a field or parameter exclude one another."),
    "compare-code": (Severity.WARNING, "Only one side has a response code below 400."),
    "compare-error-code": (Severity.INFO, "Only one side has a response code of an error."),
}
_RULES = (
    (re.compile(r"(required-)?parameter-(added|removed)"), "compare-parameter"),
    (re.compile(r"(required-)?request-body-(added|removed)"), "compare-body"),
    (
        re.compile(r"(request|response)-(\w+-)?property-(added|removed|no-longer-allowed)"),
        "compare-field",
    ),
    (re.compile(r"(request|response)-type-changed"), "compare-type"),
    (re.compile(r"success-code-(added|removed)"), "compare-code"),
    (re.compile(r"error-code-(added|removed)"), "compare-error-code"),
)


Shape = Callable[[Operation], tuple[str, ...]]


class _Pair(NamedTuple):
    """An operation of the reference, and the same one of the document."""

    ours: Operation
    theirs: Operation


def gaps(tree: Tree, text_of: TextOf, document: Object) -> list[Finding]:
    """What a reference and a document do not have in common, in the order of reports.

    ``text_of`` returns the text of a sample that is not JSON, or None.
    """
    return sorted(_Gaps(tree, text_of, document).findings(), key=lambda found: found.sort_key)


class _Gaps:
    def __init__(self, tree: Tree, text_of: TextOf, document: Object) -> None:
        self.tree = tree
        reference = Document(openapi(tree, text_of).document)
        self.generated = Document(document)
        self.ours = list(reference.operations())
        self.theirs = [
            action
            for operation in self.generated.operations()
            for action in self.generated.generated_actions(operation)
        ]
        self.comparison = Comparison(self.generated, reference)
        self.documented: dict[tuple[str, str, str], Documented] = {}
        for documented in tree.operations:
            for endpoint in single_endpoints(documented):
                key = endpoint.method.lower(), template(endpoint.url).shape, documented.title
                self.documented.setdefault(key, documented)

    def findings(self) -> Iterator[Finding]:
        pairs, ours, theirs = _paired(self.ours, self.theirs)
        for operation in ours:
            documented = self._documented(operation)
            yield _finding(
                "compare-operation",
                documented.location,
                operation.label,
                f"the document has no {_named(operation)}",
                operation.label,
            )
        for operation in theirs:
            yield _finding(
                "compare-operation",
                self._neighbour(operation),
                _subject(operation),
                f"the reference has no {_named(operation)}",
                operation.label,
            )
        groups: dict[tuple[str, ...], list[_Pair]] = {}
        for pair in pairs:
            groups.setdefault((pair.theirs.method, pair.theirs.path), []).append(pair)
        for group in groups.values():
            yield from self._differences(group)

    def _differences(self, pairs: list[_Pair]) -> Iterator[Finding]:
        """What operations of one URL of the document do not have in common with the reference.

        What the document says of all of them together, any of the reference may have.
        """
        lacking: dict[tuple[str, ...], list[Finding]] = {}
        counts = Counter(pair.theirs.action for pair in pairs)
        are_told_apart = len({identity(pair.theirs.value.get("responses")) for pair in pairs}) > 1
        for pair in pairs:
            action = pair.theirs.action
            documented = self._documented(pair.ours)
            outlines = outlined(pair.theirs, pair.ours)
            places = _Places(self.tree, documented)
            has_errors = any(code[:1] in "45" for code in outlines[0].value["responses"])
            for change in self.comparison.operation(*outlines):
                rule = next((rule for form, rule in _RULES if form.fullmatch(change.id)), None)
                if rule is None or (rule == "compare-error-code" and not has_errors):
                    continue
                location, further = places.of(change)
                label = documented.label
                found = _finding(rule, location, change.name, _message(change), label)
                found = found._replace(places=further)
                if change.kind != "removed":
                    yield found
                    continue
                is_own = change.place == "request" and not change.what.endswith(" parameter")
                is_own |= are_told_apart and change.place == f"response {SUCCESS}"
                key = rule, change.place, change.name, *([action] if is_own else [])
                lacking.setdefault(key, []).append(found)
        for key, findings in lacking.items():
            expected = counts[key[3]] if len(key) > 3 else len(pairs)
            if len(findings) == expected:
                others = tuple(found.location for found in findings[1:])
                yield findings[0]._replace(places=tuple(dict.fromkeys(others)))

    def _documented(self, operation: Operation) -> Documented:
        """The operation of the reference that an operation of its document comes from."""
        method, shape, _ = operation.key
        title = operation.action or str(operation.value.get("summary") or "")
        same = (found for key, found in self.documented.items() if key[:2] == (method, shape))
        return self.documented.get((method, shape, title)) or next(same)

    def _neighbour(self, operation: Operation) -> Location:
        """Where to document an operation: beside the one with the most similar URL."""
        wanted = _without_version(operation)
        best, location = -1, Location(self.tree.source)
        for other in self.ours:
            pairs = zip(wanted, _without_version(other), strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            if same > best:
                best, location = same, self._documented(other).location
        return location


def _paired(
    ours: Iterable[Operation], theirs: Iterable[Operation]
) -> tuple[list[_Pair], list[Operation], list[Operation]]:
    """The same operations of both sides, and the others of each.

    The names of placeholders do not matter, nor does what stands before the first of them or before
    a version, unless several operations are the same without it.
    """
    pairs: list[_Pair] = []
    known: dict[tuple[str, tuple[str, ...]], list[Operation]]
    left, right = list(ours), list(theirs)
    for shape in (_segments, _without_version, _without_project):
        known = {}
        for operation in right:
            known.setdefault((operation.method, shape(operation)), []).append(operation)
        ambiguous = _ambiguous(left, shape) | _ambiguous(right, shape)
        rest, used = [], set()
        for operation in left:
            key = (operation.method, shape(operation))
            found = _same_action(operation, known.get(key, ())) if key not in ambiguous else None
            if found is None:
                rest.append(operation)
            else:
                used.add(id(found))
                pairs.append(_Pair(operation, found))
        left, right = rest, [operation for operation in right if id(operation) not in used]
    return pairs, left, right


def _ambiguous(operations: Iterable[Operation], shape: Shape) -> set[tuple[str, tuple[str, ...]]]:
    """The shapes that operations of several paths have."""
    found: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for operation in operations:
        key = operation.method, shape(operation)
        found.setdefault(key, set()).add(_segments(operation))
    return {key for key, paths in found.items() if len(paths) > 1}


def _same_action(operation: Operation, others: Sequence[Operation]) -> Operation | None:
    """The operation of the same URL with the same action, if they are actions.

    Several operations of the reference may describe one of the document.
    """
    same = [other for other in others if other.action == operation.action != ""]
    named = same or [
        other for other in others if other.action and other.action in operation.members
    ]
    plain = [other for other in others if not other.action or not operation.action]
    return next(iter(named or (plain if len(others) == 1 else [])), None)


def _segments(operation: Operation) -> tuple[str, ...]:
    return segments(operation.path)


def _without_version(operation: Operation) -> tuple[str, ...]:
    """The segments after the version, if it is one of the first two."""
    found = _segments(operation)
    for at, segment in enumerate(found[:2]):
        if is_version(segment):
            return found[at + 1 :]
    return found


def _without_project(operation: Operation) -> tuple[str, ...]:
    """The segments without the version, and without the project or the like after it."""
    found = _without_version(operation)
    return found[1:] if found[:1] == ("{}",) and len(found) > 1 else found


def _named(operation: Operation) -> str:
    action = f"action '{operation.action}' of " if operation.action else ""
    return f"{action}{operation.label}"


def _subject(operation: Operation) -> str:
    return operation.action or operation.label


def _finding(rule: str, location: Location, subject: str, message: str, label: str) -> Finding:
    # Names of a document may have any characters.
    text = " ".join(message.split())
    return Finding(rule, GAPS[rule][0], location, subject, text, label)


def _message(change: Change) -> str:
    """What a change from the document to the reference means."""
    if change.kind == "changed":
        name = change.name
        return f"'{name}' is {change.after} in the reference, and {change.before} in the document"
    place = "response" if change.place == f"response {SUCCESS}" else change.place
    what = "request" if change.what == "body" else f"{change.what} '{change.name}'"
    lacking = "document" if change.kind == "added" else "reference"
    if change.what == "body":
        return f"the {lacking} has no body of the request"
    inside = "" if change.what == "code" else f" in the {place}"
    return f"the {lacking} has no {what}{inside}"


class _Places:
    """Finds the places in the pages of what was compared."""

    def __init__(self, tree: Tree, operation: Documented) -> None:
        self.operation = operation
        self.rows: Rows = rows_of(tree, operation, Ledger())

    def of(self, change: Change) -> tuple[Location, tuple[Location, ...]]:
        """The place of a change, and further places."""
        role: Role = "request" if change.place == "request" else "response"
        if change.what == "code":
            return self._code(change.name), ()
        row = self._row(change, role)
        if row is None:
            return self.operation.place_of_rows(role), ()
        stated = row.parameter.field("type") if change.what == "type" else None
        if stated is None:
            return row.row.location, ()
        return row.row.location, (stated.value_location,)

    def _row(self, change: Change, role: Role) -> DocumentedField | None:
        name = change.name.rpartition(" parameter ")[2]
        parts = name.replace("[]", "").split(".")
        if " parameter" in f"{change.what} {change.name}":
            rows = [*self.rows.query, *self.rows.headers]
        else:
            rows = self.rows.request if role == "request" else self.rows.response
        same = [row for row in rows if row.name == parts[-1] or row.row.name == name]
        fitting = [row for row in same if list(row.parts) == parts[-len(row.parts) :]]
        return next(iter(fitting or same), None) if change.kind != "removed" else None

    def _code(self, name: str) -> Location:
        for table in self.operation.statuses:
            for code in table.codes:
                if code.text == name:
                    return code.location
        return next((table.location for table in self.operation.statuses), self.operation.location)
