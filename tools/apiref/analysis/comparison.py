"""Holds the samples of every operation against the tables of the same role.

One pass over the tree finds what several rules tell: each defect belongs to one of them, so that
a misnamed field is not also missing and undocumented.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from apiref.analysis import field_names, versions
from apiref.analysis.documentation import Documentation, DocumentedField, documentation
from apiref.analysis.error_samples import is_error_sample
from apiref.analysis.keys import words
from apiref.analysis.linked_sections import linked_names, names_linked_in
from apiref.analysis.members import Member, members
from apiref.analysis.misspellings import Misspellings
from apiref.analysis.sample_files import mistaken
from apiref.analysis.types import allows, json_types
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import Operation, Role, SamplePart, placeholders
from apiref.model.tree import Tree

ROLES: tuple[Role, ...] = ("request", "response")
_CLOSE = 0.8


class Place(NamedTuple):
    """A member of a sample: the file and the path in it."""

    sample: JsonFile
    path: JsonPath
    value: Json


class Value(NamedTuple):
    """A member that rows document."""

    place: Place
    names: tuple[str, ...]
    fields: tuple[DocumentedField, ...]


class Undocumented(NamedTuple):
    """A member that no row documents, with all its places in the samples of the role.

    ``meant`` is a documented field, absent from the samples, that was probably meant: its name is
    close, or it is the only one missing where this one is the only one too many. ``encloses``
    tells that it is an object whose own members are documented.
    """

    name: str
    names: tuple[str, ...]
    places: tuple[Place, ...]
    encloses: bool = False
    meant: DocumentedField | None = None


class Missing(NamedTuple):
    """A field that must be there, and the sample that lacks it.

    ``path`` leads to the object that should hold it. ``certain`` tells that this object is known,
    and that nothing in the sample is empty where the field could stand.
    """

    field: DocumentedField
    sample: JsonFile
    path: JsonPath
    certain: bool


class Comparison(NamedTuple):
    """What the samples of one role of an operation show, against its tables.

    ``foreign`` are samples that have next to nothing in common with the tables: the wrong file,
    or the wrong table; they count for nothing else.
    """

    operation: Operation
    role: Role
    documentation: Documentation
    samples: tuple[SamplePart, ...]
    values: tuple[Value, ...]
    undocumented: tuple[Undocumented, ...]
    missing: tuple[Missing, ...]
    foreign: tuple[JsonFile, ...]
    unshown: tuple[DocumentedField, ...]


@lru_cache(maxsize=2)
def compare(tree: Tree) -> tuple[Comparison, ...]:
    """The comparisons of all operations and roles that have both a table and a JSON sample."""
    found = []
    # Samples of other operations are told as such.
    foreign = {item.part.reference.location for item in mistaken(tree)}
    for operation in tree.operations:
        for role in ROLES:
            documented = documentation(tree, operation, role)
            if documented is None:
                continue
            parts = [part for part in operation.samples if part.role == role]
            shown: list[tuple[SamplePart, JsonFile]] = []
            for part in parts:
                sample = tree.samples.get(part.reference.path or "")
                if sample is None or not sample.valid or part.reference.partial:
                    continue
                if part.reference.location in foreign:
                    continue
                if is_error_sample(part) and not _has_field(documented, sample.value):
                    continue
                if not is_json_patch(sample.value):
                    shown.append((part, sample))
            if shown:
                found.append(_Comparer(tree, documented, shown).compare())
    return tuple(found)


def _has_field(documented: Documentation, value: Json) -> bool:
    """Whether a member of a document, or of its items, has a row."""
    items = value if isinstance(value, list) else [value]
    objects = [item for item in items if isinstance(item, dict)]
    return any(name in documented.by_name for item in objects for name in item)


def is_json_patch(value: Json) -> bool:
    """Whether a document is a JSON Patch: its members are those of RFC 6902, not of the API."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and {"op", "path"} <= item.keys() for item in value)
    )


@dataclass(slots=True)
class _Shown:
    """A sample with its members, and which of them rows document."""

    part: SamplePart
    sample: JsonFile
    members: list[Member]
    documented: dict[JsonPath, list[DocumentedField]] = field(default_factory=dict)


class _Comparer:
    def __init__(
        self, tree: Tree, documented: Documentation, shown: list[tuple[SamplePart, JsonFile]]
    ) -> None:
        self.tree = tree
        self.documentation = documented
        self.shown = [
            _Shown(
                part, sample, field_names.renamed(list(members(sample.value)), documented.by_name)
            )
            for part, sample in shown
        ]
        named_by_url = {
            name
            for endpoint in documented.operation.endpoints
            for name in placeholders(endpoint.url)
            if documented.role == "request"
        }
        # A row of the URL's that is documented as body is told by the rules of URLs.
        self.body = [
            field
            for field in documented.fields
            if field.parameter.place == "body" and field.name not in named_by_url
        ]
        self.answered = {
            row.key for table in documented.operation.tables_of("response") for row in table.rows
        }
        self.described = frozenset(
            literal
            for paragraph in documented.operation.paragraphs
            for literal in paragraph.literals
        ) | frozenset(
            row[0].text.strip()
            for table in documented.operation.text_tables
            for row in table.rows
            if row
        )
        self.described |= linked_names(tree, documented.operation)

    def compare(self) -> Comparison:
        for shown in self.shown:
            for member in shown.members:
                found = self.documentation.find(member.names)
                if found:
                    shown.documented[member.path] = found
        foreign = [shown for shown in self.shown if self.is_foreign(shown)]
        fitting = [shown for shown in self.shown if shown not in foreign]
        undocumented, free = self.undocumented(fitting)
        used = {name for shown in fitting for member in shown.members for name in (member.name,)}
        undocumented = self.with_meant(undocumented, used)
        meant = {id(item.meant) for item in undocumented if item.meant is not None}
        missing = list(self.missing(fitting, meant))
        undocumented, missing = self.with_only_missing(undocumented, missing)
        undocumented, missing = self.with_slips(undocumented, missing, fitting)
        values = tuple(
            Value(Place(shown.sample, member.path, member.value), member.names, tuple(rows))
            for shown in fitting
            for member in shown.members
            if (rows := shown.documented.get(member.path))
            and not any(member.names[:depth] in free for depth in range(1, len(member.names)))
        )
        return Comparison(
            self.documentation.operation,
            self.documentation.role,
            self.documentation,
            tuple(shown.part for shown in self.shown),
            values,
            tuple(undocumented),
            tuple(missing),
            tuple(shown.sample for shown in foreign),
            tuple(self.unshown(fitting)) if fitting else (),
        )

    def is_foreign(self, shown: _Shown) -> bool:
        """Whether a sample and the tables have nothing in common."""
        body = self.body
        if not isinstance(shown.sample.value, dict | list):
            types = json_types(body[0].parameter.type) if len(body) == 1 else frozenset()
            return bool(body) and types is not None and not allows(types, shown.sample.value)
        names = {member.name for member in shown.members}
        if len(body) < 2 or len(names) < 2 or not self.documentation.complete:
            return False
        if shown.documented or self.documentation.templated:
            return False
        if any(field.mentions(name) for field in body for name in names):
            return False
        close = difflib.SequenceMatcher()
        for candidate in body:
            close.set_seq2(candidate.name)
            for name in names:
                close.set_seq1(name)
                if close.quick_ratio() >= _CLOSE and close.ratio() >= _CLOSE:
                    return False
        return True

    def is_named_by_url(self, shown: _Shown) -> bool:
        """Whether a sample is one member whose name is in the URL, as of ``/specs/{key}``."""
        value = shown.sample.value
        return (
            isinstance(value, dict)
            and len(value) == 1
            and not isinstance(next(iter(value.values())), dict | list)
            and self.documentation.operation.endpoint.url.rstrip("/").endswith("}")
        )

    def is_described(self, member: Member) -> bool:
        return member.name in self.described

    def undocumented(
        self, fitting: list[_Shown]
    ) -> tuple[list[Undocumented], set[tuple[str, ...]]]:
        """The members that nothing documents, and the names of the free-form ones."""
        if not self.documentation.complete or self.documentation.templated:
            return [], self.free_form(fitting)
        free = self.free_form(fitting)
        enclosing = {
            member.names[:-1]
            for shown in fitting
            for member in shown.members
            if member.path in shown.documented
        }
        places: dict[tuple[str, ...], list[Place]] = {}
        for shown in fitting:
            if self.is_named_by_url(shown):
                continue
            for member in shown.members:
                if member.path in shown.documented or member.names in free:
                    continue
                if any(member.names[:depth] in free for depth in range(1, len(member.names))):
                    continue
                if self.is_explained(member):
                    continue
                place = Place(shown.sample, member.path, member.value)
                places.setdefault(member.names, []).append(place)
        found = []
        for names, where in places.items():
            if any(names[:depth] in places for depth in range(1, len(names))):
                continue
            found.append(Undocumented(names[-1], names, tuple(where), names in enclosing))
        return found, free

    def is_explained(self, member: Member) -> bool:
        """Whether the page names a member elsewhere than in a row of its own."""
        if self.is_described(member):
            return True
        if isinstance(member.path[0], int) and any(
            row.mentions(member.name) for row in self.body if _is_list(row)
        ):
            # The sample is the list itself, which a row describes as if it were a member.
            return True
        for depth in range(len(member.names) - 1, 0, -1):
            for row in self.documentation.find(member.names[:depth]):
                if row.mentions(member.name):
                    return True
                if member.name in names_linked_in(self.tree, row.parameter.description):
                    return True
        return False

    def free_form(self, fitting: list[_Shown]) -> set[tuple[str, ...]]:
        """The objects whose members are not, or hardly, documented one by one.

        Authors document the members of an object by rows, or leave them to the description; and
        there are objects whose members the users of the service choose.
        """
        shallowest: dict[str, int] = {}
        for shown in fitting:
            for member in shown.members:
                depth = len(member.names)
                shallowest[member.name] = min(shallowest.get(member.name, depth), depth)
        children: dict[tuple[str, ...], dict[str, bool]] = {}
        containers: dict[tuple[str, ...], bool] = {}
        for shown in fitting:
            for member in shown.members:
                known = member.path in shown.documented
                parent = member.names[:-1]
                below = children.setdefault(parent, {})
                # A row such as `id` that is met further out already tells nothing about this one.
                own = known and shallowest[member.name] == len(member.names)
                below[member.name] = below.get(member.name, False) or own
                if isinstance(member.value, dict | list):
                    containers[member.names] = containers.get(member.names, False) or known
        free: set[tuple[str, ...]] = set()
        for names, known in containers.items():
            rows = self.documentation.find(names) if known else []
            if any(row.is_free_form for row in rows):
                free.add(names)
                continue
            below = children.get(names, {})
            documented = sum(below.values())
            if (rows and below and documented * 2 < len(below)) or (not rows and not documented):
                free.add(names)
        return free

    def with_meant(self, found: list[Undocumented], used: set[str]) -> list[Undocumented]:
        """Finds, for undocumented members, the documented name that was probably meant."""
        absent: dict[str, DocumentedField] = {}
        for row in self.body:
            if row.name not in used:
                absent.setdefault(row.name, row)
        result = []
        for item in found:
            meant = field_names.close(item.name, absent)
            if meant is not None:
                absent.pop(meant.name)
            result.append(item._replace(meant=meant))
        return result

    def with_only_missing(
        self, found: list[Undocumented], missing: list[Missing]
    ) -> tuple[list[Undocumented], list[Missing]]:
        """Joins what is one defect: one field too many, and one too few, in the same object."""
        result = []
        together = Counter(item.names[:-1] for item in found)
        for item in found:
            if item.meant is not None or together[item.names[:-1]] > 1:
                result.append(item)
                continue
            absent = {
                other.field.row.key: other.field
                for other in missing
                if _names(other.path) == item.names[:-1]
            }
            if len(absent) == 1:
                field = next(iter(absent.values()))
                types = json_types(field.parameter.type)
                if types is not None and allows(types, item.places[0].value):
                    item = item._replace(meant=field, encloses=False)
                    missing = [other for other in missing if other.field is not field]
            result.append(item)
        return result, missing

    def with_slips(
        self, found: list[Undocumented], missing: list[Missing], fitting: list[_Shown]
    ) -> tuple[list[Undocumented], list[Missing]]:
        """Joins a required field that is missing with a member whose name is it but for one slip.

        The member may stand in an object whose other members nothing documents.
        """
        if not missing:
            return found, missing
        absent = {item.field.name: item.field for item in missing}
        slips = Misspellings(absent)
        told = {item.names for item in found}
        places: dict[tuple[str, ...], list[Place]] = {}
        for shown in fitting:
            for member in shown.members:
                if member.path in shown.documented or member.names in told:
                    continue
                if slips.meant(member.name) is not None:
                    place = Place(shown.sample, member.path, member.value)
                    places.setdefault(member.names, []).append(place)
        for names, where in places.items():
            field = absent.pop(slips.meant(names[-1]) or "", None)
            if field is not None:
                found.append(Undocumented(names[-1], names, tuple(where), False, field))
                missing = [item for item in missing if item.field is not field]
        return found, missing

    def missing(self, fitting: list[_Shown], meant: set[int]) -> Iterator[Missing]:
        """The required fields that a sample lacks."""
        rows: dict[str, DocumentedField] = {}
        shown_names = {member.name for shown in fitting for member in shown.members}
        # In `usages.PROJECT.count`, where `count` is shown and PROJECT is not, it is a placeholder.
        stand_ins = {
            part
            for row in self.documentation.fields
            if row.name in shown_names
            for part in row.parts[:-1]
            if part not in shown_names
        }
        for row in self.body:
            if row.parameter.required and row.name not in stand_ins:
                rows.setdefault(row.name, row)
        alternatives = {
            name
            for name, same in self.documentation.by_name.items()
            if any(not row.parameter.required for row in same)
        }
        alternatives |= self.choices(fitting)
        parents = self.parents(fitting)
        by_version = {versions.of_sample(shown.part) for shown in fitting}
        anywhere: set[str] = set()
        if len(by_version) > 1:
            # Samples of several microversions: a field of one of them may be new, or gone.
            anywhere = {member.name for shown in fitting for member in shown.members}
        for shown in fitting:
            if self.is_named_by_url(shown):
                continue
            version = versions.of_sample(shown.part)
            names = {member.name for member in shown.members} | anywhere
            for row in rows.values():
                if row.name in names or row.name in alternatives or id(row) in meant:
                    continue
                if _TEMPLATE_NAME.search(row.name):
                    continue
                if words(row.name)[-1:] in (("id",), ("uuid",)) and any(map(_ID.fullmatch, names)):
                    # The sample has the value of it for a name: `{"73d5f9f3-...": [...]}`.
                    continue
                if not versions.is_expected(row.parameter, version):
                    continue
                missing = self.place_of_missing(shown, row, parents.get(row.name))
                if missing is None:
                    continue
                if self.documentation.role == "request" and row.row.key in self.answered:
                    missing = missing._replace(certain=False)
                yield missing

    def choices(self, fitting: list[_Shown]) -> set[str]:
        """The names of which each sample shows one alone, as of the actions of one operation."""
        names = [
            next(iter(shown.sample.value))
            for shown in fitting
            if isinstance(shown.sample.value, dict) and len(shown.sample.value) == 1
        ]
        return set(names) if len(names) == len(fitting) and len(set(names)) > 1 else set()

    def parents(self, fitting: Iterable[_Shown]) -> dict[str, set[tuple[str, ...]]]:
        """For each name, the objects in which it stands in any of the samples."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for shown in fitting:
            for member in shown.members:
                found.setdefault(member.name, set()).add(member.names[:-1])
        return found

    def place_of_missing(
        self, shown: _Shown, row: DocumentedField, parents: set[tuple[str, ...]] | None
    ) -> Missing | None:
        """Where a missing field should stand, or None where it may rightly be absent."""
        objects: dict[tuple[str, ...], JsonPath] = {}
        hollow = False
        for names, path, value in _objects(shown):
            if isinstance(value, dict) and value:
                objects.setdefault(names, path)
            elif not value and names in self.container_names():
                hollow = True
        if len(row.parts) > 1:
            parents = {names for names in objects if names[-len(row.parts) + 1 :] == row.parts[:-1]}
            if not parents:
                return None
        if parents:
            for names in sorted(parents):
                if names in objects:
                    return Missing(row, shown.sample, objects[names], True)
            return None
        optional_container = any(
            other.parameter.type.lower() in ("object", "array", "list", "dict")
            and other.name not in {member.name for member in shown.members}
            for other in self.documentation.fields
            if other is not row
        )
        if hollow or optional_container:
            return None
        if not isinstance(shown.sample.value, dict | list):
            return None
        root = shown.sample.value
        if isinstance(root, dict) and len(root) == 1 and len(objects) == 2:
            objects.pop((), None)
        return Missing(row, shown.sample, next(iter(objects.values()), ()), len(objects) == 1)

    def container_names(self) -> set[tuple[str, ...]]:
        return {
            member.names
            for shown in self.shown
            for member in shown.members
            if member.path in shown.documented
        } | {()}

    def unshown(self, fitting: list[_Shown]) -> Iterator[DocumentedField]:
        """Body fields that none of the samples shows."""
        names = {member.name for shown in fitting for member in shown.members}
        for row in self.body:
            if row.name not in names:
                yield row


_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}")
_TEMPLATE_NAME = re.compile(r"[{}<>$*]")


def _objects(shown: _Shown) -> Iterator[tuple[tuple[str, ...], JsonPath, Json]]:
    """All objects and empty arrays of a sample, with the names and the path that lead to them."""
    value = shown.sample.value
    yield from _inner((), (), value)
    for member in shown.members:
        if isinstance(member.value, dict | list) or member.value is None:
            yield from _inner(member.names, member.path, member.value)


def _inner(
    names: tuple[str, ...], path: JsonPath, value: Json
) -> Iterator[tuple[tuple[str, ...], JsonPath, Json]]:
    if isinstance(value, list):
        if not value:
            yield names, path, value
        for index, item in enumerate(value):
            yield from _inner(names, (*path, index), item)
    elif isinstance(value, dict) or value is None:
        yield names, path, value


def _is_list(row: DocumentedField) -> bool:
    return "array" in (json_types(row.parameter.type) or ())


def _names(path: JsonPath) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))
