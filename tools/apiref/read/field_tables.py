"""Text tables that document fields, read as tables of parameters.

Some references have no parameters files: they list fields in a ``list-table`` or ``csv-table``,
with a column of names and columns such as "In", "Type" and "Required".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.model.operation import BODYLESS, Operation, Role, TablePart, placeholders
from apiref.model.page import Cell, ParameterTable, Row, TextTable
from apiref.model.yaml_file import Field, Parameter

# The titles of columns, in lower case and without a final "name".
_TITLES = {
    "name": (
        "name",
        "parameter",
        "attribute",
        "field",
        "property",
        "key",
        "member",
        "element",
        "param",
        "argument",
    ),
    "in": ("in", "style", "location", "parameter type", "param type", "passed in", "sent in"),
    "type": ("type", "data type", "datatype"),
    "required": ("required", "required?", "mandatory", "req", "required/optional"),
    "optional": ("optional", "optional?"),
    "description": ("description", "descriptions", "notes", "comments", "meaning", "details"),
}
_COLUMNS = {title: column for column, titles in _TITLES.items() for title in titles}
# What WADL and others call the places.
_PLACES = {
    "query": re.compile(r"\bquery"),
    "header": re.compile(r"\bheader"),
    "body": re.compile(r"\b(?:body|plain|json|payload)\b"),
    "path": re.compile(r"\b(?:path|ur[il]|template)\b"),
}
_MARKUP = "`*\"' \t"
_NAME = re.compile(r"[\w$@{<][\w.:$@{}<>\[\]/-]*")
_PRESENCE = re.compile(r"\(?\b(?P<word>optional|required|mandatory)\b\)?", re.IGNORECASE)
# Beside a name: "size (optional)", "size optional", "(optional) size".
_BESIDE_NAME = re.compile(
    r"(?:^\s*\(|(?<=[^\s(])[\s(]+)(?P<word>optional|required|mandatory)(?:\)|\)?\s*$)",
    re.IGNORECASE,
)
_YES = frozenset({"yes", "y", "true", "required", "mandatory", "x", "always"})
_NO = frozenset({"no", "n", "false", "optional", "-", ""})
_HEADER = re.compile(r"[A-Z]\w*(?:-\w+)+|x-[\w-]+|Location|ETag")


def field_tables(operation: Operation) -> list[TablePart]:
    """The text tables of an operation that document fields, still without roles.

    Beside other tables of parameters, text tables explain something else, so there are none.
    """
    if operation.tables:
        return []
    found = ((_field_table(part.table), part.headings) for part in operation.text_tables)
    return [TablePart(table, None, headings) for table, headings in found if table]


def placed(operation: Operation, part: TablePart) -> TablePart:
    """A table whose fields without a place have that of their role."""
    urls = [endpoint.url for endpoint in operation.endpoints]
    named = {name.replace("-", "_") for url in urls for name in placeholders(url)}

    def place(name: str, role: Role) -> str:
        if role == "request" and name.replace("-", "_") in named:
            return "path"
        if _HEADER.fullmatch(name):
            return "header"
        return "query" if role == "request" and operation.methods <= BODYLESS else "body"

    if part.role is None:
        return part
    entries = tuple(
        entry if entry.place else _with(entry, "in", place(row.name, part.role))
        for row, entry in zip(part.table.rows, part.table.entries, strict=True)
    )
    return part._replace(table=part.table._replace(entries=entries))


def _field_table(table: TextTable) -> ParameterTable | None:
    """The table with an entry for each row; their ``path`` is that of no file, and of no other."""
    columns = _columns(table.header)
    path = f"{table.location.path}:{table.location.line}"
    if "name" not in columns or columns.keys().isdisjoint({"in", "type", "required", "optional"}):
        return None
    rows: list[Row] = []
    entries: list[Parameter] = []
    keys: set[str] = set()
    for cells in table.rows:
        row = {title: cells[at] for title, at in columns.items() if at < len(cells)}
        if "name" not in row:
            return None
        name = _BESIDE_NAME.sub("", row["name"].text).replace("\\", "").strip(_MARKUP)
        if not _NAME.fullmatch(name):
            return None
        # No name has a space.
        key = name if name not in keys else f"{name} {len(keys)}"
        keys.add(key)
        place = row["name"].location
        rows.append(Row(name, key, place, place))
        entries.append(Parameter(key, tuple(_fields(row)), place, path))
    place = table.location
    return ParameterTable("", None, tuple(rows), place, place, tuple(entries)) if rows else None


def _columns(header: tuple[Cell, ...]) -> dict[str, int]:
    """The known columns with their positions; of two with one meaning, the first."""
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        column = _COLUMNS.get(cell.text.strip(_MARKUP).lower().removesuffix(" name"))
        if column is not None:
            found.setdefault(column, at)
    return found


def _fields(row: dict[str, Cell]) -> Iterator[Field]:
    """The fields of the entry that a row stands for."""
    if "in" in row:
        text = row["in"].text.strip(_MARKUP).lower()
        places = (place for place, words in _PLACES.items() if words.search(text))
        yield _field("in", next(places, text), row["in"])
    if "type" in row:
        # Names of XML Schema have a prefix: "xsd:string".
        kind = _PRESENCE.sub("", row["type"].text).strip(_MARKUP)
        yield _field("type", re.sub(r"^\w+:(?=\w)", "", kind), row["type"])
    required = _is_required(row)
    if required is not None:
        yield _field("required", required, row["name"])
    if "description" in row:
        yield _field("description", row["description"].text, row["description"])


def _is_required(row: dict[str, Cell]) -> bool | None:
    """What a row says about the presence of its field; None if it does not."""
    for column in ("required", "optional"):
        word = row[column].text.strip(_MARKUP + ".").lower() if column in row else None
        if word in _YES or word in _NO:
            return (word in _YES) is (column == "required")
    stated = _BESIDE_NAME.search(row["name"].text) or (
        _PRESENCE.search(row["type"].text) if "type" in row else None
    )
    return stated["word"].lower() != "optional" if stated else None


def _field(name: str, value: str | bool, cell: Cell) -> Field:
    return Field(
        name,
        value,
        str(value).lower() if isinstance(value, bool) else value,
        cell.location,
        cell.location,
    )


def _with(entry: Parameter, name: str, value: str) -> Parameter:
    fields = (*entry.fields, Field(name, value, value, entry.location, entry.location))
    return Parameter(entry.key, fields, entry.location, entry.path)
