"""Compares the operations of two documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.differences.changes import Change
from apiref.differences.schemas import Difference, SchemaComparison, versions_changed
from apiref.differences.views import Document, Object, Operation, as_object


def changes(old: Object, new: Object) -> list[Change]:
    """The changes from one document to another, in document order.

    Texts for people, such as descriptions and examples, are ignored.
    """
    before = {operation.key: operation for operation in Document(old).operations()}
    after = {operation.key: operation for operation in Document(new).operations()}
    _pair_renamed(before, after)
    found: list[Change] = []
    for key, operation in before.items():
        if key in after:
            found += _OperationComparison(operation, after[key]).changes()
        else:
            found.append(_whole(operation, is_new=False))
    found += [
        _whole(operation, is_new=True) for key, operation in after.items() if key not in before
    ]
    return found


def _whole(operation: Operation, *, is_new: bool) -> Change:
    name = operation.action or str(operation.value.get("summary") or operation.label)
    label, action = operation.label, operation.action
    if is_new:
        return Change(label, action, "", "added", "operation", name, None, name, False)
    return Change(label, action, "", "removed", "operation", name, name, None, True)


def _pair_renamed(
    before: dict[tuple[str, str, str], Operation], after: dict[tuple[str, str, str], Operation]
) -> None:
    """Match operations whose title is new, or that had no title because they were alone.

    With the same path and method, the match has the same title or is the only one left.
    """
    for key, operation in before.items():
        if key in after:
            continue
        come = [other for other in after if other[:2] == key[:2] and other not in before]
        gone = [other for other in before if other[:2] == key[:2] and other not in after]
        title = operation.value.get("summary")
        alike = [other for other in come if after[other].value.get("summary") == title]
        if len(come) == len(gone) == 1 or len(alike) == 1:
            after[key] = after.pop((alike or come)[0])


class _OperationComparison:
    def __init__(self, old: Operation, new: Operation) -> None:
        self.old = old
        self.new = new
        documents = old.document, new.document
        self.sent = SchemaComparison(*documents, "request")
        self.answered = SchemaComparison(*documents, "response")

    def changes(self) -> list[Change]:
        found = [
            self._made("", difference, "operation")
            for difference in versions_changed(self.old.value, self.new.value, "")
        ]
        found += self._parameters()
        found += self._request()
        found += self._responses()
        return found

    def _made(self, place: str, difference: Difference, of: str = "", name: str = "") -> Change:
        """The change for a difference in a part of an operation."""
        kind, what, field, before, after, is_breaking = difference
        return Change(
            self.new.label,
            self.new.action,
            place,
            kind,
            what,
            field or name or of,
            before,
            after,
            is_breaking,
        )

    def _simple(self, place: str, kind: Any, what: str, name: str, is_breaking: bool) -> Change:
        before, after = (None, name) if kind == "added" else (name, None)
        label, action = self.new.label, self.new.action
        return Change(label, action, place, kind, what, name, before, after, is_breaking)

    def _parameters(self) -> Iterator[Change]:
        before, after = self.old.parameters(), self.new.parameters()
        for key in dict.fromkeys((*before, *after)):
            place = f"{key[0]} parameter"
            if key not in after:
                name = str(before[key].get("name"))
                yield self._simple("request", "removed", place, name, True)
                continue
            parameter = after[key]
            name, needed = str(parameter.get("name")), parameter.get("required") is True
            if key not in before:
                yield self._simple("request", "added", place, name, needed)
                continue
            other = before[key]
            if other.get("name") != name and key[0] == "path":
                difference = Difference("changed", "name", "", other.get("name"), name, False)
                yield self._made("request", difference, name=f"{place} {name}")
            was = other.get("required") is True
            if was != needed:
                difference = Difference("changed", "required", "", was, needed, needed)
                yield self._made("request", difference, name=f"{place} {name}")
            for difference in versions_changed(other, parameter, ""):
                yield self._made("request", difference, name=f"{place} {name}")
            schemas = other.get("schema", {}), parameter.get("schema", {})
            for difference in self.sent.differences(*schemas):
                field = f"{place} {name}{'.' if difference.field else ''}{difference.field}"
                yield self._made("request", difference._replace(field=field))

    def _request(self) -> Iterator[Change]:
        before = self.old.document.resolve(self.old.value.get("requestBody"))
        after = self.new.document.resolve(self.new.value.get("requestBody"))
        if not before and not after:
            return
        needed = after.get("required") is True
        if not before or not after:
            kind = "removed" if before else "added"
            yield self._simple("request", kind, "body", "body", bool(before) or needed)
            return
        was = before.get("required") is True
        if was != needed:
            difference = Difference("changed", "required", "", was, needed, needed)
            yield self._made("request", difference, "body")
        yield from self._content("request", before, after, self.sent)

    def _content(
        self, place: str, old: Object, new: Object, comparison: SchemaComparison
    ) -> Iterator[Change]:
        before, after = as_object(old.get("content")), as_object(new.get("content"))
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                yield self._simple(place, "removed", "media type", name, True)
            elif name not in before:
                yield self._simple(place, "added", "media type", name, False)
            else:
                schemas = [
                    as_object(content[name]).get("schema", {}) for content in (before, after)
                ]
                for difference in comparison.differences(*schemas):
                    yield self._made(place, difference, "body")

    def _responses(self) -> Iterator[Change]:
        before, after = (as_object(one.value.get("responses")) for one in (self.old, self.new))
        for code in sorted({*map(str, before), *map(str, after)}):
            place = f"response {code}"
            if code not in after:
                yield self._simple(place, "removed", "code", code, code[:1] in "23")
            elif code not in before:
                yield self._simple(place, "added", "code", code, False)
            else:
                old = self.old.document.resolve(before[code])
                new = self.new.document.resolve(after[code])
                yield from self._headers(place, old, new)
                yield from self._content(place, old, new, self.answered)

    def _headers(self, place: str, old: Object, new: Object) -> Iterator[Change]:
        before, after = as_object(old.get("headers")), as_object(new.get("headers"))
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                yield self._simple(place, "removed", "header", name, True)
                continue
            if name not in before:
                yield self._simple(place, "added", "header", name, False)
                continue
            one = self.old.document.resolve(before[name])
            other = self.new.document.resolve(after[name])
            was, now = one.get("required") is True, other.get("required") is True
            if was != now:
                difference = Difference("changed", "required", "", was, now, was)
                yield self._made(place, difference, name=f"header {name}")
            schemas = one.get("schema", {}), other.get("schema", {})
            for difference in self.answered.differences(*schemas):
                yield self._made(place, difference, name=f"header {name}")
