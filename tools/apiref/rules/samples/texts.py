"""Leftovers in the texts of samples: templates, patterns, markup, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import OPEN_OBJECTS, ancestors
from apiref.analysis.parameters.names import words
from apiref.analysis.parameters.types import is_schema, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.samples.comparison import compare
from apiref.analysis.samples.names import members_by_path
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened

_TEMPLATE = re.compile(r"%\([A-Za-z_][\w.-]*\)[sdifr]|\$\([A-Za-z_][\w.-]*\)s")
_PATTERN = re.compile(
    r"\[(?:0-9|a-f|a-z|A-F|A-Z)(?:0-9|a-f|a-z|A-F|A-Z)*\][{+*]|\\d[{+*]|\\w[{+*]|\(\?P<"
    r"|\(\.[*+]\??\)|^\^.+\$$|^\{\{ *[\w.]+ *\}\}$"
)
_PATTERN_TEXT = re.compile(
    r"\bregex(?:p|es)?\b|\bregular expressions?\b|\bpatterns?\b", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:quot|lt|gt|amp|apos|nbsp|#\d{1,5}|#x[0-9a-fA-F]{1,4});")
_ESCAPED = re.compile(r"\b(?:HTML|XML|escaped|entit(?:y|ies))\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_QUOTED = re.compile(r':\s*"(?:null|None)"')
# Found in the text of a file if one of its values may match; there, backslashes are doubled.
_MAYBE_PATTERN = re.compile(r"\][{+*]|\(\.[*+]|\"\^|\\\\[dw]|\(\?P<|\{\{")
# A catalog has URL templates of endpoints, in which clients fill in their project.
_CATALOG_URL = re.compile(r"\w+://[^%$]+[%$]\((?:tenant|project|user)_id\)s")
# Members whose purpose is to hold a pattern or a template.
_HOLDS = re.compile(
    r"pattern|regex|format|template|filter|match|expr|(?<!de)script|command|workflow|definition"
    r"|input|user_data|config",
    re.IGNORECASE,
)
# <id>, $ID, {id}, or an ellipsis; or a URL with such a segment.
_PLACEHOLDER = re.compile(
    r"^<(?!none>)[A-Za-z][\w -]*>$|(?:^|/)\$(?:\{[A-Za-z]\w+\}|[A-Z][A-Z0-9_]+)(?=/|$)"
    r"|(?:^|/)\{[a-z]\w*\}(?=/|$)|^(?:\.{3,}|\u2026)$|^[A-Z][A-Z0-9_]*_(?:ID|UUID)$"
)
_MAYBE_PLACEHOLDER = re.compile(
    r'"<[A-Za-z]|["/]\$[{A-Z]|["/]\{[a-z]|"(?:\.{3}|\u2026|\\u2026)|_(?:ID|UUID)"'
)
# The type of an identifier, shown instead of one.
_KIND = re.compile(r"^(?:uuid|UUID|string|String)$")
_MAYBE_KIND = re.compile(r':\s*"(?:uuid|string)"', re.IGNORECASE)
_MENTIONS_NULL = re.compile(r"\bnull\b")
_IN_QUOTES = re.compile(r"[\"'](?:null|None)[\"']")


def _texts(value: Json, path: JsonPath = ()) -> Iterator[tuple[JsonPath, str]]:
    """All string values of a document, with the paths to them."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _texts(child, (*path, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _texts(child, (*path, index))


def _found(
    tree: Tree, wanted: re.Pattern[str], maybe: re.Pattern[str]
) -> Iterator[tuple[JsonFile, JsonPath, str, str]]:
    """The texts of samples that contain the pattern ``wanted``, with the first match.

    Files that do not contain ``maybe`` are skipped; so are members meant to hold patterns.
    """
    for sample in tree.samples.values():
        if not sample.valid or not maybe.search(sample.text):
            continue
        for path, text in _texts(sample.value):
            match = wanted.search(text)
            if match and not any(isinstance(part, str) and _HOLDS.search(part) for part in path):
                yield sample, path, text, match[0]


@rule(Severity.ERROR)
def sample_template_left(tree: Tree) -> Iterator[Defect]:
    """A value in a sample contains a placeholder of a template that was not filled in.

    Samples are often made from the templates of functional tests. Members that are meant to hold
    templates, formats or scripts are not checked.

    Passes: ``{"host": "compute-1"}``; ``{"log_format": "%(message)s"}``.

    Fails: ``{"host": "%(host)s"}``.
    """
    for sample, path, text, piece in _found(tree, _TEMPLATE, _TEMPLATE):
        if path and str(path[-1]).lower().endswith("url") and _CATALOG_URL.match(text):
            continue
        if "\n" in text.strip():
            # A file or a script may use them for its own purposes.
            continue
        yield Defect(
            location_of(sample, path),
            pointer(path),
            f"'{pointer(path)}' contains '{piece}', an unfilled template placeholder; write a real"
            " value",
        )


@rule(Severity.WARNING)
def sample_pattern_shown(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is a regular expression, a template placeholder or the name of a type.

    Members that are meant to hold patterns, templates or filters, by their name or description, are
    not checked.

    Passes: ``{"id": "9f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}``; ``{"pattern": "[a-z]+"}``.

    Fails: ``{"id": "[0-9a-f]{8}-[0-9a-f]{4}"}``; ``{"id": "{{ id }}"}``; ``{"id": "uuid"}``.
    """
    for sample, path, text, _ in _found(tree, _PATTERN, _MAYBE_PATTERN):
        fields = _fields_at(tree).get((sample.path, path), ())
        if any(_PATTERN_TEXT.search(field.parameter.description) for field in fields):
            continue
        kind = "a template placeholder" if text.startswith("{{") else "a regular expression"
        yield _no_value(sample, path, text, kind)
    for sample, path, text, _ in _found(tree, _KIND, _MAYBE_KIND):
        is_identifier = bool(path) and words(str(path[-1]))[-1:] in (("id",), ("uuid",))
        if is_identifier and not is_schema(sample.value):
            yield _no_value(sample, path, text, "the name of a type")


@per_tree
def _fields_at(tree: Tree) -> dict[tuple[str, JsonPath], list[DocumentedField]]:
    """The rows of the members of samples, by the path of the sample and that of the member."""
    found: dict[tuple[str, JsonPath], list[DocumentedField]] = {}
    for comparison in compare(tree):
        for value in comparison.values:
            place = (value.place.sample.path, value.place.path)
            found.setdefault(place, []).extend(value.fields)
    return found


@rule(Severity.INFO)
def sample_placeholder(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is a placeholder or an ellipsis instead of an example.

    It does not show the format of the value, and nobody can send it. Members that are meant to hold
    patterns, templates or filters are not checked.

    Passes: ``{"id": "9f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}``.

    Fails: ``{"id": "<id>"}``; ``{"id": "$ID"}``; ``{"self": "/v2/tasks/{task_id}"}``;
    ``{"host": "..."}``.
    """
    found: dict[str, list[tuple[JsonFile, JsonPath, str]]] = {}
    for sample, path, text, piece in _found(tree, _PLACEHOLDER, _MAYBE_PLACEHOLDER):
        # The links of a JSON Schema and the paths of access rules are templates.
        if "{" not in piece or "$" in piece or not _is_link(sample, path):
            found.setdefault(sample.path, []).append((sample, path, text))
    for (sample, path, text), *others in found.values():
        kind = "a placeholder" if text.strip(".\u2026") else "an ellipsis"
        defect = _no_value(sample, path, text, kind)
        places = tuple(location_of(sample, other) for _, other, _ in others)
        yield defect._replace(places=places)


def _is_link(sample: JsonFile, path: JsonPath) -> bool:
    return is_schema(sample.value) or (bool(path) and path[-1] in ("href", "path"))


def _no_value(sample: JsonFile, path: JsonPath, text: str, kind: str) -> Defect:
    return Defect(
        location_of(sample, path),
        pointer(path),
        f"'{pointer(path)}' is {kind}, '{shortened(text)}'; write a real value",
    )


@rule(Severity.ERROR)
def sample_entity(tree: Tree) -> Iterator[Defect]:
    """A value in a sample contains an HTML entity, which has no meaning in JSON.

    Readers see the entity instead of the character. Values that are HTML or XML, or escaped by
    their description, are not checked.

    Passes: ``{"name": "a & b"}``; ``{"body": "<p>a &amp; b</p>"}``.

    Fails: ``{"name": "a &amp; b"}``.
    """
    for sample, path, text, piece in _found(tree, _ENTITY, _ENTITY):
        fields = _fields_at(tree).get((sample.path, path), ())
        if _MARKUP.search(text) or any(
            _ESCAPED.search(field.parameter.description) for field in fields
        ):
            continue
        yield Defect(
            location_of(sample, path),
            pointer(path),
            f"'{pointer(path)}' contains the HTML entity '{piece}'; write the character itself",
        )


@rule(Severity.WARNING)
def sample_null_quoted(tree: Tree) -> Iterator[Defect]:
    """A sample shows ``null`` or Python's ``None`` as a string, where no value is meant.

    ``"None"`` is reported only if the field is ``null`` in another sample, or if its description
    mentions that. Not checked are objects whose members are not documented, fields whose
    description shows the text, and fields that may not be strings, for which ``sample-value-type``
    reports the value.

    Passes: ``{"host": null}``.

    Fails: ``{"host": "null"}``.
    """
    suspects = [
        sample for sample in tree.samples.values() if sample.valid and _QUOTED.search(sample.text)
    ]
    if not suspects:
        return
    absent = {
        member.name
        for shown in members_by_path(tree).values()
        for member in shown
        if member.value is None
    }
    fields_at = _fields_at(tree)
    documented = {(path, member[:-1]) for path, member in fields_at}
    for sample in suspects:
        for member in members_by_path(tree)[sample.path]:
            if member.value not in ("null", "None") or member.name == "type":
                continue
            fields = fields_at.get((sample.path, member.path), ())
            types = (json_types(field.parameter.type) for field in fields)
            if any(it is not None and "string" not in it for it in types):
                continue
            if OPEN_OBJECTS & set(member.names[:-1]):
                continue
            is_inside = any((sample.path, path) in fields_at for path in ancestors(member.path))
            if is_inside and (sample.path, member.path[:-1]) not in documented:
                # Nobody documents what is in such an object.
                continue
            texts = [field.parameter.description for field in fields]
            if any(_IN_QUOTES.search(text) for text in texts):
                continue
            is_name = member.value == "None" and member.name not in absent
            if is_name and not any(_MENTIONS_NULL.search(text) for text in texts):
                continue
            yield Defect(
                location_of(sample, member.path),
                pointer(member.path),
                f"'{pointer(member.path)}' is the string \"{member.value}\"; write null, without"
                " quotes, if there is no value",
            )
