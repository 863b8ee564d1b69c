"""What the configuration lists as never shown by recorded traffic, against the reference."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.suggestions import closest


@rule(Severity.ERROR, all_references=True)
def unexercised_unknown(tree: Tree) -> Iterator[Defect]:
    """The configuration excuses an operation, or an item of one, that the reference does not have.

    Such an entry of ``unexercised`` excuses nothing: it is misspelt, or left over.

    Passes: ``unexercised."GET /things" = {"code 413" = "..."}``, and "Error response codes: 413".

    Fails: ``unexercised."GET /thing" = {"code 413" = "..."}``, and no operation of that name.
    """
    if not tree.settings.unexercised:
        return
    # Imported here: a check seldom needs it.
    from apiref.analysis.traffic.coverage import coverage
    from apiref.analysis.traffic.exchanges import match

    (traffic,) = match((tree,), ())
    known = {
        item.operation.label: [part.label for part in item.items] for item in coverage(traffic)
    }
    for excuse in tree.settings.unexercised:
        items = known.get(excuse.operation)
        if items is None:
            said, close = f"no operation '{excuse.operation}'", closest(excuse.operation, [*known])
        elif excuse.item not in items:
            said, close = f"no '{excuse.item}' of it", closest(excuse.item, items)
        else:
            continue
        hint = f"did you mean '{close}'?" if close is not None else "drop the entry"
        yield Defect(
            excuse.location,
            f"{excuse.operation} {excuse.item}",
            f"'{excuse.item}' of '{excuse.operation}' is excused, but the reference has {said};"
            f" {hint}",
            excuse.operation,
        )
