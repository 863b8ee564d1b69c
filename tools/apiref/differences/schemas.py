"""Compares two JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from apiref.analysis.operations.microversions import parse
from apiref.analysis.parameters.values import identity
from apiref.differences.changes import Direction, Kind
from apiref.differences.views import Document, Object, as_list, as_object
from apiref.openapi.fields import MAX_VERSION, MIN_VERSION

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_OPAQUE = ("pattern", "multipleOf", "uniqueItems", "if", "then", "else", "not", "propertyNames")
# Only recursive schemas are deeper.
_MAX_DEPTH = 40
# A schema that many refer to is compared at each place, and differs there; nobody reads more.
_MOST = 10_000


class Difference(NamedTuple):
    """One difference between two schemas; ``field`` is empty for the whole schema."""

    kind: Kind
    what: str
    field: str
    before: Any
    after: Any
    is_breaking: bool


class SchemaComparison:
    """Compares schemas of two documents, as sent or received by clients."""

    def __init__(self, old: Document, new: Document, direction: Direction) -> None:
        self.old = old
        self.new = new
        self.is_sent = direction == "request"
        self._within: set[tuple[str, str]] = set()
        self._same: set[tuple[str, str]] = set()
        self._left = _MOST

    def differences(self, old: Any, new: Any, field: str = "") -> Iterator[Difference]:
        """The differences between two schemas; recursive schemas are compared once."""
        key = (_reference(old), _reference(new))
        is_named = all(key)
        if (is_named and key in self._within | self._same) or field.count(".") > _MAX_DEPTH:
            return
        if old == new and not is_named and "$ref" not in json.dumps(old):
            return
        if is_named:
            self._within.add(key)
        before, after = self._whole(self.old, old), self._whole(self.new, new)
        left = self._left
        for difference in chain(
            self._values(before, after, field),
            self._members(before, after, field),
            self._alternatives(before, after, field),
        ):
            self._left -= 1
            if self._left < 0:
                break
            yield difference
        if is_named:
            self._within.discard(key)
            if left == self._left:
                self._same.add(key)

    def _whole(self, document: Document, value: Any) -> Object:
        """A schema with its ``allOf`` merged, as far as possible."""
        schema = document.resolve(value)
        if value is False:
            return {"not": {}}
        parts = as_list(schema.get("allOf"))
        if not parts:
            return schema
        merged = {name: inner for name, inner in schema.items() if name != "allOf"}
        for part in parts:
            for name, inner in self._whole(document, part).items():
                if name == "properties":
                    merged[name] = as_object(merged.get(name)) | as_object(inner)
                elif name == "required":
                    merged[name] = [*as_list(merged.get(name)), *as_list(inner)]
                elif name in ("if", "then", "else", "not"):
                    merged[name] = [*as_list(merged.get(name)), inner]
                else:
                    merged.setdefault(name, inner)
        return merged

    def _narrower(self, before: Any, after: Any, is_narrower: Callable[[Any, Any], bool]) -> bool:
        """Whether a change breaks clients: a request became narrower, or a response wider."""
        return is_narrower(before, after) if self.is_sent else is_narrower(after, before)

    def _values(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        types = _types(old), _types(new)
        if types[0] != types[1]:
            broken = self._narrower(*types, lambda one, other: not _covers(other, one))
            yield Difference("changed", "type", field, _listed(types[0]), _listed(types[1]), broken)
        yield from self._enum(old, new, field)
        for name in ("format", *_LOWER, *_UPPER, *_OPAQUE):
            before, after = old.get(name), new.get(name)
            if before != after:
                broken = self._narrower(before, after, _narrowing(name))
                yield Difference(_kind(before, after), name, field, before, after, broken)
        if old.get("default") != new.get("default"):
            before, after = old.get("default"), new.get("default")
            broken = self.is_sent and before is not None
            yield Difference(_kind(before, after), "default", field, before, after, broken)
        yield from versions_changed(old, new, field)

    def _enum(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        before, after = _allowed(old), _allowed(new)
        if before is None and after is None:
            return
        if before is None or after is None:
            broken = (after is not None) == self.is_sent
            yield Difference(_kind(before, after), "enum", field, before, after, broken)
            return
        old_values, new_values = set(map(identity, before)), set(map(identity, after))
        for value in before:
            if identity(value) not in new_values:
                yield Difference("removed", "enum value", field, value, None, self.is_sent)
        for value in after:
            if identity(value) not in old_values:
                yield Difference("added", "enum value", field, None, value, not self.is_sent)

    def _members(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        for keyword in ("properties", "patternProperties"):
            before, after = as_object(old.get(keyword)), as_object(new.get(keyword))
            demanded = _names(old.get("required")), _names(new.get("required"))
            for name in dict.fromkeys((*before, *after)):
                path = f"{field}.{name}" if field else str(name)
                if name not in after:
                    yield Difference("removed", "field", path, self._type(before[name]), None, True)
                elif name not in before:
                    broken = self.is_sent and name in demanded[1]
                    shown = self._type(after[name], is_new=True)
                    yield Difference("added", "field", path, None, shown, broken)
                else:
                    was, now = name in demanded[0], name in demanded[1]
                    if was != now:
                        yield Difference("changed", "required", path, was, now, now == self.is_sent)
                    yield from self.differences(before[name], after[name], path)
        rest = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if False in rest and rest[0] is not rest[1]:
            broken = self.is_sent and rest[1] is False
            one, other = map(_shown, rest)
            yield Difference("changed", "additionalProperties", field, one, other, broken)
        elif all(isinstance(value, dict) for value in rest):
            yield from self.differences(*rest, f"{field}.*" if field else "*")
        items = old.get("items"), new.get("items")
        if any(isinstance(value, dict) for value in items):
            yield from self.differences(as_object(items[0]), as_object(items[1]), f"{field}[]")

    def _type(self, schema: Any, *, is_new: bool = False) -> Any:
        whole = self._whole(self.new if is_new else self.old, schema)
        return _listed(_types(whole))

    def _alternatives(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        for keyword in ("anyOf", "oneOf"):
            before, after = as_list(old.get(keyword)), as_list(new.get(keyword))
            if not before and not after:
                continue
            gone = [schema for schema in before if schema not in after]
            come = [schema for schema in after if schema not in before]
            for kept in before:
                if kept in after:
                    yield from self.differences(kept, kept, field)
            if len(gone) == len(come):
                for one, other in zip(gone, come, strict=True):
                    yield from self.differences(one, other, field)
                continue
            is_list = bool(before) == bool(after)
            for schema in gone:
                broken = self.is_sent if is_list else not self.is_sent
                yield Difference("removed", "alternative", field, _name(schema), None, broken)
            for schema in come:
                broken = not self.is_sent if is_list else self.is_sent
                yield Difference("added", "alternative", field, None, _name(schema), broken)


def versions_changed(old: Object, new: Object, field: str) -> Iterator[Difference]:
    """The changes of microversions; a version in use may be out of the new bounds."""
    for name, sign in ((MIN_VERSION, 1), (MAX_VERSION, -1)):
        before, after = old.get(name), new.get(name)
        if before != after:
            first, last = parse(_text(before)), parse(_text(after))
            is_wider = after is None or (
                first is not None
                and last is not None
                and (last < first if sign > 0 else last > first)
            )
            what = name.removeprefix("x-openstack-")
            yield Difference(_kind(before, after), what, field, before, after, not is_wider)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _reference(value: Any) -> str:
    return str(as_object(value).get("$ref", ""))


def _name(schema: Any) -> str:
    """The name of an alternative: that of its component, its title or its type."""
    reference = _reference(schema)
    if reference:
        return reference.rpartition("/")[2]
    found = as_object(schema)
    return str(found.get("title") or _listed(_types(found)) or "any")


def _types(schema: Object) -> frozenset[str]:
    """The types of a schema; empty if any type is allowed."""
    stated = schema.get("type")
    types = {stated} if isinstance(stated, str) else {str(name) for name in as_list(stated)}
    if types and schema.get("nullable") is True:
        types.add("null")
    return frozenset(types)


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether ``wide`` includes all values of ``narrow``; no types means any type."""
    if not wide:
        return True
    if "number" in wide:
        wide |= {"integer"}
    return bool(narrow) and narrow <= wide


def _listed(types: frozenset[str]) -> str | None:
    return " or ".join(sorted(types)) or None


def _allowed(schema: Object) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    values = schema.get("enum")
    return values if isinstance(values, list) else None


def _names(value: Any) -> set[str]:
    return {name for name in as_list(value) if isinstance(name, str)}


def _narrowing(name: str) -> Callable[[Any, Any], bool]:
    """Returns whether the second value of a keyword allows, or may allow, less than the first."""

    def narrows(before: Any, after: Any) -> bool:
        if after is None:
            return False
        if before is None or not (_is_number(before) and _is_number(after)):
            return True
        return bool(after > before) if name in _LOWER else bool(after < before)

    return narrows if name in (*_LOWER, *_UPPER) else lambda _before, after: after is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(before: Any, after: Any) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _shown(value: Any) -> Any:
    return value if isinstance(value, bool) else "a schema"
