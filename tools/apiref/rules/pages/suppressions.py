"""Comments that suppress rules."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.model.finding import Defect, Severity
from apiref.model.suppression import Suppression
from apiref.model.tree import Tree
from apiref.rules.registry import all_rules, rule, suppression_rule
from apiref.text.suggestions import hint


@rule(Severity.WARNING)
def suppression_unknown(tree: Tree) -> Iterator[Defect]:
    """A comment suppresses a rule that does not exist, or is not in the form of such comments.

    Such a comment suppresses nothing.

    Passes: ``.. apiref: ignore=json-syntax``.

    Fails: ``.. apiref: ignore=json-sintax``; ``.. apiref: ignore json-syntax``.
    """
    known = all_rules()
    for suppression in tree.suppressions:
        if suppression.text:
            yield Defect(
                suppression.location,
                suppression.text,
                "this comment suppresses nothing; write 'apiref: ignore=RULE', or"
                " 'apiref: ignore-file=RULE' for the whole file",
            )
        elif suppression.rule not in known:
            close = hint(suppression.rule, known) or "; 'apiref explain' lists all rules"
            yield Defect(
                suppression.location,
                suppression.rule,
                f"there is no rule '{suppression.rule}' to ignore{close}",
            )


@suppression_rule(Severity.WARNING)
def suppression_unused(unused: tuple[Suppression, ...]) -> Iterator[Defect]:
    """A comment suppresses a rule that reports nothing there.

    The defect has been fixed, or the comment is in the wrong place: it applies to the block after
    it, and to the sample that this block shows.

    Passes: ``.. apiref: ignore=json-syntax`` above the ``literalinclude`` of a broken sample.

    Fails: the same comment above the ``literalinclude`` of a valid one.
    """
    known = all_rules()
    for suppression in unused:
        if suppression.rule in known:
            yield Defect(
                suppression.location,
                suppression.rule,
                f"rule '{suppression.rule}' reports nothing here; remove the comment",
            )
