"""The possible values of a parameter, as listed in its description."""

from __future__ import annotations

import re
from functools import lru_cache

from apiref.model.yaml_file import Parameter
from apiref.text.prose import literals

_LITERAL = r"``[^`\n]+``(?:\s+\([^()]*\))?"
_JOINT = r"(?:\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+)"
_SCALAR = frozenset({"string", "integer", "int", "float", "number", "boolean", "enum", "uuid"})


@lru_cache(maxsize=1)
def _list() -> re.Pattern[str]:
    return re.compile(
        r"(?:\bone of|\beither|\bvalues?(?: allowed)?(?: are| is)?|\b(?:can|must|may) be|:)\s*:?\s*"
        rf"(?P<values>{_LITERAL}(?:{_JOINT}{_LITERAL})+)\s*(?=[.;]|$)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _only() -> re.Pattern[str]:
    return re.compile(
        r"(?:\balways|\bonly(?: \w+)? value(?: \w+)? is)\s+``([^`\n]+)``\s*(?=[.;,]|$)",
        re.IGNORECASE,
    )


# A mentioned default is one of the values, but not a list of them.
_DEFAULT = re.compile(r"\bdefault(?:s|\s+value)?(?:\s+(?:is|to)|:)\s+``[^`\n]+``", re.IGNORECASE)


def listed_in_text(parameter: Parameter) -> tuple[str, ...]:
    """The values that the description of a scalar lists: "one of ``a``, ``b``"; "always ``a``"."""
    if parameter.type.lower() not in _SCALAR or "``" not in parameter.description:
        return ()
    return _listed(parameter.description)


@lru_cache(maxsize=4096)
def _listed(description: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _list().finditer(description):
        found.update(dict.fromkeys(literals(match["values"])))
    if not found:
        found.update(dict.fromkeys(_only().findall(description)))
    return tuple(found)


def is_named(parameter: Parameter, value: str) -> bool:
    """Whether a description names a value as a literal, and not only as the default."""
    return value in _named(parameter.description)


@lru_cache(maxsize=4096)
def _named(description: str) -> frozenset[str]:
    return frozenset(literals(_DEFAULT.sub("", description)))
