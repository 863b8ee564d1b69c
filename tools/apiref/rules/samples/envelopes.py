"""Samples whose top-level member is that of another resource, or of a list."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.parameters.names import singular, words
from apiref.analysis.parameters.types import json_types
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.samples.comparison import Comparison, compare
from apiref.analysis.samples.wrong_envelopes import wrong_envelopes
from apiref.model.cause import Cause
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonFile, location_of
from apiref.model.operation import SamplePart
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_LIST, _OBJECT = frozenset({"array"}), frozenset({"object"})


@rule(Severity.WARNING)
def sample_envelope(tree: Tree) -> Iterator[Defect]:
    """The top-level member of a sample is that of another resource, or a list instead of an object.

    The first is reported if the other samples of the operation's resource agree on another name,
    and the name in this sample belongs to a different resource. The second is reported if the table
    has a row for the single object and the sample shows a list of such, or the reverse.

    Passes: a sample ``{"server": {"id": 1}}`` under "Show server".

    Fails: a sample ``{"volume": {"id": 1}}`` there, as in samples of volumes; or
    ``{"servers": [{"id": 1}]}``, if the table has a row ``server`` for an object.
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
    for comparison in compare(tree):
        for part in comparison.samples:
            found = tree.samples.get(part.reference.path or "")
            row = _of_other_number(comparison, found) if found is not None else None
            if found is not None and row is not None:
                yield _wrong_number(comparison, part, found, row)


def _wrong_number(
    comparison: Comparison, part: SamplePart, sample: JsonFile, row: DocumentedField
) -> Defect:
    """The defect is at the row if the title of the operation says that it lists things."""
    ((name, inner),) = sample.value.items() if isinstance(sample.value, dict) else (("", None),)
    where, other = part.reference.file_location, row.row.location
    kind = "a list" if isinstance(inner, list) else "an object"
    message = (
        f"the sample shows '{name}', {kind}, but the table documents '{row.name}'; include the"
        " sample of this operation, or correct the row"
    )
    if isinstance(inner, list) and "list" in words(comparison.operation.title):
        where, other = other, where
        message = (
            f"row '{row.name}' documents a single object, but the sample shows the list '{name}';"
            f" rename the row to '{name}' and refer to an entry of type array"
        )
    return Defect(
        where,
        name,
        message,
        comparison.operation.label,
        (other,),
        related=(Cause("sample", sample.path),),
    )


def _of_other_number(comparison: Comparison, sample: JsonFile) -> DocumentedField | None:
    """The row of a list, if the sample shows a single object of that name, or the reverse."""
    value = sample.value
    if not isinstance(value, dict) or len(value) != 1:
        return None
    name, inner = next(iter(value.items()))
    if not isinstance(inner, dict | list) or name in comparison.documentation.by_name:
        return None
    for row in comparison.documentation.fields:
        types = json_types(row.parameter.type)
        if row.parameter.place != "body" or types is None or row.name == name:
            continue
        if singular(row.name) == singular(name) and types in (_LIST, _OBJECT):
            return row if types != (_OBJECT if isinstance(inner, dict) else _LIST) else None
    return None
