"""Samples compared with tables: types of values, and values that are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import json_type
from apiref.analysis.operations.obsolete import is_obsolete
from apiref.analysis.parameters.listed_values import is_open, listed_below, listed_in_text
from apiref.analysis.parameters.names import words
from apiref.analysis.parameters.types import is_container, json_types
from apiref.analysis.parameters.values import plain, stated_values
from apiref.analysis.rows.entries import named_with_use, unused_entries_of
from apiref.analysis.samples.comparison import Comparison, Value, compare, is_json_patch
from apiref.analysis.samples.value_types import Contradiction, contradictions, may_be_null
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.rules.registry import rule
from apiref.text.listing import quoted, shortened, with_article
from apiref.text.prose import sentences
from apiref.text.typos import is_name, is_typo

# What values may differ in by mistake, besides case.
_FORM = str.maketrans("", "", " -_")
_PATCH_OPERATIONS = ("add", "copy", "move", "remove", "replace", "test")
_EMPTY_ADVICE = "mention the empty string in the description, or fix the sample"


@rule(Severity.ERROR)
def sample_value_type(tree: Tree) -> Iterator[Defect]:
    """A value in a sample has a different type from the one that the table documents.

    The finding is at the ``type`` of the parameter if all samples of the reference show the same
    other type, and several samples do, or the description agrees with it, or it is a list or an
    object, which nobody writes by accident. If other rows refer to the same parameter and only
    some show a list or an object, or a plain value in place of one, the finding is at these rows.
    Otherwise it is at the value. An empty string in place of a number or a boolean, which often
    means that there is no value, is only a warning.

    Passes: ``{"port": 80}``, if ``port`` is an integer.

    Fails: ``{"port": "80"}``, if ``port`` is an integer.
    """
    for item in contradictions(tree):
        comparison, value = item.values[0]
        parameter = item.parameter
        kind = with_article(json_type(value.place.value))
        if item.blame in ("value", "sample"):
            yield from _value_defects(item)
            continue
        row = value.field.row
        is_empty = all(_is_empty(value) for _, value in item.values)
        related: tuple[Cause, ...] = ()
        where = parameter.field("type")
        places = _places(value for _, value in item.values)
        if item.blame == "type" and where is not None:
            place, subject = where.value_location, parameter.key
            samples = "samples show" if len(item.values) > 1 else "a sample shows"
            problem = f"'{parameter.key}' is documented as {parameter.type}, but {samples} {kind}"
            advice = "fix the type"
            if is_empty:
                advice = _EMPTY_ADVICE
            elif not isinstance(value.place.value, dict | list):
                advice = "fix the type, or the values"
        else:
            rows = dict.fromkeys(value.field.row.key_location for _, value in item.values)
            (place, *others), subject = rows, row.name
            places = (*others, *places)
            problem = (
                f"row '{row.name}' refers to '{parameter.key}', which is documented as"
                f" {parameter.type}, but the sample shows {kind}"
            )
            advice = f"refer to an entry that is {kind}"
            fitting = _unused_of_kind(tree, value)
            if fitting:
                advice = f"refer to the entry {named_with_use(tree, fitting)}"
                related = (Cause("entry", fitting.path, fitting.key),)
        yield Defect(
            place,
            subject,
            f"{problem}, such as {_show(value)}; {advice}",
            comparison.operation.label,
            places,
            cause=Cause("entry", parameter.path, parameter.key) if item.blame == "type" else None,
            severity=Severity.WARNING if is_empty else None,
            related=related,
        )


def _unused_of_kind(tree: Tree, value: Value) -> Parameter | None:
    """The only unused entry with the name of a row that has, or describes, its value's type."""
    field, kind = value.field, json_type(value.place.value)
    found = [
        entry
        for entry in unused_entries_of(tree, field.parameter.path, field.row.name)
        if json_types(entry.type) == frozenset({kind})
        or kind in words(next(iter(sentences(entry.description)), ""))
    ]
    return found[0] if len(found) == 1 else None


def _value_defects(item: Contradiction) -> Iterator[Defect]:
    by_member: dict[tuple[str, tuple[str, ...]], list[tuple[Comparison, Value]]] = {}
    for comparison, value in item.values:
        by_member.setdefault((value.place.sample.path, value.names), []).append((comparison, value))
    for group in by_member.values():
        comparison, value = group[0]
        kind = json_type(value.place.value)
        yield Defect(
            location_of(value.place.sample, value.place.path),
            pointer(value.place.path),
            f"'{pointer(value.place.path)}' is {with_article(kind)}, {_show(value)}, but"
            f" '{value.field.row.name}' is documented as {item.parameter.type};"
            f" {_advice(value) if item.blame == 'value' else 'fix the sample'}",
            comparison.operation.label,
            (value.field.parameter.location,),
            cause=Cause("field", item.parameter.path, item.parameter.key),
            severity=Severity.WARNING if _is_empty(value) else None,
        )


def _advice(value: Value) -> str:
    """What to do about a value of another type: often only its quotes are wrong."""
    text = value.place.value
    if _is_empty(value):
        return _EMPTY_ADVICE
    bare = text.lower() if isinstance(text, str) else ""
    types = json_types(value.field.parameter.type) or frozenset()
    kind = "null" if bare == "null" else "boolean" if bare in ("true", "false") else "integer"
    # IDs are often strings of digits.
    is_number = bare.isdigit() and words(value.field.name)[-1:] not in (("id",), ("uuid",))
    if kind == "null" or (kind in types and (kind == "boolean" or is_number)):
        return f"write {bare}, without quotes"
    return "fix one of the two"


def _is_empty(value: Value) -> bool:
    """Whether a value is an empty string in place of a number or a boolean."""
    return value.place.value == "" and not is_container(value.field.parameter.type)


def _places(values: Iterator[Value]) -> tuple[Location, ...]:
    places: dict[str, Location] = {}
    for value in values:
        sample = value.place.sample
        if sample.path not in places:
            places[sample.path] = location_of(sample, value.place.path)
    return tuple(places.values())


def _show(value: Value) -> str:
    import json

    return shortened(json.dumps(value.place.value, ensure_ascii=False))


@rule(Severity.INFO)
def sample_value_null(tree: Tree) -> Iterator[Defect]:
    """A sample shows ``null`` for a field whose description does not mention it.

    Programs that rely on the documented type fail on it. The guideline asks for a single type in
    the table and for ``null`` in the description. Not checked are deprecated operations, and
    descriptions that say when there is a value: "Set once the server is built."

    Passes: ``{"host": null}``, and the description says "``null`` until the server has one".

    Fails: ``{"host": null}``, and the description does not mention it.
    """
    seen: set[tuple[str, str]] = set()
    for comparison in compare(tree):
        for value in () if is_obsolete(tree, comparison.operation) else comparison.values:
            if value.place.value is not None or may_be_null(value):
                continue
            parameter = value.field.parameter
            key = (parameter.path, parameter.key)
            if key in seen or parameter.place != "body":
                # Rows that refer to an entry of another place are reported as such.
                continue
            seen.add(key)
            yield Defect(
                location_of(value.place.sample, value.place.path),
                pointer(value.place.path),
                f"'{pointer(value.place.path)}' is null, which the description of"
                f" '{parameter.key}' does not mention; say when it is ``null``",
                comparison.operation.label,
                (parameter.location,),
            )


@rule(Severity.WARNING)
def sample_value_unlisted(tree: Tree) -> Iterator[Defect]:
    """A sample shows a value that is not among those that are listed.

    Those of ``op`` in a JSON Patch are listed by RFC 6902.
    They are listed by the description, "One of ``a`` or ``b``.", or by the ``enum`` of the entry.
    If the description says that there are more, or if the list is in the text of the operation,
    which may be about some situation, a value is only reported that differs from a listed one by
    its case, its separators or a typo. Several other values of one entry are reported there, and
    another case in a request, which services often accept, only as an info.

    Passes: ``{"state": "open"}`` and "One of ``open`` or ``closed``."

    Fails: ``{"state": "Open"}`` and "One of ``open`` or ``closed``."
    """
    yield from _patches(tree)
    unlisted: dict[tuple[str, str], dict[str, list[tuple[Comparison, Value]]]] = {}
    for comparison in compare(tree):
        below = listed_below(comparison.operation)
        for value in comparison.values:
            shown = value.place.value
            if not isinstance(shown, str) or not shown:
                continue
            entries = [field.parameter for field in value.fields]
            listed = [item for entry in entries for item in _listed(entry)]
            stated = [item for name, item in below if name == value.field.name]
            if shown in (*listed, *stated) or any(_mentions(entry, shown) for entry in entries):
                continue
            intended = next((it for it in (*listed, *stated) if _is_variant(shown, it)), None)
            is_all = len(listed) > 1 and not any(map(is_open, entries))
            if intended is None and not (is_all and is_name(shown)):
                continue
            if intended is None:
                entry = value.field.parameter
                same = unlisted.setdefault((entry.path, entry.key), {})
                same.setdefault(shown, []).append((comparison, value))
                continue
            is_case = comparison.role == "request" and shown.casefold() == intended.casefold()
            yield _unlisted(
                comparison,
                value,
                f"use one form, such as '{intended}'",
                Severity.INFO if is_case else None,
            )
    for of_entry in unlisted.values():
        found = [each for same in of_entry.values() for each in same]
        if len(of_entry) == 1:
            yield from (_unlisted(*each, "fix the value, or the list") for each in found)
            continue
        comparison, value = found[0]
        entry = value.field.parameter
        yield Defect(
            entry.location,
            entry.key,
            f"samples show {quoted(list(of_entry))}, which are none of the values listed for"
            f" '{entry.key}'; add them, or fix the samples",
            comparison.operation.label,
            _places(value for _, value in found),
        )


def _patches(tree: Tree) -> Iterator[Defect]:
    for sample in tree.samples.values():
        if not isinstance(sample.value, list) or not is_json_patch(sample.value):
            continue
        for index, item in enumerate(sample.value):
            name = item.get("op") if isinstance(item, dict) else None
            if isinstance(name, str) and name not in _PATCH_OPERATIONS:
                yield Defect(
                    location_of(sample, (index, "op")),
                    pointer((index, "op")),
                    f"'{name}' is no operation of a JSON Patch; use one of"
                    f" {quoted(_PATCH_OPERATIONS)}",
                )


def _unlisted(
    comparison: Comparison, value: Value, advice: str, severity: Severity | None = None
) -> Defect:
    entry, shown = value.field.parameter, value.place.value
    return Defect(
        location_of(value.place.sample, value.place.path),
        pointer(value.place.path),
        f"'{shown}' is none of the values listed for '{value.field.name}'; {advice}",
        comparison.operation.label,
        (entry.location,),
        cause=Cause("field", entry.path, f"{entry.key} {shown}"),
        severity=severity,
    )


def _mentions(entry: Parameter, value: str) -> bool:
    """Whether a description has a value, on its own or as the start of words with hyphens."""
    word = rf"(?<![^\W_]){re.escape(value)}(?![^\W_])"
    return value in entry.description and re.search(word, entry.description) is not None


def _listed(entry: Parameter) -> list[str]:
    stated = [plain(value) for value in stated_values(entry)]
    return stated or [value.strip("\"'") for value in listed_in_text(entry)]


def _is_variant(value: str, listed: str) -> bool:
    return value.translate(_FORM).casefold() == listed.translate(_FORM).casefold() or is_typo(
        value, listed
    )
