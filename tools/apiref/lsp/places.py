"""What is at a position, and what rows, entries, samples and schemas have in common."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from apiref.analysis.per_tree import per_tree
from apiref.analysis.rows.documentation import DocumentedField
from apiref.analysis.rows.entries import uses_by_entry
from apiref.analysis.samples.comparison import compare
from apiref.analysis.schemas.documents import SchemaNode, all_subschemas, schema_set
from apiref.analysis.schemas.rows import agreements
from apiref.analysis.statuses.codes import DEFAULT
from apiref.fixes.edits import offset_of
from apiref.lsp.positions import line_of
from apiref.model.json_file import Json, JsonFile, JsonPath, location_of, path_at
from apiref.model.location import Location
from apiref.model.page import (
    Code,
    Include,
    ParameterTable,
    Row,
    SampleReference,
    StatusTable,
    walk,
)
from apiref.model.tree import Tree
from apiref.model.yaml_file import Parameter, Reason, StatusEntry


class Node(NamedTuple):
    """A member of a sample, or a property of a schema."""

    file: JsonFile
    path: JsonPath

    @property
    def location(self) -> Location:
        """The location of its name, inside the quotes; of an item or the document, its own."""
        found = location_of(self.file, self.path, key=True)
        is_named = bool(self.path) and isinstance(self.path[-1], str)
        return found._replace(column=found.column + is_named)

    @property
    def value(self) -> Json:
        """Its value."""
        return value_at(self.file.value, self.path)


def value_at(value: Json, path: JsonPath) -> Json:
    """The value at a path that exists in a document."""
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


Block = ParameterTable | StatusTable | SampleReference | Include
Thing = Row | Code | Parameter | StatusEntry | Reason | Block


class Spot(NamedTuple):
    """A part of a reference under the cursor, with the location and the text of its word.

    ``table`` is that of a row or of a code.
    """

    thing: Thing | Node
    location: Location
    word: str
    table: ParameterTable | StatusTable | None = None


def spot(tree: Tree, place: Location) -> Spot | None:
    """What is at a location, or None."""
    if place.path in tree.pages:
        return _on_page(tree, place)
    if place.path in tree.parameter_files or place.path in tree.status_files:
        above = [it for it in entries_of(tree, place.path) if it.location.line <= place.line]
        yaml = tree.parameter_files.get(place.path) or tree.status_files[place.path]
        if not above or line_of(yaml.text, place.line).lstrip()[:1] in ("", "#"):
            return None
        thing = above[-1]
        word = thing.code if isinstance(thing, StatusEntry) else thing.key
        return Spot(thing, thing.location, word)
    inside = _inside(tree, place)
    if inside is None:
        return None
    file, path = inside
    known = _fields(tree).rows
    # The values of a member, and the keywords of a property, belong to it.
    while path and (file.path, path) not in known:
        if file.path not in tree.schemas and isinstance(path[-1], str):
            break
        path = path[:-1]
    node = Node(file, path)
    return Spot(node, node.location, str(path[-1]) if path else "")


def _inside(tree: Tree, place: Location) -> Node | None:
    """The member or item of a sample or a schema at a location."""
    file = tree.samples.get(place.path) or tree.schemas.get(place.path)
    offset = offset_of(file.text, place.line, place.column) if file is not None else None
    if file is None or offset is None or not file.valid or file.repaired:
        return None
    return Node(file, path_at(file, offset))


def referred(tree: Tree, place: Location) -> Node | None:
    """The part of a schema that the ``$ref`` at a location refers to."""
    inside = _inside(tree, place)
    path = inside.path[:-1] if inside is not None else ()
    around = value_at(inside.file.value, path) if inside is not None else None
    if inside is None or inside.path[-1:] != ("$ref",) or not isinstance(around, dict):
        return None
    target = schema_set(tree).resolve(SchemaNode(inside.file, path, around))
    return Node(target.file, target.path) if target is not None else None


@per_tree
def _mentions(tree: Tree) -> dict[tuple[str, JsonPath], list[tuple[Location, str]]]:
    """The parts of ``$ref``s, as they are written, by the part of a schema that each leads to."""
    found: dict[tuple[str, JsonPath], list[tuple[Location, str]]] = defaultdict(list)
    for node in all_subschemas(tree):
        target = schema_set(tree).resolve(node)
        if target is None:
            continue
        place, rest = node.keyword_location("$ref"), str(node.value["$ref"])
        for depth in range(len(target.path), 0, -1):
            rest, _, part = rest.rpartition("/")
            # After the quote, the rest and the slash.
            start = place._replace(column=place.column + 1 + len(rest) + 1)
            found[target.file.path, target.path[:depth]].append((start, part))
    return found


def entries_of(tree: Tree, path: str) -> list[Parameter | StatusEntry | Reason]:
    """The entries of a YAML file, codes and reasons alike, from top to bottom."""
    if path in tree.parameter_files:
        return [*tree.parameter_files[path].parameters]
    found: list[Parameter | StatusEntry | Reason] = []
    for code in tree.status_files[path].entries:
        found += [code, *code.reasons]
    return found


def _on_page(tree: Tree, place: Location) -> Spot | None:
    for block in walk(tree.pages[place.path].body):
        if isinstance(block, ParameterTable) and not block.entries:
            if block.location.line == place.line:
                return Spot(block, block.file_location, block.file)
            for row in block.rows:
                if row.location.line == place.line:
                    if place.column >= row.key_location.column and row.key:
                        return Spot(row, row.key_location, row.key, block)
                    return Spot(row, row.location, row.name, block)
        elif isinstance(block, StatusTable):
            if block.file_location is not None and block.location.line == place.line:
                return Spot(block, block.file_location, block.file or "")
            for code in block.codes:
                if code.location.line == place.line:
                    if code.reason_location and place.column >= code.reason_location.column:
                        return Spot(code, code.reason_location, code.reason or "", block)
                    return Spot(code, code.location, code.text, block)
        elif isinstance(block, SampleReference) and block.location.line == place.line:
            return Spot(block, block.file_location, block.file)
        elif isinstance(block, Include) and block.location.line == place.line:
            return Spot(block, block.location, block.file)
    return None


def entry_of(tree: Tree, found: Spot) -> Parameter | None:
    """The entry of a row, the entry itself, or None."""
    if isinstance(found.thing, Row) and isinstance(found.table, ParameterTable):
        return tree.entries(found.table).get(found.thing.key)
    return found.thing if isinstance(found.thing, Parameter) else None


def reasons_of(tree: Tree, found: Spot) -> list[Reason]:
    """The reason of a response code on a page, the reason itself, or all reasons of a code."""
    if isinstance(found.thing, Code) and isinstance(found.table, StatusTable):
        file = tree.status_files.get(found.table.path or "")
        name = found.thing.reason or DEFAULT
        entries = file.entries if file is not None else ()
        same = [entry for entry in entries if entry.code == found.thing.text]
        return [it for entry in same for it in entry.reasons if it.key == name][:1]
    if isinstance(found.thing, StatusEntry):
        return [*found.thing.reasons]
    return [found.thing] if isinstance(found.thing, Reason) else []


class _Fields(NamedTuple):
    """``rows`` document a node, by file and path; ``nodes`` are those that a row documents."""

    rows: dict[tuple[str, JsonPath], list[DocumentedField]]
    nodes: dict[Location, list[Node]]


@per_tree
def _fields(tree: Tree) -> _Fields:
    found = _Fields(defaultdict(list), defaultdict(list))

    def link(row: DocumentedField, node: Node) -> None:
        found.rows[node.file.path, node.path].append(row)
        found.nodes[row.row.location].append(node)

    for comparison in compare(tree):
        for value in comparison.values:
            for row in value.fields:
                link(row, Node(value.place.sample, value.place.path))
    for agreement in agreements(tree):
        for pair in agreement.pairs:
            declared = pair.field.nodes[0]
            link(pair.row, Node(declared.file, declared.path))
    return found


def rows_of(tree: Tree, node: Node) -> list[DocumentedField]:
    """The rows that document a member of a sample or a property of a schema."""
    return _fields(tree).rows.get((node.file.path, node.path), [])


def nodes_of(tree: Tree, row: Row) -> list[Node]:
    """The members of samples and the properties of schemas that a row documents."""
    return _fields(tree).nodes.get(row.location, [])


def mentions_of(tree: Tree, node: Node) -> list[tuple[Location, str]]:
    """The names in ``$ref``s that lead to a property of a schema or further, as written there."""
    return _mentions(tree).get((node.file.path, node.path), [])


def rows_with(tree: Tree, entry: Parameter) -> dict[Row, str]:
    """The rows that refer to an entry, each with the label of its operation or its page."""
    uses = uses_by_entry(tree).get((entry.path, entry.key), ())
    return {it.row: it.use.label or it.row.location.path for it in uses}
