"""The types of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis import field_fixes
from apiref.analysis.suggestions import certain, closest
from apiref.analysis.value_types import contradictions
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.model.yaml_file import Field, Parameter
from apiref.rules.registry import rule

STANDARD = ("array", "boolean", "float", "integer", "none", "object", "string")
_ALIASES = {
    "list": "array",
    "tuple": "array",
    "set": "array",
    "collection": "array",
    "bool": "boolean",
    "flag": "boolean",
    "double": "float",
    "decimal": "float",
    "number": "float",
    "real": "float",
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "null": "none",
    "dict": "object",
    "dictionary": "object",
    "dictionaries": "object",
    "hash": "object",
    "map": "object",
    "mapping": "object",
    "json": "object",
    "key-value": "object",
    "str": "string",
    "text": "string",
    "char": "string",
    "uuid": "string",
    "guid": "string",
    "enum": "string",
    "enumeration": "string",
    "uri": "string",
    "url": "string",
    "href": "string",
    "link": "string",
    "email": "string",
    "date": "string",
    "datetime": "string",
    "date-time": "string",
    "timestamp": "string",
    "time": "string",
    "ip": "string",
    "ip address": "string",
    "mac": "string",
    "cidr": "string",
    "regex": "string",
    "file": "string",
    "binary": "string",
    "bytes": "string",
    "stream": "string",
    "xsd:string": "string",
    "csapi:uuid": "string",
    "xsd:int": "integer",
    "xsd:boolean": "boolean",
    "xsd:bool": "boolean",
    "xsd:dict": "object",
    "xsd:list": "array",
    "xsd:datetime": "string",
    "xsd:anyuri": "string",
}
# The aliases that say no more than the standard name does.
_SYNONYMS = frozenset(
    "list bool double int int32 int64 long null dict dictionary hash map mapping str xsd:string"
    " xsd:int xsd:boolean xsd:bool xsd:dict xsd:list".split()
)
_NAMES = (*STANDARD, "uuid", "list", "dict", "bool")
_JOINT = re.compile(r"\s*(?:,|\||/|;|\bor\b|\band\b)\s*", re.IGNORECASE)
_OF = re.compile(r"^(?P<outer>\w+)(?:\s+of\b|\s*[<(\[]).*$", re.IGNORECASE)
_WORD = re.compile(r"[\w:-]+")


def _typed(tree: Tree) -> Iterator[tuple[Parameter, Field, str]]:
    """The entries that have a type of their own, with it."""
    for file in tree.parameter_files.values():
        for parameter in file.parameters:
            field = parameter.field("type")
            if field is None or field.merged or not isinstance(field.value, str):
                continue
            text = field.value.strip()
            if text:
                yield parameter, field, text


def _standard(text: str) -> str | None:
    """The standard name of one type, however it is written; None where it is not known."""
    name = text.lower()
    if name in STANDARD:
        return name
    if name in _ALIASES:
        return _ALIASES[name]
    plural = name.removesuffix("s")
    if plural in STANDARD or plural in _ALIASES:
        return _standard(plural)
    outer = _OF.match(name)
    return _standard(outer["outer"]) if outer else None


def _several(text: str) -> list[str]:
    """The types that a text joins by commas, bars or words; fewer than two where it is one."""
    if _OF.match(text):
        return []
    parts = [part for part in _JOINT.split(text) if part]
    return parts if len(parts) > 1 and all(_standard(part) for part in parts) else []


def _misspelt(text: str) -> str | None:
    """The known type that a single unknown word is meant for."""
    if _standard(text) is not None or not _WORD.fullmatch(text):
        return None
    return closest(text, _NAMES)


@rule(Severity.ERROR)
def misspelt_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter is misspelt.

    Passes: ``type: string``.

    Fails: ``type: sting``.
    """
    for parameter, field, text in _typed(tree):
        meant = _misspelt(text)
        if meant is not None:
            yield Defect(
                field.value_location,
                parameter.key,
                f"type of parameter '{parameter.key}' is '{text}', which is no type; did you mean"
                f" '{meant}'?",
                fix=field_fixes.revalued(tree, parameter, field, _standard(meant) or meant)
                if certain(text, _NAMES) == meant
                else None,
            )


@rule(Severity.INFO)
def nonstandard_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter has another name than that of the guideline.

    The API reference guideline knows ``array``, ``boolean``, ``float``, ``integer``, ``none``,
    ``object`` and ``string``, in lower case. What a string or the items of an array hold belongs
    into the description.

    Passes: ``type: array``.

    Fails: ``type: list``.
    """
    for parameter, field, text in _typed(tree):
        standard = _standard(text)
        if standard is None or standard == text or _several(text):
            continue
        yield Defect(
            field.value_location,
            parameter.key,
            f"type of parameter '{parameter.key}' is '{text}'; the standard name is '{standard}'",
            fix=field_fixes.revalued(tree, parameter, field, standard)
            if text.lower() in (standard, *_SYNONYMS)
            else None,
        )


@rule(Severity.INFO)
def several_types(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter names several types.

    By the guideline a value that can have several types gets one, and the description names the
    others, such as ``null``.

    Passes: ``type: string``, and the description says when it is ``null``.

    Fails: ``type: string or null``.
    """
    for parameter, field, text in _typed(tree):
        parts = _several(text)
        if parts:
            first = next((part for part in parts if _standard(part) != "none"), parts[0])
            yield Defect(
                field.value_location,
                parameter.key,
                f"type of parameter '{parameter.key}' is '{text}': {len(parts)} types; write"
                f" '{_standard(first)}', and name the other in the description",
            )


@rule(Severity.WARNING)
def unknown_type(tree: Tree) -> Iterator[Defect]:
    """The type of a parameter is none that we know.

    Passes: ``type: object``.

    Fails: ``type: thing``.
    """
    for parameter, field, text in _typed(tree):
        if _standard(text) is not None or _several(text) or _misspelt(text) is not None:
            continue
        yield Defect(
            field.value_location,
            parameter.key,
            f"type of parameter '{parameter.key}' is '{text}', which is no type; the types are"
            f" {', '.join(STANDARD)}",
        )


_LEAD = re.compile(
    r"^\s*(?:\((?:optional|required)\)|(?:optional|required)[.:,])?\s*", re.IGNORECASE
)
# How a first sentence starts, what the value thereby is, the types that contradict it, and words
# in the sentence that make it say something else.
_Claim = tuple[re.Pattern[str], str, frozenset[str], re.Pattern[str]]


def _claim(start: str, what: str, contradictory: frozenset[str], unless: str) -> _Claim:
    return re.compile(start, re.I), what, contradictory, re.compile(unless, re.I)


_CLAIMS: tuple[_Claim, ...] = (
    _claim(
        r"(?:the|an?) (?:[\w-]+ ){0,2}(?:uuid|universally unique identifier)\b",
        "a UUID",
        frozenset({"boolean", "integer", "float", "object", "array"}),
        r"\bor (?:the )?name|\bobject\b|\bkey|\blist\b|\bwith\b|\band\b",
    ),
    _claim(
        r"(?:the|an?) (?:[\w-]+ ){0,3}(?:id|name)(?: (?:of|for)\b|\.|$)",
        "an identifier or a name",
        frozenset({"boolean", "object", "array"}),
        r"\bobject\b|\bkey|\blist\b|\bwith\b|\band\b|\beach\b",
    ),
    _claim(
        r"(?:(?:the|an?) )?(?:\w+ )?(?:list|array|collection)s? (?:of|with|containing)\b",
        "a list",
        frozenset({"boolean", "integer", "float", "object"}),
        r"key|pair|dictionary|mapping|\bmap\b|in (?:the )?list|metadata|entries",
    ),
    _claim(
        r"(?:an?|the) (?:json )?(?:dictionary|dict|mapping|associative array)\b"
        r"|an? (?:json |``\w+`` )?object (?:that|with|containing|which|of|describing)\b",
        "an object",
        frozenset({"boolean", "float", "integer", "string", "array"}),
        r"list|array|string|serialized|encoded|dictionaries|comma",
    ),
    _claim(
        r"(?:this )?(?:indicates|specifies|determines|defines|tells|controls) (?:whether|if)\b"
        r"|whether\b|a boolean\b|boolean (?:value|flag)\b|(?:if|when) (?:set to )?`*true\b"
        r"|set (?:it |this )?to ``true``",
        "a boolean",
        frozenset({"integer", "float", "object", "array"}),
        r"\b[01]\b|object|list|\bint",
    ),
    _claim(
        r"the (?:total |maximum |minimum )?number of\b|an integer\b",
        "a number",
        frozenset({"boolean", "object", "array"}),
        r"each|per|list|key|quota|dictionar|object|whose|in use|reserved",
    ),
    _claim(
        r".*\b(?:whole number|integer)\b",
        "a whole number",
        frozenset({"float"}),
        r"\bor\b|\bfloat",
    ),
    _claim(
        r"the date and time (?:when|at)\b",
        "a date",
        frozenset({"boolean", "integer", "float", "object", "array"}),
        r"list|epoch|seconds",
    ),
)


@rule(Severity.WARNING)
def contradicted_type(tree: Tree) -> Iterator[Defect]:
    """The description of a parameter says that its value is of another type.

    Where all samples say so as well, ``sample-value-type`` tells it.

    Passes: ``type: string`` for "The UUID of the volume."

    Fails: ``type: boolean`` for "The UUID of the volume."
    """
    told = {
        (item.parameter.path, item.parameter.key)
        for item in contradictions(tree)
        if item.blame == "type"
    }
    for parameter, field, text in _typed(tree):
        standard = _standard(text)
        if standard is None or (parameter.path, parameter.key) in told:
            continue
        sentence = _first_sentence(parameter.description)
        for start, claim, contradictory, unless in _CLAIMS:
            if standard not in contradictory or not start.match(sentence):
                continue
            if unless.search(sentence):
                continue
            yield Defect(
                field.value_location,
                parameter.key,
                f"type of parameter '{parameter.key}' is '{text}', but its description speaks of"
                f' {claim}: "{_shortened(sentence)}"; correct one of the two',
            )
            break


def _first_sentence(description: str) -> str:
    text = _LEAD.sub("", " ".join(description[:1000].split()), count=1)
    end = text.find(". ")
    return text[: end + 1] if end >= 0 else text


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
