"""Figures about the completeness of a reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from apiref.model.operation import Operation
from apiref.model.tree import Tree


class Completeness(NamedTuple):
    """The figures of a page or a reference.

    ``requests`` is the number of operations with body fields in their request tables,
    ``request_samples`` the number of those with a request sample; likewise for responses.
    ``fields`` are the rows of all tables, ``described_fields`` those with a description.
    ``codes`` are the response codes, ``described_codes`` those with a reason.
    """

    operations: int = 0
    requests: int = 0
    request_samples: int = 0
    responses: int = 0
    response_samples: int = 0
    fields: int = 0
    described_fields: int = 0
    codes: int = 0
    described_codes: int = 0


def by_page(tree: Tree) -> dict[str, Completeness]:
    """The figures of each page with operations, in reading order."""
    pages: dict[str, list[Operation]] = {}
    for operation in tree.operations:
        pages.setdefault(operation.page, []).append(operation)
    return {page: total(_of(tree, operation) for operation in pages[page]) for page in pages}


def total(parts: Iterable[Completeness]) -> Completeness:
    """The sum of figures."""
    return Completeness(*map(sum, zip(*parts, strict=True)))


def _of(tree: Tree, operation: Operation) -> Completeness:
    bodies = {"request": False, "response": False}
    fields = described = 0
    for part in operation.tables:
        parameters = tree.entries(part.table)
        for row in part.table.rows:
            parameter = parameters.get(row.key)
            fields += 1
            if parameter is None:
                continue
            described += bool(parameter.description.strip())
            if part.role is not None and parameter.place == "body":
                bodies[part.role] = True
    shown = {part.role for part in operation.samples if part.reference.path in tree.samples}
    shown |= {part.role for part in operation.literals}
    codes = described_codes = 0
    for status in operation.statuses:
        codes += len(status.codes)
        known = tree.status_files.get(status.path or "")
        reasons = {
            (entry.code, reason.key): reason.text
            for entry in (known.entries if known is not None else ())
            for reason in entry.reasons
        }
        described_codes += sum(
            bool(reasons.get((code.text, code.reason or "default"), "").strip())
            for code in status.codes
        )
    return Completeness(
        operations=1,
        requests=int(bodies["request"]),
        request_samples=int(bodies["request"] and "request" in shown),
        responses=int(bodies["response"]),
        response_samples=int(bodies["response"] and "response" in shown),
        fields=fields,
        described_fields=described,
        codes=codes,
        described_codes=described_codes,
    )
