"""The project's schemas compared with the schema documents that the service itself serves."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.members import objects
from apiref.analysis.schemas.documents import SchemaField, SchemaSet, schema_set, undescribed_names
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, pointer
from apiref.model.location import Location
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import quoted
from apiref.text.ordering import beside

_Names = tuple[str, ...]
_Fields = dict[_Names, SchemaField]
_COMPARED = ("enum", "pattern")
# Two groups that share this many names describe the same thing.
_NEIGHBOURS = 4


@rule(Severity.ERROR)
def served_schema_differs(tree: Tree) -> Iterator[Defect]:
    """A schema contradicts the schema document that the service serves.

    The option ``served-schemas`` of the configuration names, for a schema of the project, the
    sample that shows the service's own document. Both must have the same properties, with
    compatible types, and the same ``enum`` and ``pattern`` if both have one. Around a nested object
    of the service's document, a schema may have properties of its own, such as the links of a list.

    Passes: ``{"properties": {"id": {"type": "string"}}}`` in both.

    Fails: ``id`` in one, and ``uuid`` in the other.
    """
    own = schema_set(tree)
    for binding in tree.settings.served_schemas:
        sample = tree.samples.get(binding.sample)
        if binding.schema not in own.files or sample is None or not isinstance(sample.value, dict):
            continue
        served = SchemaSet({sample.path: sample})
        ours = {field.names: field for field in own.fields(binding.schema)}
        theirs = {field.names: field for field in served.fields(sample.path)}
        missing: dict[tuple[str, ...], list[SchemaField]] = {}
        for names, field in theirs.items():
            if names in ours:
                yield from _contradictions(ours[names], field, sample)
            elif not names[:-1] or names[:-1] in ours:
                missing.setdefault(names[:-1], []).append(field)
        nested = {names[:-1] for names in theirs if len(names) > 1} or {()}
        undefined = undescribed_names(tree)
        for names, field in ours.items():
            if names not in theirs and names[:-1] in nested - _open(theirs):
                candidates = missing.get(names[:-1], [])
                advice = "remove it, or correct its name"
                if len(candidates) == 1:
                    # The one surplus property is the one that is missing.
                    (intended,) = missing.pop(names[:-1])
                    advice = f"did you mean '{intended.name}'?"
                    if intended.name in undefined:
                        continue
                yield Defect(
                    field.location,
                    pointer(names),
                    f"'{pointer(names)}' is not a property of the schema that the service serves"
                    f" ({sample.path}); {advice}",
                    places=(_place(names, ours, theirs, sample),),
                )
        for fields in missing.values():
            first = fields[0].names
            shown = quoted([pointer(field.names) for field in fields])
            yield Defect(
                _place(first, theirs, ours, own.files[binding.schema]),
                pointer(first),
                f"{binding.schema} lacks properties of the schema that the service serves"
                f" ({sample.path}): {shown}; add them",
                places=tuple(field.location for field in fields),
            )


def _open(theirs: dict[tuple[str, ...], SchemaField]) -> set[tuple[str, ...]]:
    """The objects whose members the service does not describe."""
    described = {names[:-1] for names in theirs}
    return {names for names in theirs if names not in described}


def _place(names: _Names, order: _Fields, fields: _Fields, file: JsonFile) -> Location:
    """Where a property belongs in a schema that lacks it: beside which, or in which other one."""
    siblings = {key: it.location for key, it in fields.items() if key[:-1] == names[:-1]}
    inside = [fields[names[:-1]].location] if names[:-1] in fields else []
    return (*beside(names, order, siblings), *inside, location_of(file, ("properties",)))[0]


def _contradictions(ours: SchemaField, theirs: SchemaField, sample: JsonFile) -> Iterator[Defect]:
    if ours.types and theirs.types and not (ours.types - {"null"}) & theirs.types:
        stated = ours.keyword("type")
        yield Defect(
            stated[0].keyword_location("type") if stated else ours.location,
            pointer(ours.names),
            f"'{pointer(ours.names)}' is {' or '.join(sorted(ours.types))} here, but"
            f" {' or '.join(sorted(theirs.types))} in the schema that the service serves"
            f" ({sample.path}); correct the type",
            places=(theirs.location,),
        )
    for keyword in _COMPARED:
        own, other = ours.keyword(keyword), theirs.keyword(keyword)
        if other is None:
            continue
        if own is None:
            if keyword == "enum" and ours.keyword("const") is None:
                yield Defect(
                    ours.location,
                    pointer(ours.names),
                    f"'{pointer(ours.names)}' allows every value, but the schema that the service"
                    f" serves has an enum ({sample.path}); add it here",
                    places=(other[0].keyword_location(keyword),),
                )
            continue
        same = own[1] == other[1]
        if isinstance(own[1], list) and isinstance(other[1], list):
            same = {str(value) for value in own[1]} == {str(value) for value in other[1]}
        if not same:
            yield Defect(
                own[0].keyword_location(keyword),
                pointer(ours.names),
                f"the {keyword} of '{pointer(ours.names)}' differs from that in the schema that the"
                f" service serves ({sample.path}); make them agree",
                places=(other[0].keyword_location(keyword),),
            )


@rule(Severity.WARNING)
def served_schemas_disagree(tree: Tree) -> Iterator[Defect]:
    """Two schema documents that the service serves define the same property differently.

    Objects with at least four properties in common are compared, such as those of a single resource
    and of a list: a service makes both from one definition.

    Passes: ``{"id": {"type": "string"}}`` among the properties of both documents.

    Fails: ``{"id": {"type": "string"}}`` in one, ``{"id": {"type": "integer"}}`` in the other.
    """
    documents = []
    for binding in tree.settings.served_schemas:
        sample = tree.samples.get(binding.sample)
        if sample is not None and sample.valid:
            documents.append((sample, list(_groups(sample.value))))
    for index, (sample, groups) in enumerate(documents):
        for other, others in documents[:index]:
            for path, group in groups:
                for place, same in others:
                    yield from _differences(sample, path, group, other, place, same)


def _groups(value: Json) -> Iterator[tuple[JsonPath, dict[str, Json]]]:
    """The sets of properties in a schema document."""
    for path, schema in objects(value):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield (*path, "properties"), properties


def _differences(
    sample: JsonFile,
    path: JsonPath,
    group: dict[str, Json],
    other: JsonFile,
    place: JsonPath,
    same: dict[str, Json],
) -> Iterator[Defect]:
    shared = [name for name in group if name in same]
    if len(shared) < _NEIGHBOURS:
        return
    for name in shared:
        one, two = group[name], same[name]
        if one == two or not isinstance(one, dict) or not isinstance(two, dict):
            continue
        keyword = next(word for word in (*one, *two) if one.get(word) != two.get(word))
        inner = (*path, name, keyword) if keyword in one else (*path, name)
        yield Defect(
            location_of(sample, inner, key=True),
            pointer((*path, name)),
            f"'{keyword}' of '{pointer((*path, name))}' differs from that in another schema that"
            f" the service serves ({other.path}); make them agree",
            places=(location_of(other, (*place, name, keyword), key=True),),
        )
