"""The rows of an operation by where they are sent: path, query, headers and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from apiref.analysis.members import members
from apiref.analysis.rows.documentation import Documentation, DocumentedField, documentation
from apiref.analysis.samples.field_names import plain
from apiref.model.operation import USUALLY_BODYLESS, Operation, Role, placeholders
from apiref.model.tree import Tree
from apiref.openapi.ledger import Ledger


@dataclass(slots=True)
class Rows:
    """What an operation documents, in table order; path parameters by placeholder."""

    path: dict[str, DocumentedField] = field(default_factory=dict)
    query: list[DocumentedField] = field(default_factory=list)
    headers: list[DocumentedField] = field(default_factory=list)
    request: list[DocumentedField] = field(default_factory=list)
    response_headers: list[DocumentedField] = field(default_factory=list)
    response: list[DocumentedField] = field(default_factory=list)
    response_documentation: Documentation | None = None


def rows_of(tree: Tree, operation: Operation, ledger: Ledger) -> Rows:
    """The rows of an operation; those that cannot be placed go to the ledger."""
    rows = Rows()
    known = {name for endpoint in operation.endpoints for name in placeholders(endpoint.url)}
    names = {plain(name): name.strip() for name in known}
    ledger.total["parameters"] += sum(len(part.table.rows) for part in operation.tables)
    for role, documented in _documented(tree, operation):
        if role == "response":
            rows.response_documentation = documented
        for found in documented.fields:
            own = role or _role(operation, found)
            reason = _place(rows, own, found, names)
            place, name = found.row.location, found.row.name
            if reason and found.name in _shown(tree, operation, own):
                # The sample shows what was intended.
                (rows.request if own == "request" else rows.response).append(found)
                message = f"a sample shows '{name}' in the body, although {reason}"
                ledger.note("place", place, name, message, operation)
            elif reason:
                ledger.lose("parameters", reason, place, name, operation)
            elif role is None:
                message = f"it is unclear whether '{name}' belongs to the request or the response"
                ledger.note("role", place, name, message, operation)
    for part in operation.tables:
        keys = tree.entries(part.table)
        for row in part.table.rows:
            if row.key not in keys:
                reason = "the parameters file has no entry for it"
                ledger.lose("parameters", reason, row.location, row.name, operation)
    return rows


def _documented(tree: Tree, operation: Operation) -> Iterator[tuple[Role | None, Documentation]]:
    """The documentation by the tables of each role, and by those without a role."""
    roles: tuple[Role | None, ...] = ("request", "response", None)
    for role in roles:
        parts = tuple(
            part._replace(role=role or "request") for part in operation.tables if part.role == role
        )
        if parts:
            found = documentation(tree, operation._replace(tables=parts), role or "request")
            if found is not None:
                yield role, found


def _shown(tree: Tree, operation: Operation, role: Role) -> frozenset[str]:
    """The names of all members in the samples of a role."""
    files = (
        tree.samples.get(part.reference.path or "")
        for part in operation.samples
        if part.role == role and not part.reference.partial
    )
    return frozenset(
        member.name for file in files if file is not None for member in members(file.value)
    )


def _role(operation: Operation, found: DocumentedField) -> Role:
    """The role of a row in a table without one: a body is the response if methods have no body."""
    is_body = found.parameter.place == "body"
    return "response" if is_body and operation.methods <= USUALLY_BODYLESS else "request"


def _place(rows: Rows, role: Role, found: DocumentedField, names: dict[str, str]) -> str | None:
    """Add a row to the rows of its kind; return the reason if that is not possible.

    ``names`` maps the normalised names of the URL's placeholders to the names as written, since
    separators may differ in the table.
    """
    place = found.parameter.place
    if place == "body":
        (rows.request if role == "request" else rows.response).append(found)
    elif place == "header":
        (rows.headers if role == "request" else rows.response_headers).append(found)
    elif place == "path" and plain(found.row.name) in names:
        rows.path.setdefault(names[plain(found.row.name)], found)
    elif place == "path":
        return "it is not in any URL of the operation"
    elif place == "query" and role == "request":
        rows.query.append(found)
    elif place == "query":
        return "a response has no query"
    else:
        return f"'in' is '{place}'"
    return None
