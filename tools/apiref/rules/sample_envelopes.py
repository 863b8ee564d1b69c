"""Samples of one resource in the object of another."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.comparison import compare
from apiref.analysis.sample_files import mistaken
from apiref.analysis.wrong_envelopes import wrong_envelopes
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import location_of
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.WARNING)
def sample_envelope(tree: Tree) -> Iterator[Defect]:
    """A sample encloses all in the object of another resource.

    The fields are those of its own, and the other samples on that resource name it.

    Passes: a sample ``{"server": {"id": 1}}`` under "Show server".

    Fails: a sample ``{"volume": {"id": 1}}`` there, which is what samples on volumes have.
    """
    foreign = {sample.path for comparison in compare(tree) for sample in comparison.foreign}
    elsewhere = {item.part.reference.path for item in mistaken(tree)}
    for path, item in wrong_envelopes(tree).items():
        if path not in foreign and path not in elsewhere:
            yield Defect(
                location_of(item.sample, (item.name,), key=True),
                item.name,
                f"the sample holds '{item.name}', where the others on this resource hold"
                f" '{item.meant}'; write '{item.meant}', or include the right sample",
                item.operation.label,
            )
