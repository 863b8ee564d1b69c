"""The fields that the tables of one role of an operation document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.misspelt_names import intended_names
from apiref.model.operation import ROLES, Operation, Role
from apiref.model.page import Row
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter
from apiref.text.prose import literals

NAME_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}|<[^<>]*>")
_NAME_TEMPLATE = re.compile(r"[\w.:-]*(?:\{\w+\}|<\w+>)[\w.:-]*")
# How authors mark that a field belongs to the one above it: ``>name``.
_DEPTH = re.compile(r"[\\>+\s-]+(?=\w)")
# Names with fewer letters outside placeholders would match too many others.
_FIXED = 3
_FREE_TEXT = re.compile(
    r"key[- /]?(?:and[- ])?value|key:value|arbitrary|free[- ]?form|associative array"
    r"|any additional|mapping of|map of|dictionary of|user[- ]defined"
    r"|custom(?:ized|ised)? (?:key|propert)"
    r"|depends on the|specific to the|backend[- ]specific|vendor[- ]specific|opaque"
    r"|one or more key",
    re.IGNORECASE,
)
# A field that stands for members of any name beside it.
_ANY_MEMBER = re.compile(
    r"\b(?:any|arbitrary|custom)\s+(?:(?:additional|extra|other)\s+)?"
    r"(?:key[- ]value pairs?|fields|attributes|properties)\b",
    re.IGNORECASE,
)
_FREE_NAMES = re.compile(
    r"(?:^|[_:-])(?:metadata|properties|extra_specs|specs|extra|extras|options|links?|tags"
    r"|attributes|capabilities|connector|connection_info|connection_properties|headers"
    r"|user_data|environment|parameters|params|hints)$",
    re.IGNORECASE,
)


class DocumentedField(NamedTuple):
    """A row with its parameter; ``parts`` are the names of its path: ``a.b`` has two."""

    row: Row
    parameter: Parameter
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The bare name of the field."""
        return self.parts[-1]

    @property
    def is_free_form(self) -> bool:
        """Whether the field contains names that users choose."""
        return _is_free_form(self.name, self.parameter.description)

    @property
    def takes_any(self) -> bool:
        """Whether the field stands for members of any name, rather than for one of its name."""
        return _ANY_MEMBER.search(self.parameter.description) is not None

    def mentions(self, name: str) -> bool:
        """Whether the description mentions a field as a whole word."""
        description = self.parameter.description
        if name not in description:
            return False
        return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", description) is not None


@dataclass(frozen=True, slots=True)
class Documentation:
    """The rows of one role of an operation.

    ``complete`` is False if a row or a file could not be resolved, so that nothing is certainly
    undocumented. ``patterns`` are the rows with names of which users choose a part, such as
    ``volumes_{volume_type}``; ``templated`` says that users choose an entire name.
    """

    operation: Operation
    role: Role
    fields: tuple[DocumentedField, ...]
    complete: bool
    by_name: dict[str, list[DocumentedField]] = field(default_factory=dict)
    templated: bool = False
    patterns: tuple[tuple[re.Pattern[str], DocumentedField], ...] = ()

    def find(self, names: tuple[str, ...]) -> list[DocumentedField]:
        """The rows for a member with those names: those with the longest matching path."""
        best: list[DocumentedField] = []
        length = 0
        for candidate in self.by_name.get(names[-1], ()):
            count = len(candidate.parts)
            if count > len(names) or names[-count:] != candidate.parts:
                continue
            if count > length:
                best, length = [candidate], count
            elif count == length:
                best.append(candidate)
        if not best:
            best = [row for pattern, row in self.patterns if pattern.fullmatch(names[-1])][:1]
        return best


@per_tree
def documentations(tree: Tree) -> tuple[Documentation, ...]:
    """What all operations document for requests and responses, in order."""
    found = (
        documentation(tree, operation, role) for operation in tree.operations for role in ROLES
    )
    return tuple(documented for documented in found if documented is not None)


def documentation(tree: Tree, operation: Operation, role: Role) -> Documentation | None:
    """What the operation documents for a role, or None without a table for it."""
    tables = operation.tables_of(role)
    if not tables:
        return None
    fields: list[DocumentedField] = []
    complete = True
    templated = False
    patterns: list[tuple[re.Pattern[str], DocumentedField]] = []
    by_name: dict[str, list[DocumentedField]] = {}
    # Misspelt names are reported at their rows; everything else uses the intended name.
    intended = intended_names(tree)
    for table in tables:
        by_key = tree.entries(table)
        complete = complete and bool(by_key)
        for row in table.rows:
            parameter = by_key.get(row.key)
            if parameter is None:
                complete = False
                continue
            parts = field_parts(intended.get(row.location, row.name))
            documented = DocumentedField(row, parameter, parts)
            fields.append(documented)
            by_name.setdefault(documented.name, []).append(documented)
            if _is_templated(row.name) or NAME_PLACEHOLDER.search(row.name):
                pattern = _pattern(documented.name)
                if pattern is None:
                    templated = True
                else:
                    patterns.append((pattern, documented))
    return Documentation(
        operation, role, tuple(fields), complete, by_name, templated, tuple(patterns)
    )


@lru_cache(maxsize=4096)
def _is_free_form(name: str, description: str) -> bool:
    return bool(_FREE_NAMES.search(name) or _FREE_TEXT.search(description))


def _is_templated(name: str) -> bool:
    """Whether a name begins with a brace, or ends with a name in braces or angle brackets."""
    if name.startswith(("{", "${")):
        return True
    return name.endswith(("}", ">")) and ("{" in name or "<" in name)


def _pattern(name: str) -> re.Pattern[str] | None:
    """The pattern of the names for which a name with ``{...}`` or ``<...>`` stands.

    None if the name is hardly more than a placeholder.
    """
    parts = NAME_PLACEHOLDER.split(name)
    if len("".join(parts).strip("_-:. ")) < _FIXED:
        return None
    return re.compile(".+".join(map(re.escape, parts)))


@lru_cache(maxsize=4096)
def field_parts(name: str) -> tuple[str, ...]:
    """The path that a name stands for: ``server.id`` and ``servers[].id`` have two parts.

    Marks of depth before it, such as ``>`` or ``->``, are no part of it.
    """
    bare = name.strip().strip("`\"'")
    if bare.rstrip().endswith(")") and "(" in bare:
        bare = bare[: bare.index("(")].rstrip()
    depth = _DEPTH.match(bare)
    bare = bare[depth.end() :] if depth else bare
    bare = re.sub(r"\[[^\[\]]*\]", "", bare)
    parts = tuple(part for part in re.split(r"[./]", bare) if part and part not in ("*", "$"))
    return parts or (bare,)


def literal_templates(text: str) -> frozenset[re.Pattern[str]]:
    """The patterns of names that a description gives as templates: ``volumes_{type}``."""
    if "{" not in text and "<" not in text:
        return frozenset()
    named = (literal for literal in literals(text) if _NAME_TEMPLATE.fullmatch(literal))
    return frozenset(pattern for literal in named if (pattern := _pattern(literal)) is not None)
