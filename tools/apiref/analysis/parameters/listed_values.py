"""The possible values of a parameter, as listed in its description, or in an operation's text."""

from __future__ import annotations

import re
from functools import lru_cache

from apiref.model.operation import Operation
from apiref.model.yaml_file import Parameter
from apiref.text.prose import literals, sentences

# In texts on one line, with single spaces.
_LITERAL = r"``[^`]+``(?: \([^()]*\))?"
_JOINT = r"(?: ?, ?(?:(?:or|and) )?| (?:or|and) )"
_SCALAR = frozenset({"string", "integer", "int", "float", "number", "boolean", "enum", "uuid"})

_TEXT = frozenset({"string", "enum"})


@lru_cache(maxsize=1)
def _list() -> re.Pattern[str]:
    return re.compile(
        r"(?:\bone of(?: the \w+)?|\beither|\bvalues?(?: allowed)?(?: are| is)?"
        r"|\b(?:can|could|must|may) be|\bwhich is|:"
        # A sentence of nothing else, or a phrase before it: "The state, ``a`` or ``b``."
        r"|(?:\A|(?<=[\w`)]{2})\. )(?:(?:The|An?) [^.,:;`]{1,80},)?) ?:? ?"
        rf"(?P<values>{_LITERAL}(?:{_JOINT}{_LITERAL})+) ?(?=[.;]|$)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _only() -> re.Pattern[str]:
    return re.compile(
        r"(?:\balways|\bonly(?: \w+)? value(?: \w+)? is)\s+``([^`\n]+)``\s*(?=[.;,]|$)",
        re.IGNORECASE,
    )


_ITEM = re.compile(r"\s*[-*] +(?:``(?P<literal>[^`]+)``)?")
# A mentioned default is one of the values, but not a list of them.
_DEFAULT = re.compile(r"\bdefault(?:s|\s+value)?(?:\s+(?:is|to)|:)\s+``[^`\n]+``", re.IGNORECASE)


def listed_in_text(parameter: Parameter) -> tuple[str, ...]:
    """The values that the description of a scalar lists: "one of ``a``, ``b``"; "always ``a``".

    Those of a text may also begin the items of a list.
    """
    kind = parameter.type.lower()
    found = listed_in(parameter.description) if kind in _SCALAR else ()
    return found or (_items(parameter.description) if kind in _TEXT else ())


def listed_in(description: str) -> tuple[str, ...]:
    """The values that a description lists, or the items of a list that may have these values."""
    return _listed(" ".join(description.split())) if "``" in description else ()


@lru_cache(maxsize=4096)
def _items(description: str) -> tuple[str, ...]:
    """The literals that begin the items of the first list behind "One of:" or the like."""
    found: list[str] = []
    is_below = False
    for line in description.splitlines():
        item = _ITEM.match(line)
        if item is not None and is_below:
            if item["literal"] is None:
                return ()
            found.append(item["literal"])
        elif line.strip() and not (found and line[0].isspace()):
            if found:
                break
            is_below = line.rstrip().endswith(":") and _leads().search(line) is not None
    return tuple(found) if len(found) > 1 else ()


@lru_cache(maxsize=4096)
def _listed(description: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _list().finditer(description):
        found.update(dict.fromkeys(literals(match["values"])))
    if not found:
        found.update(dict.fromkeys(_only().findall(description)))
    return tuple(found)


def is_open(parameter: Parameter) -> bool:
    """Whether a description says that there are more values than those it lists."""
    return _open().search(parameter.description) is not None


@lru_cache(maxsize=1)
def _open() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:additional(?:ly)?|others?|any|custom|examples?|e\.g\.|such as|include"
        r"|(?:typical|usual|common)(?:ly)?|(?:may|can) (?:add|define|have)(?: \w+)? own)\b",
        re.IGNORECASE,
    )


def listed_below(operation: Operation) -> list[tuple[str, str]]:
    """The items of lists in the text of an operation, each with a word of the sentence above it.

    For "Its ``state`` is one of:" and two items that start with a literal. Any word of the sentence
    may be the name of the field that has these values.
    """
    found = []
    items: list[str] = []
    for paragraph in reversed(operation.paragraphs):
        first = paragraph.literals[0] if paragraph.literals else ""
        if first and paragraph.text.startswith(first):
            items.append(first)
            continue
        lead = sentences(paragraph.text)[-1]
        if len(items) > 1 and lead.rstrip().endswith(":") and _leads().search(lead):
            found += [(word, item) for word in _word().findall(lead) for item in items]
        items = []
    return found


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(r"\b(?:one of|either|values?)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][\w:.-]*\w")


def is_named(parameter: Parameter, value: str) -> bool:
    """Whether a description names a value as a literal, and not only as the default."""
    return value in _named(parameter.description)


@lru_cache(maxsize=4096)
def _named(description: str) -> frozenset[str]:
    return frozenset(literals(_DEFAULT.sub("", description)))
