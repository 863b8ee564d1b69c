"""What descriptions and keys say about whether a value can be absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from apiref.analysis.parameters.names import words
from apiref.text.prose import sentences

# Longer descriptions cover other topics as well.
_MOST = 4000


@cache
def _absent() -> re.Pattern[str]:
    """A sentence, or a clause, that says that the value itself can be absent."""
    shown = r"(?:present|returned|included|shown|visible)"
    subject = (
        r"(?:it|this|(?:this|the) (?:value|field|attribute|parameter|property|key|link|element"
        r"|member|object|list|array|header))"
    )
    # "Only shown in Example" says by what a value is shown, not when.
    condition = r"(?!in (?-i:[A-Z]))(?:if|when|for|in|on|with|to|after|while|starting|since|from)"
    return re.compile(
        rf"(?:^\W*|[,;(] *|\bwhich )(?:{subject} )?(?:"
        r"(?:will|may|might|can|does|is) not (?:always |necessarily )?"
        rf"(?:(?:be )?{shown}|appear)"
        r"|(?:will|may|might|can) be (?:absent|missing|omitted|left out)"
        r"|(?:is|are) (?:absent|missing|omitted|left out) (?:if|when|for|in|on)"
        rf"|(?:is |are )?only (?:{shown}|appears?) {condition}"
        rf"|(?:is |are )?(?:{shown}|appears?) only {condition}"
        r")\b",
        re.IGNORECASE,
    )


# The whole parameter is optional.
_OPTIONAL = re.compile(
    r"this (?:parameter|field|attribute|property|argument|header) is optional"
    r"(?=\W*$|,? (?:and|but)\b)",
    re.IGNORECASE,
)
_OPTIONAL_AT_START = re.compile(r"(?:\(optional\)|optional:) ", re.IGNORECASE)
# The same, unless a text speaks of something else before.
_IT_IS_OPTIONAL = re.compile(r"(?:(?:it|this) is optional|\(?optional)\W*$", re.IGNORECASE)
_SOMETHING_ELSE = re.compile(r"``|[,(:]| (?:with|and|required|mandatory)\b")
# What only a sender can do.
_IF_OMITTED = re.compile(
    r"(?:if|when) (?:(?:it|this|this parameter) is )?(?:omitted|left out),", re.IGNORECASE
)
_INNER = re.compile(r"\s*(?:[-*+#] |\d+[.)] |\.\. |``[^`]+``(?: \([^)]*\))?$)", re.MULTILINE)


@lru_cache(maxsize=4096)
def may_be_absent(description: str, *, in_versions: bool = False) -> str | None:
    """The sentence of a description that says that the value can be absent, or None.

    Lists are skipped, since they are about members or values; so are microversions, which have
    their own fields, unless ``in_versions`` says that they count.
    """
    optional = called_optional(description)
    if optional is not None:
        return optional
    if "not" not in description and "only" not in description.lower():
        lowered = description.lower()
        if not any(word in lowered for word in ("absent", "missing", "omitted", "left out")):
            return None
    for sentence in _sentences(description):
        if _absent().search(sentence) and (in_versions or "version" not in sentence):
            return sentence
    return None


@lru_cache(maxsize=4096)
def called_optional(description: str, *, is_sent: bool = False) -> str | None:
    """The sentence of a description that says that the parameter is optional, or None.

    If only requests have it, ``is_sent``, what is done "if omitted" says so as well.
    """
    # Hardly any text has the words.
    if "ptional" not in description and not is_sent:
        return None
    before = ""
    for sentence in _sentences(description):
        if (
            _OPTIONAL.match(sentence)
            or (not before and _OPTIONAL_AT_START.match(sentence))
            or (_IT_IS_OPTIONAL.match(sentence) and not _SOMETHING_ELSE.search(before))
            or (is_sent and _IF_OMITTED.match(sentence))
        ):
            return sentence
        before += sentence
    return None


def _sentences(description: str) -> Iterator[str]:
    """The sentences of a description up to its first list."""
    for paragraph in re.split(r"\n\s*\n", description[:_MOST]):
        if _INNER.match(paragraph):
            return
        yield from sentences(" ".join(paragraph.split()))


@cache
def _depends() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:required|mandatory|needed) (?:only )?(?:if|when|unless)\b"
        r"|\b(?:only (?:used|valid|applicable|needed)|used only) (?:if|when|with)\b"
        r"|\bused with [^.;]{1,80} only\b"
        r"|\bmutually exclusive\b"
        r"|\b(?:removed|dropped) (?:in|since|from|as of|after|with|starting)\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def depends(description: str) -> bool:
    """Whether a description says that the value is only sent in some cases or versions.

    ``required: true`` then applies to those.
    """
    return _depends().search(description) is not None


def is_called_optional(name: str, key: str) -> bool:
    """Whether the key of an entry, unlike the name, says that it is optional: ``host_optional``."""
    if name == key or "opt" not in key.lower():
        return False
    parts = [word for word in words(key) if not word.lstrip("v").isdigit()]
    return len(parts) > 1 and parts[-1] in ("optional", "opt")
