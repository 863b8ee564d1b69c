"""What the description of a parameter says about the type of its value."""

from __future__ import annotations

import re
from typing import NamedTuple

from apiref.analysis.parameters.listed_values import listed_in_text
from apiref.analysis.parameters.type_names import standard_type
from apiref.model.yaml_file import Parameter
from apiref.text.prose import literals


class Contradiction(NamedTuple):
    """The kind of value that a description mentions, and the sentence."""

    kind: str
    sentence: str


# The start of a JSON list or object in a description.
_EXAMPLE = re.compile(r"[\[{](?=\s*[\[{\"'\d])")
_LEAD = re.compile(
    r"^\s*(?:\((?:optional|required)\)|(?:optional|required)[.:,])?\s*", re.IGNORECASE
)
# What is loosely called a list or a name is a map.
_PAIRS = re.compile(r"\bkey[- ]value\b", re.IGNORECASE)
_MAP = re.compile(r"\b(?:by (?:the )?(?:names?|uuids?|ids?|types?)|per)\b", re.IGNORECASE)
# The start of a first sentence, the kind of value that it implies, the types that contradict it,
# and words that give the sentence another meaning.
_Claim = tuple[re.Pattern[str], str, frozenset[str], re.Pattern[str]]


def _claim(start: str, what: str, contradictory: frozenset[str], unless: str) -> _Claim:
    return re.compile(rf"\A(?:{start})", re.I), what, contradictory, re.compile(unless, re.I)


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
        r"key|pair|dictionary|mapping|\bmap\b|in (?:the )?list|metadata|entries"
        r"|collection of links",
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
        r"the (?:total |max(?:imum)? |min(?:imum)? )?number of\b|an integer\b",
        "a number",
        frozenset({"boolean", "object", "array"}),
        r"each|per|list|key|quota|dictionar|object|whose|in use|reserved",
    ),
    _claim(
        r"the (?:max|min)(?:imum)? number of\b",
        "a number",
        frozenset({"string"}),
        r"string|\bor\b",
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
        r"list|epoch|unix|seconds",
    ),
)


_BOOLEANS = {"true", "false"}
# What the values of a number or a boolean may be, and what a text with "true" and "false" may be.
_NO_TEXT = re.compile(r"[-+]?\d[\d.]*|true|false|null|none", re.IGNORECASE)
_MORE_TEXTS = re.compile(r"\b(?:empty|blank|null|none|strings?|any)\b", re.IGNORECASE)


def contradiction_of(parameter: Parameter) -> Contradiction | None:
    """What an entry says if it contradicts its type; None if nothing does."""
    standard = standard_type(parameter.type) if parameter.type else None
    if standard is None:
        return None
    description = parameter.description
    named = {text.lower() for text in literals(description)}
    # What is in a URL is text, whatever it means.
    is_text = standard == "string" and parameter.place == "body"
    if is_text and named == _BOOLEANS and not _MORE_TEXTS.search(description):
        return Contradiction("a boolean", _first_sentence(description))
    listed = listed_in_text(parameter) if standard in ("integer", "float", "boolean") else ()
    if len(listed) > 1 and not any(map(_NO_TEXT.fullmatch, listed)):
        return Contradiction("a string", ", ".join(listed))
    return contradiction_in(description, standard)


def contradiction_in(description: str, standard: str) -> Contradiction | None:
    """What a description says if it contradicts a type, given by its standard name; else None."""
    example = _EXAMPLE.search(description)
    if example is not None and standard == ("array" if example[0] == "[" else "object"):
        return None
    sentence = _first_sentence(description)
    for start, kind, contradictory, unless in _CLAIMS:
        if standard in contradictory and start.match(sentence) and not unless.search(sentence):
            if standard == "object" and (_PAIRS.search(description) or _MAP.search(sentence)):
                return None
            if re.search(rf"(?i)\ban? (?:[\w-]+ )?{standard}\b", description[len(sentence) :]):
                # The rest gives the format of the value: "It is a JSON-encoded string".
                return None
            return Contradiction(kind, sentence)
    return None


def _first_sentence(description: str) -> str:
    text = _LEAD.sub("", " ".join(description.split()))
    return re.split(r"(?<=\.) ", text)[0]
