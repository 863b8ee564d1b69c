"""The types of parameters against what their descriptions say."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.parameters.copied_descriptions import copies
from apiref.analysis.parameters.described_types import contradiction
from apiref.analysis.parameters.type_names import standard_type, typed
from apiref.analysis.samples.value_types import contradictions
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule


@rule(Severity.WARNING)
def contradicted_type(tree: Tree) -> Iterator[Defect]:
    """The description of a parameter says that its value is of another type.

    Where all samples say so as well, ``sample-value-type`` tells it.

    Passes: ``type: string`` for "The UUID of the volume."

    Fails: ``type: boolean`` for "The UUID of the volume."
    """
    told = {
        (item.parameter.path, item.parameter.key)
        for item in contradictions(tree)
        if item.blame == "type"
    }
    # Of a description that belongs to another parameter, that is told.
    told |= {
        (copy.parameter.path, copy.parameter.key)
        for file in tree.parameter_files.values()
        for copy in copies(file)
    }
    for parameter, field, text in typed(tree):
        standard = standard_type(text)
        if standard is None or (parameter.path, parameter.key) in told:
            continue
        claim = contradiction(parameter.description, standard)
        if claim is not None:
            yield Defect(
                field.value_location,
                parameter.key,
                f"type of parameter '{parameter.key}' is '{text}', but its description speaks of"
                f' {claim.kind}: "{_shortened(claim.sentence)}"; correct one of the two',
            )


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
