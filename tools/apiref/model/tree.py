"""A whole reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from apiref.model.json_file import JsonFile
from apiref.model.location import Location, Problem
from apiref.model.operation import Operation
from apiref.model.page import Endpoint, Page, ParameterTable, Row, walk
from apiref.model.settings import Settings
from apiref.model.suppression import Suppression
from apiref.model.yaml_file import Parameter, ParameterFile, StatusFile

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Everything that was read. All paths are relative to the checked root.

    ``pages`` are sorted by path; ``documents`` are those that Sphinx builds (the ``.rst`` files
    below ``source``). ``included`` lists the places that include a page. ``operations`` are in
    reading order, each once, even if several pages show it. ``samples`` are the JSON files that
    pages refer to and those next to them; ``schemas`` the JSON Schema documents.
    ``parameter_files`` and ``status_files`` that could not be read are omitted, with a problem
    instead. ``source_files`` are all files below ``source``; ``configuration`` is the text of its
    ``conf.py``, or None if there is none; ``programs`` are the texts of all programs in its folder.
    ``suppressions`` come from comments in pages and YAML files.

    ``results`` and ``of_files`` are not part of the reference: ``apiref.analysis.per_tree`` caches
    results there; those of single files with the file.
    """

    source: str
    settings: Settings
    pages: dict[str, Page]
    documents: tuple[str, ...]
    included: dict[str, tuple[Location, ...]]
    operations: tuple[Operation, ...]
    parameter_files: dict[str, ParameterFile]
    status_files: dict[str, StatusFile]
    samples: dict[str, JsonFile]
    other_files: frozenset[str]
    schemas: dict[str, JsonFile]
    problems: tuple[Problem, ...]
    source_files: frozenset[str] = frozenset()
    suppressions: tuple[Suppression, ...] = ()
    configuration: str | None = None
    programs: tuple[str, ...] = ()
    results: dict[Any, Any] = field(default_factory=dict, init=False)
    of_files: dict[Any, tuple[Any, Any]] = field(default_factory=dict, init=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The paths of the pages and the YAML files."""
        return (*self.pages, *self.parameter_files, *self.status_files)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The entries of all parameters files."""
        return tuple(entry for file in self.parameter_files.values() for entry in file.parameters)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The endpoints of all operations."""
        return tuple(endpoint for operation in self.operations for endpoint in operation.endpoints)

    def blocks(self, kind: type[_Kind]) -> Iterator[_Kind]:
        """The blocks of that kind on all pages, by page."""
        for page in self.pages.values():
            for block in walk(page.body):
                if isinstance(block, kind):
                    yield block

    def entries(self, table: ParameterTable) -> dict[str, Parameter]:
        """The entries of a table or of its file, by key; empty if that could not be read."""
        if table.entries:
            return {entry.key: entry for entry in table.entries}
        file = self.parameter_files.get(table.path or "")
        return file.by_key() if file is not None else {}

    def rows(self, table: ParameterTable) -> Iterator[tuple[Row, Parameter]]:
        """The rows of a table whose entries are known, each with its entry."""
        entries = self.entries(table)
        return ((row, entries[row.key]) for row in table.rows if row.key in entries)

    def holds(self, path: str) -> bool:
        """Whether a file is part of the reference, or configures it."""
        kinds = (self.pages, self.parameter_files, self.status_files, self.samples, self.schemas)
        return path == self.settings.path or any(path in kind for kind in kinds)
