"""Shows the rows of a table inside the object that contains their fields.

Each row and each sample also says what it is of, so that a script can show one in the other.

The checker's alignment of a table with its samples (`apiref.analysis.rows.alignment`) tells where a
field is. Other builders than HTML keep the flat table.
"""

from collections.abc import Iterator
from typing import TypeGuard

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from apiref.analysis.members import ancestors
from apiref.analysis.rows.alignment import Alignment, Field, Names, shown_by
from apiref.analysis.rows.documentation import DocumentedField, field_parts
from apiref.model import yaml_file
from apiref.model.json_file import Json
from apiref.model.location import Location
from apiref.model.page import Row
from apiref.model.yaml_file import Parameter
from apiref.sphinx.nodes import blocks, is_for_screens, json_samples, operation, role_of, within

# Further in, there is no space for the description.
DEEPEST = 4
_PLURALS = {"object": "objects", "array": "arrays", "string": "strings", "boolean": "booleans"}
_PLURALS |= {"integer": "integers", "number": "numbers"}
_NOWHERE = Location("")


class NestedFields(SphinxPostTransform):
    """Puts the rows of nested fields below the row of their object, and gives their depth."""

    # After the titles of samples are known.
    default_priority = 401

    def run(self, **kwargs: object) -> None:
        """Transform the document in place."""
        for section in blocks(self.document, operation):
            documents: dict[str, list[Json]] = {}
            for block, document in json_samples(section):
                # Many pages call them JavaScript, whose highlighting has no colour for keys.
                block["language"], block["force"] = "json", True
                role = role_of(block)
                block["classes"] += [f"of-{role}"] if role else []
                documents.setdefault(role, []).append(document)
            for table in within(section, nodes.table):
                if "parameters" in table["classes"]:
                    role = role_of(table)
                    table["classes"] += [f"of-{role}"] if role else []
                    _nest(table, documents.get(role, []))


def _nest(table: nodes.table, documents: list[Json]) -> None:
    """Order the rows of a table by their nesting, and mark their depth."""
    body = table.next_node(nodes.tbody)
    if body is None:
        return
    rows = list(filter(_is_field, body.children))
    documented = [_documented(row) for row in rows]
    if not documented:
        return
    found = Alignment(documented, shown_by(documents)).fields.values()
    fields = {id(each): field for field in reversed(found) for each in field.rows}
    # The first row of each field, such as that of an object.
    holders: dict[Names, nodes.row] = {}
    inside: dict[int, list[nodes.row]] = {}
    outermost = []
    for row, each in zip(rows, documented, strict=True):
        holders.setdefault(fields[id(each)].names, row)
    for row, each in zip(rows, documented, strict=True):
        field = fields[id(each)]
        outer = [holders[names] for names in ancestors(field.names) if names in holders]
        _specify(row, field)
        if field.values:
            row["field"] = ".".join(field.names)
        if outer:
            inside.setdefault(id(outer[-1]), []).append(row)
            _shorten(row, outer[-1]["parameter"])
        else:
            outermost.append(row)
    ordered = _in_order(outermost, inside, 0)
    # Parameters that are no fields stay where they are.
    children = [next(ordered) if _is_field(child) else child for child in body.children]
    body.children = []
    body += children


def _is_field(node: nodes.Node) -> TypeGuard[nodes.row]:
    return isinstance(node, nodes.row) and node.get("in") == "body"


def _documented(row: nodes.row) -> DocumentedField:
    """Return what the alignment needs of a row."""
    _name, _in, kind, description = (cell.astext() for cell in row.children)
    stated = {"type": kind, "description": description}
    fields = tuple(
        yaml_file.Field(name, text, text, _NOWHERE, _NOWHERE) for name, text in stated.items()
    )
    name = row["parameter"]
    parameter = Parameter(name, fields, _NOWHERE, "")
    return DocumentedField(Row(name, name, _NOWHERE, _NOWHERE), parameter, field_parts(name))


def _in_order(
    rows: list[nodes.row], inside: dict[int, list[nodes.row]], depth: int
) -> Iterator[nodes.row]:
    """Yield rows, each followed by those inside it, with classes that tell where they are."""
    for row in rows:
        inner = inside.get(id(row), [])
        row["classes"] += [f"depth-{min(depth, DEEPEST)}"] if depth else []
        row["classes"] += ["has-fields"] if inner and depth < DEEPEST else []
        yield row
        yield from _in_order(inner, inside, depth + 1)


def _specify(row: nodes.row, field: Field) -> None:
    """Say of what an array is, if its samples or rows tell."""
    paragraph = row.children[2].next_node(nodes.paragraph)
    if paragraph is None or paragraph.astext() not in ("array", "list"):
        return
    kinds = {"object"} if field.documented_fields else field.items - {"null"}
    if len(kinds) == 1 and (plural := _PLURALS.get(*kinds)):
        paragraph += nodes.inline("", f" of {plural}", classes=["of-items"])


def _shorten(row: nodes.row, around: str) -> None:
    """Hide the part of a dotted name that the row around it has; readers of text keep it."""
    literal = row.children[0].next_node(nodes.literal)
    name = row["parameter"]
    prefix = next((each for each in (f"{around}.", f"{around}[].") if name.startswith(each)), None)
    if literal is not None and prefix and literal.astext() == name:
        hidden = nodes.inline("", prefix, classes=["visually-hidden"])
        literal.children = []
        literal += [hidden, nodes.Text(name.removeprefix(prefix))]


def _register(app: Sphinx) -> None:
    """Register the transform for pages on a screen."""
    if is_for_screens(app):
        app.add_post_transform(NestedFields)


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("builder-inited", _register)
