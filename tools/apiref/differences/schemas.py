"""Compares two JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from apiref.analysis.operations.microversions import parse
from apiref.analysis.parameters.values import identity
from apiref.differences.views import Document, Object, as_list, as_object
from apiref.model.change import CHANGES, Direction, Kind, Level
from apiref.openapi.fields import GUESSED, MAX_VERSION, MIN_VERSION, NULL_SHOWN

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# What an unequal value allows is not worked out.
_OPAQUE = (
    "not",
    "propertyNames",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_FORMS = ("anyOf", "oneOf")
_BRANCHES = ("then", "else")
# What may stand beside alternatives without restricting them.
_ANNOTATIONS = ("title", "description", "example", "examples", "discriminator", "default")
# Only recursive schemas are deeper.
_MAX_DEPTH = 40
# A schema that many refer to is compared at each place, and differs there; nobody reads more.
_MOST = 100_000
_MOST_STEPS = 500_000
# Each of them is compared together with the whole schema that it is part of.
_MOST_CONDITIONS = 500


class Difference(NamedTuple):
    """One difference between two schemas; ``field`` is empty for the whole schema.

    ``id`` is that of the change, without its direction if there is one for each.
    """

    id: str
    kind: Kind
    what: str
    field: str
    before: Any
    after: Any


def identified(direction: Direction, name: str) -> str:
    """The name of a kind of change that requests and responses may have in common."""
    return name if name in CHANGES else f"{direction}-{name}"


class SchemaComparison:
    """Compares schemas of two documents, as sent or received by clients.

    If ``is_text``, values are parts of a URL or a header, where numbers are strings as well. If
    ``is_flat``, a schema comes from a table, in which a member may be listed without its object.
    Of documents that only an attacker would write, not everything is compared.
    """

    def __init__(
        self, old: Document, new: Document, direction: Direction, *, is_text: bool = False
    ) -> None:
        self.old = old
        self.new = new
        self.direction: Direction = direction
        self.is_sent = direction == "request"
        self.is_flat = False
        self.is_text = is_text
        self._moved: set[str] = set()
        self._within: set[tuple[str, str]] = set()
        self._same: set[tuple[str, str]] = set()
        self._merged: dict[tuple[bool, str], Object] = {}
        self._depth = 0
        self._left = _MOST
        self._steps = _MOST_STEPS
        self._conditions_left = _MOST_CONDITIONS

    def differences(self, old: Any, new: Any, field: str = "") -> Iterator[Difference]:
        """The differences between two schemas; recursive schemas are compared once."""
        key = (_reference(old), _reference(new))
        is_named = all(key)
        self._steps -= 1
        if self._depth > _MAX_DEPTH or self._steps < 0:
            return
        if is_named and (key in self._within or key in self._same):
            return
        if old == new and not is_named and "$ref" not in json.dumps(old):
            return
        if is_named:
            self._within.add(key)
        self._depth += 1
        before, after = _aligned(self._whole(old), self._whole(new, is_new=True))
        left = self._left
        for difference in chain(
            self._values(before, after, field),
            self._conditions(before, after, field),
            self._members(before, after, field),
            self._alternatives(before, after, field),
        ):
            self._left -= 1
            if self._left < 0:
                break
            yield difference
        self._depth -= 1
        if is_named:
            self._within.discard(key)
            if left == self._left:
                self._same.add(key)

    def _whole(self, value: Any, *, is_new: bool = False, depth: int = 0) -> Object:
        """A schema with its ``allOf`` merged, as far as possible.

        ``if`` and ``not`` become lists, since there may be several.
        """
        if value is False:
            return {"not": [{}]}
        reference = _reference(value)
        found = self._merged.get((is_new, reference)) if reference else None
        if found is not None:
            return found
        if reference:
            # Of a schema that is part of itself.
            self._merged[is_new, reference] = {}
        document = self.new if is_new else self.old
        schema = document.resolve(value)
        own = {name: inner for name, inner in schema.items() if name not in ("allOf", *_BRANCHES)}
        if "if" in own:
            own["if"] = [{name: schema.get(name, True) for name in ("if", *_BRANCHES)}]
        if "not" in own:
            own["not"] = [own["not"]]
        for part in as_list(schema.get("allOf")):
            self._steps -= 1
            if self._steps >= 0 and depth < _MAX_DEPTH:
                _merge(own, self._whole(part, is_new=is_new, depth=depth + 1))
        if reference:
            self._merged[is_new, reference] = own
        return own

    def _values(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        one, other = _stated_types(old), _stated_types(new)
        if one == other != _types(new) and _types(old) != _types(new):
            shown = _listed(_types(old)), _listed(_types(new))
            yield Difference("null-shown", "changed", "type", field, *shown)
        elif one != other:
            kind, name = _kind(one or None, other or None), "type-changed"
            if not one or not other:
                name = f"type-{kind}"
            elif self._covers(other, one):
                name = "type-widened"
            elif self._covers(one, other):
                name = "type-narrowed"
            yield Difference(name, "changed", "type", field, _listed(one), _listed(other))
        yield from self._enum(old, new, field)
        for name in ("format", "pattern", "default"):
            before, after = old.get(name), new.get(name)
            if before != after:
                kind = _kind(before, after)
                yield Difference(f"{name}-{kind}", kind, name, field, before, after)
        for name in (*_LOWER, *_UPPER, "multipleOf", "uniqueItems"):
            before, after = old.get(name) or None, new.get(name) or None
            if name not in ("uniqueItems", "exclusiveMinimum", "exclusiveMaximum"):
                before, after = old.get(name), new.get(name)
            if before != after:
                effect = _limit(name, before, after)
                yield Difference(effect, _kind(before, after), name, field, before, after)
        if field:
            yield from deprecated(old, new, f"{self.direction}-property", field)
        yield from versions_changed(old, new, field)

    def _covers(self, wide: frozenset[str], narrow: frozenset[str]) -> bool:
        """Whether ``wide`` includes all values of ``narrow``."""
        if self.is_text and "string" in wide:
            wide |= {"boolean", "integer", "number"}
        return narrow <= (wide | {"integer"} if "number" in wide else wide)

    def _enum(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        before, after = _allowed(old), _allowed(new)
        if before is None and after is None:
            return
        if before is None or after is None:
            kind = _kind(before, after)
            yield Difference(f"enum-{kind}", kind, "enum", field, before, after)
            return
        old_values, new_values = set(map(identity, before)), set(map(identity, after))
        for value in before:
            if identity(value) not in new_values:
                yield Difference("enum-value-removed", "removed", "enum value", field, value, None)
        for value in after:
            if identity(value) not in old_values:
                yield Difference("enum-value-added", "added", "enum value", field, None, value)

    def _conditions(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        for name in _OPAQUE:
            before, after = old.get(name), new.get(name)
            if before != after:
                kind = _kind(before, after)
                yield Difference("condition-changed", kind, name, field, before, after)
        yield from self._dependencies(old, new, field)
        before, after = (_by_condition(schema) for schema in (old, new))
        for key in dict.fromkeys((*before, *after)):
            one, other = before.get(key), after.get(key)
            if one != other:
                effect = self._effect(one, other, new)
                if effect is not None:
                    yield Difference(effect, _kind(one, other), "if", field, one, other)

    def _effect(self, old: Object | None, new: Object | None, schema: Object) -> str | None:
        """What the change of a condition of ``schema`` does, as a kind of change, if anything."""
        self._conditions_left -= 1
        if self._conditions_left < 0:
            return "condition-changed"
        parts = [
            self._whole((one or {}).get(branch), is_new=is_new)
            for one, is_new in ((old, False), (new, True))
            for branch in _BRANCHES
        ]
        touched = [name for part in parts for name in _properties(part)]
        members = _properties(schema)
        rest = {
            "type": schema.get("type", []),
            "required": schema.get("required"),
            "properties": {name: members.get(name, {}) for name in touched},
        }
        levels: set[Level] = set()
        is_flat, self.is_flat = self.is_flat, False
        for branch in _BRANCHES:
            before, after = (
                {"allOf": [rest, True if one is None else one[branch]]} for one in (old, new)
            )
            for difference in self.differences(before, after):
                levels.add(CHANGES[identified(self.direction, difference.id)].level)
        self.is_flat = is_flat
        if not levels:
            return None
        stated = (new or old or {}).get("if")
        if Level.WARNING in levels or not _may_hold(stated, schema):
            return "condition-changed"
        is_worse = Level.BREAKING in levels
        return "condition-tightened" if is_worse == self.is_sent else "condition-relaxed"

    def _dependencies(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        before, after = _needed(old), _needed(new)
        what = "dependentRequired"
        for pair in dict.fromkeys((*before, *after)):
            name, other = pair
            path = f"{field}.{name}" if field else name
            if pair not in after:
                yield Difference("dependency-removed", "removed", what, path, other, None)
            elif pair not in before:
                yield Difference("dependency-added", "added", what, path, None, other)

    def _members(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        demanded = set(_names(old.get("required"))), set(_names(new.get("required")))
        for before, after in (
            (_properties(old), _properties(new)),
            (as_object(old.get("patternProperties")), as_object(new.get("patternProperties"))),
        ):
            moves = dict(self._moves(before, after, field)) if self.is_flat else {}
            for name in dict.fromkeys((*before, *after)):
                path = f"{field}.{name}" if field else str(name)
                if name in moves or path in self._moved:
                    if name in moves:
                        yield Difference("property-moved", "changed", "place", name, *moves[name])
                    continue
                one, other = (
                    self._whole(before.get(name)),
                    self._whole(after.get(name), is_new=True),
                )
                was = name in demanded[0] and not self._is_hidden(one)
                now = name in demanded[1] and not self._is_hidden(other)
                if name not in after:
                    is_closed = new.get("additionalProperties") is False
                    kind = self._removed(is_required=was, is_closed=is_closed)
                    yield Difference(kind, "removed", "field", path, _listed(_types(one)), None)
                elif name not in before:
                    is_needed = self.is_sent and now and MIN_VERSION not in other
                    kind = "required-property-added" if is_needed else "property-added"
                    yield Difference(kind, "added", "field", path, None, _listed(_types(other)))
                else:
                    # Versions are told by themselves, and a guess tells nothing.
                    if was != now and not (_is_partial(one) or _is_partial(other)):
                        kind = f"property-became-{'required' if now else 'optional'}"
                        yield Difference(kind, "changed", "required", path, was, now)
                    yield from self._hidden(one, other, path)
                    yield from self.differences(before[name], after[name], path)
        rest = old.get("additionalProperties", True), new.get("additionalProperties", True)
        one, other = ({} if value is True else value for value in rest)
        if (one is False) != (other is False):
            kind = f"additional-properties-{'forbidden' if other is False else 'allowed'}"
            what = "additionalProperties"
            yield Difference(kind, "changed", what, field, *map(_shown, rest))
        else:
            yield from self.differences(one, other, f"{field}.*" if field else "*")
        items = old.get("items"), new.get("items")
        if any(isinstance(value, dict) for value in items):
            yield from self.differences(as_object(items[0]), as_object(items[1]), f"{field}[]")

    def _moves(
        self, before: Object, after: Object, field: str
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        """Members that one table lists in an object and the other one beside it, with both paths.

        Forgets what was known of other bodies; the members inside are left out when met.
        """
        prefix = f"{field}." if field else ""
        if not field:
            self._moved.clear()
        for is_new, (these, others) in enumerate(((before, after), (after, before))):
            gone = [name for name in these if name not in others]
            for child, schema in others.items() if gone else ():
                inside, path = self._inner(schema, f"{prefix}{child}", is_new=not is_new)
                same = self._inner(these.get(child), "", is_new=bool(is_new))[0]
                for name in gone:
                    if name in inside and name not in same:
                        pair = f"{prefix}{name}", f"{path}.{name}"
                        self._moved.add(pair[1])
                        yield name, (pair[1], pair[0]) if is_new else pair

    def _inner(self, schema: Any, path: str, *, is_new: bool) -> tuple[Object, str]:
        """The members of an object or of the items of a list, and the path to them."""
        whole = self._whole(schema, is_new=is_new)
        if isinstance(whole.get("items"), dict):
            return _properties(self._whole(whole["items"], is_new=is_new)), f"{path}[]"
        return _properties(whole), path

    def _removed(self, *, is_required: bool, is_closed: bool) -> str:
        if self.is_sent:
            return "property-no-longer-allowed" if is_closed else "property-removed"
        return "property-removed" if is_required else "optional-property-removed"

    def _is_hidden(self, schema: Object) -> bool:
        """Whether a property is never in a body of this direction."""
        return schema.get("readOnly" if self.is_sent else "writeOnly") is True

    def _hidden(self, old: Object, new: Object, path: str) -> Iterator[Difference]:
        was, now = self._is_hidden(old), self._is_hidden(new)
        if was != now:
            what = "readOnly" if self.is_sent else "writeOnly"
            stem = "read-only" if self.is_sent else "write-only"
            kind = f"property-{'became' if now else 'no-longer'}-{stem}"
            yield Difference(kind, "changed", what, path, was, now)

    def _alternatives(self, old: Object, new: Object, field: str) -> Iterator[Difference]:
        before, after = _forms(old), _forms(new)
        if bool(before) != bool(after):
            kind = _kind(before or None, after or None)
            shown = (" or ".join(dict.fromkeys(map(_name, one))) or None for one in (before, after))
            is_open = len((new if before else old).keys() - set(_ANNOTATIONS)) == 0
            name = f"type-{kind}" if is_open else "condition-changed"
            yield Difference(name, kind, "alternatives", field, *shown)
            return
        pairs, gone, come = _paired(before, after)
        for one, other in pairs:
            yield from self.differences(one, other, field)
        for schema in gone:
            name = "alternative-removed"
            yield Difference(name, "removed", "alternative", field, _name(schema), None)
        for schema in come:
            name = "alternative-added"
            if not self.is_sent and MIN_VERSION in self._whole(schema, is_new=True):
                name += "-from-version"
            yield Difference(name, "added", "alternative", field, None, _name(schema))


def versions_changed(old: Object, new: Object, field: str) -> Iterator[Difference]:
    """The changes of microversions."""
    for name, edge in ((MIN_VERSION, "min"), (MAX_VERSION, "max")):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        first, last = parse(_text(before)), parse(_text(after))
        is_later = first is None or (last is not None and last > first)
        if after is None:
            effect = "lowered" if edge == "min" else "raised"
        elif before is None:
            effect = "raised" if edge == "min" else "added"
        else:
            effect = "raised" if is_later else "lowered"
        kind, what = _kind(before, after), f"{edge}-version"
        yield Difference(f"{what}-{effect}", kind, what, field, before, after)


def deprecated(old: Object, new: Object, subject: str, field: str) -> Iterator[Difference]:
    """Whether something became deprecated, or is so no longer."""
    was, now = old.get("deprecated") is True, new.get("deprecated") is True
    if was != now:
        kind = f"{subject}-{'deprecated' if now else 'no-longer-deprecated'}"
        yield Difference(kind, "changed", "deprecated", field, was, now)


def _merge(whole: Object, part: Object) -> None:
    """Add the keywords of one schema to another one that holds as well."""
    for name, inner in part.items():
        found = whole.get(name)
        if found is None or found == inner:
            whole[name] = inner
        elif name in ("required", "if", "not"):
            whole[name] = [*as_list(found), *as_list(inner)]
        elif name in ("properties", "patternProperties"):
            members = dict(as_object(found))
            for key, value in as_object(inner).items():
                is_double = key in members and members[key] != value
                members[key] = {"allOf": [members[key], value]} if is_double else value
            whole[name] = members
        elif name in (*_LOWER, *_UPPER) and _is_number(found) and _is_number(inner):
            whole[name] = max(found, inner) if name in _LOWER else min(found, inner)
        elif name in ("additionalProperties", "enum", "const") and inner is not True:
            # The later one is usually the narrower.
            whole[name] = inner


def _aligned(old: Object, new: Object) -> tuple[Object, Object]:
    """Two schemas; one that has alternatives and the other none: that is its only one."""
    if bool(_forms(old)) == bool(_forms(new)):
        return old, new
    if _forms(old):
        new, old = _aligned(new, old)
        return old, new
    only_forms = all(
        name in (*_FORMS, *_ANNOTATIONS) or name.startswith("x-") for name in map(str, new)
    )
    if not only_forms or not old.keys() - set(_ANNOTATIONS):
        return old, new
    # Unless any requires something, which one requires what is unknown.
    is_known = any(map(_requires, _forms(new)))
    return {"anyOf": [old if is_known else _without_required(old)]}, new


def _requires(schema: Any) -> bool:
    """Whether an object, or the items of a list, require members."""
    found = as_object(schema)
    return "required" in found or ("items" in found and _requires(found["items"]))


def _without_required(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    return {
        name: _without_required(value) if name == "items" else value
        for name, value in schema.items()
        if name != "required"
    }


def _forms(schema: Object) -> list[Any]:
    """The alternatives of a schema."""
    return [form for keyword in _FORMS for form in as_list(schema.get(keyword))]


def _paired(
    before: list[Any], after: list[Any]
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Alternatives that belong together, those that are gone, and those that are new."""
    pairs: list[tuple[Any, Any]] = []
    keys: Sequence[Callable[[Any], Any]] = (identity, _versioned_name, _name)
    for key in keys:
        found: dict[Any, list[Any]] = {}
        for schema in reversed(after):
            found.setdefault(key(schema), []).append(schema)
        kept = []
        for schema in before:
            others = found.get(key(schema))
            if others:
                pairs.append((schema, others.pop()))
            else:
                kept.append(schema)
        rest = {id(schema) for others in found.values() for schema in others}
        before, after = kept, [schema for schema in after if id(schema) in rest]
    if len(before) == len(after):
        return [*pairs, *zip(before, after, strict=True)], [], []
    return pairs, before, after


def _is_partial(schema: Object) -> bool:
    """Whether a member is in some microversions only, or in an object that is a guess."""
    forms = (as_object(form) for form in _forms(schema))
    return any(one.keys() & {MIN_VERSION, MAX_VERSION, GUESSED} for one in (schema, *forms))


def _by_condition(schema: Object) -> dict[str, Object]:
    """The conditions of a schema by what their ``if`` says."""
    return {identity(one["if"]): one for one in as_list(schema.get("if"))}


def _may_hold(condition: Any, schema: Object) -> bool:
    """Whether some value of a schema certainly meets a condition, such as a certain member."""
    stated = as_object(condition)
    if not stated or stated.keys() - {"properties", "required", "type"}:
        return condition is True
    members = as_object(schema.get("properties"))
    for name, inner in as_object(stated.get("properties")).items():
        own = as_object(members.get(name))
        values, allowed = _allowed(as_object(inner)), _allowed(own)
        if not values or as_object(inner).keys() - {"const", "enum", "type"}:
            return False
        if own.keys() - {"type", "enum", *_ANNOTATIONS}:
            return False
        if allowed is not None and not set(map(identity, values)) & set(map(identity, allowed)):
            return False
    return members.keys() >= set(_names(stated.get("required")))


def _properties(schema: Object) -> Object:
    """The schemas of the members that a schema lists or requires."""
    listed = as_object(schema.get("properties"))
    return listed | {name: {} for name in _names(schema.get("required")) if name not in listed}


def _needed(schema: Object) -> list[tuple[str, str]]:
    """The pairs of a member and another one that it requires."""
    stated = as_object(schema.get("dependentRequired"))
    return [(name, other) for name, others in stated.items() for other in _names(others)]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _reference(value: Any) -> str:
    found = as_object(value)
    # Members beside a reference make it another schema.
    return str(found["$ref"]) if "$ref" in found and len(found) == 1 else ""


def _name(schema: Any) -> str:
    """The name of an alternative: that of its component, its title or its type."""
    found = as_object(schema)
    if "$ref" in found:
        return str(found["$ref"]).rpartition("/")[2]
    return str(found.get("title") or _listed(_types(found)) or "any")


def _versioned_name(schema: Any) -> tuple[str, str, str]:
    found = as_object(schema)
    return _name(schema), str(found.get(MIN_VERSION)), str(found.get(MAX_VERSION))


def _types(schema: Object) -> frozenset[str]:
    """The types of a schema; empty if any type is allowed."""
    stated = schema.get("type")
    types = {stated} if isinstance(stated, str) else {str(name) for name in as_list(stated)}
    if types and schema.get("nullable") is True:
        types.add("null")
    return frozenset(types)


def _stated_types(schema: Object) -> frozenset[str]:
    """The types of a schema without the ``null`` that only a sample shows."""
    types = _types(schema)
    return types - {"null"} if NULL_SHOWN in schema else types


def _listed(types: frozenset[str]) -> str | None:
    return " or ".join(sorted(types)) or None


def _allowed(schema: Object) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    values = schema.get("enum")
    return values if isinstance(values, list) else None


def _names(value: Any) -> list[str]:
    return [name for name in as_list(value) if isinstance(name, str)]


def _limit(name: str, before: Any, after: Any) -> str:
    """What the change of a limit does, as a kind of change."""
    if before is None or after is None:
        return "limit-tightened" if before is None else "limit-relaxed"
    if not _is_number(before) or not _is_number(after):
        return "condition-changed"
    if name == "multipleOf":
        if before > 0 and after % before == 0:
            return "limit-tightened"
        return "limit-relaxed" if after > 0 and before % after == 0 else "condition-changed"
    return "limit-tightened" if (after > before) == (name in _LOWER) else "limit-relaxed"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(before: Any, after: Any) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _shown(value: Any) -> Any:
    return value if isinstance(value, bool) else "a schema"
