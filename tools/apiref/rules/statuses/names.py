"""The names of response codes."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.statuses.codes import status_uses
from apiref.analysis.statuses.fault_names import misnamed_codes
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.ERROR)
def status_code_misnamed(tree: Tree) -> Iterator[Defect]:
    """A response code has the name of another one.

    The known names are those of HTTP, such as "Forbidden", and those of OpenStack's faults, such
    as ``itemNotFound``. Lists of codes, literals, and paragraphs with nothing else are checked.

    Passes: "Error response codes: unauthorized(401), itemNotFound(404)".

    Fails: "Error response codes: unauthorized(403), itemNotFound(404)".
    """
    found = misnamed_codes(tree)
    if not found:
        return
    labels = {code.location: use.label for use in status_uses(tree) for code in use.table.codes}
    for item in found:
        fitting = " or ".join(map(str, item.fitting))
        yield Defect(
            item.location,
            f"{item.name} {item.code}",
            f"'{item.name}' is the name of response code {fitting}, not of {item.code}; correct"
            " one of the two",
            labels.get(item.code_location),
            cause=at("code", item.code_location),
        )
