"""Samples whose top-level member is that of another resource."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.samples.wrong_envelopes import wrong_envelopes
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import location_of
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.WARNING)
def sample_envelope(tree: Tree) -> Iterator[Defect]:
    """The top-level member of a sample is that of another resource.

    The other samples of the operation's resource agree on another name, and the name in this sample
    belongs to a different resource.

    Passes: a sample ``{"server": {"id": 1}}`` under "Show server".

    Fails: a sample ``{"volume": {"id": 1}}`` there, as in samples of volumes.
    """
    for path, item in wrong_envelopes(tree).items():
        yield Defect(
            location_of(item.sample, (item.name,), key=True),
            item.name,
            f"the sample shows '{item.name}', but the other samples of this resource show"
            f" '{item.intended}'; write '{item.intended}', or include the right sample",
            item.operation.label,
            related=(Cause("sample", path),),
        )
