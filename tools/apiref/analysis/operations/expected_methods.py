"""The method that the title of an operation suggests, if it has another one."""

from __future__ import annotations

import re

from apiref.analysis.operations.urls import segments
from apiref.model.operation import Operation, path_of
from apiref.model.tree import Tree

_READS = re.compile(r"(?:list|show|get|view|query)\b", re.IGNORECASE)
_CREATES = re.compile(r"create\b", re.IGNORECASE)
_UPDATES = re.compile(r"(?:update|modify|edit)\b", re.IGNORECASE)
_DELETES = re.compile(r"(?:delete|remove)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:^|[/_-])(?:get|show|list|query|search|find|action|actions|remove|delete|create|update"
    r"|unset|reset|restore|validate|preview|check)(?:[-_][^/]*)?/?$",
    re.IGNORECASE,
)
_SHELLS = frozenset({"bash", "console", "sh", "shell"})
_WRITING = frozenset({"POST", "PUT", "PATCH"})
_EXPECTED = (
    (_READS, frozenset({"PUT", "PATCH", "DELETE"}), "GET"),
    (_CREATES, frozenset({"GET", "HEAD", "DELETE"}), "POST or PUT"),
    (_UPDATES, frozenset({"GET", "HEAD", "DELETE"}), "PUT or PATCH"),
    (_DELETES, frozenset({"GET", "HEAD"}), "DELETE"),
)


def expected_method(tree: Tree, operation: Operation) -> str | None:
    """The method that the title suggests, as text, or None if that of the operation may fit.

    ``POST`` may delete or read if its body says what. If the URL ends in a verb, any method may be
    right.
    """
    endpoint = operation.endpoint
    if len(operation.endpoints) > 1 or _VERB.search(path_of(endpoint.url)):
        return None
    for title, methods, expected in _EXPECTED:
        if not title.match(operation.title):
            continue
        if endpoint.method in methods:
            return expected
        if title is _READS and endpoint.method == "POST" and not _has_body(tree, operation):
            return expected
        if title is _DELETES and endpoint.method in _WRITING:
            of_one = segments(endpoint.url)[-1:] == ("{}",)
            return expected if of_one and not _has_body(tree, operation) else None
    return None


def _has_body(tree: Tree, operation: Operation) -> bool:
    """Whether the request of an operation has a body according to its tables and samples."""
    if any(
        sample.role != "response" and (sample.reference.language or "").lower() not in _SHELLS
        for sample in operation.samples
    ):
        return True
    if any(part.role == "request" for part in operation.literals):
        return True
    for part in operation.tables:
        if part.role != "response":
            by_key = tree.entries(part.table)
            for row in part.table.rows:
                if row.key not in by_key or by_key[row.key].place == "body":
                    return True
    return False
