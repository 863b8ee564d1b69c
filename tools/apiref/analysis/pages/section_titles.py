"""Parts of operations with wrong titles, so that the role of their tables is uncertain."""

from __future__ import annotations

import re
from functools import cache

from apiref.analysis.per_tree import per_tree
from apiref.model.location import Location
from apiref.model.page import Paragraph
from apiref.model.tree import Tree


@per_tree
def operations_with_uncertain_roles(tree: Tree) -> frozenset[Location]:
    """The locations of operations with tables that may belong to the other role.

    A title of a part lacks its underline. A rule reports that, but not its consequences for rows
    and samples.
    """
    return frozenset(
        operation.location
        for operation in tree.operations
        if any(map(is_title_without_underline, operation.paragraphs))
    )


def is_title_without_underline(paragraph: Paragraph) -> bool:
    """Whether a line of text reads like the title of a part of an operation."""
    return not paragraph.strong and _part().fullmatch(paragraph.text) is not None


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        r"(?:Requests?|Responses?)(?: (?:Parameters?|Examples?|Body|Headers?))?(?:\s*\([^)]*\))?"
    )
