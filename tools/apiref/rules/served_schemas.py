"""The project's schemas against the schema documents that the service itself serves."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.schemas import SchemaField, SchemaSet, schema_set
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonFile, JsonPath, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule

_COMPARED = ("enum", "pattern")


@rule(Severity.ERROR)
def served_schema_differs(tree: Tree) -> Iterator[Defect]:
    """A schema contradicts the schema document that the service serves.

    The ``served-schemas`` of the configuration name, for a schema of the project, the sample that
    holds the service's own document. Both must have the same properties, types with a value in
    common, and no other ``enum`` or ``pattern`` where both state one. A schema may have properties
    of its own around the service's in an envelope, such as the links of a list.

    Passes: ``{"properties": {"id": {"type": "string"}}}`` in both.

    Fails: ``id`` in the one, and ``uuid`` in the other.
    """
    own = schema_set(tree)
    for binding in tree.settings.served_schemas:
        sample = tree.samples.get(binding.sample)
        if binding.schema not in own.files or sample is None or not isinstance(sample.value, dict):
            continue
        served = SchemaSet({sample.path: sample})
        ours = {field.names: field for field in own.fields(binding.schema)}
        theirs = {field.names: field for field in served.fields(sample.path)}
        for names, field in theirs.items():
            if names not in ours:
                if names[:-1] and names[:-1] not in ours:
                    continue
                place = location_of(own.files[binding.schema], _near(own, binding.schema, names))
                yield Defect(
                    place,
                    pointer(names),
                    f"'{pointer(names)}' is a property of the schema that the service serves"
                    f" ({sample.path}), but not of {binding.schema}; add it",
                    places=(field.location,),
                )
                continue
            yield from _contradictions(ours[names], field, sample)
        nested = {names[:-1] for names in theirs if len(names) > 1}
        top = set() if any(len(names) > 1 for names in theirs) else {()}
        for names, field in ours.items():
            if names not in theirs and names[:-1] in (nested | top) - _open(theirs):
                yield Defect(
                    field.location,
                    pointer(names),
                    f"'{pointer(names)}' is no property of the schema that the service serves"
                    f" ({sample.path}); remove it, or mend its name",
                    places=(location_of(sample, ("properties",)),),
                )


def _open(theirs: dict[tuple[str, ...], SchemaField]) -> set[tuple[str, ...]]:
    """The objects that the service leaves open: those whose members it does not describe."""
    described = {names[:-1] for names in theirs}
    return {names for names in theirs if names not in described}


def _near(own: SchemaSet, path: str, names: tuple[str, ...]) -> JsonPath:
    for field in own.fields(path):
        if field.names == names[:-1] and field.nodes[0].file.path == path:
            return field.nodes[0].path
    return ("properties",)


def _contradictions(ours: SchemaField, theirs: SchemaField, sample: JsonFile) -> Iterator[Defect]:
    if ours.types and theirs.types and not (ours.types - {"null"}) & theirs.types:
        stated = ours.keyword("type")
        yield Defect(
            stated[0].keyword_location("type") if stated else ours.location,
            pointer(ours.names),
            f"'{pointer(ours.names)}' is {' or '.join(sorted(ours.types))} here, but"
            f" {' or '.join(sorted(theirs.types))} in the schema that the service serves"
            f" ({sample.path}); mend the type",
            places=(theirs.location,),
        )
    for keyword in _COMPARED:
        own, other = ours.keyword(keyword), theirs.keyword(keyword)
        if own is None or other is None:
            continue
        same = own[1] == other[1]
        if isinstance(own[1], list) and isinstance(other[1], list):
            same = {str(value) for value in own[1]} == {str(value) for value in other[1]}
        if not same:
            yield Defect(
                own[0].keyword_location(keyword),
                pointer(ours.names),
                f"the {keyword} of '{pointer(ours.names)}' is not the one in the schema that the"
                f" service serves ({sample.path}); make them agree",
                places=(other[0].keyword_location(keyword),),
            )
