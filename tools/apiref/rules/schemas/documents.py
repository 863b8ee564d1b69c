"""The schemas themselves: whether they are valid and strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.entries import table_uses
from apiref.analysis.schemas.documents import (
    FOR_OTHERS,
    all_subschemas,
    inner_schemas,
    schema_set,
    undescribed,
)
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import Json, location_of, pointer
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.ordering import beside
from apiref.text.suggestions import are_close, closest, hint

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KEYWORDS = frozenset(
    "$schema $id $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment $defs allOf"
    " anyOf oneOf not if then else dependentSchemas prefixItems items contains properties"
    " patternProperties additionalProperties propertyNames unevaluatedItems"
    " unevaluatedProperties type enum const multipleOf maximum exclusiveMaximum minimum"
    " exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains"
    " minContains maxProperties minProperties required dependentRequired title description"
    " default deprecated readOnly writeOnly examples format contentEncoding contentMediaType"
    " contentSchema".split()
)


@rule(Severity.ERROR)
def schema_invalid(tree: Tree) -> Iterator[Defect]:
    """A schema is not a valid JSON Schema of the 2020-12 dialect.

    Validators refuse it, or read it differently.

    Passes: ``{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}``.

    Fails: ``{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "objekt"}``.
    """
    files = schema_set(tree).files
    if not files:
        return
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    for file in files.values():
        if not isinstance(file.value, dict):
            yield Defect(location_of(file, ()), file.path, "the schema is not a JSON object")
            continue
        if file.value.get("$schema") != _DIALECT:
            yield Defect(
                location_of(file, ("$schema",)),
                "$schema",
                f'the schema does not state its dialect; add "$schema": "{_DIALECT}"',
            )
        for whole in validator.iter_errors(file.value):
            # Of several alternatives, the one that matches deepest.
            error = max(whole.context or [whole], key=lambda each: len(each.absolute_path))
            path = tuple(error.absolute_path)
            if error.validator == "uniqueItems":
                items = error.instance
                path += (next(at for at, item in enumerate(items) if item in items[:at]),)
            message = " ".join(error.message.split())[:300]
            yield Defect(location_of(file, path), pointer(path), message)


@rule(Severity.ERROR)
def schema_keyword_unknown(tree: Tree) -> Iterator[Defect]:
    """A schema contains a keyword that JSON Schema does not define, and that has no effect.

    Passes: ``{"required": ["id"]}``.

    Fails: ``{"requried": ["id"]}``.
    """
    for node in all_subschemas(tree):
        for keyword in node.value:
            if keyword in _KEYWORDS or keyword.startswith("x-"):
                continue
            yield Defect(
                location_of(node.file, (*node.path, keyword), key=True),
                keyword,
                f"'{keyword}' is not a JSON Schema keyword and has no effect"
                + hint(keyword, _KEYWORDS),
            )


@rule(Severity.ERROR)
def schema_reference_broken(tree: Tree) -> Iterator[Defect]:
    """A ``$ref`` in a schema refers to nothing.

    References are relative to the file: ``#/$defs/name``, or ``other.json#/$defs/name``.

    Passes: ``{"$ref": "#/$defs/id", "$defs": {"id": {"type": "string"}}}``.

    Fails: ``{"$ref": "#/$defs/ID", "$defs": {"id": {"type": "string"}}}``.
    """
    schemas = schema_set(tree)
    for node in all_subschemas(tree):
        if "$ref" in node.value and schemas.resolve(node) is None:
            reference = str(node.value["$ref"])
            file, _, name = reference.partition("#")
            # By its last part: what the reference may mean, in the file that it names.
            known = {
                str(other.path[-1]): other.location
                for other in all_subschemas(tree)
                if other.path and other.file.path.endswith(file or node.file.path)
            }
            similar = closest(name.rpartition("/")[2], known)
            yield Defect(
                node.keyword_location("$ref"),
                reference,
                f"'{reference}' refers to no schema in {node.file.path.rpartition('/')[0] or '.'};"
                " correct the reference, or add the definition",
                places=(known[similar],) if similar else (),
            )


@rule(Severity.WARNING)
def schema_required_unknown(tree: Tree) -> Iterator[Defect]:
    """A schema requires a property that it does not define.

    Every value has to have it, but nothing says what it is; where further properties are forbidden,
    every value is rejected.

    Passes: ``{"properties": {"id": {}}, "required": ["id"]}``.

    Fails: ``{"properties": {"id": {}}, "required": ["uuid"]}``.
    """
    schemas = schema_set(tree)
    for node in all_subschemas(tree):
        for index, name in undescribed(schemas, node):
            place = location_of(node.file, (*node.path, "required", index))
            advice = "define it, or correct the name"
            required: Any = node.value["required"]
            known = {
                str(inner.path[-1]): inner.location
                for part in schemas.closure(node)
                for inner in inner_schemas(part)
                if inner.path[len(part.path) : -1] == ("properties",)
            }
            close = [key for key in known if key not in required and are_close(name, key.lower())]
            if close and name in _row_names(tree):
                # The table has the required name, so the property is the one that is misspelled.
                advice, place = f"is '{close[0]}' a typo of it?", known[close[0]]
            yield Defect(
                place,
                name,
                f"'{name}' is required, but not among the properties; {advice}",
                places=beside(name, map(str, required), known),
            )


@per_tree
def _row_names(tree: Tree) -> frozenset[str]:
    return frozenset(row.name for use in table_uses(tree) for row in use.table.rows)


@rule(Severity.WARNING)
def schema_open(tree: Tree) -> Iterator[Defect]:
    """The schema of an object does not say whether other properties are allowed.

    Without ``additionalProperties``, every misspelled field is valid. Set it to ``false``, or to
    ``true`` if there really are others.

    Passes: ``{"type": "object", "properties": {"id": {}}, "additionalProperties": false}``.

    Fails: ``{"type": "object", "properties": {"id": {}}}``.
    """
    for node in all_subschemas(tree):
        if node.value.get("type") != "object" or "properties" not in node.value:
            continue
        if not any(keyword in node.value for keyword in FOR_OTHERS):
            yield Defect(
                node.location,
                pointer(node.path),
                "the schema does not say whether the object may have other properties; add"
                ' "additionalProperties"',
            )


@rule(Severity.ERROR)
def schema_format_unchecked(tree: Tree) -> Iterator[Defect]:
    """A schema has a format that nothing checks.

    JSON Schema ignores unknown formats, so that a misspelled one allows every value.

    Passes: ``{"type": "string", "format": "date-time"}``.

    Fails: ``{"type": "string", "format": "datetime"}``.
    """
    stated = [
        (node, value)
        for node in all_subschemas(tree)
        if isinstance(value := node.value.get("format"), str)
    ]
    if not stated:
        return
    from jsonschema import Draft202012Validator

    known = Draft202012Validator.FORMAT_CHECKER.checkers
    for node, value in stated:
        if value not in known:
            yield Defect(
                node.keyword_location("format"),
                value,
                f"the format '{value}' is unknown and not checked{hint(value, known)}",
            )


@rule(Severity.WARNING)
def schema_property_untyped(tree: Tree) -> Iterator[Defect]:
    """A property in a schema has neither a type nor values nor a reference.

    Every value is valid for it.

    Passes: ``{"properties": {"id": {"type": "string"}}}``.

    Fails: ``{"properties": {"id": {"description": "The identifier."}}}``.
    """
    constraints = {"type", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "not"}
    for node in all_subschemas(tree):
        if node.value.get("type") != "object":
            continue
        properties: Json = node.value.get("properties")
        if not isinstance(properties, dict):
            continue
        for name, value in properties.items():
            if isinstance(value, dict) and not constraints & value.keys():
                yield Defect(
                    location_of(node.file, (*node.path, "properties", name), key=True),
                    name,
                    f"'{name}' has no type, so that every value is valid; add a type",
                )
