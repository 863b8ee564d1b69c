"""The values that a parameter may have, as its description or its schema lists them."""

from __future__ import annotations

import re
from functools import lru_cache

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import DocumentedField, literals
from apiref.analysis.schemas.rows import agreements
from apiref.model.location import Location
from apiref.model.operation import Operation
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter

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


# A default is one of the values; that the description names it does not list it.
_DEFAULT = re.compile(r"\bdefault(?:s|\s+value)?(?:\s+(?:is|to)|:)\s+``[^`\n]+``", re.IGNORECASE)


def listed_in_text(parameter: Parameter) -> tuple[str, ...]:
    """The values of a scalar that its description lists.

    Such as "one of ``a``, ``b``", or "always ``a``".
    """
    if parameter.type.lower() not in _SCALAR or "``" not in parameter.description:
        return ()
    return _listed(parameter.description)


@lru_cache(maxsize=4096)
def _listed(description: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _list().finditer(description):
        for literal in re.findall(r"``([^`\n]+)``", match["values"]):
            found.setdefault(literal)
    if not found:
        found.update(dict.fromkeys(_only().findall(description)))
    return tuple(found)


def is_named(parameter: Parameter, value: str) -> bool:
    """Whether a description names a value as a literal, and not only as the default."""
    return value in _named(parameter.description)


@lru_cache(maxsize=4096)
def _named(description: str) -> frozenset[str]:
    return literals(_DEFAULT.sub("", description))


@per_tree
def _by_schema(tree: Tree) -> dict[tuple[str, Location], tuple[str, ...]]:
    """The ``const`` or ``enum`` of each row that a schema has one for, by operation and row."""
    found: dict[tuple[str, Location], tuple[str, ...]] = {}
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            stated = pair.field.keyword("const") or pair.field.keyword("enum")
            if stated is None:
                continue
            allowed = stated[1] if isinstance(stated[1], list) else [stated[1]]
            values = tuple(str(value) for value in allowed if isinstance(value, str | int))
            found[agreement.operation.label, pair.row.row.location] = values
    return found


def listed(tree: Tree, operation: Operation, field: DocumentedField) -> tuple[str, ...]:
    """The values that a field may have in an operation: by its schema, and as described.

    A schema that allows one value in this operation says more than a description that several
    operations share.
    """
    by_schema = _by_schema(tree).get((operation.label, field.row.location), ())
    if len(by_schema) == 1:
        return by_schema
    return tuple(dict.fromkeys((*by_schema, *listed_in_text(field.parameter))))


def is_enumerated(tree: Tree, operation: Operation, field: DocumentedField) -> bool:
    """Whether a description says which values there are: in a list, or naming those of a schema."""
    if listed_in_text(field.parameter):
        return True
    by_schema = _by_schema(tree).get((operation.label, field.row.location), ())
    return any(is_named(field.parameter, value) for value in by_schema)
