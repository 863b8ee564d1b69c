"""The samples of an operation beside its rows, as the comparison hands them on."""

from __future__ import annotations

from apiref.analysis.rows.documentation import documentation
from apiref.analysis.samples.shown_samples import ShownSamples
from apiref.model.operation import Role
from apiref.model.tree import Tree


def shown(tree: Tree, role: Role = "response", *, is_strict: bool = False) -> ShownSamples:
    """The samples of the first operation, none of which is of something else."""
    operation = tree.operations[0]
    documented = documentation(tree, operation, role)
    assert documented is not None
    parts = [
        (part, tree.samples[part.reference.path or ""])
        for part in operation.samples
        if part.role == role
    ]
    return ShownSamples(tree, documented, parts, is_strict=is_strict)
