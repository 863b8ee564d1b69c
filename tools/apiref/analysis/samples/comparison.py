"""Compares the samples of every operation with the tables of the same role.

One pass over the tree finds the defects of several rules, so that each defect belongs to one of
them: a misnamed field is not also missing and undocumented.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

from apiref.analysis.members import ancestors, lists, objects
from apiref.analysis.operations import microversions
from apiref.analysis.pages.section_titles import operations_with_uncertain_roles
from apiref.analysis.parameters.names import singular
from apiref.analysis.parameters.type_names import standard_type
from apiref.analysis.parameters.types import allows, is_container, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import Documentation, DocumentedField, documentations
from apiref.analysis.samples.error_samples import is_error_body, is_error_sample
from apiref.analysis.samples.files import samples_of_other_operations
from apiref.analysis.samples.missing_fields import Missing, is_stand_in, missing_fields
from apiref.analysis.samples.names import names_in
from apiref.analysis.samples.pairing import misspelt_in_some_objects, paired
from apiref.analysis.samples.shown_samples import Place, ShownSample, ShownSamples
from apiref.analysis.samples.undocumented_fields import (
    Undocumented,
    beside_whole_tables,
    recased_members,
    undocumented_members,
    with_containers,
)
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import Operation, Role, SamplePart
from apiref.model.tree import Tree
from apiref.text.suggestions import are_close
from apiref.text.typos import Misspellings

# With this many names on both sides, a single common one is a coincidence.
_MANY = 5
# Rows times names. Tables and samples of hundreds of names are not another resource's.
_MOST_PAIRS = 20_000
# The depth of the members of the outermost object, and of the items of a list in it.
_OUTER = 2
# Names and descriptions of the only row of a table that documents the body as a whole.
_BODY_NAMES = frozenset("data body payload document content request response".split())
_BODY_TEXT = (
    r"(?i)\A\s*(?:the |an? )?[\w` -]*\b(?:within|in|as|is|for) the (?:request|response) body"
)
# The body is described as a document of a media type.
_AS_MEDIA_TYPE = re.compile(r"\b(?:as|in)\W{1,3}(?:application|text)/\w")


class Value(NamedTuple):
    """A member that rows document."""

    place: Place
    names: tuple[str, ...]
    fields: tuple[DocumentedField, ...]

    @property
    def field(self) -> DocumentedField:
        """The first of those rows."""
        return self.fields[0]


class Comparison(NamedTuple):
    """What the samples of one role of an operation show, compared with its tables.

    ``foreign`` are samples that have next to nothing in common with the tables, since the file or
    the table is wrong; they are ignored otherwise. ``of_other_versions`` are recorded members whose
    rows are all of other microversions; they are ignored otherwise as well.
    """

    operation: Operation
    role: Role
    documentation: Documentation
    samples: tuple[SamplePart, ...]
    values: tuple[Value, ...]
    undocumented: tuple[Undocumented, ...]
    missing: tuple[Missing, ...]
    foreign: tuple[JsonFile, ...]
    of_other_versions: tuple[Value, ...] = ()


@per_tree
def compare(tree: Tree) -> tuple[Comparison, ...]:
    """The comparisons of all operations and roles with both a table and a JSON sample."""
    found = []
    # Another rule reports samples of other operations.
    foreign = {item.part.reference.location for item in samples_of_other_operations(tree)}
    for documented in documentations(tree):
        operation = documented.operation
        if operation.location in operations_with_uncertain_roles(tree):
            continue
        parts = [part for part in operation.samples if part.role == documented.role]
        shown: list[tuple[SamplePart, JsonFile]] = []
        for part in parts:
            sample = tree.samples.get(part.reference.path or "")
            if sample is None or not sample.valid or part.reference.partial:
                continue
            if part.reference.location in foreign:
                continue
            is_error = is_error_sample(part) or is_error_body(sample.value)
            if is_error and not _has_field(documented, sample.value):
                continue
            if is_json_patch(sample.value) or _is_schema(documented, sample.value):
                continue
            if not _has_names_as_values(tree, documented, sample):
                shown.append((part, sample))
        if shown:
            found.append(comparison(ShownSamples(tree, documented, shown)))
    return tuple(found)


def _has_field(documented: Documentation, value: Json) -> bool:
    """Whether a member of a document, or of its items, has a row."""
    items = value if isinstance(value, list) else [value]
    objects = [item for item in items if isinstance(item, dict)]
    return any(name in documented.by_name for item in objects for name in item)


def _is_schema(documented: Documentation, value: Json) -> bool:
    """Whether a document is a JSON Schema, which the table does not document."""
    return isinstance(value, dict) and "$schema" in value and not _has_field(documented, value)


def _has_names_as_values(tree: Tree, documented: Documentation, sample: JsonFile) -> bool:
    """Whether fields are named by values: the columns of a table, or the paths of a JSON Patch."""
    names = {row.name for row in documented.fields if row.parameter.place == "body"}
    if len(names) < 2 or not names.isdisjoint(names_in(tree, sample.path)):
        return False
    texts = {
        text.lstrip("/")
        for _, inner in (*objects(sample.value), *lists(sample.value))
        for text in (inner.values() if isinstance(inner, dict) else inner)
        if isinstance(text, str)
    }
    return 2 * len(names & texts) > len(names)


def is_json_patch(value: Json) -> bool:
    """Whether a document is a JSON Patch (RFC 6902)."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and {"op", "path"} <= item.keys() for item in value)
    )


def comparison(samples: ShownSamples) -> Comparison:
    """Compare the samples of one role of an operation with its tables."""
    foreign = [shown for shown in samples.shown if _is_foreign(samples, shown)]
    samples.fitting = [
        shown
        for shown in samples.shown
        if shown not in foreign
        and not _is_documented_as_whole(samples, shown)
        and not _is_of_other_version(samples, shown)
    ]
    # A sample with the name of a fitting one is of another microversion, with other fields.
    named = {posixpath.basename(shown.sample.path) for shown in samples.fitting}
    foreign = [shown for shown in foreign if posixpath.basename(shown.sample.path) not in named]
    undocumented, free = undocumented_members(samples)
    undocumented, missing = paired(samples, undocumented, list(missing_fields(samples)))
    undocumented = misspelt_in_some_objects(samples, undocumented)
    undocumented = with_containers(samples, undocumented)
    undocumented = beside_whole_tables(samples, undocumented) + recased_members(samples)
    renamed = {id(item.intended) for item in undocumented if item.intended is not None}
    missing = [item for item in missing if id(item.field) not in renamed]
    values = [
        Value(
            Place(shown.sample, member.path, member.value),
            member.names,
            tuple(samples.of_version(shown, rows) or rows),
        )
        for shown in samples.fitting
        for member in shown.members
        if (rows := samples.documenting(member.names)) and free.isdisjoint(ancestors(member.names))
    ]
    of_other_versions: list[Value] = []
    if samples.is_strict:
        values, of_other_versions = _by_version(samples, values)
    return Comparison(
        samples.documentation.operation,
        samples.documentation.role,
        samples.documentation,
        tuple(shown.part for shown in samples.shown),
        tuple(values),
        tuple(undocumented),
        tuple(missing),
        tuple(shown.sample for shown in foreign),
        tuple(of_other_versions),
    )


def _by_version(samples: ShownSamples, values: list[Value]) -> tuple[list[Value], list[Value]]:
    """The values with rows of their microversion, and those without.

    Values inside the latter are ignored.
    """
    parts = {id(shown.sample): shown for shown in samples.fitting}
    current, of_other_versions = [], []
    ignored: set[tuple[int, JsonPath]] = set()
    for value in values:
        of, path = id(value.place.sample), value.place.path
        if any((of, outer) in ignored for outer in ancestors(path)):
            continue
        if samples.of_version(parts[of], list(value.fields)):
            current.append(value)
        else:
            ignored.add((of, path))
            of_other_versions.append(value)
    return current, of_other_versions


def documented_envelopes(comparisons: Iterable[Comparison]) -> frozenset[str]:
    """The names, in the singular, of the outermost objects and lists that rows document."""
    return frozenset(
        singular(name)
        for item in comparisons
        for value in item.values
        for name in value.names
        if value.place.path == (name,) and isinstance(value.place.value, dict | list)
    )


def _is_foreign(samples: ShownSamples, shown: ShownSample) -> bool:
    """Whether a sample and the tables have nothing in common."""
    body = samples.body
    if not isinstance(shown.sample.value, dict | list):
        types = json_types(body[0].parameter.type) if len(body) == 1 else frozenset()
        return bool(body) and types is not None and not allows(types, shown.sample.value)
    names = shown.names
    if len(body) < 2 or len(names) < 2 or not samples.documentation.complete:
        return False
    if _has_other_envelope(samples, shown.sample.value, names):
        return True
    if samples.documentation.templated:
        return False
    if samples.shows_fields(shown):
        return _is_of_other_rows(samples, shown)
    if len(body) * len(names) > _MOST_PAIRS:
        return False
    if any(field.mentions(name) for field in body for name in names):
        return False
    return not any(are_close(name, field.name) for field in body for name in names)


def _has_other_envelope(samples: ShownSamples, value: Json, names: set[str]) -> bool:
    """Whether the only member of a sample is the envelope of another resource than the table's."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    envelope, first = next(iter(value)), samples.body[0]
    if envelope in samples.documentation.by_name or first.name in names:
        return False
    if singular(envelope) == singular(first.name):
        return False
    if not first.parameter.required or not _is_envelope(first) or len(first.parts) > 1:
        return False
    if is_stand_in(first) or any(row.mentions(envelope) for row in samples.body):
        return False
    return envelope in envelopes(samples.tree) and first.name in envelopes(samples.tree)


@per_tree
def envelopes(tree: Tree) -> frozenset[str]:
    """The names of envelopes of samples that are documented by the first row."""
    found: set[str] = set()
    for documented in documentations(tree):
        first = next((row for row in documented.fields if row.parameter.place == "body"), None)
        if first is None or not _is_envelope(first):
            continue
        for part in documented.operation.samples:
            sample = tree.samples.get(part.reference.path or "")
            if part.role == documented.role and _only_name(sample) == first.name:
                found.add(first.name)
    return frozenset(found)


def _only_name(sample: JsonFile | None) -> str | None:
    value = sample.value if sample is not None else None
    return next(iter(value)) if isinstance(value, dict) and len(value) == 1 else None


def _is_envelope(row: DocumentedField) -> bool:
    return is_container(row.parameter.type)


def _is_documented_as_whole(samples: ShownSamples, shown: ShownSample) -> bool:
    """Whether the rows document a sample as a whole, rather than members of it."""
    if not samples.body or samples.shows_fields(shown):
        return False
    if all(_AS_MEDIA_TYPE.search(row.parameter.description) for row in samples.body):
        return True
    if len(samples.body) > 1:
        return False
    row, value = samples.body[0], shown.sample.value
    if isinstance(value, list):
        return "array" in (json_types(row.parameter.type) or ("array",))
    if not isinstance(value, dict):
        return False
    is_object = standard_type(row.parameter.type) == "object"
    if is_object and value and all(isinstance(member, list) for member in value.values()):
        # None of the members can be the field of the row under another name.
        return True
    if len(value) < 2:
        return False
    return row.name.lower() in _BODY_NAMES or bool(re.search(_BODY_TEXT, row.parameter.description))


def _is_of_other_version(samples: ShownSamples, shown: ShownSample) -> bool:
    """Whether all rows are of later microversions than a sample, or of earlier ones.

    A sample without a version is of the first one if another sample has a version.
    """
    if not samples.body or len(samples.shown) < 2:
        return False
    own = microversions.of_sample(shown.part)
    if own is not None:
        return not any(microversions.may_be_there(row.parameter, own) for row in samples.body)
    if all(microversions.of_sample(other.part) is None for other in samples.shown):
        return False
    return all(microversions.parse(row.parameter.min_version) for row in samples.body)


def _is_of_other_rows(samples: ShownSamples, shown: ShownSample) -> bool:
    """Whether a sample shares only one name with many rows by chance, such as ``description``."""
    rows = {field.name for field in samples.body}
    names = {member.name for member in shown.members if len(member.names) <= _OUTER}
    common = {member.name for member in shown.members if samples.documenting(member.names)}
    if len(common) != 1 or min(len(rows), len(names)) < _MANY:
        return False
    typos = Misspellings(rows - common)
    return all(typos.intended(name) is None for name in names - common)
