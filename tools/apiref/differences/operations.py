"""Compares the operations of two documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.differences.schemas import (
    Difference,
    SchemaComparison,
    deprecated,
    identified,
    versions_changed,
)
from apiref.differences.views import Document, Object, Operation, as_object
from apiref.model.change import CHANGES, Change, Kind
from apiref.openapi.fields import MIN_VERSION
from apiref.openapi.operations import ANCHOR

# How values of parameters are written unless stated.
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def changes(old: Object, new: Object) -> list[Change]:
    """The changes from one document to another, in document order.

    Texts for people, such as descriptions and examples, are ignored.
    """
    documents = Document(old), Document(new)
    before, after = ({one.key: one for one in document.operations()} for document in documents)
    _pair_renamed(before, after)
    comparison = Comparison(*documents)
    found = list(comparison.whole())
    for key, operation in before.items():
        if key in after:
            found += comparison.operation(operation, after[key])
        else:
            found.append(_all_of(operation, "removed"))
    found += [_all_of(operation, "added") for key, operation in after.items() if key not in before]
    return found


def _all_of(operation: Operation, kind: Kind) -> Change:
    name = operation.action or str(operation.value.get("summary") or operation.label)
    difference = Difference(f"operation-{kind}", kind, "operation", name, *_sides(kind, name))
    return _made(operation, "", difference, difference.id)


def _made(operation: Operation | None, place: str, difference: Difference, name: str) -> Change:
    label, action = (operation.label, operation.action) if operation is not None else ("", "")
    _, kind, what, field, before, after = difference
    return Change(label, action, place, name, kind, what, field, before, after, CHANGES[name].level)


def _sides(kind: Kind, name: Any) -> tuple[Any, Any]:
    """What was before and after something was added or removed."""
    return (None, name) if kind == "added" else (name, None)


def _pair_renamed(
    before: dict[tuple[str, str, str], Operation], after: dict[tuple[str, str, str], Operation]
) -> None:
    """Match operations whose title is new, or that had no title because they were alone.

    With the same path and method, the match has the same title, sends the same member, or is the
    only one left.
    """
    come: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    gone: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for ours, theirs, left in ((after, before, come), (before, after, gone)):
        for key in ours:
            if key not in theirs:
                left.setdefault(key[:2], []).append(key)
    for shared, keys in gone.items():
        others = come.get(shared, [])
        for is_alike in (_has_same_title, _has_same_verb, _are_alone):
            for key in list(keys):
                alike = [other for other in others if is_alike(before[key], after[other])]
                if len(alike) == 1 and (
                    is_alike is not _are_alone or len(keys) == len(others) == 1
                ):
                    after[key] = after.pop(alike[0])
                    keys.remove(key)
                    others.remove(alike[0])


def _has_same_title(one: Operation, other: Operation) -> bool:
    return bool(one.value.get("summary") == other.value.get("summary"))


def _has_same_verb(one: Operation, other: Operation) -> bool:
    return one.verb == other.verb != ""


def _are_alone(one: Operation, other: Operation) -> bool:
    return True


class Comparison:
    """Compares two documents; a change of a part that many operations refer to is told of each."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = old
        self.new = new
        self.sent = SchemaComparison(old, new, "request")
        self.answered = SchemaComparison(old, new, "response")
        self.parameter = SchemaComparison(old, new, "request", is_text=True)
        self.header = SchemaComparison(old, new, "response", is_text=True)

    def whole(self) -> Iterator[Change]:
        """The changes of what holds for all operations."""
        for difference in (
            *self._servers(self.old.value, self.new.value),
            *_secured(self.old.security(), self.new.security()),
        ):
            yield _made(None, "", difference, difference.id)

    def operation(self, old: Operation, new: Operation) -> Iterator[Change]:
        """The changes of one operation."""
        is_flat = ANCHOR in old.value or ANCHOR in new.value
        self.sent.is_flat = self.answered.is_flat = is_flat
        for place, comparison, difference in (
            *(("", self.sent, difference) for difference in self._operation(old, new)),
            *(("request", self.sent, difference) for difference in self._parameters(old, new)),
            *(("request", self.sent, difference) for difference in self._request(old, new)),
            *self._responses(old.value, new.value),
        ):
            name = identified(comparison.direction, difference.id)
            yield _made(new, place, difference, name)

    def _operation(self, old: Operation, new: Operation) -> Iterator[Difference]:
        yield from versions_changed(old.value, new.value, "")
        yield from deprecated(old.value, new.value, "operation", "")
        before, after = (one.value.get("operationId") for one in (old, new))
        if before != after and before and after:
            yield Difference("operation-id-changed", "changed", "operationId", "", before, after)
        yield from self._servers(old.value, new.value)
        if "security" in old.value or "security" in new.value:
            yield from _secured(self.old.security(old.value), self.new.security(new.value))

    def _servers(self, old: Object, new: Object) -> Iterator[Difference]:
        before, after = self.old.servers(old), self.new.servers(new)
        for url in dict.fromkeys((*before, *after)):
            if url not in before or url not in after:
                kind: Kind = "removed" if url in before else "added"
                yield Difference(f"server-{kind}", kind, "server", url, *_sides(kind, url))

    def _parameters(self, one: Operation, another: Operation) -> Iterator[Difference]:
        before, after = one.parameters(), another.parameters()
        for key in dict.fromkeys((*before, *after)):
            if key not in before or key not in after:
                # What the path has, it has whether declared or not.
                if key[0] != "path":
                    yield _parameter(key[0], before.get(key), after.get(key))
                continue
            old, new = before[key], after[key]
            name = f"{key[0]} parameter {new.get('name')}"
            if key[0] == "path" and old.get("name") != new.get("name"):
                names = old.get("name"), new.get("name")
                yield Difference("parameter-renamed", "changed", "name", name, *names)
            was, now = (parameter.get("required") is True for parameter in (old, new))
            if was != now:
                kind = f"parameter-became-{'required' if now else 'optional'}"
                yield Difference(kind, "changed", "required", name, was, now)
            styles = [_style(parameter, key[0]) for parameter in (old, new)]
            if styles[0] != styles[1]:
                yield Difference("parameter-style-changed", "changed", "style", name, *styles)
            yield from deprecated(old, new, "parameter", name)
            yield from versions_changed(old, new, name)
            schemas = [_schema(parameter) for parameter in (old, new)]
            if key[0] == "path" and {} in schemas:
                continue
            for difference in self.parameter.differences(*schemas):
                field = difference.field
                dot = "." if field and not field.startswith("[") else ""
                yield difference._replace(field=f"{name}{dot}{field}")

    def _request(self, one: Operation, another: Operation) -> Iterator[Difference]:
        old, new = (
            self.old.resolve(one.value.get("requestBody")),
            self.new.resolve(another.value.get("requestBody")),
        )
        if not old and not new:
            return
        was, now = old.get("required") is True, new.get("required") is True
        if not old or not new:
            kind: Kind = "removed" if old else "added"
            name = f"request-body-{kind}"
            name = f"required-{name}" if now else name
            yield Difference(name, kind, "body", "body", *_sides(kind, "body"))
            return
        if was != now:
            kind_of = f"request-body-became-{'required' if now else 'optional'}"
            yield Difference(kind_of, "changed", "required", "body", was, now)
        yield from self._content(old, new, self.sent)

    def _content(
        self, old: Object, new: Object, comparison: SchemaComparison
    ) -> Iterator[Difference]:
        before, after = as_object(old.get("content")), as_object(new.get("content"))
        for name in dict.fromkeys((*before, *after)):
            if name not in before or name not in after:
                kind: Kind = "removed" if name in before else "added"
                yield Difference(
                    f"media-type-{kind}", kind, "media type", name, *_sides(kind, name)
                )
                continue
            schemas = (as_object(content[name]).get("schema", {}) for content in (before, after))
            for difference in comparison.differences(*schemas):
                yield difference._replace(field=difference.field or "body")

    def _responses(
        self, old: Object, new: Object
    ) -> Iterator[tuple[str, SchemaComparison, Difference]]:
        before, after = (as_object(one.get("responses")) for one in (old, new))
        for code in sorted({*before, *after}):
            place, found = f"response {code}", self.answered
            if code not in before or code not in after:
                kind: Kind = "removed" if code in before else "added"
                name = f"{'success' if code[:1] in '123' else 'error'}-code-{kind}"
                yield place, found, Difference(name, kind, "code", code, *_sides(kind, code))
                continue
            one, other = self.old.resolve(before[code]), self.new.resolve(after[code])
            for difference in (*self._headers(one, other), *self._content(one, other, found)):
                yield place, found, difference

    def _headers(self, old: Object, new: Object) -> Iterator[Difference]:
        before, after = (
            {str(name).lower(): (name, value) for name, value in headers.items()}
            for headers in (as_object(old.get("headers")), as_object(new.get("headers")))
        )
        for key in dict.fromkeys((*before, *after)):
            name = (after.get(key) or before[key])[0]
            one = self.old.resolve(before.get(key, ("", {}))[1])
            other = self.new.resolve(after.get(key, ("", {}))[1])
            was, now = one.get("required") is True, other.get("required") is True
            if key not in before or key not in after:
                kind: Kind = "removed" if key in before else "added"
                optional = "optional-" if key in before and not was else ""
                yield Difference(
                    f"{optional}header-{kind}", kind, "header", name, *_sides(kind, name)
                )
                continue
            label = f"header {name}"
            if was != now:
                kind_of = f"header-became-{'required' if now else 'optional'}"
                yield Difference(kind_of, "changed", "required", label, was, now)
            yield from deprecated(one, other, "header", label)
            for difference in self.header.differences(_schema(one), _schema(other)):
                yield difference._replace(field=label)


def _parameter(place: str, old: Object | None, new: Object | None) -> Difference:
    """The change that a parameter is new or gone."""
    what = f"{place} parameter"
    if new is None:
        name = str((old or {}).get("name"))
        return Difference("parameter-removed", "removed", what, name, name, None)
    name = str(new.get("name"))
    is_needed = new.get("required") is True and MIN_VERSION not in new
    kind = "required-parameter-added" if is_needed else "parameter-added"
    return Difference(kind, "added", what, name, None, name)


def _style(parameter: Object, place: str) -> str:
    """How values of a parameter are written."""
    style = str(parameter.get("style") or _STYLES.get(place))
    is_exploded = parameter.get("explode", style == "form") is True
    return f"{style}{', exploded' if is_exploded else ''}"


def _schema(parameter: Object) -> Any:
    """The schema of a parameter or header, which may be that of its only media type."""
    for content in as_object(parameter.get("content")).values():
        return as_object(content).get("schema", {})
    return parameter.get("schema", {})


def _secured(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    """The changes between two sets of alternatives for authentication."""
    what = "authentication"
    if not before or not after:
        if before or after:
            name = "security-required" if after else "security-no-longer-required"
            kind: Kind = "added" if after else "removed"
            listed = (" or ".join(one.values()) or None for one in (before, after))
            yield Difference(name, kind, what, "", *listed)
        return
    for key in dict.fromkeys((*before, *after)):
        if key not in before or key not in after:
            kind = "removed" if key in before else "added"
            shown = before.get(key), after.get(key)
            yield Difference(f"security-alternative-{kind}", kind, what, "", *shown)
