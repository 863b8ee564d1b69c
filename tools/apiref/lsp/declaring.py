"""Creates the schema of a body from its table and samples, and declares it."""

from __future__ import annotations

import json
import posixpath
import tomllib
from collections.abc import Iterator

from apiref.analysis.parameters.values import described_format, in_order
from apiref.analysis.rows.alignment import Alignment, Field, shown_by
from apiref.analysis.rows.documentation import documentation
from apiref.analysis.schemas.documents import SchemaSet, subschemas
from apiref.fixes.edits import Edits
from apiref.fixes.json_layout import laid_out
from apiref.lsp.positions import line_of
from apiref.lsp.state import Snapshot
from apiref.model.finding import Finding
from apiref.model.fix import Edit
from apiref.model.json_file import JsonFile
from apiref.model.location import Location
from apiref.model.operation import Operation, Role
from apiref.model.tree import Tree
from apiref.openapi.components import Object
from apiref.openapi.fields import body_schema
from apiref.openapi.markdown import Renderer

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def declarations(
    snapshot: Snapshot, tree: Tree, finding: Finding
) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """The schema of the sample without one, with its declaration: a title and edits.

    If the schema is there already, only the declaration.
    """
    for operation in tree.operations if finding.rule == "sample-without-schema" else ():
        for part in operation.samples:
            reference, role = part.reference, part.role
            if reference.file_location != finding.location or role is None:
                continue
            bound = tree.settings.schemas[0].schema
            path = posixpath.join(posixpath.dirname(bound), posixpath.basename(reference.file))
            edit = _declaration(snapshot, tree, operation.label, role, path)
            if edit is not None and path in tree.schemas:
                yield f"Declare the schema '{path}'", (edit,)
            elif edit is not None:
                made = json.dumps(_schema(tree, operation, role, path), ensure_ascii=False)
                new = Edit(Location(path), "", laid_out(made, tree.settings.sample_indent or 4))
                yield f"Create the schema '{path}'", (new, edit)


def _declaration(
    snapshot: Snapshot, tree: Tree, label: str, role: Role, schema: str
) -> Edit | None:
    """The line of the configuration, beside those that are there; None if they are too special."""
    path = tree.settings.path or ""
    text = snapshot.text(path)
    own = [it for it in tree.settings.schemas if it.operation == label]
    beside = max(own or tree.settings.schemas, key=lambda it: it.location)
    line = line_of(text, beside.location.line)
    column, new = len(line) + 1, f"\n{role} = {json.dumps(schema)}"
    if own and "}" in line:
        column, new = len(line[: line.rindex("}")].rstrip()) + 1, f", {new.strip()}"
    elif not own and line.startswith("["):
        column, new = 1, f"{line.replace(beside.operation, label)}{new}\n\n"
    elif not own:
        new = f"\n{json.dumps(label, ensure_ascii=False)} = {{ {new.strip()} }}"
    edit = Edit(Location(path, beside.location.line, column), "", new)
    edits = Edits(text)
    edits.add([edit])
    try:
        table = tomllib.loads(edits.applied())
        table = table["tool"]["apiref"] if "tool" in table else table
        return edit if table["schemas"][label][role] == schema else None
    except (KeyError, tomllib.TOMLDecodeError):
        return None


def _schema(tree: Tree, operation: Operation, role: Role, path: str) -> Object:
    """The schema of a body, as strict as the others in this reference have to be."""
    documented = documentation(tree, operation, role)
    rows = [it for it in documented.fields if it.parameter.place == "body"] if documented else []
    parts = [part for part in operation.samples if part.role == role]
    files = [tree.samples.get(part.reference.path or "") for part in parts]
    alignment = Alignment(rows, shown_by(file.value for file in files if file is not None))
    made: Object = {"$schema": _DIALECT}
    if any(isinstance(it.value, dict) and "$id" in it.value for it in tree.schemas.values()):
        made["$id"] = posixpath.basename(path)
    made["title"] = f"{operation.title} {role}"
    made["description"] = f"The body of a {role} of {operation.title}."
    made |= body_schema(alignment.root, Renderer())
    file = JsonFile(path, "", made)
    for node in subschemas(file):
        for keyword in [it for it in node.value if it.startswith("x-")]:
            del node.value[keyword]
        if "properties" in node.value:
            node.value.setdefault("additionalProperties", False)
    for field in SchemaSet({path: file}).fields(path):
        _refine(field.nodes[0].value, alignment.fields[field.names])
    return made


def _refine(schema: Object, field: Field) -> None:
    """State what samples and the description of a field say beyond its type, and nothing else."""
    description = field.rows[0].parameter.description if field.rows else ""
    kinds = [*in_order(field.items)]
    if schema.get("items") == {}:
        del schema["items"]
        if kinds and field.depth == 1:
            schema["items"] = {"type": kinds if len(kinds) > 1 else kinds[0]}
    types = schema.get("type", ())
    if "null" in types and "``null``" not in description and "null" not in field.kinds:
        left = [it for it in types if it != "null"]
        schema["type"] = left if len(left) > 1 else left[0]
    known = described_format(description)
    if known is None or "string" not in types or "enum" in schema:
        return
    # Imported here because few schemas are created.
    from jsonschema import Draft202012Validator

    formats = Draft202012Validator.FORMAT_CHECKER
    if all(formats.conforms(value, known) for value in field.values):
        schema.setdefault("format", known)
