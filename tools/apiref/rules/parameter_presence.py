"""Whether a value is always there: what ``required`` says, and what the description says."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.absence import may_be_absent
from apiref.analysis.usage import uses_by_entry
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_SHOWN = 80


@rule(Severity.WARNING)
def contradicted_required(tree: Tree) -> Iterator[Defect]:
    """A parameter is required, but its description says that it can be absent.

    ``required: true`` means that a request has to have the value, or that a response always has
    it. Readers whose programs rely on that fail.

    Passes: ``required: false`` for "The next page. Will not be present on the last page."

    Fails: ``required: true`` for that description.
    """
    for rows in uses_by_entry(tree).values():
        parameter = rows[0].parameter
        field = parameter.field("required")
        if field is None or field.value is not True or parameter.place not in ("body", "header"):
            continue
        sentence = may_be_absent(parameter.description)
        if sentence is None:
            continue
        if len(sentence) > _SHOWN:
            sentence = sentence[: _SHOWN - 3] + "..."
        yield Defect(
            parameter.location if field.merged else field.value_location,
            parameter.key,
            f"parameter '{parameter.key}' has 'required: true', but its description says"
            f" \"{sentence}\"; write 'required: false', or mend the description",
            rows[0].use.label,
        )
