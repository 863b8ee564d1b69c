"""The types of parameters compared with their descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.parameters.described_types import contradiction_of
from apiref.analysis.parameters.type_names import standard_type, typed
from apiref.analysis.samples.value_types import is_shown_as_documented
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened


@rule(Severity.WARNING)
def contradicted_type(tree: Tree) -> Iterator[Defect]:
    """The description or the place of a parameter says that its value has another type.

    A path parameter is neither an array nor an object, nor without a value. If all samples say so
    as well, ``sample-value-type`` reports it instead. An example in the description counts more
    than its words.

    Passes: ``type: string`` for "The UUID of the volume."

    Fails: ``type: boolean`` for "The UUID of the volume."
    """
    for parameter, field, text in typed(tree):
        standard = standard_type(text)
        if parameter.place == "path" and standard in ("array", "none", "object"):
            yield Defect(
                field.value_location,
                parameter.key,
                f"path parameter '{parameter.key}' has type '{text}', but it is a part of a URL;"
                " write 'string', or correct its 'in'",
                cause=Cause("entry", parameter.path, parameter.key),
            )
            continue
        claim = contradiction_of(parameter)
        if claim is not None:
            advice = "correct one of the two"
            # A number or a boolean in quotes may have been copied from the type.
            if standard != "string" and is_shown_as_documented(tree, parameter):
                advice = "the samples have that type, so correct the description"
            yield Defect(
                field.value_location,
                parameter.key,
                f"parameter '{parameter.key}' has type '{text}', but its description suggests"
                f' {claim.kind}: "{shortened(claim.sentence)}"; {advice}',
                cause=Cause("entry", parameter.path, parameter.key),
            )
