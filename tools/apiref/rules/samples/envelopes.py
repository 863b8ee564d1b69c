"""Samples of one resource in the object of another."""

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
    """A sample encloses all in the object of another resource, or in a list of its own.

    The fields are those of its own, and the other samples on that resource name it. Or the sample
    is that of one thing, and the table has a row for the list of them, or the reverse.

    Passes: a sample ``{"server": {"id": 1}}`` under "Show server".

    Fails: a sample ``{"volume": {"id": 1}}`` there, which is what samples on volumes have; or
    ``{"servers": [{"id": 1}]}``, where the table has a row ``server`` for an object.
    """
    for path, item in wrong_envelopes(tree).items():
        yield Defect(
            location_of(item.sample, (item.name,), key=True),
            item.name,
            f"the sample holds '{item.name}', where the others on this resource hold"
            f" '{item.meant}'; write '{item.meant}', or include the right sample",
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
    """It stands at the row, where a list is what the title of the operation lets expect."""
    ((name, inner),) = sample.value.items() if isinstance(sample.value, dict) else (("", None),)
    where, other = part.reference.file_location, row.row.location
    kind = "a list" if isinstance(inner, list) else "an object"
    message = (
        f"the sample holds '{name}', {kind}, where the table has '{row.name}'; include the sample"
        " of this operation, or mend the row"
    )
    if isinstance(inner, list) and "list" in words(comparison.operation.title):
        where, other = other, where
        message = (
            f"row '{row.name}' is one of '{name}', the list that the sample holds; write '{name}',"
            " and refer to a parameter that is a list"
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
    """The row of a list of things, where a sample is one thing, or the reverse."""
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
