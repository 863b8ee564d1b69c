"""The required fields that samples lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from apiref.analysis.members import is_identifier, objects
from apiref.analysis.operations import microversions
from apiref.analysis.parameters.names import is_vague, singular, words
from apiref.analysis.parameters.presence import depends, is_called_optional, may_be_absent
from apiref.analysis.parameters.types import is_container, json_types
from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.analysis.samples.names import is_always_beside
from apiref.analysis.samples.shown_samples import ShownSample, ShownSamples, objects_of
from apiref.model.json_file import Json, JsonFile, JsonPath
from apiref.model.operation import placeholders

_TEMPLATE_NAME = re.compile(r"[{}<>$*]")
_STANDS_FOR = re.compile(r"\b(?:stands for|is a placeholder)\b")
_TEMPLATE_KEY = re.compile(r"<\w+>\W{0,3}:|\{\w+\}\W{0,3}:")
# A name in capitals only, such as RESOURCE_CLASS, is a placeholder.
_CAPITALS = re.compile(r"[A-Z]+(?:[_-][A-Z]+)*")
_PREFIX = re.compile(r"\A[^\W_]+[-_:]")
# Rows with these two names, if the sample shows neither, describe names that users choose.
_PAIR = frozenset({"key", "value"})


class Missing(NamedTuple):
    """A required field, and the sample that lacks it.

    ``path`` leads to the object that should contain it, or to a list of which only some items do;
    then ``lacking`` leads on to the first object that does not. ``certain`` says that this object
    is known, and that no empty object or list in the sample could contain the field.
    """

    field: DocumentedField
    sample: JsonFile
    path: JsonPath
    certain: bool
    lacking: JsonPath = ()


def missing_fields(samples: ShownSamples) -> Iterator[Missing]:
    """The required fields that a sample lacks."""
    rows: dict[str, list[DocumentedField]] = {}
    shown_names = {member.name for shown in samples.fitting for member in shown.members}
    # In `usages.PROJECT.count`, where `count` is shown and PROJECT is not, it is a placeholder.
    stand_ins = {
        part
        for row in samples.documentation.fields
        if row.name in shown_names
        for part in row.parts[:-1]
        if part not in shown_names
    }
    for row in samples.body:
        if row.parameter.required and row.name not in stand_ins:
            rows.setdefault(row.name, []).append(row)
    optional = {
        name: [row.parameter for row in same if not row.parameter.required]
        for name, same in samples.documentation.by_name.items()
    }
    alternatives = _choices(samples)
    if _has_chosen_names(samples):
        alternatives |= {name for name, same in rows.items() if _is_object(same[0])}
    if samples.documentation.by_name.keys() >= _PAIR and not _PAIR & shown_names:
        alternatives |= _PAIR
    items = _names_of_items(samples)
    alternatives |= {name for name, same in rows.items() if name in items and _is_object(same[0])}
    twins = _twins(samples)
    parents = _parents(samples)
    by_version = {microversions.of_sample(shown.part) for shown in samples.fitting}
    anywhere: set[str] = set()
    if len(by_version) > 1 and not samples.is_strict:
        # Samples of several microversions: a field of one of them may be new, or gone.
        anywhere = shown_names
    cases = _cases(samples)
    tables = _tables(samples)
    for shown in samples.fitting:
        if samples.is_named_by_url(shown) or _is_cut_short(shown):
            continue
        others = _names_of_other_cases(cases, shown)
        others |= _names_of_other_tables(tables, rows.keys(), shown.names)
        version = microversions.of_sample(shown.part)
        names = shown.names | anywhere
        repeated = _repeated_objects(shown)
        stated = version if samples.is_strict else None
        for name, same in rows.items():
            if name in alternatives or twins.get(name) in names:
                continue
            is_shown = name in names
            if is_shown and not repeated:
                continue
            if any(microversions.may_be_there(parameter, stated) for parameter in optional[name]):
                continue
            # Ignore rows of other microversions.
            current = [row for row in same if microversions.may_be_there(row.parameter, stated)]
            if not current:
                continue
            row = current[0]
            if is_stand_in(row) or _CAPITALS.fullmatch(row.name) or row.name in others:
                continue
            if _is_key_of_url(samples, shown, row):
                continue
            description = row.parameter.description
            unbounded = row.parameter.min_version is None
            if may_be_absent(description, in_versions=unbounded) or depends(description):
                continue
            if is_called_optional(row.row.name, row.row.key):
                continue
            if words(row.name)[-1:] in (("id",), ("uuid",)) and _is_path_row(samples, row):
                continue
            if words(row.name)[-1:] in (("id",), ("uuid",)) and _has_identifiers(shown):
                # The sample has its value as a name: `{"73d5f9f3-...": [...]}`.
                continue
            if not microversions.is_expected(row.parameter, version):
                continue
            if is_shown:
                yield from _without_in_some(samples, shown, row, repeated)
                continue
            is_response = samples.documentation.role == "response"
            if is_response and row.name in parents and not samples.is_strict:
                # Another sample shows the field: this one may be a brief response.
                continue
            missing = _place_of(samples, shown, row, parents.get(row.name))
            if missing is None:
                continue
            if samples.documentation.role == "request" and row.row.key in samples.answered:
                missing = missing._replace(certain=False)
            yield missing


_Objects = dict[tuple[str, ...], list[tuple[JsonPath, dict[str, Json]]]]


def _repeated_objects(shown: ShownSample) -> _Objects:
    """The objects of a sample that several items of a list contain, or are, by their names."""
    found: _Objects = {}
    for path, value in objects(shown.sample.value):
        if value:
            names = tuple(part for part in path if isinstance(part, str))
            found.setdefault(names, []).append((path, value))
    return {names: same for names, same in found.items() if len(same) > 1}


def _without_in_some(
    samples: ShownSamples, shown: ShownSample, row: DocumentedField, repeated: _Objects
) -> Iterator[Missing]:
    """The field, for each list of which some items show it and others do not.

    Further in than where it is first shown, the row may match by chance.
    """
    shows = {
        member.names[:-1]
        for member in shown.members
        if member.name == row.name and row in samples.documenting(member.names)
    }
    depth = min(map(len, shows), default=0)
    for names in sorted(shows & repeated.keys()):
        same = repeated[names]
        lacking = [path for path, value in same if row.name not in value]
        if 0 < len(lacking) < len(same) and len(names) == depth:
            start = next(at for at, part in enumerate(lacking[0]) if isinstance(part, int))
            path, rest = lacking[0][:start], lacking[0][start:]
            yield Missing(row, shown.sample, path, certain=False, lacking=rest)


def _is_key_of_url(samples: ShownSamples, shown: ShownSample, row: DocumentedField) -> bool:
    """Whether the only key of a sample is a value of the last part of the URL, and a row its name.

    For ``/things/{label}`` with a row ``label``, the sample is ``{"blue": {...}}``.
    """
    url = samples.documentation.operation.endpoint.url
    root = shown.sample.value
    if placeholders(url)[-1:] != (row.name,) or not isinstance(root, dict) or len(root) != 1:
        return False
    (key,) = root
    known = {singular(word) for word in words(url)}
    return not samples.documenting((key,)) and known.isdisjoint(map(singular, words(key)))


def _twins(samples: ShownSamples) -> dict[str, str]:
    """The other name of each field that has two, of which one has a prefix: ``os-start``.

    The rows have the same type and description.
    """
    rows = {row.name: row.parameter for row in samples.body}
    found: dict[str, str] = {}
    for name, entry in rows.items():
        other = _PREFIX.sub("", name, count=1)
        twin = rows.get(other)
        if twin is None or other == name or not entry.description.strip():
            continue
        if (twin.type, twin.description.strip()) == (entry.type, entry.description.strip()):
            found[name], found[other] = other, name
    return found


def _is_path_row(samples: ShownSamples, row: DocumentedField) -> bool:
    """Whether a row ``id`` is that of a placeholder of the URL, ``{thing_id}``, without a row."""
    documented = samples.documentation
    return documented.role == "request" and any(
        name not in documented.by_name and words(name)[-1:] == words(row.name)
        for endpoint in documented.operation.endpoints
        for name in placeholders(endpoint.url)
    )


def _names_of_items(samples: ShownSamples) -> set[str]:
    """The names of the items of lists: a row ``server`` documents each of ``servers``."""
    return {
        singular(member.name)
        for shown in samples.fitting
        for member in shown.members
        if isinstance(member.value, list) and samples.documenting(member.names)
    }


def _is_cut_short(shown: ShownSample) -> bool:
    """Whether the line above a sample says that it only shows some fields."""
    return bool(shown.part.headings) and _cut_short().search(shown.part.headings[-1]) is not None


@cache
def _cut_short() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:fields?\s*=|brief|summary|minimal|partial|abbreviated|shortened|truncated"
        r"|(?:only|selected|some|few) (?:\w+ ){0,2}(?:fields?|attributes?|properties))",
        re.IGNORECASE,
    )


def is_stand_in(row: DocumentedField) -> bool:
    """Whether a name is a template, or is described as one: "``<action>: {...}``"."""
    description = row.parameter.description
    if _TEMPLATE_NAME.search(row.name):
        return True
    for match in _STANDS_FOR.finditer(description):
        if re.search(rf"\b{re.escape(row.name)}\W+\Z", description[: match.start()]):
            return True
    return _is_object(row) and _TEMPLATE_KEY.search(description) is not None


def _is_object(row: DocumentedField) -> bool:
    return json_types(row.parameter.type) == frozenset({"object"})


def _has_chosen_names(samples: ShownSamples) -> bool:
    """Whether users name members of a documented object that have documented members.

    A row that no sample shows then documents these names, such as the resource class in
    ``{"VCPU": {"total": 1}}``.
    """
    for shown in samples.fitting:
        known = {member.names for member in shown.members if samples.documenting(member.names)}
        above = {names[:-1] for names in known}
        for member in shown.members:
            if member.names in above and member.names not in known and member.names[:-1] in known:
                return True
    return False


def _has_identifiers(shown: ShownSample) -> bool:
    """Whether an object of a sample has identifiers in place of names."""
    return any(any(map(is_identifier, found)) for _, found in objects(shown.sample.value))


def _cases(samples: ShownSamples) -> dict[str, set[str]]:
    """The names of rows by the title of their part, if there are several parts."""
    found: dict[str, set[str]] = {}
    for part in samples.documentation.operation.tables:
        if part.role == samples.documentation.role and part.headings:
            names = found.setdefault(part.headings[0], set())
            names.update(field_parts(row.name)[-1] for row in part.table.rows)
    return found if len(found) > 1 else {}


def _tables(samples: ShownSamples) -> list[set[str]]:
    """The names of the body rows of each table of the role."""
    body = {row.row.location: row.name for row in samples.body}
    found = []
    for table in samples.documentation.operation.tables_of(samples.documentation.role):
        names = {body[row.location] for row in table.rows if row.location in body}
        if names:
            found.append(names)
    return found


def _names_of_other_tables(tables: list[set[str]], required: Set[str], names: set[str]) -> set[str]:
    """The names that occur only in tables of other exchanges, or of other forms of this one.

    Of such a table a sample shows nothing, or only a part of what it shows of another table. If it
    shows the same of two tables, its own is the one of which it lacks fewer required fields.
    """

    def fits_better(one: set[str], other: set[str]) -> bool:
        if one & names != other & names:
            return one & names > other & names
        return len(one & required - names) < len(other & required - names)

    own = [
        table
        for table in tables
        if table & names and not any(fits_better(other, table) for other in tables)
    ]
    return set().union(*tables) - set().union(*own) if own else set()


def _names_of_other_cases(cases: dict[str, set[str]], shown: ShownSample) -> set[str]:
    """The names that occur only in other parts, if the part of the sample has its own table."""
    own = shown.part.headings[0] if shown.part.headings else ""
    if own not in cases:
        return set()
    return {name for names in cases.values() for name in names} - cases[own]


def _choices(samples: ShownSamples) -> set[str]:
    """The names of the only members of samples, such as actions, if each shows just one."""
    names = [
        next(iter(shown.sample.value))
        for shown in samples.fitting
        if isinstance(shown.sample.value, dict) and len(shown.sample.value) == 1
    ]
    return set(names) if len(names) == len(samples.fitting) else set()


def _parents(samples: ShownSamples) -> dict[str, set[tuple[str, ...]]]:
    """The objects that contain a name in any sample."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for shown in samples.fitting:
        for member in shown.members:
            found.setdefault(member.name, set()).add(member.names[:-1])
    return found


def _place_of(
    samples: ShownSamples,
    shown: ShownSample,
    row: DocumentedField,
    parents: set[tuple[str, ...]] | None,
) -> Missing | None:
    """The place of a missing field, or None if it may be absent."""
    if shown.sample.value == {}:
        # All fields are missing; the first one may contain the others.
        return Missing(row, shown.sample, (), certain=True) if row is samples.body[0] else None
    objects: dict[tuple[str, ...], JsonPath] = {}
    has_empty = False
    containers = _container_names(samples)
    for names, path, value in objects_of(shown):
        if isinstance(value, dict) and value:
            objects.setdefault(names, path)
        elif not value and names in containers and not has_empty:
            has_empty = not (
                _has_no_rows(samples, shown, names)
                or (names and is_always_beside(samples.tree, row.name, names[-1]))
            )
    if len(row.parts) > 1:
        parents = {names for names in objects if names[-len(row.parts) + 1 :] == row.parts[:-1]}
        if not parents:
            return None
    listed = row.name.removesuffix("_links")
    lists = [it for it in shown.members if it.name == listed and isinstance(it.value, list)]
    if lists and listed != row.name and not parents:
        # The links to the next page are beside the list.
        return Missing(row, shown.sample, lists[0].path[:-1], True)
    if parents:
        for names in sorted(parents):
            if names in objects:
                return Missing(row, shown.sample, objects[names], True)
        return None
    shown_names = shown.names
    version = microversions.of_sample(shown.part)
    optional_container = any(
        is_container(other.parameter.type)
        and other.name not in shown_names
        and not other.is_free_form
        and microversions.may_be_there(other.parameter, version)
        for other in samples.documentation.fields
        if other is not row
    )
    if has_empty or optional_container:
        return None
    if not isinstance(shown.sample.value, dict | list):
        return None
    root = shown.sample.value
    types = json_types(row.parameter.type) or ()
    if isinstance(root, list):
        # The row may document the list itself.
        may_be_root = "array" in types
    else:
        # An object with its own fields may be an alternative to the one shown.
        may_be_root = "object" in types and len(root) == 1 and _lacks_fields(samples, shown, row)
    if isinstance(root, dict) and len(root) == 1 and len(objects) == 2:
        objects.pop((), None)
    certain = len(objects) == 1 and not may_be_root
    return Missing(row, shown.sample, next(iter(objects.values()), ()), certain)


def _has_no_rows(samples: ShownSamples, shown: ShownSample, names: tuple[str, ...]) -> bool:
    """Whether an object or list has no rows, since the row after it documents a sibling.

    Fields such as ``id`` may be in both.
    """
    for row, below in pairwise(samples.body):
        if names and row.name == names[-1]:
            if is_vague(below.name) or len(samples.documentation.by_name[below.name]) > 1:
                return False
            return (*names[:-1], below.name) in {member.names for member in shown.members}
    return False


def _lacks_fields(samples: ShownSamples, shown: ShownSample, row: DocumentedField) -> bool:
    """Whether the row after that of an object, probably a field of it, is not shown either."""
    below = samples.body[samples.body.index(row) + 1 :][:1]
    return bool(below) and below[0].name not in shown.names


def _container_names(samples: ShownSamples) -> set[tuple[str, ...]]:
    """The names of documented objects and lists, apart from those with free content."""
    return {
        member.names
        for shown in samples.shown
        for member in shown.members
        if (rows := samples.documenting(member.names))
        and not any(row.is_free_form for row in rows)
        and any(is_container(row.parameter.type) for row in rows)
    } | {()}
