"""The entries of ``unexercised`` in the configuration, compared with the reference."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import closest


@rule(Severity.ERROR, all_references=True)
def unexercised_unknown(tree: Tree) -> Iterator[Defect]:
    """The configuration excuses an operation, or an item of one, that the reference does not have.

    Such an entry of ``unexercised`` has no effect: it is misspelled or obsolete.

    Passes: ``unexercised."GET /things" = {"code 413" = "..."}``, and "Error response codes: 413".

    Fails: ``unexercised."GET /thing" = {"code 413" = "..."}``, and no operation of that name.
    """
    if not tree.settings.unexercised:
        return
    # Imported here, as a check seldom needs it.
    from apiref.analysis.traffic.coverage import coverage
    from apiref.analysis.traffic.exchanges import match

    (traffic,) = match((tree,), ())
    known = {
        item.operation.label: [part.label for part in item.items] for item in coverage(traffic)
    }
    for excuse in tree.settings.unexercised:
        items = known.get(excuse.operation)
        if items is None:
            absent = f"operation '{excuse.operation}'"
            close = closest(excuse.operation, [*known])
        elif excuse.item not in items:
            absent, close = f"'{excuse.item}' in it", closest(excuse.item, items)
        else:
            continue
        hint = f"did you mean '{close}'?" if close is not None else "remove the entry"
        yield Defect(
            excuse.location,
            f"{excuse.operation} {excuse.item}",
            f"'{excuse.item}' of '{excuse.operation}' is excused, but the reference has no"
            f" {absent}; {hint}",
            excuse.operation,
        )
