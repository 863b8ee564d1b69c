"""The fields of an entry in a parameters file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from apiref.analysis.operations import microversions
from apiref.analysis.parameters.values import VALUE_FIELDS
from apiref.analysis.rows.entries import resolved_rows, table_uses, uses_by_entry
from apiref.fixes import fields
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Fix
from apiref.model.operation import placeholders
from apiref.model.tree import Tree
from apiref.model.yaml_file import FIELDS, PLACES, Field, Parameter
from apiref.rules.registry import rule
from apiref.text.listing import shortened
from apiref.text.suggestions import LOOSE, certain, closest

# Enough to recognize a value.
_LENGTH = 40
# More entries of a file are hardly all mistakes.
_FEW = 9
# Fewer are no custom.
_SEVERAL = 3
_NEEDED = ("in", "type", "description")
# A field that stands at the end of a description, as it is indented too far.
_INDENTED = re.compile(r"(?P<name>in|type|required):\s+\S+")
_ACCEPTED = frozenset((*FIELDS, *VALUE_FIELDS, "example"))
_TYPE_WORDS = frozenset(
    "array boolean float integer none object string int uuid list dict bool".split()
)


def _misspelt(parameter: Parameter) -> dict[str, str]:
    """The unknown fields of an entry that are misspelt known ones, each with the correct name.

    A field stands for one that the entry does not state, by its name, or because that one is
    missing and the value fits. ``in`` is too short to be recognized by its name.
    """
    present = {field.name for field in parameter.fields}
    own = {field.name for field in parameter.fields if not field.merged}
    open_names = [name for name in (*FIELDS[1:], *VALUE_FIELDS) if name not in own]
    missing = [name for name in FIELDS[:4] if name not in present]
    found: dict[str, str] = {}
    for field in parameter.fields:
        if field.merged or field.name in _ACCEPTED:
            continue
        close = closest(field.name, open_names)
        if close is None:
            fitting = [name for name in missing if _could_be(field, name)]
            close = fitting[0] if len(fitting) == 1 else None
        if close is not None:
            found[field.name] = close
    return found


def _could_be(field: Field, name: str) -> bool:
    """Whether the value of a field would be valid for the known field of that name."""
    value = field.value
    if name == "required":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if name == "in":
        return value in PLACES
    if name == "type":
        return value.lower() in _TYPE_WORDS
    return " " in value.strip()


@rule(Severity.ERROR, fixable=True)
def misspelt_field(tree: Tree) -> Iterator[Defect]:
    """A field of a parameter is misspelt.

    os-api-ref silently ignores fields that it does not know, so the page lacks what the field
    says: with a misspelt ``required``, it shows the parameter as optional.

    Passes::

        name:
          in: body
          type: string
          required: true
          description: The name.

    Fails::

        name:
          in: body
          type: string
          requried: true
          description: The name.
    """
    for parameter in tree.parameters:
        misspelt = _misspelt(parameter)
        reported: set[str] = set()
        for field in parameter.fields:
            right = misspelt.get(field.name)
            if right is None or field.name in reported:
                continue
            reported.add(field.name)
            effect = (
                "the page shows the parameter as optional"
                if right == "required"
                else "the page lacks it"
            )
            yield Defect(
                field.location,
                parameter.key,
                f"parameter '{parameter.key}' has a field '{field.name}', which os-api-ref does not"
                f" know, so {effect}; did you mean '{right}'?",
                fix=_rename(tree, parameter, field, right),
            )


def _rename(tree: Tree, parameter: Parameter, field: Field, right: str) -> Fix | None:
    """The fix of a misspelt field, if the correct one is missing and the value is valid for it."""
    alike = [other for other in parameter.fields if other.name in (field.name, right)]
    fitting = _is_version(field) if right.endswith("version") else _could_be(field, right)
    if len(alike) > 1 or not fitting or certain(field.name, FIELDS) != right:
        return None
    return fields.renamed(tree, parameter, field, right)


def _is_version(field: Field) -> bool:
    return microversions.parse(field.text) is not None


@rule(Severity.WARNING)
def unknown_field(tree: Tree) -> Iterator[Defect]:
    """A parameter has a field that does not appear anywhere.

    os-api-ref knows ``in``, ``type``, ``required``, ``description``, ``min_version`` and
    ``max_version``; ``default``, ``enum`` and ``format`` describe the values to readers of the
    page and of the OpenAPI document; ``example`` is accepted. Other fields are ignored.

    Passes: the fields named above.

    Fails: a field ``nullable: true``.
    """
    for parameter in tree.parameters:
        misspelt = _misspelt(parameter)
        for field in parameter.fields:
            if field.merged or field.name in _ACCEPTED or field.name in misspelt:
                continue
            yield Defect(
                field.location,
                parameter.key,
                f"parameter '{parameter.key}' has a field '{field.name}', which os-api-ref does not"
                " show; move it into the description, or remove it",
            )


@rule(Severity.ERROR)
def missing_field(tree: Tree) -> Iterator[Defect]:
    """A parameter lacks ``in``, ``type`` or ``description``.

    Without a description, the page does not say what the parameter is; without a type, os-api-ref
    cannot build the table; without ``in``, not even the page.

    Passes::

        name:
          in: body
          type: string
          required: true
          description: The name.

    Fails::

        name:
          in: body
          required: true
          description: The name.
    """
    for parameter in tree.parameters:
        if parameter.template or _has_duplicates(parameter):
            continue
        names = {field.name for field in parameter.fields} | set(_misspelt(parameter).values())
        missing = [f"'{name}'" for name in _NEEDED if name not in names]
        if missing:
            indented = {f"'{name}'" for name in _indented(parameter)}
            advice = "every parameter needs 'in', 'type', 'required' and 'description'"
            if indented.issuperset(missing):
                advice = "these lines are indented into its description, so dedent them"
            yield Defect(
                parameter.location,
                parameter.key,
                f"parameter '{parameter.key}' has no {' and no '.join(missing)}; {advice}",
                places=tuple(field.location for field in parameter.fields[-1:]),
            )


def _indented(parameter: Parameter) -> set[str]:
    """The fields that are the last lines of the description instead."""
    lines = reversed(parameter.description.rstrip().splitlines())
    found = takewhile(bool, (_INDENTED.fullmatch(line.strip()) for line in lines))
    return {match["name"] for match in found if match}


def _has_duplicates(parameter: Parameter) -> bool:
    """Whether a field is there twice: it is reported, and one may be meant as the missing field."""
    own = [field.name for field in parameter.fields if not field.merged]
    return len(set(own)) < len(own)


@rule(Severity.WARNING)
def missing_required(tree: Tree) -> Iterator[Defect]:
    """A parameter does not say whether it is required.

    os-api-ref then shows it as "(Optional)", whether it is optional or not. If a file leaves
    ``required`` out of most or many entries with the same ``in``, or of several and says
    ``required: false`` in none, this is taken for its way to say so: the finding is only an info,
    except for parameters of responses alone, which are rarely optional. Entries that no row refers
    to are left out.

    Passes: an entry with ``required: false``.

    Fails: an entry without ``required``.
    """
    for file in tree.parameter_files.values():
        states = {True: Counter[str](), False: Counter[str]()}
        silent: list[Parameter] = []
        denied: set[str] = set()
        for parameter in file.parameters:
            if parameter.template or parameter.place == "path" or _has_duplicates(parameter):
                continue
            names = {field.name for field in parameter.fields} | set(_misspelt(parameter).values())
            states["required" in names][parameter.place] += 1
            if parameter.field("required") and not parameter.required:
                denied.add(parameter.place)
            if "required" not in names:
                silent.append(parameter)
        for parameter in silent:
            rows = uses_by_entry(tree).get((file.path, parameter.key))
            if not rows:
                continue
            indented = _indented(parameter)
            if not indented.isdisjoint(("in", "type")):
                # Reported together, as missing.
                continue
            stated, unstated = (states[has][parameter.place] for has in (True, False))
            most = min(stated, _FEW) if parameter.place in denied else 0
            is_usual = unstated > most and unstated >= _SEVERAL
            is_answered = all(found.use.role == "response" for found in rows)
            yield Defect(
                parameter.location,
                parameter.key,
                f"parameter '{parameter.key}' has no 'required', so the page shows it as optional;"
                + (
                    " this line is indented into its description, so dedent it"
                    if indented
                    else " add 'required: true' or 'required: false'"
                ),
                places=tuple(field.location for field in parameter.fields[-1:]),
                severity=Severity.INFO if is_usual and not is_answered else None,
            )


@rule(Severity.ERROR, fixable=True)
def required_not_boolean(tree: Tree) -> Iterator[Defect]:
    """The ``required`` of a parameter is neither true nor false.

    os-api-ref shows everything except the boolean false as required, even ``"false"``.

    Passes: ``required: false``.

    Fails: ``required: "false"``.
    """
    for parameter in tree.parameters:
        field = parameter.field("required")
        if field is None or field.merged or isinstance(field.value, bool):
            continue
        yield Defect(
            field.value_location,
            parameter.key,
            f"'required' of parameter '{parameter.key}' is {_shown(field)}, not a boolean, so the"
            " page shows the parameter as required; write true or false, without quotes",
            fix=fields.unquoted(tree, parameter, field),
        )


@rule(Severity.ERROR)
def optional_path_parameter(tree: Tree) -> Iterator[Defect]:
    """A path parameter is shown as optional.

    The URL cannot be written without it, unless the operation has another URL without the
    parameter. Entries that no row refers to are left out.

    Passes: ``in: path`` with ``required: true``.

    Fails: ``in: path`` with ``required: false``, or without ``required``.
    """
    exempt = _exempt(tree)
    for parameter in tree.parameters:
        if parameter.place != "path" or parameter.required:
            continue
        entry = (parameter.path, parameter.key)
        if entry in exempt or entry not in uses_by_entry(tree):
            continue
        field = parameter.field("required")
        if field is None and "required" in _misspelt(parameter).values():
            continue
        own = field is not None and not field.merged
        place = field.value_location if field is not None and own else parameter.location
        found = "has 'required: false'" if field is not None else "has no 'required'"
        yield Defect(
            place,
            parameter.key,
            f"path parameter '{parameter.key}' {found}, so the page shows it as optional, but the"
            " URL always needs it; write 'required: true'",
        )


def _exempt(tree: Tree) -> set[tuple[str, str]]:
    """File and key of the path parameters that a URL of their operations does not contain."""
    found: set[tuple[str, str]] = set()
    for use in table_uses(tree):
        if use.operation is None:
            continue
        named = [set(placeholders(end.url)) for end in use.operation.endpoints]
        for resolved in resolved_rows(use, tree):
            parameter = resolved.parameter
            if parameter.place == "path" and not all(resolved.row.name in names for names in named):
                found.add((parameter.path, parameter.key))
    return found


@rule(Severity.ERROR, fixable=True)
def unknown_place(tree: Tree) -> Iterator[Defect]:
    """The ``in`` of a parameter is not ``header``, ``path``, ``query`` or ``body``.

    os-api-ref warns about it, and the page does not say how to send the parameter.

    Passes: ``in: query``.

    Fails: ``in: qeury``.
    """
    for parameter in tree.parameters:
        field = parameter.field("in")
        if field is None or field.merged or not isinstance(field.value, str):
            continue
        place = field.value.strip()
        if not place or place in PLACES:
            continue
        intended = closest(place, PLACES, LOOSE)
        yield Defect(
            field.value_location,
            parameter.key,
            f"'in' of parameter '{parameter.key}' is '{place}', not header, path, query or body"
            + (f"; did you mean '{intended}'?" if intended else ""),
            fix=fields.revalued(tree, parameter, field, intended)
            if intended is not None and certain(place, PLACES) == intended
            else None,
        )


@rule(Severity.ERROR)
def field_value(tree: Tree) -> Iterator[Defect]:
    """A field of a parameter is empty, or is not text where text is expected.

    os-api-ref drops the whole table if a ``type`` or ``description`` is not text.

    Passes: ``description: The name.``

    Fails: an empty ``description:``, or ``type: [string, none]``.
    """
    for parameter in tree.parameters:
        for field in parameter.fields:
            if field.merged:
                continue
            wrong = _wrong_value(field)
            if wrong:
                yield Defect(
                    field.value_location if field.text else field.location,
                    parameter.key,
                    f"'{field.name}' of parameter '{parameter.key}' {wrong}",
                )


def _wrong_value(field: Field) -> str | None:
    value = field.value
    if field.name in _NEEDED:
        if value is None or value == "":
            return "is empty; give it a value"
        if isinstance(value, str):
            return None if value.strip() else "is blank; give it a value"
        return f"is {_shown(field)}, not text; write it as text"
    if field.name in ("min_version", "max_version") and isinstance(value, list | dict | bool):
        return f"is {_shown(field)}, not a version; write one such as 2.10"
    return None


def _shown(field: Field) -> str:
    """The value as it appears in a message."""
    if isinstance(field.value, dict):
        return "a mapping"
    if isinstance(field.value, list):
        return "a list"
    if field.value is None or field.text == "":
        return "empty"
    shown = shortened(" ".join(field.text.split()), _LENGTH)
    return f"the text '{shown}'" if isinstance(field.value, str) else f"'{shown}'"
