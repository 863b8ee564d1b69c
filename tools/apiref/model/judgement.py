"""What rules found in one reference, and what that depends on."""

from __future__ import annotations

from typing import NamedTuple

from apiref.model.finding import Finding

# A part of a tree that was looked at: its name; or the name of what was taken out of the tree,
# and the arguments.
Look = tuple[str, ...]


class Judgement(NamedTuple):
    """The findings of one rule, and all that it looked at for them."""

    findings: tuple[Finding, ...]
    looks: frozenset[Look]


class Judgements(NamedTuple):
    """The judgements on one reference by the names of the rules.

    ``sights`` are digests of what all their looks saw.
    """

    by_rule: dict[str, Judgement]
    sights: dict[Look, bytes]
