"""What authors leave behind in the texts of samples: templates, patterns, markup, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.members import members
from apiref.analysis.parameters.names import words
from apiref.analysis.parameters.types import is_schema, json_types
from apiref.analysis.samples.comparison import compare
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_TEMPLATE = re.compile(r"%\([A-Za-z_][\w.-]*\)[sdifr]|\$\([A-Za-z_][\w.-]*\)s")
_PATTERN = re.compile(
    r"\[(?:0-9|a-f|a-z|A-F|A-Z)(?:0-9|a-f|a-z|A-F|A-Z)*\][{+*]|\\d[{+*]|\\w[{+*]|\(\?P<"
    r"|\(\.[*+]\??\)|^\^.+\$$|^\{\{ *[\w.]+ *\}\}$"
)
_ENTITY = re.compile(r"&(?:quot|lt|gt|amp|apos|nbsp|#\d{1,5}|#x[0-9a-fA-F]{1,4});")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>")
_QUOTED = re.compile(r':\s*"(?:null|None)"')
# What a file holds if one of its texts may match: there, backslashes stand twice.
_MAYBE_PATTERN = re.compile(r"\][{+*]|\(\.[*+]|\"\^|\\\\[dw]|\(\?P<|\{\{")
# A catalog has the URLs of endpoints as templates, in which clients put their project.
_CATALOG_URL = re.compile(r"\w+://[^%$]+[%$]\((?:tenant|project|user)_id\)s")
# Members whose very purpose is to hold a pattern or a template.
_HOLDS = re.compile(
    r"pattern|regex|format|template|filter|match|expr|(?<!de)script|command|workflow|definition"
    r"|input|user_data|config",
    re.IGNORECASE,
)
# What stands for a value: <id>, $ID, {id}, or dots; a URL may have such a segment.
_PLACEHOLDER = re.compile(
    r"^<(?!none>)[A-Za-z][\w -]*>$|(?:^|/)\$(?:\{[A-Za-z]\w+\}|[A-Z][A-Z0-9_]+)(?=/|$)"
    r"|(?:^|/)\{[a-z]\w*\}(?=/|$)|^(?:\.{3,}|\u2026)$|^[A-Z][A-Z0-9_]*_(?:ID|UUID)$"
)
_MAYBE_PLACEHOLDER = re.compile(
    r'"<[A-Za-z]|["/]\$[{A-Z]|["/]\{[a-z]|"(?:\.{3}|\u2026|\\u2026)|_(?:ID|UUID)"'
)
# What an identifier is, in the place of one.
_KIND = re.compile(r"^(?:uuid|UUID|string|String)$")
_MAYBE_KIND = re.compile(r':\s*"(?:uuid|string)"', re.IGNORECASE)
# Of these the users of a service choose the values, and a schema names types.
_FREE = frozenset({"metadata", "extra_specs", "properties"})
_SPEAKS_OF = re.compile(r"\bnull\b")
_IN_QUOTES = re.compile(r"[\"'](?:null|None)[\"']")


def _texts(value: Json, path: JsonPath = ()) -> Iterator[tuple[JsonPath, str]]:
    """All strings of a document that are values, with the paths to them."""
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
    """The texts of samples in which a pattern occurs, and the first piece that it finds.

    Files in which ``maybe`` does not occur are passed by.
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
    """A value in a sample is the leftover of a template, in the place of which a value was meant.

    Samples are often made from the templates of functional tests. Members that are there to hold
    templates, formats or scripts are left alone.

    Passes: ``{"host": "compute-1"}``; ``{"log_format": "%(message)s"}``.

    Fails: ``{"host": "%(host)s"}``.
    """
    for sample, path, text, piece in _found(tree, _TEMPLATE, _TEMPLATE):
        if path and str(path[-1]).lower().endswith("url") and _CATALOG_URL.match(text):
            continue
        if "\n" in text.strip():
            # A file or a script, which has its own uses for them.
            continue
        yield Defect(
            location_of(sample, path),
            pointer(path),
            f"'{pointer(path)}' holds '{piece}', the leftover of a template; write a real value",
        )


@rule(Severity.WARNING)
def sample_pattern_shown(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is a regular expression, a part of a template or a type, not a value.

    Members that are there to hold patterns, templates or filters are left alone.

    Passes: ``{"id": "9f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}``; ``{"pattern": "[a-z]+"}``.

    Fails: ``{"id": "[0-9a-f]{8}-[0-9a-f]{4}"}``; ``{"id": "{{ id }}"}``; ``{"id": "uuid"}``.
    """
    for sample, path, text, _ in _found(tree, _PATTERN, _MAYBE_PATTERN):
        kind = "a placeholder of a template" if text.startswith("{{") else "a regular expression"
        yield _no_value(sample, path, text, kind)
    for sample, path, text, _ in _found(tree, _KIND, _MAYBE_KIND):
        is_identifier = bool(path) and words(str(path[-1]))[-1:] in (("id",), ("uuid",))
        if is_identifier and not is_schema(sample.value):
            yield _no_value(sample, path, text, "the name of a type")


@rule(Severity.INFO)
def sample_placeholder(tree: Tree) -> Iterator[Defect]:
    """A value in a sample is a placeholder, or dots, where readers look for an example.

    It does not show the form of the value, and nobody can send it. Members that are there to hold
    patterns, templates or filters are left alone.

    Passes: ``{"id": "9f1a6a5e-7c1b-4d0e-9a53-6a0b8e6d2c47"}``.

    Fails: ``{"id": "<id>"}``; ``{"id": "$ID"}``; ``{"self": "/v2/tasks/{task_id}"}``;
    ``{"host": "..."}``.
    """
    found: dict[str, list[tuple[JsonFile, JsonPath, str]]] = {}
    for sample, path, text, piece in _found(tree, _PLACEHOLDER, _MAYBE_PLACEHOLDER):
        # Links of a JSON Schema are templates, and so are the paths that access rules allow.
        if "{" not in piece or "$" in piece or not _is_link(sample, path):
            found.setdefault(sample.path, []).append((sample, path, text))
    for (sample, path, text), *others in found.values():
        defect = _no_value(sample, path, text, "a placeholder" if text.strip(".\u2026") else "dots")
        places = tuple(location_of(sample, other) for _, other, _ in others)
        yield defect._replace(places=places)


def _is_link(sample: JsonFile, path: JsonPath) -> bool:
    return is_schema(sample.value) or (bool(path) and path[-1] in ("href", "path"))


def _no_value(sample: JsonFile, path: JsonPath, text: str, kind: str) -> Defect:
    return Defect(
        location_of(sample, path),
        pointer(path),
        f"'{pointer(path)}' is {kind}, '{text[:60]}'; write a value as the service sends it",
    )


@rule(Severity.ERROR)
def sample_entity(tree: Tree) -> Iterator[Defect]:
    """A value in a sample holds an HTML entity; JSON knows none, and readers see it as it is.

    Texts that are HTML or XML themselves are left alone.

    Passes: ``{"name": "a & b"}``; ``{"body": "<p>a &amp; b</p>"}``.

    Fails: ``{"name": "a &amp; b"}``.
    """
    for sample, path, text, piece in _found(tree, _ENTITY, _ENTITY):
        if _MARKUP.search(text):
            continue
        yield Defect(
            location_of(sample, path),
            pointer(path),
            f"'{pointer(path)}' holds the HTML entity '{piece}'; write the character itself",
        )


@rule(Severity.WARNING)
def sample_null_quoted(tree: Tree) -> Iterator[Defect]:
    """A sample shows ``null`` in quotes, or Python's ``None``, where no value is meant.

    ``"None"`` is reported where the field is ``null`` elsewhere, or its description speaks of that;
    free-form objects are left alone, as are fields whose description shows the text.
    Where the row allows no string at all, ``sample-value-type`` tells it.

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
        for sample in tree.samples.values()
        if "null" in sample.text
        for member in members(sample.value)
        if member.value is None
    }
    described: dict[tuple[str, JsonPath], list[str]] = {}
    told: set[tuple[str, JsonPath]] = set()
    for comparison in compare(tree):
        for value in comparison.values:
            if value.place.value not in ("null", "None"):
                continue
            place = (value.place.sample.path, value.place.path)
            for field in value.fields:
                described.setdefault(place, []).append(field.parameter.description)
                types = json_types(field.parameter.type)
                if types is not None and "string" not in types:
                    told.add(place)
    for sample in suspects:
        for member in members(sample.value):
            place = (sample.path, member.path)
            if member.value not in ("null", "None") or member.name == "type" or place in told:
                continue
            if _FREE & set(member.names[:-1]):
                continue
            texts = described.get(place, [])
            if any(_IN_QUOTES.search(text) for text in texts):
                continue
            is_name = member.value == "None" and member.name not in absent
            if is_name and not any(_SPEAKS_OF.search(text) for text in texts):
                continue
            yield Defect(
                location_of(sample, member.path),
                pointer(member.path),
                f"'{pointer(member.path)}' is the text \"{member.value}\"; write null, without"
                " quotes, if there is no value",
            )
