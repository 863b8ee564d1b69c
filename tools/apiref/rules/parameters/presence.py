"""Whether a value is always present: ``required`` compared with the description."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.parameters.presence import called_optional, is_called_optional, may_be_absent
from apiref.analysis.rows.entries import uses_by_entry
from apiref.model.finding import Defect, Severity
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened

# Sentences are longer than values; with the dots, this is 80 characters.
_LENGTH = 77


@rule(Severity.WARNING)
def contradicted_required(tree: Tree) -> Iterator[Defect]:
    """A parameter is required, but its description or its key says that it is optional.

    ``required: true`` means that a request must have the value, or that a response always has it.
    Programs that rely on that fail.

    Passes: ``required: false`` for "The next page. Will not be present on the last page.", or for
    the entry ``name_optional``.

    Fails: ``required: true`` for that description, or for that entry.
    """
    for rows in uses_by_entry(tree).values():
        parameter = rows[0].parameter
        field = parameter.field("required")
        if field is None or field.value is not True or parameter.place == "path":
            continue
        roles = {found.use.role for found in rows}
        is_sent = parameter.place == "query" or roles == {"request"}
        sentence = called_optional(parameter.description, is_sent=is_sent)
        if sentence is None and parameter.place != "query":
            sentence = may_be_absent(parameter.description)
        if all(is_called_optional(found.row.name, parameter.key) for found in rows):
            said, advice = "its key calls it optional", "write 'required: false', or rename it"
        elif sentence is not None:
            said, advice = (
                f'its description says "{shortened(sentence, _LENGTH)}"',
                "write 'required: false', or correct the description",
            )
            if {"request", "response"} <= roles:
                # A request may have to contain what a response need not.
                advice = "use two entries for requests and responses, or correct the description"
        else:
            continue
        yield Defect(
            parameter.location if field.merged else field.value_location,
            parameter.key,
            f"parameter '{parameter.key}' has 'required: true', but {said}; {advice}",
            rows[0].use.label,
        )
