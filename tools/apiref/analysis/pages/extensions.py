"""The Sphinx extensions of a reference, as far as its configuration lists them plainly."""

from __future__ import annotations

import ast
import re

from apiref.analysis.per_tree import per_tree
from apiref.model.tree import Tree

# They define no labels, and no directives and roles but those that are known here.
_PLAIN = frozenset({"apiref.sphinx", "openstackdocstheme", "os_api_ref", "oslosphinx"})
# These make labels of titles, or know those of other projects.
_LABELS = frozenset({"sphinx.ext.intersphinx", "sphinx.ext.autosectionlabel"})

_NAME = "extensions"


@per_tree
def extensions(tree: Tree) -> frozenset[str] | None:
    """The names of the extensions; None if there is no ``conf.py``, or it computes them."""
    if tree.configuration is None:
        return None
    try:
        module = ast.parse(tree.configuration)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: set[str] = set()
    uses = sum(isinstance(node, ast.Name) and node.id == _NAME for node in ast.walk(module))
    for statement in ast.walk(module):
        if not isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr):
            continue
        parts = list(ast.walk(statement))
        names = [part.id for part in parts if isinstance(part, ast.Name)]
        if _NAME not in names:
            continue
        if set(names) != {_NAME}:
            return None
        uses -= len(names)
        found.update(str(part.value) for part in parts if isinstance(part, ast.Constant))
    # Any other use may add something.
    return frozenset(found) if not uses else None


@per_tree
def has_known_markup(tree: Tree) -> bool:
    """Whether no extension has directives or roles but those of Sphinx and os-api-ref."""
    # Numbers are those of "insert".
    found = extensions(tree)
    return found is not None and all(
        name in _PLAIN or name.startswith("sphinx.ext.") or name.isdigit() for name in found
    )


@per_tree
def has_known_labels(tree: Tree) -> bool:
    """Whether all labels are those of the pages, and none those of titles or other projects."""
    of_others = "openstackdocs_projects" in (tree.configuration or "")
    found = extensions(tree) or frozenset()
    return has_known_markup(tree) and not of_others and found.isdisjoint(_LABELS)


def is_in_programs(tree: Tree, name: str) -> bool:
    """Whether ``conf.py``, or a program beside it, names a file, which it then reads or makes."""
    named = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-])")
    return any(named.search(text) for text in tree.programs)
